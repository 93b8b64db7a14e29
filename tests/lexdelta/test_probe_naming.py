"""A heading nobody has seen before: which section it may stand for, and the line of config.toml that names it."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lexdelta.emit import toml, visible
from lexdelta.naming import LONGEST, MOST, NewHeading, lines_to_add, new_headings
from scraper.layouts.octopus import LAYOUT
from scraper.layouts.shipped import shipped

WHOLE = [(key, key) for key in LAYOUT.keys]

COOPERATION = ("cooperation", "cooperation.authorities", "cooperation.guides")


def around(text: str, place: str, *also_missing: str) -> list[tuple[str, str]]:
    """A page that prints everything but one section, and in its place the heading; others may be missing too."""
    named = [("slug", text) if key == place else (key, label) for key, label in WHOLE]
    return [(key, label) for key, label in named if key not in also_missing]


def only(text: str, *pages: list[tuple[str, str]]) -> NewHeading:
    """What is made of a heading that stands on these pages."""
    printed = {f"page{number}.en": page for number, page in enumerate(pages)}
    (found,) = new_headings(LAYOUT, [(page, text) for page in printed], printed)
    return found


@pytest.mark.parametrize("place", [key for key, _ in WHOLE if key != "status"])
def test_a_heading_in_the_one_free_place_is_that_section(place: str) -> None:
    """Where a page prints all other sections, the new heading stands for the one that is missing there."""
    children = [key for key, _ in WHOLE if key.startswith(f"{place}.")]
    found = only("Quite new words", around("Quite new words", place, *children))
    assert (found.key, found.kept_as) == (place, "slug")
    assert found.line == f'"Quite new words" = "{place}"'


def test_several_pages_narrow_it_down() -> None:
    """What one page leaves open another settles: a heading stands for the same section everywhere."""
    text = "Competent bodies"
    first = around(text, "institutions", *COOPERATION, "case_law")
    assert only(text, first).key == "slug"
    assert only(text, first, around(text, "institutions", "sources")).key == "institutions"


def test_what_stays_open_is_a_section_of_its_own_and_says_what_else() -> None:
    """No guess is told as knowledge: the line is harmless as it stands, and names the other sections it may be."""
    found = only("Competent bodies", around("Competent bodies", "institutions", *COOPERATION))
    assert found.line == '"Competent bodies" = "slug"  # a section of its own; or institutions, cooperation'
    assert tomllib.loads(found.line) == {"Competent bodies": "slug"}


def test_an_outer_section_is_likelier_than_one_inside_another() -> None:
    """The reader takes for new what is made like an outer heading; the other section is named beside the line."""
    found = only("Competent bodies", around("Competent bodies", "institutions", "legislation.related"))
    assert found.line == '"Competent bodies" = "institutions"  # or legislation.related'


def test_like_words_decide() -> None:
    """A label whose words were turned round is the section whatever else is missing."""
    text = "Strategies/policies, cybercrime"
    assert only(text, around(text, "policies", "legislation", "legislation.state")).key == "policies"


def test_nothing_missing_means_a_new_section() -> None:
    """A heading beside all the known ones is told as a section of its own, without alternatives."""
    page = [*WHOLE, ("cyber-diplomacy", "Cyber diplomacy")]
    assert only("Cyber diplomacy", page).line == '"Cyber diplomacy" = "cyber-diplomacy"  # a section of its own'


def test_a_text_that_long_is_no_heading() -> None:
    """No line is offered for what nobody would take for a heading."""
    found = only("x" * (LONGEST + 1), WHOLE)
    assert found.line == ""
    assert lines_to_add([found]) == ()


def test_lines_say_under_which_table_they_belong() -> None:
    """Headings of two layouts are two groups, each behind a comment, and what is printed is TOML."""
    named = [NewHeading(name, "A", "a", "b", (), ()) for name in ("octopus", "cyberpolicy")]
    lines = lines_to_add(named)
    assert lines == (
        "# under [layouts.octopus.labels]",
        '"A" = "b"',
        "# under [layouts.cyberpolicy.labels]",
        '"A" = "b"',
    )


def test_a_page_of_endless_headings_is_bounded() -> None:
    """Those on most pages come first."""
    unknown = [("a.en", f"Heading {number}") for number in range(5000)] + [("b.en", "Heading 4999")]
    found = new_headings(shipped("octopus"), unknown, {})
    assert len(found) == MOST
    assert found[0].text == "Heading 4999"


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_a_toml_string_reads_back(text: str) -> None:
    """Whatever a page prints: it parses to the very text, on one line, and nothing in it can steer a terminal."""
    written = toml(text)
    assert tomllib.loads(f"{written} = 1") == {text: 1}
    assert "\n" not in written
    assert visible(written) == written
