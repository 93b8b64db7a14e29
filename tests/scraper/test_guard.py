"""The guard: which names may be asked, and which addresses connected to."""

from __future__ import annotations

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.guard import endpoint, is_public, may_ask, may_connect

PUBLIC = (
    "8.8.8.8",
    "93.184.215.14",
    "100.63.255.255",
    "100.128.0.0",
    "172.15.255.255",
    "172.32.0.0",
    "192.88.98.255",
    "198.17.255.255",
    "198.20.0.0",
    "223.255.255.255",
    "2606:2800:21f:cb07:6820:80da:af6b:8b2c",
    "2a00:1450:4001:81b::200e",
    "::ffff:8.8.8.8",
    "64:ff9b::808:808",
    "2002:808:808::1",
)
PRIVATE = (
    "0.0.0.0",  # noqa: S104 - refused here, not bound
    "0.1.2.3",
    "10.0.0.1",
    "100.64.0.1",
    "100.100.100.200",
    "100.127.255.255",
    "127.0.0.1",
    "127.255.255.254",
    "168.63.129.16",
    "169.254.169.254",
    "172.16.0.1",
    "172.31.255.255",
    "192.0.0.192",
    "192.0.2.1",
    "192.88.99.1",
    "192.168.1.1",
    "198.18.0.1",
    "198.19.255.255",
    "198.51.100.7",
    "203.0.113.7",
    "224.0.0.1",
    "239.255.255.250",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::127.0.0.1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "::ffff:100.64.0.1",
    "::ffff:0:127.0.0.1",
    "64:ff9b::127.0.0.1",
    "64:ff9b::a00:1",
    "64:ff9b::c058:6301",
    "64:ff9b:1::1",
    "100::1",
    "2001::1",
    "2001:0:808:808:0:0:f5ff:fffe",
    "2001:db8::1",
    "2001:1::1",
    "2001:10::1",
    "2001:20::1",
    "2002:a00:1::",
    "2002:7f00:1::1",
    "2002:6440:1::1",
    "3fff::1",
    "5f00::1",
    "fc00::1",
    "fd00:ec2::254",
    "fe80::1",
    "fe80::1%eth0",
    "2606:4700::1%lo",
    "fec0::1",
    "ff02::1",
)
NO_ADDRESS = ("", "localhost", "2130706433", "0x7f.1", "127.1", "0", "8.8.8.8:80", "[::1]", "08.8.8.8", "8.8.8.8\n")


@pytest.mark.parametrize("ip", PUBLIC)
def test_public(ip):
    """An address of the open internet may be connected to, plain or wrapped."""
    assert is_public(ip)


@pytest.mark.parametrize("ip", PRIVATE + NO_ADDRESS)
def test_not_public(ip):
    """Whatever leads into a machine, a network, a cloud's inside or nowhere is not public, plain or wrapped."""
    assert not is_public(ip)


@given(st.ip_addresses())
def test_never_more_than_the_registers(address):
    """Nothing that Python's own registers call private, local or reserved passes for public."""
    if is_public(str(address)):
        inner = getattr(address, "ipv4_mapped", None) or address
        assert not any((inner.is_private, inner.is_loopback, inner.is_link_local, inner.is_multicast))


@given(st.ip_addresses(v=4))
def test_wrapping_changes_nothing(address):
    """An IPv4 address is as public inside IPv6 as it is alone, by whichever of the ways it is put there."""
    number = int(address)
    mapped = ipaddress.IPv6Address((0xFFFF << 32) | number)
    nat64 = ipaddress.IPv6Address((0x64FF9B << 96) | number)
    sixtofour = ipaddress.IPv6Address((0x2002 << 112) | (number << 80))
    assert {is_public(str(each)) for each in (mapped, nat64, sixtofour)} == {is_public(str(address))}


def test_may_ask():
    """A host is allowed by its exact name, case aside, or as an excepted address with its port."""
    hosts, exceptions = ("www.coe.int",), (("127.0.0.1", 8000),)
    assert may_ask("www.coe.int", 443, hosts, exceptions)
    assert may_ask("WWW.CoE.int", 443, ("www.COE.int",), exceptions)
    assert may_ask("127.0.0.1", 8000, hosts, exceptions)
    for host, port in (
        ("coe.int", 443),
        ("evil.www.coe.int", 443),
        ("www.coe.int.evil.example", 443),
        ("www.coe.int.", 443),
        ("127.0.0.1", 8001),
        ("127.0.0.2", 8000),
        ("localhost", 8000),
        ("", 443),
    ):
        assert not may_ask(host, port, hosts, exceptions), host


def test_may_connect():
    """An exception holds for one address and one port, not for all that is private."""
    exceptions = (("127.0.0.1", 8000),)
    assert may_connect("127.0.0.1", 8000, exceptions)
    assert may_connect("93.184.215.14", 443, exceptions)
    assert not may_connect("127.0.0.1", 22, exceptions)
    assert not may_connect("127.0.0.2", 8000, exceptions)
    assert not may_connect("::ffff:127.0.0.1", 8000, exceptions)


def test_endpoint():
    """An exception is an address and a port; IPv6 in brackets, in any spelling of it."""
    assert endpoint("127.0.0.1:8000") == ("127.0.0.1", 8000)
    assert endpoint(" [0:0::1]:80 ") == ("::1", 80)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "127.0.0.1",
        "localhost:80",
        "127.1:80",
        "::1:80",
        "[127.0.0.1]:80",
        "127.0.0.1:0",
        "127.0.0.1:65536",
        "1.2.3.4:²",
    ],
)
def test_not_an_endpoint(text):
    """Anything else is refused when the rules are read, not when they are needed."""
    with pytest.raises(ValueError, match=r"address|IPv"):
        endpoint(text)
