"""A copy for readers: whole, without raw bodies and outbox, and replaced in one step."""

from __future__ import annotations

from pathlib import Path

from sqlite_utils import Database

from storage.connection import connect, execute, immediate, rows
from storage.copies import building, sweep
from storage.database import BUSY_TIMEOUT_MS, PUBLISHED_ID, NotOurs, identity


def publish(db: Database, target: Path) -> None:
    """Writes a copy of the database to `target`, replacing an older copy; who has that open keeps reading it.

    Left out are the tables with a leading underscore (bodies, paces, steps taken) and the outbox. StorageError when
    `target` is anything but an older copy, or cannot be written.
    """
    _require_replaceable(target)
    sweep(target)
    with building(target) as unfinished:
        execute(db, "VACUUM INTO ?", (str(unfinished),))
        _strip(unfinished)


def _require_replaceable(target: Path) -> None:
    if target.exists() and identity(target) != PUBLISHED_ID:
        raise NotOurs(f"{target} is a database, not a copy for readers: it was left as it is.")


def _strip(copied: Path) -> None:
    db = connect(copied, busy_timeout_ms=BUSY_TIMEOUT_MS)
    try:
        execute(db, "PRAGMA foreign_keys=OFF")  # _bodies points to itself by way of bodies
        private = [
            row["name"]
            for row in rows(db, "SELECT name FROM sqlite_master WHERE type = 'table'")
            if _private(row["name"])
        ]
        with immediate(db):
            for name in private:
                execute(db, f'DROP TABLE "{name}"')
            execute(db, f"PRAGMA application_id={PUBLISHED_ID}")
        execute(db, "VACUUM")  # what was dropped would else stay in the free pages
    finally:
        db.close()


def _private(name: str) -> bool:
    return name.startswith("_") or name == "deliveries"
