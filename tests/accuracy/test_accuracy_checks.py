"""The checks behind the figures can fail: what is wrong is seen, and said with all one needs to see it again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from accounting import imbalance
from accuracy_jobs import EACH, LOOKS, NOT_YET, PAIRS_WANTED
from golden import Golden, Piece
from markup_styles import STYLES
from noise import KINDS
from plausible_pages import plausible
from seeded_edits import EDITORS, WITHOUT_HEADINGS, edit_of, problem, wrong_with
from seeded_places import Edit, spots, text_of, with_piece
from whole_reader import any_rendering, looked_at

from diffs.change import BlockChange, Change
from diffs.compare import compare
from scraper.profile import Profile

ROOT = Path(__file__).parents[2]


def states(kind: str) -> tuple[Profile, Profile, Edit]:
    """A page before and after an edit, and the edit."""
    random = Random(kind)
    page, edit = edit_of(kind, random)
    made = any_rendering(page, random)
    return looked_at(page, made.html.encode()), looked_at(edit.page, replace(made, page=edit.page).html.encode()), edit


@pytest.mark.parametrize("kind", ["paragraph added", "item removed", "number changed", "section emptied"])
def test_an_account_without_one_of_its_changes_does_not_balance(kind: str) -> None:
    """The law is broken by a change that is left out, and by one that is told twice."""
    before, after, _ = states(kind)
    changes = compare(before, after)
    assert imbalance(before, after, changes) == []
    assert imbalance(before, after, ()) != []
    assert imbalance(before, after, (*changes, *changes)) != []


def test_another_text_section_or_number_of_changes_is_seen() -> None:
    """Nothing told, told twice, told elsewhere, told with another word: each is a failure."""
    before, after, edit = states("number changed")
    (change,) = compare(before, after)
    assert isinstance(change, BlockChange)
    wrong: list[tuple[Change, ...]] = [
        (),
        (change, change),
        (replace(change, section="sources"),),
        (replace(change, before=f"{change.before}!"),),
        (replace(change, after=change.before),),
        (replace(change, edits=()),),
    ]
    assert list(wrong_with(edit.truth, (change,), exact=True)) == []
    assert all(list(wrong_with(edit.truth, changes, exact=True)) for changes in wrong)


def test_a_failure_says_how_to_see_it_again() -> None:
    """Kind, seed, page, style and both texts stand in what a failing seed prints."""

    def elsewhere(page: Golden, random: Random) -> Edit | None:
        edit = EDITORS["number changed"](page, random)
        return edit and replace(edit, truth=replace(edit.truth, section="nowhere", after="another text"))

    told = problem("number changed", 7, editor=elsewhere)
    assert "number changed 7:" in told
    assert all(word in told for word in ("noise ()", "expected Truth(", "before=", "another text", "told as"))


def test_a_seed_makes_one_page_and_one_edit() -> None:
    """The same kind and seed give the same page, edit and rendering in every run."""
    for kind in EDITORS:
        first, second = (edit_of(kind, Random(f"{kind} 3")) for _ in "12")
        assert first == second


def test_plausible_pages_do_not_repeat_themselves() -> None:
    """Blocks of one page differ, so that no edit of one of them is ambiguous."""
    for seed in range(50):
        page = plausible(Random(seed))
        texts = [text_of(piece) for part in page.parts for piece in part.pieces if piece.kind != "head"]
        assert len(texts) == len(set(texts))


def test_the_published_figures_are_those_of_the_tests() -> None:
    """docs/accuracy.md tells how many cases of how many kinds are run, and of how many it is not true."""
    told = (ROOT / "docs/accuracy.md").read_text(encoding="utf-8")
    right = len(EDITORS) - len(NOT_YET)
    assert told.count(f"{EACH * right:,} of {right} kinds") == 2
    assert f"{len(KINDS)} kinds of it" in told
    assert f"| {LOOKS:,} |" in told
    assert f"| {PAIRS_WANTED:,} |" in told
    assert "In ten of\n  the 46 templates" in told
    assert (len(WITHOUT_HEADINGS), len(STYLES)) == (10, 46)


def test_an_edit_changes_the_page_it_is_told_of() -> None:
    """A piece that is replaced is replaced where it stood, and nowhere else."""
    page = plausible(Random(1))
    spot = next(spots(page, ("p",)))
    after = with_piece(page, spot, Piece("p", "x"))
    assert [text_of(p) for p in after.parts[spot.part].pieces][spot.at] == "x"
    assert after.parts[: spot.part] == page.parts[: spot.part]
