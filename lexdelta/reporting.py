"""From what somebody asks for to the Report that answers: periods, names of countries, regions and sections."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlite_utils import Database

from lexdelta import gathering
from lexdelta.choosing import Choice
from lexdelta.listing import moment_of, significance
from lexdelta.report import Report
from lexdelta.settings import Config
from storage import pages, runs, summaries
from storage.errors import StorageError

DEFAULT_PERIOD = "7d"


@dataclass(frozen=True, slots=True)
class Period:
    """What a report is about: from and to, as `moment_of` takes them, or a run's number."""

    since: str | None = None
    until: str | None = None
    run: int | None = None


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What a report is narrowed to, as people write it; () and None for all."""

    countries: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    least: str | None = None


def report_of(
    db: Database, config: Config, period: Period, narrowed: Narrowed = Narrowed(), now: datetime | None = None
) -> Report:
    """The report of a run or a period (the last seven days before `now` by default; aware, None for this moment).

    Raises StorageError when there is no such run, country, region or section, or when the period ends before it begins.
    """
    choice = choice_of(db, narrowed)
    if period.run is not None:
        run = runs.get(db, period.run)
        if run is None:
            raise StorageError(f"There is no run {period.run}.")
        return gathering.of_run(db, config, run, choice)
    now = now or datetime.now(UTC)
    start = moment_of(period.since or DEFAULT_PERIOD, now, start=True)
    end = moment_of(period.until, now, start=False) if period.until else now
    if start > end:
        raise StorageError(f"The period ends ({end:%Y-%m-%d %H:%M} UTC) before it begins ({start:%Y-%m-%d %H:%M} UTC).")
    return gathering.of_period(db, config, start, end, choice)


def choice_of(db: Database, narrowed: Narrowed) -> Choice:
    """The keys that names mean; StorageError for a country, region or section that no page has."""
    keys = tuple(dict.fromkeys(pages.country_of(db, name) for name in narrowed.countries))
    regions = tuple(dict.fromkeys(_region(db, name) for name in narrowed.regions))
    _require_sections(db, narrowed.sections)
    least = significance(narrowed.least) if narrowed.least else None
    return Choice(keys, narrowed.sections, least, regions)


def _region(db: Database, name: str) -> str:
    known = sorted(set(summaries.regions(db).values()))
    found = next((region for region in known if region.casefold() == name.strip().casefold()), None)
    if found is None:
        raise StorageError(f"No watched country lies in a region {name!r}; there are {_listed(known)}.")
    return found


def _require_sections(db: Database, sections: tuple[str, ...]) -> None:
    known = summaries.section_keys(db)
    for section in sections:
        if section not in known:
            raise StorageError(f"No page has a section {section!r}; there are {_listed(sorted(known))}.")


def _listed(names: Iterable[str]) -> str:
    return ", ".join(names) or "none yet"
