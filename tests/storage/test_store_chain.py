"""Whoever edits, adds, deletes or cuts anything is found out."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from sqlite_utils import Database
from stories import Look, Story, moment_of, profile_of

from storage import chain, changes, decisions, events, snapshots
from storage.connection import rows
from storage.database import immediate, open_existing
from storage.publish import publish

P = "peru.en"


@pytest.fixture
def told(story: Story) -> Story:
    """Three runs with a change and an event, and a decision about it."""
    story.run(moment_of(1), {P: profile_of()})
    story.run(moment_of(2), {P: profile_of("Law 30171")}, then=lambda run: _found(story, run))
    story.run(moment_of(3), {P: Look(outcome="not_modified")})
    with immediate(story.db):
        decision = decisions.record(story.db, "Ana", "change", 1, "dismiss", "known", moment_of(4))
        changes.set_state(story.db, 1, "dismissed", moment_of(4), decision=decision)
        events.close(story.db, 1, moment_of(4), decision=decision)
        chain.append(story.db, "decision", decision, moment_of(4))
    return story


def _found(story: Story, run: int) -> None:
    story.change(run, P)
    events.save(story.db, run, moment_of(2), "site", "f", "A new footer")


def test_an_untouched_file_has_no_problems(told: Story) -> None:
    """Every run and decision is one entry, each leaning on the one before."""
    assert chain.verify(told.db) == ()
    entries = told.db.execute("SELECT seq, kind, run, decision, previous, hash FROM chain ORDER BY seq").fetchall()
    assert [entry[:4] for entry in entries] == [(1, "run", 1, None), (2, "run", 2, None), (3, "run", 3, None),
                                                (4, "decision", None, 1)]  # fmt: skip
    assert [entry[4] for entry in entries] == [chain.GENESIS, *(entry[5] for entry in entries[:-1])]
    assert chain.head(told.db) == (4, entries[-1][5])


def test_the_same_rows_have_the_same_head(told: Story) -> None:
    """The head is a function of what was written, so that two who hold the file can compare it."""
    again = chain._parts(told.db, 1, None, 0, 1)
    assert again == chain._parts(told.db, 1, None, 0, 1)
    assert set(again) >= {"runs", "captures", "checks", "snapshots", "readings", "sections", "blocks", "mentions"}


def test_an_empty_file_has_no_head(db: Database) -> None:
    """Before the first run there is nothing to verify and nothing to print."""
    assert chain.head(db) is None
    assert chain.verify(db) == ()


@pytest.mark.parametrize(
    ("tamper", "problem"),
    [
        ("UPDATE sections SET text = 'Law 1' WHERE id = 2", "Rows of sections that run 1 wrote"),
        ("UPDATE blocks SET text = 'Law 1' WHERE id = 1", "Rows of blocks that run 1 wrote"),
        ("UPDATE links SET url = 'https://evil.example' WHERE id = 2", "Rows of links that run 2 wrote"),
        ("UPDATE mentions SET year = NULL WHERE id = 2", "Rows of mentions that run 2 wrote"),
        ("UPDATE readings SET standing = 'none' WHERE id = 2", "Rows of readings that run 2 wrote"),
        ("UPDATE captures SET at = '2020-01-01T00:00:00Z' WHERE id = 1", "Rows of captures that run 1 wrote"),
        ("UPDATE captures SET digest = (SELECT digest FROM captures WHERE id = 1) WHERE id = 2",
         "Rows of captures that run 2 wrote"),
        ("UPDATE checks SET outcome = 'changed' WHERE id = 3", "Rows of checks that run 3 wrote"),
        ("UPDATE changes SET significance = 'cosmetic'", "Rows of changes that run 2 wrote"),
        ("UPDATE change_states SET state = 'held' WHERE id = 1", "Rows of change_states that run 2 wrote"),
        ("UPDATE change_states SET state = 'held' WHERE id = 2", "Rows of change_states that decision 1 wrote"),
        ("UPDATE events SET title = 'x'", "Rows of events that run 2 wrote"),
        ("UPDATE event_states SET state = 'open' WHERE id = 2", "Rows of event_states that decision 1 wrote"),
        ("UPDATE decisions SET by = 'Ben'", "Rows of decisions that decision 1 wrote"),
        ("UPDATE runs SET verified = 9 WHERE id = 3", "Rows of runs that run 3 wrote"),
        ("DELETE FROM mentions WHERE id = 1", "Rows of mentions that run 1 wrote"),
        ("INSERT INTO checks (run, page, at, outcome) VALUES (3, 'peru.en', 't', 'failed')",
         "Rows of checks that run 3 wrote"),
        ("INSERT INTO runs VALUES (9, 'run', 't', 't', '1', 1, 1, 1)", "Run 9 is in no entry"),
        ("INSERT INTO decisions (at, by, target_kind, target, verdict) VALUES ('t', 'x', 'event', 1, 'release')",
         "Decision 2 is in no entry"),
        ("INSERT INTO change_states (change, at, state) VALUES (1, 't', 'held')", "State 3 of a change belongs to no"),
        ("INSERT INTO event_states (event, at, state) VALUES (1, 't', 'open')", "State 3 of an event belongs to no"),
        ("UPDATE chain SET parts = '{}' WHERE seq = 2", "Entry 2 of the chain was edited"),
        ("UPDATE chain SET at = 't' WHERE seq = 1", "Entry 1 of the chain was edited"),
        ("DELETE FROM chain WHERE seq = 2", "Entry 3 of the chain does not follow"),
        ("UPDATE _bodies SET zstd = substr(zstd, 1, length(zstd) - 5)", "bytes are not those that arrived"),
        ("DELETE FROM _bodies", "is missing"),
    ],
)  # fmt: skip
def test_tampering_is_named(told: Story, tampered: Database, tamper: str, problem: str) -> None:
    """Every kind of edit is told as a sentence that says which run, decision or body it touched."""
    tampered.execute("PRAGMA foreign_keys=OFF")
    tampered.execute(tamper)
    problems = chain.verify(told.db)
    assert any(problem in sentence for sentence in problems), problems


def test_one_edit_is_one_problem(told: Story, tampered: Database) -> None:
    """An edit does not drown in what follows from it."""
    tampered.execute("UPDATE sections SET label = 'x' WHERE id = 2")
    assert chain.verify(told.db) == ("Rows of sections that run 1 wrote are not what they were.",)


def test_an_added_column_leaves_old_entries_valid(told: Story) -> None:
    """Tomorrow's schema does not invalidate yesterday's chain, as long as the new column may be empty."""
    told.db.execute("ALTER TABLE checks ADD COLUMN proxy TEXT")
    assert chain.verify(told.db) == ()


def test_a_cut_tail_is_found_by_a_printed_head(told: Story, tampered: Database) -> None:
    """A file rolled back to an older state is whole in itself; only the head printed under a report tells."""
    head = chain.head(told.db)
    assert head is not None
    printed = head[1][:8]
    assert chain.verify(told.db, printed) == chain.verify(told.db, head[1].upper()) == ()
    tampered.execute("PRAGMA foreign_keys=OFF")
    for table, where in (
        ("chain", "seq = 4"),
        ("decisions", "id = 1"),
        ("change_states", "id = 2"),
        ("event_states", "id = 2"),
    ):
        tampered.execute(f"DELETE FROM {table} WHERE {where}")  # noqa: S608 - words of this test
    assert chain.verify(told.db) == ()
    assert chain.verify(told.db, printed) == (
        f"The chain has no entry {printed}: it was cut or rewritten after that head was printed.",
    )


def test_captures_nobody_judged_yet_are_no_problem_and_are_sealed_later(told: Story, tampered: Database) -> None:
    """What an interrupted run left is sealed by the next one, so it cannot be slipped in afterwards."""
    told.capture(P, moment_of(5))
    assert chain.verify(told.db) == ()
    told.run(moment_of(6), {P: Look(outcome="not_modified")})
    tampered.execute("UPDATE captures SET final_url = 'x' WHERE id = (SELECT max(id) FROM captures)")
    assert chain.verify(told.db) == ("Rows of captures that run 4 wrote are not what they were.",)


@pytest.mark.parametrize("table", ["checks", "changes", "change_states", "events", "event_states"])
def test_nothing_is_added_to_what_is_sealed(told: Story, table: str) -> None:
    """A row that comes too late for its run is a loud mistake now, not a broken chain at the next verification."""
    columns = [row["name"] for row in rows(told.db, f"PRAGMA table_info({table})") if row["name"] != "id"]
    listed = ", ".join(columns)
    late = f"INSERT INTO {table} ({listed}) SELECT {listed} FROM {table} WHERE run = 2 OR run = 3 LIMIT 1"  # noqa: S608 - the names are those of our own schema
    with pytest.raises(sqlite3.IntegrityError, match="has its entry in the chain"), immediate(told.db):
        told.db.execute(late)


def test_what_a_decision_makes_is_sealed_with_it(told: Story) -> None:
    """An event that a person opened belongs to the decision, not to a run that is long over; no more is added to it."""
    with immediate(told.db):
        decision = decisions.record(told.db, "Ana", "change", 1, "accept", "", moment_of(5))
        events.save(told.db, None, moment_of(5), "gone", P, "Peru is gone", page=P, decision=decision)
        chain.append(told.db, "decision", decision, moment_of(5))
    assert chain.verify(told.db) == ()
    parts = told.db.execute("SELECT parts FROM chain ORDER BY seq DESC LIMIT 1").fetchone()[0]
    assert set(json.loads(parts)) == {"decisions", "events", "event_states"}
    with pytest.raises(sqlite3.IntegrityError, match="decision has its entry"), immediate(told.db):
        events.close(told.db, 2, moment_of(6), decision=decision)


def test_a_reread_has_an_entry_of_its_own(told: Story) -> None:
    """Reading the archive again is sealed like a run."""

    def reread(run: int) -> None:
        snapshots.add_reading(told.db, 1, run, replace(profile_of("Law 30 096"), reading="octopus@2"))

    told.run(moment_of(5), {}, command="reread", then=reread)
    assert chain.verify(told.db) == ()
    parts = told.db.execute("SELECT parts FROM chain ORDER BY seq DESC LIMIT 1").fetchone()[0]
    assert '"readings"' in parts


def test_readers_can_verify_a_published_copy(told: Story, path: Path) -> None:
    """Without the bodies the rows are still provable against a printed head."""
    head = chain.head(told.db)
    assert head is not None
    target = path.with_name("public.db")
    publish(told.db, target)
    with open_existing(target) as copy:
        assert chain.verify(copy, head[1]) == ()
