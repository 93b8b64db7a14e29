"""HTML -> lines in reading order: the only place that touches the HTML parser.

The real markup of the profiles is unknown and has changed four times, so nothing here looks for class names of a
template: block elements bound lines, whatever they are called.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from urllib.parse import urljoin

from selectolax.lexbor import LexborHTMLParser, LexborNode

from scraper.line import Frame, Line, LineKind
from scraper.markup import (
    ARTICLE_TAGS,
    HEADINGS,
    INLINE,
    RAISED,
    SKIPPED,
    TITLES,
    TWINS,
    Attributes,
    is_chrome,
    style,
    target,
)
from scraper.profile import Link


@dataclass(slots=True)
class _Piece:
    text: str
    bold: bool
    href: str | None


@dataclass(slots=True)
class _Context:
    """What the open elements say about text inside them; children inherit it."""

    frame: Frame
    kind: LineKind = "text"
    style: str = ""
    bold: bool = False
    href: str | None = None
    raised: bool = False
    row: int | None = None
    cell: int | None = None
    chrome: bool = False
    article: bool = False


@dataclass(slots=True)
class _Walk:
    base: str
    lines: list[Line] = field(default_factory=list)
    pieces: list[_Piece] = field(default_factory=list)
    breaks: int = 0
    cells: dict[int, int] = field(default_factory=dict)


def lines(html: str, base: str) -> tuple[Line, ...]:
    """Every visible line of the body in reading order; relative links are resolved against `base`."""
    body = LexborHTMLParser(html).body
    if body is None:
        return ()
    walk = _Walk(base)
    root = _Context(Frame("body", None, 0))
    stack: list[tuple[LexborNode | None, _Context, bool]] = [(body.first_child, root, False)]
    while stack:
        node, context, closes = stack.pop()
        if node is None:
            if closes:
                _flush(walk, context)
            continue
        stack.append((node.next, context, closes))
        _visit(walk, node, context, stack)
    _flush(walk, root)
    return tuple(walk.lines)


def links(html: str) -> tuple[tuple[str, str], ...]:
    """Every link of a page as (href, name) in document order; the name is its text, an image's alt, or a title."""
    body = LexborHTMLParser(html).body
    found = body.css("a[href], area[href]") if body else []
    return tuple(((a.attributes.get("href") or "").strip(), _name(a)) for a in found)


def marks(html: str) -> frozenset[str]:
    """What a page carries that a profile never does: "password" (a login field), "challenge" (a script wall)."""
    tree = LexborHTMLParser(html)
    found = {"password"} if tree.css_first("input[type=password i]") else set()
    if tree.css_first("#challenge-form, #challenge-running, .cf-turnstile, .g-recaptcha, .h-captcha, [id^=cf-chl]"):
        found.add("challenge")
    return frozenset(found)


def title(html: str) -> str:
    """The document's title with white space folded, "" when there is none."""
    node = LexborHTMLParser(html).css_first("title")
    return _folded(node.text()) if node else ""


def _visit(
    walk: _Walk, node: LexborNode, context: _Context, stack: list[tuple[LexborNode | None, _Context, bool]]
) -> None:
    tag = node.tag or ""
    if node.is_text_node:
        text = node.text(deep=False)
        walk.pieces.append(_Piece(text.translate(RAISED) if context.raised else text, context.bold, context.href))
    elif not node.is_element_node or tag in SKIPPED:
        return
    elif tag == "br":
        walk.pieces.append(_Piece("\n", context.bold, None))
    elif tag in INLINE:
        _enter_inline(walk, node, tag, context, stack)
    else:
        _enter_block(walk, node, tag, context, stack)


def _enter_inline(
    walk: _Walk, node: LexborNode, tag: str, context: _Context, stack: list[tuple[LexborNode | None, _Context, bool]]
) -> None:
    attributes = node.attributes
    if attributes.get("aria-hidden") == "true" or TWINS & set((attributes.get("class") or "").lower().split()):
        return
    inner = replace(context)
    inner.bold = context.bold or tag in ("b", "strong")
    inner.raised = context.raised or tag == "sup"
    inner.href = target(tag, attributes) or context.href
    anchor = attributes.get("id") or (attributes.get("name") if tag == "a" else None)
    if anchor and not walk.pieces:
        walk.lines.append(Line("", "anchor", "", context.frame, anchor=anchor))
    stack.append((node.first_child, inner, False))


