"""Asking servers on loopback from a plain test: one page, one client, one event loop."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable, Iterable
from typing import Any

import pytest

from scraper.capture import Capture, NotModified, Validators
from scraper.errors import FetchError
from scraper.fetch import FetchRules, fetch, open_client
from scraper.page import Page
from tests.hostile.server import HostileServer

NO_VALIDATORS = Validators()


def page(url: str, language: str = "en") -> Page:
    """A page at that URL, named so that nothing in it hints at the URL."""
    return Page(f"peru.{language}", "peru", language, url)


def rules(*servers: HostileServer, **changes: Any) -> FetchRules:
    """Rules that allow these servers, are in no hurry to give up and never wait."""
    usual: dict[str, Any] = {
        "user_agent": "lexdelta/0.1 (mailto:nobody@example.org)",
        "allowed_hosts": (),
        "allow_addresses": tuple(server.address for server in servers),
        "delay_seconds": 0.0,
        "total_seconds": 20.0,
        "attempts": 1,
        "max_wait_seconds": 0.0,
    }
    return FetchRules(**usual | changes)


def get(url: str, allowed: FetchRules, validators: Validators = NO_VALIDATORS) -> Capture | NotModified:
    """What fetching that URL brings."""

    async def go() -> Capture | NotModified:
        async with open_client(allowed) as client:
            return await fetch(client, page(url), validators)

    return asyncio.run(go())


def failure(url: str, allowed: FetchRules, validators: Validators = NO_VALIDATORS) -> FetchError:
    """The error that fetching that URL ends in."""
    with pytest.raises(FetchError) as caught:
        get(url, allowed, validators)
    return caught.value


def name_addresses(monkeypatch: pytest.MonkeyPatch, resolve: Callable[[str], Iterable[str]]) -> None:
    """Let every host name resolve to what `resolve` says."""

    def answer(host: str, port: int, *_: Any, **__: Any) -> list[Any]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, port)) for ip in resolve(host)]

    monkeypatch.setattr(socket, "getaddrinfo", answer)
