"""Line: one visible line of a page in reading order, with what its markup says about it; any markup becomes these."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from scraper.profile import Link

LineKind = Literal["heading", "title", "item", "cell", "text", "anchor"]


@dataclass(frozen=True, slots=True)
class Frame:
    """An element that is open around a line; `parent` is None at the root, `depth` 0 there."""

    tag: str
    parent: Frame | None
    depth: int


@dataclass(frozen=True, slots=True)
class Line:
    """A run of text between two block boundaries or line breaks; white space folded.

    `kind`: "heading" inside h1-h6, "title" inside elements that only ever name what follows (dt, summary, th, button,
    legend, tab), "item" in a list, "cell" in a table row, "text" otherwise, "anchor" for an element that can be
    linked to and has no text of its own. `style` tells headings of one make from those of another; `breaks` counts the
    line breaks since the text before in the same block (0: a block of its own begins); `target` is the address when
    the whole line is one link or toggle, None otherwise; `row` and `cell` place a table cell; `chrome` marks
    navigation, banners and footers.
    """

    text: str
    kind: LineKind
    style: str
    frame: Frame
    bold: bool = False
    breaks: int = 0
    target: str | None = None
    links: tuple[Link, ...] = ()
    row: int | None = None
    cell: int | None = None
    anchor: str | None = None
    chrome: bool = False

    @property
    def words(self) -> int:
        """How many words it shows; lone punctuation and bullets are none."""
        return count_words(self.text)


def count_words(text: str) -> int:
    """How many words a text shows: runs without white space that hold a letter or a digit."""
    return sum(1 for run in text.split() if any(char.isalnum() for char in run))


def common_frame(frames: list[Frame]) -> Frame:
    """The innermost element that holds all of them; `frames` has at least one."""
    first, *rest = frames
    for other in rest:
        first = _meet(first, other)
    return first


def inside(frame: Frame, outer: Frame) -> bool:
    """Whether `frame` is `outer` or stands inside it."""
    while frame.depth > outer.depth and frame.parent:
        frame = frame.parent
    return frame is outer


def _meet(one: Frame, other: Frame) -> Frame:
    while one is not other:
        if one.depth >= other.depth and one.parent:
            one = one.parent
        elif other.parent:
            other = other.parent
        else:
            break
    return one
