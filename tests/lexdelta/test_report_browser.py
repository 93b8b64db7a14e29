"""The HTML report in a real browser: attacked in every field, nothing runs, nothing is asked for, nothing overflows."""

import html
import json
import os
import shutil
import subprocess
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from markdown_it import MarkdownIt
from selectolax.lexbor import LexborHTMLParser

from diffs.change import Edit, Named
from lexdelta.naming import NewHeading
from lexdelta.render.atom import render_atom
from lexdelta.render.html import render_html
from lexdelta.render.markdown import render_markdown
from lexdelta.report import Coverage, Event, Inventory, Report, Scope, Unknown, Unsure
from lexdelta.told import ToldChange
from storage.summaries import CountryStanding, NewWording, SectionStates

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
PAYLOADS: dict[str, str] = json.loads((Path(__file__).parent / "payloads.json").read_text(encoding="utf-8"))
AT = datetime(2026, 11, 23, 3, 31, tzinfo=UTC)
KINDS = ("status_moved", "block_edited", "link_changed")
FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update", "--virtual-time-budget=4000"),
)
WIDEST = """<iframe id=f style="border:0;width:360px;height:800px" srcdoc="{report}"></iframe>
<script>onload = () => document.title = f.contentDocument.documentElement.scrollWidth</script>"""


@pytest.fixture(autouse=True, scope="module")
def _browser() -> None:
    """A browser is needed: without one these tests are skipped, loudly, or fail where everything is required."""
    if CHROMIUM:
        return
    reason = "NO BROWSER: install chromium, or the HTML report is not proved to be inert"
    if os.environ.get("REQUIRE_ALL_CHECKS") == "1":
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture
def beacon() -> Iterator[tuple[str, list[str]]]:
    """A server on loopback whose address stands in the attacks, and the paths it was asked for."""
    asked: list[str] = []

    class Listener(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(204)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- the name http.server gives it
            del format, args

    with ThreadingHTTPServer(("127.0.0.1", 0), Listener) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}", asked
        server.shutdown()
        thread.join()


def opened(document: str, folder: Path) -> LexborHTMLParser:
    """The document as it stands after the browser has opened it and let its scripts run."""
    page = folder / "report.html"
    page.write_text(document, encoding="utf-8", errors="replace")
    command = [str(CHROMIUM), *FLAGS, f"--user-data-dir={folder / 'profile'}", "--dump-dom", page.as_uri()]
    done = subprocess.run(command, capture_output=True, timeout=120, check=True)
    return LexborHTMLParser(done.stdout.decode())


def pwned(tree: LexborHTMLParser) -> bool:
    """Whether a payload's script ran: each that can marks the root element."""
    return "data-pwned" in tree.css_first("html").attributes


def attacked(texts: list[str]) -> Report:
    """A report in which every text from outside is one of these, in every field and by several kinds of change."""
    return Report(
        start=AT,
        end=AT,
        run=None,
        coverage=Coverage(3, 1, 1, 1, AT),
        changes=tuple(_change(text, kind) for text in texts for kind in KINDS),
        rest=(),
        unsure=tuple(Unsure(_change(text, "section_removed"), AT, AT) for text in texts),
        unknown=tuple(Unknown(text, text, text, AT, 1) for text in texts),
        events=tuple(Event(1, kind, text, AT, (text,), 1) for text in texts for kind in ("site", "gone")),
        labels=tuple(NewWording(text, "heading", text) for text in texts),
        headings=tuple(NewHeading("octopus", text, text, text, (text,), (text,)) for text in texts),
        chain_run=1,
        chain_head="0" * 64,
        inventory=Inventory(
            tuple((text, (text,)) for text in texts), tuple(SectionStates(text, text, 1, 1, 1, 1) for text in texts)
        ),
        added=tuple((text, text) for text in texts),
        standings=tuple(CountryStanding(text, text, text, text, text) for text in texts),
        scope=Scope(*(tuple(texts) for _ in range(3))),
    )


