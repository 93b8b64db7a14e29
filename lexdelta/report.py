"""Report: what a run or a period has to tell, before anybody decides how it looks."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import datetime

from diffs.change import Significance
from lexdelta.naming import NewHeading
from lexdelta.told import ToldChange
from lexdelta.unlooked import Unlooked
from storage.summaries import CountryStanding, NewWording, SectionStates

SCHEMA_VERSION = 1


def by_letters(name: str) -> str:
    """What names are sorted by: their letters without accents or case, so that Åland stands before Albania."""
    return "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)).casefold()


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of what is watched was verified: pages whose newest check in the period was accepted or not modified.

    `gone` are those that a person said are gone: they count as pages, but neither as failed nor as quarantined, and
    nobody waits for them. `archived` of the verified are known from an archive's capture, not from the site. `oldest`
    is the oldest last verification among the others (aware, UTC); None when some were never verified.
    """

    pages: int
    verified: int
    failed: int
    quarantined: int
    oldest: datetime | None
    gone: int = 0
    archived: int = 0

    @property
    def expected(self) -> int:
        """The pages that ought to be verified: all but those said to be gone."""
        return self.pages - self.gone


@dataclass(frozen=True, slots=True)
class Unknown:
    """A page that could not be checked: since when (first failure of the streak, aware, UTC) and why, in words.

    `reason` is a sentence with its full stop, or a phrase with its detail in brackets ("blocked (challenge page)");
    `quarantine` the number people decide about, None when nothing waits for them.
    """

    page: str
    country: str
    reason: str
    since: datetime
    quarantine: int | None = None


@dataclass(frozen=True, slots=True)
class Unsure:
    """A change not told yet: `since` its first look, `due` the earliest moment a second look counts (aware, UTC)."""

    change: ToldChange
    since: datetime
    due: datetime


@dataclass(frozen=True, slots=True)
class Event:
    """Something about the site rather than one page: `kind` site, gone, index, outage or flaps; `countries` names.

    `changes` counts what is held back by it.
    """

    id: int
    kind: str
    title: str
    since: datetime
    countries: tuple[str, ...]
    changes: int


@dataclass(frozen=True, slots=True)
class Inventory:
    """What a first run found: countries by standing (in the order of the scale) and pages by section."""

    standings: tuple[tuple[str, tuple[str, ...]], ...]
    sections: tuple[SectionStates, ...]


@dataclass(frozen=True, slots=True)
class Scope:
    """What a report was narrowed to, in the words of people; () for all."""

    countries: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """All of it. `start` and `end` bound the period (aware, UTC), `run` the one run it is about, None for a period.

    `changes` are confirmed and at least as significant as `least`, in the order they are told: status moves first,
    then by country and section; `rest` counts the confirmed ones below `least`. `events` are undecided, `labels`
    headings and wordings never seen before, `headings` how the headings may be named. `chain_run` and `chain_head` are
    the newest entry of the hash chain, None before the first. `inventory` only for a first run; `added` are pages first
    seen later (page key, country). `timezone` an IANA name for display. `vanished` are the ids of changes that were
    undone within the period, together: told by their number only. `standings` has every watched country, by name;
    `scope` is what the reader asked for, and everything but `events` and `labels` keeps to it. `undelivered` are
    sentences about what was given up. `unlooked` is set where no page was looked at in the period.
    """

    start: datetime
    end: datetime
    run: int | None
    coverage: Coverage
    changes: tuple[ToldChange, ...]
    rest: tuple[tuple[Significance, int], ...]
    unsure: tuple[Unsure, ...]
    unknown: tuple[Unknown, ...]
    events: tuple[Event, ...]
    labels: tuple[NewWording, ...]
    chain_run: int | None
    chain_head: str | None
    least: Significance = "substantive"
    timezone: str = "UTC"
    inventory: Inventory | None = None
    added: tuple[tuple[str, str], ...] = ()
    vanished: tuple[tuple[int, ...], ...] = ()
    standings: tuple[CountryStanding, ...] = ()
    scope: Scope = Scope()
    undelivered: tuple[str, ...] = ()
    headings: tuple[NewHeading, ...] = ()
    unlooked: Unlooked | None = None
