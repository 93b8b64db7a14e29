"""What an element's tag and attributes say about the text inside it; pure, whatever parsed them.

Nothing here is the name of a template's class: the real markup of the profiles is unknown and has changed four times.
"""

from __future__ import annotations

from collections.abc import Mapping

Attributes = Mapping[str, str | None]

INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code del dfn em font i img ins kbd label mark nobr q s samp small span strike "
    "strong sub sup time tt u var wbr".split()
)
SKIPPED = frozenset(
    "script style noscript template svg math iframe object embed canvas audio video select textarea head title input "
    "datalist map".split()
)
HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
TITLES = frozenset("dt summary th button legend caption".split())
CHROME_TAGS = frozenset("nav aside footer".split())
CHROME_ROLES = frozenset("navigation banner contentinfo complementary search menu menubar".split())
ARTICLE_TAGS = frozenset("main article section".split())
TWINS = frozenset("sr-only visually-hidden hide-accessible screen-reader-text".split())
STATES = frozenset("active show in open collapsed current selected first last".split())
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def is_chrome(tag: str, attributes: Attributes, *, in_article: bool) -> bool:
    """Whether an element is navigation, a banner or a footer rather than content."""
    if tag in CHROME_TAGS or attributes.get("role") in CHROME_ROLES:
        return True
    return tag == "header" and not in_article


def target(tag: str, attributes: Attributes) -> str | None:
    """Where a link or a toggle leads, None when nowhere; a toggle names its panel in one of several attributes."""
    if tag not in ("a", "button") and attributes.get("role") not in ("tab", "button"):
        return None
    for name in ("data-target", "data-bs-target"):
        if (attributes.get(name) or "").startswith("#"):
            return attributes[name]
    href = (attributes.get("href") or "").strip()
    controls = (attributes.get("aria-controls") or "").strip()
    return f"#{controls}" if controls and (not href or href.startswith("#")) else href or None


def style(tag: str, attributes: Attributes) -> str:
    """What headings of one make share: the tag and the classes, without digits and passing states."""
    classes = (attributes.get("class") or "").split()
    names = {"".join(c for c in name if not c.isdigit()) for name in classes if name not in STATES}
    return ".".join([tag, *sorted(names)])
