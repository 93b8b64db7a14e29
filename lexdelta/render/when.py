"""Moments and periods as people read them, in the time zone of the report."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True, slots=True)
class Clock:
    """How a report tells time: `zone` an IANA name, `year` the one left out of dates (None: every date has its year).

    Every function takes aware datetimes and raises ZoneInfoNotFoundError when `zone` is not known. Month names are
    ours rather than the locale's, so the same report is the same bytes everywhere.
    """

    zone: str = "UTC"
    year: int | None = None

    def local(self, moment: datetime) -> datetime:
        """The moment on this clock."""
        # "UTC" must not need a time zone database: small containers carry none
        return moment.astimezone(UTC if self.zone == "UTC" else ZoneInfo(self.zone))

    def day(self, moment: datetime) -> str:
        """The day: "22 Nov", or "22 Nov 2025" when its year is not the clock's."""
        return _day(self.local(moment), self.year)

    def minute(self, moment: datetime) -> str:
        """The day and time without the zone: "22 Nov 03:31"."""
        return f"{self.day(moment)} {self.local(moment):%H:%M}"

    def zone_name(self, moment: datetime) -> str:
        """What the zone is called at that moment: "UTC", "CET"; its IANA name where it has only an offset."""
        name = self.local(moment).tzname() or ""
        return name if name.isalpha() else self.zone

    def period(self, start: datetime, end: datetime, dash: str = "-") -> str:
        """The days from start to end, years always told: "23 Nov 2026", "16-23 Nov 2026", "28 Oct-3 Nov 2026"."""
        first, last = self.local(start), self.local(end)
        if first.date() == last.date():
            return _day(last, None)
        if (first.year, first.month) == (last.year, last.month):
            return f"{first.day}{dash}{_day(last, None)}"
        return f"{_day(first, last.year)}{dash}{_day(last, None)}"


def _day(local: datetime, year: int | None) -> str:
    day = f"{local.day} {_MONTHS[local.month - 1]}"
    return day if local.year == year else f"{day} {local.year}"
