"""What is owed to whom: written down in the transaction of the run that found it, so that none is lost or made up."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from cronsim import CronSim
from sqlite_utils import Database

from lexdelta import gathering
from lexdelta.choosing import Choice
from lexdelta.files import FEED
from lexdelta.gathering import Stretch
from lexdelta.health import Need, needs_of
from lexdelta.notify.expectations import in_regions
from lexdelta.notify.settings import Notify
from lexdelta.settings import Config
from storage import deliveries, runs, targets, telling
from storage.deliveries import Told
from storage.runs import Run
from storage.targets import Target

BEATS = {"daily": timedelta(days=1), "weekly": timedelta(days=7), "monthly": timedelta(days=30)}
_JITTER = timedelta(hours=1)
"""Runs of one time of day are seconds apart, and must not make a heartbeat a day late."""


@dataclass(frozen=True, slots=True)
class _Moment:
    """The newest run, and when it is (aware, UTC)."""

    run: Run
    at: datetime


def owe(db: Database, config: Config, run_id: int) -> None:
    """Write down what a run over all pages owes to the targets of the settings. Inside its transaction, at its end.

    A target not seen before is owed what this run found, and nothing older.
    """
    run = runs.get(db, run_id)
    if run is None or run.command != "run":
        return
    _owe_feed(db, config, run)
    known = _known(db, config)
    before = runs.before(db, run.id)
    needs = _needs(db, config, run) if any(target.needs for target in config.notify) else ()
    for wish in config.notify:
        at = run.started_at
        target = known.get(wish.name) or Target(wish.name, at, before.id if before else 0, at, at)
        target = _owe_report(db, config, wish, target, _Moment(run, run.finished_at))
        if wish.needs:
            target = _owe_needs(db, target, run, needs)
        targets.save(db, target)


def owe_due(db: Database, config: Config, now: datetime) -> None:
    """Write down the digests that are due at that moment (aware) without a new run. Inside a transaction."""
    run = runs.latest(db, "run")
    if run is None:
        return
    known = _known(db, config)
    for wish in config.notify:
        target = known.get(wish.name) or Target(wish.name, now, _newest(db), now, now)
        if wish.when == "digest":
            target = _owe_report(db, config, wish, target, _Moment(run, now))
        targets.save(db, target)


def _owe_feed(db: Database, config: Config, run: Run) -> None:
    """The Atom file is renewed when something was told since the run before this one, and made when there is none."""
    feed, before = config.report.feed, runs.before(db, run.id, "run")
    if feed is not None and (telling.told_after(db, before.id if before else 0, run.id) or not feed.exists()):
        deliveries.add(db, f"run-{run.id}-{FEED}", run.id, FEED, run.finished_at)


def choice_of(wish: Notify) -> Choice:
    """Which changes a target wants; countries and regions add up."""
    return Choice(tuple(dict.fromkeys((*wish.countries, *in_regions(wish.regions)))), wish.sections, wish.least)


def _known(db: Database, config: Config) -> dict[str, Target]:
    targets.keep_only(db, [wish.name for wish in config.notify])
    return targets.known(db)


def _newest(db: Database) -> int:
    last = runs.latest(db)
    return last.id if last else 0


def _owe_report(db: Database, config: Config, wish: Notify, target: Target, moment: _Moment) -> Target:
    """The target after it was considered: told, or told nothing since there was nothing for it."""
    due = _due(wish, target, moment.at)
    if due is None:
        return target
    run, at = moment.run, moment.at
    told = Told(wish.when, min(target.run, run.id), target.upto)
    found = _anything(db, config, wish, told, moment)
    if not found and wish.heartbeat and at - target.said_at >= BEATS[wish.heartbeat] - _JITTER:
        told = Told("heartbeat", runs.finished_by(db, target.said_at), target.said_at)
        found = True
    if found:
        deliveries.add(db, _name(told, target, run, due), run.id, target.name, at, told)
        target = replace(target, said_at=at)
    return replace(target, run=max(target.run, run.id), upto=at)


def _due(wish: Notify, target: Target, at: datetime) -> datetime | None:
    """The moment at which something became due, None when nothing is."""
    if wish.when == "run":
        return at
    newest = next(CronSim(wish.schedule, at + timedelta(seconds=1), reverse=True))
    return newest if newest > target.upto else None


def _anything(db: Database, config: Config, wish: Notify, told: Told, moment: _Moment) -> bool:
    after = told.after or 0
    if not telling.told_after(db, after, moment.run.id):
        return False
    stretch = Stretch(after, moment.run.id, told.since or moment.at, moment.at)
    return bool(gathering.of_stretch(db, config, stretch, choice_of(wish)).changes)


def _name(told: Told, target: Target, run: Run, due: datetime) -> str:
    """The delivery's id: what people recognise, and a mark that another database, or this one restored, has not."""
    which = f"digest-{due:%Y-%m-%d}" if told.kind == "digest" else f"{told.kind}-{run.id}"
    seed = f"{which} {target.name} {run.id} {run.started_at} {target.upto} {due}"
    return f"{which}-{target.name}-{hashlib.sha256(seed.encode()).hexdigest()[:8]}"


def _needs(db: Database, config: Config, run: Run) -> tuple[Need, ...]:
    """What needs a person after a run; also a site that could not be asked, which may mend itself."""
    report = gathering.of_run(db, config, run)
    outages = (event for event in report.events if event.kind == "outage")
    return (*needs_of(db, config, report), *(Need(f"e{event.id}", f"{event.title}.") for event in outages))


def _owe_needs(db: Database, target: Target, run: Run, needs: Sequence[Need]) -> Target:
    """Told once while it lasts: when something is new, all of it is told; a target hears nothing of its own dead."""
    theirs = [need for need in needs if need.key != f"delivery:{target.name}"]
    keys = tuple(need.key for need in theirs)
    if set(keys) - set(target.needs):
        after = runs.before(db, run.id)
        told = Told("needs", after.id if after else 0, run.started_at, tuple(need.sentence for need in theirs))
        deliveries.add(db, _name(told, target, run, run.finished_at), run.id, target.name, run.finished_at, told)
    return replace(target, needs=keys)
