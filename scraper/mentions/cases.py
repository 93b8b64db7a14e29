"""Cases: by their parties ("R v. Smith [2018] NSWCCA 1"), by court, date and number, by a judgment's own number."""

from __future__ import annotations

import re

from scraper.mentions import forms
from scraper.mentions.citations import ECLI, docket_at, judgment_at, read_on
from scraper.mentions.dates import full_date_at
from scraper.mentions.found import Found
from scraper.mentions.institutions import body_at
from scraper.mentions.names import leftmost
from scraper.mentions.numbers import MARK
from scraper.mentions.parties import parties_at
from scraper.mentions.tables import words
from scraper.mentions.text import Text

_VERSUS = words("cases", "versus")
_JUDGMENTS = words("cases", "judgments")
_DECISIONS = words("cases", "decisions")
_DOCKETS = words("cases", "dockets")
_QUALIFIERS = words("cases", "docket_qualifiers")
_COURTS = words("cases", "courts")
_COURT_ACRONYMS = words("cases", "court_acronyms")
_NO_DOCKETS = words("cases", "no_dockets")
OPENING = frozenset(
    {"ecli", *_VERSUS, *_JUDGMENTS, *_DECISIONS, *_DOCKETS, *_COURTS, *(name.lower() for name in _COURT_ACRONYMS)}
)
"""The words, in lower case, that may be part of a case's name."""
_CASE_OF = re.compile(r"\b(?:Case\sof|Affaire)\s$")
_CHAMBER = re.compile(r",\s(?:[A-Z]\w{0,14}\s){0,3}(?:Chamber|Section|Bench|Sala\s\w{1,12}|chambre\s\w{1,14})")
_OF_COURT = re.compile(r"\s(?:of|du|de)\s(?:the\s|la\s|l['’´])?")
_MARKED = re.compile(MARK)
_LONE_FILE = re.compile(r"(?<![\w-])([A-Z]{2,4})\s(\d[\d./-]{0,10}\d)\b")
_IS_YEAR = re.compile(r"(?:19|20)\d\d")


def find_cases(text: Text, hits: list[int], in_case_law: bool, french: bool) -> list[Found]:
    """The cases whose word is one of the given words, in order; their words are marked as taken.

    `in_case_law`: the section is the one on case law, where a decision is a judgment and a lone file number a case.
    `french`: the edition is; "c." is "versus" there and in case law, and a chapter of the statutes elsewhere.
    """
    found = []
    for index in hits:
        chapter = text.low[index] == "c" and not (french or in_case_law)
        case = None if chapter or text.taken[index] else _case_at(text, index, in_case_law)
        if case and text.is_free(case.start, case.end):
            text.take(case.start, case.end)
            found.append(case)
    return found + (_lone_files(text) if in_case_law else [])


def _case_at(text: Text, index: int, in_case_law: bool) -> Found | None:
    word = text.low[index]
    if word == "ecli":
        return _by_identifier(text, index)
    if word in _VERSUS:
        return _by_parties(text, index)
    if word in _COURTS or text.words[index] in _COURT_ACRONYMS:
        return _by_court(text, index)
    if word in _DOCKETS:
        return _by_docket(text, index)
    if word in _JUDGMENTS or (in_case_law and word in _DECISIONS):
        return _by_judgment(text, index)
    return None


def _by_identifier(text: Text, index: int) -> Found | None:
    """ "ECLI:NL:HR:2011:BQ9251", the European identifier of a judgment."""
    found = ECLI.match(text.source, text.starts[index])
    if not found:
        return None
    return Found("case", found.start(), found.end(), name=found[0], number=found[0], year=int(found[1]))


def _by_parties(text: Text, index: int) -> Found | None:
    between = parties_at(text, index)
    if not between:
        return None
    first, last = between
    case = Found("case", text.starts[first], text.ends[last - 1], name=text.slice(first, last))
    prefix = _CASE_OF.search(text.source[max(0, case.start - 10) : case.start])
    case.start -= len(prefix[0]) if prefix else 0
    case.end += text.source.startswith(".,", case.end)
    read_on(text.source, case)
    return case


