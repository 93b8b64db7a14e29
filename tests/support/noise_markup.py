"""Noise in tags and attributes: ids, tokens, classes, links spelled otherwise, scripts among the elements."""

from __future__ import annotations

import re
import string
from collections.abc import Callable
from random import Random

from noise_html import Attributes, cut, is_boundary, name_of, with_attributes, with_tags, written_anew

_SITE = "https://www.coe.int"
_REFERENCES = ("href", "data-target", "data-bs-target", "aria-labelledby", "aria-controls", "for")
_HIDDEN = (
    "<script>window.authToken = '{0}'; var label = '<h3>Safeguards</h3>';</script>",
    "<style>.t{0} {{ color: red }} h3::after {{ content: 'Procedural law' }}</style>",
    '<script type="application/ld+json">{{"@type": "WebPage", "dateModified": "{0}"}}</script>',
    "<input type=hidden name=p_auth value='{0}'>",
    "<noscript><img src='/pixel.gif?{0}' alt=''>Substantive law</noscript>",
    "<template><p>Sources and links {0}</p></template>",
    "<link rel=stylesheet href='/c/main.css?t={0}'>",
)
_TRACKING = ("utm_source=newsletter", "utm_medium=email", "utm_campaign=octopus", "fbclid={0}", "gclid={0}", "_ga={0}")
_SESSION = ("p_auth={0}", "PHPSESSID={0}", "sid={0}", "redirect=%2Fen%2Fweb%2F{0}", "inheritRedirect=false")
_END = re.compile(r"</(li|td|th|tr|dt|dd)>(?=\s*<(?:\1\b|/(?:ul|ol|tr|table|tbody|dl)>))", re.IGNORECASE)
_PARAGRAPH = re.compile(r"</p>(?=\s*<(?:p|ul|ol|table|div|h[1-6])\b)", re.IGNORECASE)


def token(random: Random, length: int = 8) -> str:
    """Letters and digits, like a session token."""
    return "".join(random.choices(string.ascii_letters + string.digits, k=length))


def tag_style(html: str, random: Random) -> str:
    """Attributes in another order, tags and attributes in another case, other quotes."""
    return with_tags(html, lambda tag: written_anew(tag, random))


def left_out_ends(html: str, random: Random) -> str:
    """End tags that HTML lets one leave out."""
    for pattern in (_END, _PARAGRAPH):
        html = pattern.sub(lambda found: found[0] if random.random() < 0.5 else "", html)
    return html


def tokens(html: str, random: Random) -> str:
    """Nonces, stamps and identifiers in attributes that nobody sees."""

    def more(name: str, given: Attributes) -> Attributes:
        if random.random() > 0.3 or name in ("html", "meta"):
            return given
        extra = random.choice(("data-nonce", "data-senna-track", "style", "dir", "title", "data-analytics"))
        value = {"style": "margin:0", "dir": "ltr", "title": ""}.get(extra, token(random))
        return given if extra in dict(given) else [*given, (extra, value)]

    return with_tags(html, lambda tag: with_attributes(tag, more))


def ids(html: str, random: Random) -> str:
    """Other ids for the same elements, and ids where there were none."""
    known = dict.fromkeys(re.findall(r"""\b(?:id|name)=["']?([\w-]+)""", html))
    names = {old: f"{token(random, 4)}_{number}" for number, old in enumerate(known)}

    def renamed(name: str, given: Attributes) -> Attributes:
        found = [(key, _renamed(key, value, names)) for key, value in given if name != "meta"] or given
        fresh = not any(key == "id" for key, _ in found) and random.random() < 0.1 and name != "html"
        return [*found, ("id", f"yui_{token(random, 6)}")] if fresh else found

    return with_tags(html, lambda tag: with_attributes(tag, renamed))


def classes(html: str, random: Random) -> str:
    """Numbers and passing states in class names, and their order."""

    def other(name: str, given: Attributes) -> Attributes:
        return [(key, _classes(value, random) if key == "class" and value else value) for key, value in given if name]

    return with_tags(html, lambda tag: with_attributes(tag, other))


def sessions(html: str, random: Random) -> str:
    """Session tokens and return addresses in links."""
    return _with_links(html, lambda url: _with_query(url, random.choice(_SESSION).format(token(random)), random))


def tracking(html: str, random: Random) -> str:
    """Who sent the reader, in links."""
    return _with_links(html, lambda url: _with_query(url, random.choice(_TRACKING).format(token(random)), random))


def absolute_links(html: str, random: Random) -> str:
    """Links of the site itself, with its name or without."""

    def spelled(url: str) -> str:
        path = url.removeprefix(_SITE)
        if not path.startswith("/") or path.startswith("//"):
            return url
        return random.choice((path, f"{_SITE}{path}", f"//www.coe.int{path}", f"HTTPS://WWW.COE.INT{path}"))

    return _with_links(html, spelled)


def hidden(html: str, random: Random) -> str:
    """Scripts, styles, hidden fields and other things that nobody sees, anywhere between elements."""
    head, body, rest = html.partition("<body")
    made = head
    for kind, piece in cut(f"{body}{rest}"):
        made += piece
        if kind == "tag" and _takes_anything(piece) and random.random() < 0.08:
            made += random.choice(_HIDDEN).format(token(random))
    return made


MARKUP: dict[str, Callable[[str, Random], str]] = {
    "hidden elements": hidden, "tokens": tokens, "ids": ids, "classes": classes, "sessions": sessions,
    "tracking": tracking, "absolute links": absolute_links, "ends left out": left_out_ends, "tag style": tag_style,
}  # fmt: skip


def _takes_anything(tag: str) -> bool:
    return is_boundary(tag) and name_of(tag) in ("div", "p", "section", "li", "td", "article", "main", "body")


def _renamed(key: str, value: str | None, names: dict[str, str]) -> str | None:
    if value is None or key not in ("id", "name", *_REFERENCES):
        return value
    mark = "#" if value.startswith("#") else ""
    if key in ("href", "data-target", "data-bs-target") and not mark:
        return value
    return mark + " ".join(names.get(name, name) for name in value.removeprefix("#").split(" "))


def _classes(value: str, random: Random) -> str:
    names = value.split()
    random.shuffle(names)
    return " ".join([*names, *([random.choice(("first", "last"))] if random.random() < 0.2 else [])])


def _with_links(html: str, change: Callable[[str], str]) -> str:
    def linked(name: str, given: Attributes) -> Attributes:
        leads = name == "a" and not any(key in ("data-toggle", "role") for key, _ in given)
        return [(key, change(value) if leads and key == "href" and value else value) for key, value in given]

    return with_tags(html, lambda tag: with_attributes(tag, linked))


def _with_query(url: str, parameter: str, random: Random) -> str:
    if not url.startswith(("http", "/")):
        return url
    place, mark, fragment = url.partition("#")
    path, asked, query = place.partition("?")
    if random.random() < 0.2 and "PHPSESSID" in parameter and path.count("/") > 2:
        path += f";jsessionid={token(random, 16)}"
        parameter = ""
    together = "&amp;".join(filter(None, random.sample([query, parameter], 2)))
    return f"{path}{'?' if together else asked}{together}{mark}{fragment}"
