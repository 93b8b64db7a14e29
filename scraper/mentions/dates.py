"""Calendar dates as the pages print them, and their ISO form; day before month, as the site does."""

from __future__ import annotations

import re
from datetime import date

from scraper.mentions.found import Found
from scraper.mentions.tables import months
from scraper.mentions.text import Text

_MONTHS = months()
MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DAY_MONTH_YEAR = re.compile(
    rf"(\d{{1,2}})(?:st|nd|rd|th|er|º|\.)?\s(?:of\s|de\s)?({MONTH})\b\.?,?(?:\s(?:de\s|do\s|of\s)?(\d{{4}})\b)?"
)
_MONTH_DAY_YEAR = re.compile(rf"({MONTH})\b\.?\s(\d{{1,2}})(?:st|nd|rd|th)?,?\s(\d{{4}})\b")
_FIGURES = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})\b(?![/-])")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})\b")
_MONTH_YEAR = re.compile(rf"({MONTH})\b\.?\s(?:de\s|of\s)?(\d{{4}})\b(?![/-])")

Read = tuple[int, str, int | None]
"""Where a date ends, its ISO form ("2015-10", "--04-21" when the year is not printed), its year."""


def date_at(source: str, position: int) -> Read | None:
    """The date that starts at a character position, None when none does or when no such day exists."""
    if source[position].isdigit():
        return _iso(source, position) or _figures(source, position) or _day_first(source, position)
    return _month_day(source, position) or _month_year(source, position)


def full_date_at(source: str, position: int) -> Read | None:
    """As `date_at`, for a date whose year is printed."""
    read = date_at(source, position) if position < len(source) else None
    return read if read and read[2] else None


def _iso(source: str, position: int) -> Read | None:
    found = _ISO.match(source, position)
    return _read(found.end(), int(found[1]), int(found[2]), int(found[3])) if found else None


def _figures(source: str, position: int) -> Read | None:
    found = _FIGURES.match(source, position)
    return _read(found.end(), int(found[4]), int(found[3]), int(found[1])) if found else None


def _day_first(source: str, position: int) -> Read | None:
    found = _DAY_MONTH_YEAR.match(source, position)
    if not found:
        return None
    if found[3]:
        return _read(found.end(), int(found[3]), _MONTHS[found[2]], int(found[1]))
    return found.end(2), f"--{_MONTHS[found[2]]:02}-{int(found[1]):02}", None


def _month_day(source: str, position: int) -> Read | None:
    found = _MONTH_DAY_YEAR.match(source, position)
    return _read(found.end(), int(found[3]), _MONTHS[found[1]], int(found[2])) if found else None


def _month_year(source: str, position: int) -> Read | None:
    found = _MONTH_YEAR.match(source, position)
    if not found or not 1800 <= int(found[2]) <= 2100:
        return None
    return found.end(), f"{int(found[2]):04}-{_MONTHS[found[1]]:02}", int(found[2])


def _read(end: int, year: int, month: int, day: int) -> Read | None:
    try:
        return end, date(year, month, day).isoformat(), year
    except ValueError:
        return None


def find_dates(text: Text, hits: list[int]) -> list[Found]:
    """The dates that start with the given words and belong to nothing else."""
    found = []
    for index in hits:
        read = None if text.taken[index] else full_date_at(text.source, text.starts[index])
        if read and text.is_free(text.starts[index], read[0]):
            text.take(text.starts[index], read[0])
            found.append(Found("date", text.starts[index], read[0], year=read[2], normal=read[1]))
    return found
