"""One explicit transaction at a time: all of it is kept, or nothing, whoever kills, holds or fills what."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlite_utils import Database
from stories import Story, moment_of, profile_of

from storage import chain, snapshots
from storage.connection import execute, insert, joined, one, rows
from storage.database import Busy, StorageError, create_or_open, immediate, moment, open_existing, stamp

_DIES = """
import os, signal, sys
from pathlib import Path
from storage.connection import insert
from storage.database import create_or_open, immediate
db = create_or_open(Path(sys.argv[1]))
db.execute("PRAGMA cache_size=1")  # pages spill into the file, so that its journal is hot when we die
with immediate(db):
    for number in range(2000):
        insert(db, "countries", key=f"{number}", name="x" * 500)
    os.kill(os.getpid(), signal.SIGKILL)
"""


def _countries(db: Database) -> int:
    row = one(db, "SELECT count(*) AS n FROM countries")
    return row["n"] if row else -1


def _add(db: Database, *numbers: int) -> None:
    for number in numbers:
        insert(db, "countries", key=f"{number}", name="x" * 500)


def test_what_is_written_in_one_block_is_kept(db: Database, path: Path) -> None:
    """A block that ends well is in the file for everybody."""
    with immediate(db):
        insert(db, "countries", key="peru", name="Peru")
    with open_existing(path) as other:
        assert _countries(other) == 1


def test_a_block_that_raises_leaves_nothing(db: Database) -> None:
    """Half a run is no run."""
    with pytest.raises(sqlite3.IntegrityError), immediate(db):
        _add(db, 1, 2, 1)
    assert _countries(db) == 0


def test_transactions_do_not_nest(db: Database) -> None:
    """Who commits is decided in one place."""
    with immediate(db), pytest.raises(RuntimeError, match="open already"), immediate(db):
        pytest.fail("a transaction inside a transaction")
    assert _countries(db) == 0


def test_rows_are_not_written_outside_of_a_transaction(db: Database) -> None:
    """A forgotten block is a loud mistake, not a commit row by row."""
    with pytest.raises(RuntimeError, match="immediate"):
        insert(db, "countries", key="peru", name="Peru")


def test_a_joined_block_belongs_to_the_transaction_around_it(db: Database) -> None:
    """What is written in passing disappears with the rest."""
    with pytest.raises(sqlite3.IntegrityError), immediate(db), joined(db):
        _add(db, 1, 1)
    assert _countries(db) == 0
    with joined(db):
        insert(db, "countries", key="peru", name="Peru")
    assert _countries(db) == 1


def test_a_reader_that_holds_the_file_makes_the_commit_roll_back(db: Database, path: Path) -> None:
    """Nothing is written while somebody reads for longer than we wait, and the same works afterwards."""
    reader = sqlite3.connect(path, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM countries").fetchone()
    with pytest.raises(Busy), immediate(db):
        insert(db, "countries", key="peru", name="Peru")
    reader.execute("COMMIT")
    assert _countries(db) == 0
    with immediate(db):
        insert(db, "countries", key="peru", name="Peru")
    assert reader.execute("SELECT count(*) FROM countries").fetchone()[0] == 1
    reader.close()


def test_reading_leaves_no_lock_behind(db: Database, path: Path) -> None:
    """A reader with more rows at hand than it looked at does not keep the writer waiting."""
    with immediate(db):
        _add(db, *range(500))
    with open_existing(path) as reader:
        assert rows(reader, "SELECT * FROM countries")
        assert one(reader, "SELECT * FROM countries ORDER BY key")
        with immediate(db):
            insert(db, "countries", key="peru", name="Peru")


def test_a_writer_killed_in_the_middle_leaves_what_was_there(db: Database, path: Path) -> None:
    """After kill -9 with pages half-written, the next reader finds the state from before, and so does the next run."""
    with immediate(db):
        insert(db, "countries", key="peru", name="Peru")
    db.close()
    died = subprocess.run([sys.executable, "-c", _DIES, str(path)], check=False)
    assert died.returncode == -signal.SIGKILL
    assert path.with_name("lexdelta.db-journal").stat().st_size > 0
    with open_existing(path) as reader:
        assert _countries(reader) == 1
    with create_or_open(path) as writer:
        assert rows(writer, "PRAGMA integrity_check")[0][0] == "ok"
        with immediate(writer):
            insert(writer, "countries", key="benin", name="Benin")


def test_a_full_disk_is_a_sentence_and_leaves_nothing(db: Database) -> None:
    """When the file cannot grow, the whole transaction is undone and the message says disk."""
    pages = rows(db, "PRAGMA page_count")[0][0]
    execute(db, f"PRAGMA max_page_count={pages + 2}")
    with pytest.raises(StorageError, match="disk is full"), immediate(db):
        _add(db, *range(200))
    assert _countries(db) == 0
    assert rows(db, "PRAGMA integrity_check")[0][0] == "ok"


def test_a_disk_that_fills_at_any_moment_of_a_run_leaves_no_part_of_it(story: Story) -> None:
    """Wherever room runs out, the run before is whole and the chain holds; with room again, the run succeeds."""
    story.run(moment_of(1), {"peru.en": profile_of()})
    long = profile_of("Law 2", case_law="R v. X " * 3000, institutions="Ministry " * 3000)
    failures = 0
    for spare in range(0, 60, 3):
        execute(story.db, f"PRAGMA max_page_count={rows(story.db, 'PRAGMA page_count')[0][0] + spare}")
        try:
            story.run(moment_of(2), {"peru.en": long})
        except StorageError:
            failures += 1
        else:
            break
        assert (len(snapshots.all_of(story.db, "peru.en")), chain.verify(story.db)) == (1, ())
    assert failures > 5
    assert (len(snapshots.all_of(story.db, "peru.en")), chain.verify(story.db)) == (2, ())


def test_a_mistake_in_sql_is_not_dressed_up_as_trouble_with_the_file(db: Database) -> None:
    """Bugs crash: only what the file is the reason for becomes a StorageError."""
    with pytest.raises(sqlite3.OperationalError, match="no such table"):
        rows(db, "SELECT * FROM nowhere")


@pytest.mark.parametrize("table", ["captures", "changes", "decisions", "chain"])
def test_evidence_is_not_edited_or_deleted(db: Database, table: str) -> None:
    """The file itself refuses to change what was written down."""
    names = [
        row[0] for row in rows(db, "SELECT name FROM sqlite_master WHERE type='trigger' AND tbl_name = ?", (table,))
    ]
    assert {f"{table}_no_update", f"{table}_no_delete"} <= set(names)


@given(st.datetimes(timezones=st.sampled_from([UTC, timezone(timedelta(hours=-5)), timezone(timedelta(hours=14))])))
def test_a_time_survives_to_the_second(at: datetime) -> None:
    """Whatever the zone, the moment that comes back is the one that was written, in UTC."""
    if not datetime(2, 1, 1, tzinfo=UTC) < at < datetime(9998, 1, 1, tzinfo=UTC):
        return
    again = moment(stamp(at))
    assert again == at.replace(microsecond=0)
    assert again.utcoffset() == timedelta(0)


def test_a_time_has_one_spelling_and_needs_a_zone() -> None:
    """Times sort as text, and a time without a zone is a mistake."""
    assert stamp(datetime(2026, 11, 21, 5, 31, 7, 9, timezone(timedelta(hours=2)))) == "2026-11-21T03:31:07Z"
    with pytest.raises(ValueError, match="no time zone"):
        stamp(datetime(2026, 11, 21))  # noqa: DTZ001 - the mistake under test
