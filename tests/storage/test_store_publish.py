"""Readers get a copy that is whole, holds nothing internal, and appears in one step."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlite_utils import Database
from stories import Story, moment_of, profile_of

from storage import captures, search, snapshots
from storage.connection import pragma, rows
from storage.database import PUBLISHED_ID, NotOurs, StorageError, create_or_open, open_existing
from storage.publish import publish


@pytest.fixture
def target(path: Path) -> Path:
    """Where the copy goes."""
    return path.with_name("lexdelta-public.db")


@pytest.fixture
def copy(story: Story, target: Path) -> Database:
    """A published copy of a database with one page and a secret body."""
    story.capture("peru.en", moment_of(1), b"SECRET-BODY " * 9)
    story.run(moment_of(1), {"peru.en": profile_of()})
    publish(story.db, target)
    return open_existing(target)


def test_the_copy_answers_like_the_original(copy: Database, story: Story) -> None:
    """Views, nouns and full text work on it, and no key points to a table that is gone."""
    assert snapshots.latest(copy, "peru.en") == snapshots.latest(story.db, "peru.en")
    assert [found.page for found in search.find(copy, "30096")] == ["peru.en"]
    for view in story.db.view_names():
        sql = f"SELECT * FROM {view}"  # noqa: S608 - names of our views
        assert [tuple(row) for row in rows(copy, sql)] == [tuple(row) for row in rows(story.db, sql)]
    assert rows(copy, "PRAGMA foreign_key_check") == []
    assert rows(copy, "PRAGMA integrity_check")[0][0] == "ok"
    copy.close()


def test_the_copy_holds_nothing_internal(copy: Database, target: Path) -> None:
    """Bodies, paces and the outbox are gone from the tables and from the free pages of the file."""
    assert not [name for name in copy.table_names() if name.startswith("_") or name == "deliveries"]
    assert rows(copy, "PRAGMA freelist_count")[0][0] == 0
    assert b"SECRET-BODY" not in target.read_bytes()
    with pytest.raises(StorageError, match="without the bodies"):
        captures.load(copy, 1)
    copy.close()


def test_the_copy_is_never_written_to(copy: Database, target: Path) -> None:
    """A run pointed at the copy by mistake is refused with a word about what it is."""
    copy.close()
    with pytest.raises(NotOurs, match="copy for readers"):
        create_or_open(target)
    with pytest.raises(NotOurs, match="copy for readers"):
        open_existing(target, read_only=False)


def test_a_new_copy_replaces_the_old_in_one_step(copy: Database, story: Story, target: Path) -> None:
    """Who reads the old copy goes on reading it whole; who opens now sees the new one; nothing is left beside."""
    story.run(moment_of(2), {"peru.en": profile_of("Law 30171")})
    publish(story.db, target)
    with open_existing(target) as newer:
        assert (pragma(newer, "application_id"), len(snapshots.all_of(newer, "peru.en"))) == (PUBLISHED_ID, 2)
    assert len(snapshots.all_of(copy, "peru.en")) == 1
    copy.close()
    assert sorted(file.name for file in target.parent.iterdir()) == ["lexdelta-public.db", "lexdelta.db"]


@pytest.mark.parametrize("schema", [0, 99])
def test_a_copy_of_another_schema_is_replaced(copy: Database, story: Story, target: Path, schema: int) -> None:
    """A copy that an older or a newer program left is renewed like any other: nobody else could bring it up to date."""
    copy.close()
    with closing(sqlite3.connect(target)) as older:
        older.execute(f"PRAGMA user_version={schema}")
    publish(story.db, target)
    open_existing(target).close()


@pytest.mark.parametrize("content", [b"", b"minutes of the meeting"])
def test_a_file_of_somebody_else_is_not_replaced(story: Story, target: Path, content: bytes) -> None:
    """A path mistyped in the configuration does not cost anybody a file."""
    target.write_bytes(content)
    with pytest.raises(NotOurs):
        publish(story.db, target)
    assert target.read_bytes() == content


def test_the_database_itself_is_not_replaced(story: Story, path: Path) -> None:
    """Publishing onto the database would throw the evidence away."""
    with pytest.raises(NotOurs, match="not a copy for readers"):
        publish(story.db, path)
    assert captures.has_bodies(story.db)


def test_a_missing_folder_is_a_sentence_and_leaves_nothing(story: Story, path: Path) -> None:
    """What cannot be written is told, and the database is as it was."""
    with pytest.raises(StorageError, match="nowhere"):
        publish(story.db, path.parent / "nowhere" / "public.db")
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_publishing_works_while_somebody_reads(story: Story, path: Path, target: Path) -> None:
    """A reader of the database does not keep the copy from being made."""
    story.run(moment_of(1), {"peru.en": profile_of()})
    reader = sqlite3.connect(path, isolation_level=None)
    reader.execute("BEGIN")
    assert reader.execute("SELECT count(*) FROM pages").fetchone() == (1,)
    publish(story.db, target)
    reader.close()
    assert target.exists()
