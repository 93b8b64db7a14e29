"""A state of a page as people name it: a saved file, `peru`, `peru@3` or `peru@2026-03-01`."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path

from sqlite_utils import Database

from lexdelta.judging import Eyes
from lexdelta.saved import read_saved
from lexdelta.settings import Config
from scraper.layouts.shipped import layout_of_key
from scraper.page import Page
from scraper.profile import Profile
from storage import captures, checks, pages, snapshots
from storage.database import open_existing
from storage.errors import StorageError
from storage.snapshots import Snapshot


@dataclass(frozen=True, slots=True)
class State:
    """What a page said at one time. `page` is None for a file nobody can place; `capture`, `seen_from` and `seen_to`
    (aware, UTC: the first and the last look at this state) are None for files."""

    profile: Profile
    page: Page | None
    capture: int | None = None
    seen_from: datetime | None = None
    seen_to: datetime | None = None


ReadAs = Callable[[str], Eyes]
"""How pages of the layout of that name are read."""

_DATE_DIGITS = len("20260301")
_PREFIXED = re.compile(r"[a-z]+/[^/.@]+(\.[a-z]{2})?(@.*)?", re.IGNORECASE)


def is_file(name: str) -> bool:
    """Whether a name is meant as a file: it exists, or looks like a path and not like a page (`policy/peru`)."""
    looks_so = name.endswith((".html", ".htm", ".txt")) or ("/" in name and not _PREFIXED.fullmatch(name))
    return Path(name).is_file() or looks_so


def two_states(config: Config, read_as: ReadAs, a: str, b: str | None) -> tuple[State, State]:
    """The states named, in the order named; with one name, what stood before it and itself.

    A file is read as the page it is compared with, or as the pages of the first watch.

    Raises ReadError, StorageError (unknown page, no such snapshot) with a sentence.
    """
    if is_file(a) and b is not None and is_file(b):
        eyes = read_as(config.watch[0].layout)
        return _of_file(a, eyes), _of_file(b, eyes)
    db = open_existing(config.store.path)
    try:
        if b is None:
            return _with_the_one_before(db, a, read_as)
        found = [None if is_file(name) else find(db, name) for name in (a, b)]
        of_file = next(_eyes(snapshot, read_as) for snapshot in found if snapshot)
        first, second = (
            _of_snapshot(db, snapshot, _eyes(snapshot, read_as)) if snapshot else _of_file(name, of_file)
            for name, snapshot in zip((a, b), found, strict=True)
        )
        return first, second
    finally:
        db.close()


def find(db: Database, name: str) -> Snapshot:
    """The snapshot a name means; raises StorageError with what there is instead."""
    text, _, which = name.partition("@")
    key = pages.resolve(db, text)
    if not which:
        found, when = snapshots.latest(db, key), "yet"
    elif which.isascii() and which.isdecimal() and len(which) < _DATE_DIGITS:
        found, when = snapshots.by_number(db, key, int(which)), f"number {which}"
    else:
        found, when = snapshots.as_of(db, key, end_of(which)), f"on or before {which}"
    if found is None:
        raise StorageError(f"{key} has no snapshot {when}; `lexdelta log {key}` lists what there is.")
    return found


def end_of(text: str) -> datetime:
    """The moment a date means: a bare date the end of that day, UTC; a time without a zone is UTC.

    Raises StorageError when it is neither.
    """
    try:
        if len(text) == len("2026-03-01"):
            return datetime.combine(date.fromisoformat(text), time(23, 59, 59), UTC)
        moment = datetime.fromisoformat(text)
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise StorageError(f"{text!r} is neither a date (2026-03-01) nor a time (2026-03-01T12:00Z).") from error


def _eyes(snapshot: Snapshot, read_as: ReadAs) -> Eyes:
    return read_as(layout_of_key(snapshot.page))


def _with_the_one_before(db: Database, name: str, read_as: ReadAs) -> tuple[State, State]:
    if is_file(name):
        raise StorageError(f"{name} is one file: name a second state to compare it with.")
    after = find(db, name)
    before = snapshots.before(db, after)
    if before is None:
        raise StorageError(f"{after.page} has only one snapshot so far: nothing changed yet.")
    eyes = _eyes(after, read_as)
    return _of_snapshot(db, before, eyes), _of_snapshot(db, after, eyes)


def _of_file(name: str, eyes: Eyes) -> State:
    saved = read_saved(Path(name), eyes)
    return State(saved.profile, saved.page)


def _of_snapshot(db: Database, snapshot: Snapshot, eyes: Eyes) -> State:
    profile = snapshot.profile
    if snapshot.reading != eyes.layout.reading:
        profile = eyes.examine(captures.load(db, snapshot.capture), eyes.layout).profile
    seen_to = checks.last_seen(db, snapshot.id) or snapshot.observed_at
    return State(profile, pages.get(db, snapshot.page), snapshot.capture, snapshot.observed_at, seen_to)
