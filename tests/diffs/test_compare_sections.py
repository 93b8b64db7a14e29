"""Whole sections that come, go, empty, fill or change their heading."""

from dataclasses import replace

import pytest
from profiles import profile, section

from diffs.change import Change
from diffs.compare import compare
from scraper.profile import Profile, Section

LAW = "The penal code covers illegal access and forgery."
POWERS = "The procedural code allows search of computers."
BODY = "A steering group of nine members follows the work and reports to the cabinet each spring."


def told(changes: tuple[Change, ...]) -> list[tuple[str, str, str | None, str | None]]:
    return [(change.kind, change.section, change.before, change.after) for change in changes]


@pytest.mark.parametrize(
    ("old", "new", "kind", "before", "after"),
    [
        (None, section("sources", LAW, POWERS), "section_added", None, f"{LAW}\n{POWERS}"),
        (None, section("sources"), "section_added", None, ""),
        (section("sources", LAW), None, "section_removed", LAW, None),
        (section("sources"), None, "section_removed", "", None),
        (section("sources", LAW), section("sources"), "section_emptied", LAW, ""),
        (section("sources"), section("sources", LAW), "section_filled", "", LAW),
    ],
)
def test_a_section_as_a_whole_is_one_change(
    old: Section | None, new: Section | None, kind: str, before: str | None, after: str | None
) -> None:
    """Absent, empty and filled are three states; the text comes along, and no block is told beneath."""
    changes = compare(profile(*filter(None, [old])), profile(*filter(None, [new])))
    assert told(changes) == [(kind, "sources", before, after)]
    assert changes[0].label == "Sources and links"


def test_the_order_of_sections_is_no_change() -> None:
    """Sections are found by their keys."""
    one, other = section("policies", BODY), section("sources", LAW)
    assert compare(profile(one, other), profile(other, one)) == ()


def test_changes_are_told_in_printed_order() -> None:
    """What is gone is told where it stood."""
    old = profile(section("policies", BODY), section("institutions", LAW), section("sources", POWERS))
    new = profile(section("policies"), section("sources"))
    assert [change.section for change in compare(old, new)] == ["policies", "institutions", "sources"]


def test_a_heading_printed_another_way_is_renamed() -> None:
    """The same key under another printed label is one change, with both labels."""
    old, new = section("sources", LAW, label="Sources and links,al;"), section("sources", LAW)
    assert told(compare(profile(old), profile(new))) == [
        ("section_renamed", "sources", "Sources and links,al;", "Sources and links")
    ]


def test_case_and_noise_in_a_heading_are_no_change() -> None:
    """A heading in capitals, or with a no-break space, is the same heading."""
    old, new = section("sources", LAW, label="SOURCES and\u00a0links"), section("sources", LAW)
    assert compare(profile(old), profile(new)) == ()


def test_headings_of_two_languages_are_never_compared() -> None:
    """A page that switched the language of its labels did not rename its sections."""
    old = profile(section("sources", LAW))
    french = replace(profile(section("sources", LAW, label="Sources et liens")), language="fr")
    assert compare(old, french) == ()


@pytest.mark.parametrize("key", ["cyber-council", "institutions"])
def test_a_heading_nobody_knows_that_keeps_its_body_is_renamed(key: str) -> None:
    """A slug that gives way to another, or a known heading to one not known, is one change, edits inside it told."""
    old = profile(section(key, BODY, LAW, label="Council"))
    new = profile(section("digital-council", BODY.replace("nine", "ten"), LAW, label="Digital council"))
    assert [(c.kind, c.section) for c in compare(old, new)] == [
        ("section_renamed", "digital-council"),
        ("block_edited", "digital-council"),
    ]


def test_two_known_headings_are_never_one_renamed() -> None:
    """Text that went from one known section to another came and went, and moved."""
    changes = compare(profile(section("policies", BODY)), profile(section("sources", BODY)))
    assert sorted(change.kind for change in changes) == ["section_added", "section_removed"]


def test_an_unlike_body_under_a_new_heading_is_another_section() -> None:
    """Two sections that share nothing came and went."""
    changes = compare(profile(section("one", BODY)), profile(section("two", LAW)))
    assert sorted(change.kind for change in changes) == ["section_added", "section_removed"]


