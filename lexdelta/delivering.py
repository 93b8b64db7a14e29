"""The outbox: deliver, then mark, so that a crash repeats at most one delivery and loses none."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlite_utils import Database

from lexdelta import files, gathering
from lexdelta.gathering import Stretch
from lexdelta.notify.outcome import Outcome
from lexdelta.notify.settings import Notify
from lexdelta.report import Report
from lexdelta.settings import Config
from storage import deliveries, runs
from storage.deliveries import Delivery, Failure
from storage.runs import Run

_LOG = logging.getLogger(__name__)
_WRITTEN = Outcome(True, "written")


@dataclass(frozen=True, slots=True)
class Problem:
    """A delivery that failed: a sentence, and whether it was to be one of our own files."""

    sentence: str
    own: bool


@dataclass(frozen=True, slots=True)
class Delivered:
    """How many left, and what failed."""

    sent: int
    problems: tuple[Problem, ...]


def targets(config: Config) -> tuple[str, ...]:
    """The names of who gets every run's report."""
    return (files.TARGET,) if config.report.dir else ()


def deliver(db: Database, config: Config, clock: Callable[[], datetime]) -> Delivered:
    """Deliver what is due. A failure waits in the outbox and never stops a run, nor keeps other targets waiting.

    A target that did not answer is left alone for this time; what it is still owed stays due.
    """
    wishes = {wish.name: wish for wish in config.notify}
    own = {files.TARGET: config.report.dir, files.FEED: config.report.feed}
    deliveries.drop(db, (*wishes, *(name for name, path in own.items() if path is not None)))
    silent: set[str] = set()
    sent, problems = 0, []
    for delivery in deliveries.pending(db, clock()):
        if delivery.target in silent:
            continue
        wish = wishes.get(delivery.target)
        outcome = _tell(db, config, wish, delivery) if wish else _write(db, config, delivery)
        if not outcome.reached:
            silent.add(delivery.target)
        sent += outcome.sent
        told = _marked(db, delivery, outcome, clock())
        problems += [Problem(sentence, own=wish is None) for sentence in told]
    return Delivered(sent, tuple(problems))


def report_of(db: Database, config: Config, wish: Notify, delivery: Delivery, run: Run) -> Report:
    """What a delivery tells its target: of one run, or of the runs and the period it stands for."""
    from lexdelta.notify.outbox import choice_of

    before = runs.before(db, run.id)
    told = delivery.told
    if told.kind == "run" and told.after == (before.id if before else 0):
        return gathering.of_run(db, config, run, choice_of(wish))
    stretch = Stretch(told.after or 0, run.id, told.since or run.started_at, delivery.created_at)
    return gathering.of_stretch(db, config, stretch, choice_of(wish))


def _marked(db: Database, delivery: Delivery, outcome: Outcome, at: datetime) -> list[str]:
    if outcome.sent:
        deliveries.done(db, delivery.id, at)
        return []
    failure = Failure(outcome.said, outcome.accepted, timedelta(seconds=outcome.wait_seconds))
    given_up = deliveries.failed(db, delivery.id, at, failure)
    end = "given up" if given_up else "it waits in the outbox"
    return [f"{delivery.id} could not be delivered to {delivery.target}: {outcome.said}; {end}."]


def _tell(db: Database, config: Config, wish: Notify, delivery: Delivery) -> Outcome:
    from lexdelta.notify.addresses import NoAddress, address_of
    from lexdelta.notify.carrying import carry
    from lexdelta.notify.letter import Errand, Letter

    run = runs.get(db, delivery.run)
    if run is None:
        raise RuntimeError(f"delivery {delivery.id} is of run {delivery.run}, which is not there")
    try:
        address = address_of(wish)
    except NoAddress as error:
        return Outcome(False, str(error), reached=False, accepted=delivery.accepted)
    kind = delivery.told.kind
    report = None if kind == "needs" else report_of(db, config, wish, delivery, run)
    outcome = carry(Errand(address, Letter(delivery.id, kind, report, delivery.told.needs), delivery.accepted))
    return (
        outcome
        if outcome.accepted
        else Outcome(outcome.sent, outcome.said, outcome.reached, delivery.accepted, outcome.wait_seconds)
    )


def _write(db: Database, config: Config, delivery: Delivery) -> Outcome:
    """One of our own files; whatever else no longer has a target was dropped before."""
    is_feed = delivery.target == files.FEED
    try:
        (_write_feed if is_feed else _write_report)(db, config, delivery)
    except OSError as error:
        return Outcome(False, f"{config.report.feed if is_feed else config.report.dir}: {error.strerror or 'unknown'}")
    except ModuleNotFoundError as error:
        return Outcome(False, f"{error.name} is not installed: install lexdelta[notify]")
    except _bugs() as error:
        _LOG.error("%s could not be made", delivery.id, exc_info=True)
        return Outcome(False, f"it could not be made, which is a bug ({type(error).__name__})")
    return _WRITTEN


def _write_report(db: Database, config: Config, delivery: Delivery) -> None:
    run = runs.get(db, delivery.run)
    if run is not None and config.report.dir is not None:
        is_newest = runs.latest(db, "run") == run
        files.write_report(config.report.dir, gathering.of_run(db, config, run), is_newest=is_newest)


def _write_feed(db: Database, config: Config, delivery: Delivery) -> None:
    del delivery  # the newest changes, whichever run asks
    if config.report.feed is not None:
        files.write_feed(config.report.feed, gathering.newest(db, config, files.MOST_ENTRIES))


def _bugs() -> tuple[type[Exception], ...]:
    """What a rendering may die of: an outbox that the next run cannot get past would stop everything."""
    from jinja2 import TemplateError

    return (TemplateError, ArithmeticError, AttributeError, LookupError, RuntimeError, TypeError, ValueError)
