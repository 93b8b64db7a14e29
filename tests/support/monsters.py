"""Captures that are hard to read: as large, as deep and as crooked as a page of at most 50 MB can be."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from scraper.capture import Capture

URL = "https://www.coe.int/en/web/octopus/-/peru"
HTML = "text/html; charset=utf-8"
_HEAD = (
    "<!DOCTYPE html><html><head><title>Peru - Octopus</title></head><body><h1>Peru</h1>"
    "<h2>Status regarding Budapest Convention</h2><p>Status : Party See legal profile</p>"
    "<h2>Cybercrime policies/strategies</h2><p>A strategy of 2020.</p>"
    "<h2>Specialised institutions</h2>"
)
_FOOT = "<h2>Sources and links</h2><p>None.</p></body></html>"
_FIFTY_MB = 50 * 1024 * 1024


def captured(body: str | bytes, content_type: str = HTML) -> Capture:
    """A body as a capture of Peru's page."""
    body = body if isinstance(body, bytes) else body.encode()
    at = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
    return Capture("peru.en", URL, URL, at, "live", 200, (("content-type", content_type),), body)


def page(inside: str = "<p>A unit of the police.</p>") -> str:
    """A healthy profile of Peru with that in one of its sections."""
    return f"{_HEAD}{inside}{_FOOT}"


def padded(inside: str, size: int = _FIFTY_MB) -> str:
    """That text over and over, as a page of nearly that many bytes."""
    return page(inside * ((size - 1000) // len(inside)))


MONSTERS: dict[str, Callable[[], str]] = {
    "a hundred thousand deep": lambda: page("<div>" * 100_000 + "x"),
    "a hundred thousand deep in inline tags": lambda: page("<b>" * 100_000 + "x"),
    "lists in lists": lambda: page("<ul><li>x" * 50_000),
    "headings in boxes in boxes": lambda: page("<div><h2>Sources and links</h2>" * 20_000),
    "a hundred thousand attributes": lambda: page(f"<p {' '.join(f'a{n}=1' for n in range(100_000))}>x</p>"),
    "one attribute of 5 MB": lambda: page(f"<p class='{'a ' * 2_500_000}'>x</p>"),
    "one address of 5 MB": lambda: page(f"<p><a href='/{'../' * 1_600_000}'>x</a></p>"),
    "a million siblings": lambda: page("<p>x</p>" * 1_000_000),
    "a million line breaks": lambda: page(f"<p>{'x<br>' * 1_000_000}</p>"),
    "a hundred thousand links": lambda: page("<a href='/en/web/octopus/-/x'>y</a>" * 100_000),
    "thirty thousand headings nobody knows": lambda: page("".join(f"<h2>Z{n}</h2><p>x</p>" for n in range(30_000))),
    "tabs that open nothing": lambda: page("".join(f"<a href='#s{n}'>Safeguards</a>" for n in range(50_000))),
    "forms of bold to be opened again": lambda: page(
        f"<p>{''.join(f'<b id={n}>' for n in range(3000))}{'<p>x' * 3000}"
    ),
    "50 MB of words": lambda: padded("<p>words of a page</p>\n"),
    "50 MB in one paragraph": lambda: padded("words of a page "),
    "5 MB of opening brackets": lambda: page("<" * 5_000_000),
    "5 MB of comment openings": lambda: page("<!--" * 1_250_000),
    "2 MB of references": lambda: page("&" * 1_000_000 + "&amp" * 250_000),
    "one word of 10 MB": lambda: page(f"<p>{'a' * 10_000_000}</p>"),
    "one heading of 1 MB": lambda: page(f"<h2>{'Safeguards / ' * 80_000}</h2><p>x</p>"),
    "a title of 5 MB": lambda: page().replace("Peru -", "access - denied " * 300_000),
}
"""Markup and sizes; each begins as a healthy page."""

WORDINGS: dict[str, str] = {
    "markers": "x " + "+ " * 100_000 + "x",
    "labels of the status line": "Status : " * 25_000,
    "half labels": "Declarations and " * 25_000,
    "dates": "Status : Party Signed : 11/11/" * 12_500,
    "a date that never ends": "Last updated : " + "1" * 1_000_000,
    "introductions": "Each profile " + "channels of " * 25_000,
    "funding": "This tool is co-funded by " * 12_500,
    "slashes": "Cybercrime policies " + "/ " * 125_000,
    "back": "Back " * 50_000,
    "soft hyphens": "Safe\u00adguards " + "\u00ad\u200b" * 125_000,
    "accents": "e\u0301" * 125_000,
    "stacked accents": "e" + "\u0301" * 50_000,
    "laws": "Law No. 1 of 2001, " * 12_500,
    "half laws": "Law No. " * 25_000,
    "names": "National Cybercrime Police Unit of the Ministry of " * 5_000,
    "capitals": "Aa Bb Cc " * 25_000,
    "abbreviations": "A.B. " * 50_000,
    "open brackets": "(" * 125_000,
    "brackets": "(Act (of " * 25_000,
    "quotes": "“" * 125_000,
    "numbers": "1.2.3-4/5 " * 25_000,
    "articles": "Articles 1, 2 to 3 and " * 12_500,
    "versus": "A v. B and others v. " * 12_500,
}
"""Text that comes close to what our own patterns look for, and never gets there."""
