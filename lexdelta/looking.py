"""The first half of a run: ask for pages, politely, and archive what arrives before anything reads it."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import urlsplit

from scraper.capture import Capture, NotModified, Validators
from scraper.errors import FetchError, Unreachable
from scraper.page import Page
from storage.errors import StorageError

GIVE_UP_AFTER = 10
Fetch = Callable[[Page, Validators | None], Awaitable[Capture | NotModified]]


@dataclass(frozen=True, slots=True)
class Plan:
    """What to do about one page: ask for it (conditionally, when `validators` are given), or judge capture `reuse`,
    which an interrupted run left behind."""

    page: Page
    validators: Validators | None = None
    reuse: int | None = None


@dataclass(frozen=True, slots=True)
class Look:
    """What came of it: a capture with its archive id, or the server's word that nothing changed, or a failure.

    `at` is when the answer was complete or the attempt given up (aware, UTC). `capture_id` of a failure is the
    archived answer, None when nothing arrived.
    """

    page: Page
    at: datetime
    capture: Capture | None = None
    capture_id: int | None = None
    error: FetchError | None = None


@dataclass(frozen=True, slots=True)
class Archive:
    """Where captures go and come from; every save is a commit of its own, so that evidence outlives a crash."""

    save: Callable[[Capture, str | None], int]
    load: Callable[[int], Capture]


async def look_at_all(
    plans: Sequence[Plan],
    fetch: Fetch,
    archive: Archive,
    clock: Callable[[], datetime],
    told: Callable[[Look], None],
) -> None:
    """Carry out the plans, one at a time per host and hosts side by side; `told` hears of each look as it is done.

    No look is kept: the bodies of a whole run are more than memory should hold. Expected failures are looks too;
    anything else propagates.
    """

    async def one_host(theirs: Iterable[Plan]) -> None:
        in_a_row = 0
        for plan in theirs:
            give_up = in_a_row >= GIVE_UP_AFTER and plan.reuse is None
            look = _given_up(plan, clock()) if give_up else await _look(plan, fetch, archive, clock)
            in_a_row = in_a_row + 1 if isinstance(look.error, Unreachable) else 0
            told(look)

    by_host: dict[str, list[Plan]] = defaultdict(list)
    for plan in plans:
        by_host[urlsplit(plan.page.url).netloc].append(plan)
    try:
        async with asyncio.TaskGroup() as group:
            for theirs in by_host.values():
                group.create_task(one_host(theirs))
    except* StorageError as found:
        raise found.exceptions[0] from None


def _given_up(plan: Plan, at: datetime) -> Look:
    """A host that failed for so many pages in a row would keep a run busy for hours, and nothing would be gained."""
    host = urlsplit(plan.page.url).hostname
    sentence = f"{host} failed for {GIVE_UP_AFTER} pages in a row and was not asked again in this run."
    return Look(plan.page, at, error=Unreachable("host-down", sentence))


async def _look(plan: Plan, fetch: Fetch, archive: Archive, clock: Callable[[], datetime]) -> Look:
    if plan.reuse is not None:
        capture = archive.load(plan.reuse)
        return Look(plan.page, capture.at, capture, plan.reuse)
    try:
        answer = await fetch(plan.page, plan.validators)
    except FetchError as error:
        kept = archive.save(replace(error.capture, at=clock()), error.code) if error.capture else None
        return Look(plan.page, clock(), error.capture, kept, error)
    at = clock()  # a run knows one clock: its looks, its waits and its report agree on the time
    if isinstance(answer, NotModified):
        return Look(plan.page, at)
    # What an archive hands over is as old as it says.
    capture = replace(answer, at=at) if answer.source == "live" else answer
    return Look(plan.page, at, capture, archive.save(capture, None))
