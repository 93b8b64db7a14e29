"""Long texts cut to what a reader needs: the words that changed with a few of their neighbours."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from diffs.change import Edit
from lexdelta.emit import folded, line

CONTEXT = 80
"""Characters of unchanged text kept on either side of an edit."""
MOST_RUN = 400
"""Characters of one run of words taken out or put in."""
MOST_EDITED = 1600
"""Characters of all runs of one block."""

Op = Literal["equal", "delete", "insert"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words to show: kept, taken out or put in; visible, on one line, blanks at its ends kept."""

    op: Op
    text: str


def cut(text: str, most: int) -> str:
    """The text as one visible line of about `most` characters, the rest counted: "… (310 more characters)"."""
    shown = line(text)
    if len(shown) <= most + CONTEXT // 2:
        return shown
    kept = _head(shown, most)
    return f"{kept} … ({len(shown) - len(kept):,} more characters)"


def excerpt(edits: Sequence[Edit]) -> tuple[Piece, ...]:
    """The edits of one block as pieces: long unchanged runs cut with "…", the rest counted when it grows too long."""
    pieces: list[Piece] = []
    room = MOST_EDITED
    for position, edit in enumerate(edits):
        if room <= 0:
            left = sum(later.op != "equal" for later in edits[position:])
            return (*pieces, Piece("equal", f" … (and {left:,} more)")) if left else tuple(pieces)
        text = _shown(edit, first=position == 0, last=position == len(edits) - 1)
        pieces.append(Piece(edit.op, text))
        room -= len(text)
    return tuple(pieces)


def _shown(edit: Edit, *, first: bool, last: bool) -> str:
    text = folded(edit.text)
    if edit.op != "equal":
        return text if len(text) <= MOST_RUN else cut(text, MOST_RUN)
    before = "" if first else _head(text, CONTEXT)
    after = "" if last else _tail(text, CONTEXT)
    if len(before) + len(after) + CONTEXT // 2 >= len(text):
        return text
    return f"{before} … {after}" if before and after else f"{before} …" if before else f"… {after}"


def _head(text: str, most: int) -> str:
    if len(text) <= most:
        return text
    kept, blank, _ = text[:most].rpartition(" ")
    return kept if blank and len(kept) > most // 2 else text[:most]


def _tail(text: str, most: int) -> str:
    if len(text) <= most:
        return text
    _, blank, kept = text[-most:].partition(" ")
    return kept if blank and len(kept) > most // 2 else text[-most:]


def fitting(parts: Iterable[str], most_bytes: int) -> list[str]:
    """The first parts that together take at most `most_bytes` in UTF-8; the others are not even made."""
    kept: list[str] = []
    room = most_bytes
    for part in parts:
        room -= len(part.encode())
        if room < 0:
            break
        kept.append(part)
    return kept
