"""Tables and headings inside a section: what stays the same thing though its text is another."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from diffs.match import Pair
from scraper.normalise import loose
from scraper.profile import Block

_CELL = " | "
_COUNTS = re.compile(r"\d{0,4}")


def same_rows(old: Sequence[Block], new: Sequence[Block], gone: Iterable[int], come: Iterable[int]) -> list[Pair]:
    """Table rows whose first cell is the same and stands once on either side, whatever the other cells say; a first
    cell that only counts the rows is no key."""
    keys, keys_new = _keys(old, gone), _keys(new, come)
    return sorted((at, keys_new[key]) for key, at in keys.items() if key in keys_new)


def _keys(blocks: Sequence[Block], free: Iterable[int]) -> dict[str, int]:
    found = [(_key(blocks[at]), at) for at in free if blocks[at].kind == "row"]
    times = Counter(key for key, _ in found)
    return {key: at for key, at in found if times[key] == 1 and not _COUNTS.fullmatch(key)}


def _key(row: Block) -> str:
    return loose(row.text.partition(_CELL)[0])


def renamed_headings(
    old: Sequence[Block],
    new: Sequence[Block],
    free: tuple[Iterable[int], Iterable[int]],
    paired: Iterable[Iterable[Pair]],
) -> Iterator[Pair]:
    """Headings with other words over a block that stayed; `free` are the positions nothing was found for."""
    partners = {a: b for pairs in paired for a, b in pairs}
    gone, come = (
        {at for at in side if blocks[at].kind == "heading"} for side, blocks in zip(free, (old, new), strict=True)
    )
    for at in sorted(gone):
        under = partners.get(at + 1)
        if under is not None and under - 1 in come:
            yield at, under - 1
