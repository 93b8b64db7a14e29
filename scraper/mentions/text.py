"""A block's text cut into words, with what stands between them and which of them belong to a mention already."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from scraper.mentions.tables import Phrases, words

_WORD = re.compile(r"[^\W_]+|§+")
_FOLDED = str.maketrans({"’": "'", "´": "'", "`": "'", "‘": "'", "ʼ": "'", "–": "-", "—": "-", "‑": "-", "\u00a0": " "})
_ROMAN = frozenset("ivxlcdm")
NOT_IN_NAMES = words("words", "not_in_names")


@dataclass(slots=True)
class Text:
    """A block's text as words. `gaps[i]` is what stands behind word i, apostrophes and dashes in one form.

    `low` are the words in lower case; `capital[i]` that a word has a capital and may be part of a name; `taken[i]`
    that it belongs to a mention.
    """

    source: str
    words: list[str]
    low: list[str]
    starts: list[int]
    ends: list[int]
    gaps: list[str]
    capital: list[bool]
    taken: list[bool]

    def at(self, position: int) -> int:
        """The first word that starts at or behind a character position; the number of words where none does."""
        return bisect_left(self.starts, position)

    def take(self, start: int, end: int) -> None:
        """Mark the words between two character positions as belonging to a mention."""
        for index in range(self.at(start), self.at(end)):
            self.taken[index] = True

    def is_free(self, start: int, end: int) -> bool:
        """Whether no word between two character positions belongs to a mention."""
        return not any(self.taken[self.at(start) : self.at(end)])

    def is_roman(self, index: int) -> bool:
        """Whether a word is a Roman figure in capitals ("XVI"), as chapters are counted."""
        return self.words[index].isupper() and set(self.low[index]) <= _ROMAN

    def slice(self, first: int, last: int) -> str:
        """The text from word `first` up to, but not including, word `last`."""
        return self.source[self.starts[first] : self.ends[last - 1]]

    def phrase(self, index: int, known: Phrases) -> int:
        """The number of the word behind the longest known phrase that starts at a word; 0 for none."""
        for parts in known.get(self.low[index], ()):
            if tuple(self.low[index : index + len(parts)]) == parts:
                return index + len(parts)
        return 0


def cut(source: str) -> Text:
    """The text cut into words; positions are characters of `source`."""
    spans = [word.span() for word in _WORD.finditer(source)]
    starts = [start for start, _ in spans]
    ends = [end for _, end in spans]
    printed = [source[start:end] for start, end in spans]
    low = [word.lower() for word in printed]
    between = [source[end:start] for end, start in zip(ends, [*starts, len(source)][1:], strict=True)]
    gaps = [gap if gap == " " else gap.translate(_FOLDED) for gap in between]
    capital = [
        word != lower and (lower not in NOT_IN_NAMES or (len(word) > 1 and word.isupper()))
        for word, lower in zip(printed, low, strict=True)
    ]
    return Text(source, printed, low, starts, ends, gaps, capital, [False] * len(spans))
