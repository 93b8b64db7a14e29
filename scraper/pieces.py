"""The pieces of text between two block boundaries -> lines: broken at line breaks, twins once, links told apart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple
from urllib.parse import urljoin

from scraper.line import Frame, Line
from scraper.profile import Link

PieceKind = Literal["seen", "unseen", "picture", "break"]
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_WHOLE = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)


class Ink(NamedTuple):
    """What the open inline elements say about text; `href` is where it leads, None when nowhere."""

    bold: bool = False
    href: str | None = None
    raised: bool = False
    unseen: bool = False


class Piece(NamedTuple):
    """A run of text with one ink: seen, for screen readers only, or what a picture says; or a line break."""

    text: str
    bold: bool
    href: str | None
    kind: PieceKind = "seen"


BREAK = Piece("\n", False, None, "break")
_SPACE = Piece(" ", False, None)


def lines_of(pieces: Sequence[Piece], frame: Frame, base: str) -> list[Line]:
    """The lines that stand directly in one element; relative links are resolved against `base`.

    A break inside a heading is there for looks and ends no line.
    """
    if frame.kind in ("heading", "title"):
        pieces = [_SPACE if piece.kind == "break" else piece for piece in pieces]
    found: list[Line] = []
    breaks = 0
    for run in _runs(pieces):
        shown = _shown(run)
        text = " ".join("".join([piece.text for piece in shown]).split())
        if text:
            found.append(_line(text, shown, frame, base, breaks if found else 0))
            breaks = 0
        breaks += 1
    return found


def _runs(pieces: Sequence[Piece]) -> Iterator[Sequence[Piece]]:
    if BREAK not in pieces:
        yield pieces
        return
    run: list[Piece] = []
    for piece in pieces:
        if piece.kind == "break":
            yield run
            run = []
        else:
            run.append(piece)
    yield run


def _shown(run: Sequence[Piece]) -> Sequence[Piece]:
    """A screen reader's twin and a picture's words count where they stand for text, not beside it."""
    if all(piece.kind == "seen" for piece in run):
        return run
    worded = [piece for piece in run if piece.kind == "seen" and any(map(str.isalnum, piece.text))]
    linked = {piece.href for piece in worded}
    kept = [
        piece
        for piece in run
        if piece.kind == "seen" or not worded or (piece.kind == "picture" and piece.href and piece.href not in linked)
    ]
    return [_apart(piece, after) for piece, after in zip(kept, [*kept[1:], None], strict=True)]


def _apart(piece: Piece, after: Piece | None) -> Piece:
    """A piece with a blank behind it where a picture would glue two words together."""
    glued = after is not None and "picture" in (piece.kind, after.kind) and after.text[:1].isalnum()
    return piece._replace(text=f"{piece.text} ") if glued and piece.text[-1:].isalnum() else piece


def _line(text: str, run: Sequence[Piece], frame: Frame, base: str, breaks: int) -> Line:
    shown = [piece for piece in run if piece.text and not piece.text.isspace()]
    href = shown[0].href
    bold = all(piece.bold for piece in shown)
    if not any(piece.href for piece in shown):
        return Line(text, frame, bold, breaks)
    target = href if all(piece.href == href for piece in shown) else None
    rest = "" if target else " ".join("".join([piece.text for piece in run if not piece.href]).split())
    return Line(text, frame, bold, breaks, target, _links(base, run), rest)


def _links(base: str, run: Sequence[Piece]) -> tuple[Link, ...]:
    found: list[tuple[str, str]] = []
    last: str | None = None
    for piece in run:
        if piece.href and piece.href == last:
            found[-1] = (found[-1][0] + piece.text, piece.href)
        elif piece.href and not piece.href.startswith("#") and not piece.text.isspace():
            found.append((piece.text, piece.href))
            last = piece.href
        else:
            last = None
    return tuple(Link(" ".join(text.split()), absolute(base, href)) for text, href in found)


def absolute(base: str, href: str) -> str:
    """A link's address, resolved against the page's; a malformed one stays as printed, and is never followed."""
    if _WHOLE.match(href):
        return href
    if href.startswith("/") and not href.startswith("//") and "/." not in href:
        return _origin(base) + href
    try:
        return urljoin(base, href)
    except ValueError:
        return href


@lru_cache(maxsize=256)
def _origin(base: str) -> str:
    try:
        return urljoin(base, "/").removesuffix("/")
    except ValueError:
        return ""


def without_twins(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines without those for screen readers only that repeat a neighbour."""
    if not any(line.frame.unseen for line in lines):
        return lines
    worded = [line for line in lines if line.text]
    beside = zip(worded, [None, *worded], [*worded[1:], None], strict=False)
    twins = {
        id(line)
        for line, before, after in beside
        if line.frame.unseen and any(o and not o.frame.unseen and o.said == line.said for o in (before, after))
    }
    return [line for line in lines if id(line) not in twins]
