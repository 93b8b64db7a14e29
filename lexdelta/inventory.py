"""What a first run found: the inventory that its report tells instead of changes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from sqlite_utils import Database

from lexdelta.report import Inventory
from scraper.slug import first_of
from storage import summaries

SCALE = ("party", "signatory", "invited", "observer", "none", "other", "unstated")


def inventory(db: Database, run: int) -> Inventory:
    """Countries by standing, in the order of the scale, and pages by section, in printed order."""
    by_standing: dict[str, list[str]] = defaultdict(list)
    for standing, country in summaries.standings(db, run):
        by_standing[standing].append(country)
    counted = {count.section: count for count in summaries.section_states(db, run)}
    keys = _in_order(counted, summaries.section_order(db))
    return Inventory(
        standings=tuple((key, tuple(by_standing[key])) for key in SCALE if by_standing[key]),
        sections=tuple(counted[key] for key in keys),
    )


def _in_order(keys: Iterable[str], order: Sequence[str]) -> list[str]:
    """As pages print them, a heading that is printed again below the first; what no vocabulary knows comes last."""
    places = {key: place for place, key in enumerate(order)}
    return sorted(keys, key=lambda key: (places.get(key, places.get(first_of(key), len(order))), key))
