"""What an import did, asked through the command line and from the file it made."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any

from old_times import Happened
from watched_replica import lexdelta


def rows(folder: Path, sql: str) -> list[Any]:
    with sqlite3.connect(folder / "lexdelta.db") as db:
        found = db.execute(sql).fetchall()
    db.close()
    return found


def imported(folder: Path, *archives: Path) -> dict[str, Any]:
    """What `import --json` says, into the database of that folder."""
    folder.mkdir(exist_ok=True)
    if not (folder / "config.toml").exists():
        assert lexdelta(folder, "init").returncode == 0
    done = lexdelta(folder, "import", "--json", *map(str, archives))
    assert done.returncode == 0, done.stderr
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def told(folder: Path) -> list[Happened]:
    """The changes that `changes --json` lists, by what happened to the text."""
    done = lexdelta(folder, "changes", "--since", "2010-01-01", "--json")
    assert done.returncode == 0, done.stderr
    return [
        Happened(c["page"], c["section"], c["form"], int(c["last_seen_old"][:4]), int(c["first_seen_new"][:4]))
        for c in json.loads(done.stdout)
    ]


def history(folder: Path) -> list[Any]:
    """States and changes by what they say, whatever their numbers."""
    states = rows(
        folder, "SELECT page, observed_from, section, state, text FROM section_history ORDER BY page, section, 2"
    )
    changes = rows(
        folder,
        "SELECT page, section, kind, before, after, last_seen_old, first_seen_new, state FROM change_detail "
        "ORDER BY page, last_seen_old, section, kind, before, after",
    )
    return [states, changes]
