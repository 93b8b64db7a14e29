"""What a page prints of its headings more than once: contents before the text, twins, numbers, the article itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from scraper.layout import Label
from scraper.line import Frame, Line, common_frame, inside
from scraper.markup import make
from scraper.normalise import normalise
from scraper.status import stated_at

_SENTENCE_ENDS = (".", ";", ",")
_ORDINAL = re.compile(r"(?:\(?\d{1,2}[.)]?|[IVX]{1,5}[.)]?)?")


@dataclass(frozen=True, slots=True)
class Head:
    """A section begins here. `at` is the line the body starts after; `line` the line that prints the heading, `text`
    its words as printed without what stands beside them (a marker such as "+", a number, a colon, a link to edit);
    `label` None for a heading that is not in the vocabulary."""

    at: int
    line: Line
    label: Label | None
    text: str


def without_copy(heads: list[Head], lines: Sequence[Line]) -> tuple[list[Head], Frame | None]:
    """The headings of the first copy, where a page holds the article twice, for wide screens and for narrow ones."""
    half = len(heads) // 2
    first, second = heads[:half], heads[half:]
    if half < 2 or [head.label for head in first] != [head.label for head in second]:
        return heads, None
    frame, copy = (common_frame([lines[head.at].frame for head in part]) for part in (first, second))
    if inside(copy, frame) or inside(frame, copy):
        return heads, None
    texts, again = (
        [normalise(line.text) for line in lines if line.text and inside(line.frame, part)] for part in (frame, copy)
    )
    return (first, copy) if texts == again else (heads, None)


def numbers_of(heads: Sequence[Head], lines: Sequence[Line]) -> set[int]:
    """The numbers (by id) in cells of their own before a heading."""
    found: set[int] = set()
    for head in heads:
        row, at = head.line.frame.row, head.at - 1
        while row and at >= 0 and lines[at].frame.row is row and _ORDINAL.fullmatch(lines[at].text):
            found.add(id(lines[at]))
            at -= 1
    return found


def without_contents(heads: list[Head], lines: Sequence[Line]) -> list[Head]:
    """Headings without a table of contents before them: labels in a row, each printed again further down; between them
    nothing but entries that no vocabulary knows."""
    last = {head.label.key: number for number, head in enumerate(heads) if head.label}
    kept: list[Head] = []
    run: list[Head] = []
    for number, head in enumerate(heads):
        run.append(head)
        following = heads[number + 1] if number + 1 < len(heads) else None
        between = _between(lines, head.at, following.at) if following else []
        if following is None or not all(_is_entry(line, head.line) for line in between):
            first = number + 1 - len(run)
            again = [other.label is not None and last[other.label.key] > first + at for at, other in enumerate(run)]
            contents = again.index(False) if False in again else len(run)
            kept += run[contents if contents > 1 else 0 :]
            run = []
    return kept


def without_repeats(heads: list[Head], lines: Sequence[Line]) -> list[Head]:
    """One of two headings of the same section: two toggles of one panel; the status heading, which several templates
    print twice, with nothing or a date between."""
    kept: list[Head] = []
    for head in heads:
        before = kept[-1] if kept else None
        if before and before.label and head.label and before.label.key == head.label.key:
            between = _between(lines, before.at, head.at)
            if before.at == head.at or (head.label.key == "status" and all(map(_is_date, between))):
                kept.pop()
        kept.append(head)
    return kept


def _between(lines: Sequence[Line], after: int, before: int) -> list[Line]:
    return [line for line in lines[after + 1 : before] if line.text and not line.frame.chrome]


def _is_entry(line: Line, head: Line) -> bool:
    """Whether a line is made like a heading where a class or an element of its own is what that looks like."""
    style = make(head.frame.style)
    own = "." in style or "-" in style
    alike = (line.kind, make(line.frame.style), line.bold) == (head.kind, style, head.bold)
    return own and alike and line.frame.depth == head.frame.depth and not line.text.endswith(_SENTENCE_ENDS)


def _is_date(line: Line) -> bool:
    return stated_at(line.said) is not None
