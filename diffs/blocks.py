"""What changed inside the sections that stay: blocks added, removed, edited, moved, split and merged, and links."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from diffs.budget import Budget
from diffs.change import BlockChange, BlockForm
from diffs.edits import edits
from diffs.links import LinkPair, link_changes, retargeted, shown
from diffs.match import Pair, moved
from diffs.matching import Match
from scraper.profile import Block

_Placed = tuple[tuple[int, int], BlockChange]
"""A change, and the place it is told at: the new position, then the old one of what is gone (-1 for what is not)."""


def block_changes(match: Match, budget: Budget) -> list[BlockChange]:
    """The changes of one section's blocks, in the new order, what is gone after the block that it followed."""
    placed = [*_kept(match), *_edited(match, budget), *_joined(match, budget), *_arrivals(match, budget)]
    if not match.whole:
        placed += [*_additions(match), *_removals(match)]
    return [change for _, change in sorted(placed, key=lambda item: item[0])]


def _kept(match: Match) -> Iterator[_Placed]:
    out_of_order = moved(match.equal)
    for a, b in match.equal:
        old, new = match.before[a], match.after[b]
        if (a, b) in out_of_order:
            yield (b, -1), _change(match, "block_moved", old.text, new.text)
        yield from _links(match, b, link_changes(old.links, new.links))


def _edited(match: Match, budget: Budget) -> Iterator[_Placed]:
    standing = sorted(frozenset(match.equal) - moved(match.equal))
    for a, b in match.edited:
        old, new = match.before[a], match.after[b]
        form: BlockForm = "block_edited" if _in_order((a, b), standing) else "block_moved"
        yield (b, -1), _worded(_change(match, form, old.text, new.text), budget)
        yield from _links(match, b, retargeted(old.links, new.links))


def _in_order(pair: Pair, standing: Sequence[Pair]) -> bool:
    """Whether a pair stands between the same neighbours as before, of those that stay in order."""
    at = bisect_left(standing, pair)
    after_last = at == 0 or standing[at - 1][1] < pair[1]
    return after_last and (at == len(standing) or pair[1] < standing[at][1])


def _joined(match: Match, budget: Budget) -> Iterator[_Placed]:
    for one, parts in match.split:
        after = "\n".join(match.after[at].text for at in parts)
        yield (parts[0], -1), _worded(_change(match, "block_split", match.before[one].text, after), budget)
        yield from _links_between(match, parts[0], [match.before[one]], [match.after[at] for at in parts])
    for one, parts in match.merged:
        before = "\n".join(match.before[at].text for at in parts)
        yield (one, -1), _worded(_change(match, "block_merged", before, match.after[one].text), budget)
        yield from _links_between(match, one, [match.before[at] for at in parts], [match.after[one]])


def _links_between(match: Match, at: int, old: Iterable[Block], new: Iterable[Block]) -> Iterator[_Placed]:
    links, links_new = ([link for block in side for link in block.links] for side in (old, new))
    yield from _links(match, at, retargeted(links, links_new))


def _links(match: Match, at: int, pairs: Iterable[LinkPair]) -> Iterator[_Placed]:
    for old, new in pairs:
        yield (at, -1), _change(match, "link_changed", shown(old), shown(new))


def _arrivals(match: Match, budget: Budget) -> Iterator[_Placed]:
    for at, came in match.arrived.items():
        change = replace(_change(match, "block_moved", came.text, match.after[at].text), moved_from=came.section)
        yield (at, -1), _worded(change, budget) if came.edited else change


def _additions(match: Match) -> Iterator[_Placed]:
    for at in match.come:
        change = _change(match, "block_added", None, match.after[at].text)
        yield (at, -1), replace(change, unaligned=match.unaligned)


def _removals(match: Match) -> Iterator[_Placed]:
    """Each removal stands after the block it followed."""
    partners = dict([*match.equal, *match.edited])
    partners.update((join.one, join.parts[-1]) for join in match.split)
    partners.update((at, join.one) for join in match.merged for at in join.parts)
    gone = set(match.gone)
    place = -1
    for at, block in enumerate(match.before):
        place = partners.get(at, place)
        if at in gone:
            yield (place, at), replace(_change(match, "block_removed", block.text, None), unaligned=match.unaligned)


def _worded(change: BlockChange, budget: Budget) -> BlockChange:
    """The change with its words, and whether there were too many to compare."""
    refused = budget.refusals
    found = edits(change.before or "", change.after or "", budget)
    return replace(change, edits=found, unaligned=budget.refusals > refused)


def _change(match: Match, form: BlockForm, before: str | None, after: str | None) -> BlockChange:
    return BlockChange(form, match.pair.key, match.pair.label, before, after)
