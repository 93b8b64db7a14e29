"""The first half of an import: whose page each archived capture is, and into the database before anything is judged."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlite_utils import Database

from lexdelta.committing import Tries, keep_trying
from lexdelta.judging import Eyes
from lexdelta.saved import whose
from lexdelta.settings import Config
from lexdelta.watching import listed
from scraper.archives.found import Found, Item, Trouble, Wanted
from scraper.capture import Capture
from scraper.errors import ReadError
from scraper.layout import Layout
from scraper.page import Page, canonical, in_language
from storage import captures, checks, pace, pages, withheld
from storage.database import immediate

_AHEAD = timedelta(minutes=5)
_OLDEST = datetime(1996, 1, 1, tzinfo=UTC)
"""Before it no page was archived; what is dated so has the date of a file system or a zip file that knows none."""
_ADDRESSED = ("http://", "https://")


@dataclass(frozen=True, slots=True)
class Whose:
    """A page with the layout it is read with."""

    page: Page
    layout: Layout


@dataclass(slots=True)
class Taken:
    """What came of the archives: captures that are new, that were known, passed over; and what could not be taken.

    `withheld` counts what an archive lists and did not give lately, so that it was not asked for.
    """

    new: int = 0
    known: int = 0
    passed: int = 0
    withheld: int = 0
    troubles: list[Trouble] = field(default_factory=list)


class Pages:
    """Tells whose page an address or a saved text is, as the watches of a configuration name them."""

    def __init__(self, config: Config, eyes: Mapping[str, Eyes]) -> None:
        self._eyes = tuple(eyes.values())
        watched = ((watch, eyes[watch.layout].layout) for watch in config.watch)
        self._watched = {page.key: page for watch, layout in watched for page in listed(watch, layout)}
        self._languages = frozenset(language for watch in config.watch for language in watch.languages)

    @property
    def wanted(self) -> Wanted:
        """What an archive is searched for."""
        hosts = frozenset(host for eyes in self._eyes for host in eyes.layout.hosts)
        return Wanted(lambda url: self.at(url) is not None, hosts)

    def at(self, url: str) -> Whose | None:
        """Whose page the address is, None for no profile's."""
        found = ((canonical(url, eyes.layout), eyes.layout) for eyes in self._eyes)
        return next((Whose(self._usual(page, layout), layout) for page, layout in found if page), None)

    def of(self, capture: Capture, where: str) -> Whose | None:
        """Whose page a saved text without an address is, by its title or the file's name. Raises ReadError."""
        for eyes in self._eyes:
            profile = eyes.examine(capture, eyes.layout).profile
            page = whose(profile, Path(where), eyes.layout) if profile.sections else None
            if page:
                return Whose(self._usual(page, eyes.layout), eyes.layout)
        return None

    def archived_addresses(self, keys: Collection[str]) -> tuple[str, ...]:
        """The beginnings of all addresses that pages of these keys ever had, of every watched page when empty."""
        languages = {key.rpartition(".")[2] for key in keys} or self._languages
        layouts = [eyes.layout for eyes in self._eyes]
        own = (f"{host}{middle}" for layout in layouts for host in layout.hosts[:1] for middle in layout.archived)
        return tuple(
            dict.fromkeys(prefix.format(language=language) for prefix in own for language in sorted(languages))
        )

    def _usual(self, page: Page, layout: Layout) -> Page:
        """The page under the address that is watched: an archive knows it under those of its own time."""
        known = self._watched.get(page.key)
        return known or replace(in_language(page, page.language, layout), origin="import")


class Taking:
    """Archives what is found, a commit each, and counts what came of it. What is there stays as it is."""

    def __init__(self, db: Database, owner: Pages, clock: Callable[[], datetime], tries: Tries) -> None:
        self.taken = Taken()
        self._db, self._owner, self._clock, self._tries = db, owner, clock, tries

    @property
    def now(self) -> datetime:
        """The time (aware, UTC), by the clock of the import."""
        return self._clock()

    def remember(self, ready_at: Mapping[str, datetime]) -> None:
        """Write down when each host may be asked again (aware, UTC)."""

        def save() -> None:
            with immediate(self._db):
                pace.save(self._db, dict(ready_at))

        keep_trying(save, self._tries)

    def add(self, item: Item) -> None:
        """Take one item of an archive in."""
        if isinstance(item, Found):
            self._take(item)
        elif isinstance(item, Trouble):
            self.trouble(item)
        else:
            self.taken.passed += 1

    def trouble(self, trouble: Trouble) -> None:
        """Note something that could not be taken."""
        self.taken.troubles.append(trouble)

    def withhold(self, url: str, why: str) -> None:
        """Note an address of an archive that gave nothing, or something else: for a while it is not asked again."""
        keep_trying(lambda: withheld.remember(self._db, url, self.now, why), self._tries)

    def _take(self, found: Found) -> None:
        capture, now = found.capture, self._clock()
        if capture.at > now + _AHEAD or capture.at < _OLDEST:
            when = "in the future" if capture.at > now else "before any page was archived"
            self.trouble(Trouble(found.where, f"It is dated {capture.at.date()}, which is {when}."))
            return
        try:
            named = capture.requested_url.startswith(_ADDRESSED)
            whose = self._owner.at(capture.requested_url) if named else self._owner.of(capture, found.where)
        except ReadError as error:
            self.trouble(Trouble(found.where, f"It cannot be read: {error}"))
            return
        if whose is None:
            self.trouble(Trouble(found.where, "Neither address nor title nor name tells which profile it is."))
            return
        named_capture = replace(capture, page=whose.page.key)
        new = keep_trying(lambda: _archive(self._db, named_capture, whose, now), self._tries)
        self.taken.new += new
        self.taken.known += not new


def _archive(db: Database, capture: Capture, owner: Whose, now: datetime) -> bool:
    if captures.is_known(db, capture):
        return False
    with immediate(db):
        pages.ensure(db, owner.page, owner.layout.name, owner.layout.country(owner.page.country), now)
    captures.save(db, capture)
    return True


def waiting(db: Database, eyes: Sequence[Eyes]) -> dict[str, tuple[Page, Eyes, Sequence[int]]]:
    """Imported captures that nobody has judged, by page key, each with its page, how it is read, and their ids by
    time.

    Those from after the last look at a page that is watched stay out, so that what is new is told as news: the next
    run looks itself, or takes the newest of them in its place, and the first import after that places the others.
    """
    by_layout = {each.layout.name: each for each in eyes}
    found: dict[str, tuple[Page, Eyes, Sequence[int]]] = {}
    for key, ids in captures.imported_unjudged(db).items():
        page, layout = pages.get(db, key), pages.layout_of(db, key)
        until = checks.watched_until(db, key)
        past = ids if until is None else captures.taken_until(db, ids, until)
        if page and layout in by_layout and past:
            found[key] = (page, by_layout[layout], past)
    return found
