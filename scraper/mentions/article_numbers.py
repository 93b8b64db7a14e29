"""The numbers of articles: "202a", "153 bis", "24, paragraph 7", "2 to 11"; every pattern is anchored and bounded."""

from __future__ import annotations

import re

from scraper.mentions.dates import MONTH
from scraper.mentions.found import Found

_LATIN = r"(?:[\s-]?(?:bis|ter|quater|quinquies|sexies|septies|octies|novies|decies)\b)?"
_RAISED = r"[¹²³⁴⁵⁶⁷⁸⁹⁰]{0,3}"
_SUFFIX = r"(?:-\d{1,3}\b|[-/][A-Za-z]{1,2}\b|\^\d{1,2})?"
_ITEM = re.compile(rf"(\d{{1,4}}(?:\.\d{{1,3}})?(?:[A-Za-z]{{1,3}}\b)?{_LATIN}{_RAISED}{_SUFFIX})(?!\d|\.\d|%)")
_POINTS = re.compile(
    r"(?:/\s?(\d{1,2})(?:th|st|nd|rd)?(?:\spara\.)?)?"
    r"((?:\.[a-z]\b|\s?\((?:\d{1,3}[a-z]?|[a-z]{1,4}|[A-Z]|\d{1,2}-[A-Z])\)){0,4})"
)
_NAMED_POINTS = re.compile(
    r",?\s(?:(?:sub)?-?paragraphs?|paras?\.|paragraphes?|paras?|al\.|alinéas?|§§?|lit\.|point|parágrafo)\s?"
    r"(\d{1,2}(?:[-.][A-Za-z0-9]{1,2})?|[a-z])\b(?:\s?(?:\([a-z0-9]{1,3}\)))?"
)
_AND_FOLLOWING = re.compile(r"\s(?:et\ssuivants|et\sseq\.|ff?\.|and\sfollowing)(?!\w)")
_TO = re.compile(r"\s(?:to|à|a|until|through|au|ate|até)\s(?:§+\s?)?")
_DASH = re.compile(r"\s?[-–—]\s?")
_HYPHENED = re.compile(r"(\d{1,4})\s?[-–—]\s?(\d{1,4})(?![\w.]\w)")
_NEXT = re.compile(r"\.?\s?[,;]\s?(?:and\s|et\s|y\s|e\s|or\s|ou\s)?|\.?\s(?:and|et|&|or|ou|y|e)\s")
_ASIDE = re.compile(r"\s\([^()]{1,80}\)")
_COUNTED = re.compile(
    rf"\.?\s?(?:{MONTH}|days?|months?|years?|hours?|weeks?|per|percent|million|thousand|euros?|jours|mois|ans|heures"
    r"|of\sthese|persons?|U\.?\s?S\.?\s?C)\b|\s?%"
)
_IS_YEAR = re.compile(r"(?:19|20)\d\d")


def item_at(source: str, start: int, position: int, plural: bool) -> Found | None:
    """The article, or range of articles, whose number stands at a character position; None when none does.

    `start` is where the mention begins ("Article"); `plural`: several are announced, so that a dash joins a range.
    """
    first = _ITEM.match(source, position)
    if not first:
        return None
    ranged = _HYPHENED.match(source, position) if plural else None
    if ranged and int(ranged[1]) < int(ranged[2]):
        return Found("article", start, ranged.end(), number=f"{ranged[1]} to {ranged[2]}")
    end, paragraph = _paragraph(source, first.end())
    number = re.sub(r"\s", "", first[1])
    if "." in number and source.startswith(".", first.end()) and paragraph:
        number, _, inner = number.partition(".")
        paragraph = f"({inner}){paragraph}"
    last = _range_end(source, end, plural)
    if not last:
        return Found("article", start, end, number=number, paragraph=paragraph)
    to = re.sub(r"\s", "", last[1])
    return Found("article", start, _paragraph(source, last.end())[0], number=f"{number} to {to}")


def next_number(source: str, end: int) -> int:
    """Where the next number of a list starts behind character `end`, -1 when the list is over."""
    aside = _ASIDE.match(source, end)
    separator = _NEXT.match(source, aside.end() if aside else end)
    return separator.end() if separator and _ITEM.match(source, separator.end()) else -1


def is_counted(source: str, item: Found, before: Found | None) -> bool:
    """Whether a number counts something ("Article 5, 14 days later", "Article 5, 2021") and names no article."""
    if _COUNTED.match(source, item.end):
        return True
    return bool(before and _IS_YEAR.fullmatch(item.number or "")) and len((before and before.number) or "") < 4


def _range_end(source: str, end: int, plural: bool) -> re.Match[str] | None:
    joined = _TO.match(source, end) or (_DASH.match(source, end) if plural else None)
    return _ITEM.match(source, joined.end()) if joined else None


def _paragraph(source: str, end: int) -> tuple[int, str]:
    """The character behind the points of an article, and the points in one form: ", paragraph 7" -> "(7)"."""
    points = _POINTS.match(source, end)
    paragraph = ""
    if points and points.end() > end:
        slash = f"({points[1]})" if points[1] else ""
        end, paragraph = points.end(), slash + re.sub(r"\.([a-z])", r"(\1)", points[2]).replace(" ", "")
    following = _AND_FOLLOWING.match(source, end)
    if following:
        return following.end(), paragraph
    named = _NAMED_POINTS.match(source, end)
    if named and not _COUNTED.match(source, named.end()):
        return named.end(), f"{paragraph}({named[1].lower()})"
    return end, paragraph
