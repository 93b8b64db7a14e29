"""What was written down of a page and not told, or told lately: what a new change may take back."""

from __future__ import annotations

import json
from datetime import datetime

from sqlite_utils import Database

from storage import changes
from storage.changes import REMOVAL, ChangeState, StoredChange
from storage.connection import one, rows, stamp

_UNTOLD = f"""SELECT c.id FROM changes c JOIN newest_change_states t ON t.change = c.id
    WHERE c.page = ? AND NOT c.history AND t.state IN ('provisional', 'held')
    AND NOT {REMOVAL}"""  # noqa: S608 - the piece is a constant
_SINCE = """SELECT c.id FROM changes c JOIN newest_change_states t ON t.change = c.id
    WHERE c.page = ? AND c.first_seen_new >= ? AND t.state IN (SELECT value FROM json_each(?))"""
_WITHDRAWALS = """SELECT count(DISTINCT s.run) AS runs FROM change_states s JOIN changes c ON c.id = s.change
    WHERE c.page = ? AND NOT c.history AND s.state = 'withdrawn' AND s.at >= ?
    AND NOT EXISTS (SELECT 1 FROM change_states e WHERE e.change = c.id AND e.event IS NOT NULL)"""


def untold(db: Database, page: str) -> tuple[StoredChange, ...]:
    """Changes of that page that are provisional or held, oldest first; removals are left to `changes.waiting`."""
    return _found(db, [row["id"] for row in rows(db, _UNTOLD, (page,))])


def since(db: Database, page: str, at: datetime, *states: ChangeState) -> tuple[StoredChange, ...]:
    """Changes of that page first seen at or after that moment (aware) that are in one of those states, oldest first."""
    return _found(db, [row["id"] for row in rows(db, _SINCE, (page, stamp(at), json.dumps(states)))])


def withdrawals(db: Database, page: str, at: datetime) -> int:
    """In how many runs since that moment (aware) something of that page was withdrawn that no site event had held."""
    row = one(db, _WITHDRAWALS, (page, stamp(at)))
    return int(row["runs"]) if row else 0


def _found(db: Database, ids: list[int]) -> tuple[StoredChange, ...]:
    return changes.find(db, ids=ids) if ids else ()
