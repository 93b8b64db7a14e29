"""Headings whose words nobody knows, known by their make alone: where that is a mark of its own, text may be a heading.

A class, or an element made for it, that the page gives to its known headings and to hardly anything else is such a
mark. Bold letters, a paragraph, a bare division or a cell are none: authors use them too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from scraper.candidates import Way
from scraper.line import Frame, Line, inside
from scraper.markup import STATES
from scraper.markup import make as make_of
from scraper.repeats import Head

STRONG = frozenset(("heading", "title"))
"""Kinds of lines that are made as headings."""
Make = tuple[str, str, int, Way]
"""Kind, style, depth and way of a line."""
Mark = tuple[str, str, int, Way, bool]
"""Kind, element with its classes, depth and way of a line, and whether it is bold."""

_LEAST_KNOWN = 2
"""A single known heading may share its mark with anything."""
_AUTHORS = frozenset(("p", "li", "blockquote", "center", "pre"))
"""What editors make of what authors write, with classes of its own ("MsoNormal", "rtecenter")."""
_LONGEST = 100
_SENTENCE_ENDS = (".", ";", ",", "!", "?")


def made(line: Line) -> Make:
    """What a line shares with headings of its make."""
    return (*style_of(line), line.frame.depth, way_of(line.target))


def style_of(line: Line) -> tuple[str, str]:
    """Kind and style of a line, wherever it stands and leads."""
    return (line.kind, make_of(line.frame.style))


def way_of(target: str | None) -> Way:
    """How a line leads somewhere: nowhere, by a toggle, to another page."""
    if not target:
        return "plain"
    return "toggle" if target.startswith("#") or target.lower().startswith("javascript:") else "linked"


def marks_of(heads: Iterable[Head], lines: Sequence[Line], labelled: Collection[int], article: Frame) -> set[Mark]:
    """The marks of headings of the first level: of two known ones at least, whose element and class half as many other
    lines of the article have at most, at whatever depth, bold or not."""
    known = [head for head in heads if head.label and lines[head.at] is head.line and head.line.kind not in STRONG]
    times = Counter(mark(head.line) for head in known if head.label and "." not in head.label.key)
    marks = {found for found in times if times[found] >= _LEAST_KNOWN and _is_own(found)}
    if not marks:
        return set()
    texts = (line for at, line in enumerate(lines) if line.text and at not in labelled)
    others = Counter(_element(mark(line)) for line in texts if inside(line.frame, article))
    theirs = Counter(_element(mark(head.line)) for head in known)
    return {found for found in marks if 2 * others[_element(found)] <= theirs[_element(found)]}


def mark(line: Line) -> Mark:
    """How a line is made in every respect, the number in a class included: "col-4" is no "col-8"."""
    tag, *classes = line.frame.style.split() or [""]
    names = sorted(name for name in classes if name not in STATES)
    return (line.kind, ".".join([tag, *names]), line.frame.depth, way_of(line.target), line.bold)


def heads_text(lines: Sequence[Line], at: int) -> bool:
    """Whether a line is short, no sentence, and followed by text that is made otherwise."""
    line = lines[at]
    if line.frame.chrome or len(line.said) > _LONGEST or line.said.endswith(_SENTENCE_ENDS):
        return False
    if not any(map(str.isalpha, line.said)):
        return False
    below = next((other for other in lines[at + 1 :] if other.text and not other.frame.chrome), None)
    return below is not None and mark(below) != mark(line)


def _is_own(found: Mark) -> bool:
    """Whether a mark is more than an element that authors put text into."""
    _, style, _, way, _ = found
    tag, _, names = style.partition(".")
    return way == "toggle" or (tag not in _AUTHORS and bool(names or "-" in tag))


def _element(found: Mark) -> tuple[str, Way]:
    _, style, _, way, _ = found
    return (style, way)
