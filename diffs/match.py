"""Which block became which: equal, then similar, then moved; each step works on what the one before left over."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence, Sized

from rapidfuzz.distance import Indel

from diffs.align import most_runs
from diffs.budget import PAIRS_A_STEP, Budget
from diffs.words import encoded, words
from scraper.normalise import address, normalise
from scraper.profile import Block

Pair = tuple[int, int]
"""The position of a block in the old section and in the new one, from 0."""

ALIKE = 0.5
"""Blocks that share fewer of their words than this are two blocks, not one edited."""

Words = Sequence[str]

_FEW = 400
_RARE = 16
_CANDIDATES = 6
_CALL = 20
"""Steps one call of the scorer costs, however short the texts are."""

_SHORT = 6
_SPELLED_ALIKE = 0.8


def wording(block: Block) -> str:
    """What makes two blocks the same: their text in the compared form, whatever their kind and links."""
    return normalise(block.text)


def equal_pairs(old: Sequence[Block], new: Sequence[Block], budget: Budget) -> list[Pair]:
    """Blocks of equal wording, each used once: those in one order first, those with equal links before the others."""
    full_old, full_new = [_with_links(block) for block in old], [_with_links(block) for block in new]
    runs = most_runs(full_old, full_new, budget)
    pairs = [(a + step, b + step) for a, b, size in runs for step in range(size)]
    by_full = (full_old.__getitem__, full_new.__getitem__)
    pairs += _first_free(*left_over(pairs, len(old), len(new)), *by_full)
    by_wording = (lambda at: wording(old[at]), lambda at: wording(new[at]))
    pairs += _first_free(*left_over(pairs, len(old), len(new)), *by_wording)
    return sorted(pairs)


def left_over(pairs: Iterable[Pair], old: int, new: int) -> tuple[list[int], list[int]]:
    """The positions in sections of `old` and `new` blocks that no pair names."""
    pairs = list(pairs)
    used, used_new = {a for a, _ in pairs}, {b for _, b in pairs}
    return [at for at in range(old) if at not in used], [at for at in range(new) if at not in used_new]


def moved(pairs: Sequence[Pair]) -> frozenset[Pair]:
    """The fewest pairs that must be called moved for the rest to stand in order: those outside a longest rising run."""
    ordered = sorted(pairs)
    tops: list[int] = []
    runs: list[int] = []
    before: dict[int, int] = {}
    for at, (_, b) in enumerate(ordered):
        length = bisect_left(tops, b)
        if length:
            before[at] = runs[length - 1]
        tops[length : length + 1] = [b]
        runs[length : length + 1] = [at]
    return frozenset(ordered) - {ordered[at] for at in _run_to(runs[-1], before)} if runs else frozenset()


def _run_to(last: int, before: Mapping[int, int]) -> Iterator[int]:
    """The positions of a run, from its last one backwards."""
    at: int | None = last
    while at is not None:
        yield at
        at = before.get(at)


def similar_pairs(old: Sequence[str], new: Sequence[str], budget: Budget, least: float = ALIKE) -> list[Pair]:
    """Texts that became one another by editing, best first; each used once, each pair sharing more than `least`.

    All are compared with all where they are few; of many, each with those that share its rarer words. Texts beyond the
    budget stay unpaired.
    """
    if not old or not new:
        return []
    return best_first(score for score in _scored(old, new, budget) if score[0] > least)


def similarity(old: str, new: str, budget: Budget) -> float:
    """How alike two texts are, 0 to 1: the share of their words, in order, that both have; 0 beyond the budget."""
    left, right = words(old), words(new)
    return _by_words(*encoded(left, right)) if budget.allows_pairs(len(left), len(right)) else 0.0


def _scored(old: Sequence[str], new: Sequence[str], budget: Budget) -> Iterator[tuple[float, int, int]]:
    left, right = [words(text) for text in old], [words(text) for text in new]
    pairs = [(a, b) for a, b in _worth_asking(left, right, budget) if _alike_in_length(left[a], right[b])]
    cost = sum(_CALL + len(left[a]) * len(right[b]) // PAIRS_A_STEP for a, b in pairs)
    if not budget.allows_all(cost, sum(map(len, left)) + sum(map(len, right))):
        return
    letters = encoded(*left, *right)
    for a, b in pairs:
        score = max(_by_words(letters[a], letters[len(left) + b]), _by_letters(left[a], right[b]))
        yield score, a, b


def _worth_asking(left: Sequence[Words], right: Sequence[Words], budget: Budget) -> list[Pair]:
    """All pairs of few texts; of many those that share rare words, for each new text the six that share most. A text
    that shares nothing but common words is refused."""
    if len(left) * len(right) <= _FEW * _FEW:
        return [(a, b) for a in range(len(left)) for b in range(len(right))]
    if not budget.allows_all(_RARE * sum(map(len, right)) + sum(map(len, left)), 0):
        return []
    where: dict[str, list[int]] = defaultdict(list)
    for a, text in enumerate(left):
        for word in dict.fromkeys(text):
            where[word].append(a)
    rare = {word: found for word, found in where.items() if len(found) <= _RARE}
    pairs: list[Pair] = []
    for b, text in enumerate(right):
        shared = Counter(a for word in dict.fromkeys(text) for a in rare.get(word, ()))
        best = sorted(shared, key=lambda a: (-shared[a], abs(a - b), a))[:_CANDIDATES]
        pairs += [(a, b) for a in best]
        budget.refusals += not best and any(word in where for word in text)
    return pairs


def _alike_in_length(one: Sized, other: Sized) -> bool:
    """Whether two texts are not too unlike in length to share most of their words."""
    return 2 * min(len(one), len(other)) > ALIKE * (len(one) + len(other))


def _by_words(one: str, other: str) -> float:
    return Indel.normalized_similarity(one, other, score_cutoff=ALIKE) if _alike_in_length(one, other) else 0.0


def _by_letters(one: Sequence[str], other: Sequence[str]) -> float:
    """A misspelling in two words leaves no word alike, so short texts are compared by letters too."""
    if not one or not other or max(len(one), len(other)) > _SHORT:
        return 0.0
    score = Indel.normalized_similarity(" ".join(one), " ".join(other), score_cutoff=_SPELLED_ALIKE)
    return score if score >= _SPELLED_ALIKE else 0.0


def best_first(scored: Iterable[tuple[float, int, int]]) -> list[Pair]:
    """The pairs of (score, old, new) in falling order of their scores, each position used once; of equal scores those
    nearest in place first."""
    pairs: list[Pair] = []
    used: set[int] = set()
    used_new: set[int] = set()
    for _, a, b in sorted(scored, key=lambda s: (-s[0], abs(s[1] - s[2]), s[1], s[2])):
        if a not in used and b not in used_new:
            pairs.append((a, b))
            used.add(a)
            used_new.add(b)
    return sorted(pairs)


def _first_free(
    old: Iterable[int],
    new: Iterable[int],
    key: Callable[[int], Hashable],
    key_new: Callable[[int], Hashable],
) -> list[Pair]:
    free: dict[Hashable, deque[int]] = defaultdict(deque)
    for at in old:
        free[key(at)].append(at)
    return [(free[key_new(at)].popleft(), at) for at in new if free[key_new(at)]]


def _with_links(block: Block) -> Hashable:
    return (wording(block), tuple((normalise(link.text), address(link.url)) for link in block.links))
