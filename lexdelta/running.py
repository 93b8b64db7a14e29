"""A run from the outside: lock, database, pipeline, outbox, published copy, and how the program should end."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from urllib.parse import urlsplit

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
from lexdelta.planning import named
from lexdelta.recording import Recorded, RunFacts
from lexdelta.report import Report
from lexdelta.settings import Config
from lexdelta.watching import layout_of, strangers
from scraper.rules import FetchRules
from scraper.sandbox import Sandbox
from storage import runs, telling
from storage.database import create_or_open
from storage.errors import StorageError
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
    if not config.store.path.exists():
        for name in asked.pages:
            named(None, config, name)
    _make_room(config)
    with run_lock(config.store.lock):
        db = create_or_open(config.store.path)
        try:
            return _run(db, config, asked, telling, clock)
        finally:
            db.close()


def _make_room(config: Config) -> None:
    folder = config.store.path.parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StorageError(f"{folder} cannot be made: {error.strerror}.") from error


def fetch_rules(config: Config, *, archived: bool = False) -> FetchRules:
    """How pages may be asked for, the archive too when `archived`; without a contact nothing but this machine, whatever
    an index links to."""
    hosts = (*config.fetch.allowed_hosts, *((archive_host(config),) if archived else ()))
    return FetchRules(
        user_agent=user_agent(config),
        allowed_hosts=hosts if config.fetch.contact else (),
        allow_addresses=config.fetch.allow_addresses,
        delay_seconds=config.fetch.delay_seconds,
    )


def archive_host(config: Config) -> str:
    """The name of the archive that is asked."""
    return urlsplit(config.archive.url).hostname or ""


def _run(db: Database, config: Config, asked: Asked, telling: Telling, clock: Callable[[], datetime]) -> Finished:
    began = time.monotonic()
    _delivered(db, config, telling, clock)
    only = frozenset(named(db, config, name) for name in asked.pages)
    started = clock()
    facts = RunFacts(*_kind(config, only), _version(), started, started)
    with Sandbox() as sandbox:
        recorded = run(_tools(db, config, telling, clock, sandbox), facts, only)
    left = [_delivered(db, config, telling, clock)]
    if config.store.publish and (_is_new(recorded) or not config.store.publish.exists()):
        target = config.store.publish
        left.append(_or_told(lambda: publish(db, target), telling))
    finished = _finished(db, config, asked, recorded, time.monotonic() - began)
    return finished if all(left) else replace(finished, code=exits.FAILED)


def _tools(db: Database, config: Config, telling: Telling, clock: Callable[[], datetime], sandbox: Sandbox) -> Tools:
    tries = Tries(time.sleep, telling.sentence)
    layouts = {watch.layout: layout_of(watch, config) for watch in config.watch}
    eyes = {name: Eyes(layout, sandbox.examine, sandbox.discover) for name, layout in layouts.items()}
    rules = fetch_rules(config, archived=any(watch.source == "wayback" for watch in config.watch))
    return Tools(db, config, rules, clock, lambda watch: eyes[watch.layout], telling.finding, tries)


def _kind(config: Config, only: frozenset[str]) -> tuple[str, tuple[str, ...]]:
    """A look at some pages is no run over all: it says nothing of the site, and its report is for whoever asked."""
    return ("look", ()) if only else ("run", targets(config))


def _delivered(db: Database, config: Config, telling: Telling, clock: Callable[[], datetime]) -> bool:
    """Whether our own files were written; what could not be told to others waits, and is no failure of the run."""
    own_written = False

    def act() -> tuple[str, ...]:
        nonlocal own_written
        problems = deliver(db, config, clock).problems
        own_written = not any(problem.own for problem in problems)
        return tuple(problem.sentence for problem in problems)

    return _or_told(act, telling) or own_written


def _or_told(act: Callable[[], tuple[str, ...] | None], telling: Telling) -> bool:
    """Whether it went well; what is committed is safe whatever becomes of it, so a failure is a sentence."""
    try:
        problems = act() or ()
    except StorageError as error:
        problems = (str(error),)
    for problem in problems:
        telling.sentence(problem)
    return not problems


def _is_new(recorded: Recorded) -> bool:
    return bool(recorded.states) or any(finding.outcome in ("first", "changed") for finding in recorded.findings)


def _finished(db: Database, config: Config, asked: Asked, recorded: Recorded, seconds: float) -> Finished:
    done = runs.get(db, recorded.run)
    if done is None:
        raise RuntimeError(f"run {recorded.run} was committed and is not there")
    report = gathering.of_run(db, config, done)
    outcomes = Counter[str](f.outcome for f in recorded.findings if f.page.kind != "index")
    news = telling.has_news(db, recorded.run)
    whys = Counter[str](finding.reasons[0][1] for finding in recorded.findings if finding.reasons)
    return Finished(report, outcomes, whys, recorded.states, seconds, news, _code(db, config, asked, report))


def _code(db: Database, config: Config, asked: Asked, report: Report) -> int:
    coverage = report.coverage
    if coverage.verified == 0:
        return exits.FAILED
    troubled = asked.strict and coverage.verified < coverage.expected
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
