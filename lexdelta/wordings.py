"""What pages print that no vocabulary knows, from the database, with the lines that would name the headings."""

from __future__ import annotations

from collections.abc import Iterable

from sqlite_utils import Database

from lexdelta.naming import NewHeading, new_headings
from lexdelta.settings import Config
from lexdelta.watching import layout_named
from scraper.layouts.shipped import layout_of_key
from storage import summaries
from storage.summaries import NewWording


def headings_to_name(db: Database, config: Config, found: Iterable[NewWording]) -> tuple[NewHeading, ...]:
    """The headings among what was found, each once with the section it may stand for, layout by layout."""
    unknown: dict[str, list[tuple[str, str]]] = {}
    for wording in found:
        name = layout_of_key(wording.page) if wording.kind == "heading" else ""
        if name:
            unknown.setdefault(name, []).append((wording.page, wording.text))
    around = summaries.printed_around(db) if unknown else {}
    named = (new_headings(layout_named(name, config), pages, around) for name, pages in unknown.items())
    return tuple(heading for headings in named for heading in headings)
