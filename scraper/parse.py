"""HTML -> lines in reading order: the only place that touches the HTML parser.

The real markup of the profiles is unknown and has changed four times, so nothing here looks for class names of a
template: block elements bound lines, whatever they are called.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from functools import lru_cache

from selectolax.lexbor import LexborHTMLParser, LexborNode

from scraper import markup
from scraper.line import Frame, Line
from scraper.pieces import BREAK, RAISED, Ink, Piece, lines_of, without_twins

# Python finds five letters in a long text twice as fast as six.
_FIELD, _WALLS, _NAMED_BY = b"sswor", (b"enge-", b"ptcha", b"cf-"), "ledby"
_CHALLENGE = "#challenge-form, #challenge-running, .cf-turnstile, .g-recaptcha, .h-captcha, [id^=cf-chl]"
_TOGGLES = 'a[href^="#"], button, [role=tab], [data-target], [data-bs-target]'

_Next = tuple[Frame | None, LexborNode | None, Frame, Ink]
"""What the walk does next: close a frame, then go on from a node, in a frame, with an ink."""


@dataclass(slots=True)
class _Walk:
    base: str
    labelling: Collection[str]
    chrome: bool
    lines: list[Line] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    ahead: list[_Next] = field(default_factory=list)
    frames: int = 0

    def flush(self, frame: Frame) -> None:
        if self.pieces:
            self.lines += lines_of(self.pieces, frame, self.base)
            self.pieces = []


@lru_cache(maxsize=1)
def lines(html: str, base: str, *, chrome: bool = True) -> tuple[Line, ...]:
    """Every visible line of the body in reading order; relative links are resolved against `base`.

    Without `chrome`, navigation outside the main parts of the document is skipped but for its toggles, and each element
    left unread is one line without text: much faster, since most of a page is navigation. The last answer is kept.
    """
    body = _tree(html).body
    if body is None:
        return ()
    walk = _Walk(base, _labelling(html), chrome)
    root = Frame("body")
    walk.ahead.append((root, None, root, Ink()))
    walk.ahead.append((None, body.first_child, root, Ink()))
    while walk.ahead:
        closed, node, frame, ink = walk.ahead.pop()
        if closed:
            walk.flush(closed)
            closed.last = walk.frames
        while node is not None:
            node = _visit(walk, node, frame, ink)
    return tuple(without_twins(walk.lines))


def links(html: str) -> tuple[tuple[str, str], ...]:
    """Every link of a page as (href, name) in document order; the name is its text, an image's alt, or a title."""
    body = _tree(html).body
    found = body.css("a[href], area[href]") if body else []
    return tuple(((a.attributes.get("href") or "").strip(), _name(a)) for a in found)


def marks(html: str) -> frozenset[str]:
    """What a page carries that a profile never does: "password" (a login field), "challenge" (a script wall)."""
    found = set()
    # Looking for the words first, in bytes, spares a walk over the tree for nearly every page.
    plain = html.encode("utf-8", "replace").lower()
    if _FIELD in plain and _tree(html).css_first("input[type=password i]"):
        found.add("password")
    if any(words in plain for words in _WALLS) and _tree(html).css_first(_CHALLENGE):
        found.add("challenge")
    return frozenset(found)


def title(html: str) -> str:
    """The document's title with white space folded, "" when there is none."""
    tree = _tree(html)
    node = tree.head.css_first("title") if tree.head else None
    node = node or tree.css_first("title")
    return _folded(node.text()) if node else ""


@lru_cache(maxsize=1)
def _tree(html: str) -> LexborHTMLParser:
    """The parsed page, which nothing here changes: a page is asked for its lines, its title and its marks in turn."""
    return LexborHTMLParser(html)


def _labelling(html: str) -> Collection[str]:
    """The ids of elements that name others, for toggles whose panel points at them and not the other way round."""
    if _NAMED_BY not in html:
        return ()
    found = _tree(html).css("[aria-labelledby]")
    return {name for node in found for name in (node.attributes.get("aria-labelledby") or "").split()}


