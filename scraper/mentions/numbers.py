"""What follows the name of a law: number, year, date, acronym; every pattern is anchored and bounded."""

from __future__ import annotations

import re
from dataclasses import dataclass

from scraper.mentions.dates import MONTH, date_at, full_date_at
from scraper.mentions.names import is_acronym
from scraper.mentions.tables import law_types, words

MARK = r"(?:[Nn](?:os?|rs?|ums?|º|úm)?(?:\.[º°˚]|[.º°˚])?s?|NO\.?|[Nn]um(?:ber(?:ed)?|éro)|№|#)\s{0,2}"
"""How a number is announced: No., Nos, N°, n˚, n.º, Nr."""
NUMBER = r"(?:[A-Z]{1,2}/)?\d[\w¹²³]{0,8}(?:[./–-][A-Za-z0-9]{1,8}){0,4}"
_MARKED = re.compile(rf"[,\s]{{0,2}}(?:{MARK})(?:\((\d{{1,4}})\)|((?:[IVXLC]{{1,6}}-)?{NUMBER})(?:\sColl\.)?)")
_BARE = re.compile(rf"\s(?:\((?:EU|EC|EEC)\)\s(?:{MARK})?)?({NUMBER})(?![\w%])")
_ROMAN = re.compile(rf"\s?(?:{MARK})?([IVXLCDM]{{1,10}})\s(?:of|de)\s(\d{{4}})\b")
_REVISED = re.compile(r",\s(?:R\.S\.[A-Z]{1,3}\.|S\.C\.)\s(\d{4}),\s[Cc]h?\.\s[A-Z]?-?\d{1,4}(?:\.\d{1,2})?")
_CHAPTER = re.compile(r",?\s?\(?[Cc]ap(?:\.|\b)\s?(\d{1,4}[A-Z]?(?:[.:]\d{1,3})?)\b")
_SQUARE = re.compile(r"\s\[(?:[Cc]hapter|[Cc]ap\.?)\s(\d{1,3}(?:[.:]\d{1,3})?)\]")
_LETTERED = re.compile(r"\s\(([A-Z]{2,6}\s\d{1,4})\)")
_IS_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_YEAR = re.compile(r",?\s(?:of\s|de\s)?((?:1[89]|20)\d\d)(?![\w/]|[–-]\d)")
_OF_YEAR = re.compile(r",?\s(?:of|de|du)\s(?:the\syear\s)?((?:1[89]|20)\d\d)(?![\w/]|[–-]\d)")
_BEFORE_YEAR = re.compile(rf",?\s({NUMBER})\s(?:of|de)\s((?:1[89]|20)\d\d)\b")
_SERIES = re.compile(r",\ss\.\s((?:19|20)\d\d)\b")
_BEFORE_DATE = re.compile(r"(?:,?\s(?:of|du|de|del|dated|from|dd)\.?\s|\sdd\.?)(?:the\s)?")
_DAY_IN_BRACKETS = re.compile(rf"\s\(\d{{1,2}}\.?\s(?:{MONTH})\)")
_PLACES = words("laws", "places", "names")
_NO_ACRONYMS = words("institutions", "no_acronyms")
_TYPE = re.compile(
    "(?:[A-Z][a-z]{2,12}\\s)?(" + "|".join(sorted(law_types(), key=len, reverse=True)) + r")\b", re.IGNORECASE
)


@dataclass(slots=True)
class Behind:
    """What was read behind a law's name: `end` is the character behind it all, `date` a whole date in ISO form.

    `kind` is how a number in brackets calls the law: "act" of "Penal Code (Act No. 45 of 1907)".
    """

    end: int
    number: str | None = None
    year: int | None = None
    acronym: str | None = None
    kind: str | None = None
    date: str = ""


def read_behind(source: str, position: int, bare: bool, title: bool) -> Behind:
    """Number, year, date and acronym that follow the character position, in any usual order.

    `bare`: a number needs no "No." before it; `title`: a year may follow a title directly ("Fraud Act 2006").
    """
    behind = Behind(position)
    for _ in range(4):
        if not (
            _roman(source, behind)
            or _revised(source, behind)
            or _chapter(source, behind)
            or _numbered(source, behind, bare, title)
            or _year(source, behind, title)
            or _date(source, behind)
            or _day(source, behind)
            or _bracket(source, behind)
        ):
            break
    return behind


