"""When a saved page was taken, by what its name or its folder says."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

_STAMP = re.compile(r"(?<!\d)((?:19|20)\d{2})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})(?!\d)")
_DAY = re.compile(r"(?<!\d)((?:19|20)\d{2})([-_.]?)(\d{2})\2(\d{2})(?!\d)")
_CLOCK = re.compile(r"[T_ ]+(?:at )?(\d{2})[-:.h]?(\d{2})(?:[-:.]?(\d{2}))?(?!\d)")


def in_name(text: str) -> datetime | None:
    """The last date in a name or path (aware, UTC), None when there is none.

    Known are the archives' fourteen digits, and days as 2018-02-19, 2018_02_19, 20180219, with a time behind them or
    none, which is then the start of the day.
    """
    stamps = [moment for found in _STAMP.finditer(text) if (moment := _moment(*found.groups()))]
    return stamps[-1] if stamps else _day(text)


def of_fourteen(digits: str) -> datetime | None:
    """The moment that fourteen digits of an archive say, None when they say none."""
    found = _STAMP.fullmatch(digits)
    return _moment(*found.groups()) if found else None


def in_words(text: str) -> datetime | None:
    """A moment as ISO 8601 or as mails print it (UTC when no zone is given); None when it is neither."""
    moment = _iso(text.strip()) or _mailed(text)
    if moment is None:
        return None
    try:
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except OverflowError:
        return None


def _iso(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _mailed(text: str) -> datetime | None:
    try:
        return parsedate_to_datetime(text)
    except (ValueError, TypeError, OverflowError):
        return None


def _day(text: str) -> datetime | None:
    found = None
    for day in _DAY.finditer(text):
        clock = _CLOCK.match(text, day.end())
        time = clock.groups(default="00") if clock else ("00", "00", "00")
        found = _moment(day[1], day[3], day[4], *time) or _moment(day[1], day[3], day[4]) or found
    return found


def _moment(*parts: str) -> datetime | None:
    try:
        year, month, day, hour, minute, second = (*map(int, parts), 0, 0, 0)[:6]
        return datetime(year, month, day, hour, minute, second, tzinfo=UTC)
    except ValueError:
        return None
