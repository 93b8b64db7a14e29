"""Which lines head a section: found by the vocabulary of printed labels, never by the name of a class."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from scraper.candidates import Candidate, choose
from scraper.invented import STRONG, heads_text, made, mark, marks_of, style_of, way_of
from scraper.layout import Label, Layout
from scraper.line import Frame, Line, common_frame, inside
from scraper.normalise import normalise
from scraper.repeats import Head, numbers_of, without_contents, without_copy, without_repeats
from scraper.status import ends_status_line, is_update

_MARKERS = " \t\n\r\f\v\u00a0+▸►»▼▾#¶"
_NUMBER = re.compile(r"^(?:\d{1,2}(?:\.\d{1,2})*[.)]?|[IVX]{1,5}[.)])\s+")
_MARGIN = 30
"""How much longer than the longest label a line with a label may be, for a number before it or a link behind it."""


@dataclass(frozen=True, slots=True)
class Headings:
    """The headings of a page in reading order, known and unknown. `echoes` are lines (by id) that print one again, or
    its number; `copy` is the element that holds the whole article once more, None when there is none."""

    heads: tuple[Head, ...] = ()
    echoes: frozenset[int] = frozenset()
    copy: Frame | None = None


def find_headings(lines: Sequence[Line], layout: Layout, ends: Sequence[int]) -> Headings:
    """The headings of a page; none when no label of the layout heads anything. `ends` are lines that close articles."""
    labelled = _labelled(lines, layout)
    if not labelled:
        return Headings()
    anchors = _anchors(lines)
    candidates = _candidates(lines, labelled, anchors)
    chosen = choose(candidates, ends)
    heads, copy = without_copy([Head(c.at, c.line, c.label, c.text) for c in chosen], lines)
    kept = without_repeats(without_contents(heads, lines), lines)
    places = {(head.at, head.label.key) for head in kept if head.label}
    known = {id(head.line) for head in kept}
    twins = {id(c.line) for c in candidates if c.way == "tab" and (c.at, c.label.key) in places}
    gone = {id(head.line) for head in heads} - known
    unknown = _unknown(kept, lines, labelled, anchors)
    twins |= _twins(unknown, lines, anchors, kept[0].at) if unknown else set()
    known |= {id(head.line) for head in unknown}
    both = sorted([*kept, *unknown], key=lambda head: head.at)
    return Headings(tuple(both), frozenset((gone | twins | numbers_of(both, lines)) - known), copy)


def label_of(line: Line, layout: Layout) -> Label | None:
    """The label a line prints and nothing else, None when it prints anything else."""
    found = _printed(line, layout)
    return found[0] if found else None


def _printed(line: Line, layout: Layout) -> tuple[Label, str] | None:
    """A label with its words as printed, found in a line whose other words are a marker, a number or a link."""
    for text in _readings(line):
        label = layout.label(text)
        if label:
            return label, _without_colon(text)
    return None


def _without_colon(text: str) -> str:
    return text.rstrip(" :") or text


def _readings(line: Line) -> Iterable[str]:
    text = line.said
    yield text
    bare = text.strip(_MARKERS)
    if bare != text:
        yield bare
    if _NUMBER.match(bare):
        yield _NUMBER.sub("", bare)
    if line.rest and (line.bold or line.kind in STRONG):
        yield normalise(line.rest).strip(" []()|·")


def _labelled(lines: Sequence[Line], layout: Layout) -> dict[int, tuple[Label, str]]:
    longest = max((len(label.text) for label in layout.labels), default=0) + _MARGIN
    found = ((at, _printed(line, layout)) for at, line in enumerate(lines) if 0 < len(line.said) <= longest)
    return {at: printed for at, printed in found if printed}


def _anchors(lines: Sequence[Line]) -> dict[str, int]:
    found: dict[str, int] = {}
    for at, line in enumerate(lines):
        if line.anchor:
            found.setdefault(line.anchor, at)
    return found


def _candidates(
    lines: Sequence[Line], labelled: Mapping[int, tuple[Label, str]], anchors: Mapping[str, int]
) -> list[Candidate]:
    opened = {at: _opened(lines[at], anchors) for at in labelled}
    shared = _shared(labelled, opened)
    found = []
    for at, (label, text) in labelled.items():
        line, place = lines[at], opened[at]
        if place is not None and place not in shared:
            found.append(Candidate(place, lines[place].frame, line, label, text, "tab"))
        elif not line.frame.chrome:
            found.append(Candidate(at, line.frame, line, label, text, way_of(line.target)))
    return _proven(found, lines, labelled)


def _opened(line: Line, anchors: Mapping[str, int]) -> int | None:
    """The place on the page a line leads to, None when it leads elsewhere or nowhere."""
    return anchors.get(line.target[1:]) if line.target and line.target.startswith("#") else None


def _shared(labelled: Mapping[int, tuple[Label, str]], opened: Mapping[int, int | None]) -> set[int]:
    """Places that several labels lead to: the top of the page, the main part; no section is there."""
    first: dict[int, str] = {}
    shared: set[int] = set()
    for at, (label, _) in labelled.items():
        place = opened[at]
        if place is not None and first.setdefault(place, label.key) != label.key:
            shared.add(place)
    return shared


def _proven(candidates: list[Candidate], lines: Sequence[Line], labelled: Mapping[int, object]) -> list[Candidate]:
    """The candidates in reading order, proven where text stands under them in what they share with the next label on
    either side: what follows the last entry of a menu is not the menu's."""
    texts = _texts(lines, labelled)
    runs = [list(run) for _, run in groupby(sorted(candidates, key=lambda c: c.at), key=lambda c: c.label.key)]
    found: list[Candidate] = []
    for before, run, after in zip([[], *runs], runs, [*runs[1:], []], strict=False):
        for c in run:
            text, around = texts[c.at], _territory(c, (*before[-1:], *after[:1]))
            holds = text is not None and (around is None or inside(lines[text].frame, around))
            found.append(replace(c, proven=holds))
    return found


