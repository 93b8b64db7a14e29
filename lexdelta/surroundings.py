"""A look at the database from outside: it is never created, migrated or held."""

from __future__ import annotations

import fcntl
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Literal

from storage.errors import StorageError

_IMPATIENT_MS = 500


def last_run(path: Path) -> datetime | None:
    """When the newest run over the watched pages finished (aware, UTC); None when there is none, or no usable file."""
    from storage.connection import moment, one
    from storage.database import open_existing

    try:
        db = open_existing(path, busy_timeout_ms=_IMPATIENT_MS)
    except StorageError:
        return None
    try:
        row = one(db, "SELECT finished_at FROM runs WHERE command = 'run' ORDER BY id DESC LIMIT 1")
    except StorageError:
        return None
    finally:
        db.close()
    return moment(row["finished_at"]) if row else None


def outbox(path: Path) -> tuple[int, int] | None:
    """How many messages wait and how many were given up; None without a usable database."""
    from storage import deliveries
    from storage.database import open_existing

    try:
        with closing(open_existing(path, busy_timeout_ms=_IMPATIENT_MS)) as db:
            return len(deliveries.waiting(db)), len(deliveries.dead(db))
    except StorageError:
        return None


def lock_state(path: Path) -> Literal["free", "held", "unreadable"]:
    """Whether a run holds that lock file now; a file that is not there is free, and stays away."""
    try:
        with path.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except FileNotFoundError:
        return "free"
    except BlockingIOError:
        return "held"
    except OSError:
        return "unreadable"
    return "free"
