"""Joins: one paragraph that became several, or several that became one, with few words changed on the way."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from rapidfuzz.distance import Indel

from diffs.budget import Budget
from diffs.words import encoded

Words = Sequence[str]

_KEPT = 0.8
"""How much of its words a paragraph and its parts must share."""
_GAIN = 0.05
"""By how much the parts together must be more alike to the whole than the best part alone."""
_TELLING = 3
"""A part of fewer words proves nothing; it may still stand between or beside parts that do."""
_OF_PART = 0.5
"""The share of a part's neighbouring words that must stand side by side in the whole as well."""
_COMMON = 8
"""Two words that stand side by side in more texts than this tell none of them."""


class Join(NamedTuple):
    """The position of one text on a side, and of its parts, next to each other, on the other."""

    one: int
    parts: tuple[int, ...]


def splits(whole: Mapping[int, Words], parts: Mapping[int, Words], budget: Budget) -> list[Join]:
    """The texts of `whole` that stand as two or more neighbours in `parts`; both map a position to its words. Each
    position is used once, the most alike first."""
    by_whole = _candidates(whole, parts, budget)
    scored = [
        (score, one, run)
        for one, found in sorted(by_whole.items())
        for run in _runs(sorted(found), parts, frozenset(whole[one]))
        for score in _score(whole[one], [parts[at] for at in run], budget)
    ]
    joins: list[Join] = []
    used: set[int] = set()
    done: set[int] = set()
    for _, one, run in sorted(scored, key=lambda item: (-item[0], item[1], item[2])):
        if one not in done and not used.intersection(run):
            joins.append(Join(one, run))
            done.add(one)
            used.update(run)
    return sorted(joins)


def _candidates(whole: Mapping[int, Words], parts: Mapping[int, Words], budget: Budget) -> dict[int, set[int]]:
    """Text -> the positions that may be parts of it, by the neighbouring words they share."""
    found: dict[int, set[int]] = defaultdict(set)
    if len(parts) < 2 or not whole or not budget.allows(_COMMON * sum(map(len, (*whole.values(), *parts.values())))):
        return found
    where: dict[tuple[str, str], list[int]] = defaultdict(list)
    for one, words in whole.items():
        for both in set(pairwise(words)):
            where[both].append(one)
    for at, words in parts.items():
        bigrams = set(pairwise(words))
        shared = Counter(one for both in bigrams if len(where.get(both, ())) <= _COMMON for one in where.get(both, ()))
        for one, count in shared.items():
            if len(words) >= _TELLING and count >= _OF_PART * len(bigrams) and len(words) < len(whole[one]):
                found[one].add(at)
    return found


def _runs(found: Sequence[int], parts: Mapping[int, Words], whole: frozenset[str]) -> Iterator[tuple[int, ...]]:
    """Stretches of neighbours, two at least, with what is short and says only words of the whole beside them."""
    start = 0
    while start < len(found):
        run = [found[start]]
        start += 1
        while True:
            after = run[-1] + 1
            if start < len(found) and found[start] == after:
                start += 1
            elif not _is_scrap(parts.get(after, ()), whole):
                break
            run.append(after)
        while _is_scrap(parts.get(run[0] - 1, ()), whole):
            run.insert(0, run[0] - 1)
        if len(run) > 1:
            yield tuple(run)


def _is_scrap(words: Words, whole: frozenset[str]) -> bool:
    return 0 < len(words) < _TELLING and whole.issuperset(words)


def _score(one: Words, run: Sequence[Words], budget: Budget) -> Iterator[float]:
    """How alike a text and its parts are, nothing when they are no parts of it."""
    joined = [word for part in run for word in part]
    longest = sorted(run, key=len)[-2:]
    if not budget.allows_pairs(3 * len(one), len(joined)):
        return
    letters = encoded(one, joined, *longest)
    together = Indel.normalized_similarity(letters[0], letters[1], score_cutoff=_KEPT)
    alone = max(Indel.normalized_similarity(letters[0], part) for part in letters[2:])
    if together >= _KEPT and together > alone + _GAIN:
        yield together
