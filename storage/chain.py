"""The hash chain: one entry for all that a run or a decision wrote, each leaning on the one before.

An edited row or body shows here; a cut tail shows when the head, printed under every report, is no longer found.
NULLs are left out of what is hashed, so that a column added later does not change what old entries say.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from datetime import datetime
from typing import Literal

from sqlite_utils import Database

from storage import captures
from storage.connection import each, insert, one, rows, stamp
from storage.errors import StorageError

ChainKind = Literal["run", "decision", "reread", "import"]
GENESIS = "0" * 64
"""What the first entry leans on."""

_OF_READING = "SELECT id FROM readings WHERE run = :run"
_OF_SECTION = f"SELECT id FROM sections WHERE reading IN ({_OF_READING})"  # noqa: S608 - the piece is the line above
_OF_BLOCK = f"SELECT id FROM blocks WHERE section IN ({_OF_SECTION})"  # noqa: S608 - made of constants
_BY_RUN = {
    "runs": "id = :run",
    "captures": "id > :after AND id <= :upto",
    "checks": "run = :run",
    "snapshots": "run = :run",
    "readings": "run = :run",
    "sections": f"reading IN ({_OF_READING})",
    "blocks": f"section IN ({_OF_SECTION})",
    "links": f"block IN ({_OF_BLOCK})",
    "mentions": f"block IN ({_OF_BLOCK})",
    "changes": "run = :run",
    "events": "run = :run",
    "event_states": "run = :run",
    "change_states": "run = :run",
}
_BY_DECISION = {
    "decisions": "id = :decision",
    "events": "decision = :decision AND run IS NULL",
    "event_states": "decision = :decision AND run IS NULL",
    "change_states": "decision = :decision AND run IS NULL",
}
_UNCOVERED = {
    "run {id} is in no entry of the chain": "SELECT id FROM runs "
    "WHERE id NOT IN (SELECT run FROM chain WHERE run NOT NULL)",
    "decision {id} is in no entry of the chain": "SELECT id FROM decisions "
    "WHERE id NOT IN (SELECT decision FROM chain WHERE decision NOT NULL)",
    "state {id} of a change belongs to no run and no decision": "SELECT id FROM change_states "
    "WHERE run IS NULL AND decision IS NULL",
    "state {id} of an event belongs to no run and no decision": "SELECT id FROM event_states "
    "WHERE run IS NULL AND decision IS NULL",
    "event {id} belongs to no run and no decision": "SELECT id FROM events WHERE run IS NULL AND decision IS NULL",
}


def append(db: Database, kind: ChainKind, source: int, at: datetime) -> str:
    """Seals all that a run, reread or decision wrote, `source` being its id; the new head.

    The last thing a transaction writes: afterwards the file refuses rows of the same source. Captures that arrived
    since the entry before are sealed with a run, judged or not.
    """
    run, decision = (None, source) if kind == "decision" else (source, None)
    last = one(db, "SELECT seq, last_capture, hash FROM chain ORDER BY seq DESC LIMIT 1")
    seq, after, previous = (last["seq"] + 1, last["last_capture"], last["hash"]) if last else (1, 0, GENESIS)
    upto = after if kind == "decision" else max(after, rows(db, "SELECT coalesce(max(id), 0) FROM captures")[0][0])
    entry = {"seq": seq, "at": stamp(at), "kind": kind, "run": run, "decision": decision, "last_capture": upto}
    parts = json.dumps(_parts(db, run, decision, after, upto), sort_keys=True)
    sealed = _hash({**entry, "parts": parts, "previous": previous})
    insert(db, "chain", **entry, parts=parts, previous=previous, hash=sealed)
    return sealed


def head(db: Database) -> tuple[int, str] | None:
    """Number and hash of the newest entry, None before the first."""
    row = one(db, "SELECT seq, hash FROM chain ORDER BY seq DESC LIMIT 1")
    return (row["seq"], row["hash"]) if row else None


def verify(db: Database, printed: str | None = None) -> tuple[str, ...]:
    """Everything that is not as it was written, one sentence each; empty when all is well.

    Recomputes every entry from the rows and every body from its bytes. `printed` is a head (or the first eight or
    more of its digits) that a report showed: when no entry has it, the end of the chain was cut or rewritten. In a
    published copy the bodies cannot be checked.
    """
    entries = rows(db, "SELECT * FROM chain ORDER BY seq")
    problems = [*_damage(db), *_broken(db, entries), *_uncovered(db), *_bodies(db)]
    if printed and not any(entry["hash"].startswith(printed.lower()) for entry in entries):
        problems.append(f"The chain has no entry {printed}: it was cut or rewritten after that head was printed.")
    return tuple(problems)


def _damage(db: Database) -> list[str]:
    found = [row[0] for row in rows(db, "PRAGMA integrity_check(10)")]
    orphans = [
        f"A row of {row[0]} points to a row of {row[2]} that is gone." for row in rows(db, "PRAGMA foreign_key_check")
    ]
    return [*(f"SQLite says: {text}." for text in found if text != "ok"), *orphans]


def _broken(db: Database, entries: list[sqlite3.Row]) -> list[str]:
    problems = []
    seq, after, previous = 0, 0, GENESIS
    for entry in entries:
        seq += 1
        if entry["seq"] != seq or entry["previous"] != previous:
            problems.append(f"Entry {entry['seq']} of the chain does not follow the one before it.")
        problems.extend(_differences(db, entry, after))
        seq, after, previous = entry["seq"], entry["last_capture"], entry["hash"]
    return problems


def _differences(db: Database, entry: sqlite3.Row, after: int) -> list[str]:
    values = {key: entry[key] for key in entry.keys() if key != "hash"}  # noqa: SIM118 - iterating a Row gives its values
    if _hash(values) != entry["hash"]:
        return [f"Entry {entry['seq']} of the chain was edited."]
    written = json.loads(entry["parts"])
    now = _parts(db, entry["run"], entry["decision"], after, entry["last_capture"])
    what = f"decision {entry['decision']}" if entry["decision"] else f"{entry['kind']} {entry['run']}"
    differ = sorted(table for table in {*written, *now} if written.get(table) != now.get(table))
    return [f"Rows of {table} that {what} wrote are not what they were." for table in differ]


def _uncovered(db: Database) -> list[str]:
    return [
        sentence[0].upper() + sentence[1:].format(id=row["id"]) + "."
        for sentence, sql in _UNCOVERED.items()
        for row in rows(db, sql)
    ]


def _bodies(db: Database) -> list[str]:
    if not captures.has_bodies(db):
        return []
    return [
        problem
        for row in rows(db, "SELECT digest FROM bodies ORDER BY digest")
        if (problem := _body_problem(db, row["digest"]))
    ]


def _body_problem(db: Database, digest: str) -> str | None:
    try:
        captures.body(db, digest)
    except StorageError as error:
        return str(error)
    return None


def _parts(db: Database, run: int | None, decision: int | None, after: int, upto: int) -> dict[str, str]:
    """SHA-256 over the rows of each table that has any."""
    tables = _BY_DECISION if decision is not None else _BY_RUN
    values = {"run": run, "decision": decision, "after": after, "upto": upto}
    found = {table: _rows_hash(db, table, where, values) for table, where in tables.items()}
    return {table: digest for table, digest in found.items() if digest}


def _rows_hash(db: Database, table: str, where: str, values: dict[str, int | None]) -> str | None:
    digest, found = hashlib.sha256(), False
    for row in each(db, f"SELECT * FROM {table} WHERE {where} ORDER BY id", values):  # noqa: S608 - both are constants above
        digest.update(_canonical({key: row[key] for key in row.keys()}))  # noqa: SIM118 - iterating a Row gives its values
        found = True
    return digest.hexdigest() if found else None


def _hash(values: dict[str, object]) -> str:
    return hashlib.sha256(_canonical(values)).hexdigest()


def _canonical(values: dict[str, object]) -> bytes:
    """JSON with sorted keys, no spaces and no NULLs, one line."""
    kept = {key: value for key, value in values.items() if value is not None}
    return json.dumps(kept, sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode() + b"\n"
