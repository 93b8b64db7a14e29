"""One page in many markups: the real site's is unknown, so the reader must not care which of these it meets.

A page is (title, sections); a section (label, blocks); a block ("p", text), ("li", text), ("row", (cells...)) or
("link", text, href). Each style is a function from a page to the article's HTML.
"""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from itertools import groupby

Block = tuple
Page = tuple[str, list[tuple[str, list[Block]]]]

_MENU = [
    "Cybercrime legislation",
    "International cooperation",
    "Specialised institutions",
    "Sources and links",
    "Politiques / stratégies en matière de cybercriminalité",
]


def document(article: str, title: str) -> str:
    """The whole page: chrome whose links say the same words as the headings, around the article."""
    menu = "".join(f'<li><a href="/en/web/topics/{i}">{escape(label)}</a></li>' for i, label in enumerate(_MENU))
    return (
        f"<!DOCTYPE html><html lang=en><head><title>{escape(title)} - Octopus</title></head><body>"
        f"<header><nav><ul>{menu}</ul></nav></header><div class=side><ul>{menu}</ul></div>"
        f'<div id=main role=main><div class=back><a href="/index">Back</a> <span>{escape(title)}</span></div>{article}'
        "<div class=box><p>These profiles do not necessarily reflect official positions of the States covered or of "
        "the Council of Europe.&nbsp;</p><p>Useful links</p><ul><li><a href=/x>Cybercrime website</a></li></ul></div>"
        "</div>"
        f"<footer><ul>{menu}</ul><p>Disclaimer</p></footer></body></html>"
    )


def _inner(blocks: list[Block]) -> str:
    parts = []
    for kind, group in groupby(blocks, key=lambda block: block[0]):
        run = list(group)
        if kind == "li":
            parts.append("<ul>" + "".join(f"<li>{escape(b[1])}</li>" for b in run) + "</ul>")
        elif kind == "row":
            rows = "".join("<tr>" + "".join(f"<td>{escape(c)}</td>" for c in b[1]) + "</tr>" for b in run)
            parts.append(f"<table><tbody>{rows}</tbody></table>")
        elif kind == "link":
            parts += [f'<p><a href="{escape(b[2])}">{escape(b[1])}</a></p>' for b in run]
        else:
            parts += [f"<p>{escape(b[1])}</p>" for b in run]
    return "".join(parts) or "<p>&nbsp;</p>"


def _each(page: Page, shape: Callable[[int, str, str], str]) -> str:
    return "".join(shape(i, escape(label), _inner(blocks)) for i, (label, blocks) in enumerate(page[1]))


def flat_h3(page: Page) -> str:
    return f"<div class=article>{_each(page, lambda _, label, inner: f'<h3>{label}</h3>{inner}')}</div>"


def wrapped_h2(page: Page) -> str:
    return _each(page, lambda _, label, inner: f"<section><header><h2 class=t>{label} </h2></header>{inner}</section>")


def bold_paragraphs(page: Page) -> str:
    return f"<div>{_each(page, lambda _, label, inner: f'<p><strong>{label}</strong></p>{inner}')}</div>"


def bold_spans_with_colon(page: Page) -> str:
    return f"<div>{_each(page, lambda _, label, inner: f'<div><b><span>{label}</span></b>&nbsp;:</div>{inner}')}</div>"


def accordion_links(page: Page) -> str:
    def panel(i: int, label: str, inner: str) -> str:
        sign = "<span aria-hidden=true>+</span>"
        link = f'<h4 class=panel-title><a data-toggle=collapse href="#c{i}">{sign} {label}</a></h4>'
        return f"<div class=panel><div class=panel-heading>{link}</div><div id=c{i} class=collapse>{inner}</div></div>"

    return f"<div class=panel-group>{_each(page, panel)}</div>"


def accordion_buttons(page: Page) -> str:
    def card(i: int, label: str, inner: str) -> str:
        button = (
            f'<button type=button data-bs-toggle=collapse data-bs-target="#b{i}" aria-controls="b{i}">{label}</button>'
        )
        return f'<div class=card><h2>{button}</h2><div id=b{i} style="display:none">{inner}</div></div>'

    return f"<div>{_each(page, card)}</div>"


def tabs_without_headings(page: Page) -> str:
    strip = "".join(f'<li><a role=tab href="#t{i}">{escape(label)}</a></li>' for i, (label, _) in enumerate(page[1]))
    panes = _each(page, lambda i, _, inner: f"<div class=tab-pane id=t{i}>{inner}</div>")
    return f"<ul class='nav nav-tabs'>{strip}</ul><div class=tab-content>{panes}</div>"


def tabs_with_headings(page: Page) -> str:
    strip = "".join(f'<li><a href="#u{i}">{escape(label)}</a></li>' for i, (label, _) in enumerate(page[1]))
    panes = _each(page, lambda i, label, inner: f"<div class=pane id=u{i}><h3>{label}</h3>{inner}</div>")
    return f"<ul>{strip}</ul><div>{panes}</div>"


def definition_list(page: Page) -> str:
    return f"<dl>{_each(page, lambda _, label, inner: f'<dt>{label}</dt><dd>{inner}</dd>')}</dl>"


def details(page: Page) -> str:
    return f"<div>{_each(page, lambda _, label, inner: f'<details><summary>{label}</summary>{inner}</details>')}</div>"


def table_of_sections(page: Page) -> str:
    rows = _each(page, lambda _, label, inner: f"<tr><th scope=row>{label}</th><td>{inner}</td></tr>")
    return f"<table><tbody>{rows}</tbody></table>"


def anchored_contents(page: Page) -> str:
    toc = "".join(f'<li><a href="#s{i}">{escape(label)}</a></li>' for i, (label, _) in enumerate(page[1]))
    body = _each(page, lambda i, label, inner: f"<h5><a name=s{i}></a>{label}</h5>{inner}")
    return f"<div class=toc><ol>{toc}</ol></div><div class=body>{body}</div>"


def plain_divs(page: Page) -> str:
    return f"<div>{_each(page, lambda _, label, inner: f'<div>{label}</div><div>{inner}</div>')}</div>"


def list_of_headings(page: Page) -> str:
    return f"<ul>{_each(page, lambda _, label, inner: f'<li><h6>{label}</h6><div>{inner}</div></li>')}</ul>"


def line_breaks(page: Page) -> str:
    """Everything in one element, parted by line breaks; bullets are typed by hand and a row is a paragraph."""
    lines = []
    for label, blocks in page[1]:
        lines.append(f"<b>{escape(label)}</b>")
        for block in blocks:
            if block[0] == "link":
                lines.append(f'<a href="{escape(block[2])}">{escape(block[1])}</a>')
            else:
                lines.append(
                    ("• " if block[0] == "li" else "") + escape(" | ".join(block[1]) if block[0] == "row" else block[1])
                )
    return f"<div>{'<br><br>'.join(lines)}</div>"


STYLES: tuple[Callable[[Page], str], ...] = (
    flat_h3, wrapped_h2, bold_paragraphs, bold_spans_with_colon, accordion_links, accordion_buttons,
    tabs_without_headings, tabs_with_headings, definition_list, details, table_of_sections, anchored_contents,
    plain_divs, list_of_headings, line_breaks,
)  # fmt: skip
