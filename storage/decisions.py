"""Decisions: what people said about changes, quarantines and events; and what still waits for a word."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlite_utils import Database

from storage import changes, checks, events
from storage.changes import StoredChange
from storage.checks import Check
from storage.connection import insert, moment, one, rows, stamp
from storage.errors import StorageError
from storage.events import Event

TargetKind = Literal["change", "quarantine", "event"]
Verdict = Literal["accept", "dismiss", "release", "gone"]

_TARGETS = {
    "change": "SELECT 1 FROM changes WHERE id = ?",
    "quarantine": "SELECT 1 FROM checks WHERE id = ? AND outcome = 'quarantined'",
    "event": "SELECT 1 FROM events WHERE id = ?",
}
_NEWEST = """(SELECT max(n.id) FROM decisions n WHERE n.target_kind = d.target_kind AND n.target = d.target)"""
_WAITING = f"""SELECT d.*, q.page, q.capture, k.at AS captured_at
    FROM decisions d JOIN checks q ON q.id = d.target JOIN captures k ON k.id = q.capture
    WHERE d.target_kind = 'quarantine' AND d.verdict = 'accept' AND d.id = {_NEWEST}
      AND NOT EXISTS (SELECT 1 FROM snapshots s WHERE s.capture = q.capture)
      AND NOT EXISTS (SELECT 1 FROM checks a WHERE a.page = q.page AND a.id > q.id
        AND a.outcome IN ('first', 'unchanged', 'not_modified', 'changed')
        AND a.run NOT IN (SELECT id FROM runs WHERE command = 'import'))
    ORDER BY d.id"""  # noqa: S608 - the piece is the constant above
_DISMISSED = f"""SELECT DISTINCT q.text_digest FROM decisions d JOIN checks q ON q.id = d.target
    WHERE d.target_kind = 'quarantine' AND d.verdict = 'dismiss' AND d.id = {_NEWEST} AND q.page = ?
      AND q.text_digest IS NOT NULL"""  # noqa: S608 - made of constants


@dataclass(frozen=True, slots=True)
class Decision:
    """One person's word. `target` is the id of a change, of a quarantined check or of an event; `at` aware, UTC."""

    id: int
    at: datetime
    by: str
    target_kind: TargetKind
    target: int
    verdict: Verdict
    note: str


@dataclass(frozen=True, slots=True)
class Accepted:
    """A quarantined capture somebody accepted that is no snapshot yet: ids of capture, check and decision, the page's
    key, who said so, and when the capture arrived (aware, UTC)."""

    capture: int
    check: int
    decision: int
    page: str
    by: str
    captured_at: datetime


def record(  # noqa: PLR0913, PLR0917 - the columns, in the order people say them
    db: Database, by: str, target_kind: TargetKind, target: int, verdict: Verdict, note: str, at: datetime
) -> int:
    """Writes a decision down; its id. Older ones about the same target stay, the newest counts. Inside a transaction.

    StorageError when there is no such target. What follows from it (states, the chain) is the caller's to write.
    """
    if not one(db, _TARGETS[target_kind], (target,)):
        raise StorageError(f"There is no {target_kind} {target}.")
    return insert(
        db, "decisions", at=stamp(at), by=by, target_kind=target_kind, target=target, verdict=verdict, note=note
    )


def of(db: Database, target_kind: TargetKind, target: int) -> tuple[Decision, ...]:
    """What was said about a target, oldest first; the last one counts."""
    sql = "SELECT * FROM decisions WHERE target_kind = ? AND target = ? ORDER BY id"
    return tuple(_decision(row) for row in rows(db, sql, (target_kind, target)))


def undecided_changes(db: Database) -> tuple[StoredChange, ...]:
    """Confirmed substantive changes nobody has decided on, newest first."""
    waiting = _waiting(db, "change")
    return tuple(reversed(changes.find(db, ids=waiting))) if waiting else ()


def undecided_quarantines(db: Database) -> tuple[Check, ...]:
    """Pages whose newest check is quarantined, undecided and not a text that was dismissed before, newest first."""
    found = (checks.get(db, check) for check in _waiting(db, "quarantine"))
    return tuple(check for check in found if check)


def undecided_events(db: Database) -> tuple[Event, ...]:
    """Events nobody has closed, newest first."""
    return tuple(reversed(events.open_events(db)))


def accepted_captures_waiting(db: Database) -> tuple[Accepted, ...]:
    """Quarantined captures that were accepted and are to become snapshots, in the order they were decided.

    One is passed over once its page was vouched for after it: what is newer needs nobody's word.
    """
    return tuple(
        Accepted(row["capture"], row["target"], row["id"], row["page"], row["by"], moment(row["captured_at"]))
        for row in rows(db, _WAITING)
    )


def dismissed_digests(db: Database, page: str) -> frozenset[str]:
    """The text digests of the page's quarantines that somebody dismissed: they ask no more."""
    return frozenset(row["text_digest"] for row in rows(db, _DISMISSED, (page,)))


def _waiting(db: Database, kind: TargetKind) -> list[int]:
    """Ids in the view `queue`, newest first."""
    return [row["target"] for row in rows(db, "SELECT target FROM queue WHERE kind = ? ORDER BY target DESC", (kind,))]


def _decision(row: sqlite3.Row) -> Decision:
    said = (row["by"], row["target_kind"], row["target"], row["verdict"], row["note"])
    return Decision(row["id"], moment(row["at"]), *said)
