"""The old style: bold words as headings, breaks, a definition list or a table, one page a way of its own."""

from __future__ import annotations

from lexdelta.demo.notes import Listing, Paragraph, Part, Table
from lexdelta.demo.prose import inline, pieces
from lexdelta.demo.templates import Desk, groups, legal_profile, status_fields


def classic(desk: Desk) -> str:
    """The article in the country's variant: "paragraphs" (the default), "lines", "terms" or "table"."""
    variants = {"lines": _lines, "terms": _terms, "table": _table}
    body = variants.get(desk.notes.field("variant"), _paragraphs)(desk)
    return _updated(desk) + desk.pen.gap() + body


def _updated(desk: Desk) -> str:
    date = desk.notes.field("updated")
    if not date or not desk.wording.updated:
        return ""
    return desk.pen.line("p", desk.pen.text(f"{desk.wording.updated} {date}"), class_="date")


def _status(desk: Desk) -> str:
    return desk.pen.void("br").join([*status_fields(desk), legal_profile(desk)])


def _paragraphs(desk: Desk) -> str:
    pen = desk.pen
    title = pen.line("p", pen.line("b", desk.title("status")))
    content = [title, pen.line("p", _status(desk))]
    for part, children in groups(desk):
        for each, mark in [(part, "b"), *((child, "u") for child in children)]:
            content += [pen.line("p", pen.line(mark, desk.label(each))), *pieces(pen, each.pieces)]
    return pen.block("div", *content, class_="wiki")


def _lines(desk: Desk) -> str:
    pen = desk.pen
    first = pen.line("b", desk.title("status")) + pen.void("br") + _status(desk)
    content = [pen.line("div", first)]
    for part, children in groups(desk):
        content += [_broken(desk, each) for each in (part, *children)]
    return pen.block("div", *content, class_="wiki")


def _broken(desk: Desk, part: Part) -> str:
    """One section as a run of text and breaks: two between paragraphs, none round a list."""
    pen = desk.pen
    html = pen.line("b", desk.label(part)) + pen.void("br")
    for piece in part.pieces:
        match piece:
            case Paragraph(text):
                html += inline(pen, text) + pen.void("br") + pen.void("br")
            case Listing() | Table():
                html += pieces(pen, (piece,))[0]
            case other:
                html += pen.line("i", pen.text(other.text)) + pen.void("br")
    return pen.line("div", html)


def _terms(desk: Desk) -> str:
    pen = desk.pen
    content = [pen.line("dt", desk.title("status")), pen.line("dd", _status(desk))]
    for part, children in groups(desk):
        inner = [piece for child in children for piece in _term(desk, child)]
        nest = [pen.block("dl", *inner)] if inner else []
        content += [pen.line("dt", desk.label(part)), pen.block("dd", *pieces(pen, part.pieces), *nest)]
    return pen.block("dl", *content, class_="dl-horizontal profile")


def _term(desk: Desk, part: Part) -> list[str]:
    pen = desk.pen
    return [pen.line("dt", desk.label(part)), pen.block("dd", *pieces(pen, part.pieces))]


def _table(desk: Desk) -> str:
    pen = desk.pen
    rows = [pen.block("tr", pen.line("th", desk.title("status"), scope="row"), pen.line("td", _status(desk)))]
    for part, children in groups(desk):
        for each in (part, *children):
            head = pen.line("th", desk.label(each), scope="row")
            rows.append(pen.block("tr", head, pen.block("td", *pieces(pen, each.pieces))))
    return pen.block("table", pen.block("tbody", *rows), class_="table profile", width="100%")
