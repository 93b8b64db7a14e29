"""What a first look at a site found: nouns and what they say of themselves; no network, no database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from lexdelta.naming import NewHeading
from scraper.answer import Exchange
from scraper.capture import Capture
from scraper.examined import Examined
from scraper.gate import Reason
from scraper.layout import Layout
from scraper.page import Page

Step = Literal[
    "go-on", "add-label", "ask-for-access", "rebuilt", "fix-network", "try-later", "allow-host", "moved", "look"
]
_REFUSALS = (401, 403, 406, 451)
_NOT_NOW = ("maintenance", "temporarily", "service unavailable")
_SMALL = 10_000
"""Bytes below which a page that is none of ours has room for little more than its excuse."""


@dataclass(frozen=True, slots=True)
class Target:
    """A page to be asked for. `strange` when its address is of no form the layout knows: then only the page itself
    tells whose it is. `archive` is the address of the archive that is asked for its newest capture, "" where the site
    itself is asked."""

    page: Page
    layout: Layout
    strange: bool = False
    archive: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """What the first page of an index lists: how many profiles, which of them are not known (their names), which known
    it leaves out, and how many more pages it links to."""

    profiles: int
    new: tuple[str, ...]
    missing: tuple[str, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class Seen:
    """One page that was asked for and what came of it.

    `exchanges` are the requests made for it, in order, robots.txt and an archive's index aside; `capture` the answer,
    whatever its status, None when there was none; `failure` code and sentence, None when a page came; `examined` None
    when nothing could be read; `reasons` why the gate does not accept a profile, or an index is not believed; `listing`
    for an index that lists profiles.
    """

    target: Target
    exchanges: tuple[Exchange, ...] = ()
    capture: Capture | None = None
    failure: Reason | None = None
    examined: Examined | None = None
    reasons: tuple[Reason, ...] = ()
    listing: Listing | None = None

    @property
    def page(self) -> Page:
        """The page it is; for a strange address the one that the page itself names, if it does."""
        return self.target.page

    @property
    def is_index(self) -> bool:
        """Whether it is a list of profiles and none itself."""
        return self.page.kind == "index"

    @property
    def accepted(self) -> bool:
        """Whether it is what was asked for: a profile the gate lets in, an index that lists profiles."""
        return self.failure is None and self.capture is not None and not self.reasons

    @property
    def code(self) -> str:
        """The code of the failure, "" for none."""
        return self.failure.code if self.failure else ""

    @property
    def blocked(self) -> str:
        """How the site keeps a script out, in words; "" when it does not, or not visibly."""
        if self.accepted or self.capture is None:
            return ""
        said = self.capture.header("cf-mitigated")
        if said:
            return f"a challenge page (cf-mitigated: {said})"
        if self.examined and "challenge" in self.examined.marks:
            return "a challenge page (a script must be run)"
        words = self._telling_words
        if words and not any(word in words.lower() for word in _NOT_NOW):
            return f"a block page ({words!r})"
        return f"status {self.capture.status}" if self.capture.status in _REFUSALS else ""

    @property
    def _telling_words(self) -> str:
        """The words of a block page, where they say what the page is: an ordinary one may have them in a corner."""
        if self.accepted or self.capture is None or self.examined is None:
            return ""
        words, title = self.examined.block_words, self.examined.title
        small = self.capture.status != 200 or len(self.capture.body) < _SMALL
        return words if small or words.lower() in title.lower() else ""

    @property
    def busy(self) -> bool:
        """Whether the site says "not now" rather than "no"."""
        words = self._telling_words.lower()
        later = self.code in ("robots-unreachable", "retry-later", "timeout", "damaged")
        return later or self.code.startswith(("status-5", "status-429")) or any(word in words for word in _NOT_NOW)


@dataclass(frozen=True, slots=True)
class RobotsSaid:
    """What a site's robots.txt says to us. `exchange` None when it did not come; `delay_seconds` 0 for none asked."""

    site: str
    exchange: Exchange | None
    allowed: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()
    delay_seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Advice:
    """The one thing to do next: a stable name, one sentence, lines for config.toml to go with it, the exit code."""

    step: Step
    sentence: str
    exit_code: int
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Probe:
    """All of it. `at` is when it began (aware, UTC), `exchanges` every request in order, `headings` those no vocabulary
    knows, on accepted pages and on pages without any known label alike."""

    at: datetime
    user_agent: str
    robots: tuple[RobotsSaid, ...]
    seen: tuple[Seen, ...]
    exchanges: tuple[Exchange, ...]
    headings: tuple[NewHeading, ...]
    advice: Advice
