"""How far an article reaches: its element, the lines it begins with and ends before, what in it lays the page out."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from scraper.furniture import Furniture
from scraper.line import Frame, Line, common_frame, inside
from scraper.repeats import Head


@dataclass(frozen=True, slots=True)
class Extent:
    """Where an article is: the element around its headings, its first line, and the line it ends before."""

    frame: Frame
    start: int
    end: int


def extent_of(lines: Sequence[Line], heads: Sequence[Head], furniture: Furniture) -> Extent:
    """The article stops at the first line outside its element, or at one that the template closes it with."""
    frame = _around_text(lines, heads)
    last = heads[-1].at + 1
    end = last
    while end < len(lines) and inside(lines[end].frame, frame) and not furniture.closes(lines[end]):
        end += 1
    if end < len(lines) and furniture.closes(lines[end]):
        while end > last and (not lines[end - 1].text or furniture.holds_beside(lines[end - 1])):
            end -= 1
    return Extent(frame, heads[0].at, end)


def laid_out(lines: Sequence[Line], heads: Sequence[Head]) -> set[int]:
    """The elements (by id) that headings stand in: a list or a table among them lays the page out."""
    found: set[int] = set()
    for frame in (f for head in heads for f in (head.line.frame, lines[head.at].frame)):
        up: Frame | None = frame
        while up and id(up) not in found:
            found.add(id(up))
            up = up.parent
    return found


def _around_text(lines: Sequence[Line], heads: Sequence[Head]) -> Frame:
    """The innermost element that holds all headings, and text besides."""
    headings = {id(head.line) for head in heads}
    texts = sorted(line.frame.number for line in lines if line.text and id(line) not in headings)
    frame = common_frame([lines[head.at].frame for head in heads])
    while frame.parent:
        first = bisect_left(texts, frame.number)
        if first < len(texts) and texts[first] <= frame.last:
            break
        frame = frame.parent
    return frame
