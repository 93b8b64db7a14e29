"""The file is recognised before it is touched, created whole or not at all, and migrated after a checked copy."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlite_utils import Database

from storage.connection import connect, execute, immediate, pragma
from storage.database import (
    APPLICATION_ID,
    SCHEMA_VERSION,
    Busy,
    NotOurs,
    StorageError,
    TooNew,
    create_or_open,
    open_existing,
)


def test_a_new_database_has_our_marks_and_pragmas(db: Database) -> None:
    """Every writer works with the journal, syncs, foreign keys and trust that the design asks for."""
    found = {name: db.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "synchronous")}
    assert found == {"journal_mode": "delete", "synchronous": 3}
    names = ("foreign_keys", "trusted_schema", "busy_timeout", "application_id", "user_version", "query_only")
    assert [pragma(db, name) for name in names] == [1, 0, 20, APPLICATION_ID, SCHEMA_VERSION, 0]


def test_nothing_but_the_database_is_left_beside_it(db: Database, path: Path) -> None:
    """The temporary name under which it was built is gone."""
    assert db.table_names()
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_a_missing_database_says_who_creates_it(path: Path) -> None:
    """Commands that only look never create a file, and name the one that does."""
    with pytest.raises(StorageError, match="`lexdelta run` creates it"):
        open_existing(path)
    assert not path.exists()


def test_an_existing_database_opens_to_read_only(db: Database, path: Path) -> None:
    """A reader cannot write, whatever it tries."""
    reader = open_existing(path)
    with pytest.raises(StorageError, match="not writable"):
        execute(reader, "INSERT INTO countries (key, name) VALUES ('x', 'x')")
    reader.close()
    assert db.execute("SELECT count(*) FROM countries").fetchone()[0] == 0


def _empty(path: Path) -> None:
    path.touch()


def _text(path: Path) -> None:
    path.write_text("name,country\n" * 50)


def _foreign(path: Path) -> None:
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE notes (text TEXT)")
    other.close()


def _folder(path: Path) -> None:
    path.mkdir()


def _dangling_link(path: Path) -> None:
    path.symlink_to(path.parent / "unmounted" / "lexdelta.db")


@pytest.mark.parametrize("make", [_empty, _text, _foreign])
@pytest.mark.parametrize("open_it", [create_or_open, open_existing])
def test_a_file_that_is_not_ours_is_left_untouched(path: Path, make: object, open_it: object) -> None:
    """An empty file, a text and another program's database are refused by every command, byte for byte."""
    make(path)  # type: ignore[operator] # a function of this module
    before = path.read_bytes()
    with pytest.raises(NotOurs):
        open_it(path)  # type: ignore[operator] # a function of storage.database
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize("make", [_folder, _dangling_link])
def test_a_folder_or_a_dangling_link_is_refused(path: Path, make: object) -> None:
    """A database is never built where a name is taken by something that is no file."""
    make(path)  # type: ignore[operator] # a function of this module
    with pytest.raises(StorageError, match="cannot be read"):
        create_or_open(path)


def test_a_missing_folder_is_a_sentence(tmp_path: Path) -> None:
    """A mistyped folder is told, not created."""
    with pytest.raises(StorageError, match="cannot be written"):
        create_or_open(tmp_path / "nowhere" / "lexdelta.db")


@pytest.mark.parametrize("open_it", [create_or_open, open_existing])
def test_a_newer_database_is_left_untouched(db: Database, path: Path, open_it: object) -> None:
    """An older program does not write into a file it does not understand."""
    execute(db, f"PRAGMA user_version={SCHEMA_VERSION + 1}")
    before = path.read_bytes()
    with pytest.raises(TooNew, match="newer lexdelta"):
        open_it(path)  # type: ignore[operator] # a function of storage.database
    assert path.read_bytes() == before


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that any user may enter, unlike pytest's."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")
@pytest.mark.parametrize("exists", [True, False])
def test_an_unwritable_place_is_a_sentence(open_folder: Path, exists: bool) -> None:
    """Whoever may not write is told so before anything happens."""
    path = open_folder / "lexdelta.db"
    if exists:
        create_or_open(path).close()
        path.chmod(0o644)
    assert _as_nobody(create_or_open, path) == "refused"


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")
def test_a_file_that_may_only_be_read_is_read(open_folder: Path) -> None:
    """Readers need no right to write, neither to the file nor to its folder."""
    path = open_folder / "lexdelta.db"
    create_or_open(path).close()
    path.chmod(0o644)
    assert _as_nobody(open_existing, path) == "opened"


def _as_nobody(open_it: Callable[[Path], Database], path: Path) -> str:
    child = os.fork()
    if child == 0:
        os.setuid(65534)
        try:
            open_it(path)
        except StorageError:
            os._exit(7)
        os._exit(0)
    return {0: "opened", 7: "refused"}.get(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), "crashed")


def test_a_held_database_is_busy_rather_than_broken(db: Database, path: Path) -> None:
    """While another process writes, opening waits for the busy timeout and then says who is to blame."""
    with immediate(db):
        db.execute("PRAGMA cache_size=0")
        db.execute("INSERT INTO countries (key, name) VALUES ('peru', 'Peru')")
        other = create_or_open(path, busy_timeout_ms=1)
        with pytest.raises(Busy, match="Another program holds"), immediate(other):
            pytest.fail("two writers at once")
        other.close()


def test_a_damaged_file_is_a_sentence(db: Database, path: Path) -> None:
    """A file whose pages were overwritten is told as damaged, with what to do."""
    db.close()
    content = bytearray(path.read_bytes())
    content[100:4096] = b"\xff" * 3996
    path.write_bytes(content)
    with pytest.raises(StorageError, match="Restore a backup"):
        create_or_open(path)


def test_a_path_with_signs_of_an_address_opens(tmp_path: Path) -> None:
    """A question mark, a hash or a percent sign in the path is part of the path."""
    path = tmp_path / "a?b#c%41.db"
    create_or_open(path).close()
    assert path.exists()
    connect(path, busy_timeout_ms=1).close()
