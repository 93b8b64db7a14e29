"""What changed inside the sections that stay: blocks added, removed, edited, moved, and links that lead elsewhere."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from diffs.budget import Budget
from diffs.change import BlockChange, BlockChangeKind
from diffs.edits import edits
from diffs.links import LinkPair, link_changes, retargeted, shown
from diffs.match import Pair, equal_pairs, left_over, moved, similar_pairs, wording
from diffs.pairs import SectionPair
from diffs.words import words
from scraper.profile import Block

_Placed = tuple[tuple[int, int], BlockChange]
"""A change, and the place it is told at: the new position, then the old one of what is gone (-1 for what is not)."""

_TELLING_WORDS = 3
"""Fewer words than this ("N/A", "See below") vanish here and appear there by chance, not by moving."""


@dataclass(slots=True)
class Match:
    """One pair of sections while its blocks are matched: what is paired, what is left over, what came from elsewhere.

    `gone` and `come` are positions in the old and the new blocks that nothing was found for; `left` the old positions
    found in another section; `arrived` maps a new position to the section it came from and the text it had there.
    """

    pair: SectionPair
    before: tuple[Block, ...]
    after: tuple[Block, ...]
    equal: list[Pair] = field(default_factory=list)
    edited: list[Pair] = field(default_factory=list)
    gone: list[int] = field(default_factory=list)
    come: list[int] = field(default_factory=list)
    left: set[int] = field(default_factory=set)
    arrived: dict[int, tuple[str, str]] = field(default_factory=dict)

    @property
    def whole(self) -> bool:
        """Whether the section is told as a whole, so that its own blocks are not told beneath."""
        return self.pair.told is not None


def match_blocks(pairs: Sequence[SectionPair], budget: Budget) -> list[Match]:
    """Every pair of sections with its blocks matched: equal in place, equal in another section, then similar."""
    matches = [_equal(pair, budget) for pair in pairs]
    _move_between(matches)
    for match in matches:
        _without_moved(match)
        if not match.whole:
            _pair_similar(match, budget)
    return matches


def block_changes(match: Match, budget: Budget) -> list[BlockChange]:
    """The changes of one section's blocks, in the new order, what is gone after the block that it followed."""
    placed = [*_kept(match), *_edited(match, budget), *_arrivals(match)]
    if not match.whole:
        placed += [*_additions(match), *_removals(match)]
    return [change for _, change in sorted(placed, key=lambda item: item[0])]


def _equal(pair: SectionPair, budget: Budget) -> Match:
    before = pair.before.blocks if pair.before else ()
    after = pair.after.blocks if pair.after else ()
    match = Match(pair, before, after)
    if not match.whole:
        match.equal = equal_pairs(before, after, budget)
    match.gone, match.come = left_over(match.equal, len(before), len(after))
    return match


def _move_between(matches: Sequence[Match]) -> None:
    """Take out of both sections what vanished in one and appeared, in the same words, in another.

    Between two sections that are told as a whole nothing is told beneath either, so nothing is matched.
    """
    free: dict[tuple[str, bool], deque[tuple[Match, int]]] = defaultdict(deque)
    for match in matches:
        for at in match.gone:
            free[wording(match.before[at]), match.whole].append((match, at))
    for match in matches:
        for at in match.come:
            text = wording(match.after[at])
            source = free[text, False] or (() if match.whole else free[text, True])
            if source and len(words(text)) >= _TELLING_WORDS:
                origin, position = source.popleft()
                origin.left.add(position)
                match.arrived[at] = (origin.pair.key, origin.before[position].text)


def _without_moved(match: Match) -> None:
    match.gone = [at for at in match.gone if at not in match.left]
    match.come = [at for at in match.come if at not in match.arrived]


def _pair_similar(match: Match, budget: Budget) -> None:
    old = [wording(match.before[at]) for at in match.gone]
    new = [wording(match.after[at]) for at in match.come]
    found = similar_pairs(old, new, budget)
    match.edited = [(match.gone[a], match.come[b]) for a, b in found]
    gone, come = left_over(found, len(old), len(new))
    match.gone, match.come = [match.gone[at] for at in gone], [match.come[at] for at in come]


def _kept(match: Match) -> Iterator[_Placed]:
    out_of_order = moved(match.equal)
    for a, b in match.equal:
        old, new = match.before[a], match.after[b]
        if (a, b) in out_of_order:
            yield (b, -1), _change(match, "block_moved", old.text, new.text)
        yield from _links(match, b, link_changes(old.links, new.links))


def _edited(match: Match, budget: Budget) -> Iterator[_Placed]:
    for a, b in match.edited:
        old, new = match.before[a], match.after[b]
        change = _change(match, "block_edited", old.text, new.text)
        yield (b, -1), replace(change, edits=edits(old.text, new.text, budget))
        yield from _links(match, b, retargeted(old.links, new.links))


def _links(match: Match, at: int, pairs: Iterable[LinkPair]) -> Iterator[_Placed]:
    for old, new in pairs:
        yield (at, -1), _change(match, "link_changed", shown(old), shown(new))


def _arrivals(match: Match) -> Iterator[_Placed]:
    for at, (section, text) in match.arrived.items():
        yield (at, -1), replace(_change(match, "block_moved", text, match.after[at].text), moved_from=section)


def _additions(match: Match) -> Iterator[_Placed]:
    for at in match.come:
        yield (at, -1), _change(match, "block_added", None, match.after[at].text)


def _removals(match: Match) -> Iterator[_Placed]:
    """Each removal stands after the block it followed."""
    partners = dict([*match.equal, *match.edited])
    gone = set(match.gone)
    place = -1
    for at, block in enumerate(match.before):
        place = partners.get(at, place)
        if at in gone:
            yield (place, at), _change(match, "block_removed", block.text, None)


def _change(match: Match, kind: BlockChangeKind, before: str | None, after: str | None) -> BlockChange:
    return BlockChange(kind, match.pair.key, match.pair.label, before, after)
