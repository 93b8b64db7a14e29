"""Places on a described page where something can be edited, the edit, and the truth about it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from random import Random

from golden import Golden, Part, Piece
from golden_truth import block_of, truth_of

LISTED = ("li", "li2", "ol")
WORDED = ("p", *LISTED, "typed", "number")
_MARKED = re.compile(r"[\[\]<>^*{}]")


@dataclass(frozen=True)
class Truth:
    """The one change that must be told: what happened to the text (`form`), where, and both texts exactly.

    `out`, `put` are the runs of the block that hold the words that went and came, None where that is not asked;
    `moved_from` is the section a block came from.
    """

    form: str
    section: str
    before: str | None
    after: str | None
    out: str | None = None
    put: str | None = None
    moved_from: str | None = None


@dataclass(frozen=True)
class Edit:
    """The page after one edit, and the truth about it."""

    page: Golden
    truth: Truth


Editor = Callable[[Golden, Random], Edit | None]
"""Makes one edit somewhere on a page; None where the page has no place for it."""


@dataclass(frozen=True)
class Spot:
    """One piece of a page: the number of its part, and its place there."""

    part: int
    at: int
    piece: Piece


def spots(page: Golden, kinds: tuple[str, ...] = WORDED) -> Iterator[Spot]:
    """Every piece of some kinds that is free of links and other marks, and whose text stands on the page but once."""
    texts = [text_of(piece) for part in page.parts for piece in part.pieces]
    for number, part in enumerate(page.parts):
        for at, piece in enumerate(part.pieces):
            plain = not any(map(_MARKED.search, (piece.text, *piece.cells)))
            if piece.kind in kinds and plain and texts.count(text_of(piece)) == 1:
                yield Spot(number, at, piece)


def text_of(piece: Piece) -> str:
    """The text of the block that a piece is read as, "" for a piece with nothing in it."""
    return str(block_of(piece)[1])


def key_of(page: Golden, part: int) -> str:
    """The key of the section that a part is read as."""
    return keys_of(page)[part + 1]


@lru_cache(maxsize=64)
def keys_of(page: Golden) -> tuple[str, ...]:
    """The keys of a page's sections, that of the status first."""
    return tuple(section["key"] for section in truth_of(page)["sections"])


def shown(part: Part) -> list[str]:
    """The texts of a part's blocks."""
    return [text for text in map(text_of, part.pieces) if text]


def with_part(page: Golden, number: int, *parts: Part) -> Golden:
    """The page with other parts in the place of one."""
    return replace(page, parts=(*page.parts[:number], *parts, *page.parts[number + 1 :]))


def with_pieces(page: Golden, number: int, pieces: list[Piece] | tuple[Piece, ...]) -> Golden:
    """The page with other pieces in one part."""
    return with_part(page, number, replace(page.parts[number], pieces=tuple(pieces)))


def with_piece(page: Golden, spot: Spot, *pieces: Piece) -> Golden:
    """The page with other pieces in the place of one."""
    old = page.parts[spot.part].pieces
    return with_pieces(page, spot.part, (*old[: spot.at], *pieces, *old[spot.at + 1 :]))


def edited(page: Golden, spot: Spot, new: Piece, out: str | None = None, put: str | None = None) -> Edit:
    """One piece that became another, with the words that did."""
    truth = Truth("block_edited", key_of(page, spot.part), text_of(spot.piece), text_of(new), out, put)
    return Edit(with_piece(page, spot, new), truth)
