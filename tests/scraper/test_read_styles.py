"""What surrounds the sections: headings nobody knows, words astray, the template's own lines, the country's name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from golden import PAGES, Golden, Part, Piece, load
from golden_files import read_html
from golden_truth import told, truth_of
from hands import HANDS, Hand
from markup_styles import STYLES
from styles_headed import bold_paragraphs, flat_h3, mixed_levels
from styles_odd import for_each_screen
from styles_toggled import accordion_links, far_tabs, tabs_without_headings, wide_and_narrow
from surroundings import SURROUNDINGS, marked, portal, print_view, unmarked

PERU = load(PAGES / "peru")
HAND = HANDS[0]
Style = Callable[[Golden, Hand], str]


def with_section(page: Golden, label: str, text: str) -> Golden:
    """The page with one section more, after its policies."""
    return replace(page, parts=(page.parts[0], Part(label, 1, (Piece("p", text),)), *page.parts[1:]))


@pytest.mark.parametrize(
    "style", [flat_h3, mixed_levels, accordion_links, tabs_without_headings, far_tabs, wide_and_narrow]
)
@pytest.mark.parametrize("around", SURROUNDINGS)
def test_a_heading_the_site_invented_is_a_section(style: Style, around: Style) -> None:
    """An unknown heading made like the known ones keeps its text under a slug and is told to the operator."""
    page = with_section(PERU, "Cyber diplomacy", "An envoy was named.")
    profile = read_html(around(page, style(page, HAND)), page.url)  # type: ignore[arg-type] # surroundings take HTML
    section = profile.section("cyber-diplomacy")
    assert section is not None
    assert section.text == "An envoy was named."
    assert profile.words.unknown_labels == ("Cyber diplomacy",)
    assert told(profile) == truth_of(page)


def test_a_bold_line_of_the_authors_stays_in_its_section() -> None:
    """Where headings are bold paragraphs an unknown one cannot be told from an author's: kept as a heading block."""
    page = with_section(PERU, "State of signature", "Signed in Budapest.")
    policies = read_html(marked(page, bold_paragraphs(page, HAND)), page.url).section("policies")
    assert policies is not None
    assert [(b.kind, b.text) for b in policies.blocks][-2:] == [
        ("heading", "State of signature"),
        ("paragraph", "Signed in Budapest."),
    ]


@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.__name__)
def test_no_word_of_the_chrome_is_placed(style: Style) -> None:
    """Menus, bars, boxes and feet with the very words of the headings leave nothing in any block, in any style."""
    for around in (marked, unmarked, portal):
        profile = read_html(around(PERU, style(PERU, HAND)), PERU.url)
        everything = " ".join(block.text for section in profile.sections for block in section.blocks)
        for word in ("Overview", "Disclaimer", "cookies", "Useful", "Contribute", "positions", "Template", "Search"):
            assert word not in everything
        assert profile.words.unplaced == 0


def test_a_page_without_labels_has_no_sections() -> None:
    """A login or maintenance page reads as a profile with nothing in it, for the gate to refuse."""
    profile = read_html("<html><body><h1>Maintenance</h1><p>Back at noon.</p></body></html>", PERU.url)
    assert profile.sections == ()
    assert profile.title == ""


def test_a_menu_alone_is_no_profile() -> None:
    """The labels as links of an error page head nothing."""
    profile = read_html(unmarked(replace(PERU, era="E3b"), "<h1>Not found</h1><p>The page has moved.</p>"), PERU.url)
    assert profile.sections == ()


@pytest.mark.parametrize("around", [marked, unmarked, print_view])
def test_words_before_the_first_heading_are_told(around: Callable[[Golden, str], str]) -> None:
    """A note between the country's name and the profile is in no section, and is not lost in silence."""
    html = around(PERU, f"<p>This profile is being rewritten.</p>{flat_h3(PERU, HAND)}")
    words = read_html(html, PERU.url).words
    assert words.unplaced_texts == ("This profile is being rewritten.",)
    assert words.unplaced == 5


def test_words_behind_the_article_are_told() -> None:
    """What an editor's stray end tag put outside, before the template's closing lines, is not lost in silence."""
    html = marked(PERU, f"{flat_h3(PERU, HAND)}<p>One paragraph more.</p>")
    profile = read_html(html, PERU.url)
    assert profile.words.unplaced_texts == ("One paragraph more.",)


def test_the_articles_copy_for_other_screens_counts_once() -> None:
    """A page that holds its article twice has it once, unless the copies differ."""
    html = marked(PERU, for_each_screen(PERU, HAND))
    assert told(read_html(html, PERU.url)) == truth_of(PERU)
    head, _, tail = html.rpartition("coordination;")
    other = read_html(f"{head}co-operation;{tail}", PERU.url)
    assert {s.key for s in other.sections} > {s.key for s in read_html(html, PERU.url).sections}


@pytest.mark.parametrize(
    "line",
    [
        "Contents",
        "Print this page",
        "Last updated : 24/11/2017",
        "This site uses cookies to remember you.",
        "* This designation is without prejudice to positions on status, and is in line with UNSC 1244 and so on.",
    ],
)
def test_lines_of_the_template_are_no_loss(line: str) -> None:
    """What the template prints above a profile is known by name."""
    profile = read_html(marked(PERU, f"<p>{line}</p>{flat_h3(PERU, HAND)}"), PERU.url)
    assert told(profile) == {**truth_of(PERU), "stated_at": "2017-11-24" if "24/11" in line else None}


@pytest.mark.parametrize(
    ("before", "title"),
    [
        ("<div><a href=/i>Back</a> Fiji</div>", "Fiji"),
        ("<div><a href=/i>Back</a></div><h1>Fiji</h1>", "Fiji"),
        ("<p>Retour Côte d'Ivoire</p>", "Côte d'Ivoire"),
        ("<p>Back Atlantis</p>", "Atlantis"),
        ("<nav>Home <b>Peru</b></nav><h2>Fiji</h2>", "Fiji"),
        ("<header><ul><li>Octopus</li><li>Fiji</li></ul></header>", "Fiji"),
        ("<p>All profiles</p>", "Tonga"),
    ],
)
def test_the_country_is_found_where_it_is_printed(before: str, title: str) -> None:
    """Behind "Back", in a heading, in the breadcrumbs, or in the document's own title."""
    own = "Tonga" if title == "Tonga" else "Profile"
    html = f"<html><head><title>{own} - Octopus</title></head><body>{before}{flat_h3(PERU, HAND)}</body></html>"
    assert read_html(html, PERU.url).title == title
