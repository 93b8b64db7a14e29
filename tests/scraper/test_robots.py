"""robots.txt: what it forbids is not fetched, and neither is anything where it should be but cannot be had."""

from __future__ import annotations

import asyncio
import gzip

import pytest

from scraper.errors import Refused, Unreachable
from scraper.fetch import fetch, open_client
from scraper.robots import MAX_ROBOTS_BYTES, read_robots
from tests.hostile import faults
from tests.hostile.asking import failure, get, page, rules
from tests.hostile.server import HostileServer, reply

AGENT = "lexdelta/0.1 (mailto:robot@example.org)"
NOTHING = b"User-agent: *\nDisallow: /\n"


@pytest.fixture
def server():
    with HostileServer() as running:
        yield running.on("/peru", reply(faults.PAGE)).on("/chad", reply(faults.PAGE))


def test_disallowed(server):
    """What robots.txt forbids is refused without being asked for; the rest is fetched."""
    server.on("/robots.txt", reply(b"User-agent: *\nDisallow: /pe*u$\n"))
    error = failure(server.url("/peru"), rules(server, attempts=3))
    assert (type(error), error.code, error.capture) == (Refused, "robots", None)
    assert server.paths() == []
    assert get(server.url("/chad"), rules(server)).status == 200


def test_redirect_into_the_forbidden(server):
    """A redirect is no way round robots.txt."""
    server.on("/robots.txt", reply(b"User-agent: *\nDisallow: /peru\n"))
    server.on("/old", reply(status=302, headers={"Location": "/peru"}))
    assert failure(server.url("/old"), rules(server)).code == "robots"
    assert server.paths() == ["/old"]


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_none(server, status):
    """A site that says it has no robots.txt allows everything, whatever stands in the answer."""
    server.on("/robots.txt", reply(NOTHING, status))
    assert get(server.url("/peru"), rules(server)).status == 200


@pytest.mark.parametrize(
    "answer",
    [
        reply(NOTHING, 500),
        reply(status=503),
        reply(status=429),
        faults.reset_mid,
        faults.cut_gzip(1),
        reply(status=204),
    ],
    ids=["500", "503", "429", "reset", "damaged", "204"],
)
def test_unreachable(server, answer):
    """A site whose robots.txt cannot be had is left alone for this run, and asked for it no more."""
    server.on("/robots.txt", answer)

    async def go():
        async with open_client(rules(server)) as client:
            return [await _code(client, server.url(path)) for path in ("/peru", "/chad")]

    assert asyncio.run(go()) == ["robots-unreachable"] * 2
    assert [request.path for request in server.requests] == ["/robots.txt"]


def test_nobody_there(server):
    """A host that cannot be talked to at all is told as that, at the first page and at every other."""
    server.on("/robots.txt", faults.garbage)

    async def go():
        async with open_client(rules(server, attempts=3)) as client:
            return [await _code(client, server.url(path)) for path in ("/peru", "/chad")]

    assert asyncio.run(go()) == ["connection", "connection"]
    assert [request.path for request in server.requests] == ["/robots.txt"] * 3


def test_elsewhere(server):
    """A redirect to a site whose robots.txt cannot be had ends there: asking again in this run cannot help."""
    with HostileServer("127.0.0.2") as other:
        other.on("/robots.txt", reply(status=500))
        server.on("/old", reply(status=302, headers={"Location": other.url("/peru")}))
        assert failure(server.url("/old"), rules(server, other, attempts=3)).code == "robots-unreachable"
    assert (server.paths(), len(other.requests)) == (["/old"], 3)


def test_second_try(server):
    """A robots.txt that comes at the second attempt is as good as at the first."""
    server.on("/robots.txt", reply(status=503), reply(b"User-agent: *\nDisallow: /chad"))
    assert get(server.url("/peru"), rules(server, attempts=2)).status == 200


def test_stalled(server):
    """A robots.txt that never comes does not stop the run."""
    server.on("/robots.txt", faults.stall)
    assert failure(server.url("/peru"), rules(server, total_seconds=0.3)).code == "robots-unreachable"


