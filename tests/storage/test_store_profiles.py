"""Every noun comes back from the file as it went in."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from stories import Story, moment_of, profile_of

from scraper.profile import Block, Link, Mention, Profile, Section, Status, Words
from storage import profiles, runs, snapshots
from storage.connection import rows
from storage.database import StorageError, immediate

_TEXT = st.text(max_size=30)
_DATES = st.none() | st.dates()
_LINKS = st.lists(st.builds(Link, _TEXT, _TEXT), max_size=2).map(tuple)
_BLOCKS = st.builds(Block, st.sampled_from(["paragraph", "item", "row", "heading"]), _TEXT, _LINKS)
_SECTIONS = st.builds(
    Section, _TEXT, _TEXT, st.sampled_from(["filled", "empty", "unknown"]), st.lists(_BLOCKS, max_size=3).map(tuple)
)
_STANDINGS = st.sampled_from(["party", "signatory", "invited", "observer", "none", "other", "unstated"])
_STATUSES = st.builds(Status, _STANDINGS, st.none() | _TEXT, st.none() | _TEXT, _DATES, _DATES, _TEXT)
_COUNTS = st.integers(0, 10**6)
_LINES = st.lists(_TEXT, max_size=2).map(tuple)
_WORDS = st.builds(Words, _COUNTS, _COUNTS, _COUNTS, _LINES, _LINES)
_KINDS = st.sampled_from(["institution", "law", "strategy", "case", "article", "date"])


@st.composite
def _profiles(draw: st.DrawFn) -> Profile:
    sections = tuple(draw(st.lists(_SECTIONS, max_size=3, unique_by=lambda section: section.key)))
    places = [(section.key, place) for section in sections for place in range(len(section.blocks))]
    number, year = st.none() | _TEXT, st.none() | st.integers(-(2**63), 2**63 - 1)
    mentions = st.lists(st.tuples(st.sampled_from(places), _KINDS, _TEXT, _TEXT, number, year), max_size=3)
    named = draw(mentions) if places else []
    mentioned = tuple(Mention(kind, text, normal, key, at, n, y) for (key, at), kind, text, normal, n, y in named)
    return Profile(
        draw(_TEXT), draw(_TEXT), draw(_TEXT), draw(_STATUSES), sections,
        tuple(draw(st.lists(_TEXT, max_size=3, unique=True))), draw(_DATES), draw(st.booleans()),
        mentioned, draw(_WORDS),
    )  # fmt: skip


@given(profile=_profiles())
@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_a_profile_comes_back_as_it_was(story: Story, profile: Profile) -> None:
    """Sections, blocks, links, mentions, dates and counts survive in order, whatever they hold."""
    capture = story.capture("peru.en", moment_of(1))
    with immediate(story.db):
        run = _run(story)
        snapshot = snapshots.save(story.db, "peru.en", capture, run, profile, moment_of(1))
    assert snapshots.profile_of(story.db, snapshot) == profile


def _run(story: Story) -> int:
    return runs.save(
        story.db, command="run", version="1", pages=1, verified=1, started_at=moment_of(1), finished_at=moment_of(1)
    )


def test_what_is_not_printed_is_a_row_of_its_own(story: Story) -> None:
    """A known section that a page does not print can be queried: absent, or unknown in a lossy source."""
    whole, lossy = profile_of(), replace(profile_of("Law 1"), lossy=True)
    story.run(moment_of(1), {"peru.en": whole})
    story.run(moment_of(2), {"peru.en": lossy})
    found = rows(story.db, "SELECT position, label, state, text FROM sections WHERE key = 'case_law' ORDER BY id")
    assert [tuple(row) for row in found] == [(None, None, "absent", ""), (None, None, "unknown", "")]


def test_the_newest_reading_counts_and_the_old_one_stays(story: Story) -> None:
    """Reading the archive again adds a reading; asked by name, the older one still answers."""
    first = profile_of()
    story.run(moment_of(1), {"peru.en": first})
    again = replace(profile_of("Law 30 096"), reading="octopus@2")
    with immediate(story.db):
        run = _run(story)
        added = snapshots.add_reading(story.db, 1, run, again)
        assert snapshots.add_reading(story.db, 1, run, again) == added
    assert snapshots.profile_of(story.db, 1) == again
    assert snapshots.profile_of(story.db, 1, "octopus@1") == first
    newest = snapshots.latest(story.db, "peru.en")
    assert newest is not None
    assert (newest.reading, newest.profile, newest.digest) == ("octopus@2", again, again.digest)


def test_a_reading_that_counted_before_counts_again(story: Story) -> None:
    """A label an operator added and took back leaves today's answers as they were, with all three on record."""
    usual = profile_of()
    story.run(moment_of(1), {"peru.en": usual})
    for profile in (replace(profile_of("Law 30 096"), reading="octopus@1+abc"), usual):
        assert snapshots.read_otherwise(story.db, profile.reading, "octopus") == (1,)
        with immediate(story.db):
            snapshots.add_reading(story.db, 1, _run(story), profile)
        assert snapshots.read_otherwise(story.db, profile.reading, "octopus") == ()
    assert snapshots.profile_of(story.db, 1) == usual
    assert len(rows(story.db, "SELECT id FROM readings")) == 3


def test_a_reading_that_is_not_there_is_a_sentence(story: Story) -> None:
    """Neither a wrong snapshot nor a wrong reading is answered with another one."""
    story.run(moment_of(1), {"peru.en": profile_of()})
    with pytest.raises(StorageError, match="no reading octopus@9"):
        snapshots.profile_of(story.db, 1, "octopus@9")
    with pytest.raises(StorageError, match="Snapshot 9 has no reading"):
        snapshots.profile_of(story.db, 9)


@pytest.mark.parametrize("declared", ["N/A", "NA", "–", "", None])
def test_equal_statuses_share_a_digest(declared: str | None) -> None:
    """What means nothing declared is one stretch of history, however it is printed."""
    plain = Status("party", "Party", "n/a", date(2019, 8, 26))
    same = profiles.status_digest(replace(plain, declarations=declared, raw="Status:  Party"))
    assert same == profiles.status_digest(plain)
    assert same != profiles.status_digest(replace(plain, declarations="Article 22"))
    assert same != profiles.status_digest(replace(plain, standing="signatory"))
