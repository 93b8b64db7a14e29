"""A file that grows: what is asked on every run costs the same whatever the history, counted in steps of SQLite."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlite_utils import Database
from stories import Look, Story, moment_of, profile_of

from storage import captures, checks, snapshots, summaries

P = "peru.en"
PER_CALL = 50
QUESTIONS: dict[str, Callable[[Database], object]] = {
    "the current state": lambda db: snapshots.latest_ids(db, P),
    "the last good look": lambda db: checks.last_verified(db, P),
    "whether it was ever watched": lambda db: checks.watched_until(db, P),
    "the last look at a state": lambda db: checks.last_seen(db, 1),
    "what a conditional request may send": lambda db: captures.validators(db, P),
    "what an interrupted run left": lambda db: captures.unjudged(db, moment_of(29)),
    "how long ago a body came": lambda db: checks.since_body(db, P),
    "what is printed that nobody knows": summaries.new_wordings,
}


def steps(db: Database, ask: Callable[[Database], object]) -> int:
    """How many times PER_CALL instructions of SQLite's machine a question takes."""
    count = 0

    def one_more() -> int:
        nonlocal count
        count += 1
        return 0

    db.conn.set_progress_handler(one_more, PER_CALL)
    ask(db)
    db.conn.set_progress_handler(None, 0)
    return count


@pytest.fixture
def aged(story: Story) -> Callable[[int], Database]:
    """The story of one page that said the same on so many days' runs, each time in other bytes."""
    told = 0

    def more(runs: int) -> Database:
        nonlocal told
        for number in range(told, runs):
            at = moment_of(1 + number // 24, number % 24)
            story.run(at, {P: Look(profile_of(), body=f"noise {number}".encode())})
        told = runs
        return story.db

    return more


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_long_history_makes_no_question_dearer(aged: Callable[[int], Database], question: str) -> None:
    """Forty times the checks take no more steps than a few, give or take a level of an index."""
    few = steps(aged(5), QUESTIONS[question])
    many = steps(aged(200), QUESTIONS[question])
    assert many <= few + 8
