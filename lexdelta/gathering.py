"""The database -> a Report: what a run or a period has to tell."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlite_utils import Database

from diffs.change import SIGNIFICANCES, Significance
from lexdelta.reasons import in_short
from lexdelta.report import Coverage, Event, Inventory, Report, SectionCount, Unknown, Unsure
from lexdelta.settings import Config
from lexdelta.told import ToldChange
from lexdelta.wordings import headings_to_name
from storage import chain, changes, events, runs, snapshots, summaries, telling
from storage.changes import ChangeState, StoredChange
from storage.checks import VOUCHED
from storage.runs import Run
from storage.summaries import LastCheck, SectionStates

SCALE = ("party", "signatory", "invited", "observer", "none", "other", "unstated")
_CONFIRMED: tuple[ChangeState, ...] = ("confirmed",)
_PROVISIONAL: tuple[ChangeState, ...] = ("provisional",)
_SECOND = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Choice:
    """Which changes a report is about; None and () for all."""

    countries: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    least: Significance | None = None


@dataclass(frozen=True, slots=True)
class _About:
    start: datetime
    end: datetime
    run: int | None = None
    inventory: Inventory | None = None


def of_run(db: Database, config: Config, run: Run, choice: Choice = Choice()) -> Report:
    """What one run has to tell: what it made certain, and what people released since the run before it."""
    ids = telling.told_in(db, run.id)
    found = changes.find(db, ids=ids, states=_CONFIRMED) if ids else ()
    first = snapshots.first_run(db) == run.id
    about = _About(run.started_at, run.finished_at, run.id, _inventory(db, run.id) if first else None)
    checked = summaries.last_checks(db, run=run.id)
    added = () if first else telling.first_seen_in(db, run.id)
    return _report(db, config, about, found, checked, choice, added)


def of_period(db: Database, config: Config, start: datetime, end: datetime, choice: Choice = Choice()) -> Report:
    """What became certain from `start` to `end` (aware, UTC, both included), and how things stand now."""
    found = changes.find(db, since=start, until=end + _SECOND, states=_CONFIRMED)
    checked = summaries.last_checks(db, between=(start, end))
    return _report(db, config, _About(start, end), found, checked, choice)


def told(stored: StoredChange) -> ToldChange:
    """A stored change in the shape every command shares."""
    return ToldChange(
        id=stored.id,
        page=stored.page,
        also_in=stored.also_in,
        country=stored.country_name,
        iso3=stored.iso3,
        language=stored.language,
        section=stored.section,
        section_label=stored.section_label,
        kind=stored.kind,
        before=stored.before,
        after=stored.after,
        edits=stored.edits,
        significance=stored.significance,
        rule=stored.rule,
        reason=stored.reason,
        state=stored.state,
        last_seen_old=stored.last_seen_old,
        first_seen_new=stored.first_seen_new,
        confirmed_at=stored.confirmed_at,
        url=stored.url,
        capture_before=stored.capture_before,
        capture_after=stored.capture_after,
        moved_from=stored.moved_from,
    )


def _report(  # noqa: PLR0913, PLR0917 - what, about when, from what, chosen how
    db: Database,
    config: Config,
    about: _About,
    found: Sequence[StoredChange],
    checked: Sequence[LastCheck],
    choice: Choice,
    added: Sequence[str] = (),
) -> Report:
    least = choice.least or config.report.least
    order = summaries.section_order(db)
    kept = [change for change in found if _is_chosen(change, choice)]
    in_full = SIGNIFICANCES[: SIGNIFICANCES.index(least) + 1]
    counts = Counter(change.significance for change in kept)
    head, last = chain.head(db), runs.latest(db)
    wordings = summaries.new_wordings(db)
    return Report(
        start=about.start,
        end=about.end,
        run=about.run,
        coverage=_coverage([check for check in checked if check.kind == "profile"]),
        changes=tuple(sorted((told(c) for c in kept if c.significance in in_full), key=lambda c: _place(c, order))),
        rest=tuple((kind, counts[kind]) for kind in SIGNIFICANCES if kind not in in_full and counts[kind]),
        unsure=_unsure(db, config, choice),
        unknown=tuple(_unknown(c) for c in checked if c.outcome not in VOUCHED and _is_about(c.country_key, choice)),
        events=_events(db),
        labels=wordings,
        headings=headings_to_name(db, config, wordings),
        chain_run=last.id if last else None,
        chain_head=head[1] if head else None,
        least=least,
        timezone=config.report.timezone,
        inventory=about.inventory,
        added=tuple((c.page, c.country) for c in checked if c.page in added and _is_about(c.country_key, choice)),
    )


def _is_about(country: str | None, choice: Choice) -> bool:
    return not choice.countries or country in choice.countries


def _is_chosen(change: StoredChange, choice: Choice) -> bool:
    in_country, section = _is_about(change.country, choice), change.section
    in_section = not choice.sections or any(section == s or section.startswith(f"{s}.") for s in choice.sections)
    return in_country and in_section


def _place(change: ToldChange, order: Sequence[str]) -> tuple[bool, str, int, int]:
    """Status moves first, then by country, then as the page prints its sections."""
    section = order.index(change.section) if change.section in order else len(order)
    return (change.kind != "status_moved", change.country, section, change.id or 0)


def _coverage(checked: Sequence[LastCheck]) -> Coverage:
    outcomes = Counter(check.outcome for check in checked)
    seen = [check.last_verified for check in checked]
    return Coverage(
        pages=len(checked),
        verified=sum(outcomes[outcome] for outcome in VOUCHED),
        failed=outcomes["failed"] + outcomes["gone"],
        quarantined=outcomes["quarantined"],
        oldest=None if not seen or None in seen else min(at for at in seen if at),
    )


def _unsure(db: Database, config: Config, choice: Choice) -> tuple[Unsure, ...]:
    wait = timedelta(hours=config.removals.hours)
    waiting = (change for change in changes.find(db, states=_PROVISIONAL) if _is_chosen(change, choice))
    return tuple(Unsure(told(c), c.first_seen_new, c.first_seen_new + wait) for c in waiting)


def _unknown(check: LastCheck) -> Unknown:
    reason = in_short(check.reasons) or check.outcome
    quarantine = check.check if check.outcome == "quarantined" else None
    return Unknown(check.page, check.country, reason, check.failing_since or check.at, quarantine)


def _events(db: Database) -> tuple[Event, ...]:
    found = []
    countries = summaries.country_names(db)
    for event in events.open_events(db):
        held = changes.held_by(db, event.id)
        names = sorted({c.country_name for c in held} or {countries.get(key, key) for key in event.detail})
        count = sum(change.told_with is None for change in held)
        found.append(Event(event.id, event.kind, event.title, event.at, tuple(names), count))
    return tuple(found)


def _inventory(db: Database, run: int) -> Inventory:
    by_standing: dict[str, list[str]] = defaultdict(list)
    for standing, country in summaries.standings(db, run):
        by_standing[standing].append(country)
    counted = {count.section: count for count in summaries.section_states(db, run)}
    keys = _in_order(counted, summaries.section_order(db))
    return Inventory(
        standings=tuple((key, tuple(by_standing[key])) for key in SCALE if by_standing[key]),
        sections=tuple(SectionCount(key, *_counts(counted[key])) for key in keys),
    )


def _counts(count: SectionStates) -> tuple[str, int, int, int, int]:
    return (count.label, count.filled, count.empty, count.absent, count.unknown)


def _in_order(keys: Iterable[str], order: Sequence[str]) -> list[str]:
    return sorted(keys, key=lambda key: (order.index(key) if key in order else len(order), key))
