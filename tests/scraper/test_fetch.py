"""Fetching: what each answer becomes, what is sent, and how politely."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime

import pytest

from scraper.capture import NotModified, Validators
from scraper.errors import Refused, Unreachable
from tests.hostile import faults
from tests.hostile.asking import failure, get, rules
from tests.hostile.server import HostileServer, reply

ETAG = Validators(etag='"v1"', last_modified="Sat, 21 Nov 2026 03:31:00 GMT")


@pytest.fixture
def server():
    with HostileServer() as running:
        yield running


def test_capture(server):
    """A page that arrives whole becomes a capture that says what was asked, what came, and when."""
    headers = {"ETag": '"v1"', "Content-Encoding": "gzip", "Set-Cookie": "a=b", "Last-Modified": ETAG.last_modified}
    server.on("/peru", reply(gzip.compress(faults.PAGE), headers=headers))
    before = datetime.now(UTC)
    capture = get(server.url("/peru?x=1#top"), rules(server))
    assert before <= capture.at <= datetime.now(UTC)
    assert (capture.page, capture.source, capture.status) == ("peru.en", "live", 200)
    assert capture.requested_url == capture.final_url == server.url("/peru?x=1#top")
    assert capture.body == faults.PAGE
    assert capture.validators == ETAG
    assert capture.header("set-cookie") is None
    assert capture.media_type == "text/html"


def test_request(server):
    """A request says who asks, for what and in which language, and nothing more."""
    server.on("/peru", reply(faults.PAGE))
    get(server.url("/peru?x=1"), rules(server))
    assert server.requests[-1].target == "/peru?x=1"
    assert server.requests[-1].headers == {
        "host": server.address,
        "user-agent": "lexdelta/0.1 (mailto:nobody@example.org)",
        "accept": "text/html,application/xhtml+xml;q=0.9,*/*;q=0.1",
        "accept-encoding": "gzip",
        "accept-language": "en",
    }


def test_user_agent_cannot_add_headers(server):
    """A user agent with line breaks or letters no header can carry is sent without them."""
    server.on("/peru", reply(faults.PAGE))
    get(server.url("/peru"), rules(server, user_agent="lexdelta\r\nX-More: 1 é"))
    assert server.requests[-1].headers["user-agent"] == "lexdeltaX-More: 1"


def test_redirect(server):
    """A redirect is followed, and the capture names both ends."""
    server.on("/old", reply(status=301, headers={"Location": "new?x=é#part"})).on("/new", reply(faults.PAGE))
    capture = get(server.url("/old"), rules(server))
    assert (capture.requested_url, capture.final_url) == (server.url("/old"), server.url("/new?x=%C3%A9"))


def test_not_modified(server):
    """The server's 304 to validators that were sent is its word that nothing changed."""
    server.on("/peru", reply(status=304, headers={"Content-Length": "9"}))
    answer = get(server.url("/peru"), rules(server), ETAG)
    assert isinstance(answer, NotModified)
    assert (answer.page, answer.url) == ("peru.en", server.url("/peru"))
    sent = server.requests[-1].headers
    assert (sent["if-none-match"], sent["if-modified-since"]) == (ETAG.etag, ETAG.last_modified)


@pytest.mark.parametrize("status", [201, 203, 204, 206, 300, 301, 304])
def test_unexpected_status(server, status):
    """A 304 nobody asked for, a part, an empty or an unknown success is no page."""
    server.on("/peru", reply(b"" if status in (204, 304) else b"part", status))
    error = failure(server.url("/peru"), rules(server))
    assert (type(error), error.code, error.status) == (Unreachable, "unexpected-status", status)


@pytest.mark.parametrize("status", [408, 425, 429, 500, 502, 503, 504, 520, 599])
def test_later(server, status):
    """A status that says "not now" is unreachable, with what was said kept as evidence."""
    server.on("/peru", reply(b"<p>Maintenance</p>", status))
    error = failure(server.url("/peru"), rules(server))
    assert (type(error), error.code, error.status) == (Unreachable, f"status-{status}", status)
    assert error.capture.body == b"<p>Maintenance</p>"


