"""Snapshots: the distinct states of a page, each with what it says as one version of a layout reads it."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from scraper.profile import Profile
from storage import profiles
from storage.connection import insert, moment, one, rows, stamp
from storage.errors import StorageError
from storage.views import last_look

_CURRENT = "SELECT * FROM snapshots WHERE id = (SELECT snapshot FROM current_snapshots WHERE page = ?)"
_AS_OF = f"SELECT * FROM snapshots WHERE id = {last_look('?', '?')}"  # noqa: S608 - made of constants
_BEFORE = f"SELECT * FROM snapshots WHERE id = {last_look('?', '?', '?')}"  # noqa: S608 - the piece is a constant of storage.views
_SPANS = """SELECT s.id, s.capture, s.observed_at AS first,
    max(s.observed_at, coalesce((SELECT max(coalesce(k.at, c.at)) FROM checks c LEFT JOIN captures k ON k.id = c.capture
      WHERE c.snapshot = s.id), '')) AS last
    FROM snapshots s WHERE s.page = ? ORDER BY s.observed_at, s.number"""
_NEWEST = "SELECT * FROM readings WHERE snapshot = ? ORDER BY id DESC LIMIT 1"
_OTHERWISE = """SELECT s.id FROM snapshots s JOIN pages p ON p.key = s.page WHERE p.layout = ? AND
    (SELECT reading FROM readings r WHERE r.snapshot = s.id ORDER BY r.id DESC LIMIT 1) IS NOT ? ORDER BY s.id"""
_VOUCHES = "EXISTS (SELECT 1 FROM checks c WHERE c.run = {}.id AND c.snapshot NOT NULL)"
_IS_FIRST = f"""SELECT 1 FROM runs r WHERE r.id = ? AND r.command IN ('run', 'look') AND {_VOUCHES.format("r")}
    AND NOT EXISTS (SELECT 1 FROM runs e WHERE e.id < r.id AND e.command IN ('run', r.command)
      AND {_VOUCHES.format("e")})"""  # noqa: S608 - the piece is the constant above
_BY_NAME = "SELECT * FROM readings WHERE snapshot = ? AND reading = ? ORDER BY id DESC LIMIT 1"


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One state of a page. `number` counts from 1 for each page, in the order we learned of the states.

    `capture` and `run` are ids; `observed_at` the first look at this state (aware, UTC); `reading` and `profile` the
    newest reading; `digest` the profile's digest as it was written; `accepted_by` who took it out of quarantine, None
    when it passed by itself.
    """

    id: int
    page: str
    number: int
    capture: int
    run: int
    observed_at: datetime
    reading: str
    profile: Profile
    digest: str
    accepted_by: str | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """When a state of a page was seen, first and last (aware, UTC); `id` and `capture` are the snapshot's."""

    id: int
    capture: int
    first: datetime
    last: datetime


def spans(db: Database, page: str) -> tuple[Span, ...]:
    """When each state of the page was seen, in the order of their first looks, without reading what they say."""
    found = rows(db, _SPANS, (page,))
    return tuple(Span(row["id"], row["capture"], moment(row["first"]), moment(row["last"])) for row in found)


def latest(db: Database, page: str) -> Snapshot | None:
    """The state the page is in now, None before the first.

    Live captures count in the order of runs, so that a wrong clock cannot hide a newer state; imported ones by date.
    """
    return _first(db, _CURRENT, page)


def latest_ids(db: Database, page: str) -> tuple[int, int] | None:
    """Ids of the current snapshot and of its capture, without reading what it says; None before the first."""
    row = one(db, _CURRENT, (page,))
    return (row["id"], row["capture"]) if row else None


def by_number(db: Database, page: str, number: int) -> Snapshot | None:
    """The snapshot people call `page@number`, None when there is none."""
    return _first(db, "SELECT * FROM snapshots WHERE page = ? AND number = ?", page, number)


def as_of(db: Database, page: str, at: datetime) -> Snapshot | None:
    """The state the page was last known to be in at that moment (aware), None when it had not been seen yet."""
    return _first(db, _AS_OF, page, page, stamp(at))


