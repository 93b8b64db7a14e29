"""What an element's tag and attributes say about the text inside it; pure, whatever parsed them.

Nothing here is the name of a template's class: the real markup of the profiles is unknown and has changed four times.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from functools import lru_cache

from scraper.line import Frame, LineKind

Attributes = Mapping[str, str | None]

INLINE = frozenset(
    "a abbr acronym b bdi bdo big blink cite code data del dfn em font i img ins kbd label mark nobr output picture q "
    "rb rp rt ruby s samp small span strike strong sub sup time tt u var wbr".split()
)
SKIPPED = frozenset(
    "script style noscript template svg math iframe object embed canvas audio video select textarea head title input "
    "datalist map progress meter".split()
)
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_TITLES = frozenset("dt summary th legend caption".split())
_TITLE_ROLES = frozenset("tab heading columnheader rowheader".split())
_CELLS = frozenset("td th".split())
_CELL_ROLES = frozenset("cell gridcell columnheader rowheader".split())
_CHROME_TAGS = frozenset("nav aside footer dialog".split())
_CHROME_ROLES = frozenset("navigation banner contentinfo complementary search menu menubar dialog alertdialog".split())
_QUOTES = frozenset("blockquote figure".split())
_ARTICLE_TAGS = frozenset("main article section".split())
_TWINS = frozenset(
    "sr-only visually-hidden visuallyhidden hide-accessible screen-reader-text screenreader element-invisible".split()
)
_OUT_OF_SIGHT = re.compile(r"clip(?:-path)?\s*:|-\s*(?:9999|10000|1000)\s*(?:px|em)")
_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)")
STATES = frozenset("active show in open collapsed current selected first last".split())
_FILE_NAME = re.compile(r"\S+\.(?:png|jpe?g|gif|svg|webp|bmp)", re.IGNORECASE)


def frame_of(tag: str, attributes: Attributes, outer: Frame, number: int) -> Frame:
    """The frame of a block element that opens inside another one, as the `number`th of its document."""
    kind = kind_of(tag, attributes, outer.kind)
    # A division inside a heading is made no other way than the heading.
    within = outer.kind in ("heading", "title") and kind == outer.kind
    inner = Frame(
        tag,
        outer,
        outer.depth + 1,
        number,
        kind=kind,
        style=outer.style if within else style(tag, attributes),
        row=outer.row,
        cell=outer.cell,
        table=outer.table,
        item=outer.item,
        chrome=outer.chrome or is_chrome(tag, attributes, outer.tag, in_article=outer.article),
        article=outer.article or is_article(tag, attributes),
        unseen=outer.unseen or is_unseen(attributes),
    )
    _place(inner, tag, attributes)
    return inner


def _place(inner: Frame, tag: str, attributes: Attributes) -> None:
    if is_item(tag, attributes):
        inner.item = inner
    elif is_table(tag, attributes):
        inner.table, inner.row = inner, None
    elif is_row(tag, attributes):
        inner.row, inner.cell = inner, 0
    elif inner.row and is_cell(tag, attributes):
        inner.cell = inner.row.cells
        inner.row.cells += 1


def is_inline(tag: str) -> bool:
    """Whether an element stands inside a line; those of word processors ("o:p") do."""
    return tag in INLINE or ":" in tag


def is_chrome(tag: str, attributes: Attributes, around: str, *, in_article: bool) -> bool:
    """Whether an element is navigation, a banner or a footer; one that closes a quotation (`around`) is content."""
    if attributes and attributes.get("role") in _CHROME_ROLES:
        return True
    if tag == "header":
        return not in_article
    return tag in _CHROME_TAGS and around not in _QUOTES


def is_article(tag: str, attributes: Attributes) -> bool:
    """Whether an element is a main part of the document."""
    return tag in _ARTICLE_TAGS or attributes.get("role") == "main"


def is_unseen(attributes: Attributes) -> bool:
    """Whether an element is for screen readers only."""
    if not attributes:
        return False
    names = attributes.get("class")
    if names and not _TWINS.isdisjoint(names.lower().split()):
        return True
    return bool(_OUT_OF_SIGHT.search(attributes.get("style") or ""))


def is_bold(tag: str, attributes: Attributes) -> bool:
    """Whether an inline element prints its text bold or, as headings were typed on paper, underlined."""
    return tag in ("b", "strong", "u") or bool(_BOLD.search(attributes.get("style") or ""))


def is_raised(tag: str, attributes: Attributes) -> bool:
    """Whether an inline element prints its text raised."""
    return tag == "sup" or "super" in (attributes.get("style") or "")


def is_item(tag: str, attributes: Attributes) -> bool:
    """Whether an element is an item of a list."""
    return tag == "li" or attributes.get("role") == "listitem"


def is_table(tag: str, attributes: Attributes) -> bool:
    """Whether an element is a table."""
    return tag == "table" or attributes.get("role") in ("table", "grid", "treegrid")


def is_row(tag: str, attributes: Attributes) -> bool:
    """Whether an element is a table's row."""
    return tag == "tr" or attributes.get("role") == "row"