def _roman(source: str, behind: Behind) -> bool:
    found = _ROMAN.match(source, behind.end)
    if not found or behind.number:
        return False
    behind.end, behind.number, behind.year = found.end(), found[1], int(found[2])
    return True


def _revised(source: str, behind: Behind) -> bool:
    """Chapters of revised statutes, as Canada cites them: ", R.S.C. 1985, c. C-46"."""
    found = _REVISED.match(source, behind.end)
    if not found:
        return False
    behind.end, behind.year = found.end(), int(found[1])
    return True


def _chapter(source: str, behind: Behind) -> bool:
    """ "Cap. 411A" and "[Chapter 11:20]": a place in the collected laws, which a number of its own replaces."""
    found = None if behind.number else _SQUARE.match(source, behind.end) or _CHAPTER.match(source, behind.end)
    if not found or "(" in found[0]:
        return False
    behind.end, behind.number = found.end(), f"cap {found[1]}"
    return True


def _numbered(source: str, behind: Behind, bare: bool, title: bool) -> bool:
    if behind.number and not behind.number.startswith("cap "):
        return False
    before_year = _BEFORE_YEAR.match(source, behind.end) if title or bare else None
    if before_year:
        behind.end, behind.number, behind.year = before_year.end(), before_year[1], int(before_year[2])
        return True
    marked = _MARKED.match(source, behind.end)
    if marked:
        behind.end, behind.number = marked.end(), marked[1] or marked[2]
        return True
    found = _BARE.match(source, behind.end) if bare else None
    if not found or _IS_YEAR.fullmatch(found[1]):
        return False
    behind.end, behind.number = found.end(1), found[1]
    return True


def _year(source: str, behind: Behind, title: bool) -> bool:
    if behind.year or behind.date:
        return False
    free = title and not behind.number
    found = (_YEAR if free else _OF_YEAR).match(source, behind.end) or _SERIES.match(source, behind.end)
    if not found:
        return False
    behind.end, behind.year = found.end(), int(found[1])
    return True


def _date(source: str, behind: Behind) -> bool:
    found = None if behind.date else _BEFORE_DATE.match(source, behind.end)
    if not found or found.end() >= len(source) or (found[0][0] == "," and not behind.number):
        return False
    read = full_date_at(source, found.end())
    if not read and behind.number:
        read = date_at(source, found.end())
    if not read:
        return False
    behind.end, behind.year = read[0], read[2] or behind.year
    behind.date = read[1] if len(read[1]) == 10 else ""
    return True


def _day(source: str, behind: Behind) -> bool:
    """A day without its year, as Hungary cites: "No. 1139/2013 (21 March)"."""
    found = _DAY_IN_BRACKETS.match(source, behind.end) if behind.number else None
    if found:
        behind.end = found.end()
    return bool(found)


def _bracket(source: str, behind: Behind) -> bool:
    """What stands in brackets, when it is a number, an acronym or a place."""
    closing = source.find(")", behind.end, behind.end + 60) if source.startswith(" (", behind.end) else -1
    if closing < 0:
        return False
    inner = Behind(behind.end + 2)
    kind = _TYPE.match(source, inner.end)
    inner = read_behind(source, kind.end() if kind else inner.end, bare=bool(kind), title=False)
    if inner.end != closing or not inner.number:
        return _short_bracket(source, behind, closing)
    behind.end, behind.number, behind.year = closing + 1, behind.number or inner.number, behind.year or inner.year
    behind.kind = law_types()[kind[1].lower()] if kind else None
    return True


def _short_bracket(source: str, behind: Behind, closing: int) -> bool:
    inner = source[behind.end + 2 : closing].strip(" \"'“”«»")
    lettered = _LETTERED.match(source, behind.end)
    chapter = _CHAPTER.match(source, behind.end)
    if lettered and not behind.number:
        behind.number = lettered[1]
    elif chapter and not behind.number:
        behind.number = f"cap {chapter[1]}"
    elif inner.lower() not in _PLACES:
        if behind.acronym or not is_acronym(inner, _NO_ACRONYMS):
            return False
        behind.acronym = inner
    behind.end = closing + 1
    return True
