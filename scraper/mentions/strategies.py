"""Strategies and policies by title, with the years they cover: "National Cyber Security Strategy 2020-2025"."""

from __future__ import annotations

import re

from scraper.mentions.denied import is_denied
from scraper.mentions.extent import is_romance
from scraper.mentions.found import Found
from scraper.mentions.names import ROMANCE, closing_acronym, leftmost, rightmost, run
from scraper.mentions.tables import phrases, words
from scraper.mentions.text import Text

HEADS = words("strategies", "heads")
_GENERIC = words("strategies", "generic")
_NEVER = phrases("strategies", "never")
_NOT_AFTER = words("strategies", "not_after")
_LOWER_CASE = words("strategies", "lower_case_heads")
_NO_ACRONYMS = words("institutions", "no_acronyms")
_SERIES = words("strategies", "series")
_INTERNATIONAL = words("words", "international")
_VERBS = words("strategies", "verbs")
OPENING = frozenset({*HEADS, *(name.lower() for name in _SERIES)})
"""The words, in lower case, that may be the noun of a strategy's name."""
_LEFT = frozenset({"of", "and", "on", "for", "to", "against"})
_YEAR = r"((?:19|20)\d\d)"
_COVERED = re.compile(
    rf"\*?\s\(?(?:for\s(?:the\s)?(?:period\s|years\s)?|pour\sla\spériode\s|para\s)?{_YEAR}\s?(?:[-–—/]|to|à|until|a)\s?{_YEAR}\b\)?"
)
_UNTIL = re.compile(rf"\s(?:to|until|by|towards|à\sl['’]horizon|horizon)\s{_YEAR}\b")
_SINGLE = re.compile(rf"\s(?:of\s|de\s)?(?:\(({_YEAR[1:-1]})\)|{_YEAR})(?![\w/]|[-–]\d)")
_BEFORE = re.compile(rf"\b{_YEAR}(?:\s?[-–—/]\s?{_YEAR})?\s$")
_QUOTED = re.compile(r"\s(?:“[^“”]{3,60}”|«\s?[^«»]{3,60}\s?»|\"[^\"]{3,60}\")")
_HEAD_GAPS = frozenset({" ", "-", ", "})
_NUMBER = re.compile(r"\s(?:No\.\s)?(\d{3,5})\b")


def find_strategies(text: Text, hits: list[int]) -> list[Found]:
    """The strategies whose noun is one of the given words, in order; their words are marked as taken."""
    found = []
    for index in hits:
        strategy = None if text.taken[index] else _strategy_at(text, index)
        if strategy and text.is_free(strategy.start, strategy.end):
            text.take(strategy.start, strategy.end)
            found.append(strategy)
    return found


def _strategy_at(text: Text, index: int) -> Found | None:
    if text.words[index] in _SERIES:
        return _numbered(text, index)
    if text.words[index] == text.low[index]:
        return _in_lower_case(text, index)
    first = _begin(text, index)
    last = _end(text, index)
    if last == 0 or any(text.phrase(at, _NEVER) for at in range(first, index + 1)):
        return None
    if not _INTERNATIONAL.isdisjoint(text.low[first:last]):
        return None
    found = _with_years(text, first, last)
    named = _is_named(text, first, last) or found.year is not None or found.year_to is not None
    return found if named and not is_denied(text, first, found.end) else None


def _numbered(text: Text, index: int) -> Found | None:
    """A document of a numbered series: "CONPES 3854 of 2016"."""
    number = _NUMBER.match(text.source, text.ends[index])
    if not number:
        return None
    year = _SINGLE.match(text.source, number.end())
    end = year.end() if year else number.end()
    normal = f"{text.low[index]} {number[1]}"
    return Found(
        "strategy", text.starts[index], end, number=number[1], year=_int(year and (year[1] or year[2])), normal=normal
    )


def _in_lower_case(text: Text, index: int) -> Found | None:
    """A name in lower case counts with the years it covers right behind it."""
    if text.low[index] not in _LOWER_CASE:
        return None
    romance = is_romance(text, index + 1)
    last = rightmost(text, index + 1, _joins_romance, romance=True) if romance else index + 1
    if not _COVERED.match(text.source, text.ends[last - 1]) and not (
        last == index + 1 and _QUOTED.match(text.source, text.ends[index])
    ):
        return None
    first = index
    while (
        first > 0
        and text.gaps[first - 1] == " "
        and text.low[first - 1] in ("national", "cyber", "security", "cybersecurity")
    ):
        first -= 1
    return _with_years(text, first, last) if last - first > 1 or _QUOTED.match(text.source, text.ends[index]) else None


