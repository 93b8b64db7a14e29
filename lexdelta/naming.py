"""A heading nobody has seen before -> the section it may stand for, and the line of config.toml that says so; pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz.fuzz import token_sort_ratio
from rapidfuzz.utils import default_process

from lexdelta.emit import toml
from scraper.layout import Layout
from scraper.slug import slug

LONGEST = 200
"""Characters of a heading beyond which no line is offered: that is a text, whatever it is printed as."""
MOST = 200
"""Headings of one layout that are thought about, those on most pages first: a hostile page may print millions."""
MOST_OTHERS = 4
_ALIKE = 80

Printed = Sequence[tuple[str, str]]
"""The sections of one page in printed order: key, and label as printed."""


@dataclass(frozen=True, slots=True)
class NewHeading:
    """A heading that no vocabulary of its layout knows. `kept_as` is the section its text is kept under, "" where none
    is; `key` the section it may stand for (itself, when that cannot be told), `others` more that it may; `pages` keys
    of the pages that print it."""

    layout: str
    text: str
    kept_as: str
    key: str
    others: tuple[str, ...]
    pages: tuple[str, ...]

    @property
    def table(self) -> str:
        """The table of config.toml its line belongs to."""
        return f"layouts.{self.layout}.labels"

    @property
    def line(self) -> str:
        """The line that names it, as TOML; "" for what is too long to be a heading."""
        return f"{toml(self.text)} = {toml(self.key)}{self._remark}" if len(self.text) <= LONGEST else ""

    @property
    def _remark(self) -> str:
        own = "a section of its own" if self.key == (self.kept_as or slug(self.text)) else ""
        either = f"or {', '.join(self.others[:MOST_OTHERS])}" if self.others else ""
        said = "; ".join(filter(None, (own, either)))
        return f"  # {said}" if said else ""


def new_headings(
    layout: Layout, unknown: Iterable[tuple[str, str]], printed: Mapping[str, Printed]
) -> list[NewHeading]:
    """The headings of (page key, text), each once, with what the pages that print it leave open for it to be."""
    pages: dict[str, list[str]] = {}
    for page, text in unknown:
        pages.setdefault(text, []).append(page)
    texts = sorted(pages, key=lambda text: -len(pages[text]))[:MOST]
    return [_named(layout, text, tuple(dict.fromkeys(pages[text])), printed) for text in texts]


def lines_to_add(headings: Iterable[NewHeading]) -> tuple[str, ...]:
    """The lines for config.toml, behind a comment that says in which table they belong; () when there are none."""
    tables: dict[str, list[str]] = {}
    for heading in headings:
        if heading.line:
            tables.setdefault(heading.table, []).append(heading.line)
    return tuple(line for table, lines in tables.items() for line in (f"# under [{table}]", *lines))


def _named(layout: Layout, text: str, pages: tuple[str, ...], printed: Mapping[str, Printed]) -> NewHeading:
    kept = next((key for page in pages for key, label in printed.get(page, ()) if label == text), "")
    open_to = [_open(layout, text, printed[page]) for page in pages if printed.get(page)]
    left = [key for key in layout.keys if open_to and all(key in found for found in open_to)]
    alike = _alike(layout, text, left or _never_printed(layout, printed.values()))
    outer = [key for key in left if "." not in key]  # the reader takes for new what is made like an outer heading
    alone = left if len(left) == 1 else outer if len(outer) == 1 else []
    key = alike or next(iter(alone), "") or kept or slug(text)
    others = tuple(other for other in left if other != key)
    return NewHeading(layout.name, text, kept, key, others, pages)


def _open(layout: Layout, text: str, printed: Printed) -> set[str]:
    """The sections a page does not print that belong where it prints the heading."""
    order = {key: place for place, key in enumerate(layout.keys)}
    at = next((place for place, (_, label) in enumerate(printed) if label == text), 0)
    before = max((order[key] for key, _ in printed[:at] if key in order), default=-1)
    after = min((order[key] for key, _ in printed[at + 1 :] if key in order), default=len(order))
    shown = {key for key, _ in printed}
    free = {key for key in layout.keys if before < order[key] < after and key not in shown}
    return {key for key in free if "." not in key or key.partition(".")[0] in shown}


def _never_printed(layout: Layout, printed: Iterable[Printed]) -> list[str]:
    shown = {key for page in printed for key, _ in page}
    return [key for key in layout.keys if key not in shown]


def _alike(layout: Layout, text: str, keys: Sequence[str]) -> str:
    """The one of the sections whose label has nearly the same words, "" when none has."""
    found = [
        (token_sort_ratio(text, label.text, processor=default_process), label.key)
        for label in layout.labels
        if label.key in keys
    ]
    score, key = max(found, default=(0.0, ""))
    return key if score >= _ALIKE else ""
