"""What follows a court or the parties of a case: dates, numbers, reports; every pattern is anchored and bounded."""

from __future__ import annotations

import re

from scraper.mentions import forms
from scraper.mentions.dates import full_date_at
from scraper.mentions.found import Found
from scraper.mentions.numbers import MARK
from scraper.mentions.tables import words

_JUDGMENTS = "|".join(sorted(words("cases", "judgments") | words("cases", "decisions"), key=len, reverse=True))
_DOCKETS = "|".join(sorted(words("cases", "dockets"), key=len, reverse=True))
_VALUE = r"(?:[A-Z]{1,5}[ /-]?(?:No\.\s)?)?\d\w{0,8}(?:[./-][A-Za-z0-9]{1,8}){0,5}"
_JOINED = re.compile(
    r"\s\((?=[A-Z]{1,4}[. /]\s?\d|\d{1,2}\s[A-Z]|[Nn]o\.\s)|,?\s(?:(?:of|du|de|dated|from|in)\s)?(?:the\s)?"
)
_REPORTS = tuple(
    re.compile(pattern)
    for pattern in (
        r"[\[(](\d{4})[\])](?:\s\d{1,3})?\s[A-Za-z][A-Za-z.()]{1,12}(?:\s(?:Civ|Crim|Admin|CA|SC))?(?:\s\d{1,5})?",
        r"(\d{4})\s[A-Z]{2,6}\s\d{1,5}\b",
        r"AIR\s(\d{4})\sSC\s\d{1,5}",
        r"\d{1,4}\s(?:U\.S\.|F\.\s?[23]d|F\.\sSupp\.(?:\s[23]d)?|S\.\s?Ct\.)\s\d{1,5}"
        r"\s\((?:[A-Za-z0-9.]{1,8}\s(?:Cir\.\s)?)?(\d{4})\)",
    )
)
ECLI = re.compile(r"ECLI:[A-Z]{2}:[A-Z0-9]{1,8}:(\d{4}):[A-Z0-9.]{1,25}\b")
_YEAR = re.compile(r"\((\d{4})\)|(?<=, )(\d{4})(?=[:;,.)]|$)|(?<=\d of )(\d{4})\b")
_DOCKET = re.compile(
    rf"(?:(?:[A-Z][a-z]{{2,14}}\s){{0,2}}(?i:{_DOCKETS})\s(?:{MARK})?"
    rf"|(?:[A-Z]\.){{1,3}}\s(?:{MARK})|[A-Z]{{2,4}}\.\s(?:{MARK})|{MARK})"
    rf"({_VALUE})(?:\sof\s((?:19|20)\d\d)\b)?"
)
_JUDGMENT = re.compile(rf"(?i:{_JUDGMENTS})\s(?:(?:{MARK})?({_VALUE}))?")
_FILE = re.compile(
    r"(?:[A-Z0-9][A-Za-z0-9]{0,4}[ ._-]){0,3}[A-Z]{0,2}\d{1,6}(?:[/.-]\d{1,6}){1,3}(?:\.[A-Z]\b)?(?![\w/])"
    r"|[A-Z]{2,4}\s\d{1,6}-\d{2}\b"
)
_OF = re.compile(r"(?:of|du|de|dated)\s(?:the\s)?")


def docket_at(source: str, position: int) -> re.Match[str] | None:
    """ "Criminal Appeal No. 45 of 2018", "case no. 3-1-1" at a character position: the number, and the year if any."""
    return _DOCKET.match(source, position)


def judgment_at(source: str, position: int) -> re.Match[str] | None:
    """ "judgment no. 178/2015", or the word alone, at a character position: the number if any."""
    return _JUDGMENT.match(source, position)


def read_on(source: str, case: Found) -> None:
    """Take the dates, numbers and reports that follow into the case, each behind a comma, a blank or a bracket."""
    for _ in range(6):
        joined = _JOINED.match(source, case.end)
        position = joined.end() if joined else len(source)
        bracket = "(" in source[case.end : position]
        if position >= len(source) or (bracket and not (case.year or case.number or case.name)):
            return
        if not (_report(source, case, position) or _when(source, case, position) or _number(source, case, position)):
            return
        case.end += bracket and source[case.end : case.end + 1] == ")"


def _report(source: str, case: Found, position: int) -> bool:
    """ "[2018] NSWCCA 196", "ECLI:NL:HR:2012:BQ9251"."""
    found = ECLI.match(source, position) or next(
        (hit for one in _REPORTS if (hit := one.match(source, position))), None
    )
    if not found:
        return False
    case.end, case.year = found.end(), case.year or int(found[1])
    return True


def _when(source: str, case: Found, position: int) -> bool:
    year = _YEAR.match(source, position) if case.name or case.number else None
    if year:
        case.end, case.year = year.end(), case.year or int(year[1] or year[2] or year[3])
        return True
    read = full_date_at(source, position)
    if not read or len(read[1]) != 10:
        return False
    case.end, case.year, case.date = read[0], read[2], read[1]
    return True


def _number(source: str, case: Found, position: int) -> bool:
    found = _FILE.match(source, position) if case.court or case.name or case.date else None
    if found:
        case.end, case.number = found.end(), case.number or found[0]
        case.year = case.year or forms.year_of(found[0])
        return True
    return _docket(source, case, position) or _judgment(source, case, position)


def _docket(source: str, case: Found, position: int) -> bool:
    found = _DOCKET.match(source, position)
    if not found:
        return False
    case.end, case.number = found.end(), case.number or found[1]
    case.year = case.year or (int(found[2]) if found[2] else forms.year_of(found[1]))
    return True


def _judgment(source: str, case: Found, position: int) -> bool:
    """A judgment with its number, or with the date that follows it."""
    found = _JUDGMENT.match(source, position)
    if not found:
        return False
    if found[1]:
        case.end, case.number = found.end(1), case.number or found[1]
        case.year = case.year or forms.year_of(found[1])
        return True
    of = _OF.match(source, found.end())
    read = full_date_at(source, of.end() if of else found.end())
    if not read:
        return False
    case.end, case.year, case.date = read[0], read[2], read[1]
    return True
