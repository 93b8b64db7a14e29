"""Copies of the file: made under a temporary name beside their own, checked, and renamed into place."""

from __future__ import annotations

import os
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlite_utils import Database

from storage.connection import connect, execute, one, path_of, pragma, rows
from storage.errors import StorageError

_STRAY_SECONDS = 3600


def temporary(path: Path) -> Path:
    """A new empty file beside `path`, on the same disk, that the sweep recognises; OSError when it cannot be made."""
    unfinished = path.with_name(f"{path.name}.new-{secrets.token_hex(6)}")
    unfinished.touch(exist_ok=False)
    return unfinished


def sweep(path: Path) -> None:
    """Removes temporary files beside `path` that a killed process left an hour or more ago."""
    for stray in path.parent.glob(f"{_quoted(path.name)}.new-*"):
        try:
            if time.time() - stray.stat().st_mtime > _STRAY_SECONDS:
                stray.unlink()
        except OSError:
            continue  # gone meanwhile, or not ours to remove: it harms nobody


@contextmanager
def building(path: Path) -> Iterator[Path]:
    """An empty file to be filled in the block, which then takes the name `path` and survives a power loss whole.

    Nothing of it is left when the block raises. StorageError when the folder does not take it.
    """
    try:
        unfinished = temporary(path)
        try:
            yield unfinished
            _sync(unfinished)
            unfinished.replace(path)
            _sync(path.parent)
        finally:
            unfinished.unlink(missing_ok=True)
    except OSError as error:
        raise StorageError(f"{path} cannot be written: {error.strerror}.") from error


def copy(db: Database, target: Path) -> None:
    """A complete, checked copy of the database at `target`, which is replaced; StorageError when it cannot be made.

    Works while others read. Refuses nothing that stands at `target`: callers decide what may be replaced.
    """
    with building(target) as unfinished:
        execute(db, "VACUUM INTO ?", (str(unfinished),))
        _compare(db, unfinished)


def _compare(db: Database, copied: Path) -> None:
    other = connect(copied, busy_timeout_ms=0, read_only=True)
    try:
        found = one(other, "PRAGMA integrity_check")
        if found is None or found[0] != "ok" or _contents(other) != _contents(db):
            raise StorageError(f"The copy of {path_of(db)} does not equal the original: it was thrown away.")
    finally:
        other.close()


def _contents(db: Database) -> list[tuple[str, int]]:
    """Row counts of all tables, and what the file says of itself."""
    names = [row[0] for row in rows(db, "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
    counts = [(name, int(rows(db, f'SELECT count(*) FROM "{name}"')[0][0])) for name in names]  # noqa: S608 - names are ours
    return [*counts, ("version", pragma(db, "user_version")), ("application", pragma(db, "application_id"))]


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _quoted(name: str) -> str:
    return "".join(f"[{char}]" if char in "*?[" else char for char in name)
