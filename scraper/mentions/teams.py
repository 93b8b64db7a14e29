"""Response teams known by name (CERT-UA, maCERT, CSIRT Panamá) and the 24/7 contact points."""

from __future__ import annotations

import re

from scraper.mentions.denied import is_denied
from scraper.mentions.found import Found
from scraper.mentions.names import leftmost
from scraper.mentions.tables import table, words
from scraper.mentions.text import Text

_STEMS = "|".join(table("institutions")["cert_stems"].split())
_HEADS = words("institutions", "heads")
_NOT_AFTER = words("institutions", "not_after")
_NAME = re.compile(
    rf"\b(?:[A-Z][A-Za-z]{{0,9}}-)?([A-Za-z0-9]{{0,10}})(?:{_STEMS})([A-Za-z]{{0,6}})((?:[-./|][A-Za-z]{{1,8}}){{0,3}})(?![\w])"
)
_POINT = re.compile("|".join(table("institutions")["contact_points"]))
CONTACT_POINT = "24/7 contact point"


def find_teams(text: Text) -> list[Found]:
    """The response teams and contact points of a block, in order; their words are marked as taken."""
    found = []
    if any(stem in text.source for stem in _STEMS.split("|")):
        found += [team for match in _NAME.finditer(text.source) if (team := _team(text, match))]
    if "24" in text.source:
        found += [point for match in _POINT.finditer(text.source) if (point := _point(text, match))]
    return found


def _team(text: Text, match: re.Match[str]) -> Found | None:
    first, last = text.at(match.start()), text.at(match.end())
    if first >= last or any(text.taken[first:last]):
        return None
    start, end = match.start(), match.end()
    bare = match[0].rstrip("s").upper() == match[0].rstrip("s") and match[0].rstrip("s") in _STEMS.split("|")
    first = leftmost(text, first, frozenset()) if bare or "|" in match[0] else first
    if bare and first == text.at(match.start()):
        last = _place(text, last)
        if last == text.at(match.end()):
            return None
    start, end = text.starts[first], max(end, text.ends[last - 1])
    if (match[0].endswith("s") and bare) or is_denied(text, first, end):
        return None
    text.take(start, end)
    printed = text.source[start:end]
    return Found("institution", start, end, "cert", name=printed, acronym=None if " " in printed else printed)


def _place(text: Text, last: int) -> int:
    """ "CSIRT Panamá": a place behind the bare letters."""
    if last >= len(text.words) or text.gaps[last - 1] != " " or not text.capital[last] or text.words[last].isupper():
        return last
    return last if text.low[last] in _HEADS | _NOT_AFTER else last + 1


def _point(text: Text, match: re.Match[str]) -> Found | None:
    if not text.is_free(match.start(), match.end()):
        return None
    text.take(match.start(), match.end())
    return Found("institution", match.start(), match.end(), "contact_point", name=match[0], normal=CONTACT_POINT)
