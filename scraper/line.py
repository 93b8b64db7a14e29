"""Line: one visible line of a page in reading order, with the element it stands in; any markup becomes these."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from scraper.normalise import normalise
from scraper.profile import Link

LineKind = Literal["heading", "title", "control", "item", "cell", "text"]


@dataclass(slots=True, eq=False)
class Frame:
    """An element that is open around lines, and what it says about the text inside it; inner elements inherit that.

    `number` counts elements in the order they open; `last` is the highest number inside, known once the element is
    closed. `kind`: "heading" inside h1-h6, "title" inside elements that only ever name what follows (dt, summary, th,
    legend, a tab, a toggle), "control" for a button that opens nothing, "item" in a list, "cell" in a table row, "text"
    otherwise. `style` tells headings of one make from those of another. `item`, `row`, `table` are the nearest of their
    kind; `cell` is the place in the row from 0, `cells` how many cells a row has. `chrome` marks navigation, banners,
    footers, `article` what stands inside a main part of the document, `unseen` what only a screen reader reads.
    """

    tag: str
    parent: Frame | None = None
    depth: int = 0
    number: int = 0
    last: int = 1 << 60
    kind: LineKind = "text"
    style: str = ""
    row: Frame | None = None
    cell: int = 0
    cells: int = 0
    table: Frame | None = None
    item: Frame | None = None
    chrome: bool = False
    article: bool = False
    unseen: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A run of text between two block boundaries or line breaks; white space folded.

    `breaks` counts the line breaks since the text before in the same block (0: a block of its own begins); `target` is
    the address when the whole line is one link or toggle, None otherwise; `rest` is the text outside its links, "" when
    there are none or nothing else. A line without text stands for a place:
    `anchor` is the id of an element that can be linked to, `skipped` an element of navigation left unread.
    """

    text: str
    frame: Frame
    bold: bool = False
    breaks: int = 0
    target: str | None = None
    links: tuple[Link, ...] = ()
    rest: str = ""
    anchor: str | None = None
    skipped: bool = False

    @property
    def kind(self) -> LineKind:
        """What kind of element it stands in."""
        return self.frame.kind

    @property
    def said(self) -> str:
        """The text in the form it is recognised by: accents composed, characters without width gone."""
        return self.text if self.text.isascii() else normalise(self.text)

    @property
    def words(self) -> int:
        """How many words it shows; lone punctuation and bullets are none."""
        return count_words(self.text)


def count_words(text: str) -> int:
    """How many words a text shows: runs without white space that hold a letter or a digit."""
    runs = text.split()
    marked = [run for run in runs if not run.isalnum()]
    return len(runs) - sum(not any(map(str.isalnum, run)) for run in marked)


def common_frame(frames: Iterable[Frame]) -> Frame:
    """The innermost element that holds all of them; there is at least one."""
    first, *rest = frames
    numbers = [frame.number for frame in rest]
    low, high = min(numbers, default=first.number), max(numbers, default=first.number)
    while first.parent and not (first.number <= low and high <= first.last):
        first = first.parent
    return first


def inside(frame: Frame, outer: Frame) -> bool:
    """Whether `frame` is `outer` or stands inside it."""
    return outer.number <= frame.number <= outer.last
