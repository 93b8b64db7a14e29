"""What each site's robots.txt says to us, and what it means when there is none to be had (RFC 9309)."""

from __future__ import annotations

import asyncio
import re
from collections import defaultdict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from protego import Protego

from scraper.errors import FetchError, Refused, Unreachable
from scraper.guard import shown
from scraper.pace import Pace
from scraper.page import Page

MAX_ROBOTS_BYTES = 500_000
"""As much of a robots.txt as is read; rules beyond it do not count."""

_NOBODY_THERE = frozenset({"dns", "tls", "connection"})
_USER_AGENT = re.compile(r"\s*user[- ]?agent\s*[:\s]\s*(?P<name>[^#]*)", re.IGNORECASE)
_SOMEBODY = "User-agent: somebody-else"


@dataclass(frozen=True, slots=True)
class Robots:
    """One site's rules for one user agent. `crawl_delay_seconds` is 0 where none is asked for."""

    agent: str
    crawl_delay_seconds: float
    _rules: Protego

    def allows(self, url: str) -> bool:
        """Whether that URL may be fetched."""
        return self._rules.can_fetch(url, self.agent)


def read_robots(body: bytes, user_agent: str) -> Robots:
    """The rules for us in the bytes of a robots.txt; anything that is not a rule (HTML, say) is passed over.

    `user_agent` is the whole header; its first word ("lexdelta/0.1") is the name rules are matched by, so that an
    address in the rest of it cannot match a group meant for others. Never raises.
    """
    agent = (user_agent.split() or [""])[0]
    text = body[:MAX_ROBOTS_BYTES].decode("utf-8-sig", "replace")
    rules = Protego.parse("\n".join(_without_others(line, agent) for line in text.splitlines()))
    return Robots(agent, rules.crawl_delay(agent) or 0.0, rules)


def _without_others(line: str, agent: str) -> str:
    """The line, with every other robot under one name.

    The parser files each rule once per name above it: thousands of names over thousands of rules, all within the size
    limit, would keep it busy for minutes.
    """
    found = _USER_AGENT.match(line)
    if not found:
        return line
    name = found["name"].strip().lower()
    ours = name == "*" or (name.replace("*", "") and name.replace("*", "") in agent.lower())
    return line if ours else _SOMEBODY


class RobotsFiles:
    """The robots.txt of every site asked, each fetched once, by `load` (which returns the body and
    raises FetchError). What they ask for in the way of delay is passed on to `pace`."""

    def __init__(self, user_agent: str, pace: Pace, load: Callable[[Page], Awaitable[bytes]]) -> None:
        self._user_agent = user_agent
        self._pace = pace
        self._load = load
        self._known: dict[str, Robots | FetchError] = {}
        self._turns: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def obey(self, url: str, site: str, host: str) -> None:
        """Return when `url` may be fetched, as its `site` (scheme, host and port of it) has it.

        Raises Refused, code "robots", when it may not; Unreachable, code "robots-unreachable", when the site would
        not say, or with the code of the failure when it could not be talked to at all; Refused with the guard's code
        when its robots.txt leads where we do not go.
        """
        async with self._turns[site]:
            if site not in self._known:
                self._known[site] = await self._ask(site, host)
        robots = self._known[site]
        if isinstance(robots, FetchError):
            raise robots.with_traceback(None)
        if not robots.allows(url):
            raise Refused("robots", f"The robots.txt of {shown(host)} asks not to fetch this page.")

    async def _ask(self, site: str, host: str) -> Robots | FetchError:
        body = b""
        try:
            body = await self._load(Page("robots.txt", "", "", f"{site}/robots.txt"))
        except Refused as error:
            if error.status is None:
                return Refused(error.code, str(error))
        except Unreachable as error:
            if error.code in _NOBODY_THERE:
                return Unreachable(error.code, str(error))
            message = f"{shown(host)} would not say in its robots.txt what may be fetched: {error}"
            return Unreachable("robots-unreachable", message, retry_after_seconds=error.retry_after_seconds)
        robots = read_robots(body, self._user_agent)
        self._pace.slow_down(host, robots.crawl_delay_seconds)
        return robots
