"""Full text over history: what sections say now, and what they said."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from scraper.profile import State
from storage.connection import moment, rows

_FOUND = """
WITH hits AS MATERIALIZED (
  SELECT rowid AS id, rank FROM sections_fts WHERE sections_fts MATCH :query
), seen AS (
  SELECT x.id, s.page, x.key, x.text_digest, h.rank, s.number, s.observed_at, s.id = u.snapshot AS current
  FROM hits h CROSS JOIN sections x ON x.id = h.id CROSS JOIN readings r ON r.id = x.reading
  CROSS JOIN snapshots s ON s.id = r.snapshot CROSS JOIN current_snapshots u ON u.page = s.page
  WHERE r.id = (SELECT max(id) FROM readings WHERE snapshot = s.id)
)
SELECT f.page, coalesce(n.name, f.page) AS country, p.language, f.key, max(f.id) AS id, max(f.number) AS number,
  min(f.observed_at) AS first_seen, max(f.current) AS current
FROM seen f JOIN pages p ON p.key = f.page LEFT JOIN countries n ON n.key = p.country
WHERE (:page IS NULL OR f.page = :page) AND (:country IS NULL OR p.country = :country)
  AND (:section IS NULL OR f.key = :section OR substr(f.key, 1, length(:section) + 1) = :section || '.')
GROUP BY f.page, f.key, f.text_digest HAVING max(f.current) OR NOT :current
ORDER BY max(f.current) DESC, min(f.rank), f.page, f.key LIMIT :limit
"""
_SHOWN = """SELECT x.label, x.state, snippet(sections_fts, 0, :opening, :closing, '…', 24) AS snippet
    FROM sections_fts JOIN sections x ON x.id = sections_fts.rowid
    WHERE sections_fts MATCH :query AND sections_fts.rowid = :id"""


@dataclass(frozen=True, slots=True)
class Found:
    """A text that was found. `section` is a section key; `number` the newest snapshot that says it; `first_seen` the
    first look at it (aware, UTC); `current` whether the page still says so; `snippet` the words around, with the
    marks that were asked for. Texts are untrusted."""

    page: str
    country: str
    language: str
    section: str
    label: str | None
    state: State
    snippet: str
    number: int
    first_seen: datetime
    current: bool


def find(  # noqa: PLR0913 - each narrows the question, all but the text are by name
    db: Database,
    text: str,
    *,
    page: str | None = None,
    country: str | None = None,
    section: str | None = None,
    current: bool = False,
    marks: tuple[str, str] = ("", ""),
    limit: int = 50,
) -> tuple[Found, ...]:
    """Sections that hold all words of `text` (accents and case aside; "in quotes" for a phrase), current ones first.

    `country` is a key, `section` one that stands for its children too. A text that several snapshots of a page repeat
    is found once. `marks` are put around the words found.
    """
    query = db.quote_fts(text.replace("\x00", " "))
    if not query:
        return ()
    where = {"page": page, "country": country, "section": section}
    asked = {"query": query, "current": int(current), "limit": limit, **where}
    shown = {"query": query, "opening": marks[0], "closing": marks[1]}
    return tuple(_found(row, rows(db, _SHOWN, {**shown, "id": row["id"]})[0]) for row in rows(db, _FOUND, asked))


def _found(row: sqlite3.Row, shown: sqlite3.Row) -> Found:
    where = (row["page"], row["country"], row["language"], row["key"], shown["label"], shown["state"])
    return Found(*where, shown["snippet"], row["number"], moment(row["first_seen"]), bool(row["current"]))
