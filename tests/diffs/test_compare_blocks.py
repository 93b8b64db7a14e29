"""Changes inside sections that stay: what is told of blocks and links, and what is not."""

from dataclasses import replace

import pytest
from profiles import block, profile, section

from diffs.change import BlockChange, Change
from diffs.compare import compare
from scraper.profile import Block, Link

POLICE = "The police run a help line for victims."
COURT = "The court keeps a list of sworn experts."
TEAM = "The response team publishes a yearly report."


def inside(old: list[str | Block], new: list[str | Block]) -> tuple[Change, ...]:
    """The changes between two states of one section."""
    return compare(profile(section("institutions", *old)), profile(section("institutions", *new)))


def briefly(changes: tuple[Change, ...]) -> list[tuple[str, str | None, str | None]]:
    return [(change.kind, change.before, change.after) for change in changes]


def test_added_and_removed_blocks_are_told_in_reading_order() -> None:
    """Additions stand where they are printed, removals after the block they followed."""
    assert briefly(inside([POLICE, COURT], [TEAM, POLICE])) == [
        ("block_added", None, TEAM),
        ("block_removed", COURT, None),
    ]


def test_an_edited_block_shows_its_words() -> None:
    """An edit is told once, with the words taken out and put in."""
    (change,) = inside([POLICE, COURT], [POLICE, "The court keeps a list of 12 sworn experts."])
    assert isinstance(change, BlockChange)
    assert (change.kind, change.section, change.label) == ("block_edited", "institutions", "Specialised institutions")
    assert [edit.text for edit in change.edits if edit.op == "insert"] == [" 12"]


def test_a_block_edited_and_moved_is_edited() -> None:
    """Where it stands matters less than what it says."""
    changes = inside([POLICE, COURT, TEAM], [COURT, TEAM, "The police run a help line for all victims."])
    assert [change.kind for change in changes] == ["block_edited"]


def test_a_rewrite_is_a_removal_and_an_addition() -> None:
    """Unlike texts are not forced into one edit of confetti."""
    new = "A regional centre for forensic work opened its doors to students."
    changes = inside([POLICE, COURT], [new, COURT])
    assert briefly(changes) == [("block_removed", POLICE, None), ("block_added", None, new)]


def test_a_moved_block_is_one_change() -> None:
    """Of three blocks in another order only the one that must have moved is told."""
    assert briefly(inside([POLICE, COURT, TEAM], [TEAM, POLICE, COURT])) == [("block_moved", TEAM, TEAM)]


def test_a_block_that_changed_sections_moved() -> None:
    """Text that vanished in one section and stands in another was not deleted: one change says where it came from."""
    old = profile(section("policies", POLICE, COURT), section("institutions", TEAM))
    new = profile(section("policies", COURT), section("institutions", TEAM, POLICE))
    (change,) = compare(old, new)
    assert isinstance(change, BlockChange)
    assert (change.kind, change.section, change.moved_from) == ("block_moved", "institutions", "policies")


def test_short_filler_does_not_move_between_sections() -> None:
    """Filler such as "N/A" taken out here and put in there is two facts."""
    old = profile(section("policies", POLICE, "N/A"), section("institutions", TEAM))
    new = profile(section("policies", POLICE), section("institutions", TEAM, "N/A"))
    assert [change.kind for change in compare(old, new)] == ["block_removed", "block_added"]


def test_text_that_moved_into_a_new_section_is_no_deletion() -> None:
    """The section is told whole; that its text came from elsewhere is told where it left, never as removed."""
    old = profile(section("policies", POLICE, COURT))
    new = profile(section("policies", POLICE), section("institutions", COURT))
    changes = compare(old, new)
    assert briefly(changes) == [("section_added", None, COURT), ("block_moved", COURT, COURT)]


def test_duplicates_count() -> None:
    """One of three equal blocks taken out is one removal, and moves none of the others."""
    assert briefly(inside([POLICE, COURT, POLICE], [POLICE, COURT])) == [("block_removed", POLICE, None)]
    assert briefly(inside([POLICE], [POLICE, POLICE])) == [("block_added", None, POLICE)]


