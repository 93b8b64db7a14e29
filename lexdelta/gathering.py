"""The database -> a Report: what a run or a period has to tell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from sqlite_utils import Database

from diffs.change import SIGNIFICANCES, is_removal
from lexdelta.choosing import EVERYTHING, Choice, Chosen, chosen_by
from lexdelta.covering import coverage_of, unknown
from lexdelta.indexing import is_with_index
from lexdelta.inventory import inventory
from lexdelta.merging import Net, netted
from lexdelta.report import (
    Event,
    Inventory,
    Report,
    Scope,
    Unsure,
    by_letters,
)
from lexdelta.retelling import retold
from lexdelta.returning import must_stand
from lexdelta.settings import Config
from lexdelta.told import ToldChange
from lexdelta.unlooked import unlooked
from lexdelta.watching import is_left_out
from lexdelta.wordings import headings_to_name
from storage import chain, changes, deliveries, events, runs, snapshots, summaries, telling
from storage.changes import ChangeState, StoredChange
from storage.checks import VOUCHED
from storage.runs import Run
from storage.summaries import CountryStanding, LastCheck

_CONFIRMED: tuple[ChangeState, ...] = ("confirmed",)
_PROVISIONAL: tuple[ChangeState, ...] = ("provisional",)
_SECOND = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Stretch:
    """The runs after one (0 for all) and up to another, and the period (aware, UTC) that they are told as."""

    after: int
    upto: int
    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class _About:
    start: datetime
    end: datetime
    run: int | None = None
    inventory: Inventory | None = None


def of_run(db: Database, config: Config, run: Run, choice: Choice = EVERYTHING) -> Report:
    """What one run has to tell: what it made certain, and what people released since the run before it."""
    ids = telling.told_in(db, run.id)
    found = changes.find(db, ids=ids, states=_CONFIRMED) if ids else ()
    nets = [Net(change, (change,)) for change in found]
    first = snapshots.is_first(db, run.id)
    about = _About(run.started_at, run.finished_at, run.id, inventory(db, run.id) if first else None)
    checked = summaries.last_checks(db, run=run.id)
    added = () if first else telling.first_seen_in(db, run.id)
    return _report(db, config, about, nets, checked, choice, added)


def of_stretch(db: Database, config: Config, stretch: Stretch, choice: Choice = EVERYTHING) -> Report:
    """What became certain in some runs, and by people's words between them; by their order, so no clock loses any."""
    ids = telling.told_after(db, stretch.after, stretch.upto)
    found = changes.find(db, ids=ids, states=_CONFIRMED) if ids else ()
    checked = summaries.last_checks(db, between=(stretch.start, stretch.end))
    return _report(db, config, _About(stretch.start, stretch.end), netted(found), checked, choice)


def newest(db: Database, config: Config, most: int) -> Report:
    """The newest confirmed changes, `most` at most, as they are told: for a feed."""
    last = runs.latest(db, "run")
    end = last.finished_at if last else datetime.now(UTC)
    ids = telling.newest(db, config.report.least, most)
    found = changes.find(db, ids=ids, states=_CONFIRMED) if ids else ()
    start = min((change.confirmed_at or end for change in found), default=end)
    checked = summaries.last_checks(db, run=last.id) if last else ()
    nets = [Net(change, (change,)) for change in found]
    return _report(db, config, _About(start, end), nets, checked, EVERYTHING)


def of_period(db: Database, config: Config, start: datetime, end: datetime, choice: Choice = EVERYTHING) -> Report:
    """What became certain from `start` to `end` (aware, UTC, both included) and still held at its end, and how things
    stand now. A change and its reversal are told by their number; changes that followed each other, as one."""
    found = changes.find(db, since=start, until=end + _SECOND, states=_CONFIRMED)
    checked = summaries.last_checks(db, between=(start, end))
    return _report(db, config, _About(start, end), netted(found), checked, choice)


