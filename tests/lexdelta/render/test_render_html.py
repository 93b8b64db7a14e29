"""The HTML report as a document: stand-alone, accessible, and inert whatever a page prints."""

import base64
import hashlib
import re
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import pytest
from selectolax.lexbor import LexborHTMLParser

from lexdelta.emit import visible
from lexdelta.render.html import MOST_CHANGES, render_html
from lexdelta.report import Report

OURS = set(
    "html head meta title style body div a header p b h1 ul li small svg rect i nav main section table thead tr th "
    "tbody td wbr h2 h3 h4 span article del ins footer details summary g text circle tfoot".split()
)
HARMLESS = set(
    "lang charset http-equiv content name class href rel id role aria-label aria-hidden viewbox preserveaspectratio "
    "x y width height scope dir rx cx cy r tabindex aria-labelledby".split()
)


def parsed(report: Report) -> LexborHTMLParser:
    """The report as a browser would have it."""
    return LexborHTMLParser(render_html(report))


@pytest.mark.parametrize("name", ["monday", "week", "quiet", "first", "digest"])
def test_it_is_one_file_without_requests(reports: dict[str, Report], name: str) -> None:
    """Nothing is loaded and nothing runs: no script, no source, no import, no address but links a reader may follow."""
    html = render_html(reports[name])
    tree = LexborHTMLParser(html)
    assert tree.css("script, link, img, iframe, object, embed, base, form, [src], [style]") == []
    assert not re.search(r"@import|url\(", html)


def test_the_policy_allows_the_style_sheet_alone(reports: dict[str, Report]) -> None:
    """The content security policy forbids everything but the style sheet, which it names by its hash."""
    tree = parsed(reports["week"])
    policy = tree.css_first('meta[http-equiv="Content-Security-Policy"]')
    style = tree.css_first("style")
    assert policy is not None
    assert style is not None
    digest = base64.b64encode(hashlib.sha256(style.text().encode()).digest()).decode()
    assert policy.attributes["content"] == (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    )


