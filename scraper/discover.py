"""The index of a layout -> the profiles it links to, and where it goes on; pure."""

from __future__ import annotations

import re
from dataclasses import replace
from urllib.parse import urljoin, urlsplit

from scraper.capture import Capture, decode
from scraper.layout import Layout
from scraper.page import LANGUAGE_SWITCH, Page, addressed, in_language
from scraper.paging import Listing, list_pages
from scraper.parse import links

_TRAP = re.compile(
    re.escape(LANGUAGE_SWITCH) + r"|/pop_up(?:[/?;#]|$)|viewMode=print|p_p_state=(?:pop_up|exclusive)", re.IGNORECASE
)
_LOCALE = re.compile(r"/([a-z]{2})(?:[_-][a-z]{2,4})?/", re.IGNORECASE)


def discover(capture: Capture, layout: Layout) -> Listing:
    """The profiles an index page links to, each country once, in order of appearance, and the pages it goes on with.

    A link's address decides, not its text, since flags have no text and names are spelt in many ways. Pages come in
    the language of the index (each in its own where the index's address tells none). Not followed: language switches,
    print views, other sites, and whatever is no profile. A link that gives nothing but a number nobody knows is an
    unnamed page, unless another link to the same address names it. Never raises.
    """
    base = capture.final_url if capture.final_url.startswith(("http://", "https://")) else layout.index
    pages: dict[str, Page] = {}
    found = links(decode(capture))
    for href, name in found:
        page = _linked(href, name, base, layout)
        if page:
            pages.setdefault(page.key, page)
    named = {page.url for page in pages.values() if page.kind != "unnamed"}
    profiles = tuple(page for page in pages.values() if page.kind != "unnamed" or page.url not in named)
    return Listing(profiles, list_pages((href for href, _ in found if not _TRAP.search(href)), base))


def _linked(href: str, name: str, base: str, layout: Layout) -> Page | None:
    try:
        url = urljoin(base, href.strip())
    except ValueError:
        return None
    page = None if _TRAP.search(url) else addressed(url, layout, name=name)
    page = _on_this_site(page, base, layout) if page else None
    if page is None:
        return None
    language = _language(base, layout) or page.language
    return replace(in_language(page, language, layout), origin="index")


def _on_this_site(page: Page, base: str, layout: Layout) -> Page | None:
    """The page at the index's own host where the two are names of one site; None when it is another site's."""
    here, there = urlsplit(base), urlsplit(page.url)
    if there.netloc == here.netloc.lower():
        return page
    if there.netloc not in layout.hosts:
        return None
    if here.netloc.lower() not in layout.hosts:
        return page
    return replace(page, url=there._replace(scheme=here.scheme, netloc=here.netloc).geturl())


def _language(base: str, layout: Layout) -> str | None:
    found = _LOCALE.match(urlsplit(base).path)
    if not found:
        return None
    code = found[1].lower()
    return code if code in layout.languages else layout.languages[0]
