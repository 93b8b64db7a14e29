"""One page in fifteen markups reads the same: sections, states, blocks, links and the account of words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from markup_styles import STYLES, Page, accordion_links, bold_paragraphs, document, flat_h3, tabs_without_headings

from scraper.capture import Capture
from scraper.layouts.octopus import LAYOUT
from scraper.profile import Profile
from scraper.read import read

PERU: Page = (
    "Peru",
    [
        (
            "Status regarding Budapest Convention",
            [("p", "Status : Party Declarations and reservations : N/A See legal profile")],
        ),
        (
            "Cybercrime policies/strategies",
            [
                ("p", "The 2019 strategy rests on three pillars:"),
                ("li", "International cooperation"),
                ("li", "Courts and prosecutors"),
                ("li", "Schools"),
            ],
        ),
        ("Cybercrime legislation", []),
        ("State of cybercrime legislation", [("p", "Law No. 12 of 2013 is in force.")]),
        ("Substantive law", []),
        ("Substantive law", [("row", ("Article 2", "Code, § 12")), ("row", ("Article 3", "Code, § 13"))]),
        ("Specialised institutions", [("p", "The High-Tech Unit of the police."), ("p", "A second paragraph.")]),
        ("International cooperation", []),
        ("Jurisprudence/case law", [("p", "See:"), ("link", "https://courts.example", "https://courts.example/")]),
        ("Sources and links", []),
    ],
)
STATES = {
    "status": "filled",
    "policies": "filled",
    "legislation": "filled",
    "legislation.state": "filled",
    "legislation.substantive": "empty",
    "legislation.substantive-2": "filled",
    "institutions": "filled",
    "cooperation": "empty",
    "case_law": "filled",
    "sources": "empty",
}


def read_html(html: str) -> Profile:
    """The profile of a page that came from its usual address."""
    url = "https://www.coe.int/en/web/octopus/-/peru"
    headers = (("content-type", "text/html; charset=utf-8"),)
    return read(Capture("peru.en", url, url, datetime.now(UTC), "live", 200, headers, html.encode()), LAYOUT)


def texts(profile: Profile) -> list[tuple[str, tuple[str, ...]]]:
    """What each section says, markup aside."""
    return [(s.key, tuple(block.text for block in s.blocks)) for s in profile.sections]


@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.__name__)
def test_every_markup_reads_the_same(style: Callable[[Page], str]) -> None:
    """Title, status, section order, states, texts and links do not depend on the markup."""
    profile = read_html(document(style(PERU), "Peru"))
    assert profile.title == "Peru"
    assert (profile.status.standing, profile.status.declarations) == ("party", "N/A")
    assert {s.key: s.state for s in profile.sections} == STATES
    assert texts(profile) == texts(read_html(document(flat_h3(PERU), "Peru")))
    case_law = profile.section("case_law")
    assert case_law is not None
    assert [link.url for block in case_law.blocks for link in block.links] == ["https://courts.example/"]
    assert profile.state_of("legislation.safeguards") == "absent"


@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.__name__)
def test_every_word_of_the_article_is_placed(style: Callable[[Page], str]) -> None:
    """The account holds each word of headings and texts once, and nothing of the menus."""
    profile = read_html(document(style(PERU), "Peru"))
    shown = sum(
        len([w for w in text.split() if any(c.isalnum() for c in w)])
        for section in profile.sections
        for text in (section.label, *(block.text for block in section.blocks))
    )
    assert profile.words.placed == shown
    assert profile.words.unplaced == 0
    everything = " ".join(block.text for section in profile.sections for block in section.blocks)
    assert "Disclaimer" not in everything
    assert "positions of the States" not in everything


@pytest.mark.parametrize("style", [flat_h3, accordion_links, tabs_without_headings])
def test_a_heading_the_site_invented_is_a_section(style: Callable[[Page], str]) -> None:
    """An unknown heading made like the known ones keeps its text under a slug and is told to the operator."""
    title, sections = PERU
    invented = [*sections[:6], ("Cyber diplomacy", [("p", "An envoy was named.")]), *sections[6:]]
    profile = read_html(document(style((title, invented)), title))
    section = profile.section("cyber-diplomacy")
    assert section is not None
    assert section.text == "An envoy was named."
    assert profile.words.unknown_labels == ("Cyber diplomacy",)


def test_a_bold_line_of_the_authors_stays_in_its_section() -> None:
    """Where headings are bold paragraphs an unknown one cannot be told from an author's: kept as a heading block."""
    title, sections = PERU
    invented = [*sections[:2], ("State of signature", [("p", "Signed in Budapest.")]), *sections[2:]]
    profile = read_html(document(bold_paragraphs((title, invented)), title))
    policies = profile.section("policies")
    assert policies is not None
    assert [(b.kind, b.text) for b in policies.blocks][-2:] == [
        ("heading", "State of signature"),
        ("paragraph", "Signed in Budapest."),
    ]


def test_a_page_without_labels_has_no_sections() -> None:
    """A login or maintenance page reads as a profile with nothing in it, for the gate to refuse."""
    profile = read_html("<html><body><h1>Maintenance</h1><p>Back at noon.</p></body></html>")
    assert profile.sections == ()
    assert profile.title == ""