@pytest.mark.parametrize("name", ["monday", "week", "quiet", "first", "digest"])
def test_headings_make_an_outline(reports: dict[str, Report], name: str) -> None:
    """One h1, and no level is skipped on the way down."""
    tree = parsed(reports[name])
    levels = [int(str(node.tag)[1]) for node in tree.css("h1, h2, h3, h4")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert [pair for pair in pairwise(levels) if pair[1] > pair[0] + 1] == []


@pytest.mark.parametrize("name", ["monday", "week", "quiet", "first", "digest"])
def test_every_jump_lands(reports: dict[str, Report], name: str) -> None:
    """Every link inside the file leads to a part that is there, and no id stands twice."""
    tree = parsed(reports[name])
    ids = [node.attributes["id"] for node in tree.css("[id]")]
    assert len(ids) == len(set(ids))
    inner = [node.attributes["href"] or "" for node in tree.css('a[href^="#"]')]
    assert [href for href in inner if href[1:] not in ids] == []


def test_it_says_what_the_text_report_says(reports: dict[str, Report]) -> None:
    """Coverage, the move, the edit with marks that read without colour, the evidence, and all that is not known."""
    body = parsed(reports["week"]).body
    assert body is not None
    told = " ".join(body.text().split())
    for said in (
        *("70 of 72 pages verified", "5 changes", "1 not yet sure", "2 unknown", "1 held", "70 verified", "1 failed"),
        *("Invited to accede → Party", "up to [-two-]{+five+} years", "A number in a provision changed."),
        *("old last seen 20 Nov 03:31, new first seen 21 Nov 03:31 UTC", "rule number-changed", "also in fr", "#1843"),
        *("Benin: Case law missing since 22 Nov (second look due 23 Nov)", "Chad: 503 since 22 Nov"),
        *("lexdelta decide e3 release|accept", "run 412, head 3f9c0b7e", "oldest verification 11 Nov 03:31 UTC"),
    ):
        assert said in told


def test_a_quiet_report_says_so(reports: dict[str, Report]) -> None:
    """That nothing changed is said plainly, with coverage."""
    body = parsed(reports["quiet"]).body
    assert body is not None
    assert "Nothing changed. Oldest verification 22 Nov 03:31 UTC." in body.text()
    assert "72 of 72" in body.text()


def test_live_links_are_the_pages_own(reports: dict[str, Report]) -> None:
    """A page's own address is a link that tells nothing about the reader; addresses inside texts are text."""
    links = parsed(reports["week"]).css('a:not([href^="#"])')
    assert [node.attributes["href"] for node in links] == [change.url for change in reports["week"].changes]
    assert {node.attributes["rel"] for node in links} == {"noopener noreferrer nofollow"}


def test_a_replica_needs_its_host_named(reports: dict[str, Report]) -> None:
    """Another host is live only where the caller names it."""
    week = reports["week"]
    demo = replace(week, changes=(replace(week.changes[0], url="http://127.0.0.1:8000/en/web/octopus/-/fiji"),))
    assert 'href="http' not in render_html(demo)
    assert 'href="http://127.0.0.1:8000/' in render_html(demo, hosts=["127.0.0.1:8000"])


def test_the_language_of_a_quotation_is_marked(reports: dict[str, Report]) -> None:
    """A quotation carries its language, which a screen reader needs; an odd language is left out."""
    week = reports["week"]
    assert [node.attributes["lang"] for node in parsed(week).css(".quote[lang]")] == ["en", "en", "fr", "en"]
    odd = replace(week, changes=(replace(week.changes[1], language='en" onload="x'),))
    assert parsed(odd).css(".quote[lang]") == []


def test_the_coverage_bar_adds_up(reports: dict[str, Report]) -> None:
    """The parts of the bar follow each other and fill it."""
    bars = parsed(reports["week"]).css(".bar rect")
    assert [bar.attributes["class"] for bar in bars] == ["verified", "quarantined", "failed"]
    end = 0.0
    for bar in bars:
        assert float(bar.attributes["x"] or "") == pytest.approx(end, abs=0.01)
        end += float(bar.attributes["width"] or "")
    assert end == pytest.approx(100, abs=0.01)


def test_nothing_watched_is_no_bar(reports: dict[str, Report]) -> None:
    """With no page to watch there is a report all the same."""
    empty = replace(reports["quiet"], coverage=replace(reports["quiet"].coverage, pages=0, verified=0))
    assert parsed(empty).css(".bar") == []


def test_a_flood_is_counted(many_changes: Callable[[int], Report]) -> None:
    """Beyond two thousand changes the rest is counted, with the command that shows it."""
    html = render_html(many_changes(10_000))
    assert html.count("words changed</span>") == MOST_CHANGES
    assert (
        "and 8,000 more changes: lexdelta changes --least substantive "
        "--since 2026-11-16T03:31Z --until 2026-11-23T03:31Z" in html
    )


def test_an_attacked_report_is_inert(attack: Callable[[str], Report], payload: str) -> None:
    """Parsed by a browser's rules, there are our elements and harmless attributes only, and the text is all there."""
    report = attack(payload)
    tree = parsed(report)
    assert {str(node.tag) for node in tree.css("*")} <= OURS
    attributes = {name.lower() for node in tree.css("*") for name in node.attributes}
    assert attributes <= HARMLESS
    assert [node for node in tree.css("a") if not (node.attributes["href"] or "").startswith("#")] == []
    assert len(tree.css("article")) == len(report.changes)
    assert tree.css_first("title").text() == "Lexdelta · 16–23 Nov 2026"
    assert tree.css_first(".standing p").text() == visible(f"{payload}, {payload}")


def test_hidden_characters_are_shown(attack: Callable[[str], Report]) -> None:
    """A text that hides characters from its reader shows them."""
    html = render_html(attack("law \u202e3102 fo\u202c"))
    assert "law \\u202e3102 fo\\u202c" in html
    assert "\u202e" not in html
