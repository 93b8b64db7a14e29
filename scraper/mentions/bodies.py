"""Which kind of body a name is of: ministry, prosecutor, police, CERT, regulator, court, agency."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any

from scraper.mentions.extent import INSTITUTION_HEADS
from scraper.mentions.tables import table


@lru_cache(maxsize=4096)
def kind_of(name: tuple[str, ...]) -> str:
    """The kind by the first fitting row of the table, "" when none fits; `name` are its words in lower case."""
    head = next((word for word in name if word in INSTITUTION_HEADS), "")
    joined = f" {' '.join(name)} "
    return next((row.name for row in _rows() if row.fits(name, joined, head)), "")


class _Row:
    def __init__(self, row: dict[str, Any]) -> None:
        self.name: str = row["name"]
        self.both: bool = row.get("both", False)
        self.words = frozenset(row.get("words", "").split())
        self.heads = frozenset(row.get("head", "").split())
        self.not_heads = frozenset(row.get("not_head", "").split())
        self.phrases: list[str] = row.get("phrases", [])

    def fits(self, name: tuple[str, ...], joined: str, head: str) -> bool:
        if head in self.not_heads:
            return False
        by_word = not self.words.isdisjoint(name)
        if self.both:
            return by_word and head in self.heads
        return by_word or head in self.heads or any(f" {phrase} " in joined for phrase in self.phrases)


@cache
def _rows() -> tuple[_Row, ...]:
    return tuple(_Row(row) for row in table("institutions")["kind"])
