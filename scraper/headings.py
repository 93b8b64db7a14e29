"""Which lines head a section: found by the vocabulary of printed labels, never by the name of a class.

The same words stand in menus, in tab strips and sometimes in a bullet of the text, so a label alone proves little.
A label is a heading when it is a whole line that leads nowhere; a tab or toggle heads the panel it opens, unless the
panel prints the heading itself; a link to another page is a menu entry; a list item only where headings are list items.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from scraper.layout import Label, Layout
from scraper.line import Line, common_frame, inside
from scraper.status import stated_at

Found = Literal["plain", "tab", "toggle", "linked"]
_MARKERS = re.compile(r"^[\s+▸►»▼▾]+|[\s+▸►»▼▾]+$")
_STRONG = frozenset(["heading", "title"])


@dataclass(frozen=True, slots=True)
class Head:
    """A section begins here. `at` is the line the body starts after; `line` the line whose text is the label.

    `label` is None for a heading that is not in the vocabulary; `echo` an earlier line that prints the same heading.
    """

    at: int
    line: Line
    label: Label | None
    echo: Line | None = None

    @property
    def text(self) -> str:
        """The heading as printed, markers such as "+" aside."""
        return _MARKERS.sub("", self.line.text)


@dataclass(frozen=True, slots=True)
class _Candidate:
    at: int
    line: Line
    label: Label
    found: Found


def find_heads(lines: Sequence[Line], layout: Layout) -> tuple[Head, ...]:
    """The headings in reading order, known and unknown; () when no label of the layout heads anything."""
    anchors: dict[str | None, int] = {line.anchor: at for at, line in reversed(list(enumerate(lines))) if line.anchor}
    candidates = [c for at, line in enumerate(lines) for c in _candidates(at, line, layout, anchors)]
    chosen = _without_items(_one_way_each(candidates))
    known = [Head(c.at, c.line, c.label) for c in chosen]
    heads = _without_echoes(sorted(known, key=lambda head: head.at), lines)
    return tuple(sorted([*heads, *_unknown(heads, lines, layout, anchors)], key=lambda head: head.at))


def label_of(line: Line, layout: Layout) -> Label | None:
    """The label a line prints and nothing else, None when it prints anything else."""
    return layout.label(line.text) or layout.label(_MARKERS.sub("", line.text))


def _candidates(at: int, line: Line, layout: Layout, anchors: dict[str | None, int]) -> Iterable[_Candidate]:
    label = label_of(line, layout) if line.text else None
    if label is None:
        return
    target = line.target
    opens = anchors.get(target[1:]) if target and target.startswith("#") else None
    if opens is not None:
        yield _Candidate(opens, line, label, "tab")
    elif not line.chrome:
        yield _Candidate(at, line, label, _way(target))


def _way(target: str | None) -> Found:
    if not target:
        return "plain"
    if target.startswith("#") or target.lower().startswith("javascript:"):
        return "toggle"
    return "linked"


def _one_way_each(candidates: list[_Candidate]) -> list[_Candidate]:
    """Each label found in one way only, the page's usual one first: what is left over is navigation."""
    ways: dict[str, set[Found]] = {}
    for candidate in candidates:
        ways.setdefault(candidate.label.key, set()).add(candidate.found)
    usual = Counter(way for found in ways.values() for way in found)
    order: list[Found] = ["plain", "tab"] if usual["plain"] >= usual["tab"] else ["tab", "plain"]
    order += ["toggle"] if any(ways) else []
    if not usual["plain"] and not usual["tab"] and not usual["toggle"]:
        candidates = [c for c in candidates if c.line.kind == "heading"]
        order.append("linked")
    best = {key: next((way for way in order if way in found), None) for key, found in ways.items()}
    return [c for c in candidates if c.found == best[c.label.key]]


def _without_items(candidates: list[_Candidate]) -> list[_Candidate]:
    """A bullet that reads "International cooperation" is content, unless bullets are how this page prints headings."""
    kinds = {kind: len({c.label.key for c in candidates if c.line.kind == kind}) for kind in ("item", "cell")}
    others = len({c.label.key for c in candidates if c.line.kind not in kinds})
    weak = {kind for kind, count in kinds.items() if count <= others}
    return [c for c in candidates if c.line.kind not in weak or c.found == "tab"]


def _without_echoes(heads: list[Head], lines: Sequence[Line]) -> list[Head]:
    """Several templates print the status heading twice, with nothing or a date between: that is one heading."""
    kept: list[Head] = []
    for head in heads:
        before = kept[-1] if kept else None
        if before and before.label and head.label and before.label.key == head.label.key:
            between = [line for line in lines[before.at + 1 : head.at] if line.text and not line.chrome]
            if head.label.key == "status" and _only_a_date(between):
                kept[-1] = replace(head, echo=before.line)
                continue
        kept.append(head)
    return kept


def _only_a_date(between: list[Line]) -> bool:
    return not between or (len(between) == 1 and stated_at(between[0].text) is not None)


def _unknown(
    heads: Sequence[Head], lines: Sequence[Line], layout: Layout, anchors: dict[str | None, int]
) -> list[Head]:
    """Headings made exactly like the known ones whose words are not in the vocabulary: sections the site invented."""
    makes = {(h.line.kind, h.line.style) for h in heads if h.label and _is_outer(h.label) and h.line.kind in _STRONG}
    tabs = {h.line.style for h in heads if h.line.target}
    if not heads:
        return []
    article = common_frame([lines[head.at].frame for head in heads])
    first = min(head.at for head in heads)
    taken = {id(head.line) for head in heads}
    found = []
    for at, line in enumerate(lines):
        if not line.text or id(line) in taken or label_of(line, layout):
            continue
        opens = anchors.get(line.target[1:]) if line.target and line.target.startswith("#") else None
        if opens is not None and line.style in tabs and opens > first and inside(lines[opens].frame, article):
            found.append(Head(opens, line, None))
        elif (line.kind, line.style) in makes and not line.target and at > first and inside(line.frame, article):
            found.append(Head(at, line, None))
    return found


def _is_outer(label: Label) -> bool:
    return "." not in label.key
