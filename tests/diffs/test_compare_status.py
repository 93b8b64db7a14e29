"""Changes of the status line and of the country's name."""

from dataclasses import replace
from datetime import date

import pytest
from profiles import PARTY, block, profile, section

from diffs.change import Change, StatusChange, is_removal
from diffs.compare import compare
from scraper.profile import Block, Section, Status

UNSTATED = Status(raw="See legal profile")
NO_LINE = Status()
INVITED = Status("invited", "Invited to accede", raw="Status : Invited to accede See legal profile")
OTHER = Status("other", "Membership suspended", raw="Status : Membership suspended See legal profile")


def between(old: Status, new: Status) -> tuple[Change, ...]:
    """The changes between two status lines, printed in a status section as pages do."""
    return compare(*(profile(printed(status), status=status) for status in (old, new)))


def printed(status: Status, address: str = "https://a.example/legal") -> Section:
    return section("status", block(status.raw, ("See legal profile", address)))


def fields(changes: tuple[Change, ...]) -> list[tuple[str, str | None, str | None]]:
    return [(c.field, c.before, c.after) for c in changes if isinstance(c, StatusChange)]


def declared(text: str | None) -> Status:
    """A Party with that printed under declarations and reservations."""
    if text is None:
        return PARTY
    return replace(
        PARTY, declarations=text, raw=f"Status : Party Declarations and reservations : {text} See legal profile"
    )


def test_a_status_that_moved_is_told_once() -> None:
    """Invited to Party is one change, by the keys of the scale; the edited line is not told as a block beside it."""
    (change,) = between(INVITED, PARTY)
    assert fields((change,)) == [("standing", "invited", "party")]
    assert (change.kind, change.section, change.label) == (
        "status_moved",
        "status",
        "Status regarding Budapest Convention",
    )


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (PARTY, UNSTATED, ("standing", "party", "unstated")),
        (UNSTATED, PARTY, ("standing", "unstated", "party")),
        (PARTY, OTHER, ("wording", "Party", "Membership suspended")),
        (OTHER, PARTY, ("wording", "Membership suspended", "Party")),
        (UNSTATED, OTHER, ("wording", None, "Membership suspended")),
        (OTHER, UNSTATED, ("wording", "Membership suspended", None)),
        (
            OTHER,
            replace(OTHER, wording="Left", raw="Status : Left See legal profile"),
            ("wording", "Membership suspended", "Left"),
        ),
    ],
)
def test_words_not_known_are_never_a_move(old: Status, new: Status, told: tuple[str, str | None, str | None]) -> None:
    """A wording the grammar does not know is told as wording, whichever side it stands on."""
    assert fields(between(old, new)) == [told]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (PARTY, replace(PARTY, wording="Partie", raw="Statut : Partie Voir le profil légal")),
        (
            Status("none", "NA", raw="Status : NA See legal profile"),
            Status("none", "N/A", raw="Status : N/A See legal profile"),
        ),
        (OTHER, replace(OTHER, wording="Membership\u00a0suspended")),
    ],
)
def test_the_same_standing_in_other_words_is_no_change(old: Status, new: Status) -> None:
    """Partie is Party, NA is N/A, and white space is nothing."""
    assert between(old, new) == ()


@pytest.mark.parametrize("text", [None, "", "NA", "N/A", "–", "n/a", " - "])
@pytest.mark.parametrize("other", [None, "N/A"])
def test_nothing_declared_in_any_spelling_is_no_change(text: str | None, other: str | None) -> None:
    """NA, N/A, a dash, an empty value and no label all declare nothing."""
    assert between(declared(text), declared(other)) == ()


def test_declarations_that_changed_are_told_with_both_texts() -> None:
    """The printed texts, None where the label is not printed."""
    old, new = "Reservations: Art. 14", "Reservations: Art. 14, Art. 22"
    assert fields(between(declared(old), declared(new))) == [("declarations", old, new)]
    assert fields(between(PARTY, declared(new))) == [("declarations", None, new)]


def test_no_reservations_is_a_statement() -> None:
    """Saying that there are none is more than saying nothing."""
    told = fields(between(declared("N/A"), declared("No reservations.")))
    assert told == [("declarations", "N/A", "No reservations.")]


def test_dates_are_told_as_iso_dates() -> None:
    """Signature and ratification, each for itself."""
    old = Status("party", "Party", None, date(2001, 11, 23), date(2006, 3, 25), "Status : Party")
    new = replace(old, signed=None, ratified=date(2006, 5, 19))
    assert fields(between(old, new)) == [("signed", "2001-11-23", None), ("ratified", "2006-03-25", "2006-05-19")]


def test_a_line_that_is_gone_is_one_change() -> None:
    """Heading, value, declarations and dates that vanish together are one removal, to be seen twice."""
    old = replace(declared("Reservations: Art. 14"), signed=date(2001, 11, 23))
    changes = compare(profile(printed(old), status=old), profile(status=NO_LINE))
    assert fields(changes) == [("standing", "party", "unstated")]
    assert len(changes) == 1
    assert is_removal(changes[0])