def legislation(*keys: str) -> list[Section]:
    """The legislation group with those of its children that are named."""
    texts = {"legislation.substantive": LAW, "legislation.procedural": POWERS}
    group = section("legislation", state="filled" if keys else "empty")
    return [group, *(section(key, texts[key]) for key in keys)]


def test_a_group_that_goes_with_all_its_children_is_one_change() -> None:
    """A heading and everything beneath it is told once, with all of the text; so is its coming."""
    with_group = profile(*legislation("legislation.substantive", "legislation.procedural"))
    assert told(compare(with_group, profile())) == [("section_removed", "legislation", f"{LAW}\n{POWERS}", None)]
    assert told(compare(profile(), with_group)) == [("section_added", "legislation", None, f"{LAW}\n{POWERS}")]


def test_a_child_that_goes_alone_is_told_alone() -> None:
    """The group stays, whatever its state becomes by it."""
    old = profile(*legislation("legislation.substantive"))
    assert told(compare(old, profile(*legislation()))) == [("section_removed", "legislation.substantive", LAW, None)]


def test_a_group_that_goes_without_all_its_children_is_told_apart() -> None:
    """One child stays printed: the group's heading and the other child are two changes."""
    old = profile(*legislation("legislation.substantive", "legislation.procedural"))
    new = profile(section("legislation.procedural", POWERS))
    assert told(compare(old, new)) == [
        ("section_removed", "legislation", "", None),
        ("section_removed", "legislation.substantive", LAW, None),
    ]


def test_a_group_whose_children_gave_way_to_others_is_told_apart() -> None:
    """Its heading went and its child, but another child of the group came: nothing came or went as one."""
    changes = compare(profile(*legislation("legislation.substantive")), profile(section("legislation.state", POWERS)))
    assert [(change.kind, change.section) for change in changes] == [
        ("section_removed", "legislation"),
        ("section_removed", "legislation.substantive"),
        ("section_added", "legislation.state"),
    ]


def test_a_group_is_never_filled_by_its_children() -> None:
    """A child that fills is told; the group, which has no text of its own, is not told beside it."""
    empty_child = section("legislation.substantive")
    old = profile(section("legislation"), empty_child)
    new = profile(section("legislation", state="filled"), section("legislation.substantive", LAW))
    assert told(compare(old, new)) == [("section_filled", "legislation.substantive", "", LAW)]
    assert told(compare(new, old)) == [("section_emptied", "legislation.substantive", LAW, "")]


def test_a_groups_own_text_is_compared_like_any() -> None:
    """Text between the group's heading and its first child belongs to the group."""
    child = section("legislation.substantive", LAW)
    old = profile(section("legislation", BODY), child)
    new = profile(section("legislation", state="filled"), child)
    assert told(compare(old, new)) == [("block_removed", "legislation", BODY, None)]


def test_a_repeated_heading_is_a_section_of_its_own() -> None:
    """The second of two equal headings that goes is one change of that one."""
    old = profile(section("legislation.substantive", LAW), section("legislation.substantive-2", POWERS))
    assert told(compare(old, profile(section("legislation.substantive", LAW)))) == [
        ("section_removed", "legislation.substantive-2", POWERS, None)
    ]


@pytest.mark.parametrize(
    "other",
    [profile(lossy=True), profile(section("sources", state="unknown")), profile(section("sources"), lossy=True)],
)
def test_what_is_unknown_on_either_side_is_not_told(other: Profile) -> None:
    """A lossy text that does not show a section says nothing about it, unless it prints it empty."""
    expected = 1 if other.state_of("sources") == "empty" else 0
    here = profile(section("sources", LAW))
    assert len(compare(here, other)) == len(compare(other, here)) == expected


def test_two_readings_are_never_compared() -> None:
    """Profiles read by two layout versions differ by our reading: refused, with both named."""
    with pytest.raises(ValueError, match="octopus@1 with octopus@2"):
        compare(profile(), replace(profile(), reading="octopus@2"))
