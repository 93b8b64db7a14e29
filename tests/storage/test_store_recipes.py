"""The recipes of the documentation run, and answer what the documentation shows."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from sqlite_utils import Database
from stories import Look, Story, moment_of, profile_of

from diffs.change import BlockChange, Named, SectionChange, StatusChange
from scraper.layouts.octopus import LAYOUT
from scraper.profile import Profile
from storage import chain, decisions
from storage.connection import rows
from storage.database import immediate

_DOCS = Path(__file__).parents[2] / "docs" / "recipes.md"
_RECIPE = re.compile(
    r"^## (?P<question>.+?)\n.*?```sql\n(?P<sql>.+?)\n```\n\n(?P<answer>\|.+?\n)\n", re.DOTALL | re.MULTILINE
)
_RECIPES = [found.groups() for found in _RECIPE.finditer(_DOCS.read_text(encoding="utf-8") + "\n\n")]


@pytest.fixture
def sample(story: Story) -> Database:
    """Six days of three countries: a move, a law, a section gone, a block page, a decision, and history."""
    said = {"institutions": "The cybercrime unit of the national police answers around the clock."}
    old = profile_of("Law 30096", "invited", case_law="Supreme Court, 12 March 2020", **said)
    new = profile_of("Law 30171", "party", case_law="Supreme Court, 12 March 2020", **said)
    benin = profile_of("Law 2017-20", case_law="Court of Cotonou", **said)
    french = profile_of("Loi 2017-20", "signatory", case_law="Code de procédure pénale, article 5")
    first, second = Look(old, body=b"<html>invited</html>"), Look(new, body=b"<html>party</html>")
    story.run(moment_of(1), {"peru.en": first, "benin.en": benin, "benin.fr": french, "cote-ivoire.en": profile_of()})
    still: dict[str, Profile | Look] = {
        "benin.en": benin,
        "benin.fr": Look(outcome="not_modified"),
        "cote-ivoire.en": profile_of(),
    }
    story.run(moment_of(3), {"peru.en": second, **still}, then=lambda run: _moved(story, run))
    blocked = Look(outcome="quarantined", reason="challenge", text_digest="ab")
    emptied = profile_of("Law 30171", "party", **said)
    story.run(
        moment_of(5), {"peru.en": emptied, **still, "cote-ivoire.en": blocked}, then=lambda run: _gone(story, run)
    )
    with immediate(story.db):
        decision = decisions.record(story.db, "Ana", "change", 2, "accept", "Official gazette seen", moment_of(6))
        chain.append(story.db, "decision", decision, moment_of(6))
    return story.db


NEW_LAW = (Named("law_added", None, "Law 30171"),)


def _moved(story: Story, run: int) -> None:
    story.change(run, "peru.en", change=StatusChange("standing", "invited", "party"))
    law = BlockChange("block_added", "legislation.substantive", "Substantive law", None, "Law 30171", named=NEW_LAW)
    story.change(run, "peru.en", change=law)
    story.change(run, "peru.en", change=replace(law, before="law 1", after="Law 1", named=()), significance="cosmetic")


def _gone(story: Story, run: int) -> None:
    gone = SectionChange("section_removed", "case_law", "Cases", "Supreme Court, 12 March 2020", None)
    story.change(run, "peru.en", "provisional", change=gone)
    long_ago = BlockChange("block_added", "institutions", "Specialised institutions", None, "A unit of 2011")
    story.change(run, "peru.en", change=long_ago, history=True)


def test_there_are_recipes_and_none_is_overlooked() -> None:
    """Every question of the page has a query and an answer that the tests compare."""
    headings = re.findall(r"^## (.+)$", _DOCS.read_text(encoding="utf-8"), re.MULTILINE)
    assert [question for question, _, _ in _RECIPES] == headings
    assert len(headings) >= 10


def test_recipes_name_the_sections_that_pages_have() -> None:
    """Whoever copies a query is answered by a real database: every section in it is a key of the shipped layout."""
    named = {key for _, sql, _ in _RECIPES for key in re.findall(r"section = '([^']+)'", sql)}
    assert named
    assert named <= set(LAYOUT.keys)


@pytest.mark.parametrize(("question", "sql", "answer"), _RECIPES, ids=[question for question, _, _ in _RECIPES])
def test_the_recipe_answers_what_the_page_shows(sample: Database, question: str, sql: str, answer: str) -> None:
    """The query runs and gives the table printed under it."""
    found = rows(sample, sql)
    assert found, question
    assert table([tuple(found[0].keys()), *map(tuple, found)]) == answer.strip()


def table(lines: list[tuple[object, ...]]) -> str:
    """Rows as the page prints them, the first one being the columns."""
    head, *rest = [[str(cell) if cell is not None else "" for cell in line] for line in lines]
    return "\n".join(f"| {' | '.join(line)} |" for line in [head, ["---"] * len(head), *rest])
