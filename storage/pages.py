"""Pages and countries: identities that outlive addresses, and the names people may type for them."""

from __future__ import annotations

import difflib
import sqlite3
from datetime import datetime

from sqlite_utils import Database

from scraper.layout import Country, name_form
from scraper.page import Page
from storage.connection import execute, insert, one, rows, stamp
from storage.errors import UnknownPage

_PAGE = "SELECT key, coalesce(country, '') AS country, language, url, kind, origin FROM pages"


def ensure(db: Database, page: Page, layout: str, country: Country | None, at: datetime) -> None:
    """Writes the page and its country down if they are new; a key that exists keeps its row as it is.

    `country` None writes a row that knows no more than the key; an index and an unnamed page have no country.
    `layout` is a layout's name, `at` now (aware, UTC). Inside a transaction.
    """
    of = page.country if page.kind == "profile" else ""
    if of:
        _ensure_country(db, of, country)
    if one(db, "SELECT 1 FROM pages WHERE key = ?", (page.key,)):
        return
    insert(
        db,
        "pages",
        key=page.key,
        country=of or None,
        language=page.language,
        kind=page.kind,
        layout=layout,
        url=page.url,
        origin=page.origin,
        added_at=stamp(at),
    )


def mark_accepted(db: Database, key: str, at: datetime) -> None:
    """Remembers when a capture of the page was first accepted; later calls change nothing."""
    execute(db, "UPDATE pages SET accepted_at = ? WHERE key = ? AND accepted_at IS NULL", (stamp(at), key))


def move(db: Database, key: str, url: str, at: datetime) -> None:
    """Remembers that the page was accepted from another address than it had, which stays among its `aliases`; the same
    address changes nothing. `at` is aware, UTC. Inside a transaction."""
    page = get(db, key)
    if page and page.url != url:
        add_alias(db, key, page.url, at)
        execute(db, "UPDATE pages SET url = ? WHERE key = ?", (url, key))


def all_pages(db: Database) -> tuple[Page, ...]:
    """Every page ever written down, by key."""
    return tuple(_page(row) for row in rows(db, f"{_PAGE} ORDER BY key"))


def get(db: Database, key: str) -> Page | None:
    """The page of that key, None when there is none."""
    row = one(db, f"{_PAGE} WHERE key = ?", (key,))
    return _page(row) if row else None


def layout_of(db: Database, key: str) -> str:
    """The name of the layout a page is read with, "" when there is no such page."""
    row = one(db, "SELECT layout FROM pages WHERE key = ?", (key,))
    return row["layout"] if row else ""


def aliases(db: Database, key: str) -> frozenset[str]:
    """Final addresses of the captures that were accepted: where the page may answer besides its own address."""
    return frozenset(row["url"] for row in rows(db, "SELECT url FROM page_urls WHERE page = ?", (key,)))


def add_alias(db: Database, key: str, url: str, at: datetime) -> None:
    """Adds an address at which an accepted capture ended up; one that is known stays as it is. Inside a transaction."""
    if not one(db, "SELECT 1 FROM page_urls WHERE url = ? AND page = ?", (url, key)):
        insert(db, "page_urls", url=url, page=key, since=stamp(at))


def addresses(db: Database) -> tuple[tuple[str, Page], ...]:
    """Every such address with its page, in the order they were added."""
    found = rows(db, f"SELECT u.url AS at, p.* FROM page_urls u JOIN ({_PAGE}) p ON p.key = u.page ORDER BY u.rowid")  # noqa: S608 - the piece is the constant above
    return tuple((row["at"], _page(row)) for row in found)


def resolve(db: Database, text: str) -> str:
    """The key of the page somebody means by "peru.en", "peru", "Peru" or "policy/peru"; matched exactly, never guessed.

    UnknownPage when no page answers to it (the nearest keys are named), or several editions or sites (all are named).
    """
    known = {page.key: page for page in all_pages(db)}
    wanted = text.strip().lower()
    if wanted in known:
        return wanted
    profiles = {key: page for key, page in known.items() if page.kind == "profile"}
    editions = [key for key, page in profiles.items() if page.prefix and page.profile == wanted]
    countries = _countries(db, text)
    editions = editions or [key for key, page in profiles.items() if page.country in countries]
    if len(editions) == 1:
        return editions[0]
    if editions:
        raise UnknownPage(f"{text!r} has {len(editions)} editions: say {' or '.join(editions)}.")
    near = difflib.get_close_matches(wanted, [*known, *{page.country for page in known.values() if page.country}], n=3)
    hint = f" Did you mean {' or '.join(near)}?" if near else ""
    raise UnknownPage(f"No page is called {text!r}.{hint}")


def country_of(db: Database, text: str) -> str:
    """The key of the country somebody means by its name or key; UnknownPage when no watched page has it."""
    found = _countries(db, text)
    if len(found) == 1:
        return next(iter(found))
    known = [row["name"] for row in rows(db, "SELECT name FROM countries ORDER BY name")]
    near = difflib.get_close_matches(text, known, n=3)
    hint = f" Did you mean {' or '.join(near)}?" if near else ""
    raise UnknownPage(f"No country is called {text!r}.{hint}")


def _ensure_country(db: Database, key: str, country: Country | None) -> None:
    if one(db, "SELECT 1 FROM countries WHERE key = ?", (key,)):
        return
    if country is None:
        insert(db, "countries", key=key, name=key)
        return
    codes = {"iso2": country.iso2, "iso3": country.iso3, "french": country.french, "region": country.region}
    insert(db, "countries", key=key, name=country.name, **codes)


def _countries(db: Database, text: str) -> frozenset[str]:
    form = name_form(text)
    found = rows(db, "SELECT key, name, coalesce(french, '') AS french FROM countries")
    return frozenset(row["key"] for row in found if form in map(name_form, row))


def _page(row: sqlite3.Row) -> Page:
    return Page(row["key"], row["country"], row["language"], row["url"], row["kind"], row["origin"])
