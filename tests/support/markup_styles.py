"""One page in many markups: the real site's is unknown, so the reader must not care which of these it meets.

STYLES turn a described page into the HTML of its article. For tests that need no more than a page that is a profile,
`document(flat_h3(PAGE), title)` makes one from plain lists: a page is (title, sections), a section (label, blocks), a
block (kind, text).
"""

from __future__ import annotations

import styles_headed
from golden import STATUS_LABELS, Golden, Part, Piece
from hands import HANDS
from styles_headed import HEADED
from styles_odd import ODD
from styles_toggled import TOGGLED
from surroundings import marked

STYLES = HEADED + TOGGLED + ODD

Page = tuple[str, list[tuple[str, list[tuple[str, str]]]]]


def flat_h3(page: Page) -> str:
    """The article of a page given as plain lists."""
    title, sections = page
    parts = tuple(Part(label, 1, _pieces(blocks)) for label, blocks in sections[1:])
    label, blocks = sections[0]
    return styles_headed.flat_h3(_page(title, label, _pieces(blocks), parts), HANDS[0])


def document(article: str, title: str) -> str:
    """The whole page: chrome whose links say the same words as the headings, around the article."""
    html = marked(_page(title, STATUS_LABELS["en"], (), ()), article)
    return html.replace("<main>", "<div id=main role=main>").replace("</main>", "</div>")


def _pieces(blocks: list[tuple[str, str]]) -> tuple[Piece, ...]:
    return tuple(Piece(kind, text) for kind, text in blocks)


def _page(title: str, label: str, below: tuple[Piece, ...], parts: tuple[Part, ...]) -> Golden:
    return Golden(title, "en", "E3b", label, (), parts, back="Back", below=below, slug="peru")
