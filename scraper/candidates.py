"""Printed labels -> those that head a section; the same words stand in menus, tab strips, bullets and cells as well.

What a label's markup is like proves nothing by itself. What proves a heading is text under it: the make of heading
under which most sections of the page have text is the page's make, for each level, and each label counts in one make.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from scraper.layout import Label
from scraper.line import Frame, Line, common_frame, inside
from scraper.markup import make as make_of

Way = Literal["plain", "tab", "toggle", "linked"]
Make = tuple[bool, Way, str, str, bool, int]
"""What headings of one make share: level, way, kind, style, bold, and in lists and tables how deep they stand."""

_WAYS: tuple[Way, ...] = ("plain", "tab", "toggle", "linked")
_LISTED = ("item", "cell")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A line that is a label and nothing else. `at` is the line the body would start after, in `frame`; `text` the
    label as printed.

    `way`: "plain" where the line leads nowhere, "tab" where it opens an element of the page (`at` is there), "toggle"
    where it opens something unnamed, "linked" where it leads to another page. `proven`: text stands under it.
    """

    at: int
    frame: Frame
    line: Line
    label: Label
    text: str
    way: Way
    proven: bool = False

    @property
    def outer(self) -> bool:
        """Whether it is a label of the first level."""
        return "." not in self.label.key

    @property
    def make(self) -> Make:
        """What it shares with headings of the same make."""
        frame = self.line.frame
        depth = frame.depth if frame.kind in _LISTED else 0
        return (self.outer, self.way, frame.kind, make_of(frame.style), self.line.bold, depth)

    @property
    def weak(self) -> bool:
        """Whether it looks like a bullet, a cell or a sentence of the text."""
        kind = self.line.kind
        return self.way == "plain" and (kind in _LISTED or (kind == "text" and not self.line.bold))


@dataclass(frozen=True, slots=True)
class _Rank:
    """How much speaks for a make: labels of it with text under them, its way, and its labels altogether."""

    proven: int
    way: int
    labels: int

    @property
    def order(self) -> tuple[int, int, int]:
        return (self.proven, self.way, self.labels)


def choose(candidates: Sequence[Candidate], ends: Sequence[int]) -> list[Candidate]:
    """Those that head sections, in reading order; `ends` are the lines that close an article."""
    able = [c for c in candidates if c.way != "linked" or c.line.kind == "heading"]
    if not able:
        return []
    stretch = _best_stretch(able, ends)
    near = _without_outsiders(stretch, _of_one_make(stretch))
    return sorted(_of_one_make(near), key=lambda c: c.at)


def _of_one_make(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Each label in one make, the one of which most labels have text under them."""
    ranks = _ranks(candidates)
    best: dict[str, Make] = {}
    for c in candidates:
        if c.label.key not in best or ranks[c.make].order > ranks[best[c.label.key]].order:
            best[c.label.key] = c.make
    leading = {outer: _leading(outer, best.values(), ranks) for outer in (True, False)}
    chosen = [c for c in candidates if best[c.label.key] == c.make]
    return [c for c in chosen if not (c.weak and _is_text(c, ranks, leading))]


def _best_stretch(candidates: Sequence[Candidate], ends: Sequence[int]) -> list[Candidate]:
    """The candidates between two lines that close an article: those with the most text under them."""
    stretches: dict[int, list[Candidate]] = defaultdict(list)
    closed = 0
    for c in sorted(candidates, key=lambda c: c.at):
        while closed < len(ends) and ends[closed] < c.at:
            closed += 1
        stretches[closed].append(c)

    def weight(stretch: list[Candidate]) -> tuple[int, int]:
        return (len({c.label.key for c in stretch if c.proven}), len({c.label.key for c in stretch}))

    return max(stretches.values(), key=weight)


def _ranks(candidates: Iterable[Candidate]) -> dict[Make, _Rank]:
    labels: dict[Make, set[str]] = defaultdict(set)
    proven: dict[Make, set[str]] = defaultdict(set)
    for c in candidates:
        labels[c.make].add(c.label.key)
        if c.proven:
            proven[c.make].add(c.label.key)
    return {make: _Rank(len(proven[make]), -_WAYS.index(make[1]), len(keys)) for make, keys in labels.items()}


def _leading(outer: bool, makes: Iterable[Make], ranks: Mapping[Make, _Rank]) -> Make | None:
    own = [make for make in makes if make[0] == outer]
    return max(own, key=lambda make: ranks[make].order, default=None)


def _is_text(c: Candidate, ranks: Mapping[Make, _Rank], leading: Mapping[bool, Make | None]) -> bool:
    """A bullet that reads "International cooperation" is text, unless bullets are how this page prints headings."""
    own, lead, first = ranks[c.make], leading[c.outer], leading[True]
    if lead and own.labels < ranks[lead].labels:
        return True
    listed = c.line.kind in _LISTED and not (first and first[2] == c.line.kind)
    if first and not own.proven:
        return listed or first[2] in ("heading", "title")
    # One bullet of the second level alone proves nothing, where the first level is not printed in bullets.
    return listed and own.labels == 1


def _without_outsiders(candidates: list[Candidate], chosen: Sequence[Candidate]) -> list[Candidate]:
    """Labels without those away from the text that have nothing under them: a menu's before it, or of another make."""
    proven = [c for c in chosen if c.proven]
    core = proven if _are_apart(proven) else _of_leading_make(chosen)
    if not _are_apart(core):
        first, alike = min((c.at for c in proven), default=0), {c.make[1:] for c in proven}
        return [c for c in candidates if c.at >= first or c.make[1:] in alike]
    frame, first = common_frame([c.frame for c in core]), min(c.at for c in core)
    ranks = _ranks([c for c in candidates if c.at >= first])
    makes = {c.make for c in core} | {_leading(outer, ranks, ranks) for outer in (True, False)}
    wrappers = _wrappers(core)

    def goes_on(c: Candidate) -> bool:
        """An editor's stray end tag can close the article's element too early: what follows stands beside it."""
        around = c.frame.parent or c.frame
        return c.at > first and c.make in makes and (inside(frame, around) or make_of(around.style) in wrappers)

    return [c for c in candidates if inside(c.frame, frame) or goes_on(c)]


def _wrappers(core: Sequence[Candidate]) -> set[str]:
    """What the elements around headings are like, where that tells them from any other: several, or with a class."""
    parents = {id(c.frame.parent): make_of(c.frame.parent.style) for c in core if c.frame.parent}
    return {make for make in parents.values() if len(parents) > 1 or "." in make}


def _of_leading_make(chosen: Sequence[Candidate]) -> list[Candidate]:
    ranks = _ranks(chosen)
    lead = _leading(True, ranks, ranks)
    return [c for c in chosen if c.make == lead]


def _are_apart(core: Sequence[Candidate]) -> bool:
    """Whether labels are of two groups at least, so that what holds them all holds the article."""
    return len({c.label.key.partition(".")[0] for c in core}) > 1
