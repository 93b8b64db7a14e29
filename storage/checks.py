"""Checks: one page, one attempt, always a row; what they say about how well a page is known."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlite_utils import Database

from storage.connection import insert, moment, one, rows, stamp

Outcome = Literal["first", "unchanged", "not_modified", "changed", "quarantined", "failed", "gone"]
VOUCHED: frozenset[Outcome] = frozenset(("first", "unchanged", "not_modified", "changed"))
"""Outcomes after which we know what the page says."""

_SITE = "run NOT IN (SELECT id FROM runs WHERE command = 'import')"
"""Checks that asked the site: an imported capture says nothing about how the site is now."""

_NEWEST = """SELECT * FROM checks WHERE page = ?
    ORDER BY run IN (SELECT id FROM runs WHERE command = 'import'), id DESC LIMIT 1"""
_STREAK = """SELECT at FROM checks WHERE page = :page AND outcome IN ('quarantined', 'failed', 'gone')
    AND run NOT IN (SELECT id FROM runs WHERE command = 'import') AND id > coalesce((SELECT max(id) FROM checks
      WHERE page = :page AND outcome IN ('first', 'unchanged', 'not_modified', 'changed')
      AND run NOT IN (SELECT id FROM runs WHERE command = 'import')), 0) ORDER BY id LIMIT 1"""
_LAST_VERIFIED = """SELECT max(at) AS at FROM checks
    WHERE page = ? AND outcome IN ('first', 'unchanged', 'not_modified', 'changed')"""
_LAST_SEEN = "SELECT max(at) AS at FROM checks WHERE snapshot = ?"
_ACCEPTED_CAPTURE = f"""SELECT k.id FROM checks c JOIN captures k ON k.id = c.capture WHERE c.page = ?
    AND c.outcome IN ('first', 'unchanged', 'changed') AND {_SITE} ORDER BY c.id DESC LIMIT 1"""  # noqa: S608 - our constant
_SINCE_BODY = f"""SELECT count(*) AS checks FROM checks WHERE page = ? AND {_SITE} AND id > coalesce((SELECT max(id)
    FROM checks WHERE page = ? AND {_SITE} AND outcome IN ('first', 'unchanged', 'changed', 'quarantined')), 0)"""  # noqa: S608 - the piece is the constant above
_GONE = f"""SELECT count(*) AS checks, min(at) AS first, max(at) AS last FROM checks WHERE page = ? AND {_SITE}
    AND id > coalesce((SELECT max(id) FROM checks WHERE page = ? AND {_SITE} AND outcome <> 'gone'), 0)"""  # noqa: S608 - made of constants
_ACCEPTED = f"""SELECT count(*) AS checks FROM checks
    WHERE page = ? AND {_SITE} AND outcome IN ('first', 'unchanged', 'changed') AND at >= ?"""  # noqa: S608 - made of constants
_LAST_LOOKS = f"""SELECT p.country, max(c.at) AS at FROM checks c JOIN pages p ON p.key = c.page
    WHERE p.kind <> 'index' AND {_SITE} GROUP BY p.country"""  # noqa: S608 - the piece is the constant above
_WATCHED_UNTIL = f"""SELECT max(at) AS at FROM checks
    WHERE page = ? AND {_SITE} AND outcome IN ('first', 'unchanged', 'not_modified', 'changed')"""  # noqa: S608 - made of constants


@dataclass(frozen=True, slots=True)
class Check:
    """One attempt. `run`, `capture` and `snapshot` are ids; `capture` None when nothing arrived, `snapshot` the state
    it made or confirmed, None when it could not vouch for any; `reasons` are pairs of code and sentence;
    `text_digest` recognises a quarantined text, None for others. `at` is aware, UTC.
    """

    id: int
    run: int
    page: str
    at: datetime
    outcome: Outcome
    capture: int | None = None
    snapshot: int | None = None
    reasons: tuple[tuple[str, str], ...] = ()
    text_digest: str | None = None


def save(  # noqa: PLR0913 - the columns, by name
    db: Database,
    run: int,
    page: str,
    at: datetime,
    outcome: Outcome,
    *,
    capture: int | None = None,
    snapshot: int | None = None,
    reasons: tuple[tuple[str, str], ...] = (),
    text_digest: str | None = None,
) -> int:
    """Writes one attempt down; its id. Inside a transaction.

    A check that vouches for the page without naming a snapshot confirms the current one; one of a capture is of the
    moment when that was taken, so that an old page that is imported is not freshly verified.
    """
    taken = one(db, "SELECT at FROM captures WHERE id = ?", (capture,)) if capture else None
    if outcome in VOUCHED and snapshot is None:
        current = one(db, "SELECT snapshot FROM current_snapshots WHERE page = ?", (page,))
        snapshot = current["snapshot"] if current else None
    return insert(
        db,
        "checks",
        run=run,
        page=page,
        at=taken["at"] if taken else stamp(at),
        outcome=outcome,
        capture=capture,
        snapshot=snapshot,
        reasons=json.dumps(reasons, ensure_ascii=False),
        text_digest=text_digest,
    )


def get(db: Database, check_id: int) -> Check | None:
    """The check of that id (a quarantine is one: q17 is check 17), None when there is none."""
    row = one(db, "SELECT * FROM checks WHERE id = ?", (check_id,))
    return from_row(row) if row else None


def latest(db: Database, page: str) -> Check | None:
    """The newest check that asked the site, an imported one when none did, None before the first."""
    row = one(db, _NEWEST, (page,))
    return from_row(row) if row else None


def of_page(db: Database, page: str, limit: int = 100) -> tuple[Check, ...]:
    """The newest checks of the page, newest first; an imported capture has its place by the time it was taken."""
    found = rows(db, "SELECT * FROM checks WHERE page = ? ORDER BY at DESC, id DESC LIMIT ?", (page, limit))
    return tuple(from_row(row) for row in found)


def last_verified(db: Database, page: str) -> datetime | None:
    """The last look that could vouch for what the page says (aware, UTC), None for never.

    An imported file counts at its own date, not at the moment it was imported.
    """
    row = one(db, _LAST_VERIFIED, (page,))
    return moment(row["at"]) if row and row["at"] else None


def last_verified_check(db: Database, page: str) -> int | None:
    """The id of the newest check that asked the site and could vouch for the page, None for none."""
    row = one(db, f"SELECT max(id) AS id FROM checks WHERE page = ? AND snapshot NOT NULL AND {_SITE}", (page,))  # noqa: S608 - our constant
    return row["id"] if row else None


def last_seen(db: Database, snapshot_id: int) -> datetime | None:
    """The last look that found the page in that state (aware, UTC); None when no check names it."""
    row = one(db, _LAST_SEEN, (snapshot_id,))
    return moment(row["at"]) if row and row["at"] else None


def last_accepted_capture(db: Database, page: str) -> int | None:
    """The newest capture that a run accepted, None when there is none; imports aside."""
    row = one(db, _ACCEPTED_CAPTURE, (page,))
    return row["id"] if row else None


def watched_until(db: Database, page: str) -> datetime | None:
    """The last look of a run, rather than an import, that could vouch for the page (aware, UTC), None for never."""
    row = one(db, _WATCHED_UNTIL, (page,))
    return moment(row["at"]) if row and row["at"] else None


def last_looks(db: Database) -> dict[str, datetime]:
    """Country -> the newest check of a page of it that asked the site, however it ended (aware, UTC); a page of nobody
    known is under ""."""
    return {row["country"] or "": moment(row["at"]) for row in rows(db, _LAST_LOOKS)}


def is_of_import(db: Database, check_id: int) -> bool:
    """Whether the check judged an imported capture."""
    return one(db, f"SELECT 1 FROM checks WHERE id = ? AND NOT {_SITE}", (check_id,)) is not None  # noqa: S608 - our constant


def since_body(db: Database, page: str) -> int:
    """How many checks there were since the last one that saw a body: what decides when to ask unconditionally."""
    row = one(db, _SINCE_BODY, (page, page))
    return int(row["checks"]) if row else 0


def failing_since(db: Database, page: str) -> tuple[datetime, Check] | None:
    """When the page stopped being known (aware, UTC) and the newest check; None while the last check vouches for it."""
    row = one(db, _STREAK, {"page": page})
    newest = latest(db, page)
    return (moment(row["at"]), newest) if row and newest else None


def gone_since(db: Database, page: str) -> tuple[int, datetime, datetime] | None:
    """How many checks in a row found the page gone, with the first and the last of them (aware, UTC); None for none."""
    row = one(db, _GONE, (page, page))
    return (row["checks"], moment(row["first"]), moment(row["last"])) if row and row["checks"] else None


def accepted_since(db: Database, page: str, at: datetime) -> int:
    """How many healthy bodies of the page arrived at or after that moment (aware), imports left out."""
    row = one(db, _ACCEPTED, (page, stamp(at)))
    return int(row["checks"]) if row else 0


def from_row(row: sqlite3.Row) -> Check:
    """The noun of a row of checks."""
    reasons = tuple((code, sentence) for code, sentence in json.loads(row["reasons"]))
    head = (row["id"], row["run"], row["page"], moment(row["at"]), row["outcome"])
    return Check(*head, row["capture"], row["snapshot"], reasons, row["text_digest"])
