"""What a page prints that nobody has seen before, and pages that are no profiles at all."""

from __future__ import annotations

from datetime import UTC, datetime

from markup_styles import Page, document, flat_h3

from scraper.capture import Capture
from scraper.layouts.octopus import LAYOUT
from scraper.profile import Profile
from scraper.read import read

SECTIONS = [
    ("Status regarding Budapest Convention", [("p", "Status : Party See legal profile")]),
    ("Cybercrime policies/strategies", [("p", "The 2019 strategy rests on three pillars.")]),
    ("Sources and links", []),
]


def read_html(html: str) -> Profile:
    """The profile of a page that came from its usual address."""
    url = "https://www.coe.int/en/web/octopus/-/peru"
    headers = (("content-type", "text/html; charset=utf-8"),)
    return read(Capture("peru.en", url, url, datetime.now(UTC), "live", 200, headers, html.encode()), LAYOUT)


def test_a_heading_the_site_invented_is_a_section() -> None:
    """An unknown heading made like the known ones keeps its text under a slug and is told to the operator."""
    page: Page = ("Peru", [*SECTIONS[:2], ("Cyber diplomacy", [("p", "An envoy was named.")]), SECTIONS[2]])
    profile = read_html(document(flat_h3(page), "Peru"))
    section = profile.section("cyber-diplomacy")
    assert section is not None
    assert section.text == "An envoy was named."
    assert profile.words.unknown_labels == ("Cyber diplomacy",)


def test_absent_is_not_empty() -> None:
    """A heading with nothing under it and a heading that is not printed are two states."""
    profile = read_html(document(flat_h3(("Peru", SECTIONS)), "Peru"))
    assert profile.state_of("sources") == "empty"
    assert profile.state_of("legislation") == "absent"


def test_a_page_without_labels_has_no_sections() -> None:
    """A login or maintenance page reads as a profile with nothing in it, for the gate to refuse."""
    profile = read_html("<html><body><h1>Maintenance</h1><p>Back at noon.</p></body></html>")
    assert profile.sections == ()
    assert profile.title == ""
