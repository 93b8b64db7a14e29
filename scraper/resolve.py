"""A host's name -> the addresses that may be connected to, all of them checked; nothing is connected yet."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Collection

from scraper import guard
from scraper.errors import Refused, Unreachable


async def addresses_of(host: str, port: int, exceptions: Collection[guard.Endpoint]) -> tuple[str, ...]:
    """The addresses of a host, in the order the system gives them.

    Raises Unreachable, code "dns", when there are none; Refused, code "address", when one of them is not public.
    """
    try:
        found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise Unreachable("dns", f"The name {guard.shown(host)} could not be resolved.") from error
    addresses = tuple(dict.fromkeys(str(info[4][0]) for info in found))
    if not all(guard.may_connect(ip, port, exceptions) for ip in addresses):
        raise Refused("address", f"{guard.shown(host)} leads to an address that is not public.")
    return addresses
