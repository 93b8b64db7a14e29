"""What the template did in the past: the same change on most countries, at a moment that lies within all their gaps."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from diffs.change import StatusChange
from diffs.siblings import fingerprint, on_most
from lexdelta.history.timeline import Difference
from storage import events

_Gap = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class Redesign:
    """A change of the template: its marks (fingerprints), the countries it reached, and the gap it lies in."""

    marks: frozenset[str]
    countries: tuple[str, ...]
    start: datetime
    end: datetime


class Gaps:
    """The gaps in which each change lies, country by country: all that has to be remembered of an import's changes."""

    def __init__(self) -> None:
        self._found: dict[str, dict[str, _Gap]] = defaultdict(dict)
        self._countries: set[str] = set()

    def looked_at(self, country: str) -> None:
        """Count a country of which anything was accepted."""
        self._countries.add(country)

    def add(self, country: str, found: Difference) -> None:
        """Note a change. A status that moves is a country's, however many move in one year."""
        if not (isinstance(found.change, StatusChange) and found.change.field == "standing"):
            gap = (found.last_seen_old, found.first_seen_new)
            self._found[fingerprint(found.change)].setdefault(country, gap)

    def redesigns(self) -> tuple[Redesign, ...]:
        """What the template did; changes whose gaps share a moment are one."""
        groups = ((mark, _together(gaps)) for mark, gaps in self._found.items())
        told = (_redesign(mark, group) for mark, group in groups if on_most(len(group), len(self._countries)))
        return _joined(sorted(told, key=lambda each: (each.start, each.end)))


def _together(gaps: dict[str, _Gap]) -> dict[str, _Gap]:
    """The largest group of countries whose gaps share a moment."""
    groups = [
        {country: gap for country, gap in gaps.items() if gap[0] < moment <= gap[1]}
        for moment in {end for _, end in gaps.values()}
    ]
    return max(groups, key=lambda group: (len(group), sorted(group)), default={})


def _redesign(mark: str, group: dict[str, _Gap]) -> Redesign:
    starts, ends = zip(*group.values(), strict=True)
    return Redesign(frozenset((mark,)), tuple(sorted(group)), max(starts), min(ends))


def _joined(found: Sequence[Redesign]) -> tuple[Redesign, ...]:
    joined: list[Redesign] = []
    for each in found:
        if joined and each.start < joined[-1].end:
            joined[-1] = _both(joined[-1], each)
        else:
            joined.append(each)
    return tuple(joined)


def _both(one: Redesign, other: Redesign) -> Redesign:
    countries = tuple(sorted({*one.countries, *other.countries}))
    return Redesign(one.marks | other.marks, countries, max(one.start, other.start), min(one.end, other.end))


class Written:
    """The redesigns of one import as events, each over before anybody hears of it. The caller holds the transaction."""

    def __init__(self, db: Database, run: int, at: datetime, found: Sequence[Redesign]) -> None:
        self._events: dict[tuple[str, str], int] = {}
        for each in found:
            title = (
                f"The template changed between {each.start:%Y-%m-%d} and {each.end:%Y-%m-%d} "
                f"on the pages of {len(each.countries)} countries"
            )
            digest = hashlib.sha256("".join(sorted(each.marks)).encode()).hexdigest()[:16]
            event = events.save(db, run, at, "template", digest, title, detail=each.countries)
            events.close(db, event, at, run=run)  # nobody has to decide what lies in the past
            self._events |= {(mark, country): event for mark in each.marks for country in each.countries}

    def event(self, mark: str, country: str) -> int | None:
        """The event a change belongs to, None for a change of its own."""
        return self._events.get((mark, country))
