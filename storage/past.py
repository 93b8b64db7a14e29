"""What a page's past has in it already, in few words: for placing more history among it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from sqlite_utils import Database

from storage import changes
from storage.changes import StoredChange
from storage.connection import moment, rows

_AT_ONCE = 200
"""Changes read at once: their texts may be long, and there may be any number of them."""


def told_of(db: Database, page: str) -> dict[int, tuple[tuple[str, datetime], ...]]:
    """What was told of the page: id of the snapshot on the new side -> fingerprints, each with when that side was first
    seen (aware, UTC)."""
    told: dict[int, list[tuple[str, datetime]]] = {}
    for row in rows(db, "SELECT snapshot_after, fingerprint, first_seen_new FROM changes WHERE page = ?", (page,)):
        told.setdefault(row["snapshot_after"], []).append((row["fingerprint"], moment(row["first_seen_new"])))
    return {snapshot: tuple(marks) for snapshot, marks in told.items()}


def changes_of(db: Database, page: str) -> Iterator[StoredChange]:
    """The changes of the page that are told for themselves, oldest first; read in parts."""
    sql = "SELECT id FROM changes WHERE page = ? AND told_with IS NULL ORDER BY id"
    ids = [row["id"] for row in rows(db, sql, (page,))]
    for start in range(0, len(ids), _AT_ONCE):
        yield from changes.find(db, ids=ids[start : start + _AT_ONCE])
