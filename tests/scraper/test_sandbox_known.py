"""A page that says what it said before: known by a mark of all that was read, and not looked through again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from monsters import captured, page

from scraper.capture import Capture
from scraper.examine import examine
from scraper.examined import Examined
from scraper.layout import Layout, with_labels
from scraper.layouts.octopus import LAYOUT
from scraper.profile import Profile
from scraper.sandbox import Sandbox

TEXT = "<p>Law No. 30096 of 2013 is applied by a unit of the <a href='/police'>police</a>.</p>"
BEFORE = examine(captured(page(TEXT)), LAYOUT).profile
UNLIKE = replace(BEFORE, mentions=())
"""The profile with other mentions than are found today: whoever gives them back has not looked."""

Reads = Callable[[Capture, Layout, Profile], Examined]


@pytest.fixture(scope="module", params=["here", "in a child"])
def reads(request: pytest.FixtureRequest) -> Iterator[Reads]:
    """The same call, in this process and in a child."""
    if request.param == "here":
        yield examine
        return
    with Sandbox() as sandbox:
        yield sandbox.examine


def test_what_says_the_same_is_the_profile_one_holds(reads: Reads) -> None:
    """Bytes that differ in what nobody sees give back the very profile, its mentions included."""
    noisy = captured(page(f"<!-- token 8f31 -->{TEXT.replace('<p>', '<p data-nonce=77>')}"))
    found = reads(noisy, LAYOUT, UNLIKE)
    assert found.profile is UNLIKE
    assert replace(found, profile=BEFORE) == examine(noisy, LAYOUT)


@pytest.mark.parametrize(
    ("old", "new"),
    [("30096", "30097"), ("police", "polices"), ("/police", "/unit"), (" is ", "\u00a0\u200bis "), ("Law", "law")],
)
def test_what_says_anything_else_is_looked_through(reads: Reads, old: str, new: str) -> None:
    """One digit, one address, even a character that is no difference to a reader: all of it is found anew."""
    other = captured(page(TEXT.replace(old, new)))
    found = reads(other, LAYOUT, UNLIKE)
    assert found == examine(other, LAYOUT)
    assert found.profile.mentions


@pytest.mark.parametrize(
    "known",
    [
        replace(UNLIKE, reading="octopus@1"),
        replace(UNLIKE, title="Fiji"),
        replace(UNLIKE, words=replace(UNLIKE.words, unplaced=1)),
        replace(UNLIKE, keys=UNLIKE.keys[1:]),
    ],
    ids=["another version", "another country", "another account", "other sections known"],
)
def test_what_was_read_otherwise_is_not_the_same(reads: Reads, known: Profile) -> None:
    """A profile of an older version of the layout, or that differs in anything that reading gives, is not reused."""
    assert reads(captured(page(TEXT)), LAYOUT, known).profile == BEFORE


def test_an_operators_new_heading_makes_it_another_reading(reads: Reads) -> None:
    """A label added in config.toml is part of the reading: what was found without it does not count."""
    layout = with_labels(LAYOUT, {"Jails": "jails"})
    assert reads(captured(page(TEXT)), layout, UNLIKE).profile.mentions == BEFORE.mentions
