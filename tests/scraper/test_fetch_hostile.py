"""Fetching from servers that are broken or mean: every fault ends in one named error, in time and within bounds."""

from __future__ import annotations

import gzip
import itertools
import tracemalloc

import pytest

from scraper.capture import Capture
from scraper.errors import Refused, TooLarge, Unreachable
from tests.hostile import faults
from tests.hostile.asking import failure, get, name_addresses, rules
from tests.hostile.server import HostileServer, reply

CAP = 8 * 1024 * 1024
INTERNAL = ("2130706433", "0x7f.1", "127.1", "0", "[::ffff:127.0.0.1]", "[64:ff9b::7f00:1]", "127.0.0.2", "localhost")


@pytest.fixture
def server():
    with HostileServer() as running:
        yield running


@pytest.mark.parametrize("name", [*faults.SHORT, *faults.CODED])
def test_damaged(server, name):
    """A body that is not whole, or not in the coding it names, is never a page, whatever its status says."""
    server.on("/peru", faults.FAULTS[name])
    error = failure(server.url("/peru"), rules(server))
    assert (type(error), error.code) == (Unreachable, "damaged")


def test_damaged_evidence(server):
    """What came of a body cut short is kept as evidence, inflated as far as it goes."""
    server.on("/peru", faults.cut_gzip(20))
    body = failure(server.url("/peru"), rules(server)).capture.body
    assert body
    assert faults.PAGE.startswith(body)


def test_every_cut(server):
    """A gzip body cut at any byte at all is damaged: no length of it passes for a page."""
    small = gzip.compress(b"<p>Party to the Convention</p>" * 3)
    for length in range(len(small)):
        server.on(f"/{length}", faults.zipped(small[:length]))
        assert failure(server.url(f"/{length}"), rules(server)).code == "damaged"


def test_members(server):
    """A gzip body of several members is read to its end, not to the end of the first."""
    server.on("/peru", faults.zipped(gzip.compress(b"hello ") + gzip.compress(b"world"), "x-gzip"))
    assert get(server.url("/peru"), rules(server)).body == b"hello world"


@pytest.mark.parametrize("name", list(faults.NO_ANSWER))
def test_no_answer(server, name):
    """Something that is not a readable HTTP answer is no answer."""
    server.on("/peru", faults.FAULTS[name]).on("/robots.txt", reply())
    error = failure(server.url("/peru"), rules(server))
    assert (type(error), error.code, error.capture) == (Unreachable, "connection", None)


def test_refused_connection():
    """A port nobody listens on is a failed connection."""
    with HostileServer() as gone:
        pass
    error = failure(gone.url("/peru"), rules(gone))
    assert (type(error), error.code) == (Unreachable, "connection")


def test_second_address(server, monkeypatch):
    """Where the first address of a host does not answer, the next one is tried, after all were checked."""
    name_addresses(monkeypatch, lambda _: ("127.0.0.9", "127.0.0.1"))
    server.on("/peru", reply(faults.PAGE))
    allow = (server.address, f"127.0.0.9:{server.port}")
    allowed = rules(server, allowed_hosts=("site.example",), allow_addresses=allow)
    assert get(server.url("/peru", host="site.example"), allowed).body == faults.PAGE


@pytest.mark.parametrize("name", list(faults.SLOW))
def test_deadline(server, name):
    """One deadline ends a page that stalls or drips, in its headers as in its body."""
    server.on("/peru", faults.FAULTS[name])
    error = failure(server.url("/peru"), rules(server, total_seconds=0.4))
    assert (type(error), error.code) == (Unreachable, "timeout")


def test_deadline_spans_redirects(server):
    """Redirects share the deadline of the page they began with: slow hops add up."""

    def slow(exchange):
        exchange.wait(0.15)
        exchange.send(reply(status=302, headers={"Location": exchange.request.target + "x"}))

    for number in range(6):
        server.on("/p" + "x" * number, slow)
    assert failure(server.url("/p"), rules(server, total_seconds=0.4)).code == "timeout"
    assert 0 < len(server.paths()) < 6


@pytest.mark.parametrize(
    ("name", "answer"),
    [
        ("declared", reply(b"<p>", headers={"Content-Length": str(10**10)})),
        ("absurd", reply(b"<p>", headers={"Content-Length": "9" * 20})),
        ("one_byte_over", reply(bytes(CAP + 1))),
        ("endless", faults.endless),
        ("inflated_one_over", faults.zipped(gzip.compress(bytes(CAP + 1)))),
    ],
)
def test_too_large(server, name, answer):
    """More than the cap, declared, sent or inflated, is refused."""
    server.on(f"/{name}", answer)
    error = failure(server.url(f"/{name}"), rules(server))
    assert (type(error), error.capture) == (TooLarge, None)


