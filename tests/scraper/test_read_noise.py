"""Labels, lines of the template and toggles are recognised through what nobody sees in them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace

import pytest
from golden import PAGES, Part, Piece, load
from golden_files import read_html
from golden_truth import folded, told, truth_of
from hands import HANDS
from noise_html import with_text
from styles_headed import colons, edit_links, flat_h3, twins
from styles_odd import for_each_screen
from styles_toggled import far_tabs
from surroundings import marked, within

from scraper.normalise import address, normalise

PERU = load(PAGES / "peru")
KENYA = load(PAGES / "kenya-fr")
HAND = HANDS[0]


def test_a_script_inside_a_toggle_is_no_word_of_it() -> None:
    """The strip of tabs in the page's navigation names its sections, whatever else stands in a tab."""
    html = marked(PERU, far_tabs(PERU, HAND))
    html = html.replace(" data-strip>", " data-strip><script>var x = 1;</script><noscript>On</noscript>")
    assert told(read_html(html, PERU.url)) == truth_of(PERU)


@pytest.mark.parametrize("style", [colons, edit_links])
def test_an_unknown_heading_is_named_without_what_stands_beside_all_of_them(style: type[flat_h3]) -> None:
    """A number before it or a link behind it, as the known headings have, is no part of its name."""
    page = replace(PERU, parts=(*PERU.parts, Part("Cyber diplomacy", 1, (Piece("p", "An envoy was named."),))))
    profile = read_html(marked(page, style(page, HAND)), page.url)
    assert profile.words.unknown_labels == ("Cyber diplomacy",)
    assert folded(told(profile)) == folded(truth_of(page))


@pytest.mark.parametrize("style", [colons, edit_links, flat_h3, twins, for_each_screen])
def test_labels_are_known_through_unseen_characters(style: type[flat_h3]) -> None:
    """A character of no width in each word changes no heading, however it is made."""
    for page in (PERU, KENYA):
        html = with_text(marked(page, style(page, HAND)), lambda text: re.sub("(?<=[a-z]{2})i", "\u200bi\u00ad", text))
        profile = read_html(html, page.url)
        assert [section.key for section in profile.sections] == [s["key"] for s in truth_of(page)["sections"]]


def test_lines_of_the_template_are_known_with_accents_apart() -> None:
    """The French closing lines and the date of the page are the template's in decomposed characters as well."""
    page = replace(KENYA, era="E2", updated="24/11/2017", updated_label="Dernière mise à jour")
    html = unicodedata.normalize("NFD", within(page, flat_h3(page, HAND)))
    profile = read_html(html, page.url)
    assert str(profile.stated_at) == "2017-11-24"
    expected = [[block[1] for block in section["blocks"]] for section in truth_of(page)["sections"]]
    assert [[normalise(block.text) for block in section.blocks] for section in profile.sections] == expected


def test_the_other_copy_of_an_article_may_have_other_ids() -> None:
    """What a page prints twice, for wide screens and for narrow ones, counts once whatever its elements are called."""
    html = marked(PERU, for_each_screen(PERU, HAND)).replace("<p>", '<p id="x1">', 1)
    assert told(read_html(html, PERU.url)) == truth_of(PERU)


@pytest.mark.parametrize(
    "url",
    [
        "https://a.example/law?utm_source=letter&id=7&utm_campaign=x",
        "https://a.example/law?id=7&fbclid=IwAR0",
        "https://A.example/law;jsessionid=0A1B?id=7&p_auth=z2",
        "HTTPS://a.example/law?id=7&redirect=%2Fen",
    ],
)
def test_sessions_and_campaigns_are_no_part_of_an_address(url: str) -> None:
    """What a link says about its reader is dropped where addresses are compared; what it leads to stays."""
    assert address(url) == "https://a.example/law?id=7"
    assert address("https://a.example/law?id=8") != address(url)
