"""What people decided, and what still waits for them."""

from __future__ import annotations

import pytest
from sqlite_utils import Database
from stories import Look, Story, moment_of, profile_of

from storage import changes, decisions, events, snapshots
from storage.database import StorageError, immediate
from storage.decisions import Decision, TargetKind, Verdict

P, B = "peru.en", "benin.en"


@pytest.fixture
def story(story: Story) -> Story:
    """Runs whose changes are written afterwards, one by one."""
    story.seals = False
    return story


def _blocked(digest: str) -> Look:
    return Look(outcome="quarantined", reason="challenge", text_digest=digest)


def _decide(db: Database, kind: TargetKind, target: int, verdict: Verdict, by: str = "Ana") -> int:
    with immediate(db):
        return decisions.record(db, by, kind, target, verdict, "seen", moment_of(20))


def _queue(db: Database) -> list[tuple[str, str]]:
    return [tuple(row) for row in db.execute("SELECT id, page FROM queue ORDER BY id").fetchall()]


def test_decisions_come_back_and_the_last_counts(story: Story) -> None:
    """What was said first stays, with who said it and why."""
    run = story.run(moment_of(1), {P: profile_of()})
    change = story.change(run, P)
    first, second = _decide(story.db, "change", change, "accept"), _decide(story.db, "change", change, "dismiss", "Ben")
    assert decisions.of(story.db, "change", change) == (
        Decision(first, moment_of(20), "Ana", "change", change, "accept", "seen"),
        Decision(second, moment_of(20), "Ben", "change", change, "dismiss", "seen"),
    )
    assert decisions.of(story.db, "event", change) == ()


@pytest.mark.parametrize("kind", ["change", "quarantine", "event"])
def test_a_target_that_is_not_there_is_a_sentence(story: Story, kind: TargetKind) -> None:
    """A mistyped number is told and nothing is written; a check that passed is no quarantine."""
    story.run(moment_of(1), {P: profile_of()})
    with pytest.raises(StorageError, match=f"no {kind} 1"):
        _decide(story.db, kind, 1, "accept")
    assert story.db.execute("SELECT count(*) FROM decisions").fetchone()[0] == 0


def test_confirmed_substantive_changes_wait_newest_first(story: Story) -> None:
    """What is not certain, held, of little weight, told with another edition or decided does not wait."""
    run = story.run(moment_of(1), {P: profile_of(), "peru.fr": profile_of(), B: profile_of()})
    older, newer, decided = story.change(run, P), story.change(run, B), story.change(run, B)
    for state in ("provisional", "held", "dismissed", "withdrawn"):
        story.change(run, P, state)
    story.change(run, P, significance="editorial")
    story.change(run, "peru.fr", told_with=older)
    _decide(story.db, "change", decided, "accept")
    assert [stored.id for stored in decisions.undecided_changes(story.db)] == [newer, older]
    assert _queue(story.db) == [(str(older), P), (str(newer), B)]


def test_only_the_newest_look_at_a_page_is_a_quarantine(story: Story) -> None:
    """A page blocked for five days asks once, and not at all once it passes again."""
    story.run(moment_of(1), {P: profile_of(), B: profile_of()})
    for day in (2, 3):
        story.run(moment_of(day), {P: _blocked("ab"), B: _blocked("cd")})
    assert [check.page for check in decisions.undecided_quarantines(story.db)] == [B, P]
    assert _queue(story.db) == [("q5", P), ("q6", B)]
    story.run(moment_of(4), {P: profile_of()})
    assert [check.page for check in decisions.undecided_quarantines(story.db)] == [B]


def test_a_dismissed_text_asks_no_more_and_another_one_does(story: Story) -> None:
    """The same challenge page tomorrow is silent; a different one is a new question."""
    story.run(moment_of(1), {P: _blocked("ab")})
    _decide(story.db, "quarantine", 1, "dismiss")
    story.run(moment_of(2), {P: _blocked("ab")})
    assert decisions.undecided_quarantines(story.db) == ()
    assert decisions.dismissed_digests(story.db, P) == {"ab"}
    assert decisions.dismissed_digests(story.db, B) == frozenset()
    story.run(moment_of(3), {P: _blocked("cd")})
    assert [check.id for check in decisions.undecided_quarantines(story.db)] == [3]


def test_an_accepted_quarantine_waits_to_become_a_snapshot(story: Story) -> None:
    """Until a run writes it, the run is told which capture, on whose word."""
    story.run(moment_of(1), {P: profile_of()})
    story.run(moment_of(2), {P: _blocked("ab"), B: _blocked("ab")})
    decision = _decide(story.db, "quarantine", 2, "accept")
    (waiting,) = decisions.accepted_captures_waiting(story.db)
    assert (waiting.page, waiting.by, waiting.decision, waiting.check) == (P, "Ana", decision, 2)
    assert waiting.captured_at == moment_of(2)
    assert [check.page for check in decisions.undecided_quarantines(story.db)] == [B]

    def write(run: int) -> None:
        snapshots.save(story.db, P, waiting.capture, run, profile_of("Law 9"), moment_of(2), waiting.by)

    story.run(moment_of(3), {}, then=write)
    assert decisions.accepted_captures_waiting(story.db) == ()


def test_a_changed_mind_or_a_healthy_look_ends_the_waiting(story: Story) -> None:
    """The last word counts, and what passed by itself afterwards needs nobody's word."""
    story.run(moment_of(1), {P: _blocked("ab"), B: _blocked("ab")})
    for check in (1, 2):
        _decide(story.db, "quarantine", check, "accept")
    _decide(story.db, "quarantine", 1, "dismiss")
    assert [waiting.page for waiting in decisions.accepted_captures_waiting(story.db)] == [B]
    story.run(moment_of(2), {B: profile_of()})
    assert decisions.accepted_captures_waiting(story.db) == ()


def test_an_event_is_one_until_it_is_closed(story: Story) -> None:
    """The same fingerprint finds the same event; closed, it is found no more; opened again, it is."""
    run = story.run(moment_of(1), {P: profile_of()})
    with immediate(story.db):
        event = events.save(story.db, run, moment_of(1), "gone", "f", "Peru is gone", detail=["404", "é"], page=P)
        other = events.save(story.db, run, moment_of(1), "site", "f", "A new footer")
    found = events.same(story.db, "gone", "f")
    assert found == events.Event(event, run, moment_of(1), "gone", P, "f", "Peru is gone", ("404", "é"), open=True)
    assert [e.id for e in decisions.undecided_events(story.db)] == [other, event]
    assert events.open_fingerprints(story.db, "site") == {"f": other}
    assert ("e1", P) in _queue(story.db)
    decision = _decide(story.db, "event", event, "accept")
    with immediate(story.db):
        events.close(story.db, event, moment_of(2), decision=decision)
    assert events.same(story.db, "gone", "f") is None
    assert [e.id for e in events.open_events(story.db)] == [other]
    with immediate(story.db):
        events.reopen(story.db, event, moment_of(3), run=run)
    assert [e.id for e in events.open_events(story.db, "gone")] == [event]
    assert events.get(story.db, 99) is None
    assert changes.held_by(story.db, event) == ()
