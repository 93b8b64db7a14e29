"""A database for each test, and somebody who writes short histories into it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlite_utils import Database
from stories import Story

from storage.connection import connect, rows
from storage.database import create_or_open, immediate


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the database of a test is."""
    return tmp_path / "lexdelta.db"


@pytest.fixture
def db(path: Path) -> Iterator[Database]:
    """A new database that waits for nobody."""
    db = create_or_open(path, busy_timeout_ms=20)
    yield db
    db.close()


@pytest.fixture
def story(db: Database) -> Story:
    """Writes runs into `db`."""
    return Story(db)


@pytest.fixture
def tampered(path: Path) -> Iterator[Database]:
    """A second connection to `db` whose owner took the guards away first."""
    other = connect(path, busy_timeout_ms=20)
    guards = rows(other, "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name NOT LIKE 'sections_fts%'")
    with immediate(other):
        for guard in guards:
            other.execute(f"DROP TRIGGER {guard['name']}")
    yield other
    other.close()
