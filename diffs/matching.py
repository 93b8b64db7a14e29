"""Matching: the blocks of all sections paired, stage by stage, each on what the one before left over."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from diffs.budget import Budget
from diffs.heirs import heirs
from diffs.joins import Join, splits
from diffs.match import Pair, equal_pairs, left_over, similar_pairs, wording
from diffs.naming import Naming
from diffs.pairs import SectionPair
from diffs.replaced import reworded_in_place
from diffs.tables import renamed_headings, same_rows
from diffs.words import words
from scraper.profile import Block

_TELLING_WORDS = 3
"""Fewer words than this ("N/A", "See below") vanish here and appear there by chance, not by moving."""
_EDITED_WORDS = 6
"""A block of fewer words that moved and was edited as well cannot be told from another block."""
_MOVED = 0.75
"""How much of its words a block that moved to another section must have kept."""

_Spot = tuple["Match", int]


@dataclass(frozen=True, slots=True)
class Arrival:
    """Where a block came from: the section's key, the text it had there, and whether that was another text."""

    section: str
    text: str
    edited: bool


@dataclass(slots=True)
class Match:
    """One pair of sections while its blocks are matched: what is paired, what is left over, what came from elsewhere.

    `gone` and `come` are positions in the old and the new blocks that nothing was found for; `split` and `merged` are
    one block on a side and its parts on the other; `left` the old positions found in another section; `arrived` maps a
    new position to where it came from. `unaligned`: what is left over was too much to be compared.
    """

    pair: SectionPair
    before: tuple[Block, ...]
    after: tuple[Block, ...]
    equal: list[Pair] = field(default_factory=list)
    edited: list[Pair] = field(default_factory=list)
    split: list[Join] = field(default_factory=list)
    merged: list[Join] = field(default_factory=list)
    gone: list[int] = field(default_factory=list)
    come: list[int] = field(default_factory=list)
    left: set[int] = field(default_factory=set)
    arrived: dict[int, Arrival] = field(default_factory=dict)
    unaligned: bool = False

    @property
    def whole(self) -> bool:
        """Whether the section is told as a whole, so that its own blocks are not told beneath."""
        return self.pair.told is not None

    def take(self, pairs: Iterable[Pair]) -> None:
        """Call these leftover positions edited."""
        found = list(pairs)
        self.edited += found
        self.drop((a for a, _ in found), (b for _, b in found))

    def drop(self, gone: Iterable[int], come: Iterable[int]) -> None:
        """Take these positions out of what is left over."""
        out, put = set(gone), set(come)
        self.gone = [at for at in self.gone if at not in out]
        self.come = [at for at in self.come if at not in put]


def match_blocks(pairs: Sequence[SectionPair], budget: Budget, names: Naming | None = None) -> list[Match]:
    """Every pair of sections with its blocks matched: equal in place, equal in another section, rows by key, split and
    merged, similar in place, headings over the same text, successors of what is named, similar in another section,
    reworded in place."""
    names = names or Naming()
    matches = [_equal(pair, budget) for pair in pairs]
    _move_equal(matches)
    inside = [match for match in matches if not match.whole]
    for match in inside:
        match.take(same_rows(match.before, match.after, match.gone, match.come))
        refused = budget.refusals
        _join(match, budget)
        _pair_similar(match, budget)
        match.unaligned = budget.refusals > refused
        match.take(renamed_headings(match.before, match.after, (match.gone, match.come), (match.equal, match.edited)))
    _follow(inside, names)
    _move_edited(matches, budget)
    for match in inside:
        match.take(reworded_in_place(match.before, match.after, (match.gone, match.come), match.equal, names))
    return matches


def _equal(pair: SectionPair, budget: Budget) -> Match:
    before = pair.before.blocks if pair.before else ()
    after = pair.after.blocks if pair.after else ()
    match = Match(pair, before, after)
    if not match.whole:
        match.equal = equal_pairs(before, after, budget)
    match.gone, match.come = left_over(match.equal, len(before), len(after))
    return match


def _move_equal(matches: Sequence[Match]) -> None:
    """Take out of both sections what vanished in one and appeared, in the same words, in another.

    Between two sections that are told as a whole nothing is told beneath either, so nothing is matched.
    """
    free: dict[tuple[str, bool], list[_Spot]] = {}
    for match in reversed(matches):
        for at in reversed(match.gone):
            free.setdefault((wording(match.before[at]), match.whole), []).append((match, at))
    for match in matches:
        for at in list(match.come):
            text = wording(match.after[at])
            source = free.get((text, False)) or (free.get((text, True)) if not match.whole else None)
            if source and len(words(text)) >= _TELLING_WORDS:
                _arrive(source.pop(), (match, at), edited=False)
    _settle(matches)


def _arrive(source: _Spot, target: _Spot, *, edited: bool) -> None:
    (origin, old), (match, new) = source, target
    origin.left.add(old)
    match.arrived[new] = Arrival(origin.pair.key, origin.before[old].text, edited)


def _settle(matches: Iterable[Match]) -> None:
    for match in matches:
        match.drop(match.left, match.arrived)


def _join(match: Match, budget: Budget) -> None:
    old, new = ({at: words(side[at].text) for at in free} for side, free in _sides(match))
    match.split = splits(old, new, budget)
    match.drop((join.one for join in match.split), (at for join in match.split for at in join.parts))
    old, new = ({at: words(side[at].text) for at in free} for side, free in _sides(match))
    match.merged = splits(new, old, budget)
    match.drop((at for join in match.merged for at in join.parts), (join.one for join in match.merged))


def _sides(match: Match) -> tuple[tuple[Sequence[Block], list[int]], tuple[Sequence[Block], list[int]]]:
    return (match.before, match.gone), (match.after, match.come)


def _pair_similar(match: Match, budget: Budget) -> None:
    gone, come = match.gone, match.come
    old, new = [wording(match.before[at]) for at in gone], [wording(match.after[at]) for at in come]
    match.take([(gone[a], come[b]) for a, b in similar_pairs(old, new, budget)])


def _follow(matches: Sequence[Match], names: Naming) -> None:
    """Pair what names something with what names its successor, in the section first."""
    for match in matches:
        found = heirs([match.before[at].text for at in match.gone], [match.after[at].text for at in match.come], names)
        match.take([(match.gone[a], match.come[b]) for a, b in found])
    old = [(match, at) for match in matches for at in match.gone]
    new = [(match, at) for match in matches for at in match.come]
    texts = [match.before[at].text for match, at in old], [match.after[at].text for match, at in new]
    for a, b in heirs(*texts, names):
        _arrive(old[a], new[b], edited=True)
    _settle(matches)


def _move_edited(matches: Sequence[Match], budget: Budget) -> None:
    """Take out of both sections what left one and stands, slightly edited, in another."""
    old = [(m, at) for m in matches for at in m.gone if len(words(m.before[at].text)) >= _EDITED_WORDS]
    new = [(m, at) for m in matches for at in m.come if len(words(m.after[at].text)) >= _EDITED_WORDS]
    if len({id(match) for match, _ in (*old, *new)}) < 2:
        return
    texts = [wording(match.before[at]) for match, at in old], [wording(match.after[at]) for match, at in new]
    for a, b in similar_pairs(*texts, budget, least=_MOVED):
        source, target = old[a], new[b]
        if source[0] is not target[0] and not (source[0].whole and target[0].whole):
            _arrive(source, target, edited=True)
    _settle(matches)
