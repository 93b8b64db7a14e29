"""A short line of which half was reworded: one change where nothing else stands between its neighbours."""

import pytest
from named_pages import names, of
from profiles import profile, section

from diffs.change import BlockChange, Change
from diffs.compare import compare
from scraper.profile import Block

POLICE = "The police run a help line for victims."
COURT = "The court keeps a list of sworn experts."
OLD, NEW = "Data Protection Commissioner", "Information Commissioner"


def inside(old: list[str | Block], new: list[str | Block]) -> tuple[Change, ...]:
    """The changes between two states of one section."""
    return compare(profile(section("institutions", *old)), profile(section("institutions", *new)))


def kinds(old: list[str | Block], new: list[str | Block]) -> list[str]:
    """What is told, in order."""
    return [change.kind for change in inside(old, new)]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (OLD, NEW),
        ("Cellule de renseignement financier", "Cellule de lutte antifraude"),
        ("Computer Crime Team, Lagos", "Cyber Fraud Team, Abuja and Lagos"),
    ],
)
@pytest.mark.parametrize(("above", "below"), [((POLICE,), (COURT,)), ((POLICE,), ()), ((), (COURT,))])
def test_a_short_line_reworded_in_its_place_is_one_change(
    before: str, after: str, above: tuple[str, ...], below: tuple[str, ...]
) -> None:
    """Between the same neighbours, or at the same end of the section, it is the same line with other words."""
    (change,) = inside([*above, before, *below], [*above, after, *below])
    assert isinstance(change, BlockChange)
    assert (change.kind, change.before, change.after) == ("block_edited", before, after)


def test_what_stands_elsewhere_or_beside_another_is_another_line() -> None:
    """Without the same neighbours on both sides, or with a second candidate, nobody can tell which became which."""
    assert kinds([POLICE, OLD, COURT], [POLICE, COURT, NEW]) == ["block_removed", "block_added"]
    assert kinds([POLICE, OLD, COURT], [POLICE, NEW, "A registry of sworn translators", COURT]) == [
        "block_removed", "block_added", "block_added",
    ]  # fmt: skip
    assert kinds([OLD], [NEW]) == ["block_removed", "block_added"]
    assert kinds([POLICE, Block("item", OLD), COURT], [POLICE, NEW, COURT]) == ["block_removed", "block_added"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Fraud hotline", "Regional centre for forensics"),
        ("The list of courts", "The rules of the house"),
        ("Act 7 on data", "Act 9 on fraud"),
        (
            "The council meets twice every year in the capital and publishes what it decided about ransom cases.",
            "The council publishes guidance for hospitals, schools and banks, with a helpline every year.",
        ),
    ],
)
def test_lines_that_share_too_little_are_two(before: str, after: str) -> None:
    """Small words are not enough, nor the word Act before another number; of a long text half must stay."""
    assert kinds([POLICE, before, COURT], [POLICE, after, COURT]) == ["block_removed", "block_added"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Data Protection Law", "Law on Personal Data"),
        ("National Cybersecurity Strategy", "Digital Cybersecurity Strategy of the Region"),
        ("Nigeria Police Force, Abuja", "Abuja High Court"),
    ],
)
@pytest.mark.parametrize("rest", [(), ("before", "after")])
def test_two_laws_strategies_or_bodies_of_two_kinds_stay_two(before: str, after: str, rest: tuple[str, ...]) -> None:
    """What stands in the place of another law is another law, also when the page names both elsewhere."""
    cited = [f"See the {before} and the {after} as well, where it is said."] if rest else []
    old, new = of("legislation", POLICE, before, COURT, *cited), of("legislation", POLICE, after, COURT, *cited)
    assert [change.form for change in compare(old, new)] == ["block_removed", "block_added"]


def test_a_body_in_the_place_of_another_is_told_as_both() -> None:
    """The line is one change, and it names the body that went and the one that came: nobody says they are one."""
    old, new = of("institutions", POLICE, OLD, COURT), of("institutions", POLICE, NEW, COURT)
    changes = compare(old, new)
    assert [change.form for change in changes] == ["block_edited"]
    assert names(changes) == [("institution_removed", OLD, None), ("institution_added", None, NEW)]
