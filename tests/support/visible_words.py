"""The words a page shows, counted by the standard library's parser: a second opinion on the reader's account of words.

It shares nothing with the reader. What headings are it is told by the marks that the styles leave (`data-head`, and
`data-strip` where the words of a heading stand away from its section), and what no eye sees by `data-unseen`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_UNSEEN = frozenset("head script style noscript template textarea select title".split())
_WITHIN = frozenset("a abbr b bdi cite code em font i img input label mark s small span strong sub sup u wbr".split())
_BREAKS = frozenset(["br", "hr"])
_FIGURES = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789", "\u00ad\u200b\ufeff")


@dataclass(eq=False)
class Element:
    """An element of the page with its text and elements in order."""

    tag: str
    attributes: dict[str, str | None]
    parent: Element | None
    inside: list[Element | str] = field(default_factory=list)

    def above(self) -> list[Element]:
        """The elements around it, outermost first, itself last."""
        return [*(self.parent.above() if self.parent else []), self]

    def all(self) -> Iterator[Element]:
        """Itself and every element in it."""
        yield self
        for part in self.inside:
            if isinstance(part, Element):
                yield from part.all()

    def text(self) -> str:
        """What it shows, with line ends where elements that are no part of a line begin and end."""
        if self.tag in _UNSEEN or "data-unseen" in self.attributes:
            return ""
        if self.tag == "img" and "data-content" in self.attributes:
            return self.attributes.get("alt") or ""
        inner = "".join(part if isinstance(part, str) else part.text() for part in self.inside)
        within = self.tag in _WITHIN or ":" in self.tag
        return inner if within and self.tag not in _BREAKS else f"\n{inner}\n"


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = self.open = Element("page", {}, None)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, dict(attrs), self.open)
        self.open.inside.append(element)
        if tag not in _VOID:
            self.open = element

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.inside.append(Element(tag, dict(attrs), self.open))

    def handle_endtag(self, tag: str) -> None:
        for element in reversed(self.open.above()):
            if element.tag == tag and element.parent:
                self.open = element.parent
                return

    def handle_data(self, data: str) -> None:
        self.open.inside.append(data)


def words(text: str) -> list[str]:
    """The words of a text: runs that hold a letter or a digit; raised figures count as plain ones."""
    return [run for run in text.translate(_FIGURES).split() if re.search(r"[^\W_]", run)]


def article_words(html: str) -> tuple[list[str], list[str]]:
    """The words of the element that holds every heading, in order, and those of headings printed away from it."""
    builder = _Builder()
    builder.feed(html)
    builder.close()
    heads = [element for element in builder.root.all() if "data-head" in element.attributes]
    article = _common(heads)
    strips = [element for element in builder.root.all() if "data-strip" in element.attributes]
    away = [element for element in strips if article not in element.above()]
    return words(article.text()), [word for element in away for word in words(element.text())]


def missing(fewer: list[str], more: list[str]) -> list[str]:
    """The words of the first list that the second one lacks."""
    return sorted((Counter(fewer) - Counter(more)).elements())


def in_order(fewer: list[str], more: list[str]) -> bool:
    """Whether the words of the first list stand in the second one in the same order."""
    rest = iter(more)
    return all(word in rest for word in fewer)


def _common(elements: list[Element]) -> Element:
    paths = [element.above() for element in elements]
    shared = [level[0] for level in zip(*paths, strict=False) if all(step is level[0] for step in level)]
    inner = shared[-1]
    while inner.tag in _WITHIN and inner.parent:
        inner = inner.parent
    return inner
