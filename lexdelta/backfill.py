"""History from the Wayback Machine: its index asked for the pages that are watched, their bytes fetched slowly."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable
from dataclasses import dataclass, replace
from functools import partial

from sqlite_utils import Database

from lexdelta.importing import Source
from lexdelta.looking import Fetch
from lexdelta.running import fetch_rules
from lexdelta.settings import Config
from lexdelta.taking import Pages, Taken, Taking
from lexdelta.wayback import INDEX, as_archived
from scraper.archives import cdx
from scraper.archives.cdx import Row
from scraper.archives.found import Found, Trouble
from scraper.capture import Capture, decode
from scraper.errors import FetchError, Refused
from scraper.fetch import fetch, open_client
from storage import captures, pace
from storage.database import immediate

GIVE_UP_AFTER = 5
MOST_PARTS = 200
"""Parts of one index: a million captures; an archive that has ever more to say is not believed."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked of the archive: page keys (all that are watched when empty), from which year on, and how many
    captures one import fetches at most."""

    base: str
    pages: frozenset[str]
    since: str
    limit: int


@dataclass(slots=True)
class Fetched:
    """How far it went: captures the archive lists, those that were there already, and why it stopped early ("")."""

    listed: int = 0
    known: int = 0
    fetched: int = 0
    stopped: str = ""


async def fetch_history(
    db: Database,
    wanted: Wanted,
    owner: Pages,
    taking: Taking,
    fetch: Fetch,
    told: Callable[[Taken, int], None],
) -> Fetched:
    """Archive every capture that is not there yet, oldest first within a page; what is there is not asked for again, so
    that an import that was stopped goes on where it stood. Failures are troubles; five in a row end it."""
    state = Fetched()
    rows = await _rows(wanted, owner, fetch, taking)
    state.listed = len(rows)
    missing = [(key, row) for key, row in rows if not captures.is_archived(db, key, row.at, "wayback")]
    state.known = len(rows) - len(missing)
    in_a_row, before = 0, taking.taken.new
    for place, (_, row) in enumerate(missing):
        # What the archive lists and does not have, or has under another moment, will be missing the next time, too: it
        # must not use up the limit for ever.
        if taking.taken.new - before >= wanted.limit:
            state.stopped = f"{len(missing) - place} captures are left for the next time (--limit)."
            return state
        failed = await _take(wanted, row, fetch, taking)
        in_a_row = in_a_row + 1 if failed else 0
        state.fetched += not failed
        told(taking.taken, min(len(missing), wanted.limit))
        if in_a_row >= GIVE_UP_AFTER:
            state.stopped = f"The archive failed {GIVE_UP_AFTER} times in a row: {failed} Begin again later."
            return state
    return state


async def _rows(wanted: Wanted, owner: Pages, fetch: Fetch, taking: Taking) -> list[tuple[str, Row]]:
    """What the archive lists of the pages, each distinct body of a page once a stretch, by page and time."""
    found: dict[str, dict[str, Row]] = {}
    for address in owner.archived_addresses(wanted.pages):
        async for row in _listed(cdx.question(wanted.base, address, since=wanted.since, prefix=True), fetch, taking):
            whose = owner.at(row.url)
            if whose and (not wanted.pages or whose.page.key in wanted.pages):
                found.setdefault(whose.page.key, {}).setdefault(row.stamp, row)
    return [(key, row) for key in sorted(found) for row in _distinct(found[key].values())]


def _distinct(rows: Iterable[Row]) -> list[Row]:
    """Without those that say by their digest that nothing changed since the one before, whatever their address."""
    kept: list[Row] = []
    for row in sorted(rows, key=lambda row: row.stamp):
        if not kept or kept[-1].digest != row.digest:
            kept.append(row)
    return kept


async def _listed(asked: str, fetch: Fetch, taking: Taking) -> AsyncIterator[Row]:
    address, seen = asked, {""}
    while True:
        try:
            found = await fetch(replace(INDEX, url=address), None)
        except FetchError as error:
            taking.trouble(Trouble("the archive's index", str(error)))
            return
        rows, key, senseless = cdx.answer(decode(found)) if isinstance(found, Capture) else ((), "", 0)
        for row in rows:
            yield row
        if senseless:
            taking.trouble(Trouble("the archive's index", f"{senseless} lines make no sense and were passed over."))
        if len(seen) >= MOST_PARTS and key not in seen:
            taking.trouble(
                Trouble("the archive's index", f"It has more than {MOST_PARTS} parts: the rest was not asked for.")
            )
            return
        if key in seen:
            return
        seen.add(key)
        address = cdx.resumed(asked, key)


async def _take(wanted: Wanted, row: Row, fetch: Fetch, taking: Taking) -> str:
    """Fetch one capture and archive it; why not, "" when it went well."""
    try:
        answer = await fetch(replace(INDEX, url=cdx.raw(wanted.base, row)), None)
        if isinstance(answer, Capture):
            taking.add(Found(f"{row.url} of {row.stamp}", as_archived(answer, row), "record"))
    except FetchError as error:
        taking.trouble(Trouble(f"{row.url} of {row.stamp}", str(error)))
        # A capture that the archive lists and does not have says nothing of how it is.
        return "" if isinstance(error, Refused) else str(error)
    return ""


def from_archive(config: Config, wanted: Wanted, told: Callable[[Taken, int], None]) -> Source:
    """The archive as a source of an import; politeness and its patience are those of every request."""

    def source(db: Database, owner: Pages, taking: Taking) -> str:
        async def fetched() -> Fetched:
            async with open_client(fetch_rules(config, archived=True), pace.load(db)) as client:
                try:
                    return await fetch_history(db, wanted, owner, taking, partial(fetch, client), told)
                finally:
                    with immediate(db):
                        pace.save(db, dict(client.ready_at))

        return asyncio.run(fetched()).stopped

    return source
