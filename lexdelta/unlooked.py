"""When nobody looked: what a report without a single look has to say instead of figures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from storage import checks, runs


@dataclass(frozen=True, slots=True)
class Unlooked:
    """The last look at a page that is asked about, and the end of the last import (aware, UTC); None for never."""

    look: datetime | None = None
    imported: datetime | None = None


def unlooked(db: Database, countries: frozenset[str] | None) -> Unlooked:
    """When anybody looked last at pages of these countries (None for all), and when something was last imported."""
    looks = checks.last_looks(db)
    chosen = [at for country, at in looks.items() if countries is None or country in countries]
    last = runs.latest(db, "import")
    return Unlooked(max(chosen, default=None), last.finished_at if last else None)
