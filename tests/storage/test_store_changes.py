"""What was found stays as it was found; what became of it is a row after the other."""

from __future__ import annotations

from dataclasses import astuple
from datetime import timedelta
from typing import get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from stories import ADDED, Story, moment_of, profile_of

from diffs.change import (
    NAMED_KINDS,
    BlockChange,
    BlockForm,
    Change,
    Edit,
    Named,
    SectionChange,
    StatusChange,
    TitleChange,
)
from storage import changes, events
from storage.changes import StoredChange
from storage.database import immediate

P, F, B = "peru.en", "peru.fr", "benin.en"
_TEXT = st.text(max_size=20)
_SIDE = st.none() | _TEXT
_EDITS = st.lists(st.builds(Edit, st.sampled_from(["equal", "delete", "insert"]), _TEXT), max_size=3).map(tuple)
_FIELDS = st.sampled_from(["standing", "wording", "declarations", "signed", "ratified"])
_SECTION_KINDS = ("section_added", "section_removed", "section_emptied", "section_filled", "section_renamed")
_FORMS = get_args(BlockForm)
_NAMED = st.lists(st.builds(Named, st.sampled_from(NAMED_KINDS), _SIDE, _SIDE), max_size=2).map(tuple)
_CHANGES: st.SearchStrategy[Change] = st.one_of(
    st.builds(StatusChange, _FIELDS, _SIDE, _SIDE, _TEXT),
    st.builds(TitleChange, _SIDE, _SIDE, label=_TEXT),
    st.builds(SectionChange, st.sampled_from(_SECTION_KINDS), _TEXT, _TEXT, _SIDE, _SIDE, _NAMED),
    st.builds(BlockChange, st.sampled_from(_FORMS), _TEXT, _TEXT, _SIDE, _SIDE, _EDITS, _SIDE, _NAMED, st.booleans()),
)


@pytest.fixture
def story(story: Story) -> Story:
    """Runs whose changes are written afterwards, one by one."""
    story.seals = False
    return story


def _ids(found: tuple[StoredChange, ...]) -> list[int]:
    return [stored.id for stored in found]


def _begun(story: Story, *keys: str) -> int:
    """Two states of each page; the id of the run that saw the second."""
    story.run(moment_of(1), {key: profile_of() for key in keys})
    return story.run(moment_of(3), {key: profile_of("Law 30171") for key in keys})


@given(change=_CHANGES)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_a_change_comes_back_as_it_was(story: Story, change: Change) -> None:
    """Every kind survives, with edits, sides and sections as compared."""
    if not story.db.execute("SELECT 1 FROM snapshots").fetchone():
        _begun(story, P)
    new = story.change(1, P, change=change)
    assert [changes.to_change(stored) for stored in changes.find(story.db, ids=[new])] == [change]


def test_a_stored_change_carries_its_evidence(story: Story) -> None:
    """Country, address, both looks and both captures come with it."""
    run = _begun(story, P)
    new = story.change(run, P)
    (stored,) = changes.find(story.db)
    assert (stored.id, stored.run, stored.country, stored.country_name, stored.iso3) == (
        new,
        run,
        "peru",
        "Peru",
        "PER",
    )
    assert (stored.last_seen_old, stored.first_seen_new) == (moment_of(1), moment_of(3))
    assert (stored.capture_before, stored.capture_after, stored.snapshot_before, stored.snapshot_after) == (1, 2, 1, 2)
    assert (stored.state, stored.state_at, stored.confirmed_at) == ("confirmed", moment_of(3), moment_of(3))
    assert (stored.rule, stored.language, stored.url) == (
        "law-added",
        "en",
        "https://www.coe.int/en/web/octopus/-/peru",
    )


def test_the_newest_state_counts_and_the_first_confirmation_is_kept(story: Story) -> None:
    """Provisional, confirmed, dismissed, confirmed again: one state, and the time it was first told as certain."""
    run = _begun(story, P)
    new = story.change(run, P, "provisional")
    states: tuple[changes.ChangeState, ...] = ("confirmed", "dismissed", "confirmed", "dismissed")
    assert _ids(changes.open_provisional(story.db, P)) == [new]
    for day, state in enumerate(states, start=4):
        with immediate(story.db):
            changes.set_state(story.db, new, state, moment_of(day), run=run)
    (stored,) = changes.find(story.db)
    assert (stored.state, stored.state_at, stored.confirmed_at) == ("dismissed", moment_of(7), moment_of(4))
    assert changes.open_provisional(story.db, P) == ()


def test_a_change_in_several_editions_is_told_once(story: Story) -> None:
    """The other edition is named, finds the change too, and is its own row when asked by number or waited for."""
    run = _begun(story, P, F)
    first = story.change(run, P, "provisional")
    twin = story.change(run, F, "provisional", told_with=first)
    (told,) = changes.find(story.db)
    assert (told.id, told.also_in, told.told_with) == (first, (F,), None)
    assert _ids(changes.find(story.db, page=F)) == _ids(changes.find(story.db, page=P)) == [first]
    (second,) = changes.find(story.db, ids=[twin])
    assert (second.page, second.told_with, second.also_in) == (F, first, ())
    assert _ids(changes.open_provisional(story.db, F)) == [twin]


