"""The rules of fetching, as plain values: who we are, whom we may ask, and how much of whose time and bytes we take."""

from __future__ import annotations

from dataclasses import dataclass

LONGEST_WAIT_SECONDS = 120.0
"""A longer Crawl-delay counts as this, so that a run over a site's pages still ends before the next one begins."""


@dataclass(frozen=True, slots=True)
class FetchRules:
    """What may be asked, how politely, and how much of it is taken.

    `allowed_hosts` are exact names; `allow_addresses` ("127.0.0.1:8000") may be connected to although private, and
    count as allowed hosts. `total_seconds` is for one request with all its redirects and bodies, waiting for its turn
    not included; `max_bytes` counts on the wire and inflated; `attempts` are made while a page is Unreachable; a
    Retry-After above `max_wait_seconds` is not waited for.
    """

    user_agent: str
    allowed_hosts: tuple[str, ...]
    allow_addresses: tuple[str, ...] = ()
    delay_seconds: float = 2.0
    total_seconds: float = 60.0
    max_bytes: int = 8 * 1024 * 1024
    max_redirects: int = 5
    attempts: int = 3
    max_wait_seconds: float = LONGEST_WAIT_SECONDS
