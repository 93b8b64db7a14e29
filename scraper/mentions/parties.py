"""The parties on both sides of a "v.": "Disini v. Secretary of Justice", "State v. Kumar & others"."""

from __future__ import annotations

from scraper.mentions.tables import words
from scraper.mentions.text import Text

_CONNECTORS = words("cases", "party_connectors")
_ENDS = words("cases", "party_ends")
_MOST_WORDS = 10
_OPENERS = frozenset("in see case the and also cf of since under by affaire".split())


def parties_at(text: Text, versus: int) -> tuple[int, int] | None:
    """The first word of the first party and the number of the word behind the second; None when either is missing."""
    if versus == 0 or text.words[versus] != text.low[versus] or text.gaps[versus - 1] not in (" ", ". "):
        return None
    if text.low[versus] == "c" and not text.gaps[versus].startswith("."):
        return None
    first, last = _left(text, versus), _right(text, versus + 1)
    return (first, last) if first < versus and last > versus + 1 else None


def _is_part(text: Text, index: int) -> bool:
    return text.words[index] != text.low[index] and not text.taken[index]


def _left(text: Text, versus: int) -> int:
    first = versus
    for index in range(versus - 1, max(versus - _MOST_WORDS, -1), -1):
        if index < versus - 1 and text.gaps[index] not in (" ", "-", " & ", "'", ".", ". "):
            break
        if text.gaps[index] == ". " and len(text.words[index]) > 2 and index < versus - 1:
            break
        if _is_part(text, index):
            first = index
        elif text.low[index] not in _CONNECTORS and text.low[index] != "s":
            break
    while first < versus and text.low[first] in _OPENERS:
        first += 1
    return first


def _right(text: Text, first: int) -> int:
    last = first
    for index in range(first, min(first + _MOST_WORDS, len(text.words))):
        if index > first and text.gaps[index - 1] not in (" ", "-", " & ", "'", "."):
            break
        if text.words[index].isupper() and len(text.words[index]) > 1 and _is_figure(text, index + 1):
            break
        if _is_part(text, index) or (index > first and (text.low[index] in _ENDS or _is_count(text, index))):
            last = index + 1
        elif text.low[index] not in _CONNECTORS and text.low[index] != "s":
            break
    return last


def _is_figure(text: Text, index: int) -> bool:
    return index < len(text.words) and text.words[index][0].isdigit()


def _is_count(text: Text, index: int) -> bool:
    """ "& 3 others"."""
    return text.words[index].isdigit() and index + 1 < len(text.words) and text.low[index + 1] in _ENDS
