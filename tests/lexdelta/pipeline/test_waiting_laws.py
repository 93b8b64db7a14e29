"""While something is missing, everything else of the page is told once, and what comes back is compared with itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from diffs.change import Change, SectionChange, is_removal
from lexdelta.judging import Eyes, Finding, Known, Missing, judge_capture
from scraper.capture import Capture
from scraper.discover import discover
from scraper.examined import Examined
from scraper.layouts.octopus import LAYOUT
from scraper.mentions.find import find_mentions
from scraper.page import Page
from scraper.profile import Block, Profile, Section, Standing, Status

PERU = Page("peru.en", "peru", "en", "https://www.coe.int/en/web/octopus/-/peru")
KEYS = ("policies", "legislation", "legislation.state", "legislation.substantive", "institutions")
STANDINGS: tuple[Standing, ...] = ("party", "invited", "unstated")


def section(key: str) -> st.SearchStrategy[Section | None]:
    """A section that is not printed, empty, or says one of a few things."""
    texts = [(Block("paragraph", f"{key} {word} is the law of the land."),) for word in ("first", "second", "third")]
    filled = st.sampled_from([Section(key, key, "filled", blocks) for blocks in texts])
    return st.one_of(st.none(), st.just(Section(key, key, "empty")), filled, filled)


@st.composite
def profiles(draw: st.DrawFn) -> Profile:
    """A page that prints some of the sections and some of the status line."""
    sections = tuple(found for key in KEYS if (found := draw(section(key))))
    standing, declared = draw(st.sampled_from(STANDINGS)), draw(st.sampled_from([None, "Article 2.", "Article 9."]))
    said = " ".join(filter(None, (standing if standing != "unstated" else "", declared)))
    wording = standing if standing != "unstated" else None
    head = Section("status", "Status", "filled", (Block("paragraph", said),)) if said else None
    status = Status(standing, wording, declared, raw=said)
    return Profile("octopus@1", "Peru", "en", status, ((head, *sections) if head else sections), LAYOUT.keys)


class Site:
    """A page that is looked at again and again, with what is remembered of it, as a run would."""

    def __init__(self, profile: Profile) -> None:
        self.known = Known(profile=profile, title="Peru", language="en", size=1)
        self.told: list[Change] = []
        self._next = 0

    def look(self, profile: Profile) -> Finding:
        """One look: removals wait, all else is told."""
        body = Capture(
            "peru.en", PERU.url, PERU.url, datetime.now(UTC), "live", 200, (("content-type", "text/html"),), b""
        )
        seen = Examined(profile, True, True, frozenset(), "", "")
        eyes = Eyes(LAYOUT, lambda _capture, _layout, _known=None: seen, discover)
        finding = judge_capture(PERU, body, 1, self.known, eyes, by="the test")
        waiting = [missing for missing in self.known.missing if missing.id not in finding.returned]
        for change in finding.changes:
            if is_removal(change) and self.known.profile:
                waiting.append(Missing(self._next, change, self.known.profile))
                self._next += 1
            else:
                self.told.append(change)
        self.known = replace(self.known, profile=profile, missing=tuple(waiting))
        return finding


@settings(max_examples=300)
@given(profiles(), profiles())
def test_looking_twice_at_one_state_tells_nothing_twice(first: Profile, second: Profile) -> None:
    """Whatever is missing meanwhile, a second look at the same state finds nothing new and withdraws nothing."""
    site = Site(first)
    site.look(second)
    again = site.look(second)
    assert again.changes == ()
    assert again.returned == ()


def test_what_is_missing_is_still_named() -> None:
    """A section that comes back with another word brings no law to the page: it was named all the while."""
    text = "Fines follow from the {} Crimes Act 2009."
    first, missing, back = (_naming(text.format("strict")), _naming(None), _naming(text.format("harsh")))
    site = Site(first)
    (gone,) = site.look(missing).changes
    assert isinstance(gone, SectionChange)
    assert [one.kind for one in gone.named] == ["law_removed"]
    (change,) = site.look(back).changes
    assert (change.kind, change.form) == ("block_edited", "block_edited")


def _naming(text: str | None) -> Profile:
    blocks = (Block("paragraph", text),) if text else ()
    sections = (Section("policies", "Policies", "filled" if text else "empty", blocks),)
    mentions = find_mentions(sections, "en")
    return Profile("octopus@1", "Peru", "en", Status(), sections, LAYOUT.keys, mentions=mentions)


@settings(max_examples=300)
@given(profiles(), profiles())
def test_going_back_withdraws_all_that_was_missing(first: Profile, second: Profile) -> None:
    """A page that returns to what it said has nothing missing any more, and nothing it lost is called new."""
    site = Site(first)
    site.look(second)
    gone = {missing.change.section for missing in site.known.missing}
    back = site.look(first)
    assert not [c for c in back.changes if c.section in gone and c.kind in ("section_added", "section_filled")]
    assert {missing.change.section for missing in site.known.missing}.isdisjoint(gone)
