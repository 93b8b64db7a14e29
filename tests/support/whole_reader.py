"""A described page as it comes over the wire: rendered, captured, examined, let through the gate, compared."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from random import Random

from golden import Golden
from hands import HANDS, Hand
from markup_styles import STYLES
from surroundings import SURROUNDINGS, Surroundings, print_view

from scraper.capture import Capture
from scraper.examine import examine
from scraper.gate import judge
from scraper.layouts.octopus import LAYOUT
from scraper.page import canonical
from scraper.profile import Profile

Style = Callable[[Golden, Hand], str]
UTF8 = "text/html; charset=utf-8"


@dataclass(frozen=True)
class Rendering:
    """One way of putting a described page into HTML."""

    page: Golden
    style: Style
    hand: Hand
    surroundings: Surroundings

    @property
    def html(self) -> str:
        """The whole document."""
        return self.surroundings(self.page, self.style(self.page, self.hand))

    @property
    def name(self) -> str:
        """How it was made, for whoever has to find out why it was read wrongly."""
        made = f"{self.style.__name__}, {type(self.hand).__name__}, {self.surroundings.__name__}"
        return f"{self.page.slug}.{self.page.language} ({self.page.era}), {made}"


def any_rendering(page: Golden, random: Random) -> Rendering:
    """The page in any style, by any hand, in any surroundings of its era."""
    return Rendering(page, random.choice(STYLES), random.choice(HANDS), any_surroundings(page, random))


def any_surroundings(page: Golden, random: Random) -> Surroundings:
    """Any surroundings; a page of the print view has no others."""
    return print_view if page.era == "print" else random.choice(SURROUNDINGS)


def looked_at(page: Golden, body: bytes, content_type: str = UTF8) -> Profile:
    """What a look at the page's own address gives that brings this body; AssertionError when the gate refuses it."""
    asked = canonical(page.url, LAYOUT)
    assert asked is not None, page.url
    at = datetime(2026, 1, 2, tzinfo=UTC)
    capture = Capture(asked.key, page.url, page.url, at, "live", 200, (("content-type", content_type),), body)
    examined = examine(capture, LAYOUT)
    verdict = judge(capture, examined, asked, LAYOUT)
    assert verdict.accepted, f"refused: {verdict.reasons}"
    return examined.profile