def _report(  # noqa: PLR0913, PLR0917 - what, about when, from what, chosen how
    db: Database,
    config: Config,
    about: _About,
    nets: Sequence[Net],
    checked: Sequence[LastCheck],
    choice: Choice,
    added: Sequence[str] = (),
) -> Report:
    least = choice.least or config.report.least
    chosen = chosen_by(db, choice)
    checked = [check for check in checked if check.kind == "index" or chosen.has_country(check.country_key)]
    checked = [check for check in checked if not is_left_out(config, check.page)]
    pages = [check for check in checked if check.kind != "index"]
    gone = events.ended_by_people(db, "gone")
    wanted = [net for net in nets if chosen.has(net.change or net.parts[-1])]
    counts = Counter(net.change.significance for net in wanted if net.change)
    in_full = SIGNIFICANCES[: SIGNIFICANCES.index(least) + 1]
    unsure = _unsure(db, config, chosen)
    head, last = chain.head(db), runs.latest(db)
    wordings = summaries.new_wordings(db)
    return Report(
        start=about.start,
        end=about.end,
        run=about.run,
        coverage=coverage_of(pages, gone),
        changes=_in_full(db, [net for net in wanted if net.change and net.change.significance in in_full]),
        rest=tuple((kind, counts[kind]) for kind in SIGNIFICANCES if kind not in in_full and counts[kind]),
        unsure=unsure,
        unknown=tuple(
            unknown(check, gone)
            for check in checked
            if check.outcome not in VOUCHED and not is_with_index(check.reasons)
        ),
        events=_events(db),
        labels=wordings,
        headings=headings_to_name(db, config, wordings),
        chain_run=last.id if last else None,
        chain_head=head[1] if head else None,
        least=least,
        timezone=config.report.timezone,
        inventory=about.inventory,
        undelivered=tuple(said for _, said in deliveries.given_up(db)),
        added=tuple((check.page, check.country) for check in checked if check.page in added),
        vanished=tuple(net.ids for net in wanted if not net.change),
        standings=_standings(db, about.end, chosen, unsure),
        scope=_scope(db, choice),
        unlooked=None if about.run or pages else unlooked(db, chosen.countries),
    )


def _scope(db: Database, choice: Choice) -> Scope:
    names = summaries.country_names(db)
    return Scope(tuple(names.get(key, key) for key in choice.countries), choice.regions, choice.sections)


def _in_full(db: Database, nets: Sequence[Net]) -> tuple[ToldChange, ...]:
    order = summaries.section_order(db)
    merges = {net.change.id: net.ids for net in nets if net.change and len(net.parts) > 1}
    told = retold(db, [net.change for net in nets if net.change], merges)
    return tuple(sorted(told, key=lambda change: _place(change, order)))


def _standings(db: Database, at: datetime, chosen: Chosen, unsure: Sequence[Unsure]) -> tuple[CountryStanding, ...]:
    """Where countries stand; a status that went missing and is not confirmed to be gone still counts."""
    missing = {entry.change.country: entry.change.before for entry in unsure if entry.change.kind == "status_moved"}
    found = [stood for stood in summaries.standings_at(db, at) if chosen.has_country(stood.key)]
    return tuple(replace(stood, standing=missing.get(stood.country) or stood.standing) for stood in found)


def _place(change: ToldChange, order: Sequence[str]) -> tuple[bool, str, int, int]:
    """Status moves first, then by country, then as the page prints its sections."""
    section = order.index(change.section) if change.section in order else len(order)
    return (change.kind != "status_moved", by_letters(change.country), section, change.id or 0)


def _unsure(db: Database, config: Config, chosen: Chosen) -> tuple[Unsure, ...]:
    wait = timedelta(hours=config.removals.hours)
    waiting = [change for change in changes.find(db, states=_PROVISIONAL) if chosen.has(change)]
    told = zip(waiting, retold(db, waiting), strict=True)
    return tuple(Unsure(shown, c.first_seen_new, c.first_seen_new + max(wait, _stands(db, c))) for c, shown in told)


def _stands(db: Database, stored: StoredChange) -> timedelta:
    """How long a change that takes back another has to stand; removals need no more than the operator asks."""
    return timedelta(0) if is_removal(changes.to_change(stored)) else must_stand(db, stored)


def _events(db: Database) -> tuple[Event, ...]:
    found = []
    countries = summaries.country_names(db)
    for event in events.open_events(db):
        held = changes.held_by(db, event.id)
        names = sorted({c.country_name for c in held} or {countries.get(key, key) for key in event.detail})
        count = sum(change.told_with is None for change in held)
        found.append(Event(event.id, event.kind, event.title, event.at, tuple(names), count))
    return tuple(found)