def before(db: Database, snapshot: Snapshot) -> Snapshot | None:
    """The state of the page before the last look at this one, whenever we learned of it; None when there was none."""
    last = max(span.last for span in spans(db, snapshot.page) if span.id == snapshot.id)
    earlier = _first(db, _BEFORE, snapshot.page, snapshot.page, stamp(last), snapshot.id)
    # A clock that ran ahead when the page was seen first puts the state before behind the one after.
    return earlier or by_number(db, snapshot.page, snapshot.number - 1)


def all_of(db: Database, page: str) -> tuple[Snapshot, ...]:
    """Every state of the page, oldest look first."""
    found = rows(db, "SELECT * FROM snapshots WHERE page = ? ORDER BY observed_at, number", (page,))
    return tuple(_snapshot(db, row) for row in found)


def numbers(db: Database, page: str) -> dict[int, int]:
    """Id -> number of every snapshot of the page."""
    found = rows(db, "SELECT id, number FROM snapshots WHERE page = ?", (page,))
    return {row["id"]: row["number"] for row in found}


def get(db: Database, snapshot_id: int) -> Snapshot | None:
    """The snapshot of that id, None when there is none."""
    return _first(db, "SELECT * FROM snapshots WHERE id = ?", snapshot_id)


def is_first(db: Database, run: int) -> bool:
    """Whether a run saw pages before which there was nothing: no run over everything had vouched for any, and for a
    look at some pages no other look either. Imports are history."""
    return one(db, _IS_FIRST, (run,)) is not None


def save(  # noqa: PLR0913, PLR0917 - what, read from what, by which run, when and on whose word
    db: Database,
    page: str,
    capture_id: int,
    run: int,
    profile: Profile,
    observed_at: datetime,
    accepted_by: str | None = None,
) -> int:
    """Writes down a new state of the page with its reading; its id. Inside a transaction."""
    newest = one(db, "SELECT max(number) AS number FROM snapshots WHERE page = ?", (page,))
    number = (newest["number"] or 0) + 1 if newest else 1
    snapshot = insert(
        db,
        "snapshots",
        page=page,
        number=number,
        capture=capture_id,
        run=run,
        observed_at=stamp(observed_at),
        accepted_by=accepted_by,
    )
    profiles.write(db, snapshot, run, profile)
    return snapshot


def add_reading(db: Database, snapshot_id: int, run: int, profile: Profile) -> int:
    """Adds what a newer layout reads from the same capture, which counts from now on; its id. Inside a transaction.

    When the reading that counts is of the same layout version it is left alone: the same bytes read the same way. One
    that counted before counts again as a new row, so that a label an operator took back is gone from today's answers.
    """
    newest = one(db, _NEWEST, (snapshot_id,))
    if newest and newest["reading"] == profile.reading:
        return int(newest["id"])
    return profiles.write(db, snapshot_id, run, profile)


def read_otherwise(db: Database, reading: str, layout: str) -> tuple[int, ...]:
    """Snapshots of pages of that layout whose counting reading is not `reading`, oldest first."""
    return tuple(row["id"] for row in rows(db, _OTHERWISE, (layout, reading)))


def profile_of(db: Database, snapshot_id: int, reading: str | None = None) -> Profile:
    """What the snapshot says, by its newest reading or the one named. StorageError when there is no such reading."""
    row = one(db, _BY_NAME, (snapshot_id, reading)) if reading else one(db, _NEWEST, (snapshot_id,))
    if row is None:
        raise StorageError(f"Snapshot {snapshot_id} has no reading{f' {reading}' if reading else ''}.")
    return profiles.read(db, row)


def _first(db: Database, sql: str, *parameters: str | int) -> Snapshot | None:
    row = one(db, sql, parameters)
    return _snapshot(db, row) if row else None


def _snapshot(db: Database, row: sqlite3.Row) -> Snapshot:
    reading = one(db, _NEWEST, (row["id"],))
    if reading is None:
        raise StorageError(f"Snapshot {row['id']} has no reading.")
    identity = (row["id"], row["page"], row["number"], row["capture"], row["run"], moment(row["observed_at"]))
    read = (reading["reading"], profiles.read(db, reading), reading["digest"])
    return Snapshot(*identity, *read, row["accepted_by"])