@pytest.mark.parametrize(
    "noise",
    [
        "The police\u00a0run a help line for victims.",
        "The po\u00adlice run a help\u200b line for victims.",
        "The  police run a help line for victims .",
        "\ufeffThe police run a help line for victims. ",
    ],
)
def test_noise_is_no_change(noise: str) -> None:
    """What normalise removes is no difference."""
    assert inside([POLICE, COURT], [noise, COURT]) == ()


def test_another_composition_of_letters_is_no_change() -> None:
    """An accent that is a character of its own prints the same letter."""
    assert inside(["La stratégie a été adoptée."], ["La strate\u0301gie a e\u0301te\u0301 adopte\u0301e."]) == ()


def test_the_kind_of_a_block_is_no_change() -> None:
    """A paragraph that became a list item says the same."""
    assert inside([POLICE], [Block("item", POLICE)]) == ()


def test_empty_blocks_are_no_change() -> None:
    """Blocks that print nothing are not compared."""
    assert inside([POLICE], ["\u00a0", POLICE, "\u200b"]) == ()


@pytest.mark.parametrize("text", ["22.1", "not", "5", "Fiji", "§", "é"])
def test_a_difference_of_one_word_is_always_told(text: str) -> None:
    """However small, an edit is one change."""
    assert [change.kind for change in inside([POLICE], [POLICE.replace("a help", f"{text} help")])] == ["block_edited"]


def test_a_link_that_leads_elsewhere_is_told() -> None:
    """The text is the same, the address is not: both are shown."""
    old, new = (block(COURT, ("list", f"https://court.example/{year}")) for year in (2015, 2021))
    assert briefly(inside([old], [new])) == [
        ("link_changed", "list <https://court.example/2015>", "list <https://court.example/2021>")
    ]


def test_two_links_that_swapped_addresses_are_told() -> None:
    """The same addresses under other words lead elsewhere."""
    one = block("A and B", ("A", "https://x.example/a"), ("B", "https://x.example/b"))
    other = block("A and B", ("A", "https://x.example/b"), ("B", "https://x.example/a"))
    assert [change.kind for change in inside([one], [other])] == ["link_changed", "link_changed"]


def test_a_link_that_came_or_went_is_told() -> None:
    """Words that became a link, or stopped being one, are told with the side that has it."""
    linked = block(COURT, ("list", "https://court.example/list"))
    assert briefly(inside([COURT], [linked])) == [("link_changed", None, "list <https://court.example/list>")]
    assert briefly(inside([linked], [COURT])) == [("link_changed", "list <https://court.example/list>", None)]


def test_a_session_token_in_a_link_is_no_change() -> None:
    """What `address` drops is no difference."""
    old, new = (block(COURT, ("list", f"https://court.example/list?p_auth={token}")) for token in ("a1", "b2"))
    assert inside([old], [new]) == ()


def test_a_link_cut_in_two_is_no_change() -> None:
    """Two links side by side that lead where one led."""
    one = block(COURT, ("a list of", "https://court.example/list"))
    two = block(COURT, ("a list", "https://court.example/list"), ("of", "https://court.example/list"))
    assert inside([one], [two]) == ()


def test_a_text_rendering_is_not_asked_for_links() -> None:
    """Renderings lose addresses, and lines that are nothing else: that one shows none says nothing about the page."""
    linked = block(COURT, ("list", "https://court.example/list"))
    page = profile(section("institutions", POLICE, linked, "https://court.example/"))
    text = replace(profile(section("institutions", POLICE, COURT)), lossy=True)
    assert compare(page, text) == compare(text, page) == ()


def test_a_link_retargeted_in_an_edited_block_is_told_too() -> None:
    """The words changed in one place, and the address under other words."""
    old, new = block(COURT, ("list", "https://a.example")), block(COURT, ("list", "https://b.example"))
    edited = replace(new, text=COURT.replace("sworn", "trusted"))
    assert [change.kind for change in inside([old], [edited])] == ["block_edited", "link_changed"]


def test_a_new_link_that_came_with_new_words_is_told_by_the_words() -> None:
    """An edit that brings a link is one change."""
    edited = Block("paragraph", COURT + " See the site.", (Link("the site", "https://a.example"),))
    assert [change.kind for change in inside([COURT], [edited])] == ["block_edited"]
