"""Pages keep their identity, and people may call them by what they know."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlite_utils import Database
from stories import COUNTRIES, Story, moment_of

from scraper.page import Page
from storage import pages
from storage.database import immediate
from storage.errors import UnknownPage


def test_a_page_is_written_down_once(story: Story) -> None:
    """A key that exists keeps its row: the address it was first given, and its country."""
    page = story.page("peru.en")
    moved = replace(page, url="https://elsewhere.example/", origin="index")
    with immediate(story.db):
        pages.ensure(story.db, moved, "octopus", None, moment_of(2))
    assert pages.get(story.db, "peru.en") == page
    assert pages.all_pages(story.db) == (page,)
    assert pages.get(story.db, "nowhere.en") is None


def test_an_unknown_country_has_its_key_for_a_name(story: Story) -> None:
    """A country that no table knows is watched all the same."""
    story.page("atlantis.en")
    assert story.db.execute("SELECT key, name, iso3 FROM countries").fetchall() == [("atlantis", "atlantis", None)]


def test_an_index_belongs_to_no_country(db: Database) -> None:
    """The index is a page, but no country appears for it in the list of countries."""
    index = Page("octopus.en", "", "en", "https://www.coe.int/en/web/octopus/country-wiki", "index")
    with immediate(db):
        pages.ensure(db, index, "octopus", None, moment_of(1))
    assert pages.get(db, "octopus.en") == index
    assert db.execute("SELECT count(*) FROM countries").fetchone()[0] == 0


def test_the_first_acceptance_is_remembered(story: Story) -> None:
    """Later acceptances do not move the date."""
    story.page("peru.en")
    with immediate(story.db):
        pages.mark_accepted(story.db, "peru.en", moment_of(1))
        pages.mark_accepted(story.db, "peru.en", moment_of(2))
    assert story.db.execute("SELECT accepted_at FROM pages").fetchall() == [("2026-11-01T03:30:00Z",)]


def test_addresses_that_answered_are_known(story: Story) -> None:
    """Where accepted captures ended up may answer again; other pages do not share it."""
    story.page("peru.en")
    story.page("peru.fr")
    with immediate(story.db):
        for at in (moment_of(1), moment_of(2)):
            pages.add_alias(story.db, "peru.en", "https://www.coe.int/peru", at)
    assert pages.aliases(story.db, "peru.en") == {"https://www.coe.int/peru"}
    assert pages.aliases(story.db, "peru.fr") == frozenset()


@pytest.mark.parametrize("text", ["peru.en", " PERU.EN ", "peru", "Peru", "Pérou", "perou"])
def test_a_country_with_one_edition_needs_no_language(story: Story, text: str) -> None:
    """Its key, its name in English or French, with or without accents, all mean its only page."""
    story.page("peru.en")
    story.page("benin.en")
    assert pages.resolve(story.db, text) == "peru.en"


@pytest.mark.parametrize("text", ["cote-ivoire", "Côte d'Ivoire", "cote d'ivoire"])
def test_a_name_with_several_editions_lists_them(story: Story, text: str) -> None:
    """Which edition is meant is not guessed."""
    story.page("cote-ivoire.en")
    story.page("cote-ivoire.fr")
    with pytest.raises(UnknownPage, match=r"cote-ivoire\.en or cote-ivoire\.fr"):
        pages.resolve(story.db, text)


def test_a_mistyped_name_is_answered_with_the_nearest(story: Story) -> None:
    """Near is offered, never taken: Niger is not Nigeria."""
    story.page("niger.en")
    with pytest.raises(UnknownPage, match=r"Did you mean .*niger"):
        pages.resolve(story.db, "nigeria")
    with pytest.raises(UnknownPage, match=r"^No page is called 'zzz'\.$"):
        pages.resolve(story.db, "zzz")


def test_an_index_is_not_meant_by_a_country(story: Story) -> None:
    """Only profiles answer to the name of a country."""
    story.page("peru.en")
    with immediate(story.db):
        index = Page("index/peru.en", "peru", "en", "https://www.coe.int/", "index")
        pages.ensure(story.db, index, "octopus", COUNTRIES["peru"], moment_of(1))
    assert pages.resolve(story.db, "peru") == "peru.en"