def test_exactly_the_cap(server):
    """A body of exactly the cap is whole, plain or inflated."""
    server.on("/plain", reply(bytes(1000))).on("/zip", faults.zipped(gzip.compress(bytes(1000))))
    for path in ("/plain", "/zip"):
        assert get(server.url(path), rules(server, max_bytes=1000)).body == bytes(1000)


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (lambda: faults.zipped(faults.bomb()), "too-large"),
        (lambda: faults.zipped(faults.bomb(2), "gzip"), "page"),
        (lambda: faults.zipped(faults.bomb(2), "gzip, gzip"), "damaged"),
        (lambda: faults.zipped(faults.bomb(2), ", ".join(itertools.repeat("gzip", 1000))), "damaged"),
        (lambda: faults.endless, "too-large"),
        (lambda: faults.zipped(faults.bomb(), status=503), "status-503"),
    ],
    ids=["gzip", "inner_layer_stays", "double", "stack", "endless", "bomb_in_an_error"],
)
def test_bombs(server, answer, code):
    """No body, however well it is compressed, takes more memory than the cap and a little."""
    server.on("/peru", answer())
    tracemalloc.start()
    try:
        if code == "page":
            assert isinstance(get(server.url("/peru"), rules(server)), Capture)
        else:
            assert failure(server.url("/peru"), rules(server)).code == code
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < CAP + 32 * 1024 * 1024


def test_redirect_loop(server):
    """A loop, or a chain longer than is allowed, ends after that many hops."""
    server.on("/loop", reply(status=301, headers={"Location": "/loop"}))
    error = failure(server.url("/loop"), rules(server, max_redirects=5))
    assert (type(error), error.code) == (Refused, "redirect-loop")
    assert server.paths() == ["/loop"] * 6


@pytest.mark.parametrize(
    "location",
    [
        "file:///etc/passwd",
        "javascript:alert(1)",
        "data:text/html,hello",
        "ftp://127.0.0.1/",
        "http://user:secret@127.0.0.1:{port}/ok",
        "http://127.0.0.1:99999/",
        "http://127.0.0.1:0/",
        "http://[::1",
        "http://exa\x01mple/",
        "http://１２７.0.0.1:{port}/ok",
    ],
)
def test_bad_redirect(server, location):
    """A redirect to anything but a plain http or https address is refused at once, and what it says is not repeated."""
    answer = reply(status=302, headers={"Location": location.format(port=server.port).encode().decode("latin-1")})
    server.on("/peru", answer).on("/ok", reply(faults.PAGE))
    error = failure(server.url("/peru"), rules(server))
    assert (type(error), error.code) == (Refused, "redirect")
    assert server.paths() == ["/peru"]
    assert "secret" not in str(error)
    assert str(error).isprintable()


@pytest.mark.parametrize("host", INTERNAL)
def test_redirect_inside(server, host):
    """A redirect into the machine or its network is refused before a packet is sent, whatever way it is spelled."""
    with HostileServer("127.0.0.2", server.port) as inside:
        server.on("/peru", reply(status=302, headers={"Location": f"http://{host}:{server.port}/admin"}))
        error = failure(server.url("/peru"), rules(server))
    assert (type(error), error.code) == (Refused, "host")
    assert (inside.connections, server.paths()) == (0, ["/peru"])


@pytest.mark.parametrize("ip", ["127.0.0.1", "10.1.2.3", "169.254.169.254", "100.64.0.1", "192.88.99.1"])
def test_private_address(server, monkeypatch, ip):
    """An allowed host that resolves to a private address is refused, even when its other addresses are public."""
    name_addresses(monkeypatch, lambda _: ("93.184.215.14", ip))
    error = failure(f"http://www.coe.int:{server.port}/peru", rules(allowed_hosts=("www.coe.int",)))
    assert (type(error), error.code) == (Refused, "address")
    assert "www.coe.int" in str(error)
    assert server.connections == 0


def test_rebinding(server, monkeypatch):
    """The address that was checked is the address connected to: a name is resolved once for each request."""
    turns = itertools.cycle(("127.0.0.1", "127.0.0.2"))
    name_addresses(monkeypatch, lambda _: (next(turns),))
    with HostileServer("127.0.0.2", server.port) as inside:
        allowed = rules(server, allowed_hosts=("site.example",))
        error = failure(server.url("/peru", host="site.example"), allowed)
    assert (error.code, inside.connections) == ("address", 0)
    assert [request.path for request in server.requests] == ["/robots.txt"]
    assert server.requests[0].headers["host"] == f"site.example:{server.port}"


def test_message_is_clean(server):
    """An error names the host, and repeats nothing else that came from the server or stands in the URL."""
    answer = b"HTTP/1.1 503 \x1b[31mgo away\x07\r\nContent-Length: 0\r\nServer: \x1b]0;owned\x07\r\n\r\n"
    server.on("/peru", answer)
    error = failure(server.url("/peru?token=secret"), rules(server))
    assert str(error) == "127.0.0.1 answered with status 503."
