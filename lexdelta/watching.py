"""Which pages are watched: what the layout knows, what the configuration lists, what an index adds."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import replace

from lexdelta.settings import Config, Watch
from scraper.layout import Layout
from scraper.layouts.shipped import shipped
from scraper.page import Origin, Page, addressed, in_language, is_of


def layout_of(watch: Watch, config: Config) -> Layout:
    """The layout a watch names, with the headings the operator added to it."""
    return layout_named(watch.layout, config)


def layout_named(name: str, config: Config) -> Layout:
    """The layout of that name, with the operator's headings; KeyError for a name the configuration would refuse."""
    return shipped(name, tuple(sorted(getattr(config.layouts, name).labels.items())))


def listed(watch: Watch, layout: Layout) -> tuple[Page, ...]:
    """The pages a watch names before any index is asked, in every language it wants; () for an index alone.

    Addresses that are no profile of the layout are left out: `strangers` names them.
    """
    origin: Origin = "known" if watch.pages == "known" else "configured"
    urls = layout.known if watch.pages == "known" else watch.pages
    pages = [addressed(url, layout) for url in urls]
    return in_languages([replace(page, origin=origin) for page in pages if page], watch, layout)


def strangers(watch: Watch, layout: Layout) -> tuple[str, ...]:
    """Listed addresses that lead to no profile of the layout."""
    return () if watch.pages == "known" else tuple(url for url in watch.pages if addressed(url, layout) is None)


def in_languages(pages: Iterable[Page], watch: Watch, layout: Layout) -> tuple[Page, ...]:
    """Each page in each language the watch wants, once."""
    return merged((), (in_language(page, language, layout) for page in pages for language in watch.languages))


def merged(first: Iterable[Page], added: Iterable[Page]) -> tuple[Page, ...]:
    """Both, each key once; where several name a page the address of the first counts."""
    pages: dict[str, Page] = {}
    for page in (*first, *added):
        pages.setdefault(page.key, page)
    return tuple(pages.values())


def to_look_at(
    watch: Watch, known: Iterable[Page], stored: Iterable[Page], only: Collection[str], done: Collection[str]
) -> list[Page]:
    """The pages of one watch that a run looks at, or those of `only` (page keys, all when empty).

    What an index once added stays watched though it fails today or names it no more, unless it never had a name; what
    the watch is to be without is left out wherever it comes from. No page is asked for twice in a run, so keys in
    `done` are left out.
    """
    layout = shipped(watch.layout)
    named = (page for page in stored if page.kind == "profile" or (page.kind == "unnamed" and page.key in only))
    theirs = (page for page in named if page.origin == "index" and is_of(page, layout))
    added = [page for page in theirs if page.language in watch.languages]
    everything = merged(known, added if watch.index else ())
    wanted = [page for page in everything if not _names(page.key) & set(watch.without)]
    return [page for page in wanted if page.key not in done and (not only or page.key in only)]


def is_left_out(config: Config, key: str) -> bool:
    """Whether the configuration leaves a page out by `watch.without`, in one of the watches of its site."""
    prefix = key.rpartition("/")[0]
    theirs = (watch for watch in config.watch if shipped(watch.layout).prefix == prefix)
    return any(not _names(key).isdisjoint(watch.without) for watch in theirs)


def _names(key: str) -> set[str]:
    """What a page may be called where it is left out: its key, its key in all languages, its country."""
    profile = key.rpartition(".")[0]
    return {key, profile, profile.rpartition("/")[2]}


def elsewhere(page: Page, listed: Iterable[Page]) -> Page | None:
    """The page at the address an index gives for it, None where that is the address it has or there is none."""
    return next((other for other in listed if other.key == page.key and other.url != page.url), None)


def index_page(watch: Watch, layout: Layout) -> Page | None:
    """The index of a watch as a page, None when it has none; another address is another page."""
    if not watch.index:
        return None
    mark = "" if watch.index == layout.index else f"-{hashlib.sha256(watch.index.encode()).hexdigest()[:8]}"
    return Page(f"index.{layout.name}{mark}", "", watch.languages[0], watch.index, kind="index", origin="configured")
