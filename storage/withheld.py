"""What an archive lists and does not give, so that it is not asked for the same again and again."""

from __future__ import annotations

from datetime import datetime

from sqlite_utils import Database

from storage.connection import execute, joined, rows, stamp

_REMEMBER = """INSERT INTO _withheld (url, asked_at, why) VALUES (?, ?, ?)
    ON CONFLICT (url) DO UPDATE SET asked_at = excluded.asked_at, why = excluded.why"""


def since(db: Database, at: datetime) -> frozenset[str]:
    """The addresses that were asked for at that moment (aware) or later, in vain."""
    return frozenset(row["url"] for row in rows(db, "SELECT url FROM _withheld WHERE asked_at >= ?", (stamp(at),)))


def remember(db: Database, url: str, at: datetime, why: str) -> None:
    """Notes that the address was asked for in vain at that moment (aware), in a transaction of its own when none is
    open."""
    with joined(db):
        execute(db, _REMEMBER, (url, stamp(at), why))
