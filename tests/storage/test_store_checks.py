"""One page, one attempt, always a row; and what the rows say about how well a page is known."""

from __future__ import annotations

import sqlite3

import pytest
from sqlite_utils import Database
from stories import Look, Story, moment_of, profile_of

from storage import checks, runs
from storage.connection import insert
from storage.database import immediate

QUARANTINED = Look(outcome="quarantined", reason="challenge", text_digest="ab")
FAILED = Look(outcome="failed", reason="http-503")
NOT_MODIFIED = Look(outcome="not_modified")
P = "peru.en"


def test_a_check_comes_back_as_it_was(story: Story) -> None:
    """Reasons, capture and text digest survive, and the newest comes first."""
    story.run(moment_of(1), {P: profile_of()})
    run = story.run(moment_of(2), {P: QUARANTINED})
    found = checks.of_page(story.db, P)
    assert [check.outcome for check in found] == ["quarantined", "first"]
    assert found[0] == checks.Check(
        2, run, P, moment_of(2), "quarantined", 2, None, (("challenge", "It is challenge."),), "ab"
    )
    assert checks.get(story.db, 2) == checks.latest(story.db, P) == found[0]
    assert checks.of_page(story.db, P, limit=1) == found[:1]
    assert checks.get(story.db, 9) is checks.latest(story.db, "benin.en") is None


def test_a_check_that_vouches_confirms_the_current_state(story: Story) -> None:
    """An unchanged page names the snapshot it was found in, one that could not be read names none."""
    story.run(moment_of(1), {P: profile_of()})
    for day, look in ((2, NOT_MODIFIED), (3, FAILED), (4, profile_of())):
        story.run(moment_of(day), {P: look})
    assert [check.snapshot for check in checks.of_page(story.db, P)] == [1, None, 1, 1]


def test_a_failed_check_cannot_name_a_state(story: Story, db: Database) -> None:
    """The table itself refuses to let a page that was not seen vouch for anything."""
    run = story.run(moment_of(1), {P: profile_of()})
    with pytest.raises(sqlite3.IntegrityError), immediate(db):
        insert(db, "checks", run=run, page=P, at="2026-11-01T00:00:00Z", outcome="failed", snapshot=1)


def test_last_verified_ignores_what_was_not_seen(story: Story) -> None:
    """A block page at noon does not make the page known at noon."""
    assert checks.last_verified(story.db, P) is None
    for day, look in ((1, profile_of()), (2, NOT_MODIFIED), (3, QUARANTINED), (4, FAILED)):
        story.run(moment_of(day), {P: look})
    assert checks.last_verified(story.db, P) == checks.last_seen(story.db, 1) == moment_of(2)
    assert checks.last_seen(story.db, 99) is None


def test_an_imported_file_is_known_at_its_own_date(story: Story) -> None:
    """Importing an old page does not make it freshly verified, nor is it a look at the site."""
    old = Look(profile_of(), source="wayback", captured_at=moment_of(2))
    story.run(moment_of(20), {P: old}, command="import")
    assert checks.last_verified(story.db, P) == moment_of(2)
    story.run(moment_of(21), {P: FAILED})
    story.run(moment_of(22), {P: old}, command="import")
    newest = checks.latest(story.db, P)
    assert newest is not None
    assert newest.outcome == "failed"
    failing = checks.failing_since(story.db, P)
    assert failing is not None
    assert failing[0] == moment_of(21)


def test_checks_since_the_last_body_are_counted(story: Story) -> None:
    """After so many conditional answers a page is asked for whole, whatever failed between."""
    assert checks.since_body(story.db, P) == 0
    for day, look in ((1, profile_of()), (2, NOT_MODIFIED), (3, FAILED), (4, NOT_MODIFIED)):
        story.run(moment_of(day), {P: look})
    assert checks.since_body(story.db, P) == 3
    story.run(moment_of(5), {P: profile_of()})
    assert checks.since_body(story.db, P) == 0


def test_a_streak_of_failures_has_a_beginning(story: Story) -> None:
    """Unknown since when, and why: the first of the failures that have not ended, and the newest of them."""
    story.run(moment_of(1), {P: FAILED})
    story.run(moment_of(2), {P: profile_of()})
    assert checks.failing_since(story.db, P) is None
    for day, look in ((3, FAILED), (4, QUARANTINED), (5, FAILED)):
        story.run(moment_of(day), {P: look})
    failing = checks.failing_since(story.db, P)
    assert failing is not None
    assert (failing[0], failing[1].id, failing[1].reasons[0][0]) == (moment_of(3), 5, "http-503")
    story.run(moment_of(6), {P: NOT_MODIFIED})
    assert checks.failing_since(story.db, P) is None


def test_healthy_looks_are_counted_from_a_moment(story: Story) -> None:
    """Only bodies that were accepted confirm a removal; a 304 or a failure confirms nothing."""
    for day, look in (
        (1, profile_of()),
        (2, NOT_MODIFIED),
        (3, profile_of()),
        (4, QUARANTINED),
        (5, profile_of("Law 2")),
    ):
        story.run(moment_of(day), {P: look})
    assert [checks.accepted_since(story.db, P, moment_of(day)) for day in (1, 2, 5, 6)] == [3, 2, 1, 0]


def test_the_last_accepted_capture_is_not_a_quarantined_one(story: Story) -> None:
    """What was not believed is no base for what comes next."""
    assert checks.last_accepted_capture(story.db, P) is None
    story.run(moment_of(1), {P: profile_of()})
    story.run(moment_of(2), {P: QUARANTINED})
    assert checks.last_accepted_capture(story.db, P) == 1


def test_runs_come_back_as_they_were(story: Story) -> None:
    """The newest run, and the newest of a kind."""
    assert runs.latest(story.db) is None
    first = story.run(moment_of(1), {P: profile_of()})
    second = story.run(moment_of(2), {}, command="import")
    assert runs.latest(story.db) == runs.get(story.db, second)
    assert runs.latest(story.db, "run") == runs.Run(first, "run", moment_of(1), moment_of(1), "1", 1, 1, 0.0)
    assert runs.get(story.db, 99) is None
