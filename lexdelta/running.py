"""A run from the outside: lock, database, pipeline, outbox, published copy, and how the program should end."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlite_utils import Database

from lexdelta import exits, gathering
from lexdelta.committing import Tries
from lexdelta.config import require_contact, user_agent
from lexdelta.delivering import deliver, targets
from lexdelta.errors import ConfigError
from lexdelta.health import needs_a_person
from lexdelta.judging import Eyes, Finding
from lexdelta.lock import run_lock
from lexdelta.pipeline import Tools, run
from lexdelta.recording import Recorded, RunFacts
from lexdelta.report import Report
from lexdelta.settings import Config
from lexdelta.watching import layout_of, strangers
from scraper.examine import examine
from scraper.rules import FetchRules
from storage import pages, runs
from storage.database import create_or_open
from storage.publish import publish


@dataclass(frozen=True, slots=True)
class Asked:
    """What the command line wants of a run: page names (all when ()), and what else should end it with a code."""

    pages: tuple[str, ...] = ()
    strict: bool = False
    fail_on_change: bool = False


@dataclass(frozen=True, slots=True)
class Telling:
    """Whom a run tells while it goes on: each finding with the number of pages, and sentences for the operator."""

    finding: Callable[[Finding, int], None]
    sentence: Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Finished:
    """What came of a run: its report, the outcomes counted, why pages could not be verified (sentences, counted), the
    states its changes took, and the exit code."""

    report: Report
    outcomes: Counter[str]
    whys: Counter[str]
    states: Counter[str]
    seconds: float
    has_news: bool
    code: int


def run_once(
    config: Config, asked: Asked, telling: Telling, clock: Callable[[], datetime] = lambda: datetime.now(UTC)
) -> Finished:
    """One pass over every watch, from taking the lock to publishing.

    Raises ConfigError, lock.Held, StorageError; nothing of the run is lost that was archived.
    """
    require_contact(config)
    _require_profiles(config)
    config.store.path.parent.mkdir(parents=True, exist_ok=True)
    with run_lock(config.store.lock):
        db = create_or_open(config.store.path)
        try:
            return _run(db, config, asked, telling, clock)
        finally:
            db.close()


def fetch_rules(config: Config) -> FetchRules:
    """How the configuration lets pages be asked for."""
    return FetchRules(
        user_agent=user_agent(config),
        allowed_hosts=config.fetch.allowed_hosts,
        allow_addresses=config.fetch.allow_addresses,
        delay_seconds=config.fetch.delay_seconds,
    )


def _run(db: Database, config: Config, asked: Asked, telling: Telling, clock: Callable[[], datetime]) -> Finished:
    began = time.monotonic()
    for problem in deliver(db, config, clock):
        telling.sentence(problem)
    only = frozenset(pages.resolve(db, name) for name in asked.pages)
    tries = Tries(time.sleep, telling.sentence)
    tools = Tools(
        db,
        config,
        fetch_rules(config),
        clock,
        lambda watch: Eyes(layout_of(watch, config), examine),
        telling.finding,
        tries,
    )
    started = clock()
    recorded = run(tools, RunFacts("run", _version(), started, started, targets(config)), only)
    for problem in deliver(db, config, clock):
        telling.sentence(problem)
    if config.store.publish and recorded.states:
        publish(db, config.store.publish)
    return _finished(db, config, asked, recorded, time.monotonic() - began)


def _finished(db: Database, config: Config, asked: Asked, recorded: Recorded, seconds: float) -> Finished:
    done = runs.get(db, recorded.run)
    if done is None:
        raise RuntimeError(f"run {recorded.run} was committed and is not there")
    report = gathering.of_run(db, config, done)
    outcomes = Counter[str](finding.outcome for finding in recorded.findings)
    news = gathering.has_news(report)
    whys = Counter[str](finding.reasons[0][1] for finding in recorded.findings if finding.reasons)
    return Finished(report, outcomes, whys, recorded.states, seconds, news, _code(db, config, asked, report))


def _code(db: Database, config: Config, asked: Asked, report: Report) -> int:
    coverage = report.coverage
    if coverage.verified == 0:
        return exits.FAILED
    troubled = asked.strict and coverage.verified < coverage.pages
    if troubled or needs_a_person(db, config, report):
        return exits.NEEDS_A_PERSON
    if asked.fail_on_change and (report.changes or report.rest):
        return exits.CHANGED
    return exits.DONE


def _require_profiles(config: Config) -> None:
    problems = [
        f"watch.pages: {url} is not the address of a profile that layout {watch.layout!r} knows"
        for watch in config.watch
        for url in strangers(watch, layout_of(watch, config))
    ]
    if problems:
        raise ConfigError(problems)


def _version() -> str:
    from importlib.metadata import version

    return version("lexdelta")
