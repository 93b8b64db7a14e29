"""A page that is no profile is known again whatever its numbers say, and a profile by every word of it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from scraper.capture import Capture
from scraper.examine import examine
from scraper.layouts.octopus import LAYOUT

URL = "https://www.coe.int/en/web/octopus/-/peru"
BLOCKED = "<h1>Access denied</h1><p>{}</p><p>Ask the administrator of this site.</p>"
PROFILE = (
    "<h1>Peru</h1><h2>Specialised institutions</h2><p>{}</p>"
    "<h2>Cybercrime policies/strategies</h2><p>None.</p><h2>Sources and links</h2><p>None.</p>"
)


def mark(body: str, media_type: str = "text/html") -> str:
    """By what a page with that body is recognised."""
    html = body if media_type == "text/plain" else f"<!DOCTYPE html><html><body>{body}</body></html>"
    headers = (("content-type", f"{media_type}; charset=utf-8"),)
    at = datetime(2026, 11, 2, tzinfo=UTC)
    return examine(Capture("peru.en", URL, URL, at, "live", 200, headers, html.encode()), LAYOUT).text_digest


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Incident 1234000560-77", "Incident 99-1"),
        ("Reference #18.2d1f0117.1600000000.abc", "Reference #18.9a.1.c"),
        ("Ray ID: 8c1f2e3d4a5b6c7d", "Ray ID: deadbeefcafebabe"),
        ("Your address: 203.0.113.7", "Your address: 2001:db8::1"),
        ("Request eIZqTlCvNvOxAbQ==", "Request QmxhaGJsYWhCbGFo"),
        ("Ticket 6f0e2d1c-9b8a-4c3d-8e7f-aabbccddeeff", "Ticket abcdefab-cdef-abcd-efab-cdefabcdefab"),
        ("It is Monday, 2 November 2026, 7:59 pm", "It is Tue., 3 Dec 2026, 11:02 am"),
        ("Il est mardi 3 août 2026", "Il est Lun. 14 févr. 2027"),
    ],
)
def test_numbers_clocks_and_tokens_make_no_other_block_page(one: str, other: str) -> None:
    """What a wall prints anew at every look says nothing about which wall it is."""
    assert mark(BLOCKED.format(one)) == mark(BLOCKED.format(other))


@pytest.mark.parametrize(
    "other",
    ["Your country is not allowed here. Incident 7", "Incident 7 of many", "The site is under maintenance", ""],
)
def test_other_words_are_another_page(other: str) -> None:
    """A word put in, left out or exchanged asks a person again."""
    assert mark(BLOCKED.format("Incident 7")) != mark(BLOCKED.format(other))


def test_a_text_of_a_wall_is_known_again_too() -> None:
    """A text rendering is treated like the page it renders."""
    assert mark("Blocked. Incident 7.", "text/plain") == mark("Blocked. Incident 8.", "text/plain")


def test_a_profile_is_another_text_with_another_number() -> None:
    """Where sections stand, a number may be that of a law: nothing is taken out of what is recognised."""
    assert mark(PROFILE.format("Unit under Law 30096")) != mark(PROFILE.format("Unit under Law 30097"))
    assert mark(PROFILE.format("Unit under Law 30096")) == mark(PROFILE.format("Unit  under <b>Law</b> 30096"))
