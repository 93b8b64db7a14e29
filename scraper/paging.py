"""The links of a list that is printed in pages -> its other pages; pure."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import SplitResult, parse_qsl, urljoin, urlsplit

from scraper.page import Page

_COUNTS = re.compile(r"(?:.*_)?(?:cur|page|paged|start|offset|letter)", re.IGNORECASE)
_FROM_NOUGHT = re.compile(r"(?:.*_)?(?:page|start|offset)", re.IGNORECASE)
_WHICH = re.compile(r"[1-9][0-9]{0,3}|[a-z]", re.IGNORECASE)
_STEP = re.compile(r"(?P<list>.*)/page/(?P<which>[^/]+)")
_SESSION = re.compile(r";[^/?]*")
_FIRST = "1"
_PATH = "path"


@dataclass(frozen=True, slots=True)
class ListPage:
    """Another page of a printed list: its address, and a mark by which it is known whatever else stands in the address:
    which page it is ("2", "b") and a short digest of what counts them, since one page may show several lists."""

    mark: str
    url: str

    @property
    def pager(self) -> str:
        """What counts it: the same for all pages of one list."""
        return self.mark.rpartition("-")[2]

    @property
    def is_numbered(self) -> bool:
        """Whether it is counted, rather than called by a letter."""
        return self.mark[:1].isdigit()

    @property
    def may_end(self) -> bool:
        """Whether a list that shows nobody new here is over: letters may stand empty, and page 1 be the first again."""
        return self.is_numbered and not self.mark.startswith(f"{_FIRST}-")


@dataclass(frozen=True, slots=True)
class Listing:
    """What one page of an index links to: profiles, and the other pages of the same list; () for none."""

    profiles: tuple[Page, ...] = ()
    more: tuple[ListPage, ...] = ()


def list_pages(hrefs: Iterable[str], base: str) -> tuple[ListPage, ...]:
    """The other pages of the list at `base`, each once, in order of appearance; page one is `base` itself.

    A page of a list has its address and a query that counts: `_…_cur=2` as Liferay writes it, `page=2`, `letter=B`, or
    a path that goes on with `/page/2`. `page=1` may be the second page or the first again, so it is one more. How many
    entries a page shows, tokens and return addresses make no other page.
    Never raises.
    """
    here = _taken_apart(base, base)
    pages: dict[str, ListPage] = {}
    for href in hrefs:
        there = _taken_apart(base, href)
        if here and there and there[0] == here[0] and there[1] not in {"", here[1]}:
            pages.setdefault(there[1], ListPage(there[1], there[2]))
    return tuple(pages.values())


def _taken_apart(base: str, href: str) -> tuple[str, str, str] | None:
    """The list an address belongs to, the mark of its page ("" for the first) and the address; None for none."""
    try:
        url = urljoin(base, href.strip())
        parts = urlsplit(url)
        pairs = parse_qsl(parts.query)
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"}:
        return None
    path = _SESSION.sub("", parts.path).rstrip("/")
    step = _STEP.fullmatch(path)
    counts = [(name, value) for name, value in pairs if _COUNTS.fullmatch(name)]
    first = "" if any(_FROM_NOUGHT.fullmatch(name) for name, _ in counts) else _FIRST
    if step:
        path, counts, first = step["list"], [(_PATH, step["which"])], _FIRST
    which = [(name, value) for name, value in counts if _WHICH.fullmatch(value) and value != first]
    return _list_of(parts, path), _mark(*which[-1]) if which else "", parts._replace(fragment="").geturl()


def _list_of(parts: SplitResult, path: str) -> str:
    return f"{parts.scheme}://{parts.netloc.lower()}{path}"


def _mark(name: str, value: str) -> str:
    return f"{value.lower()}-{hashlib.sha256(name.encode()).hexdigest()[:4]}"
