"""The notes: their small language, and the texts written in it."""

from __future__ import annotations

from collections import defaultdict

import pytest

from lexdelta.demo.labels import EN, FR
from lexdelta.demo.notes import Heading, Listing, Notes, Paragraph, Table, country_keys, load, read

NOTES = """\
% not shown
name: Atlantis
slug: atlan-2
1| status: NA
2| status: Party

== policies | Policies, so to speak

One paragraph
on two lines.

=== A heading of its own

- first
  goes on
-- inner
-
- last

+ one
+ two

|= Act | Year
| Tides Act | 2019

1| == sources

1| Old source
"""


def test_the_small_language_is_read_piece_by_piece() -> None:
    """Fields, sections with their own label, and every kind of piece come out as they were written."""
    notes = read("atlantis", NOTES, state=1)
    assert (notes.name, notes.slug, notes.field("status"), notes.field("signed")) == ("Atlantis", "atlan-2", "NA", "")
    assert [(part.key, part.label) for part in notes.parts] == [
        ("policies", "Policies, so to speak"),
        ("sources", None),
    ]
    assert notes.parts[0].pieces == (
        Paragraph("One paragraph on two lines."),
        Heading("A heading of its own"),
        Listing(False, ((1, "first goes on"), (2, "inner"), (1, ""), (1, "last"))),
        Listing(True, ((1, "one"), (1, "two"))),
        Table(("Act", "Year"), (("Tides Act", "2019"),)),
    )


def test_lines_of_one_state_are_missing_in_the_other() -> None:
    """A line marked with a state stands in that state only, a section's heading included."""
    notes = read("atlantis", NOTES, state=2)
    assert notes.field("status") == "Party"
    assert [part.key for part in notes.parts] == ["policies"]


def test_there_are_sixty_countries_each_with_its_own_address() -> None:
    """Sixty keys, sixty slugs, and no country without a known template."""
    notes = [load(key) for key in country_keys()]
    assert len(notes) == 60
    assert len({each.slug for each in notes}) == 60
    assert {each.field("template") for each in notes} == {"tabs", "accordion", "classic"}


def test_an_unknown_country_is_a_key_error() -> None:
    """A country that nobody wrote is told as such."""
    with pytest.raises(KeyError):
        load("atlantis")


@pytest.mark.parametrize("key", country_keys())
@pytest.mark.parametrize("state", [1, 2])
def test_every_section_key_has_a_printed_label_in_both_languages(key: str, state: int) -> None:
    """No notes use a key the template cannot print."""
    keys = {part.key for part in load(key, "en", state).parts} | {part.key for part in load(key, "fr", state).parts}
    assert keys <= set(EN.sections)
    assert keys <= set(FR.sections)


def _texts(notes: Notes) -> list[str]:
    texts: list[str] = []
    for part in notes.parts:
        for piece in part.pieces:
            match piece:
                case Paragraph(text) | Heading(text):
                    texts.append(text)
                case Listing():
                    texts += [text for _, text in piece.items]
                case Table():
                    texts += [" ".join(row) for row in piece.rows]
    return texts


def test_no_longer_paragraph_stands_in_two_countries() -> None:
    """Texts of more than twelve words are each one country's own, so that no country looks like a copy of another."""
    owners: defaultdict[str, set[str]] = defaultdict(set)
    for key in country_keys():
        for language, state in (("en", 1), ("en", 2), ("fr", 1), ("fr", 2)):
            for text in _texts(load(key, language, state)):
                owners[" ".join(text.split()).casefold()].add(key)
    assert {text: keys for text, keys in owners.items() if len(keys) > 1 and len(text.split()) > 12} == {}


def test_the_oddities_of_the_real_site_are_there() -> None:
    """Slugs, missing and empty sections, a repeated heading and a missing status stand as the real pages have them."""
    slugs = {load(key).slug for key in country_keys()}
    assert {"urugu-2", "kiriba-1", "nau-1", "zimbab-1", "japan_legislation", "moldova-republic-of-", "kosovo-"} <= slugs
    printed = {key: [part.key for part in load(key).parts] for key in country_keys()}
    empty = [part.key for part in load("malawi").parts if not part.pieces]
    assert load("ireland").field("status") == load("ireland").field("declarations") == ""
    assert load("japan").field("declarations") == "(empty)"
    assert printed["kosovo"].count("legislation.substantive") == 2
    assert "institutions" not in printed["samoa"]
    assert "legislation.state" not in printed["argentina"]
    assert len([key for key in empty if key != "legislation"]) == 6  # the group itself holds its children
