"""Turns the notes' text into HTML: inline marks, paragraphs, lists, tables."""

from __future__ import annotations

import re

from lexdelta.demo.noise import Pen
from lexdelta.demo.notes import Heading, Listing, Paragraph, Piece, Table

_MARK = re.compile(
    r"\[\[(?P<note>\d+)\]\]"
    r"|\[(?P<words>[^\]]+)\]\((?P<target>[^)\s]+)\)"
    r"|<(?P<bare>[^>\s]+\.[^>\s]+)>"
    r"|\^(?P<raised>[^^]+)\^"
    r"|__(?P<bold>.+?)__"
    r"|(?P<break> // )"
)


def inline(pen: Pen, text: str) -> str:
    """The HTML of one run of text in the notes' inline language."""
    pieces, at = [], 0
    for mark in _MARK.finditer(text):
        pieces += [_plain(pen, text[at : mark.start()]), _marked(pen, mark)]
        at = mark.end()
    return "".join(pieces) + _plain(pen, text[at:])


def _plain(pen: Pen, text: str) -> str:
    return pen.text(text.replace("~", "\u00a0"))


def _marked(pen: Pen, mark: re.Match[str]) -> str:
    if mark["note"]:
        return pen.line("a", pen.text(f"[{mark['note']}]"), href=f"#_ftn{mark['note']}", title="")
    if mark["words"]:
        return link(pen, mark["words"], mark["target"])
    if mark["bare"]:
        return link(pen, mark["bare"], mark["bare"])
    if mark["raised"]:
        return pen.line("sup", _plain(pen, mark["raised"]))
    if mark["bold"]:
        return pen.line("strong", inline(pen, mark["bold"]))
    return pen.void("br")


def link(pen: Pen, words: str, target: str) -> str:
    """A link as editors make them; a session token they once pasted is renewed by the portal, as it renews its own."""
    href = target if "://" in target or target.startswith(("/", "mailto:")) else f"https://{target}"
    href = re.sub(r"p_auth=\w+", f"p_auth={pen.p_auth}", href)
    return pen.line("a", _plain(pen, words), href=href, target="_blank", rel="noopener")


def pieces(pen: Pen, given: tuple[Piece, ...]) -> list[str]:
    """Every piece as one element, in order."""
    return [_piece(pen, piece) for piece in given]


def _piece(pen: Pen, piece: Piece) -> str:
    match piece:
        case Paragraph(text):
            return pen.line("p", inline(pen, text), style="text-align: justify;")
        case Heading(text):
            return pen.line("h5", inline(pen, text), class_="inner-title mt-3")
        case Table():
            return _table(pen, piece)
        case Listing():
            return listing(pen, piece)


def listing(pen: Pen, given: Listing) -> str:
    """A list with its inner lists inside the item before them."""
    tag = "ol" if given.numbered else "ul"
    items: list[tuple[str, list[str]]] = []
    for level, text in given.items:
        if level == 1 or not items:
            items.append((inline(pen, text), []))
        else:
            items[-1][1].append(pen.line("li", inline(pen, text)))
    return pen.block(tag, *(pen.line("li", text, _inner(pen, inner)) for text, inner in items))


def _inner(pen: Pen, items: list[str]) -> str:
    return pen.gap() + pen.block("ul", *items) if items else ""


def _table(pen: Pen, given: Table) -> str:
    head = [pen.block("thead", _row(pen, given.head, "th"))] if given.head else []
    body = pen.block("tbody", *(_row(pen, row, "td") for row in given.rows))
    return pen.block("table", *head, body, class_="table table-bordered", border="1", cellpadding="4")


def _row(pen: Pen, cells: tuple[str, ...], tag: str) -> str:
    return pen.block("tr", *(pen.line(tag, inline(pen, cell)) for cell in cells))
