"""The outbox: what still has to leave, under ids that stay the same, so that a repeat is recognised.

A run writes deliveries in its own transaction; whoever delivers marks each one afterwards: a crash repeats at most
one and loses none.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from sqlite_utils import Database

from storage.connection import execute, insert, joined, moment, one, rows, stamp

FIRST_PAUSE = timedelta(minutes=15)
LONGEST_PAUSE = timedelta(days=1)
TRIES = 8
"""After so many failed attempts, about 32 hours of pauses, a delivery is given up."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """One report for one target. `target` is a name, never a secret; `next_try_at` None when nothing is due any more;
    `last_error` None before the first failure. Times aware, UTC."""

    id: str
    run: int
    target: str
    created_at: datetime
    state: Literal["pending", "done", "dead"]
    tries: int
    next_try_at: datetime | None
    done_at: datetime | None
    last_error: str | None


def add(db: Database, delivery_id: str, run: int, target: str, at: datetime) -> None:
    """Puts a report into the outbox; one that is there already stays as it is. Inside a transaction."""
    if one(db, "SELECT 1 FROM deliveries WHERE id = ?", (delivery_id,)):
        return
    when = stamp(at)
    insert(db, "deliveries", id=delivery_id, run=run, target=target, created_at=when, state="pending", next_try_at=when)


def pending(db: Database, at: datetime) -> tuple[Delivery, ...]:
    """What is due at that moment (aware), oldest run first."""
    sql = "SELECT * FROM deliveries WHERE state = 'pending' AND next_try_at <= ? ORDER BY run, id"
    return tuple(_delivery(row) for row in rows(db, sql, (stamp(at),)))


def dead(db: Database) -> tuple[Delivery, ...]:
    """What was given up, oldest run first."""
    return tuple(_delivery(row) for row in rows(db, "SELECT * FROM deliveries WHERE state = 'dead' ORDER BY run, id"))


def done(db: Database, delivery_id: str, at: datetime) -> None:
    """Marks a report as delivered, in a transaction of its own when none is open."""
    sql = "UPDATE deliveries SET state = 'done', done_at = ?, next_try_at = NULL WHERE id = ?"
    with joined(db):
        execute(db, sql, (stamp(at), delivery_id))


def failed(db: Database, delivery_id: str, at: datetime, error: str) -> bool:
    """Counts a failed attempt and sets the next one, twice as far away each time; whether it is now given up.

    `error` must not hold the target's secret. In a transaction of its own when none is open.
    """
    with joined(db):
        row = one(db, "SELECT tries FROM deliveries WHERE id = ?", (delivery_id,))
        tries = (row["tries"] if row else 0) + 1
        given_up = tries >= TRIES
        due = None if given_up else stamp(at + min(FIRST_PAUSE * 2 ** (tries - 1), LONGEST_PAUSE))
        sql = "UPDATE deliveries SET state = ?, tries = ?, next_try_at = ?, last_error = ? WHERE id = ?"
        execute(db, sql, ("dead" if given_up else "pending", tries, due, error, delivery_id))
    return given_up


def _delivery(row: sqlite3.Row) -> Delivery:
    due = moment(row["next_try_at"]) if row["next_try_at"] else None
    left = moment(row["done_at"]) if row["done_at"] else None
    head = (row["id"], row["run"], row["target"], moment(row["created_at"]), row["state"], row["tries"])
    return Delivery(*head, due, left, row["last_error"])
