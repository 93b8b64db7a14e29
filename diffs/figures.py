"""Numbers, dates and articles as they are compared: "12 May 2016" is "12/05/2016", "twelve" is "12"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from diffs.parts import Part
from diffs.spelling import stem
from diffs.vocabulary import MONTHS, NUMBERS, QUANTITIES, UNITS
from diffs.words import is_address

_ROMAN = re.compile(r"[IVX]+")
_LETTERS = {"I": 1, "V": 5, "X": 10}
_SIGN = re.compile(r"[%‰€$£¥≤≥<>±]")
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th|er|ère|e|ème)$")
_NUMERIC_DATE = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})|(\d{4})-(\d{2})-(\d{2})")
_SPLIT = re.compile(r"([.,/:\-–])?([^\W_]+)")
_TENS, _TEN = range(20, 100), 10


class Figure(NamedTuple):
    """The keys of a number or date, and how many parts it takes."""

    keys: tuple[str, ...]
    length: int


def date_at(parts: Sequence[Part], at: int) -> Figure | None:
    """The date that begins at a place: with day and month, the year if one follows."""
    text = parts[at].text
    numeric = _NUMERIC_DATE.fullmatch(text)
    if numeric:
        day, month, year, iso_year, iso_month, iso_day = numeric.groups()
        return Figure((_date(int(day or iso_day), int(month or iso_month), year or iso_year),), 1)
    if text in MONTHS:
        return _month_first(parts, at)
    return _day_first(parts, at) if text[:1].isdigit() else None


def _day_first(parts: Sequence[Part], at: int) -> Figure | None:
    after = at + 2 if _text(parts, at + 1) in ("of", "de") else at + 1
    month, day = MONTHS.get(_text(parts, after)), _day(parts[at].word)
    if not month or not day:
        return None
    year = _year(_text(parts, after + 1))
    return Figure((_date(day, month, year),), after + 1 - at + bool(year))


def _month_first(parts: Sequence[Part], at: int) -> Figure | None:
    day = _day(_text(parts, at + 1).casefold())
    if not day:
        return None
    after = at + 3 if _text(parts, at + 2) == "," else at + 2
    year = _year(_text(parts, after))
    return Figure((_date(day, MONTHS[parts[at].text], year),), after + 1 - at if year else 2)


def _text(parts: Sequence[Part], at: int) -> str:
    return parts[at].text if at < len(parts) else ""


def _day(word: str) -> int:
    bare = _ORDINAL.sub("", word)
    return int(bare) if bare.isdecimal() and len(bare) <= 2 else 0


def _year(text: str) -> str:
    return text if text.isdecimal() and len(text) == 4 else ""


def _date(day: int, month: int, year: str | None) -> str:
    return f"{year or ''}-{month:02}-{day:02}"


def figure_at(parts: Sequence[Part], at: int, unit: str) -> Figure | None:
    """The number that stands at a place, as figures, words or Roman numerals; `unit` is what it numbers ("article"),
    "" for nothing known."""
    if at >= len(parts):
        return None
    part = parts[at]
    prefix = "" if unit in ("", "#") else f"{unit} "
    if is_address(part.text):
        return None
    if part.text[:1].isdigit():
        return _digits(parts, at, prefix)
    if part.word in NUMBERS:
        return _words(parts, at, prefix)
    return _other(parts, at, prefix)


def range_end(parts: Sequence[Part], at: int, unit: str) -> Figure | None:
    """The "to 5" of "2 to 5", which is the "-5" of "2-5"."""
    if parts[at].word not in ("to", "à") or not at or not parts[at - 1].text[:1].isdigit():
        return None
    end = figure_at(parts, at + 1, unit)
    if end is None:
        return None
    cited, _, digits = end.keys[0].rpartition(" ")
    return Figure((f"{cited} -{digits}".strip(), *end.keys[1:]), end.length + 1)


def _digits(parts: Sequence[Part], at: int, prefix: str) -> Figure:
    if len(parts[at].word) <= 3 and _text(parts, at + 1) == "000":
        return Figure((f"{prefix}{parts[at].word}000",), 2)
    amount = re.fullmatch(r"(\d{1,3})((?:[.,]\d{3})*)[.,](000)", parts[at].word)
    if amount:
        return Figure((prefix + re.sub(r"\D", "", parts[at].word),), 1)
    cut = _SPLIT.findall(_ORDINAL.sub("", parts[at].word))
    keys = (prefix + {",": "", "": "", "–": "-", "/": "-"}.get(mark, mark) + digits for mark, digits in cut)
    return Figure(tuple(keys), 1)


def _words(parts: Sequence[Part], at: int, prefix: str) -> Figure:
    value, following = int(NUMBERS[parts[at].word]), NUMBERS.get(_text(parts, at + 1).casefold(), "")
    if value in _TENS and value % _TEN == 0 and len(following) == 1:
        return Figure((f"{prefix}{value + int(following)}",), 2)
    return Figure((f"{prefix}{value}",), 1)


def _other(parts: Sequence[Part], at: int, prefix: str) -> Figure | None:
    part = parts[at]
    if part.text in MONTHS and not (part.opens and part.word in ("may", "march")):
        return Figure((f"month {MONTHS[part.text]}",), 1)
    if _ROMAN.fullmatch(part.text):
        return Figure((f"{prefix}{_roman(part.text)}",), 1)
    if part.word in ("one", "un", "une") and stem(_text(parts, at + 1)) in UNITS:
        return Figure((f"{prefix}1",), 1)
    lettered = bool(prefix) and len(part.word) == 1 and part.word.isalpha()
    opener = part.opens and _text(parts, at + 1) == ","
    if lettered or _SIGN.fullmatch(part.word) or (part.word in QUANTITIES and not opener):
        return Figure((prefix * lettered + part.word,), 1)
    return None


def _roman(text: str) -> int:
    values = [_LETTERS[letter] for letter in text]
    return sum(-value if value < after else value for value, after in zip(values, (*values[1:], 0), strict=True))