def _territory(c: Candidate, beside: Sequence[Candidate]) -> Frame | None:
    """Where text must stand to be under a label: what it shares with its nearer neighbour; a bullet's is the bullet."""
    if c.way == "plain" and c.line.kind == "item":
        return c.frame.item
    shared = [common_frame([c.frame, other.frame]) for other in beside]
    return max(shared, key=lambda frame: frame.depth, default=None)


def _texts(lines: Sequence[Line], labelled: Mapping[int, object]) -> list[int | None]:
    """For each place where the text after it is, None when a label or a link comes first: of those menus are made."""
    found: list[int | None] = [None] * len(lines)
    text: int | None = None
    for at in range(len(lines) - 1, -1, -1):
        found[at] = text
        line = lines[at]
        if at in labelled:
            text = None
        elif _says_something(line):
            text = at if not line.target or ends_status_line(line.text) else None
    return found


def _says_something(line: Line) -> bool:
    """Whether a line is more than a number, a button or the date of the page."""
    if not line.text or line.frame.chrome or line.kind == "control":
        return False
    return any(map(str.isalpha, line.text)) and not is_update(line.said)


def _unknown(
    heads: Sequence[Head], lines: Sequence[Line], labelled: Mapping[int, object], anchors: Mapping[str, int]
) -> list[Head]:
    """Headings made exactly like the known ones whose words are not in the vocabulary: sections the site invented."""
    if not heads:
        return []
    outer = [head for head in heads if head.label and "." not in head.label.key]
    makes = {made(head.line) for head in outer if head.line.kind in STRONG}
    tabs = {style_of(head.line) for head in heads if head.line.target}
    article = common_frame([lines[head.at].frame for head in heads])
    marks = marks_of(heads, lines, labelled, article)
    found: dict[int, Head] = {}
    for at, line in enumerate(lines):
        if not line.text or at in labelled:
            continue
        opens = _opened(line, anchors)
        place = at if opens is None else opens
        if opens is None:
            strong = bool(line.target or line.kind in STRONG) and made(line) in makes
            alike = strong or (mark(line) in marks and heads_text(lines, at))
        else:
            alike = style_of(line) in tabs
        if alike and place > heads[0].at and inside(lines[place].frame, article):
            found.setdefault(place, Head(place, line, None, _without_colon(_alone(line, heads).strip(_MARKERS))))
    return list(found.values())


def _alone(line: Line, known: Sequence[Head]) -> str:
    """An unknown heading without what stands beside the known ones as well: a number before it, a link behind it."""
    text = line.said
    if line.rest and _behind(line) in {_behind(head.line) for head in known if head.line.rest}:
        text = normalise(line.rest)
    if all(_NUMBER.match(head.line.said) for head in known if made(head.line) == made(line)):
        text = _NUMBER.sub("", text)
    return text


def _behind(line: Line) -> str:
    """The words of the link that ends a line."""
    return line.text.removeprefix(line.rest).strip()


def _twins(unknown: Sequence[Head], lines: Sequence[Line], anchors: Mapping[str, int], first: int) -> set[int]:
    """The toggles (by id) that open a section of an unknown heading and say the same; the entries of contents that do,
    made like it and above all headings."""
    texts: dict[int | None, str] = {head.at: head.line.said for head in unknown if head.line.target}
    toggles = {id(line) for line in lines if line.target and texts.get(_opened(line, anchors)) == line.said}
    printed = {(head.text, style_of(head.line)) for head in unknown}
    return toggles | {id(line) for line in lines[:first] if (line.said.strip(_MARKERS), style_of(line)) in printed}