def _visit(walk: _Walk, node: LexborNode, frame: Frame, ink: Ink) -> LexborNode | None:
    """Take in a node; the node to go on with in the same frame, None when what is ahead comes first."""
    if node.is_text_node:
        text = node.text_content or ""
        if walk.pieces or not text.isspace():
            text = text.translate(RAISED) if ink.raised else text
            walk.pieces.append(Piece(text, ink.bold, ink.href, "unseen" if ink.unseen else "seen"))
        return node.next
    tag = node.tag
    if not tag or not node.is_element_node or tag in markup.SKIPPED:
        return node.next
    if tag == "br":
        walk.pieces.append(BREAK)
        return node.next
    if markup.is_inline(tag):
        return _enter_inline(walk, node, tag, frame, ink)
    return _enter_block(walk, node, tag, frame, ink)


def _enter_inline(walk: _Walk, node: LexborNode, tag: str, frame: Frame, ink: Ink) -> LexborNode | None:
    attributes = node.attributes
    if tag == "img":
        words = markup.picture_text(attributes)
        walk.pieces += [Piece(words, ink.bold, ink.href, "picture")] if words else []
        return node.next
    if attributes.get("aria-hidden") == "true":
        return node.next
    anchor = attributes.get("id") or (attributes.get("name") if tag == "a" else None)
    if anchor and not walk.pieces:
        walk.lines.append(Line("", frame, anchor=anchor))
    inner = _ink(walk, node, tag, ink) if attributes or tag in ("b", "strong", "u", "sup") else ink
    walk.ahead.append((None, node.next, frame, ink))
    walk.ahead.append((None, node.first_child, frame, inner))
    return None


def _ink(walk: _Walk, node: LexborNode, tag: str, ink: Ink) -> Ink:
    attributes = node.attributes
    href = markup.target(tag, attributes, walk.labelling)
    return Ink(
        ink.bold or markup.is_bold(tag, attributes),
        href or ink.href,
        ink.raised or markup.is_raised(tag, attributes) or (tag == "a" and _is_note(walk, node, href)),
        ink.unseen or markup.is_unseen(attributes),
    )


def _is_note(walk: _Walk, node: LexborNode, href: str | None) -> bool:
    """Whether a link is the bare number of a footnote, glued to the word before it."""
    if not href or not href.startswith("#") or not walk.pieces or walk.pieces[-1].text[-1:].isspace():
        return False
    return node.text().strip().isdigit()


def _enter_block(walk: _Walk, node: LexborNode, tag: str, frame: Frame, ink: Ink) -> LexborNode | None:
    walk.flush(frame)
    attributes = node.attributes
    walk.frames += 1
    inner = markup.frame_of(tag, attributes, frame, walk.frames)
    if attributes:
        _anchors(walk, attributes, inner)
    if inner.chrome and not frame.chrome and not inner.article and not walk.chrome:
        _skip(walk, node, inner)
        return node.next
    href = markup.target(tag, attributes, walk.labelling) if attributes else None
    if href:
        ink = ink._replace(href=href)
    walk.ahead.append((inner, node.next, frame, ink))
    walk.ahead.append((None, node.first_child, inner, ink))
    return None


def _anchors(walk: _Walk, attributes: markup.Attributes, frame: Frame) -> None:
    if attributes.get("id"):
        walk.lines.append(Line("", frame, anchor=attributes["id"]))
    for name in (attributes.get("aria-labelledby") or "").split():
        walk.lines.append(Line("", frame, anchor=f"@{name}"))


def _skip(walk: _Walk, node: LexborNode, frame: Frame) -> None:
    walk.lines.append(Line("", frame, skipped=True))
    for toggle in node.css(_TOGGLES):
        attributes = toggle.attributes
        href = markup.target(toggle.tag or "", attributes, walk.labelling)
        text = _folded(_shown(toggle))
        if text and href:
            walk.lines.append(Line(text, frame, target=href))
    frame.last = walk.frames


def _name(anchor: LexborNode) -> str:
    text = _folded(_shown(anchor))
    if text:
        return text
    image = anchor.css_first("img")
    inner = image.attributes if image else {}
    own = anchor.attributes
    return _folded(inner.get("alt") or inner.get("title") or own.get("alt") or own.get("title") or "")


def _shown(node: LexborNode) -> str:
    """The text inside an element without that of scripts and whatever else nobody sees."""
    found: list[str] = []
    ahead = [node.first_child]
    while ahead:
        inner = ahead.pop()
        if inner is None:
            continue
        ahead.append(inner.next)
        if inner.is_text_node:
            found.append(inner.text_content or "")
        elif inner.tag not in markup.SKIPPED:
            ahead.append(inner.first_child)
    return "".join(found)


def _folded(text: str) -> str:
    return " ".join(text.split())
