"""Styles in which headings are elements or lines of their own: a page without markup -> the HTML of its article.

`data-head` marks where a heading is, for the tests alone: no reader looks at it. `data-unseen` marks what no eye sees.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape

from golden import Golden, Part
from hands import Hand


@dataclass(frozen=True)
class Laid:
    """A section ready to be put under a heading: its number, its label in HTML, its level, its body in HTML."""

    number: int
    label: str
    level: int
    body: str


def laid(page: Golden, hand: Hand) -> list[Laid]:
    """The sections of a page, the status first."""
    first = Laid(0, escape(page.status_label), 1, hand.status(page) + hand.body(page.below))
    return [first, *(_laid(number, part, hand) for number, part in enumerate(page.parts, 1))]


def _laid(number: int, part: Part, hand: Hand) -> Laid:
    return Laid(number, escape(part.label), part.level, hand.body(part.pieces))


def grouped(page: Golden, hand: Hand) -> Iterator[tuple[Laid, list[Laid]]]:
    """The sections of the first level, each with those inside it."""
    found: list[tuple[Laid, list[Laid]]] = []
    for section in laid(page, hand):
        if section.level == 1 or not found:
            found.append((section, []))
        else:
            found[-1][1].append(section)
    yield from found


def flat(page: Golden, hand: Hand, heading: Callable[[Laid], str]) -> str:
    """Every section as its heading and its body, one after the other."""
    return "".join(heading(section) + section.body for section in laid(page, hand))


def flat_h3(page: Golden, hand: Hand) -> str:
    """h3 and h4 in a row."""
    tag = {1: "h3", 2: "h4"}
    body = flat(page, hand, lambda s: f"<{tag[s.level]} data-head>{s.label}</{tag[s.level]}>")
    return f"<div class=article>{body}</div>"


def wrapped_h2(page: Golden, hand: Hand) -> str:
    """Sections in sections, headings in headers."""
    inner = ""
    for section, children in grouped(page, hand):
        nested = "".join(f"<section><header><h3 data-head>{c.label} </h3></header>{c.body}</section>" for c in children)
        inner += f"<section><header><h2 class=t data-head>{section.label}</h2></header>{section.body}{nested}</section>"
    return f"<div>{inner}</div>"


def bold_paragraphs(page: Golden, hand: Hand) -> str:
    """A bold paragraph; italic as well on the second level."""

    def heading(section: Laid) -> str:
        label = f"<i>{section.label}</i>" if section.level == 2 else section.label
        return f"<p data-head><strong>{label}</strong></p>"

    return f"<div>{flat(page, hand, heading)}</div>"


def bold_spans_with_colon(page: Golden, hand: Hand) -> str:
    """Bold words with a no-break space and a colon behind them."""
    return f"<div>{flat(page, hand, lambda s: f'<div data-head><b><span>{s.label}</span></b>&nbsp;:</div>')}</div>"


def line_breaks(page: Golden, hand: Hand) -> str:
    """Bold words and breaks, no element per section."""
    return f"<div>{flat(page, hand, lambda s: f'<br><b data-head>{s.label}</b><br><br>')}</div>"


def plain_divs(page: Golden, hand: Hand) -> str:
    """Two bare divisions per section."""
    pairs = (f"<div data-head>{s.label}</div><div>{s.body}</div>" for s in laid(page, hand))
    return f"<div>{''.join(pairs)}</div>"


def split_headings(page: Golden, hand: Hand) -> str:
    """Headings cut in pieces by tags, comments, soft hyphens and line ends."""

    def heading(section: Laid) -> str:
        first, _, rest = section.label.partition(" ")
        cut = f"{first[:3]}<!-- {first} --><span>{first[3:]}</span>"
        words = rest.replace(" ", "\n   ")
        tail = f"<em>{words[:4]}</em><wbr><u>{words[4:]}</u>" if len(words) > 5 and "&" not in words else words
        return f"<h3 class='h{section.level}' data-head>\n  <span> {cut}\t{tail}</span><!--/--> </h3>"

    return f"<div>{flat(page, hand, heading)}</div>"


def role_headings(page: Golden, hand: Hand) -> str:
    """Divisions with the role of a heading."""
    heads = "<div class=title role=heading aria-level={} data-head><span>{}</span></div>"
    return f"<div>{flat(page, hand, lambda s: heads.format(s.level + 1, s.label))}</div>"


def center_font(page: Golden, hand: Hand) -> str:
    """The nineties: centred, underlined, in a font of its own; the second level quoted."""

    def heading(section: Laid) -> str:
        if section.level == 2:
            return f"<BLOCKQUOTE data-head><FONT COLOR=navy><U><B>{section.label}</B></U></FONT></BLOCKQUOTE>"
        return f"<CENTER data-head><FONT SIZE=4><U><B>{section.label}</B></U></FONT></CENTER>"

    return f"<FONT FACE=Arial><DIV>{flat(page, hand, heading)}</DIV></FONT>"


def capitals(page: Golden, hand: Hand) -> str:
    """Headings in capitals, the way authors shout."""

    def heading(section: Laid) -> str:
        return f"<h4 class=lvl{section.level} data-head>{section.label.upper()}</h4>"

    return f"<div>{flat(page, hand, heading)}</div>"


def colons(page: Golden, hand: Hand) -> str:
    """Headings with a no-break space and a colon, numbered on the first level."""

    def heading(section: Laid) -> str:
        number = f"{section.number + 1}. " if section.level == 1 else ""
        return f"<h{section.level + 3} data-head>{number}{section.label}&nbsp;:</h{section.level + 3}>"

    return f"<div>{flat(page, hand, heading)}</div>"


def edit_links(page: Golden, hand: Hand) -> str:
    """Headings with a link to edit the section, or back to the top, beside them."""

    def heading(section: Laid) -> str:
        href = "#top" if section.number % 2 else f"/edit?section={section.number}"
        return f'<h3 class=l{section.level} data-head>{section.label} <a href="{href}">[edit]</a></h3>'

    return f"<div id=top>{flat(page, hand, heading)}</div>"


def anchored_contents(page: Golden, hand: Hand) -> str:
    """A table of contents before the text, `<a name>` in the headings."""
    contents = "".join(f'<li><a href="#s{s.number}">{s.label}</a></li>' for s in laid(page, hand))
    body = flat(page, hand, lambda s: f"<h{s.level + 4} data-head><a name=s{s.number}></a>{s.label}</h{s.level + 4}>")
    return f"<div class=toc><ol>{contents}</ol></div><div class=body>{body}</div>"


def silent_contents(page: Golden, hand: Hand) -> str:
    """A table of contents whose entries are no links, made like the headings; permanent links in the headings."""
    contents = "".join(f"<div class=h>{s.label}</div>" for s in laid(page, hand))
    body = flat(
        page, hand, lambda s: f'<div class=h id=p{s.number} data-head>{s.label} <a href="#p{s.number}">¶</a></div>'
    )
    return f"<div>{contents}</div><div class=body>{body}</div>"


def editors_h3(page: Golden, hand: Hand) -> str:
    """h2 for every section, while editors use h3 for headings of their own."""
    body = flat(page, hand, lambda s: f"<h2 class='n{s.level}' data-head>{s.label}</h2>")
    own = body.replace('<h5 class="inner">', "<h3>").replace("</h5>", "</h3>")
    return f"<div>{own}</div>"


def mixed_levels(page: Golden, hand: Hand) -> str:
    """The first level in h2, the second in underlined paragraphs."""

    def heading(section: Laid) -> str:
        return (
            f"<p data-head><u>{section.label}</u></p>" if section.level == 2 else f"<h2 data-head>{section.label}</h2>"
        )

    return f"<div>{flat(page, hand, heading)}</div>"


def twins(page: Golden, hand: Hand) -> str:
    """Headings that are there twice: for the eye and for screen readers, in one line or in two."""

    def heading(section: Laid) -> str:
        unseen = f"<span class=visually-hidden data-unseen>Section: </span>{section.label}"
        if section.number % 3 == 0:
            return f"<h3 data-head>{unseen}</h3>"
        if section.number % 3 == 1:
            return f"<h3 data-head>{section.label}</h3><h3 class=sr-only data-unseen>{section.label}</h3>"
        return f"<h3 data-head><span aria-hidden=true data-unseen>▸</span> {section.label}</h3>"

    return f"<div>{flat(page, hand, heading)}</div>"


def custom_elements(page: Golden, hand: Hand) -> str:
    """Elements nobody has heard of."""
    pairs = (
        f"<ocp-section><ocp-title data-head>{s.label}</ocp-title><ocp-body>{s.body}</ocp-body></ocp-section>"
        for s in laid(page, hand)
    )
    return f"<ocp-profile>{''.join(pairs)}</ocp-profile>"


def styled_spans(page: Golden, hand: Hand) -> str:
    """No headings at all but spans that CSS makes bold, in the paragraph of the text."""
    pairs = (
        f'<div><span style="font-weight:700;display:block" data-head>{s.label}</span><br><br>{s.body}</div>'
        for s in laid(page, hand)
    )
    return f"<div>{''.join(pairs)}</div>"


HEADED = (
    flat_h3, wrapped_h2, bold_paragraphs, bold_spans_with_colon, line_breaks, plain_divs, split_headings, role_headings,
    center_font, capitals, colons, edit_links, anchored_contents, silent_contents, editors_h3, mixed_levels, twins,
    custom_elements, styled_spans,
)  # fmt: skip
