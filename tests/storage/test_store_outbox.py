"""What has to leave leaves at least once, recognisably; and hosts are not asked sooner after a restart."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from sqlite_utils import Database
from stories import Story, moment_of

from storage import deliveries, pace
from storage.database import immediate, open_existing
from storage.deliveries import Failure

REFUSED = Failure("connection refused")


@pytest.fixture
def run(story: Story) -> int:
    """A run with one report for the mail in the outbox."""
    return story.run(moment_of(1), {}, then=lambda run: deliveries.add(story.db, "r1", run, "MAIL", moment_of(1)))


def test_a_report_is_put_into_the_outbox_once(db: Database, run: int) -> None:
    """A repeated run does not send twice, nor take back what was sent."""
    deliveries.done(db, "r1", moment_of(2))
    with immediate(db):
        deliveries.add(db, "r1", run, "MAIL", moment_of(3))
    assert deliveries.pending(db, moment_of(9)) == ()
    assert db.execute("SELECT state, done_at FROM deliveries").fetchall() == [("done", "2026-11-02T03:30:00Z")]


def test_what_is_owed_is_due_at_once(db: Database, run: int) -> None:
    """The next run delivers it, whichever that is; a run that was rolled back owes nothing."""
    (owed,) = deliveries.pending(db, moment_of(1))
    assert (owed.id, owed.run, owed.target, owed.tries, owed.created_at) == ("r1", run, "MAIL", 0, moment_of(1))
    assert deliveries.pending(db, moment_of(1) - timedelta(seconds=1)) == ()


def test_a_failure_waits_longer_each_time_and_is_given_up(db: Database, path: Path, run: int) -> None:
    """Fifteen minutes, half an hour, an hour, and after eight tries no more: given up and listed."""
    at, pauses = moment_of(1), []
    for _ in range(deliveries.TRIES - 1):
        assert not deliveries.failed(db, "r1", at, REFUSED)
        due = db.execute("SELECT next_try_at FROM deliveries").fetchone()[0]
        (owed,) = deliveries.pending(db, moment_of(30))
        pauses.append((owed.next_try_at or at) - at)
        assert due
    assert pauses[:3] == [timedelta(minutes=15), timedelta(minutes=30), timedelta(hours=1)]
    assert sum(pauses, timedelta()) > timedelta(hours=24)
    assert deliveries.failed(db, "r1", at, REFUSED)
    assert deliveries.pending(db, moment_of(30)) == ()
    (given_up,) = deliveries.dead(db)
    assert (given_up.tries, given_up.last_error, given_up.next_try_at) == (8, "connection refused", None)
    assert given_up.run == run
    with open_existing(path) as reader:
        assert len(deliveries.dead(reader)) == 1


def test_hosts_are_remembered_one_by_one(db: Database) -> None:
    """Saving one host leaves the others, and the newest time counts."""
    pace.save(db, {"a.example": moment_of(1), "b.example": moment_of(2)})
    pace.save(db, {"b.example": moment_of(3)})
    assert pace.load(db) == {"a.example": moment_of(1), "b.example": moment_of(3)}