def _change(text: str, kind: str) -> ToldChange:
    return ToldChange(
        id=1,
        page=text,
        also_in=(text,),
        country=text,
        iso3=text,
        language=text,
        section=text,
        section_label=text,
        kind=kind,
        before=text,
        after=text,
        edits=(Edit("equal", text), Edit("delete", text), Edit("insert", text)) if kind == "block_edited" else (),
        significance="substantive",
        rule=text,
        reason=text,
        state="confirmed",
        last_seen_old=AT,
        first_seen_new=AT,
        confirmed_at=AT,
        url=text,
        capture_before=1,
        capture_after=2,
        named=(Named("law_superseded", text, text), Named("case_added", None, text)),
        digest_before=text,
        digest_after=text,
        region=text,
    )


def test_the_attacks_work_where_nothing_is_escaped(tmp_path: Path, beacon: tuple[str, list[str]]) -> None:
    """The counter-proof: the same texts put into a page as they are do run and do call home."""
    address, asked = beacon
    texts = [PAYLOADS[name].replace("{beacon}", address) for name in ("img-onerror", "img-beacon", "style-import")]
    assert pwned(opened(f"<!doctype html><p>{' '.join(texts)}</p>", tmp_path))
    assert sorted(asked) == ["/img-beacon", "/style-import"]


def test_nothing_runs_and_nothing_is_asked_for(tmp_path: Path, beacon: tuple[str, list[str]]) -> None:
    """With every attack in every field, no script runs, no request leaves, and the title is still ours."""
    address, asked = beacon
    tree = opened(render_html(attacked([text.replace("{beacon}", address) for text in PAYLOADS.values()])), tmp_path)
    assert not pwned(tree)
    assert asked == []
    assert tree.css_first("title").text() == "Lexdelta · 23 Nov 2026"
    assert len(tree.css("article")) == len(KINDS) * len(PAYLOADS)
    assert tree.css("script, img, iframe, form, object, embed, base, link") == []


def test_a_feed_shown_as_it_is_stays_inert(tmp_path: Path, beacon: tuple[str, list[str]]) -> None:
    """The HTML inside a feed, shown by a reader that cleans nothing, runs nothing and asks for nothing."""
    address, asked = beacon
    texts = [text.replace("{beacon}", address) for text in PAYLOADS.values()]
    feed = ET.fromstring(render_atom(attacked(texts)).encode())  # noqa: S314 -- our own output
    contents = [node.text or "" for node in feed.iter("{http://www.w3.org/2005/Atom}content")]
    assert len(contents) > len(PAYLOADS)
    tree = opened(f"<!doctype html><body>{''.join(contents)}", tmp_path)
    assert not pwned(tree)
    assert asked == []


def test_markdown_made_html_stays_inert(tmp_path: Path, beacon: tuple[str, list[str]]) -> None:
    """The Markdown report, made HTML by a renderer that lets HTML through, runs nothing and asks for nothing."""
    address, asked = beacon
    texts = [text.replace("{beacon}", address) for text in PAYLOADS.values()]
    rendered = MarkdownIt("commonmark", {"html": True}).enable(["table"]).render(render_markdown(attacked(texts)))
    tree = opened(f"<!doctype html><body>{rendered}", tmp_path)
    assert not pwned(tree)
    assert asked == []


def test_the_style_sheet_is_allowed_by_its_own_policy(tmp_path: Path) -> None:
    """The browser takes the style sheet the policy names: a report without its looks would be a wrong hash."""
    report = render_html(attacked(["x"]))
    probe = """<iframe id=f srcdoc="{report}"></iframe>
<script>onload = () => document.title = getComputedStyle(f.contentDocument.querySelector("h1")).fontFamily</script>"""
    title = opened(probe.replace("{report}", html.escape(report)), tmp_path).css_first("title").text()
    assert "Palatino" in title


@pytest.mark.parametrize("name", ["ordinary", "attacked"])
def test_a_phone_never_scrolls_sideways(tmp_path: Path, name: str) -> None:
    """At 360 pixels nothing is wider than the screen, not even a word of five thousand letters."""
    texts = list(PAYLOADS.values()) if name == "attacked" else ["Declarations and reservations"]
    report = replace(attacked(texts), timezone="America/Argentina/ComodRivadavia")
    page = WIDEST.replace("{report}", html.escape(render_html(report)))
    assert int(opened(page, tmp_path).css_first("title").text()) <= 360
