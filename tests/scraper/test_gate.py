"""The gate: only the page that was asked for, whole, becomes a snapshot."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from markup_styles import Page as Shape
from markup_styles import document, flat_h3

from scraper.capture import Capture
from scraper.examine import examine
from scraper.gate import Baseline, Verdict, judge
from scraper.layouts.octopus import LAYOUT
from scraper.page import Page

URL = "https://www.coe.int/en/web/octopus/-/peru"
PERU = Page("peru.en", "peru", "en", URL)
SHAPE: Shape = (
    "Peru",
    [
        ("Status regarding Budapest Convention", [("p", "Status : Party See legal profile")]),
        ("Cybercrime policies/strategies", [("p", "A strategy.")]),
        ("Sources and links", []),
    ],
)
HTML = document(flat_h3(SHAPE), "Peru")


def capture(html: str = HTML, **changes: object) -> Capture:
    """A healthy answer, with what a test changes about it."""
    headers = (("content-type", "text/html; charset=utf-8"),)
    healthy = Capture("peru.en", URL, URL, datetime(2026, 1, 2, tzinfo=UTC), "live", 200, headers, html.encode())
    return replace(healthy, **changes)  # type: ignore[arg-type] # the names are a dataclass's fields


def verdict(answer: Capture, page: Page = PERU, last: Baseline | None = None) -> Verdict:
    """What the gate says of an answer."""
    return judge(answer, examine(answer, LAYOUT), page, LAYOUT, last)


def codes(answer: Capture, page: Page = PERU, last: Baseline | None = None) -> list[str]:
    """The codes of the reasons against an answer."""
    return [reason.code for reason in verdict(answer, page, last).reasons]


def test_the_page_itself_is_accepted() -> None:
    """A whole profile from its own address needs no excuse."""
    assert verdict(capture()).accepted


@pytest.mark.parametrize("status", [204, 403, 404, 500, 503])
def test_another_status_is_refused(status: int) -> None:
    """A profile is answered with 200; anything else is a reason of its own."""
    assert codes(capture(status=status)) == ["status"]


def test_a_redirect_elsewhere_is_refused_unless_known() -> None:
    """An answer from the home page is no profile; another address of the same profile is."""
    home = "https://www.coe.int/en/web/octopus/home"
    assert codes(capture(final_url=home)) == ["final-url"]
    assert verdict(capture(final_url="https://coe.int/en/web/octopus/-/peru?inheritRedirect=true")).accepted
    assert verdict(capture(final_url=home), last=Baseline(addresses=frozenset({home}))).accepted


def test_a_number_of_the_page_answers_under_any_of_its_addresses() -> None:
    """The number that a page is asked for by, or once was, is its own in every view; another number is not."""
    publisher = "https://www.coe.int/en/web/octopus/country-wiki-ap/-/asset_publisher/CmDb7M4RGb4Z/content/id"
    numbered = replace(PERU, url=f"{publisher}/7")
    elsewhere = capture(final_url=f"{publisher}/7/pop_up?p_p_lifecycle=0")
    assert verdict(elsewhere, numbered).accepted
    assert verdict(elsewhere, last=Baseline(addresses=frozenset({numbered.url}))).accepted
    assert codes(elsewhere) == ["final-url"]
    assert codes(capture(final_url=f"{publisher}/8"), numbered) == ["final-url"]


@pytest.mark.parametrize("length", range(1, len(HTML.encode()), 97))
def test_a_cut_page_is_never_accepted(length: int) -> None:
    """Wherever the body ends early, it is not taken for the page."""
    body = HTML.encode()[:length]
    assert not verdict(capture(body=body)).accepted


def test_another_country_is_refused() -> None:
    """A page that names another country is not the one asked for, whatever its address says."""
    assert codes(capture(document(flat_h3(("Chile", SHAPE[1])), "Chile"))) == ["country"]


def test_another_language_is_refused() -> None:
    """The labels tell the language; the body does not count."""
    french = Page("peru.fr", "peru", "fr", URL.replace("/en/", "/fr/"))
    assert "language" in codes(capture(requested_url=french.url, final_url=french.url), french)


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<html><body><h1>Attention Required!</h1><p>You have been blocked.</p></body></html>", "labels"),
        ("<html><body><form><input type=password></form></body></html>", "password"),
        ("<html><head><title>Just a moment...</title></head><body><div id=cf-chl-x></div></body></html>", "challenge"),
        ("<p>nothing", "not-html"),
    ],
)
def test_pages_that_are_no_profiles_are_refused(html: str, expected: str) -> None:
    """Block pages, logins and challenges come with status 200 and are refused with their reason."""
    assert expected in codes(capture(html))


def test_hints_never_decide_alone() -> None:
    """A profile that quotes a block page, or shrank, is news rather than a fault."""
    text = ("p", "The court found that he had been blocked: access denied.")
    html = document(flat_h3(("Peru", [*SHAPE[1][:2], ("Jurisprudence/case law", [text])])), "Peru")
    assert verdict(capture(html), last=Baseline(size=10**6)).accepted


def test_hints_add_reasons_to_a_failing_rule() -> None:
    """What a refused page says of itself is told beside the rule that failed."""
    headers = (("content-type", "text/html"), ("cf-mitigated", "challenge"))
    found = codes(capture("<html><body>You have been blocked</body></html>", headers=headers), last=Baseline(size=9999))
    assert found == ["labels", "hint-block-words", "hint-challenge-header", "hint-size"]


def test_a_person_may_have_accepted_what_the_rules_would_not() -> None:
    """Title and marks are measured against the last accepted capture, so an accepted oddity does not come back."""
    html = document(flat_h3(("", SHAPE[1])), "Republic of Somewhere").replace(
        "<div id=main", "<input type=password><div id=main"
    )
    assert set(codes(capture(html))) == {"country", "password"}
    assert verdict(capture(html), last=Baseline(title="Republic of Somewhere", marks=frozenset({"password"}))).accepted
