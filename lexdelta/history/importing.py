"""`import`: captures from archives, gated like any other, placed in order of time; history, and news to nobody."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from sqlite_utils import Database

from lexdelta.committing import Tries, keep_trying
from lexdelta.emit import line
from lexdelta.history.archived import History, PageHistory
from lexdelta.history.derived import Spool
from lexdelta.history.entering import enter
from lexdelta.history.taking import Pages, Taken, Taking, waiting
from lexdelta.judging import Eyes, Finding
from lexdelta.lock import run_lock
from lexdelta.recording import Removals
from lexdelta.render.notes import counted
from lexdelta.report import SCHEMA_VERSION
from lexdelta.settings import Config
from lexdelta.watching import layout_of
from scraper.archives.take import take
from scraper.sandbox import Sandbox
from storage import captures, chain, runs
from storage.database import create_or_open, immediate
from storage.errors import StorageError
from storage.publish import publish

SHOWN_TROUBLES = 50


@dataclass(frozen=True, slots=True)
class Telling:
    """Whom an import tells while it goes on: what was taken so far, each capture judged (with how many there are), and
    sentences for the operator."""

    taken: Callable[[Taken, int], None]
    judged: Callable[[Finding, int], None]
    tries: Tries


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of an import: what was taken, how the captures were judged, how much history there is now, and how many
    captures are newer than the last look at their page and wait for the next one (`later`); `unpublished` says why the
    copy for readers could not be renewed ("" when it could)."""

    taken: Taken
    outcomes: Counter[str]
    refused: Counter[str]
    pages: int
    states: int
    changes: Counter[str]
    stopped: str
    later: int = 0
    unpublished: str = ""


Source = Callable[[Database, Pages, Taking], str]
"""Where captures come from: takes them in, and says why it stopped early ("" when it did not)."""


def from_paths(paths: Sequence[Path], telling: Telling) -> Source:
    """Saved files, folders and web archives as a source."""

    def source(_db: Database, owner: Pages, taking: Taking) -> str:
        for item in take(paths, owner.wanted):
            taking.add(item)
            telling.taken(taking.taken, 0)
        return ""

    return source


def import_all(config: Config, source: Source, telling: Telling, clock: Callable[[], datetime]) -> Imported:
    """Import what a source holds: archive first, judge then, write all that was derived in one transaction.

    Killed at any moment and begun again it ends in the same rows; done twice it changes nothing. Raises lock.Held while
    a run goes on, and StorageError.
    """
    config.store.path.parent.mkdir(parents=True, exist_ok=True)
    with run_lock(config.store.lock):
        db = create_or_open(config.store.path)
        try:
            with Sandbox() as sandbox:
                found = _import(db, config, source, telling, clock, sandbox)
            return replace(found, unpublished=_published(db, config) if found.pages else "")
        finally:
            db.close()


def _published(db: Database, config: Config) -> str:
    """Why the copy for readers could not be renewed, "" when it was or none is wanted; the history is in anyway."""
    try:
        if config.store.publish:
            publish(db, config.store.publish)
    except StorageError as error:
        return str(error)
    return ""


def _import(
    db: Database, config: Config, source: Source, telling: Telling, clock: Callable[[], datetime], room: Sandbox
) -> Imported:
    started = clock()
    layouts = {watch.layout: layout_of(watch, config) for watch in config.watch}
    eyes = {name: Eyes(layout, room.examine, room.discover) for name, layout in layouts.items()}
    owner = Pages(config, eyes)
    taking = Taking(db, owner, clock, telling.tries)
    stopped = source(db, owner, taking)
    with Spool() as spool:
        history = _derived(db, config, tuple(eyes.values()), telling, History(spool))
        if history.pages:
            finished = clock()
            keep_trying(lambda: _record(db, history, started, finished), telling.tries)
    return _summed(taking.taken, history, stopped, captures.imported_waiting(db))


def _derived(db: Database, config: Config, eyes: Sequence[Eyes], telling: Telling, history: History) -> History:
    removals = Removals(config.removals.captures, config.removals.hours)
    pending = waiting(db, eyes)
    count = sum(len(ids) for _, _, ids in pending.values())
    for page, each, ids in pending.values():
        PageHistory(db, page, each, ids, removals).derive(history, lambda found: telling.judged(found, count))
    return history


def _record(db: Database, history: History, started: datetime, finished: datetime) -> None:
    with immediate(db):
        run = runs.save(
            db,
            command="import",
            started_at=started,
            finished_at=finished,
            version=version("lexdelta"),
            pages=history.pages,
            verified=history.verified,
        )
        enter(db, run, finished, history)
        chain.append(db, "import", run, finished)


def _summed(taken: Taken, history: History, stopped: str, later: int) -> Imported:
    return Imported(
        taken=taken,
        outcomes=history.outcomes,
        refused=history.refused,
        pages=history.pages,
        states=history.new,
        changes=Counter[str](history.states),
        stopped=stopped,
        later=later,
    )


def summary(found: Imported) -> str:
    """What `import` prints: what was taken, what was refused and why, and what history it made."""
    taken = found.taken
    lines = [
        f"{counted(taken.new, 'capture')} archived; known already: {taken.known:,}; of other pages: {taken.passed:,}.",
        f"{counted(found.pages, 'page')}: {counted(found.states, 'new state')}, "
        f"{counted(sum(found.changes.values()), 'change')} of the past, told to nobody.",
    ]
    lines += [f"  refused {count:>5}  {line(why)}" for why, count in found.refused.most_common(SHOWN_TROUBLES)]
    lines += [f"{line(trouble.where)}: {line(trouble.sentence)}" for trouble in taken.troubles[:SHOWN_TROUBLES]]
    more = len(taken.troubles) - SHOWN_TROUBLES
    lines += [f"... and {more} more files that could not be taken (all with --json)."] if more > 0 else []
    if found.later:
        one = found.later == 1
        wait = "is newer than the last look at its page and waits" if one else "are newer than the last look and wait"
        lines.append(f"{counted(found.later, 'capture')} {wait}: the next run looks, or takes the newest that is well.")
    if taken.withheld:
        lines.append(f"{taken.withheld} captures that the archive did not give lately were not asked for again.")
    lines += [line(found.stopped)] if found.stopped else []
    return "".join(f"{text}\n" for text in lines)


def summary_json(found: Imported) -> dict[str, object]:
    """The keys of `import --json`: schema_version, archived, known, passed, pages, states, changes {state: n}, outcomes
    {outcome: n}, refused [{why, captures}], troubles [{where, sentence}], stopped (why it ended early, or null), later
    (captures that wait for the next look at their page), withheld (captures that the archive lists and did not give
    lately, so that they were not asked for)."""
    return {
        "schema_version": SCHEMA_VERSION,
        "archived": found.taken.new,
        "known": found.taken.known,
        "passed": found.taken.passed,
        "pages": found.pages,
        "states": found.states,
        "changes": dict(found.changes),
        "outcomes": dict(found.outcomes),
        "refused": [{"why": why, "captures": count} for why, count in found.refused.most_common()],
        "troubles": [{"where": trouble.where, "sentence": trouble.sentence} for trouble in found.taken.troubles],
        "stopped": found.stopped or None,
        "later": found.later,
        "withheld": found.taken.withheld,
    }
