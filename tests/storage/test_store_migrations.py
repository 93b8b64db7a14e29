"""An older file is copied, checked and migrated, all steps or none; copies count only when they equal the original."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from sqlite_utils import Database, Migrations

from storage import copies, database, migrations
from storage.connection import pragma
from storage.database import SCHEMA_VERSION, StorageError, create_or_open, open_existing


def _with_step(monkeypatch: pytest.MonkeyPatch, step: object) -> None:
    """Tomorrow's program: the steps of today and one more."""
    longer = Migrations("lexdelta")
    for known in migrations.migrations._migrations:
        longer._migrations.append(known)
    longer(name="tomorrow")(step)  # type: ignore[type-var] # a function of a database
    monkeypatch.setattr(database, "migrations", longer)
    monkeypatch.setattr(database, "SCHEMA_VERSION", SCHEMA_VERSION + 1)


def test_an_older_database_is_copied_then_migrated(db: Database, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The copy from before holds what the file held, and the file has the new schema."""
    db.execute("INSERT INTO countries (key, name) VALUES ('peru', 'Peru')")
    db.close()
    _with_step(monkeypatch, lambda db: db.execute("ALTER TABLE countries ADD COLUMN capital TEXT"))
    with create_or_open(path) as newer:
        assert newer.execute("SELECT name, capital FROM countries").fetchall() == [("Peru", None)]
        assert (pragma(newer, "user_version"), pragma(newer, "foreign_keys")) == (SCHEMA_VERSION + 1, 1)
    monkeypatch.undo()
    with open_existing(path.with_name("lexdelta.db.before-v2.bak")) as copy:
        assert [tuple(row) for row in copy.execute("SELECT key, name FROM countries").fetchall()] == [("peru", "Peru")]


def test_a_failed_migration_leaves_the_old_schema(db: Database, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Steps are taken all or none, so a program that stumbles leaves a file the old one reads."""

    def stumble(db: Database) -> None:
        db.execute("ALTER TABLE countries ADD COLUMN capital TEXT")
        db.execute("INSERT INTO page_urls (url, page, since) VALUES ('u', 'nobody', 't')")

    db.close()
    _with_step(monkeypatch, stumble)
    with pytest.raises(StorageError, match="left as it was"):
        create_or_open(path)
    monkeypatch.undo()
    with open_existing(path) as old:
        assert pragma(old, "user_version") == SCHEMA_VERSION
        assert "capital" not in old["countries"].columns_dict


def test_an_older_database_is_not_opened_by_readers(db: Database, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Looking never migrates: it names the command that does."""
    db.close()
    _with_step(monkeypatch, lambda _: None)
    with pytest.raises(StorageError, match="`lexdelta run` migrates it"):
        open_existing(path)
    assert list(path.parent.iterdir()) == [path]


def test_the_schema_version_counts_the_steps() -> None:
    """Adding a step without raising the version cannot pass unseen."""
    db = Database(memory=True, execute_plugins=False)
    assert len(migrations.migrations.pending(db)) == SCHEMA_VERSION
    db.close()


def test_old_strays_are_swept_and_young_ones_kept(db: Database, path: Path) -> None:
    """What a killed process left is removed after an hour; what another process is building is not."""
    old, young = copies.temporary(path), copies.temporary(path)
    os.utime(old, (0, 0))
    copies.sweep(path)
    assert (old.exists(), young.exists()) == (False, True)
    assert db.table_names()


def test_a_copy_that_differs_is_thrown_away(db: Database, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A copy counts only when it holds what the original holds."""
    target = path.with_name("copy.db")
    counts = iter([[("countries", 1)], [("countries", 2)]])
    monkeypatch.setattr(copies, "_contents", lambda _: next(counts))
    with pytest.raises(StorageError, match="thrown away"):
        copies.copy(db, target)
    assert list(path.parent.iterdir()) == [path]


def test_the_copy_equals_the_original(db: Database, path: Path) -> None:
    """A copy is a database like the original."""
    db.execute("INSERT INTO countries (key, name) VALUES ('peru', 'Peru')")
    copies.copy(db, path.with_name("copy.db"))
    with open_existing(path.with_name("copy.db")) as copied:
        assert copied.execute("SELECT name FROM countries").fetchall() == [("Peru",)]
