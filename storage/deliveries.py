"""The outbox: what still has to leave, under ids that stay the same, so that a repeat is recognised.

A run writes deliveries in its own transaction; whoever delivers marks each one afterwards: a crash repeats at most
one and loses none.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from sqlite_utils import Database

from storage.connection import execute, insert, joined, moment, one, rows, stamp

FIRST_PAUSE = timedelta(minutes=15)
LONGEST_PAUSE = timedelta(days=1)
TRIES = 8
"""After so many failed attempts, about 32 hours of pauses, a delivery is given up."""

Kind = Literal["run", "digest", "heartbeat", "needs"]


@dataclass(frozen=True, slots=True)
class Told:
    """What a delivery tells: of the runs after `after` (0 for all, None: of its own run alone), a period that began at
    `since` (aware, UTC; None: when it was written down), and sentences about what needs a person."""

    kind: Kind = "run"
    after: int | None = None
    since: datetime | None = None
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Delivery:
    """One message for one target. `target` is a name, never a secret; `next_try_at` None when nothing is due any more;
    `last_error` None before the first failure; `accepted` digests of recipients that have it. Times aware, UTC."""

    id: str
    run: int
    target: str
    told: Told
    created_at: datetime
    state: Literal["pending", "done", "dead", "dropped"]
    tries: int
    next_try_at: datetime | None
    last_error: str | None
    accepted: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Failure:
    """Why an attempt failed, without the target's secret; who has the message all the same; and how long the other
    side asked us to wait at least."""

    error: str
    accepted: tuple[str, ...] = ()
    wait: timedelta = timedelta()


def add(db: Database, delivery_id: str, run: int, target: str, at: datetime, told: Told = Told()) -> None:
    """Puts a message into the outbox; one that is there already stays as it is. Inside a transaction."""
    if known(db, delivery_id):
        return
    when = stamp(at)
    insert(
        db,
        "deliveries",
        id=delivery_id,
        run=run,
        target=target,
        kind=told.kind,
        after=run - 1 if told.after is None else told.after,
        since=stamp(told.since or at),
        needs=json.dumps(told.needs, ensure_ascii=False),
        created_at=when,
        state="pending",
        next_try_at=when,
    )


def known(db: Database, delivery_id: str) -> bool:
    """Whether that id was ever put into the outbox."""
    return one(db, "SELECT 1 FROM deliveries WHERE id = ?", (delivery_id,)) is not None


def pending(db: Database, at: datetime) -> tuple[Delivery, ...]:
    """What is due at that moment (aware), oldest run first."""
    sql = "SELECT * FROM deliveries WHERE state = 'pending' AND next_try_at <= ? ORDER BY run, created_at, id"
    return tuple(_delivery(row) for row in rows(db, sql, (stamp(at),)))


def waiting(db: Database) -> tuple[Delivery, ...]:
    """What is still to leave, due or not, oldest run first."""
    return tuple(
        _delivery(row) for row in rows(db, "SELECT * FROM deliveries WHERE state = 'pending' ORDER BY run, id")
    )


def dead(db: Database) -> tuple[Delivery, ...]:
    """What was given up, oldest run first."""
    return tuple(_delivery(row) for row in rows(db, "SELECT * FROM deliveries WHERE state = 'dead' ORDER BY run, id"))


def given_up(db: Database) -> tuple[tuple[str, str], ...]:
    """The targets to which something could not be delivered, each with a sentence that names the newest."""
    by_target: dict[str, list[Delivery]] = {}
    for item in dead(db):
        by_target.setdefault(item.target, []).append(item)
    return tuple((target, _given_up(items)) for target, items in by_target.items())


def _given_up(items: Sequence[Delivery]) -> str:
    *others, newest = items
    more = f" and {len(others)} more to {newest.target} were" if others else " was"
    return f"Delivery {newest.id}{more} given up: {newest.last_error} (`lexdelta notify --retry` tries again)."


def done(db: Database, delivery_id: str, at: datetime) -> None:
    """Marks a message as delivered, in a transaction of its own when none is open."""
    sql = "UPDATE deliveries SET state = 'done', done_at = ?, next_try_at = NULL WHERE id = ?"
    with joined(db):
        execute(db, sql, (stamp(at), delivery_id))


def failed(db: Database, delivery_id: str, at: datetime, failure: Failure) -> bool:
    """Counts a failed attempt and sets the next one, twice as far away each time; whether it is now given up.

    In a transaction of its own when none is open.
    """
    with joined(db):
        row = one(db, "SELECT tries FROM deliveries WHERE id = ?", (delivery_id,))
        tries = (row["tries"] if row else 0) + 1
        given_up = tries >= TRIES
        pause = min(max(FIRST_PAUSE * 2 ** (tries - 1), failure.wait), LONGEST_PAUSE)
        due = None if given_up else stamp(at + pause)
        sql = "UPDATE deliveries SET state = ?, tries = ?, next_try_at = ?, last_error = ?, accepted = ? WHERE id = ?"
        values = ("dead" if given_up else "pending", tries, due, failure.error, json.dumps(failure.accepted))
        execute(db, sql, (*values, delivery_id))
    return given_up


def drop(db: Database, wanted: Collection[str]) -> int:
    """Gives up, without a word, what is owed to targets other than those; how many there were."""
    unwanted = "state IN ('pending', 'dead') AND target NOT IN (SELECT value FROM json_each(?))"
    names = (json.dumps(sorted(wanted)),)
    if one(db, f"SELECT 1 FROM deliveries WHERE {unwanted}", names) is None:  # noqa: S608 - the piece is ours
        return 0
    with joined(db):
        sql = f"UPDATE deliveries SET state = 'dropped', next_try_at = NULL WHERE {unwanted}"  # noqa: S608 - made of constants
        return execute(db, sql, names).rowcount


def revive(db: Database, at: datetime) -> int:
    """Makes everything that was given up due at that moment, with all its tries; how many there were."""
    sql = "UPDATE deliveries SET state = 'pending', tries = 0, next_try_at = ? WHERE state = 'dead'"
    with joined(db):
        return execute(db, sql, (stamp(at),)).rowcount


def _delivery(row: sqlite3.Row) -> Delivery:
    needs = tuple(json.loads(row["needs"]))
    return Delivery(
        id=row["id"],
        run=row["run"],
        target=row["target"],
        told=Told(row["kind"], row["after"], moment(row["since"]), needs),
        created_at=moment(row["created_at"]),
        state=row["state"],
        tries=row["tries"],
        next_try_at=moment(row["next_try_at"]) if row["next_try_at"] else None,
        last_error=row["last_error"],
        accepted=tuple(json.loads(row["accepted"])),
    )
