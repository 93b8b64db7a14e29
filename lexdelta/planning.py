"""What a run would do, without doing it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from difflib import get_close_matches

from sqlite_utils import Database

from lexdelta.config import require_contact
from lexdelta.emit import line
from lexdelta.looking import Plan
from lexdelta.numbered import known_as
from lexdelta.remembering import left_behind, plan_for
from lexdelta.settings import Config, Watch
from lexdelta.watching import index_page, layout_of, listed, to_look_at
from scraper.layout import Layout
from scraper.page import Page, key_of
from storage import pages
from storage.database import open_existing
from storage.errors import UnknownPage

_FROM_INDEX = f"{'(pages)':<28} ask          those that the index lists: they are known once a run has read it"


def planned(config: Config, names: tuple[str, ...]) -> Iterator[str]:
    """One line a page: how it would be looked at, and where; nothing is asked and nothing written.

    Raises ConfigError and StorageError as a run would.
    """
    require_contact(config)
    db = open_existing(config.store.path) if config.store.path.exists() else None
    try:
        only = {named(db, config, name) for name in names}
        done: set[str] = set()
        for watch in config.watch:
            layout = layout_of(watch, config)
            index = index_page(watch, layout)
            if index and not only:
                yield f"{'index':<28} ask          {line(index.url)} (may add pages)"
            stored = pages.all_pages(db) if db else ()
            wanted = to_look_at(watch, known_as(db, listed(watch, layout), layout), stored, only, done)
            done |= {page.key for page in wanted}
            yield from (_line(plan) for plan in _plans(db, config, wanted))
            if index and not (only or wanted):
                yield _FROM_INDEX
    finally:
        if db:
            db.close()


def named(db: Database | None, config: Config, name: str) -> str:
    """The key of a page named on the command line: one that is watched, else one seen before (None: no database yet).

    Raises UnknownPage, naming the nearest.
    """
    stored = pages.all_pages(db) if db else ()
    layouts = [(watch, layout_of(watch, config)) for watch in config.watch]
    everything = [
        page
        for watch, layout in layouts
        for page in to_look_at(watch, known_as(db, listed(watch, layout), layout), stored, (), ())
    ]
    found = {page.key for page in everything if name.lower() in (page.key, page.profile, page.country)}
    if len(found) == 1:
        return found.pop()
    if db is None:
        near = get_close_matches(name.lower(), [page.country for page in everything], n=3)
        raise UnknownPage(f"No page is called {name!r}." + (f" Did you mean {' or '.join(near)}?" if near else ""))
    return pages.resolve(db, name)


def archived_as(config: Config, name: str) -> frozenset[str]:
    """The keys under which an archive is asked for a page: one that is watched or was seen before, else that of any
    country a layout knows, in the languages of its watch; what an index will list may be in an archive already.

    Raises UnknownPage and StorageError.
    """
    db = open_existing(config.store.path) if config.store.path.exists() else None
    try:
        return frozenset((named(db, config, name),))
    except UnknownPage:
        keys = frozenset(key for watch in config.watch for key in _of_country(watch, layout_of(watch, config), name))
        if not keys:
            raise
        return keys
    finally:
        if db:
            db.close()


def _of_country(watch: Watch, layout: Layout, name: str) -> Iterator[str]:
    for language in watch.languages:
        country = layout.country(name.lower().removesuffix(f".{language}"))
        if country:
            yield key_of(country.key, language, layout)


def _plans(db: Database | None, config: Config, wanted: list[Page]) -> list[Plan]:
    if db is None:
        return [Plan(page) for page in wanted]
    left = left_behind(db, datetime.now(UTC) - timedelta(hours=config.fetch.reuse_hours))
    return [plan_for(db, page, left) for page in wanted]


def _line(plan: Plan) -> str:
    how = "judge" if plan.reuse is not None else "ask if new" if plan.validators else "ask"
    return f"{plan.page.key:<28} {how:<12} {line(plan.page.url)}"
