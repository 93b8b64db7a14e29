"""A text without what nobody sees in it, and where each of its characters stands in the text as printed."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from scraper.normalise import INVISIBLE

_MARKS = ",.;)]"


@dataclass(frozen=True, slots=True)
class Clean:
    """A text as `normalise` compares it; `spans` are where its characters stand in the printed text, None when it is
    the printed text itself."""

    text: str
    spans: tuple[tuple[int, int], ...] | None = None

    def printed(self, start: int, end: int) -> tuple[int, int]:
        """Where the characters from `start` up to, but not including, `end` stand in the printed text."""
        return (self.spans[start][0], self.spans[end - 1][1]) if self.spans and start < end else (start, end)


def clean(printed: str) -> Clean:
    """The text with accents composed, without characters of no width and without blanks before closing marks."""
    if _is_clean(printed):
        return Clean(printed)
    composed = [
        (char, start, end)
        for start, end in _clusters(printed)
        for char in unicodedata.normalize("NFC", printed[start:end].translate(INVISIBLE))
    ]
    return Clean("".join(char for char, _, _ in composed), tuple((start, end) for _, start, end in composed))


def _is_clean(text: str) -> bool:
    if any(f" {mark}" in text for mark in _MARKS):
        return False
    return text.isascii() or (unicodedata.is_normalized("NFC", text) and text.translate(INVISIBLE) == text)


def _clusters(text: str) -> Iterator[tuple[int, int]]:
    """Where each letter stands with the accents and the unseen characters behind it; blanks before marks left out."""
    start = 0
    for at in range(1, len(text) + 1):
        if at < len(text) and (unicodedata.combining(text[at]) or ord(text[at]) in INVISIBLE):
            continue
        if not (text[start:at].translate(INVISIBLE) == " " and text[at : at + 1] in tuple(_MARKS)):
            yield start, at
        start = at
