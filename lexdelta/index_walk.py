"""An index may go on over several pages: each is looked at, one after another, as long as there is anything new."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, replace

from lexdelta.looking import Look
from scraper.capture import Capture
from scraper.errors import ReadError
from scraper.page import Page
from scraper.paging import Listing, ListPage

MOST_PARTS = 40
Discoverer = Callable[[Capture], Listing]


@dataclass(frozen=True, slots=True)
class Part:
    """One page of an index: the look at it (its body let go), what it lists, and what it listed when it was last
    believed.

    `listing` is None when it did not arrive or could not be read, `before` when it was never believed; `reason` (code
    and sentence) says why it was not seen as it is; `by` is who accepted this capture, None for nobody.
    """

    look: Look
    listing: Listing | None = None
    before: Listing | None = None
    reason: tuple[str, str] | None = None
    by: str | None = None


@dataclass(frozen=True, slots=True)
class Walk:
    """The pages of an index as they were looked at, the first one first, and as they were believed before.

    `complete` says that every page was read: only then is a country missing that none of them lists. `cut` says that
    there were too many.
    """

    parts: tuple[Part, ...]
    before: tuple[Listing, ...]
    complete: bool
    cut: bool = False

    @property
    def first(self) -> Part:
        """The page that the index begins with."""
        return self.parts[0]


@dataclass(frozen=True, slots=True)
class Guide:
    """How a walk looks at a page, finds what it last believed of it (None for never), reads a capture, and knows who
    accepted one (None for nobody)."""

    look_at: Callable[[Page], Awaitable[Look]]
    believed: Callable[[Page], Capture | None]
    discover: Discoverer
    accepted_by: Callable[[Look], str | None]


async def walk(index: Page, guide: Guide) -> Walk:
    """Look at every page of an index, at most MOST_PARTS; a page that cannot be read ends it."""
    trail, parts = _Trail(index), list[Part]()
    while page := trail.next():
        part = _part(await guide.look_at(page), guide, numbered=trail.is_numbered)
        parts.append(part)
        if part.listing is None or part.reason:
            return Walk(tuple(parts), _before(index, guide), complete=False)
        trail.found(part.listing)
    return Walk(tuple(parts), _before(index, guide), complete=not trail.cut, cut=trail.cut)


class _Trail:
    """The pages still to see: those that any page leads on to which listed somebody new.

    A numbered list that lists nobody new is over, or is not the list of countries; letters may stand empty.
    """

    def __init__(self, index: Page) -> None:
        self._index = index
        self._seen: set[str] = set()
        self._known: set[str] = set()
        self._visited = 0
        self._waiting: list[ListPage] = []
        self._here: ListPage | None = None
        self.cut = False

    def next(self) -> Page | None:
        """The next page to look at, None when there is none or when there were too many."""
        self._visited += 1
        if self._visited == 1:
            return self._index
        self.cut = bool(self._waiting) and self._visited > MOST_PARTS
        if self.cut or not self._waiting:
            return None
        self._here = self._waiting.pop(0)
        return _as_page(self._index, self._here)

    @property
    def is_numbered(self) -> bool:
        """Whether the page that was last asked for is one that a pager counts."""
        return self._here is not None and self._here.is_numbered

    def found(self, listing: Listing) -> None:
        """What the page that was last asked for lists."""
        keys = {page.key for page in listing.profiles}
        if keys - self._seen:
            self._waiting += self._unknown(listing.more)
        elif self._here and self._here.may_end:
            self._waiting = [page for page in self._waiting if page.pager != self._here.pager]
        self._seen |= keys

    def _unknown(self, more: Iterable[ListPage]) -> list[ListPage]:
        fresh = [page for page in more if page.mark not in self._known]
        self._known.update(page.mark for page in fresh)
        return fresh


def _as_page(index: Page, there: ListPage) -> Page:
    return replace(index, key=f"{index.key}.{there.mark}", url=there.url, origin="index")


def _part(look: Look, guide: Guide, *, numbered: bool) -> Part:
    """What one look gives; a page that lists none has not been seen as it is when it listed some before, or when it is
    counted among the pages and was never seen."""
    before, by = _listing(guide.believed(look.page), guide), guide.accepted_by(look)
    look, capture = replace(look, capture=None), look.capture
    if look.error:
        return Part(look, None, before, (look.error.code, str(look.error)))
    if capture is None:
        return Part(look, before, before)
    try:
        listing = guide.discover(capture)
    except ReadError as error:
        return Part(look, None, before, (error.code, str(error)))
    some = before.profiles if before else numbered
    if some and not listing.profiles and by is None:
        return Part(look, listing, before, ("no-profiles", "The index links to no profile."))
    return Part(look, listing, before, by=by)


def _listing(capture: Capture | None, guide: Guide) -> Listing | None:
    """What a capture lists that was believed; one that cannot be read any more says nothing."""
    try:
        return guide.discover(capture) if capture else None
    except ReadError:
        return None


def _before(index: Page, guide: Guide) -> tuple[Listing, ...]:
    """The same walk over what was last believed of each page."""
    trail, listings = _Trail(index), list[Listing]()
    while page := trail.next():
        listing = _listing(guide.believed(page), guide) or Listing()
        listings.append(listing)
        trail.found(listing)
    return tuple(listings)
