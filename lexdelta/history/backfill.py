"""History from the Wayback Machine: its index asked for the pages that are watched, their bytes fetched slowly."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial

from sqlite_utils import Database

from lexdelta.history.importing import Source
from lexdelta.history.taking import Pages, Taken, Taking
from lexdelta.looking import Fetch
from lexdelta.running import fetch_rules
from lexdelta.settings import Config
from lexdelta.wayback import INDEX, as_archived
from scraper.archives import cdx
from scraper.archives.cdx import Row
from scraper.archives.found import Found, Trouble
from scraper.capture import Capture, decode
from scraper.errors import FetchError, Refused
from scraper.fetch import fetch, open_client
from storage import captures, pace, withheld

GIVE_UP_AFTER = 5
MOST_PARTS = 200
"""Parts of one index: a million captures; an archive that has ever more to say is not believed."""
PATIENCE = timedelta(days=30)
"""How long what an archive lists and does not give is not asked for again."""
_GONE = (404, 410, 451)
_FORBIDDEN = 403


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked of the archive: page keys (all that are watched when empty), from which year on, and how many
    captures one import fetches at most."""

    base: str
    pages: frozenset[str]
    since: str
    limit: int


async def fetch_history(
    db: Database,
    wanted: Wanted,
    owner: Pages,
    taking: Taking,
    fetch: Fetch,
    told: Callable[[Taken, int], None],
) -> str:
    """Archive every capture that is not there yet, oldest first within a page; why it stopped early, "" when it did
    not.

    What is there is not asked for again, so that an import that was stopped goes on where it stood; what the archive
    lists and did not give is left alone for a while. Failures are troubles; five in a row end it, and so does a
    robots.txt that forbids.
    """
    rows = await _rows(wanted, owner, fetch, taking)
    missing = list(_missing(db, wanted, rows, taking))
    asking = _Asking(wanted, taking, fetch)
    before = taking.taken.new
    for place, row in enumerate(missing):
        # What the archive lists and does not have must not use up the limit for ever.
        if taking.taken.new - before >= wanted.limit:
            return f"{len(missing) - place} captures are left for the next time (--limit)."
        await asking.take(row)
        told(taking.taken, min(len(missing), wanted.limit))
        if asking.stopped:
            return asking.stopped
    return ""


def _missing(db: Database, wanted: Wanted, rows: Mapping[str, Sequence[Row]], taking: Taking) -> Iterator[Row]:
    """What is to be asked for, by page and time: what is not there, or was refused and may be the archive's own words
    instead of the page's."""
    lately = withheld.since(db, taking.now - PATIENCE)
    for key, theirs in rows.items():
        there = captures.archived(db, key, "wayback")
        for row in theirs:
            refused = there.get(row.at)
            if refused == () or (refused and any(cdx.is_promised(row, captures.body(db, one)) for one in refused)):
                continue
            in_vain = cdx.raw(wanted.base, row) in lately
            taking.taken.withheld += in_vain
            if not in_vain:
                yield row


class _Asking:
    """Asks for one capture after the other. `stopped` says why to ask for no more, "" while there is no reason."""

    def __init__(self, wanted: Wanted, taking: Taking, fetch: Fetch) -> None:
        self.stopped = ""
        self._wanted, self._taking, self._fetch = wanted, taking, fetch
        self._in_a_row = 0
        self._forbidden: list[tuple[str, str]] = []

    async def take(self, row: Row) -> None:
        """Fetch one capture and archive it, or note why not."""
        url = cdx.raw(self._wanted.base, row)
        try:
            answer = await self._fetch(replace(INDEX, url=url), None)
            capture = as_archived(answer, row) if isinstance(answer, Capture) else None
        except FetchError as error:
            self._taking.trouble(Trouble(f"{row.url} of {row.stamp}", str(error)))
            self._failed(url, error)
            return
        self._answered()
        if capture is None:
            return
        known = self._taking.taken.known
        self._taking.add(Found(f"{row.url} of {row.stamp}", capture, "record"))
        if capture.at != row.at:
            self._taking.withhold(url, f"It gives the capture of {capture.at} instead.")
        elif self._taking.taken.known > known:
            self._taking.withhold(url, "It gives again what was refused.")

    def _failed(self, url: str, error: FetchError) -> None:
        if error.code == "robots":
            self.stopped = f"The archive does not want to be asked: {error}"
        elif error.status in _GONE:
            self._answered()
            self._taking.withhold(url, str(error))
        elif error.status == _FORBIDDEN or not isinstance(error, Refused):
            self._forbidden += [(url, str(error))] if error.status == _FORBIDDEN else []
            self._in_a_row += 1
        if self._in_a_row >= GIVE_UP_AFTER:
            self.stopped = f"The archive failed {GIVE_UP_AFTER} times in a row: {error} Begin again later."

    def _answered(self) -> None:
        """The archive talks to us: what it forbade before was about those captures, and not about who asks."""
        self._in_a_row = 0
        for url, why in self._forbidden:
            self._taking.withhold(url, why)
        self._forbidden.clear()


async def _rows(wanted: Wanted, owner: Pages, fetch: Fetch, taking: Taking) -> dict[str, list[Row]]:
    """What the archive lists of the pages, each distinct body of a page once a stretch, by page and time."""
    found: dict[str, dict[str, Row]] = {}
    for address in owner.archived_addresses(wanted.pages):
        async for row in _listed(cdx.question(wanted.base, address, since=wanted.since, prefix=True), fetch, taking):
            whose = owner.at(row.url)
            if whose and (not wanted.pages or whose.page.key in wanted.pages):
                found.setdefault(whose.page.key, {}).setdefault(row.stamp, row)
    return {key: _distinct(found[key].values()) for key in sorted(found)}


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


def from_archive(config: Config, wanted: Wanted, told: Callable[[Taken, int], None]) -> Source:
    """The archive as a source of an import; politeness and its patience are those of every request."""

    def source(db: Database, owner: Pages, taking: Taking) -> str:
        async def fetched() -> str:
            async with open_client(fetch_rules(config, archived=True), pace.load(db)) as client:
                try:
                    return await fetch_history(db, wanted, owner, taking, partial(fetch, client), told)
                finally:
                    taking.remember(client.ready_at)

        return asyncio.run(fetched())

    return source
