"""What changes that followed each other come to."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diffs.change import Named
from lexdelta.merging import Net, netted
from storage.changes import StoredChange

MONDAY = datetime(2026, 11, 16, 3, 31, tzinfo=UTC)
MOVED = StoredChange(
    id=1,
    run=2,
    page="fiji.en",
    country="fiji",
    country_name="Fiji",
    iso3="FJI",
    language="en",
    url="https://www.coe.int/en/web/octopus/-/fiji",
    told_with=None,
    also_in=(),
    section="status",
    section_label="Status regarding Budapest Convention",
    kind="status_moved",
    form="status_moved",
    field="standing",
    before="invited",
    after="party",
    edits=(),
    moved_from=None,
    significance="substantive",
    rule="status-move",
    reason="The status moved: invited -> party.",
    fingerprint="f",
    last_seen_old=MONDAY,
    first_seen_new=MONDAY + timedelta(days=1),
    capture_before=1,
    capture_after=2,
    snapshot_before=1,
    snapshot_after=2,
    state="confirmed",
    state_at=MONDAY + timedelta(days=1),
    event=None,
    confirmed_at=MONDAY + timedelta(days=1),
    named=(),
    unaligned=False,
    history=False,
)
TEXT = replace(
    MOVED, section="case_law", section_label="Case law", kind="block_edited", form="block_edited", field=None
)


def then(change: StoredChange, **values: object) -> StoredChange:
    """The change a day later, with another id and other captures."""
    later = replace(
        change,
        id=change.id + 1,
        last_seen_old=change.last_seen_old + timedelta(days=1),
        first_seen_new=change.first_seen_new + timedelta(days=1),
        capture_before=change.capture_after,
        capture_after=change.capture_after + 1,
    )
    return replace(later, **values)  # type: ignore[arg-type]  # the fields of a StoredChange


def one(*found: StoredChange) -> Net:
    """What the changes come to, which is one thing."""
    (net,) = netted(found)
    return net


def test_a_change_alone_is_itself() -> None:
    """Nothing is judged or cut anew where nothing follows."""
    assert netted([MOVED]) == (Net(MOVED, (MOVED,)),)


def test_back_again_is_nothing() -> None:
    """A status that moved and moved back is told by its number."""
    back = then(MOVED, before="party", after="invited")
    assert one(MOVED, back) == Net(None, (MOVED, back))
    assert one(MOVED, back).ids == (1, 2)


def test_two_steps_are_one() -> None:
    """From the first state to the last, between the first old look and the last new one, judged as that change."""
    net = one(replace(MOVED, before="none", after="invited"), then(MOVED, before="invited", after="party")).change
    assert net is not None
    assert (net.before, net.after, net.reason) == ("none", "party", "The status moved: none -> party.")
    assert (net.last_seen_old, net.first_seen_new) == (MONDAY, MONDAY + timedelta(days=2))
    assert (net.id, net.capture_before, net.capture_after) == (2, 1, 3)


def test_the_order_of_time_counts() -> None:
    """Changes are read in the order in which they were seen, however they are given."""
    back = then(MOVED, before="party", after="invited")
    assert one(back, MOVED).change is None


def test_a_missing_step_keeps_changes_apart() -> None:
    """Where the second does not begin with what the first ended with, both are told."""
    other = then(MOVED, before="signatory", after="invited")
    assert [net.change for net in netted([MOVED, other])] == [MOVED, other]


@pytest.mark.parametrize(
    "values", [{"page": "tonga.en"}, {"also_in": ("fiji.fr",)}, {"section": "other"}, {"field": "wording"}]
)
def test_only_one_thing_is_joined(values: dict[str, object]) -> None:
    """Another page, other editions, another section, another field: two changes."""
    assert len(netted([MOVED, then(MOVED, before="party", after="invited", **values)])) == 2


def test_a_text_edited_twice_is_judged_by_what_is_left() -> None:
    """A number that came and went leaves an editorial change: the weight of the whole is not that of its parts."""
    first = replace(TEXT, before="The law has 3 parts and is applied.", after="The law has 5 parts and is applied.")
    net = one(first, then(first, before=first.after, after="The law has 3 parts and is  aplied.")).change
    assert net is not None
    assert net.significance == "editorial"
    assert "".join(edit.text for edit in net.edits if edit.op != "insert") == first.before
    assert "".join(edit.text for edit in net.edits if edit.op != "delete") == net.after


BLOCKS = [
    ((None, "A"), ("A", None), None),
    (("A", None), (None, "A"), None),
    ((None, "A"), ("A", "B"), ("block_added", None, "B")),
    (("A", "B"), ("B", None), ("block_removed", "A", None)),
    (("A", "B"), ("B", "C"), ("block_edited", "A", "C")),
    (("A", "B"), ("B", "A"), None),
]


def block(before: str | None, after: str | None, base: StoredChange = TEXT) -> StoredChange:
    """A block that came, went or was edited."""
    kind = "block_added" if before is None else "block_removed" if after is None else "block_edited"
    return replace(base, kind=kind, form=kind, before=before, after=after)


@pytest.mark.parametrize(("first", "second", "expected"), BLOCKS)
def test_blocks(
    first: tuple[str | None, str | None],
    second: tuple[str | None, str | None],
    expected: tuple[str, str | None, str | None] | None,
) -> None:
    """A text that came and was edited came as it is now; one edited and removed went as it was."""
    change = one(block(*first), block(*second, base=then(TEXT))).change
    assert expected == (None if change is None else (change.kind, change.before, change.after))


def test_a_text_edited_removed_and_restored_as_it_was_is_nothing() -> None:
    """What comes back is known again by its text from before the edit as well."""
    parts = (block("A", "B"), block("B", None, then(TEXT)), block(None, "A", then(then(TEXT))))
    assert one(*parts).ids == (1, 2, 3)
    assert one(*parts).change is None


def test_another_text_is_another_change() -> None:
    """A text removed and a different one added are two things."""
    assert len(netted([block("A", None), block(None, "B", then(TEXT))])) == 2


SECTIONS = [
    (("section_removed", "Text", None), ("section_added", None, "Text"), None),
    (("section_emptied", "Text", ""), ("section_filled", "", "Text"), None),
    (("section_emptied", "Text", ""), ("section_removed", "", None), "section_removed"),
    (("section_added", None, "Text"), ("section_emptied", "Text", ""), "section_added"),
    (("section_filled", "", "Text"), ("section_removed", "Text", None), "section_removed"),
]


@pytest.mark.parametrize(("first", "second", "kind"), SECTIONS)
def test_sections(
    first: tuple[str, str | None, str | None], second: tuple[str, str | None, str | None], kind: str | None
) -> None:
    """A section's states are followed like texts; gone, empty and filled are three of them."""
    old = replace(TEXT, kind=first[0], form=first[0], before=first[1], after=first[2])
    change = one(old, then(old, kind=second[0], form=second[0], before=second[1], after=second[2])).change
    assert kind == (None if change is None else change.kind)