@pytest.mark.parametrize(
    ("leader", "other", "told"),
    [
        ("provisional", "provisional", [("provisional", True)]),
        ("confirmed", "confirmed", [("confirmed", True)]),
        ("confirmed", "provisional", [("confirmed", True)]),
        ("confirmed", "withdrawn", [("confirmed", False)]),
        ("dismissed", "confirmed", [("dismissed", True)]),
        ("provisional", "confirmed", [("provisional", True), ("confirmed", False)]),
        ("withdrawn", "confirmed", [("withdrawn", True), ("confirmed", False)]),
    ],
)
def test_an_edition_is_never_silenced_by_one_that_is_not_told(
    story: Story, leader: changes.ChangeState, other: changes.ChangeState, told: list[tuple[str, bool]]
) -> None:
    """When the edition that leads takes it back, what the other one confirmed is told all the same."""
    run = _begun(story, P, F)
    first = story.change(run, P, leader)
    story.change(run, F, other, told_with=first)
    assert [(stored.state, bool(stored.also_in)) for stored in changes.find(story.db)] == told
    seen = story.db.execute("SELECT state, also_in IS NOT NULL FROM change_detail ORDER BY change").fetchall()
    assert [(state, bool(also)) for state, also in seen] == told
    waits = [state for state, _ in told if state == "confirmed"]
    assert len(story.db.execute("SELECT 1 FROM queue").fetchall()) == len(waits)


def test_changes_are_found_by_what_is_asked(story: Story) -> None:
    """Page, country, significance, state and run narrow the answer, alone and together."""
    run = _begun(story, P, B)
    law = story.change(run, P)
    comma = story.change(run, P, significance="cosmetic")
    waiting = story.change(run, B, "provisional", significance="editorial")
    find = changes.find
    assert _ids(find(story.db)) == [law, comma, waiting]
    assert _ids(find(story.db, page=B)) == _ids(find(story.db, country="benin")) == [waiting]
    assert _ids(find(story.db, least="substantive")) == [law]
    assert _ids(find(story.db, least="editorial")) == [law, waiting]
    assert _ids(find(story.db, least="template")) == [law, comma, waiting]
    assert _ids(find(story.db, states=["provisional", "held"])) == [waiting]
    assert _ids(find(story.db, states=[])) == _ids(find(story.db, ids=[])) == _ids(find(story.db, run=99)) == []
    assert _ids(find(story.db, run=run, country="peru", least="editorial")) == [law]
    assert _ids(find(story.db, ids=[comma, waiting], page=P)) == [comma]


def test_a_change_belongs_to_the_run_that_confirmed_it_too(story: Story) -> None:
    """A removal found on Monday and confirmed on Tuesday is in both reports."""
    run = _begun(story, P)
    new = story.change(run, P, "provisional")

    def confirm(run: int) -> None:
        changes.set_state(story.db, new, "confirmed", moment_of(4), run=run)

    later = story.run(moment_of(4), {P: profile_of("Law 30171")}, then=confirm)
    assert _ids(changes.find(story.db, run=run)) == _ids(changes.find(story.db, run=later)) == [new]


def test_a_period_holds_what_was_told_in_it(story: Story) -> None:
    """A change is told when it is confirmed, whenever it was found; what is not confirmed counts from its finding."""
    run = _begun(story, P)
    late, never = story.change(run, P, "held"), story.change(run, P, "provisional")
    with immediate(story.db):
        changes.set_state(story.db, late, "confirmed", moment_of(9), run=run)
        changes.set_state(story.db, late, "dismissed", moment_of(12), run=run)
    second = timedelta(seconds=1)
    assert _ids(changes.find(story.db, since=moment_of(9))) == [late]
    assert _ids(changes.find(story.db, since=moment_of(9) + second)) == []
    assert _ids(changes.find(story.db, until=moment_of(9))) == [never]
    assert _ids(changes.find(story.db, since=moment_of(3), until=moment_of(9) + second)) == [late, never]


def test_an_event_holds_changes_until_they_are_released(story: Story) -> None:
    """What an event holds is listed with it; once released it is the event's no more, but remembers it."""
    run = _begun(story, P, B)
    with immediate(story.db):
        event = events.save(story.db, run, moment_of(3), "site", "f", "A new footer on most pages")
    held = [story.change(run, key, "held", event=event) for key in (P, B)]
    assert _ids(changes.held_by(story.db, event)) == held
    with immediate(story.db):
        changes.set_state(story.db, held[0], "confirmed", moment_of(4), run=run)
    assert _ids(changes.held_by(story.db, event)) == held[1:]
    assert changes.find(story.db, ids=held[:1])[0].event == event


def test_two_finders_agree_on_the_states(story: Story) -> None:
    """The view people query and the function the program uses tell the same changes."""
    run = _begun(story, P, F)
    first = story.change(run, P)
    story.change(run, F, told_with=first)
    seen = story.db.execute("SELECT change, country, also_in, state, before, after FROM change_detail").fetchall()
    (stored,) = changes.find(story.db)
    assert seen == [(stored.id, stored.country_name, stored.also_in[0], stored.state, *astuple(ADDED)[3:5])]
