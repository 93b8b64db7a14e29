"""When each host may be asked again, so that politeness survives a restart."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlite_utils import Database

from storage.connection import execute, joined, moment, rows, stamp

_REMEMBER = """INSERT INTO _pace (host, ready_at) VALUES (?, ?)
    ON CONFLICT (host) DO UPDATE SET ready_at = excluded.ready_at"""


def load(db: Database) -> dict[str, datetime]:
    """Host -> not before (aware, UTC)."""
    return {row["host"]: moment(row["ready_at"]) for row in rows(db, "SELECT host, ready_at FROM _pace")}


def save(db: Database, ready_at: Mapping[str, datetime]) -> None:
    """Remembers those hosts, in a transaction of its own when none is open; others stay as they are."""
    with joined(db):
        for host, at in sorted(ready_at.items()):
            execute(db, _REMEMBER, (host, stamp(at)))
