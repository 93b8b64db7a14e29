"""Politeness: how often a host is asked, how long it is left alone, and how often an answer is asked for again."""

from __future__ import annotations

import asyncio
import threading
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest

from scraper import pace
from scraper.capture import Capture
from scraper.errors import Refused, Unreachable
from scraper.fetch import fetch, open_client
from tests.hostile import faults
from tests.hostile.asking import failure, get, page, rules
from tests.hostile.server import HostileServer, reply


@pytest.fixture
def server():
    with HostileServer() as running:
        yield running


@pytest.fixture
def slept(monkeypatch):
    """The pauses between requests, taken on a clock of their own that only these pauses move."""
    pauses = []
    clock = SimpleNamespace(now=1000.0)

    async def sleep(seconds):
        pauses.append(seconds)
        clock.now += seconds

    monkeypatch.setattr(pace, "time", SimpleNamespace(monotonic=lambda: clock.now))
    names = {"sleep": sleep, "Lock": asyncio.Lock, "timeout": asyncio.timeout}
    monkeypatch.setattr(pace, "asyncio", SimpleNamespace(**names))
    return pauses


@pytest.fixture
def naps(monkeypatch):
    """Every pause asked of the event loop, none of them taken."""
    asked = []

    async def sleep(seconds):
        asked.append(seconds)

    monkeypatch.setattr(asyncio, "sleep", sleep)
    return asked


def test_retry(server, capsys):
    """What may pass is asked again, the page once it comes is a page, and not a word of it goes to stdout."""
    server.on("/peru", reply(status=503), faults.close_at_once, faults.cut_gzip(1), reply(faults.PAGE))
    assert isinstance(get(server.url("/peru"), rules(server, attempts=4)), Capture)
    assert server.paths() == ["/peru"] * 4
    assert capsys.readouterr() == ("", "")


def test_attempts(server):
    """After the last attempt the last error stands."""
    server.on("/peru", reply(status=500), reply(status=502))
    assert failure(server.url("/peru"), rules(server, attempts=3)).code == "status-502"
    assert server.paths() == ["/peru"] * 3


def test_delay(server, slept):
    """Between two requests to one host there is the delay, redirects and robots.txt included."""
    server.on("/old", reply(status=302, headers={"Location": "/peru"})).on("/peru", reply(faults.PAGE))
    get(server.url("/old"), rules(server, delay_seconds=2.0))
    assert slept == [0.0, 2.0, 2.0]


def test_crawl_delay(server, slept):
    """A longer delay in robots.txt is kept, up to the longest we wait; a shorter one changes nothing."""
    for asked, kept in (("7", 7.0), ("1", 2.0), ("86400", 60.0)):
        slept.clear()
        server.on("/robots.txt", reply(b"User-agent: *\nCrawl-delay: " + asked.encode()))
        server.on("/peru", reply(faults.PAGE))
        get(server.url("/peru"), rules(server, delay_seconds=2.0, max_wait_seconds=60.0))
        assert slept == [0.0, kept]


def test_retry_after(server, slept):
    """A Retry-After that can be waited for is waited for before the next attempt."""
    server.on("/peru", reply(status=429, headers={"Retry-After": "30"}), reply(faults.PAGE))
    assert get(server.url("/peru"), rules(server, attempts=2, max_wait_seconds=60.0)).status == 200
    assert slept == [0.0, 0.0, 30.0]


@pytest.mark.parametrize("value", ["90000", "Fri, 01 Jan 2099 00:00:00 GMT", "9" * 30])
def test_long_retry_after(server, value):
    """A Retry-After too long to wait for ends the attempts; it counts as a day at most, and holds the whole host."""
    server.on("/peru", reply(status=503, headers={"Retry-After": value})).on("/chad", reply(faults.PAGE))

    async def go():
        async with open_client(rules(server, attempts=3, max_wait_seconds=60.0)) as client:
            first = await _error(client, server.url("/peru"))
            return first, await _error(client, server.url("/chad")), client.ready_at[server.host]

    first, second, ready_at = asyncio.run(go())
    assert (first.code, first.retry_after_seconds) == ("status-503", 86_400)
    assert (type(second), second.code) == (Unreachable, "retry-later")
    assert timedelta(hours=23) < ready_at - datetime.now(UTC) <= timedelta(days=1)
    assert server.paths() == ["/peru"]


