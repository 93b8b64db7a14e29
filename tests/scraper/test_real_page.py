"""A real page, when it lies beside the checkout: as HTML and as the lossy text rendering it was found in."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from scraper.capture import Capture
from scraper.examine import examine
from scraper.gate import judge
from scraper.layouts.octopus import LAYOUT
from scraper.page import Page
from scraper.profile import Profile
from scraper.read import read

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"

URL = "https://www.coe.int/en/web/octopus/-/peru"
CHROME = ("Home", "Portal entry", "Training", "Tools on Cybercrime", "Disclaimer", "Useful links", "Share this", "Back")


def capture(name: str, media_type: str) -> Capture:
    """The seed as if it had been saved from its address."""
    headers = (("content-type", f"{media_type}; charset=utf-8"),)
    body = (SEEDS / name).read_bytes()
    return Capture("peru.en", URL, URL, datetime.now(UTC), "file", 200, headers, body)


def everything(profile: Profile) -> str:
    """All that was placed in blocks."""
    return " ".join(block.text for section in profile.sections for block in section.blocks)


def test_the_page_as_html() -> None:
    """Five printed sections in order, the last empty, three bullets, the court's link, and no word of the chrome."""
    answer = capture("peru.html", "text/html")
    profile = read(answer, LAYOUT)
    assert judge(answer, examine(answer, LAYOUT), Page("peru.en", "peru", "en", URL), LAYOUT).accepted
    assert (profile.title, profile.status.standing) == ("Peru", "party")
    assert [(s.key, s.state) for s in profile.sections] == [
        ("status", "filled"),
        ("policies", "filled"),
        ("institutions", "filled"),
        ("case_law", "filled"),
        ("sources", "empty"),
    ]
    institutions, case_law = profile.section("institutions"), profile.section("case_law")
    assert institutions is not None
    assert case_law is not None
    assert [block.kind for block in institutions.blocks].count("item") == 3
    assert [link.url for block in case_law.blocks for link in block.links] == ["https://www.pj.gob.pe"]
    assert not [word for word in CHROME if word in everything(profile)]
    assert profile.state_of("legislation") == "absent"
    assert profile.words.unplaced == 0


def test_the_page_as_text() -> None:
    """A text rendering says the same where it says anything, and unknown where it may have lost something."""
    answer = capture("peru.txt", "text/plain")
    profile = read(answer, LAYOUT)
    assert judge(answer, examine(answer, LAYOUT), Page("peru.en", "peru", "en", URL), LAYOUT).accepted
    assert (profile.title, profile.status.standing) == ("Peru", "party")
    assert [(s.key, s.state) for s in profile.sections][-1] == ("sources", "unknown")
    assert profile.state_of("legislation") == "unknown"
    assert not [word for word in CHROME if word in everything(profile)]
    assert profile.words.unplaced == 0
