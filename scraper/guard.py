"""Which hosts may be asked and which addresses may be connected to: the answer to server-side request forgery.

Pure: names are resolved elsewhere, and the address judged here is the very one that is then connected to. The text of
a host proves nothing ("2130706433", "0x7f.1" and "127.1" all reach loopback), so both are asked: the name must be on
the operator's list, and the address it resolves to must be public or on the operator's other list.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network

Endpoint = tuple[str, int]
"""An address in its normal spelling, without brackets, and a port."""

_NAT64 = IPv6Network("64:ff9b::/96")
_GLOBAL_UNICAST = IPv6Network("2000::/3")

# Python's own registers differ from version to version, and 3.11 calls several of these global.
_NEVER = tuple(
    ip_network(text)
    for text in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",  # shared by carriers; some clouds keep their metadata service here
        "127.0.0.0/8",
        "168.63.129.16/32",  # the host's own services, on one large cloud
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.88.99.0/24",  # 6to4 relays
        "192.168.0.0/16",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/4",
        "240.0.0.0/4",
        "2001::/23",  # for special purposes, Teredo among them: no web site is there
        "2001:db8::/32",
        "3fff::/20",
    )
)


def is_public(ip: str) -> bool:
    """Whether the address belongs to the open internet, whatever it is wrapped in.

    IPv4 inside IPv6 (mapped, NAT64, 6to4) is unwrapped and judged as well; Teredo never is public. Anything that is
    not an address, or carries a zone ("fe80::1%eth0"), is not public.
    """
    try:
        address = ip_address(ip)
    except ValueError:
        return False
    if "%" in ip:
        return False
    wrapped = tuple(_inside(address))
    outside = not wrapped or address in _GLOBAL_UNICAST
    return all(map(_open_internet, wrapped)) and (not outside or _open_internet(address))


def endpoint(text: str) -> Endpoint:
    """The address and port of "127.0.0.1:8000" or "[::1]:8000". Raises ValueError for anything else."""
    host, colon, port = text.strip().rpartition(":")
    if not colon or not (port.isascii() and port.isdigit()) or not 0 < int(port) < 65536:
        raise ValueError(f"expected an address and a port such as 127.0.0.1:8000, got {text!r}")
    address = ip_address(host.removeprefix("[").removesuffix("]"))
    if (address.version == 6) != host.startswith("["):
        raise ValueError(f"an IPv6 address is written in brackets, [::1]:8000, got {text!r}")
    return str(address), int(port)


def may_ask(host: str, port: int, hosts: Collection[str], exceptions: Collection[Endpoint]) -> bool:
    """Whether that host is on the list (exactly, case aside: no subdomains), or is itself an excepted address."""
    return host.lower() in {name.lower() for name in hosts} or (host, port) in exceptions


def may_connect(ip: str, port: int, exceptions: Collection[Endpoint]) -> bool:
    """Whether a connection may be opened: the address is public, or excepted together with that very port."""
    return is_public(ip) or (ip, port) in exceptions


def shown(host: str) -> str:
    """A host name as a message may carry it: a redirect can name one of any length."""
    return host[:100]


def _inside(address: IPv4Address | IPv6Address) -> Iterator[IPv4Address]:
    if isinstance(address, IPv4Address):
        return
    if address in _NAT64:
        yield IPv4Address(int(address) & 0xFFFFFFFF)
    yield from (wrapped for wrapped in (address.ipv4_mapped, address.sixtofour) if wrapped)


def _open_internet(address: IPv4Address | IPv6Address) -> bool:
    if address.version == 6 and address not in _GLOBAL_UNICAST:
        return False
    return not any(address in network for network in _NEVER)
