"""Who is to be told: since when each target is known, and how far it has been told."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from storage.connection import execute, insert, moment, rows, stamp


@dataclass(frozen=True, slots=True)
class Target:
    """One target. `run` is the newest run considered for it (0 for none) and `upto` when that was; `said_at` when
    something was last written for it, or `first_seen_at`; `needs` names what it was told needs a person. Times aware,
    UTC."""

    name: str
    first_seen_at: datetime
    run: int
    upto: datetime
    said_at: datetime
    needs: tuple[str, ...] = ()


def known(db: Database) -> dict[str, Target]:
    """All targets, by name."""
    return {
        row["name"]: Target(
            row["name"],
            moment(row["first_seen_at"]),
            row["run"],
            moment(row["upto"]),
            moment(row["said_at"]),
            tuple(json.loads(row["needs"])),
        )
        for row in rows(db, "SELECT * FROM _targets ORDER BY name")
    }


def save(db: Database, target: Target) -> None:
    """Writes a target down in place of what was known of it. Inside a transaction."""
    execute(db, "DELETE FROM _targets WHERE name = ?", (target.name,))
    insert(
        db,
        "_targets",
        name=target.name,
        first_seen_at=stamp(target.first_seen_at),
        run=target.run,
        upto=stamp(target.upto),
        said_at=stamp(target.said_at),
        needs=json.dumps(target.needs),
    )


def keep_only(db: Database, names: Collection[str]) -> None:
    """Forgets all others: one that comes back is new, and is not told what happened meanwhile. Inside a transaction."""
    execute(db, "DELETE FROM _targets WHERE name NOT IN (SELECT value FROM json_each(?))", (json.dumps(sorted(names)),))
