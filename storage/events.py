"""Events: something about the site or a whole page; told once, and the same event until somebody decides."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlite_utils import Database

from storage.connection import insert, moment, one, rows, stamp

EventKind = Literal["site", "gone", "index", "outage", "flaps", "template"]

_EVENT = """SELECT * FROM (SELECT e.*, (SELECT s.state FROM event_states s WHERE s.event = e.id ORDER BY s.id DESC
    LIMIT 1) = 'open' AS open FROM events e) AS known"""
_OPEN = _EVENT + " WHERE open ORDER BY id"
_OPEN_OF_KIND = _EVENT + " WHERE open AND kind = ? ORDER BY id"
_SAME = _EVENT + " WHERE open AND kind = ? AND fingerprint = ? ORDER BY id LIMIT 1"
_ACCEPTED = """SELECT e.id, e.fingerprint, d.at FROM events e JOIN decisions d ON d.target = e.id
    WHERE e.kind = 'site' AND d.target_kind = 'event' AND d.verdict = 'accept' ORDER BY d.id"""
_ONE = _EVENT + " WHERE id = ?"
_ENDED = """SELECT e.fingerprint FROM events e WHERE e.kind = ? AND (SELECT s.decision FROM event_states s
    WHERE s.event = e.id ORDER BY s.id DESC LIMIT 1) NOT NULL AND e.id = (SELECT max(n.id) FROM events n
    WHERE n.kind = e.kind AND n.fingerprint = e.fingerprint)"""


@dataclass(frozen=True, slots=True)
class Event:
    """What happened. `kind` is site (held changes), gone, index, outage or flaps; `page` a key, None for several pages;
    `fingerprint` recognises it in later runs; `detail` texts such as the pages concerned; `run` None when a person
    made it; `at` aware, UTC."""

    id: int
    run: int | None
    at: datetime
    kind: EventKind
    page: str | None
    fingerprint: str
    title: str
    detail: tuple[str, ...]
    open: bool


def save(  # noqa: PLR0913 - the columns, by name
    db: Database,
    run: int | None,
    at: datetime,
    kind: EventKind,
    fingerprint: str,
    title: str,
    *,
    detail: Sequence[str] = (),
    page: str | None = None,
    decision: int | None = None,
) -> int:
    """Opens a new event; its id. Callers ask `same` first, so that one event stays one. Inside a transaction.

    `run` noticed it, or, when that is None, the `decision` made it.
    """
    packed = json.dumps(list(detail), ensure_ascii=False)
    when = stamp(at)
    told = {"at": when, "kind": kind, "page": page, "fingerprint": fingerprint, "title": title, "detail": packed}
    event = insert(db, "events", run=run, decision=decision, **told)
    reopen(db, event, at, run=run, decision=decision)
    return event


def same(db: Database, kind: EventKind, fingerprint: str) -> Event | None:
    """The open event of that kind and fingerprint, None when there is none or it was closed."""
    row = one(db, _SAME, (kind, fingerprint))
    return _event(row) if row else None


def open_events(db: Database, kind: EventKind | None = None) -> tuple[Event, ...]:
    """Events nobody has closed, of that kind when one is named, oldest first."""
    found = rows(db, _OPEN_OF_KIND, (kind,)) if kind else rows(db, _OPEN)
    return tuple(_event(row) for row in found)


def newest(db: Database, kind: EventKind, fingerprint: str) -> tuple[Event, bool] | None:
    """The newest event of that kind and fingerprint, and whether its last word is a person's; None when there is none.

    An event that a person closed is over for them: no news again until a run has seen it healed and closed it too.
    """
    row = one(db, _EVENT + " WHERE kind = ? AND fingerprint = ? ORDER BY id DESC LIMIT 1", (kind, fingerprint))
    if row is None:
        return None
    word = one(db, "SELECT decision FROM event_states WHERE event = ? ORDER BY id DESC LIMIT 1", (row["id"],))
    return _event(row), bool(word and word["decision"])


def ended_by_people(db: Database, kind: EventKind) -> frozenset[str]:
    """The fingerprints whose newest event of that kind was ended by a person, and has not been seen healed since."""
    return frozenset(row["fingerprint"] for row in rows(db, _ENDED, (kind,)))


def accepted_as_template(db: Database) -> dict[str, tuple[int, datetime]]:
    """Fingerprint -> the id of the newest site event of it that a person accepted, and when (aware, UTC): changes of
    the template, not of countries."""
    return {row["fingerprint"]: (row["id"], moment(row["at"])) for row in rows(db, _ACCEPTED)}


def open_fingerprints(db: Database, kind: EventKind) -> dict[str, int]:
    """Fingerprint -> id of the open events of a kind."""
    return {event.fingerprint: event.id for event in open_events(db, kind)}


def get(db: Database, event_id: int) -> Event | None:
    """The event of that id, None when there is none."""
    row = one(db, _ONE, (event_id,))
    return _event(row) if row else None


def close(db: Database, event: int, at: datetime, *, run: int | None = None, decision: int | None = None) -> None:
    """Closes an event, by a run or by a person's decision. Inside a transaction."""
    insert(db, "event_states", event=event, at=stamp(at), state="closed", run=run, decision=decision)


def reopen(db: Database, event: int, at: datetime, *, run: int | None = None, decision: int | None = None) -> None:
    """Opens an event again, by a run or by a person's decision. Inside a transaction."""
    insert(db, "event_states", event=event, at=stamp(at), state="open", run=run, decision=decision)


def _event(row: sqlite3.Row) -> Event:
    detail = tuple(json.loads(row["detail"]))
    head = (row["id"], row["run"], moment(row["at"]), row["kind"], row["page"], row["fingerprint"], row["title"])
    return Event(*head, detail, bool(row["open"]))