def test_retry_after_elsewhere(server):
    """A Retry-After on a page that came is no reason to stop."""
    server.on("/peru", reply(faults.PAGE, headers={"Retry-After": "90000"}))

    async def go():
        async with open_client(rules(server)) as client:
            return [await fetch(client, page(server.url("/peru"))) for _ in range(2)]

    assert [capture.status for capture in asyncio.run(go())] == [200, 200]


def test_back_off(server, naps):
    """Each further attempt is made after a longer pause, by no random amount."""
    server.on("/peru", reply(status=500))
    failure(server.url("/peru"), rules(server, attempts=4, delay_seconds=1.0, max_wait_seconds=3.0))
    assert [seconds for seconds in naps if seconds in (1.0, 2.0, 3.0)] == [1.0, 2.0, 3.0]


def test_no_back_off_for_a_known_failure(server, naps):
    """Once a host is known to be out of reach, its other pages are not waited for."""
    server.on("/robots.txt", faults.close_at_once)

    async def go():
        async with open_client(rules(server, attempts=2, delay_seconds=1.0, max_wait_seconds=60.0)) as client:
            await _error(client, server.url("/peru"))
            before = len(naps)
            await _error(client, server.url("/chad"))
            return before, len(naps)

    before, after = asyncio.run(go())
    assert before == after > 0


def test_sites_of_one_host(server, slept):
    """Sites on one host share its turns, and the longer delay that one of them asks for."""
    server.on("/robots.txt", reply(b"User-agent: *\nCrawl-delay: 7")).on("/peru", reply(faults.PAGE))

    async def go(other):
        async with open_client(rules(server, other, delay_seconds=2.0, max_wait_seconds=60.0)) as client:
            for each in (server, other, server):
                await fetch(client, page(each.url("/peru")))

    with HostileServer() as other:
        asyncio.run(go(other.on("/peru", reply(faults.PAGE))))
    assert slept == [0.0, 7.0, 7.0, 7.0, 7.0]


def test_ready_at_survives(server, slept):
    """A client opened with what an earlier one left waits as the earlier one would have."""

    async def go():
        limits = rules(server, delay_seconds=5.0)
        async with open_client(limits) as client:
            await fetch(client, page(server.url("/peru")))
        async with open_client(limits, client.ready_at) as client:
            await fetch(client, page(server.url("/peru")))

    server.on("/peru", reply(faults.PAGE))
    asyncio.run(go())
    assert slept == [0.0, 5.0, pytest.approx(5.0, abs=0.5), 5.0]


def test_one_at_a_time(server):
    """However many pages of one host are asked for at once, they are asked one after another."""
    inside = threading.Semaphore(1)
    overlaps = []

    def answer(exchange):
        if not inside.acquire(blocking=False):
            overlaps.append(exchange.request.path)
            return
        exchange.wait(0.01)
        inside.release()
        exchange.send(reply(faults.PAGE))

    async def go():
        async with open_client(rules(server)) as client:
            return await asyncio.gather(*(fetch(client, page(server.url(f"/{n}"))) for n in range(5)))

    for number in range(5):
        server.on(f"/{number}", answer)
    assert len(asyncio.run(go())) == 5
    assert overlaps == []
    assert [request.path for request in server.requests].count("/robots.txt") == 1


def test_side_by_side(server):
    """Different hosts are asked at the same time: each of these two answers only once the other was asked."""
    meeting = threading.Barrier(2, timeout=10)

    def answer(exchange):
        meeting.wait()
        exchange.send(reply(faults.PAGE))

    async def go(other):
        async with open_client(rules(server, other)) as client:
            return await asyncio.gather(*(fetch(client, page(each.url("/peru"))) for each in (server, other)))

    with HostileServer("127.0.0.2") as other:
        for each in (server, other):
            each.on("/peru", answer)
        assert [capture.status for capture in asyncio.run(go(other))] == [200, 200]


async def _error(client, url):
    with pytest.raises((Unreachable, Refused)) as caught:
        await fetch(client, page(url))
    return caught.value