def test_a_section_that_came_back_with_another_text_is_told_as_both() -> None:
    """No single change of a section says that its text was replaced: both halves are told."""
    gone = replace(TEXT, kind="section_removed", form="section_removed", before="Old", after=None)
    assert len(netted([gone, then(gone, kind="section_added", form="section_added", before=None, after="New")])) == 2


def test_a_text_moved_there_and_back_is_nothing() -> None:
    """A move and the move back come to nothing, a move onward is a move from the first place."""
    there = replace(
        TEXT, kind="block_moved", form="block_moved", before="A", after="A", section="sources", moved_from="case_law"
    )
    back = then(there, section="case_law", moved_from="sources")
    assert one(there, back).change is None
    onward = one(there, then(there, section="institutions", moved_from="sources")).change
    assert onward is not None
    assert (onward.moved_from, onward.section) == ("case_law", "institutions")


@given(st.lists(st.sampled_from("ABC"), min_size=2, max_size=8))
def test_nothing_is_lost(states: list[str]) -> None:
    """Whatever a text goes through, every change is part of exactly one Net, and the Net goes from first to last."""
    steps = [(old, new) for old, new in pairwise(states) if old != new]
    changes: list[StoredChange] = []
    base = TEXT
    for old, new in steps:
        changes.append(block(old, new, base))
        base = then(base)
    nets = netted(changes)
    assert sorted(number for net in nets for number in net.ids) == [change.id for change in changes]
    assert len(nets) <= 1
    if steps:
        change = nets[0].change
        assert (None if change is None else (change.before, change.after)) == (
            None if steps[0][0] == steps[-1][1] else (steps[0][0], steps[-1][1])
        )


def test_what_is_named_is_followed_from_part_to_part() -> None:
    """A law superseded twice went from the first to the last; one that came and went again is not named."""
    first = replace(
        TEXT,
        kind="law_superseded",
        form="block_edited",
        before="Act 1 of 2001 applies.",
        after="Act 2 of 2012 applies.",
        named=(Named("law_superseded", "Act 1 of 2001", "Act 2 of 2012"), Named("case_added", None, "Case 7")),
    )
    names = (Named("law_superseded", "Act 2 of 2012", "Act 3 of 2023"), Named("case_removed", "Case 7", None))
    net = one(first, then(first, before=first.after, after="Act 3 of 2023 applies.", named=names)).change
    assert net is not None
    assert net.named == (Named("law_superseded", "Act 1 of 2001", "Act 3 of 2023"),)
    assert (net.kind, net.form, net.significance) == ("law_superseded", "block_edited", "substantive")


def test_a_law_that_came_and_was_renewed_has_come() -> None:
    """What a period adds is told as added, under its last name."""
    added = replace(block(None, "Act 2 of 2012"), kind="law_added", named=(Named("law_added", None, "Act 2 of 2012"),))
    renewed = then(
        added,
        before="Act 2 of 2012",
        after="Act 3 of 2023",
        form="block_edited",
        kind="law_superseded",
        named=(Named("law_superseded", "Act 2 of 2012", "Act 3 of 2023"),),
    )
    net = one(added, renewed).change
    assert net is not None
    assert (net.kind, net.form, net.named) == ("law_added", "block_added", (Named("law_added", None, "Act 3 of 2023"),))
