"""The connection: statements, errors in words, and one explicit transaction at a time.

This module alone touches the SQLite connection; every other one goes through `rows`, `one`, `execute` and `insert`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from datetime import UTC, datetime
from pathlib import Path
from typing import NoReturn

from sqlite_utils import Database

from storage.errors import StorageError, explained

MINIMUM_SQLITE = (3, 37, 0)
"""STRICT tables came with this release."""

Value = str | int | float | bytes | None
Parameters = Sequence[Value] | Mapping[str, Value]

_PRAGMAS = ("foreign_keys=ON", "trusted_schema=OFF", "synchronous=EXTRA")


def stamp(at: datetime) -> str:
    """The time as the file writes it, UTC to the second: "2026-11-21T03:31:00Z". ValueError without a time zone."""
    if at.tzinfo is None:
        raise ValueError(f"{at!r} has no time zone")
    return at.astimezone(UTC).replace(microsecond=0, tzinfo=None).isoformat() + "Z"


def moment(text: str) -> datetime:
    """The time that `stamp` wrote: aware, UTC."""
    return datetime.fromisoformat(text)


def connect(path: Path, *, busy_timeout_ms: int, read_only: bool = False) -> Database:
    """A connection with our pragmas to a file that exists; StorageError when it cannot be opened.

    Read-only is `query_only` rather than `mode=ro`: what a killed writer left half-done must be rolled back first.
    """
    if sqlite3.sqlite_version_info < MINIMUM_SQLITE:
        needed = ".".join(map(str, MINIMUM_SQLITE))
        raise StorageError(f"SQLite {needed} or newer is needed, this Python carries {sqlite3.sqlite_version}.")
    try:
        connection = sqlite3.connect(path.absolute().as_uri() + "?mode=rw", uri=True, isolation_level=None)
    except sqlite3.Error as error:
        _raise(error, str(path))
    db = Database(connection, execute_plugins=False)
    try:
        for pragma in (f"busy_timeout={busy_timeout_ms}", *_PRAGMAS):
            execute(db, f"PRAGMA {pragma}")
        execute(db, "PRAGMA query_only=ON" if read_only else "PRAGMA journal_mode=DELETE")
    except StorageError:
        db.close()
        raise
    return db


def execute(db: Database, sql: str, parameters: Parameters = ()) -> sqlite3.Cursor:
    """Runs one statement; StorageError when the file is the reason it cannot be run."""
    try:
        return db.execute(sql, dict(parameters) if isinstance(parameters, Mapping) else tuple(parameters))
    except sqlite3.Error as error:
        _raise(error, path_of(db))


def rows(db: Database, sql: str, parameters: Parameters = ()) -> list[sqlite3.Row]:
    """All rows at once, so that no lock outlives the query; StorageError as above."""
    cursor = execute(db, sql, parameters)
    cursor.row_factory = sqlite3.Row
    try:
        return cursor.fetchall()
    except sqlite3.Error as error:
        _raise(error, path_of(db))


def each(db: Database, sql: str, parameters: Parameters = ()) -> Iterator[sqlite3.Row]:
    """The rows one by one, for more than memory should hold; the file is held until the last, so take them all."""
    cursor = execute(db, sql, parameters)
    cursor.row_factory = sqlite3.Row
    try:
        yield from cursor
    except sqlite3.Error as error:
        _raise(error, path_of(db))


def one(db: Database, sql: str, parameters: Parameters = ()) -> sqlite3.Row | None:
    """The first row, None when there is none."""
    return next(iter(rows(db, sql, parameters)), None)


def insert(db: Database, table: str, /, **values: Value) -> int:
    """Adds one row inside the open transaction; its rowid. RuntimeError outside of one."""
    if not writing(db):
        raise RuntimeError(f"rows of {table} are written inside `with immediate(db)` only")
    marks = ", ".join("?" * len(values))
    sql = f"INSERT INTO {table} ({', '.join(values)}) VALUES ({marks})"  # noqa: S608 - names are ours, values are bound
    return execute(db, sql, tuple(values.values())).lastrowid or 0


@contextmanager
def immediate(db: Database) -> Iterator[None]:
    """One transaction that holds the write lock from its first moment: all of the block is kept, or nothing.

    RuntimeError when one is open already; Busy when somebody else writes, or reads for longer than the busy timeout
    while we commit; StorageError when disk or file fail. Rolled back whatever is raised.
    """
    if writing(db):
        raise RuntimeError("a transaction is open already: commits are decided in one place")
    execute(db, "BEGIN IMMEDIATE")
    try:
        yield
        execute(db, "COMMIT")
    except sqlite3.Error as error:
        _raise(error, path_of(db))
    finally:
        if writing(db):
            db.conn.execute("ROLLBACK")


def writing(db: Database) -> bool:
    """Whether a transaction is open on this connection."""
    return db.conn.in_transaction


@contextmanager
def joined(db: Database) -> Iterator[None]:
    """Inside the transaction that is open, or in one of its own when none is."""
    with nullcontext() if writing(db) else immediate(db):
        yield


def path_of(db: Database) -> str:
    """Where the file is, for messages; "The database" when it is nowhere, or too damaged for older SQLite to say."""
    try:
        return str(db.conn.execute("PRAGMA database_list").fetchone()[2]) or "The database"
    except sqlite3.Error:
        return "The database"


def pragma(db: Database, name: str) -> int:
    """The number that a pragma of the file says."""
    return int(rows(db, f"PRAGMA {name}")[0][0])


def _raise(error: sqlite3.Error, path: str) -> NoReturn:
    told = explained(error, path)
    if told is None:
        raise error
    raise told from error
