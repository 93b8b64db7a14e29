"""Headings of words nobody knows on pages without h1 to h6: found by a mark of their own, or left in their text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from golden import PAGES, Golden, Part, Piece, load
from golden_files import read_html
from golden_truth import told, truth_of
from hands import HANDS, Hand
from styles_headed import bold_paragraphs, custom_elements, line_breaks, plain_divs, silent_contents
from styles_odd import banner_tables, numbered_table, two_columns
from styles_toggled import bare_toggles, bullets_as_headings, checkbox_folds, one_table
from surroundings import SURROUNDINGS, marked

from scraper.profile import Profile

PERU = load(PAGES / "peru")
Style = Callable[[Golden, Hand], str]
INVENTED = replace(
    PERU, parts=(PERU.parts[0], Part("Cyber diplomacy", 1, (Piece("p", "An envoy was named."),)), *PERU.parts[1:])
)


def page(*sections: tuple[str, str], head: str = "<div class=head>{}</div>") -> Profile:
    """A page of these headings with what stands under each."""
    body = "".join(f"{head.format(label)}{text}" for label, text in sections)
    return read_html(f"<html><body><h1>Peru</h1><main>{body}</main></body></html>", PERU.url)


@pytest.mark.parametrize("hand", HANDS, ids=lambda hand: type(hand).__name__)
@pytest.mark.parametrize(
    "style", [bare_toggles, checkbox_folds, custom_elements, one_table, silent_contents, two_columns]
)
def test_a_mark_of_its_own_makes_a_heading(style: Style, hand: Hand) -> None:
    """A class, an element or a toggle that the known headings have and nothing else has heads a section."""
    for around in SURROUNDINGS:
        profile = read_html(around(INVENTED, style(INVENTED, hand)), PERU.url)
        assert told(profile) == truth_of(INVENTED)
        assert profile.words.unknown_labels == ("Cyber diplomacy",)


@pytest.mark.parametrize(
    "style", [banner_tables, bold_paragraphs, bullets_as_headings, line_breaks, numbered_table, plain_divs]
)
def test_what_authors_use_as_well_is_no_mark(style: Style) -> None:
    """Bold lines, bullets, cells and bare divisions stay in the section above: no heading is guessed."""
    with_it, without = (read_html(marked(one, style(one, HANDS[0])), PERU.url) for one in (INVENTED, PERU))
    assert with_it.words.unknown_labels == ()
    assert [section.key for section in with_it.sections] == [section.key for section in without.sections]


KNOWN = (("Specialised institutions", "<p>Two units.</p>"), ("International cooperation", "<p>A contact point.</p>"))


@pytest.mark.parametrize(
    "text",
    [
        "<div class=head>A unit was set up in the capital.</div><p>It has ten officers.</p>",
        f"<div class=head>{'A unit that ' * 10}</div><p>It has ten officers.</p>",
        "<div class=head>2019</div><p>A unit.</p>",
        "<div class='head small'>In the capital</div><p>A unit.</p>",
        "<div class=head><b>In the capital</b></div><p>A unit.</p>",
        "<section><div class=head>In the capital</div><p>A unit.</p></section>",
        "<div class=head><a href='/x'>In the capital</a></div><p>A unit.</p>",
        "<div class=head>In the capital</div>",
    ],
)
def test_a_line_that_is_made_or_said_otherwise_stays_text(text: str) -> None:
    """A sentence, a long line, a number, another class, bold, another depth, a link, nothing below: no heading."""
    profile = page((KNOWN[0][0], f"<p>First.</p>{text}"), KNOWN[1])
    assert [section.key for section in profile.sections] == ["institutions", "cooperation"]
    assert profile.words.unplaced == 0


def test_a_class_of_the_authors_is_no_mark() -> None:
    """A class that half as many lines of the text have, or that a single known heading has, marks nothing."""
    boxes = "<div class=head>In the capital</div><p>A unit.</p><div class=head>In the provinces</div><p>None.</p>"
    more = (("Sources and links", "<p>None.</p>"), ("Procedural law", "<p>Some.</p>"))
    assert len(page((KNOWN[0][0], boxes), KNOWN[1]).sections) == 2
    assert len(page((KNOWN[0][0], "<p>Two.</p><div class=head>In the capital</div><p>A unit.</p>")).sections) == 1
    assert len(page((KNOWN[0][0], boxes), KNOWN[1], *more).sections) == 6


@pytest.mark.parametrize(
    ("head", "own"),
    [
        (
            "<p class=MsoNormal><b>{}</b></p>",
            "<p class=MsoNormal><b>Capital</b></p><p class=MsoNormal>A unit.</p>",
        ),
        ("<p class=rtecenter><b>{}</b></p>", "<p class=rtecenter><b>CHAPTER II</b></p><p>A unit.</p>"),
        ("<div class=t><b>{}</b></div>", "<div class=t><b>In the capital</b></div><div class=t>A unit.</div>"),
    ],
)
def test_what_an_editor_puts_around_every_line_is_no_mark(head: str, own: str) -> None:
    """Bold lines in the paragraphs of an office program, or centred ones, are the authors' as often as the site's."""
    profile = page((KNOWN[0][0], f"<p>Two.</p>{own}"), KNOWN[1], ("Sources and links", own[-40:]), head=head)
    assert profile.words.unknown_labels == ()