def test_redirected(server):
    """A robots.txt may redirect, but not to where we do not go: then nothing is fetched, and the error says where."""
    server.on("/robots.txt", reply(status=301, headers={"Location": "/r2"})).on("/r2", reply(NOTHING))
    assert failure(server.url("/peru"), rules(server)).code == "robots"
    server.on("/robots.txt", reply(status=301, headers={"Location": "http://elsewhere.example/robots.txt"}))
    error = failure(server.url("/peru"), rules(server))
    assert (type(error), error.code) == (Refused, "host")
    assert "elsewhere.example" in str(error)


@pytest.mark.parametrize("coding", ["", "gzip"])
def test_huge(server, coding):
    """Only the first half megabyte of a robots.txt is read: rules in it hold, later ones do not."""
    body = b"User-agent: *\nDisallow: /peru\n" + b"#" * MAX_ROBOTS_BYTES + b"\nDisallow: /chad\n"
    server.on("/robots.txt", faults.zipped(gzip.compress(body) if coding else body, coding))
    assert failure(server.url("/peru"), rules(server)).code == "robots"
    assert get(server.url("/chad"), rules(server)).status == 200


def test_endless(server):
    """A robots.txt without end is read to the half megabyte and no further."""
    server.on("/robots.txt", faults.endless)
    assert get(server.url("/peru"), rules(server)).status == 200


def test_html(server):
    """A page of HTML in its place forbids nothing."""
    server.on("/robots.txt", reply(faults.PAGE))
    assert get(server.url("/peru"), rules(server)).status == 200


def test_own_name():
    """Rules for us go before rules for all, and the address in our user agent is not a name."""
    others = b"User-agent: *\nDisallow: /all\n\nUser-agent: robot\nDisallow: /robot\n\n"
    robots = read_robots(others, AGENT)
    assert (robots.allows("https://x.example/all"), robots.allows("https://x.example/robot")) == (False, True)
    robots = read_robots(others + b"User-agent: LexDelta\nDisallow: /ours\nCrawl-delay: 3\n", AGENT)
    assert (robots.allows("https://x.example/all"), robots.allows("https://x.example/ours")) == (True, False)
    assert robots.crawl_delay_seconds == 3.0


def test_grouped_names():
    """A group that names several robots holds for us when one of the names is ours or everybody's."""
    for name in (b"*", b"lexdelta", b"lexdelta*"):
        robots = read_robots(b"User-agent: a\nUser-Agent: " + name + b"\nUser-agent: b\nDisallow: /x", AGENT)
        assert not robots.allows("https://x.example/x"), name
    assert read_robots(b"User-agent: a\nUser-agent: b\nDisallow: /x", AGENT).allows("https://x.example/x")


@pytest.mark.parametrize("delay", ["-1", "inf", "nan", "soon", ""])
def test_odd_delay(delay):
    """A crawl delay that is no number of seconds is none."""
    assert read_robots(f"User-agent: *\nCrawl-delay: {delay}\n".encode(), AGENT).crawl_delay_seconds == 0.0


def test_many_names():
    """Thousands of names over thousands of rules are read as the few rules they are, not as their product."""
    names = "".join(f"User-agent: a{number}\n" for number in range(14_000))
    body = names + "".join(f"Disallow: /{number}\n" for number in range(14_000))
    assert len(body) < MAX_ROBOTS_BYTES
    robots = read_robots(body.encode(), AGENT)
    assert robots.allows("https://x.example/7")
    assert len(robots._rules._user_agents) == 1


@pytest.mark.parametrize("body", [b"", b"\xff\xfe\x00", b"\xef\xbb\xbfUser-agent: *\nDisallow: /x", bytes(range(256))])
def test_any_bytes(body):
    """Whatever the bytes are, they are read; a byte order mark hides no rule."""
    assert read_robots(body, AGENT).allows("https://x.example/x") == (b"Disallow" not in body)
    assert read_robots(body, "").crawl_delay_seconds == 0.0


async def _code(client, url):
    with pytest.raises(Unreachable) as caught:
        await fetch(client, page(url))
    return caught.value.code
