"""What is watched and why, as rows: from the configuration, and from the database where there is one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlite_utils import Database

from lexdelta.numbered import known_as
from lexdelta.settings import Config
from lexdelta.watching import index_page, layout_of, listed, to_look_at
from scraper.layout import Layout
from scraper.layouts.shipped import layout_of_key, shipped
from scraper.page import Page
from storage import pages, summaries
from storage.database import open_existing
from storage.summaries import NEVER_ASKED, Standing

COLUMNS = ("page", "country", "why", "watched", "last_check", "outcome", "last_verified", "standing", "url")


def watch_rows(config: Config) -> Iterator[dict[str, object]]:
    """A row a page: those that are watched in the order a run takes them, each watch's index first, then those that
    are only known from before, by key. `why` is known, configured, index or import; times are None for never.

    Raises StorageError when there is a database that cannot be read.
    """
    db = open_existing(config.store.path) if config.store.path.exists() else None
    try:
        yield from _rows(db, config)
    finally:
        if db:
            db.close()


def _rows(db: Database | None, config: Config) -> Iterator[dict[str, object]]:
    stored = pages.all_pages(db) if db else ()
    standings = summaries.where_pages_stand(db) if db else {}
    done: set[str] = set()
    for watch in config.watch:
        layout = layout_of(watch, config)
        index = index_page(watch, layout)
        wanted = to_look_at(watch, known_as(db, listed(watch, layout), layout), stored, (), done)
        indexes = _parts(index, stored, standings) if index and index.key not in done else []
        for page in indexes + wanted:
            done.add(page.key)
            yield _row(page, layout, standings, watched=True)
    for page in stored:
        # one that is named is not in `standings`: what was its own is the country's
        if page.key not in done and (page.kind != "unnamed" or page.key in standings):
            name = layout_of_key(page.key) if page.kind == "profile" else ""
            yield _row(page, shipped(name) if name else None, standings, watched=False)


def _parts(index: Page, stored: Sequence[Page], standings: dict[str, Standing]) -> list[Page]:
    """An index and the pages it went on with when it was last looked at: they are asked for after it."""
    began = standings.get(index.key, NEVER_ASKED).last_checked
    more = [page for page in stored if page.kind == "index" and page.key.startswith(f"{index.key}.")]
    ends = {page.key: standings.get(page.key, NEVER_ASKED).last_checked for page in more}
    return [index, *(page for page in more if began and (end := ends[page.key]) and end >= began)]


def _row(page: Page, layout: Layout | None, standings: dict[str, Standing], *, watched: bool) -> dict[str, object]:
    found = standings.get(page.key, NEVER_ASKED)
    country = layout.country(page.country) if layout and page.country else None
    return {
        "page": page.key,
        "country": country.name if country else page.country or None,
        "why": page.origin,
        "watched": "yes" if watched else "no",
        "last_check": found.last_checked,
        "outcome": found.outcome,
        "last_verified": found.last_verified,
        "standing": found.standing,
        "url": page.url,
    }
