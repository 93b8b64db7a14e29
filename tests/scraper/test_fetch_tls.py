"""TLS: a certificate is verified by the name that was asked for, while the connection goes to the checked address."""

from __future__ import annotations

import ssl

import pytest

from scraper import fetch
from scraper.errors import Unreachable
from tests.hostile import faults
from tests.hostile.asking import failure, get, name_addresses, rules
from tests.hostile.certificates import make_certificate, serving, trusting
from tests.hostile.server import HostileServer, reply


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("certificates")


@pytest.fixture(scope="module")
def good(folder):
    """A certificate for site.example, in force."""
    return make_certificate(folder / "good", "site.example")


@pytest.fixture(autouse=True)
def loopback(monkeypatch):
    """Every name leads to loopback."""
    name_addresses(monkeypatch, lambda _: ("127.0.0.1",))


@pytest.fixture
def trusted(monkeypatch, good):
    """The certificate for site.example is one of the authorities."""
    monkeypatch.setattr(fetch, "tls_trust", lambda: trusting(good))


@pytest.fixture
def server(good):
    with HostileServer(tls=serving(good)) as running:
        yield running.on("/peru", reply(faults.PAGE))


def allowed(server):
    return rules(server, allowed_hosts=("site.example", "other.example"))


@pytest.mark.usefixtures("trusted")
def test_right_name(server):
    """A certificate of a trusted authority for the name asked for is accepted."""
    assert get(server.url("/peru", host="site.example"), allowed(server)).body == faults.PAGE


@pytest.mark.usefixtures("trusted")
@pytest.mark.parametrize("host", ["other.example", "127.0.0.1"])
def test_wrong_name(server, host):
    """The same certificate is refused for any other name, the address included."""
    assert "not to be trusted" in _tls_failure(server, host)
    assert server.requests == []


@pytest.mark.usefixtures("trusted")
def test_connections_are_not_shared(server):
    """A connection verified for one name is not used for another at the same address."""
    server.on("/robots.txt", reply(keep=True))
    server.on("/peru", reply(status=302, headers={"Location": server.url("/peru", host="other.example")}, keep=True))
    assert "not to be trusted" in _tls_failure(server, "site.example")
    assert {request.headers["host"].partition(":")[0] for request in server.requests} == {"site.example"}


def test_self_signed(server):
    """A certificate nobody vouches for is refused, and the error says why."""
    assert "self-signed certificate" in _tls_failure(server, "site.example")


def test_environment_trusts_nobody(server, monkeypatch, good):
    """Authorities named by the environment are not believed."""
    monkeypatch.setenv("SSL_CERT_FILE", str(good))
    monkeypatch.setenv("SSL_CERT_DIR", str(good.parent))
    fetch.tls_trust.cache_clear()
    assert "self-signed certificate" in _tls_failure(server, "site.example")


def test_expired(folder, monkeypatch):
    """A certificate that has run out is refused, even one that is trusted, and the error says why."""
    old = make_certificate(folder / "old", "site.example", expired=True)
    monkeypatch.setattr(fetch, "tls_trust", lambda: trusting(old))
    with HostileServer(tls=serving(old)) as server:
        assert "expired" in _tls_failure(server, "site.example")


def test_not_tls():
    """A server that speaks plain HTTP where TLS is expected is refused."""
    with HostileServer() as server:
        url = server.url("/peru", host="site.example").replace("http:", "https:")
        error = failure(url, allowed(server))
    assert (type(error), error.code) == (Unreachable, "tls")


@pytest.mark.usefixtures("trusted")
def test_broken_record(server):
    """Bytes that were tampered with on the way are damage, not a page."""
    server.on("/peru", faults.tls_broken)
    error = failure(server.url("/peru", host="site.example"), allowed(server))
    assert (type(error), error.code) == (Unreachable, "damaged")


def test_no_way_round():
    """What https connections are verified by demands a certificate and the right name."""
    trust = fetch.tls_trust()
    assert (trust.verify_mode, trust.check_hostname) == (ssl.CERT_REQUIRED, True)


def _tls_failure(server, host):
    error = failure(server.url("/peru", host=host), allowed(server))
    assert (type(error), error.code) == (Unreachable, "tls")
    return str(error)
