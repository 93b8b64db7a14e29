"""Names as runs of capitals: how far a name reaches to the left and to the right of a word that opens or closes it."""

from __future__ import annotations

from collections.abc import Callable

from scraper.mentions.tables import words
from scraper.mentions.text import Text

MOST_WORDS = 16
"""A name has no more words on either side of its noun; what is longer is no name, and the search stays linear."""
CONNECTORS = words("words", "connectors")
ROMANCE = words("words", "french", "nouns") | words("words", "french", "adjectives")
_OF_ROMANCE = frozenset("de du des d".split())
_NO_NOUNS = words("words", "french", "not_in_names")
_JOINED = frozenset({" ", "-", "/", " & ", "&", " / "})

Joins = Callable[[Text, int, int], bool]
"""Whether a name goes on through small words: text, the first small word, the word with a capital behind them."""


_IN_BRACKETS = _JOINED | {", ", ") ("}


def leftmost(text: Text, index: int, connectors: frozenset[str], brackets: bool = False) -> int:
    """The first word of the name that ends with word `index`."""
    first = index
    for _ in range(MOST_WORDS):
        before = _one_left(text, first, connectors, brackets)
        if before < 0:
            break
        first = before
    return first


def _one_left(text: Text, first: int, connectors: frozenset[str], brackets: bool) -> int:
    before = first - 1
    if before < 0 or text.taken[before]:
        return -1
    gap = text.gaps[before]
    if gap in _JOINED:
        if text.capital[before] or (gap == "-" and text.words[before].isalnum()):
            return before
        if before > 0 and text.gaps[before - 1] == "-" and text.capital[before - 1] and gap == " ":
            return before - 1
        return _behind_connectors(text, before, connectors) if gap == " " else -1
    if brackets and gap in (") ", ") (", ".) "):
        return _opening(text, before)
    return -1


def _behind_connectors(text: Text, before: int, connectors: frozenset[str]) -> int:
    """The word with a capital that stands before up to three small words, -1 when there is none."""
    for index in range(before, max(before - 3, -1), -1):
        if text.low[index] not in connectors or text.words[index] != text.low[index] or text.gaps[index - 1] != " ":
            return -1
        if index > 0 and (text.capital[index - 1] or text.words[index - 1] == "Year") and not text.taken[index - 1]:
            return index - 1
    return -1


def _opening(text: Text, last: int) -> int:
    """The word before the bracket that closes behind word `last`, -1 when it is not of the name."""
    for index in range(last, max(last - 16, 0), -1):
        if text.gaps[index - 1] == " (":
            return index - 1 if text.capital[index - 1] and text.capital[index] else -1
        if text.gaps[index - 1] not in _IN_BRACKETS:
            return -1
    return -1


def rightmost(text: Text, end: int, joins: Joins, romance: bool = False) -> int:
    """The number of the word behind the name whose first part ends before word `end`."""
    for _ in range(MOST_WORDS):
        onward = _one_right(text, end, joins, romance)
        if onward < 0:
            break
        end = onward
    return end


def _one_right(text: Text, end: int, joins: Joins, romance: bool) -> int:
    if end >= len(text.words) or text.taken[end]:
        return -1
    gap = text.gaps[end - 1]
    if gap in _JOINED and (_goes_on(text, end, romance) or (gap == "-" and text.words[end].isalpha())):
        return end + 1
    if gap == "'" and text.low[end - 1 : end + 1] == ["people", "s"] and end + 1 < len(text.words):
        return end + 2
    if gap == " " and text.low[end] in CONNECTORS:
        onward = behind(text, end, romance)
        if onward < 0 and romance:
            onward = _new_noun(text, end)
        return onward + 1 if onward > 0 and joins(text, end, onward) else -1
    return -1


def _goes_on(text: Text, index: int, romance: bool) -> bool:
    return text.capital[index] or (romance and text.low[index] in ROMANCE)


def behind(text: Text, first: int, romance: bool = False) -> int:
    """The word of a name behind up to four small words that start with word `first`, -1 when there is none."""
    for index in range(first, min(first + 4, len(text.words) - 1)):
        if text.low[index] not in CONNECTORS or text.gaps[index] not in (" ", "'"):
            return -1
        if _goes_on(text, index + 1, romance) and not text.taken[index + 1]:
            return index + 1
    return -1


def _new_noun(text: Text, first: int) -> int:
    """A noun the tables do not know, right behind "de", "du", "des" or "d'" in a French name; -1 for none."""
    index = first
    while index < min(first + 3, len(text.words) - 1) and text.low[index] in CONNECTORS:
        index += 1
    word = text.words[index]
    fits = text.low[first] in _OF_ROMANCE and index > first and text.gaps[index - 1] in (" ", "'")
    return index if fits and len(word) > 4 and word.isalpha() and word.islower() and word not in _NO_NOUNS else -1


def run(text: Text, first: int) -> int:
    """The number of the word behind the run of capitals that starts with word `first`."""
    end = first + 1
    while end < len(text.words) and end - first < MOST_WORDS and text.gaps[end - 1] in _JOINED and text.capital[end]:
        end += 1
    return end


def closing_acronym(text: Text, last: int, generic: frozenset[str]) -> tuple[str, int] | None:
    """The acronym in brackets behind word `last`, and the character behind the bracket; None when there is none."""
    opening = text.ends[last]
    if text.source[opening : opening + 2] != " (":
        return None
    closing = text.source.find(")", opening, opening + 24)
    inner = text.source[opening + 2 : closing].strip(" \"'“”«»") if closing > 0 else ""
    return (inner, closing + 1) if is_acronym(inner, generic) else None


def is_acronym(word: str, generic: frozenset[str]) -> bool:
    """Whether a text may stand for a name: at most two words, two capitals at least, no figure, nothing generic."""
    if not 2 <= len(word) <= 18 or word.count(" ") > 1 or not word[0].isalpha() or word.lower() in generic:
        return False
    first = word.partition(" ")[0]
    return sum(char.isupper() for char in first) >= 2 and bool(set(word) - set("IVX")) and not set(word) & set(",;:=")