def _by_court(text: Text, index: int) -> Found | None:
    """ "Supreme Court, 26 February 2015, no. 312/2014"."""
    between = _court(text, index)
    if not between:
        return None
    start, end = between
    chamber = _CHAMBER.match(text.source, end)
    case = Found("case", start, chamber.end() if chamber else end, court=text.source[start:end])
    if text.source.startswith(",", case.end) or judgment_at(text.source, case.end + 1):
        read_on(text.source, case)
    return case if case.number or case.year else None


def _court(text: Text, index: int) -> tuple[int, int] | None:
    if text.words[index] in _COURT_ACRONYMS:
        return text.starts[index], text.ends[index]
    body = body_at(text, index)
    return (body.start, body.end) if body else _plain_court(text, index)


def _plain_court(text: Text, index: int) -> tuple[int, int] | None:
    """ "Federal Court", "Tribunal correctionnel": a court without its place, good enough before a comma."""
    if text.words[index] == text.low[index]:
        return None
    if text.gaps[index].startswith(",") and index > 0 and text.gaps[index - 1] == " " and text.capital[index - 1]:
        return text.starts[leftmost(text, index, frozenset())], text.ends[index]
    for last in range(index + 1, min(index + 4, len(text.words))):
        if text.gaps[last - 1] != " " or not text.words[last].isalpha():
            return None
        if text.gaps[last].startswith(","):
            return text.starts[index], text.ends[last]
    return None


def _by_docket(text: Text, index: int) -> Found | None:
    found = docket_at(text.source, text.starts[index])
    lower = text.words[index] == text.low[index]
    if not found or (lower and not _MARKED.search(text.source, text.ends[index], found.start(1))):
        return None
    first = index - (index > 0 and text.capital[index - 1] and text.low[index - 1] in _QUALIFIERS)
    year = int(found[2]) if found[2] else forms.year_of(found[1])
    case = Found("case", text.starts[first], found.end(), number=found[1], year=year)
    read_on(text.source, case)
    return case


def _by_judgment(text: Text, index: int) -> Found | None:
    """ "arrêt n° 118 du 3 mai 2017", "Judgment of the Federal Court of Justice of 27 July 2017, 1 StR 412/16"."""
    first = index - 1 if index > 0 and text.gaps[index - 1] == " " and _qualifies(text, index - 1) else index
    case = Found("case", text.starts[first], text.ends[index])
    of_court = _OF_COURT.match(text.source, case.end)
    if of_court:
        _court_behind(text, case, of_court.end())
    found = judgment_at(text.source, text.starts[index]) if not case.court else None
    if found and found[1] and not full_date_at(text.source, found.start(1)):
        case.end, case.number, case.year = found.end(1), found[1], forms.year_of(found[1])
    read_on(text.source, case)
    return case if case.number or case.year else None


def _qualifies(text: Text, before: int) -> bool:
    """ "Interpretative Decision": a word with a capital that is no court."""
    return text.capital[before] and text.words[before + 1] != text.low[before + 1] and text.low[before] not in _COURTS


def _court_behind(text: Text, case: Found, position: int) -> None:
    """Take the court that starts at a character position into the case."""
    at = text.at(position)
    for index in range(at, min(at + 6, len(text.words))):
        if text.low[index] in _COURTS and text.words[index] != text.low[index]:
            body = body_at(text, index)
            if body and body.start == position:
                case.court, case.end = text.source[body.start : body.end], body.end
            return


def _lone_files(text: Text) -> list[Found]:
    """ "RHC 99.735" in the section on case law."""
    found = []
    for match in _LONE_FILE.finditer(text.source):
        counted = match[1].lower() in _NO_DOCKETS or _IS_YEAR.fullmatch(match[2])
        if not counted and text.is_free(match.start(), match.end()):
            text.take(match.start(), match.end())
            found.append(Found("case", match.start(), match.end(), name=match[0], number=match[0]))
    return found
