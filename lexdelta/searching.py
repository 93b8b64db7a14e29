"""Words -> the sections that hold them, as rows and as lines for people."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import click
from sqlite_utils import Database

from lexdelta.emit import folded, line
from storage import pages, search
from storage.search import Found

_OPEN, _CLOSE = "\x02", "\x03"
"""The marks around a word while it is a text of a page: nothing that a reader could see, and none that survives."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to look for: words, and None for all countries and sections; `ever` in older states too."""

    words: str
    country: str | None = None
    section: str | None = None
    limit: int = 50
    ever: bool = False


def found_rows(db: Database, wanted: Wanted) -> Iterator[dict[str, object]]:
    """A row a text that holds the words, those that stand now first; raises StorageError for an unknown country."""
    for found in _found(db, wanted):
        yield {
            "page": found.page,
            "country": found.country,
            "language": found.language,
            "section": found.section,
            "label": found.label,
            "snapshot": f"{found.page}@{found.number}",
            "first_seen": found.first_seen,
            "current": found.current,
            "snippet": _marked(found.snippet, colour=False),
        }


def found_text(db: Database, wanted: Wanted, *, colour: bool = False) -> Iterator[str]:
    """The same for a terminal, two lines a text, with a sentence where there is none."""
    found = _found(db, wanted)
    if not found:
        yield (
            "Nothing found." if wanted.ever else "Nothing found in what pages say now; --ever looks in what they said."
        )
    for hit in found:
        when = "" if hit.current else f" · said once, first seen {hit.first_seen:%Y-%m-%d}"
        yield f"{line(hit.country)} · {line(hit.label or hit.section)} · {line(hit.page)}@{hit.number}{when}"
        yield f"    {_marked(hit.snippet, colour=colour)}"


def _found(db: Database, wanted: Wanted) -> tuple[Found, ...]:
    return search.find(
        db,
        wanted.words.encode("utf-8", "replace").decode(),  # bytes of a command line that are no UTF-8 are no words
        country=pages.country_of(db, wanted.country) if wanted.country else None,
        section=wanted.section,
        current=not wanted.ever,
        marks=(_OPEN, _CLOSE),
        limit=wanted.limit,
    )


def _marked(snippet: str, *, colour: bool) -> str:
    """The snippet on one line, made safe piece by piece, with the words found in brackets or in colour."""
    shown = []
    for number, piece in enumerate(snippet.split(_OPEN)):
        word, mark, rest = piece.partition(_CLOSE)
        if number == 0 or not mark:
            shown.append(folded(piece))
            continue
        shown.append((click.style(folded(word), bold=True) if colour else f"[{folded(word)}]") + folded(rest))
    return "".join(shown).strip()
