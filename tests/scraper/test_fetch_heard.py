"""Whoever must see all of a fetch hears every exchange: robots.txt, each hop, each attempt, damaged answers."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from datetime import UTC, datetime

from scraper.answer import Exchange
from scraper.capture import Capture
from scraper.errors import FetchError
from scraper.examine import MOST_HEADINGS, examine
from scraper.examined import Examined
from scraper.fetch import fetch, open_client
from scraper.layouts.octopus import LAYOUT
from tests.hostile import faults
from tests.hostile.asking import page, rules
from tests.hostile.server import HostileServer, reply

_NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)


def heard(server: HostileServer, path: str) -> list[Exchange]:
    """What is heard while that path is fetched, whatever comes of it."""
    found: list[Exchange] = []

    async def go() -> None:
        async with open_client(rules(server), heard=found.append) as client:
            with suppress(FetchError):
                await fetch(client, page(server.url(path)))

    asyncio.run(go())
    return found


def test_every_hop_is_heard_with_what_was_sent_and_all_that_came() -> None:
    """In order, robots.txt first; headers that no capture keeps are there too."""
    with HostileServer() as server:
        server.on("/peru", reply(b"moved", 301, {"Location": "/-/peru", "X-Cache": "miss"}))
        server.on("/-/peru", reply(faults.PAGE))
        found = heard(server, "/peru")
        assert [(e.page, e.url.removeprefix(server.url("")), e.status) for e in found] == [
            ("robots.txt", "/robots.txt", 404),
            ("peru.en", "/peru", 301),
            ("peru.en", "/-/peru", 200),
        ]
    assert found[1].header("x-cache") == "miss"
    assert (found[1].body, found[2].body) == (b"moved", faults.PAGE)
    assert dict(found[2].sent) == {
        "Host": server.address,
        "User-Agent": "lexdelta/0.1 (mailto:nobody@example.org)",
        "Accept": "text/html,application/xhtml+xml;q=0.9,*/*;q=0.1",
        "Accept-Encoding": "gzip",
        "Accept-Language": "en",
    }


def test_a_damaged_answer_is_heard_as_far_as_it_came() -> None:
    """With its fault; where nothing came, nothing is heard."""
    with HostileServer() as server:
        server.on("/cut", faults.SHORT["truncated_cl"]).on("/none", faults.NO_ANSWER["close_at_once"])
        *_, cut = heard(server, "/cut")
        assert (cut.fault, cut.body) == ("damaged", faults.PAGE[:-1])
        assert [exchange.page for exchange in heard(server, "/none")] == ["robots.txt"]


def examined(body: str) -> Examined:
    """A page of that body, examined."""
    html = f"<!doctype html><html><head><title>A title</title></head><body>{body}</body></html>"
    headers = (("content-type", "text/html; charset=utf-8"),)
    url = "https://www.coe.int/en/web/octopus/-/peru"
    capture = Capture("peru.en", url, url, _NOW, "live", 200, headers, html.encode())
    return examine(capture, LAYOUT)


def test_a_page_without_known_labels_tells_its_headings() -> None:
    """What it prints as headings, each once, without navigation, bounded; a page with labels tells none."""
    found = examined("<nav><h2>Menu</h2></nav><h2>Legal framework</h2><p>x</p><h2>Legal framework</h2><h3>Courts</h3>")
    assert (found.title, found.headings) == ("A title", ("Legal framework", "Courts"))
    many = "".join(f"<h2>{'Very long ' * 99}{number}</h2>" for number in range(999))
    assert len(examined(many).headings) == 1
    short = "".join(f"<h2>Heading {number}</h2>" for number in range(999))
    assert len(examined(short).headings) == MOST_HEADINGS
    usual = "<h2>Specialised institutions</h2><p>One unit.</p><h2>Sources and links</h2><p>A law.</p>"
    assert examined(usual).headings == ()
