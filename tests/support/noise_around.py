"""Noise around the article: menus, feet, banners and the template's own lines, none of it about the country."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

from surroundings import BESIDE, DISCLAIMER, FUNDING

_ENTRY = re.compile(
    r'<li><a href="/en/web/\d+">[^<]*</a></li>'
    r'|<div class=entry><a href="/en/web/\d+"><span>[^<]*</span></a></div>'
    r'|<li><a href="#" class=dropdown-toggle>[^<]*</a>'
    r'|<a href="/t\d+">[^<]*</a><br>'
)
_NAMED = re.compile(r">[^<>]+<")
_NEWS = ("News", "Events", "Projects", "Octopus Conference 2027", "Cybercrime legislation", "Contact us", "C-PROC")
_COUNTRIES = ("Fiji", "Tonga", "Peru", "Bosnia and Herzegovina", "Côte d'Ivoire", "Retour Chad", "Back Kenya")
_COOKIES = (
    "This website uses cookies for statistics. Read more.",
    "Our site stores technical cookies to make your visit better.",
    "Ce site utilise des cookies pour mesurer son audience.",
    "We and our partners store information on your device. Manage your choices.",
)
_BOXES = (
    '<div class="cookie-consent" role=dialog><p>{0}</p><button>Accept all</button><button>Decline</button></div>',
    "<div id=cookies><div>{0} <a href=/privacy>Privacy</a></div><button>OK</button></div>",
    "<aside class=cc-window><span>{0}</span><a class=btn href=#>Got it</a></aside>",
)
_LINES = {
    DISCLAIMER: DISCLAIMER.replace("official positions", "the official position").strip(),
    FUNDING: "This tool is co-funded by the CyberSouth+ and GLACY-e projects",
}


def menu(html: str, random: Random) -> str:
    """Entries of menus and feet renamed, left out, put in."""
    return _ENTRY.sub(lambda found: _entry(found[0], random.choice(_NEWS), random), html)


def countries(html: str, random: Random) -> str:
    """Names of other countries among the entries of menus."""
    return _ENTRY.sub(lambda found: _entry(found[0], random.choice(_COUNTRIES), random), html)


def cookies(html: str, random: Random) -> str:
    """A banner about cookies before or behind everything."""
    box = random.choice(_BOXES).format(random.choice(_COOKIES))
    if random.random() < 0.5:
        return html.replace("</body>", f"{box}</body>")
    return re.sub(r"<body[^>]*>", lambda found: f"{found[0]}{box}", html, count=1)


def boilerplate(html: str, random: Random) -> str:
    """The template's own lines worded or listed otherwise."""
    for old, new in _LINES.items():
        html = html.replace(old, new) if random.random() < 0.6 else html
    for language in ("en", "fr"):
        *_, useful, site, template, _ = BESIDE[language]
        html = html.replace(template, f"{template} New edition.") if random.random() < 0.5 else html
        html = html.replace(f"{useful}</h4><ul>", f"{useful}</h4><ul><li><a href=/n>{random.choice(_NEWS)}</a></li>")
        html = html.replace(site, f"{site} II") if random.random() < 0.5 else html
    for twice in ("Contribute", "Contribuer"):
        html = html.replace(f"{twice}</a>", f"{twice} {twice}</a>") if random.random() < 0.5 else html
    return html


def head(html: str, random: Random) -> str:
    """Another generator, other metadata, another document type."""
    meta = f"<meta name=generator content='Liferay {random.randint(6, 9)}.{random.randint(0, 9)}'>"
    meta += f"<meta property=og:title content='{random.choice(_COUNTRIES[:4])}'><link rel=canonical href='/x'>"
    html = html.replace("</head>", f"{meta}</head>")
    return html.replace("<!DOCTYPE html>", random.choice(("<!doctype HTML>", "<!DOCTYPE html>\n\n<!-- built -->")))


AROUND: dict[str, Callable[[str, Random], str]] = {
    "menu": menu, "countries in the menu": countries, "cookie banner": cookies, "boilerplate": boilerplate,
    "document head": head,
}  # fmt: skip


def _entry(entry: str, name: str, random: Random) -> str:
    chance = random.random()
    if chance < 0.15 and "dropdown-toggle" not in entry:
        return ""
    other = _NAMED.sub(f">{name}<", entry, count=1)
    if chance < 0.3:
        return other
    return f"{other}{entry}" if chance < 0.4 and "dropdown-toggle" not in entry else entry
