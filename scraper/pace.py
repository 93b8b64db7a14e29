"""Whose turn it is: one request at a time per host, with a pause between, remembered from run to run."""

from __future__ import annotations

import asyncio
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from scraper.errors import Unreachable
from scraper.guard import shown

DAY_SECONDS = 86_400.0
_SLACK_SECONDS = 1.0


class Pace:
    """The turns of all hosts. Kept on the monotonic clock, so that a clock set back cannot stop a run.

    `ready_at` maps hosts to the earliest moment (aware, UTC) of their next request, as an earlier Pace left it; a
    moment more than a day ahead counts as a day.
    """

    def __init__(self, delay_seconds: float, max_wait_seconds: float, ready_at: Mapping[str, datetime]) -> None:
        self._delay_seconds = delay_seconds
        self._max_wait_seconds = max_wait_seconds
        self._delays: dict[str, float] = {}
        self._turns: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._ready: dict[str, float] = {}
        for host, moment in ready_at.items():
            self.hold(host, (moment - datetime.now(UTC)).total_seconds())

    @property
    def ready_at(self) -> dict[str, datetime]:
        """The earliest moment (aware, UTC) of the next request, per host asked or held so far."""
        now, clock = datetime.now(UTC), time.monotonic()
        return {host: now + timedelta(seconds=ready - clock) for host, ready in self._ready.items()}

    def slow_down(self, host: str, seconds: float) -> None:
        """Pause that long between requests where it is longer than the usual delay, up to the longest wait allowed."""
        seconds = min(seconds, self._max_wait_seconds)
        self._delays[host] = max(self._delays.get(host, 0.0), seconds)
        self.hold(host, seconds)

    def hold(self, host: str, seconds: float) -> None:
        """Do not ask that host for so long, a day at most."""
        ready = time.monotonic() + min(seconds, DAY_SECONDS)
        self._ready[host] = max(ready, self._ready.get(host, ready))

    @asynccontextmanager
    async def turn(self, host: str) -> AsyncIterator[None]:
        """Wait until the host may be asked, and keep others from asking meanwhile.

        Raises Unreachable, code "retry-later", when the host is to be left alone for longer than we wait.
        """
        async with self._turns[host]:
            await asyncio.sleep(self._wait(host))
            try:
                yield
            finally:
                self.hold(host, self._delay(host))

    def _delay(self, host: str) -> float:
        return max(self._delay_seconds, self._delays.get(host, 0.0))

    def _wait(self, host: str) -> float:
        wait = max(0.0, self._ready.get(host, 0.0) - time.monotonic())
        if wait > max(self._max_wait_seconds, self._delay(host)) + _SLACK_SECONDS:
            message = f"{shown(host)} asked to be left alone for another {wait:.0f} seconds."
            raise Unreachable("retry-later", message, retry_after_seconds=wait)
        return wait


class Deadline:
    """The seconds one request has for all its hops, spent only while `running`, never while waiting for a turn."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._left = seconds

    @asynccontextmanager
    async def running(self, host: str) -> AsyncIterator[None]:
        """Let the time run. Raises Unreachable, code "timeout", when it is up."""
        started = time.monotonic()
        try:
            async with asyncio.timeout(self._left):
                yield
        except TimeoutError:
            message = f"{host} did not finish answering within {self._seconds:g} seconds."
            raise Unreachable("timeout", message) from None
        finally:
            self._left -= time.monotonic() - started


def retry_after(value: str | None, now: datetime) -> float | None:
    """The seconds a Retry-After header asks for, 0 to a day; None when there is none or it says nothing.

    Both forms are read: seconds, and an HTTP date counted from `now` (aware).
    """
    value = (value or "").strip()
    if value.isascii() and value.isdigit():
        return min(float(value[:9]), DAY_SECONDS)
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return min(max((moment - now).total_seconds(), 0.0), DAY_SECONDS)