def test_an_unknown_wording_that_is_gone_is_a_removal() -> None:
    """It must be seen twice like any status that is not stated any more."""
    (change,) = compare(profile(printed(OTHER), status=OTHER), profile(status=NO_LINE))
    assert is_removal(change)


def test_a_line_that_came_back_is_told_by_its_fields() -> None:
    """A new status section that holds only the line is no section_added beside the move."""
    changes = compare(profile(status=NO_LINE), profile(printed(INVITED), status=INVITED))
    assert fields(changes) == [("standing", "unstated", "invited")]
    assert len(changes) == 1


def test_a_removal_held_back_does_not_return_as_an_addition() -> None:
    """With the old status put back in its place but no section printed, the line's return is no change."""
    assert compare(profile(status=PARTY), profile(printed(PARTY), status=PARTY)) == ()


def test_a_status_section_without_a_value_is_a_section_like_any_other() -> None:
    """Where no field can tell it, the heading that came or went is told."""
    stated_nothing = profile(printed(UNSTATED), status=UNSTATED)
    changes = compare(stated_nothing, profile(status=NO_LINE))
    assert [(change.kind, change.before) for change in changes] == [("section_removed", "See legal profile")]


def test_other_text_in_the_status_section_is_compared_as_blocks() -> None:
    """A remark beside the line is told like any paragraph, the line by its fields."""
    remark = "The instrument was deposited in June."
    old = profile(section("status", PARTY.raw), status=PARTY)
    new = profile(section("status", INVITED.raw, remark), status=INVITED)
    assert [(c.kind, c.after) for c in compare(old, new)] == [("status_moved", "invited"), ("block_added", remark)]


def test_a_link_of_the_line_that_leads_elsewhere_is_told() -> None:
    """The line's text is compared by fields, its links by where they lead."""
    changes = compare(profile(printed(PARTY)), profile(printed(PARTY, "https://a.example/other")))
    assert [(c.kind, c.after) for c in changes] == [("link_changed", "See legal profile <https://a.example/other>")]


def test_a_link_inside_new_declarations_is_told_with_their_text() -> None:
    """A link that came with the declarations is not told a second time."""
    new = declared("See the list")
    line = Block("paragraph", new.raw)
    linked = replace(line, links=block(new.raw, ("the list", "https://a.example/list")).links)
    changes = compare(profile(section("status", PARTY.raw)), profile(section("status", linked), status=new))
    assert [change.kind for change in changes] == ["declarations_changed"]


def test_words_that_stand_in_no_field_are_told_as_an_edit_of_the_line() -> None:
    """Nothing printed in the status line changes in silence."""
    old = Status("party", "Party", raw="Status : Party Signed : soon See legal profile")
    new = Status("party", "Party", raw="Status : Party Signed : never See legal profile")
    (change,) = between(old, new)
    assert (change.kind, change.section, change.before, change.after) == ("block_edited", "status", old.raw, new.raw)


def test_a_line_that_does_not_belong_to_its_fields_is_told_by_the_fields_alone() -> None:
    """Where a standing is known and its printed words are not, nothing more can be read out of the line."""
    old, new = (Status(standing, raw=f"Status : {standing}") for standing in ("party", "signatory"))
    assert [change.kind for change in between(old, new)] == ["status_moved"]


def test_a_number_without_end_in_the_line_is_read_as_text() -> None:
    """Digits that are no date are compared as they stand, however many."""
    old, new = (Status("party", "Party", raw=f"Status : Party {digit * 9_000}/1") for digit in "12")
    assert [change.kind for change in between(old, new)] == ["block_edited"]


def test_the_pages_own_date_in_the_line_is_no_change() -> None:
    """A "Last updated" that the status line swallowed differs every day and says nothing."""
    lines = [f"Status : Party Last updated : {day}/04/2020" for day in ("16", "17")]
    old, new = (
        replace(profile(status=Status("party", "Party", raw=line)), stated_at=date(2020, 4, day))
        for line, day in zip(lines, (16, 17), strict=True)
    )
    assert compare(old, new) == ()


def test_a_lossy_text_is_not_asked_for_the_line_it_lost() -> None:
    """A text rendering without a status line says nothing about the status."""
    assert compare(profile(status=PARTY), profile(status=NO_LINE, lossy=True)) == ()
    assert compare(profile(status=NO_LINE, title="", lossy=True), profile(status=PARTY)) == ()


def test_a_lossy_text_that_shows_the_line_is_asked() -> None:
    """What it does show counts."""
    assert fields(compare(profile(status=INVITED, lossy=True), profile(status=PARTY))) == [
        ("standing", "invited", "party")
    ]


def test_the_title_is_told_when_it_differs() -> None:
    """The country's name as printed, noise aside."""
    changes = compare(profile(title="Turkey"), profile(title="Türkiye"))
    assert [(c.kind, c.before, c.after) for c in changes] == [("title_changed", "Turkey", "Türkiye")]
    assert compare(profile(title="C\u00f4te"), profile(title="Co\u0302te\u00a0")) == ()
