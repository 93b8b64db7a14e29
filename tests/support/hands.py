"""Hands: the ways in which editors and their tools put the blocks of a section into markup, headings aside."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from itertools import groupby

from golden import Golden, Piece, marks

Items = list[tuple[int, str]]


class Hand:
    """A tidy editor: paragraphs, nested lists, tables, a small heading."""

    def inline(self, text: str) -> str:
        """The HTML of a text in the inline language."""
        return "".join(self._mark(mark.kind, mark.text, mark.target) for mark in marks(text))

    def _mark(self, kind: str, text: str, target: str) -> str:
        if kind in ("words", "bare"):
            inner = self.inline(text).replace("<img ", "<img data-content ") if kind == "words" else escape(text)
            return f'<a href="{escape(target)}" target="_blank">{inner}</a>'
        if kind == "note":
            return f'<a href="#_ftn{text}" name="_ftnref{text}" title="">[{text}]</a>'
        if kind == "glued":
            return f'<a href="#_ftn{text}">{text}</a>'
        if kind == "picture":
            return f'<img src="/documents/{len(text)}.gif" alt="{escape(text)}">'
        if kind == "unseen":
            return f"<span class=sr-only data-unseen>{escape(text)}</span>"
        return {
            "raised": f"<sup>{escape(text)}</sup>",
            "bold": f"<strong>{self.inline(text)}</strong>" if kind == "bold" else "",
            "break": "<br />",
        }.get(kind) or self.text(text)

    def text(self, text: str) -> str:
        """Plain text, escaped."""
        return escape(text, quote=False)

    def paragraph(self, html: str) -> str:
        """A paragraph."""
        return f"<p>{html}</p>\n"

    def heading(self, html: str) -> str:
        """A heading the authors made inside a section."""
        return f'<h5 class="inner">{html}</h5>\n'

    def listing(self, tag: str, items: Items) -> str:
        """A list of (level, HTML), inner lists inside the item before them."""
        found: list[tuple[str, list[str]]] = []
        for level, html in items:
            if level == 1 or not found:
                found.append((html, []))
            else:
                found[-1][1].append(f"<li>{html}</li>")
        lines = [self.item(html, f"<ul>{''.join(inner)}</ul>" if inner else "") for html, inner in found]
        return f"<{tag}>{''.join(lines)}</{tag}>\n"

    def item(self, html: str, inner: str) -> str:
        """A list item with an inner list or ""."""
        return f"<li>{html}{inner}</li>"

    def typed(self, mark: str, html: str) -> str:
        """A bullet or a number that was typed."""
        return self.paragraph(f"{mark} {html}")

    def table(self, rows: list[list[str]]) -> str:
        """A table of cells of HTML."""
        lines = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>\n" for row in rows)
        return f'<table border="1"><tbody>{lines}</tbody></table>\n'

    def empty(self) -> str:
        """A paragraph with nothing in it."""
        return self.paragraph("&nbsp;")

    def image(self, text: str) -> str:
        """A picture that stands for text."""
        return self.paragraph(f'<img alt="{escape(text)}" src="/documents/chart.png" data-content>')

    def status(self, page: Golden) -> str:
        """The status line."""
        fields = [f"<strong>{label} :</strong> {self.inline(value)}" for label, value in page.status]
        return self.paragraph("&nbsp;".join([*fields, self.profile_link(page)]))

    def profile_link(self, page: Golden) -> str:
        """The link that ends the status line."""
        return f'<a href="/{page.language}/web/octopus/legal/{page.slug}">{page.link}</a>' if page.link else ""

    def body(self, pieces: Sequence[Piece]) -> str:
        """All blocks of a section."""
        return "".join(self._group(kind, list(group)) for kind, group in groupby(pieces, key=_family))

    def _group(self, kind: str, group: list[Piece]) -> str:
        if kind == "row":
            return self.table([[self.inline(cell) for cell in piece.cells] for piece in group])
        if kind in ("ul", "ol"):
            levels = [(2 if piece.kind == "li2" else 1, self.inline(piece.text)) for piece in group]
            return self.listing(kind, levels)
        return "".join(map(self._single, group))

    def _single(self, piece: Piece) -> str:
        if piece.kind == "head":
            return self.heading(self.inline(piece.text))
        if piece.mark:
            return self.typed(piece.mark, self.inline(piece.text))
        if piece.kind == "image":
            return self.image(piece.text)
        return self.empty() if piece.kind == "empty" else self.paragraph(self.inline(piece.text))


def _family(piece: Piece) -> str:
    return {"li": "ul", "li2": "ul", "bullet": "ul", "ol": "ol", "row": "row"}.get(piece.kind, "single")


class DivHand(Hand):
    """Divisions for paragraphs, paragraphs in bullets, a bold line as heading, the status field by field."""

    def paragraph(self, html: str) -> str:
        return f'<div style="text-align: justify;">{html}</div>'

    def heading(self, html: str) -> str:
        return f"<div><b>{html}</b></div>"

    def item(self, html: str, inner: str) -> str:
        return f"<li><p>{html}</p>{inner}</li>"

    def table(self, rows: list[list[str]]) -> str:
        head = "".join(f"<th scope=col><p>{cell}</p></th>" for cell in rows[0])
        lines = "".join(f"<tr>{''.join(f'<td><p>{cell}</p></td>' for cell in row)}</tr>" for row in rows[1:])
        return f"<table><thead><tr>{head}</tr></thead><tbody>{lines}</tbody></table>"

    def status(self, page: Golden) -> str:
        fields = [f"<div><em>{label} :</em> <span>{self.inline(value)}</span></div>" for label, value in page.status]
        return f"<div class=fields>{''.join(fields)}<div>{self.profile_link(page)}</div></div>"


class BareHand(Hand):
    """Text straight into the division, parted by breaks; bullets are typed."""

    def paragraph(self, html: str) -> str:
        return f"{html}<br><br>"

    def heading(self, html: str) -> str:
        return f"<br><b>{html}</b><br>"

    def listing(self, tag: str, items: Items) -> str:
        if tag == "ol":
            return super().listing(tag, items)
        return "".join(f"{'•' if level == 1 else '◦'} {html}<br>" for level, html in items) + "<br>"

    def status(self, page: Golden) -> str:
        fields = [f"<b>{label} :</b> {self.inline(value)}" for label, value in page.status]
        return "<br>".join([*fields, self.profile_link(page)]) + "<br><br>"


class WordHand(Hand):
    """What a word processor leaves behind: smart tags, nested spans, empty `o:p`, typed bullets in wide spaces."""

    def text(self, text: str) -> str:
        inner = escape(text, quote=False)
        return f'<span lang=EN-GB style="font-size:10.0pt">{inner}</span>' if inner.strip() else inner

    def paragraph(self, html: str) -> str:
        return f'<p class=MsoNormal style="margin:0cm">{html}<o:p></o:p></p>\n'

    def heading(self, html: str) -> str:
        return f'<p class=MsoNormal><span style="font-weight:bold"><st1:place w:st="on">{html}</st1:place></span></p>'

    def listing(self, tag: str, items: Items) -> str:
        if tag == "ol":
            return super().listing(tag, items)
        sign = "<span style='font-family:Symbol'>·<span style='font:7.0pt \"Times\"'>&nbsp;&nbsp;&nbsp; </span></span>"
        return "".join(f"<p class=MsoListParagraph>{sign}{html}<o:p></o:p></p>" for _, html in items)

    def empty(self) -> str:
        return "<p class=MsoNormal><o:p>&nbsp;</o:p></p>"


class RoleHand(Hand):
    """Divisions with roles in place of lists, tables and headings."""

    def heading(self, html: str) -> str:
        return f"<div role=heading aria-level=6>{html}</div>"

    def listing(self, tag: str, items: Items) -> str:
        lines = "".join(f"<div role=listitem>{html}</div>" for _, html in items)
        return f"<div role=list class={tag}>{lines}</div>"

    def table(self, rows: list[list[str]]) -> str:
        lines = (f"<div role=row>{''.join(f'<div role=cell>{cell}</div>' for cell in row)}</div>" for row in rows)
        return f"<div role=table>{''.join(lines)}</div>"

    def status(self, page: Golden) -> str:
        fields = [
            f"<div role=row><span role=rowheader>{label} :</span> <span>{self.inline(value)}</span></div>"
            for label, value in page.status
        ]
        return f"<div role=table>{''.join(fields)}</div>{self.paragraph(self.profile_link(page))}"


class TableHand(Hand):
    """The status as a table, items with trailing white space, captions nowhere; text wrapped by the editor."""

    def text(self, text: str) -> str:
        return escape(text, quote=False).replace(" ", "\n      ", 3)

    def heading(self, html: str) -> str:
        return f"<h6><em>{html}</em></h6>"

    def status(self, page: Golden) -> str:
        rows = [f"<tr><th>{label} :</th><td>{self.inline(value)}</td></tr>" for label, value in page.status]
        last = f"<tr><td colspan=2>{self.profile_link(page)}</td></tr>"
        return f"<table class=status>{''.join(rows)}{last}</table>"


HANDS = (Hand(), DivHand(), BareHand(), WordHand(), RoleHand(), TableHand())
