"""Runs: one pass over the pages, one import or one reread each."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from storage.connection import insert, moment, one, stamp


@dataclass(frozen=True, slots=True)
class Run:
    """One pass. `command` is run, look (at some pages), import or reread; times aware, UTC; `pages` were to be checked,
    `verified` could be vouched for; `version` the program's."""

    id: int
    command: str
    started_at: datetime
    finished_at: datetime
    version: str
    pages: int
    verified: int
    seconds: float


def save(  # noqa: PLR0913 - the columns, by name
    db: Database,
    *,
    command: str,
    started_at: datetime,
    finished_at: datetime,
    version: str,
    pages: int,
    verified: int,
) -> int:
    """Writes a run down, before everything that belongs to it; its id, higher than any before. Inside a transaction."""
    return insert(
        db,
        "runs",
        command=command,
        started_at=stamp(started_at),
        finished_at=stamp(finished_at),
        version=version,
        pages=pages,
        verified=verified,
        seconds=(finished_at - started_at).total_seconds(),
    )


def latest(db: Database, command: str | None = None) -> Run | None:
    """The newest run, of that command when one is named; None before the first."""
    sql = "SELECT * FROM runs WHERE ? IS NULL OR command = ? ORDER BY id DESC LIMIT 1"
    row = one(db, sql, (command, command))
    return _run(row) if row else None


def before(db: Database, run_id: int, command: str | None = None) -> Run | None:
    """The run before that one, of that command when one is named; None when it was the first."""
    sql = "SELECT * FROM runs WHERE id < ? AND (? IS NULL OR command = ?) ORDER BY id DESC LIMIT 1"
    row = one(db, sql, (run_id, command, command))
    return _run(row) if row else None


def finished_by(db: Database, at: datetime) -> int:
    """The id of the newest run that had finished at that moment (aware), 0 when none had."""
    row = one(db, "SELECT max(id) AS run FROM runs WHERE finished_at <= ?", (stamp(at),))
    return (row["run"] if row else None) or 0


def get(db: Database, run_id: int) -> Run | None:
    """The run of that id, None when there is none."""
    row = one(db, "SELECT * FROM runs WHERE id = ?", (run_id,))
    return _run(row) if row else None


def _run(row: sqlite3.Row) -> Run:
    times = (moment(row["started_at"]), moment(row["finished_at"]))
    return Run(row["id"], row["command"], *times, row["version"], row["pages"], row["verified"], row["seconds"])
