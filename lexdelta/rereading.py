"""Derive again from the archive with today's layouts: our better reader is never a country's change.

Nothing is reported to anybody, and nothing that was told is rewritten: a snapshot gets another reading, which counts
from now on, and the chain an entry of its own.
"""

from __future__ import annotations

import os
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version

from sqlite_utils import Database

from lexdelta.emit import line
from lexdelta.lock import run_lock
from lexdelta.report import SCHEMA_VERSION
from lexdelta.settings import Config
from lexdelta.watching import layout_of
from scraper import wire
from scraper.capture import Capture
from scraper.errors import ReadError
from scraper.layout import Layout
from scraper.normalise import normalise
from scraper.profile import Profile
from scraper.sandbox import Sandbox
from storage import captures, chain, runs, snapshots
from storage.database import create_or_open, immediate, open_existing
from storage.snapshots import Snapshot

Told = Callable[["Reread", int], None]


@dataclass(frozen=True, slots=True)
class Reread:
    """What came of one snapshot: page key and number, its id, where the new reading says something else ("status",
    "title", section keys), that reading packed (a page may have thousands of states), or why it could not be read again
    (`problem`, "" for not)."""

    page: str
    number: int
    snapshot: int
    differences: tuple[str, ...] = ()
    packed: bytes | None = None
    problem: str = ""


def reread_all(config: Config, told: Told, *, workers: int | None = None, writes: bool = True) -> tuple[Reread, ...]:
    """Read every snapshot again whose counting reading is not today's, oldest first; what came of each.

    `workers` processes read side by side, one a processor when None. Nothing is written without `writes`. Raises
    lock.Held while a run goes on, and StorageError; killed in the middle, it has written nothing.
    """
    if not writes:
        db = open_existing(config.store.path)
        try:
            return _read_all(db, config, told, workers)
        finally:
            db.close()
    open_existing(config.store.path).close()
    with run_lock(config.store.lock):
        db = create_or_open(config.store.path)
        try:
            started = datetime.now(UTC)
            found = _read_all(db, config, told, workers)
            if found:
                _record(db, found, started)
            return found
        finally:
            db.close()


def summary(found: Sequence[Reread]) -> str:
    """What `reread` prints: how many read the same, what reads differently and where, what could not be read."""
    if not found:
        return "Every snapshot is read by today's layouts already.\n"
    differing = [item for item in found if item.differences]
    lines = [
        f"{len(found)} snapshots read again, {len(differing)} say something else now. Nobody was told of anything."
    ]
    for place, count in Counter(place for item in differing for place in item.differences).most_common():
        lines.append(f"  {count:>6}  {line(place)}")
    lines += [f"{item.page}@{item.number}: {line(item.problem)}" for item in found if item.problem]
    return "".join(f"{text}\n" for text in lines)


def summary_json(found: Sequence[Reread]) -> dict[str, object]:
    """The keys of `reread --json`: schema_version, snapshots, differing [{page, snapshot, where}], problems."""
    return {
        "schema_version": SCHEMA_VERSION,
        "snapshots": len(found),
        "differing": [
            {"page": item.page, "snapshot": item.number, "where": list(item.differences)}
            for item in found
            if item.differences
        ],
        "problems": [
            {"page": item.page, "snapshot": item.number, "problem": item.problem} for item in found if item.problem
        ],
    }


def _read_all(db: Database, config: Config, told: Told, workers: int | None) -> tuple[Reread, ...]:
    found: list[Reread] = []
    for layout in {watch.layout: layout_of(watch, config) for watch in config.watch}.values():
        ids = snapshots.read_otherwise(db, layout.reading, layout.name)
        for item in _side_by_side(db, ids, layout, min(workers or os.cpu_count() or 1, len(ids) or 1)):
            told(item, len(ids))
            found.append(item)
    return tuple(found)


def _side_by_side(db: Database, ids: Sequence[int], layout: Layout, workers: int) -> Iterator[Reread]:
    """Each batch is loaded here, by the one connection, and read by as many processes as there are workers."""
    with ExitStack() as stack:
        pool = stack.enter_context(ThreadPoolExecutor(workers))
        rooms = [stack.enter_context(Sandbox()) for _ in range(workers)]
        for start in range(0, len(ids), workers):
            batch = [snapshots.get(db, number) for number in ids[start : start + workers]]
            loaded = [(snapshot, captures.load(db, snapshot.capture)) for snapshot in batch if snapshot]
            jobs = [pool.submit(_again, room, layout, *pair) for room, pair in zip(rooms, loaded, strict=False)]
            yield from (job.result() for job in jobs)


def _again(room: Sandbox, layout: Layout, snapshot: Snapshot, capture: Capture) -> Reread:
    which = (snapshot.page, snapshot.number, snapshot.id)
    try:
        profile = room.examine(capture, layout).profile
    except ReadError as error:
        return Reread(*which, problem=str(error))
    return Reread(*which, _differences(snapshot.profile, profile), zlib.compress(wire.dump(profile), 1))


def _differences(old: Profile, new: Profile) -> tuple[str, ...]:
    keys = dict.fromkeys([*(s.key for s in old.sections), *(s.key for s in new.sections)])
    fields = [("status", old.status != new.status), ("title", old.title != new.title)]
    differ = [name for name, differs in fields if differs]
    return tuple(dict.fromkeys([*differ, *(key for key in keys if _said(old, key) != _said(new, key))]))


def _record(db: Database, found: Sequence[Reread], started: datetime) -> None:
    """Add the readings and seal them in the chain, in one transaction."""
    finished = datetime.now(UTC)
    with immediate(db):
        run = runs.save(
            db,
            command="reread",
            started_at=started,
            finished_at=finished,
            version=version("lexdelta"),
            pages=len(found),
            verified=sum(item.packed is not None for item in found),
        )
        for item in found:
            if item.packed is not None:
                snapshots.add_reading(db, item.snapshot, run, wire.load(Profile, zlib.decompress(item.packed)))
        chain.append(db, "reread", run, finished)


def _said(profile: Profile, key: str) -> tuple[str, str]:
    section = profile.section(key)
    return (profile.state_of(key), normalise(section.text) if section else "")
