"""The file: recognised before it is touched, created whole or not at all, migrated only after a checked copy."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from sqlite_utils import Database

from storage.connection import MINIMUM_SQLITE, connect, execute, immediate, moment, pragma, rows, stamp
from storage.copies import building, copy, sweep
from storage.errors import Busy, NotOurs, StorageError, TooNew, UnknownPage
from storage.migrations import SCHEMA_VERSION, migrations

__all__ = [
    "APPLICATION_ID", "BUSY_TIMEOUT_MS", "MINIMUM_SQLITE", "PUBLISHED_ID", "SCHEMA_VERSION", "Busy", "NotOurs",
    "StorageError", "TooNew", "UnknownPage", "create_or_open", "immediate", "moment", "open_existing", "stamp",
]  # fmt: skip

APPLICATION_ID = 0x4C784474
"""What `PRAGMA application_id` says of our files ("LxDt")."""
PUBLISHED_ID = 0x4C784470
"""What it says of a copy for readers ("LxDp"), which has no raw bodies and is never written to."""
BUSY_TIMEOUT_MS = 10_000

_MAGIC = b"SQLite format 3\x00"


def create_or_open(path: Path, *, busy_timeout_ms: int = BUSY_TIMEOUT_MS) -> Database:
    """The database at `path` ready to be written, created when missing, migrated when older; close it when done.

    Callers hold the run lock. A new file is built under a temporary name and renamed; an older one is first copied to
    `path` + ".before-vN.bak", where N is the new version. StorageError, with the file left untouched, when it is not
    ours, empty, newer, a published copy, or not writable; Busy when it is held.
    """
    if not os.path.lexists(path):
        _build(path, busy_timeout_ms)
    if identity(path) == PUBLISHED_ID:
        raise NotOurs(f"{path} is a copy for readers and is never written to. Point [store] path at the database.")
    _require_writable(path)
    sweep(path)
    db = connect(path, busy_timeout_ms=busy_timeout_ms)
    try:
        if _version(db, path) < SCHEMA_VERSION:
            copy(db, path.with_name(f"{path.name}.before-v{SCHEMA_VERSION}.bak"))
            _migrate(db, path)
    except (StorageError, sqlite3.Error):
        db.close()
        raise
    return db


def open_existing(path: Path, *, read_only: bool = True, busy_timeout_ms: int = BUSY_TIMEOUT_MS) -> Database:
    """The database at `path` as it is, or a published copy of one (only to read); close it when done.

    StorageError when it is missing, not ours, newer, or older than this program and so waiting for `lexdelta run`.
    """
    if not os.path.lexists(path):
        raise StorageError(f"There is no database at {path} yet: `lexdelta run` creates it.")
    if identity(path) == PUBLISHED_ID and not read_only:
        raise NotOurs(f"{path} is a copy for readers and is never written to.")
    if not read_only:
        _require_writable(path)
    db = connect(path, busy_timeout_ms=busy_timeout_ms, read_only=read_only)
    try:
        version = _version(db, path)
    except StorageError:
        db.close()
        raise
    if version < SCHEMA_VERSION:
        db.close()
        raise StorageError(f"{path} has schema {version}, {SCHEMA_VERSION} is needed: `lexdelta run` migrates it.")
    return db


def identity(path: Path) -> int:
    """The application id, APPLICATION_ID or PUBLISHED_ID, read from the bytes of the file so that nothing of a foreign
    file is touched. StorageError when it cannot be read, NotOurs when it has another."""
    try:
        with path.open("rb") as file:
            head = file.read(100)
    except OSError as error:
        raise StorageError(f"{path} cannot be read: {error.strerror}.") from error
    if not head:
        raise NotOurs(f"{path} is empty: a database was cut, or never written. Restore a backup, or remove the file.")
    found = int.from_bytes(head[68:72], "big")
    if not head.startswith(_MAGIC) or found not in (APPLICATION_ID, PUBLISHED_ID):
        raise NotOurs(f"{path} is no database of lexdelta: it was left as it is.")
    return found


def _version(db: Database, path: Path) -> int:
    version = pragma(db, "user_version")
    if version > SCHEMA_VERSION:
        raise TooNew(f"{path} has schema {version}, this program knows {SCHEMA_VERSION}: install a newer lexdelta.")
    return version


def _require_writable(path: Path) -> None:
    if not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
        raise StorageError(f"{path} and its folder must be writable: SQLite keeps its journal beside the file.")


def _build(path: Path, busy_timeout_ms: int) -> None:
    with building(path) as unfinished:
        db = connect(unfinished, busy_timeout_ms=busy_timeout_ms)
        try:
            with immediate(db):
                _take_steps(db)
                execute(db, f"PRAGMA application_id={APPLICATION_ID}")
        finally:
            db.close()


def _migrate(db: Database, path: Path) -> None:
    execute(db, "PRAGMA foreign_keys=OFF")  # a step may rebuild a table that others point to
    with immediate(db):
        _take_steps(db)
        if rows(db, "PRAGMA foreign_key_check"):
            raise StorageError(f"{path} could not be brought to schema {SCHEMA_VERSION}: it was left as it was.")
    execute(db, "PRAGMA foreign_keys=ON")


def _take_steps(db: Database) -> None:
    migrations.apply(db)
    execute(db, f"PRAGMA user_version={SCHEMA_VERSION}")