def _enter_block(
    walk: _Walk, node: LexborNode, tag: str, context: _Context, stack: list[tuple[LexborNode | None, _Context, bool]]
) -> None:
    _flush(walk, context)
    attributes = node.attributes
    frame = Frame(tag, context.frame, context.frame.depth + 1)
    inner = replace(
        context, frame=frame, chrome=context.chrome or is_chrome(tag, attributes, in_article=context.article)
    )
    inner.article = context.article or tag in ARTICLE_TAGS or attributes.get("role") == "main"
    inner.href = target(tag, attributes) or context.href
    _set_kind(walk, inner, tag, attributes, node)
    if attributes.get("id"):
        walk.lines.append(Line("", "anchor", "", frame, anchor=attributes["id"]))
    stack.append((node.first_child, inner, True))


def _set_kind(walk: _Walk, inner: _Context, tag: str, attributes: Attributes, node: LexborNode) -> None:
    if tag in ("td", "th"):
        inner.cell = walk.cells.get(inner.row or 0, 0)
        walk.cells[inner.row or 0] = inner.cell + 1
    if tag == "tr":
        inner.row = node.mem_id
    if tag in HEADINGS:
        inner.kind = "heading"
    elif tag in TITLES or attributes.get("role") in ("tab", "button", "heading"):
        inner.kind = "title"
    elif tag == "li":
        inner.kind = "item"
    elif tag in ("td", "table"):
        inner.kind = "cell" if tag == "td" else "text"
    if inner.kind in ("heading", "title") or tag not in ("span", "div") or not inner.style:
        inner.style = style(tag, attributes)


def _flush(walk: _Walk, context: _Context) -> None:
    pieces, walk.pieces = walk.pieces, []
    breaks = 0
    for run in _runs(pieces):
        text = _folded("".join(piece.text for piece in run))
        if text:
            walk.lines.append(_line(walk.base, text, run, context, breaks))
            breaks = 0
        breaks += 1


def _runs(pieces: list[_Piece]) -> Iterator[list[_Piece]]:
    run: list[_Piece] = []
    for piece in pieces:
        if piece.text == "\n":
            yield run
            run = []
        else:
            run.append(piece)
    yield run


def _line(base: str, text: str, run: list[_Piece], context: _Context, breaks: int) -> Line:
    shown = [piece for piece in run if piece.text.strip()]
    hrefs = {piece.href for piece in shown}
    whole = hrefs.pop() if len(hrefs) == 1 else None
    return Line(
        text=text,
        kind=context.kind,
        style=context.style,
        frame=context.frame,
        bold=all(piece.bold for piece in shown),
        breaks=breaks,
        target=whole,
        links=_links(base, shown),
        row=context.row,
        cell=context.cell,
        chrome=context.chrome,
    )


def _links(base: str, shown: list[_Piece]) -> tuple[Link, ...]:
    found: list[tuple[str, str]] = []
    last: str | None = None
    for piece in shown:
        if piece.href and piece.href == last:
            found[-1] = (found[-1][0] + piece.text, piece.href)
        elif piece.href and not piece.href.startswith("#"):
            found.append((piece.text, piece.href))
        last = piece.href if found and found[-1][1] == piece.href else None
    return tuple(Link(_folded(text), _absolute(base, href)) for text, href in found)


def _absolute(base: str, href: str) -> str:
    try:
        return urljoin(base, href)
    except ValueError:
        # A malformed address is still what the page says: kept as it is, never followed.
        return href


def _name(anchor: LexborNode) -> str:
    text = _folded(anchor.text())
    if text:
        return text
    image = anchor.css_first("img")
    inner = image.attributes if image else {}
    own = anchor.attributes
    return _folded(inner.get("alt") or inner.get("title") or own.get("alt") or own.get("title") or "")


def _folded(text: str) -> str:
    return " ".join(text.split())
