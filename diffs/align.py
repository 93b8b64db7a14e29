"""Which members of two sequences correspond, in order: runs of equal ones, found with a bounded amount of work."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from difflib import SequenceMatcher
from itertools import takewhile

from rapidfuzz.distance import LCSseq

from diffs.budget import Budget
from diffs.words import encoded

Run = tuple[int, int, int]
"""Where a run of equal members starts in the old and in the new sequence, and how long it is."""

_Aligner = Callable[[Sequence[Hashable], Sequence[Hashable]], list[Run]]


def readable_runs(old: Sequence[Hashable], new: Sequence[Hashable], budget: Budget) -> list[Run]:
    """Runs a reader would choose (long ones first, as difflib does), the most runs where that would cost too much."""

    def middle(left: Sequence[Hashable], right: Sequence[Hashable]) -> list[Run]:
        counts = Counter(right)
        pairs = sum(counts[member] for member in left)
        if budget.allows(pairs * min(len(left), len(right)) + len(left) + len(right)):
            matcher = SequenceMatcher(None, left, right, autojunk=False)
            return [(run.a, run.b, run.size) for run in matcher.get_matching_blocks() if run.size]
        return _most(left, right, budget)

    return _between_equal_ends(old, new, middle)


def most_runs(old: Sequence[Hashable], new: Sequence[Hashable], budget: Budget) -> list[Run]:
    """Runs that leave the fewest members out; only the equal ends where the budget does not reach."""
    return _between_equal_ends(old, new, lambda left, right: _most(left, right, budget))


def _most(old: Sequence[Hashable], new: Sequence[Hashable], budget: Budget) -> list[Run]:
    if not budget.allows_pairs(len(old), len(new)):
        return []
    steps = LCSseq.opcodes(*encoded(old, new))
    return [(s.src_start, s.dest_start, s.src_end - s.src_start) for s in steps if s.tag == "equal"]


def equal_ends(old: Sequence[Hashable], new: Sequence[Hashable]) -> tuple[int, int]:
    """How many members are equal at the beginning and, of those left, at the end."""
    head = _shared(zip(old, new, strict=False))
    return head, _shared(zip(reversed(old[head:]), reversed(new[head:]), strict=False))


def _between_equal_ends(old: Sequence[Hashable], new: Sequence[Hashable], middle: _Aligner) -> list[Run]:
    head, tail = equal_ends(old, new)
    end, new_end = len(old) - tail, len(new) - tail
    inner = middle(old[head:end], new[head:new_end]) if head < end and head < new_end else []
    runs = [(0, 0, head), *((a + head, b + head, size) for a, b, size in inner), (end, new_end, tail)]
    return [run for run in runs if run[2]]


def _shared(pairs: Iterable[tuple[Hashable, Hashable]]) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
