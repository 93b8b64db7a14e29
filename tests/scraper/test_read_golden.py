"""Every page known, in every markup: what is read is what the file beside its description says."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from golden import PAGES, Golden, folders, load
from golden_files import EXPECTED, read_as_usual, read_html
from golden_truth import folded, told, truth_of
from hands import HANDS
from markup_styles import STYLES
from surroundings import around
from text_rendering import as_text, kept
from visible_words import article_words, in_order, missing, words

from scraper.capture import Capture
from scraper.layouts.octopus import LAYOUT
from scraper.profile import Profile
from scraper.read import read

FOLDERS = folders()
HOW = "python tests/support/golden_files.py writes it anew; read it, then: golden_pages.py record octopus"
each_page = pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)


def renderings(folder: Path) -> Iterator[tuple[str, str]]:
    """The page in every style; hands and surroundings change from style to style and from page to page."""
    page, turn = load(folder), FOLDERS.index(folder)
    for number, style in enumerate(STYLES):
        hand, surroundings = HANDS[(number + turn) % len(HANDS)], around(page, number + turn // len(HANDS))
        name = f"{style.__name__}, {type(hand).__name__}, {surroundings.__name__}"
        yield name, surroundings(page, style(page, hand))


def expected(folder: Path) -> dict[str, Any]:
    """What a person has looked through."""
    path = folder / EXPECTED
    assert path.exists(), f"{path} is missing: {HOW}"
    truth: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return truth


def placed(profile: Profile) -> tuple[list[str], list[str]]:
    """The words of all blocks, in order, and those of all headings."""
    blocks = [word for section in profile.sections for block in section.blocks for word in words(block.text)]
    return blocks, [word for section in profile.sections for word in words(section.label)]


def _kinds(page: Golden) -> set[str]:
    return {piece.kind for part in page.parts for piece in part.pieces}


@each_page
def test_a_page_is_read_as_expected(folder: Path) -> None:
    """The plainest markup gives what the file says, and so does the description without any reader."""
    page = load(folder)
    assert read_as_usual(page) == expected(folder), HOW
    assert truth_of(page) == expected(folder), HOW


@each_page
def test_no_markup_reads_otherwise(folder: Path) -> None:
    """Titles, states, blocks, links and the account of words are the same in every style."""
    page, truth = load(folder), folded(expected(folder))
    for name, html in renderings(folder):
        assert folded(told(read_html(html, page.url))) == truth, name


@each_page
def test_every_word_is_accounted_for(folder: Path) -> None:
    """A second parser sees the same words in the article: in one block each, in order, or counted as the template's."""
    for name, html in renderings(folder):
        profile = read_html(html, load(folder).url)
        (blocks, labels), (shown, away) = placed(profile), article_words(html)
        assert missing(blocks, shown) == [], name
        assert in_order(blocks, shown), name
        assert missing([*blocks, *labels], [*shown, *away]) == [], name
        account = profile.words
        assert account.placed == len(blocks) + len(labels), name
        assert account.placed + account.boilerplate + account.unplaced == len(shown) + len(away), name


@pytest.mark.parametrize("name", [folder.name for folder in FOLDERS if "row" not in _kinds(load(folder))])
def test_a_text_rendering_says_the_same_where_it_speaks(name: str) -> None:
    """Texts and status are those of the page; what a rendering does not show is unknown, never empty or absent."""
    page = load(PAGES / name)
    headers = (("content-type", "text/plain; charset=utf-8"),)
    at = datetime(2026, 1, 2, tzinfo=UTC)
    profile = read(Capture("x.en", page.url, page.url, at, "file", 200, headers, as_text(page).encode()), LAYOUT)
    truth = expected(PAGES / name)
    shown = {s["label"]: [block[1] for block in s["blocks"]] for s in truth["sections"]}
    assert [s.label for s in profile.sections] == [page.status_label, *(part.label for part in kept(page))]
    for section in profile.sections[1:]:
        assert [block.text for block in section.blocks] == shown[section.label]
        assert section.state == ("filled" if shown[section.label] else "unknown")
    assert profile.status.standing == truth["status"]["standing"]
    assert profile.status.raw == truth["status"]["raw"]
    assert (profile.title, profile.words.unplaced) == (page.title, 0)
    assert profile.state_of("legislation") == "unknown"


def test_the_pages_hold_what_is_known() -> None:
    """Each country seen has a page; so have both languages, all eras, every section in every state, every standing."""
    pages = {folder.name: load(folder) for folder in FOLDERS}
    assert len(pages) >= 90
    assert len({_country(page) for page in pages.values()}) == 71
    assert {page.era for page in pages.values()} == {"E1", "E1b", "E2", "E3a", "E3b", "E3c", "print"}
    assert {page.language for page in pages.values()} == {"en", "fr"}
    told_all = [expected(folder) for folder in FOLDERS]
    states = {(s["key"].removesuffix("-2"), s["state"]) for truth in told_all for s in truth["sections"]}
    assert {key for key, state in states if state == "filled"} == set(LAYOUT.keys)
    assert {key for key, state in states if state == "empty"} >= {"policies", "legislation.state", "sources"}
    standings = {truth["status"]["standing"] for truth in told_all}
    assert standings == {"party", "signatory", "invited", "observer", "none", "unstated"}
    kinds = {block[0] for truth in told_all for section in truth["sections"] for block in section["blocks"]}
    assert kinds == {"paragraph", "item", "row", "heading"}


def test_the_styles_are_many() -> None:
    """No two of them make the same article of one page."""
    page = load(FOLDERS[0])
    assert len({style(page, HANDS[0]) for style in STYLES}) == len(STYLES) >= 40


def _country(page: Golden) -> str:
    country = LAYOUT.country(page.title)
    assert country is not None, page.title
    return country.key
