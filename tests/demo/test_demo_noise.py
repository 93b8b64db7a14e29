"""Noise: every response differs, and none reads differently."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from lexdelta.demo.labels import WORDINGS
from lexdelta.demo.noise import Pen
from lexdelta.demo.notes import country_keys
from lexdelta.demo.site import render


@pytest.mark.parametrize("key", country_keys())
@pytest.mark.parametrize("language", ["en", "fr"])
def test_noise_changes_the_bytes_and_no_word(key: str, language: str, lines: Callable[[str], list[str]]) -> None:
    """Responses with other noise are other bytes, and a person reads the same lines in them."""
    first, *others = (render(key, language, 1, seed) for seed in (1, 2, 3, 4))
    assert first not in others
    assert all(lines(other) == lines(first) for other in others)


def test_the_same_seed_gives_the_same_bytes() -> None:
    """A test that names its seed gets the same page twice."""
    assert render("fiji", "en", 1, seed=7) == render("fiji", "en", 1, seed=7)


def test_characters_are_spelled_in_every_way_where_the_template_allows_it() -> None:
    """Old and tabbed pages write é as a character or as one of two entities; panels always write the character."""
    spellings = {found for seed in range(30) for found in re.findall("(?:é|&eacute;|&#233;)", _article("chad", seed))}
    assert spellings == {"é", "&eacute;", "&#233;"}
    assert not any("&ndash;" in _article("serbia", seed) or "&#8211;" in _article("serbia", seed) for seed in range(30))


def _article(key: str, seed: int) -> str:
    return render(key, "en", 1, seed).partition("journal-content-article")[2]


def test_tokens_ids_and_stamps_differ_between_responses() -> None:
    """What a portal renews for every visitor is renewed: the session token, element ids, cache-busters."""
    pages = [render("belgium", "en", 1, seed) for seed in range(5)]
    for pattern in (r"authToken = '(\w+)'", r"p_auth=(\w+)", r"data-parent=\"#(\w+)\"", r"main\.css\?t=(\d+)"):
        assert len({found[1] for page in pages if (found := re.search(pattern, page))}) == 5, pattern


def test_the_portal_renews_a_token_an_editor_pasted_but_not_the_words() -> None:
    """The address behind a pasted link changes with the session, the words that show it stay."""
    pages = [_article("united-states-of-america", seed) for seed in (1, 2)]
    hrefs = [re.findall(r'href="([^"]*declarations\?p_auth=\w+)"', page) for page in pages]
    assert hrefs[0] != hrefs[1]
    assert all(page.count("declarations?p_auth=z2YadrUR</a>") == 1 for page in pages)


def test_attributes_and_classes_come_in_changing_order() -> None:
    """The same element is written in more than one order of attributes and of class names."""
    written = {Pen(seed).line("a", "x", href="/y", class_="one two", id="z") for seed in range(40)}
    assert len(written) > 6
    assert {re.sub(r'class="[^"]+"', "", each).count('="') for each in written} == {2}


@pytest.mark.parametrize("key", country_keys())
def test_the_menu_has_the_words_of_the_sections_and_no_profile_reads_them(
    key: str, lines: Callable[[str], list[str]]
) -> None:
    """Every page's menu repeats section labels, and each label the article prints stands in the article itself."""
    page = render(key, "en", 1, 3)
    banner = page.partition("</header>")[0]
    assert all(words in banner for _, words in WORDINGS["en"].menu)
    assert "Status regarding Budapest Convention" in lines(page)


def test_english_and_french_differ_in_labels_only(lines: Callable[[str], list[str]]) -> None:
    """A French edition has French labels round the English body, unless a French body was written."""
    english, french = lines(render("chile", "en")), lines(render("chile", "fr"))
    assert "Institutions spécialisées" in french
    assert "Specialised institutions" not in french
    assert sum(line in french for line in english if len(line.split()) > 12) >= 8
    assert any("Stratégie nationale de cybersécurité « SNC2022 »" in line for line in lines(render("senegal", "fr")))
