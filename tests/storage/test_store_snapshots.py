"""Which state a page is in, was in, and when."""

from __future__ import annotations

from stories import Look, Story, moment_of, profile_of

from storage import snapshots
from storage.snapshots import Snapshot


def _number(found: Snapshot | None) -> int | None:
    return found.number if found else None


def test_states_are_numbered_and_the_newest_is_the_latest(story: Story) -> None:
    """A page's states count from one, whatever other pages do."""
    assert snapshots.latest(story.db, "peru.en") is None
    story.run(moment_of(1), {"peru.en": profile_of(), "benin.en": profile_of()})
    story.run(moment_of(2), {"peru.en": profile_of("Law 30171")})
    story.run(moment_of(3), {"peru.en": profile_of("Law 30171")})
    newest = snapshots.latest(story.db, "peru.en")
    assert newest is not None
    assert snapshots.latest_ids(story.db, "peru.en") == (newest.id, newest.capture)
    assert snapshots.latest_ids(story.db, "nowhere.en") is None
    assert (newest.number, newest.observed_at, newest.profile) == (2, moment_of(2), profile_of("Law 30171"))
    assert [found.number for found in snapshots.all_of(story.db, "peru.en")] == [1, 2]
    assert _number(snapshots.latest(story.db, "benin.en")) == 1
    assert snapshots.get(story.db, newest.id) == newest == snapshots.by_number(story.db, "peru.en", 2)
    assert snapshots.get(story.db, 99) is snapshots.by_number(story.db, "peru.en", 3) is None


def test_a_page_said_then_what_it_was_last_seen_to_say(story: Story) -> None:
    """Asked for a moment, the last look before it answers, and nothing before the first look."""
    story.run(moment_of(2), {"peru.en": profile_of()})
    story.run(moment_of(4), {"peru.en": profile_of("Law 30171")})
    numbers = [_number(snapshots.as_of(story.db, "peru.en", moment_of(day))) for day in (1, 2, 3, 4, 5)]
    assert numbers == [None, 1, 1, 2, 2]


def test_an_older_page_imported_later_is_history_not_news(story: Story) -> None:
    """What was archived before the first run takes its place by date, and the present stays what it is."""
    story.run(moment_of(10), {"peru.en": profile_of()})
    old = Look(profile_of("Law 1"), source="wayback", captured_at=moment_of(2))
    story.run(moment_of(11), {"peru.en": old}, command="import")
    assert _number(snapshots.latest(story.db, "peru.en")) == 1
    assert _number(snapshots.as_of(story.db, "peru.en", moment_of(5))) == 2
    assert [found.number for found in snapshots.all_of(story.db, "peru.en")] == [2, 1]


def test_a_newer_page_imported_is_the_latest(story: Story) -> None:
    """A page saved by hand while the site blocks us is what the page says now."""
    story.run(moment_of(10), {"peru.en": profile_of()})
    saved = Look(profile_of("Law 2"), source="file", captured_at=moment_of(12))
    story.run(moment_of(13), {"peru.en": saved}, command="import")
    assert _number(snapshots.latest(story.db, "peru.en")) == 2


def test_a_clock_that_ran_ahead_does_not_hide_later_states(story: Story) -> None:
    """Live states follow one another in the order of runs, so one wrong clock does not repeat alarms for years."""
    story.run(moment_of(28), {"peru.en": profile_of()})
    story.run(moment_of(3), {"peru.en": profile_of("Law 30171")})
    assert _number(snapshots.latest(story.db, "peru.en")) == 2
    current = story.db.execute("SELECT number FROM current_snapshots WHERE page = 'peru.en'").fetchall()
    assert current == [(2,)]


def test_who_took_a_state_out_of_quarantine_is_kept(story: Story) -> None:
    """A state that a person accepted says who it was."""
    story.run(moment_of(1), {"peru.en": profile_of()})
    capture = story.capture("peru.en", moment_of(2))

    def accepted(run: int) -> None:
        snapshots.save(story.db, "peru.en", capture, run, profile_of("Law 2"), moment_of(2), "Ana")

    story.run(moment_of(2), {}, then=accepted)
    assert [found.accepted_by for found in snapshots.all_of(story.db, "peru.en")] == [None, "Ana"]