@pytest.mark.parametrize("status", [400, 401, 403, 404, 406, 410, 451])
def test_no(server, status):
    """A status that says "no" is refused and not asked again, with what was said kept as evidence."""
    server.on("/peru", reply(b"<p>Not found</p>", status))
    error = failure(server.url("/peru"), rules(server, attempts=3))
    assert (type(error), error.code, error.status) == (Refused, f"status-{status}", status)
    assert error.capture.body == b"<p>Not found</p>"
    assert server.paths() == ["/peru"]


def test_error_body(server):
    """The body of an error is kept up to the cap, and not at all when it is damaged: its status is what counts."""
    cut = gzip.compress(faults.PAGE)[:-20]
    server.on("/long", reply(bytes(50_000), 404)).on("/damaged", faults.zipped(cut, status=404))
    for path, length in (("/long", len(faults.PAGE)), ("/damaged", 0)):
        error = failure(server.url(path), rules(server, max_bytes=len(faults.PAGE)))
        assert (error.code, len(error.capture.body)) == ("status-404", length)


def test_nothing_follows_to_another_host(server):
    """Cookies are never sent; validators and credentials stay with the host they came from."""
    with HostileServer("127.0.0.2") as other:
        away = {"Location": other.url("/peru"), "Set-Cookie": "session=1; Path=/", "WWW-Authenticate": "Basic"}
        server.on("/peru", reply(status=302, headers=away))
        other.on("/peru", reply(status=302, headers={"Location": server.url("/back"), "Set-Cookie": "c=2"}))
        server.on("/back", reply(faults.PAGE))
        get(server.url("/peru"), rules(server, other), ETAG)
        sent = {(each.port, request.path): request.headers for each in (server, other) for request in each.requests}
    assert all("cookie" not in headers and "authorization" not in headers for headers in sent.values())
    assert "if-none-match" in sent[server.port, "/peru"]
    assert "if-none-match" not in sent[other.port, "/peru"]
    assert "if-none-match" not in sent[server.port, "/robots.txt"]


@pytest.mark.parametrize("bad", ['"é"', "a\r\nX-More: 1", "\x1b[31m", "x" * 2000])
def test_unfit_validators(server, bad):
    """A validator that no header can carry is left out, and a 304 is then one nobody asked for."""
    server.on("/peru", reply(status=304))
    error = failure(server.url("/peru"), rules(server), Validators(etag=bad))
    assert error.code == "unexpected-status"
    assert {"if-none-match", "x-more"}.isdisjoint(server.requests[-1].headers)


@pytest.mark.parametrize("url", ["file:///etc/passwd", "http://user:pw@127.0.0.1/", "//x", "", "\x00"])
def test_page_address(url):
    """A page whose own address is not a plain http or https URL is refused."""
    error = failure(url, rules())
    assert (type(error), error.code) == (Refused, "url")


def test_host_not_allowed(server):
    """A host that is not on the list is refused by name before anything is resolved or sent."""
    error = failure(server.url("/peru?token=secret"), rules())
    assert (type(error), error.code) == (Refused, "host")
    assert str(error) == "127.0.0.1 is not among the hosts that may be asked."
    assert server.connections == 0


def test_unknown_name():
    """A name that does not resolve is unreachable, and the error says which."""
    error = failure("http://nowhere.invalid/peru", rules(allowed_hosts=("nowhere.invalid",)))
    assert (type(error), error.code) == (Unreachable, "dns")
    assert "nowhere.invalid" in str(error)


def test_surroundings_are_ignored(server, monkeypatch, tmp_path):
    """Proxies and netrc files of the environment change nothing."""
    (tmp_path / "netrc").write_text("machine 127.0.0.1 login user password secret", "utf-8")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    for name in ("HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    server.on("/peru", reply(faults.PAGE))
    assert get(server.url("/peru"), rules(server)).status == 200
    assert "authorization" not in server.requests[-1].headers


def test_bad_exception():
    """An exception for something that is no address and port is an error of the configuration."""
    with pytest.raises(ValueError, match="expected an address and a port"):
        get("http://127.0.0.1/", rules(allow_addresses=("localhost",)))