def is_cell(tag: str, attributes: Attributes) -> bool:
    """Whether an element is a cell of a table's row."""
    return tag in _CELLS or attributes.get("role") in _CELL_ROLES


def kind_of(tag: str, attributes: Attributes, inherited: LineKind) -> LineKind:
    """What kind of line a block element makes of the text inside it."""
    role = attributes.get("role") if attributes else None
    if tag in _HEADINGS:
        return "heading"
    if tag == "button" or role == "button":
        return "title" if inherited == "heading" or _opens(attributes) else "control"
    if tag in _TITLES or role in _TITLE_ROLES:
        return "title"
    if is_item(tag, attributes):
        return "item"
    if tag == "td" or role in _CELL_ROLES:
        return "cell"
    return "text" if tag in ("table", "dd") or inherited == "cell" else inherited


def _opens(attributes: Attributes) -> bool:
    return "aria-expanded" in attributes or target("button", attributes, ()) is not None


def target(tag: str, attributes: Attributes, labelling: Collection[str]) -> str | None:
    """Where a link or a toggle leads, None when nowhere: a toggle names its panel in one of several attributes, or the
    panel names the toggle (its id is among `labelling`), which gives "#@" and that id."""
    toggle = tag == "button" or attributes.get("role") in ("tab", "button")
    if tag != "a" and not toggle:
        return None
    for name in ("data-target", "data-bs-target"):
        if (attributes.get(name) or "").startswith("#"):
            return attributes[name]
    href = (attributes.get("href") or "").strip()
    controls = (attributes.get("aria-controls") or "").strip()
    if controls and (not href or href.startswith("#")):
        return f"#{controls}"
    own = attributes.get("id")
    if toggle and own in labelling and href in ("", "#"):
        return f"#@{own}"
    return href or None


def style(tag: str, attributes: Attributes) -> str:
    """What headings of one make share: the tag, the level and the classes; see `make`."""
    names, level = attributes.get("class"), attributes.get("aria-level")
    return f"{tag}{level or ''} {names}" if names or level else tag


@lru_cache(maxsize=4096)
def make(style: str) -> str:
    """A style without the digits and passing states in its class names.

    >>> make("h3 title-12 open")
    'h3.title-'
    """
    tag, *classes = style.split() or [""]
    names = {"".join(c for c in name if not c.isdigit()) for name in classes if name not in STATES}
    return ".".join([tag, *sorted(names)])


def picture_text(attributes: Attributes) -> str:
    """What an image says where it stands for text; "" for an ornament, a file's name, or no text at all."""
    if attributes.get("role") in ("presentation", "none") or attributes.get("aria-hidden") == "true":
        return ""
    alt = (attributes.get("alt") or "").strip()
    return "" if _FILE_NAME.fullmatch(alt) else alt