def _begin(text: Text, index: int) -> int:
    first = leftmost(text, index, _LEFT)
    while first < index and (text.low[first] in ("draft", "new", "former", "current") or not text.capital[first]):
        if text.words[first].isdigit() and text.gaps[first] == "-":
            break
        first += 1
    return first


def _end(text: Text, index: int) -> int:
    """The number of the word behind the name, 0 when the name is of something else."""
    last = index + 1
    while (
        last < len(text.words) and text.gaps[last - 1] in _HEAD_GAPS and text.low[last] in HEADS and text.capital[last]
    ):
        last += 1
    if last < len(text.words) and text.gaps[last - 1] == " " and text.capital[last] and text.low[last] in _NOT_AFTER:
        return 0
    return rightmost(text, last, _joins, is_romance(text, last))


def _joins(text: Text, first: int, onward: int) -> bool:
    word = text.low[first]
    if word in ("and", "et", "y", "e"):
        return _joins_and(text, first, onward)
    if word == "to":
        return text.low[onward] in _VERBS
    if word in ("in", "with", "en", "à", "au"):
        return False
    return word != "the"


def _joins_and(text: Text, first: int, onward: int) -> bool:
    """ "and Action Plan" is of the strategy; another strategy, or another sentence, is not."""
    if text.low[onward] in ROMANCE and not text.capital[onward]:
        return True
    following = text.low[onward : run(text, onward)]
    if any(word in HEADS for word in following):
        return all(word in HEADS or word in _GENERIC for word in following)
    return any(word in ("on", "for", "of", "against") for word in text.low[max(0, first - 5) : first])


def _joins_romance(text: Text, first: int, onward: int) -> bool:
    return text.low[first] not in ("and", "in", "to", "with", "the") and not text.taken[onward]


def _is_named(text: Text, first: int, last: int) -> bool:
    """Whether the name says what it is about, beyond "National Action Plan"."""
    return any(
        text.low[at] not in HEADS and text.low[at] not in _GENERIC and (text.capital[at] or text.low[at] in ROMANCE)
        for at in range(first, last)
    )


def _with_years(text: Text, first: int, last: int) -> Found:
    """The name with acronym, quoted title and years behind it, or years before it."""
    found = Found("strategy", text.starts[first], text.ends[last - 1], name=text.slice(first, last))
    _acronym(text, found, last - 1)
    quoted = _QUOTED.match(text.source, found.end)
    if quoted:
        found.end, found.name = quoted.end(), text.source[found.start : quoted.end()]
    _years(text.source, found)
    if not found.acronym and found.end > text.ends[last - 1]:
        _acronym(text, found, text.at(found.end) - 1)
    return found


def _acronym(text: Text, found: Found, last: int) -> None:
    closing = closing_acronym(text, last, _NO_ACRONYMS) if text.ends[last] == found.end else None
    if closing:
        found.acronym, found.end = closing


def _years(source: str, found: Found) -> None:
    covered = _COVERED.match(source, found.end)
    until = _UNTIL.match(source, found.end)
    single = _SINGLE.match(source, found.end)
    before = _BEFORE.search(source, max(0, found.start - 14), found.start)
    if covered and int(covered[1]) < int(covered[2]):
        found.end, found.year, found.year_to = _closed(covered), int(covered[1]), int(covered[2])
    elif until:
        found.end, found.year_to = until.end(), int(until[1])
    elif before:
        found.start, found.year, found.year_to = before.start(), int(before[1]), _int(before[2])
    elif single:
        found.end, found.year = single.end(), int(single[1] or single[2])


def _closed(covered: re.Match[str]) -> int:
    """A bracket that was not opened in front of the years does not belong to them."""
    return covered.end() - ("(" not in covered[0] and covered[0].endswith(")"))


def _int(printed: str | None) -> int | None:
    return int(printed) if printed else None
