"""Which pages a first look asks for: those named, or an index and three profiles that differ; pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches

from lexdelta.probe.probed import Listing, Target
from lexdelta.settings import Config, Watch
from lexdelta.watching import in_languages, index_page, layout_of, listed, merged
from scraper import paging
from scraper.layout import Layout
from scraper.page import Page, canonical, key_of
from scraper.profile import Profile

MOST_PROFILES = 3


@dataclass(frozen=True, slots=True)
class Course:
    """One watch as it is probed: how its pages are read, its index (None for none), the pages it names, and the archive
    that is asked for all of them ("" where the site is)."""

    watch: Watch
    layout: Layout
    index: Page | None
    known: tuple[Page, ...]
    archive: str = ""

    def target(self, page: Page) -> Target:
        """A page of the watch, to be asked for where the watch asks."""
        return Target(page, self.layout, archive=self.archive)


def courses(config: Config) -> tuple[Course, ...]:
    """The watches of a configuration, in order."""
    found = []
    for watch in config.watch:
        layout = layout_of(watch, config)
        archive = config.archive.url if watch.source == "wayback" else ""
        found.append(Course(watch, layout, index_page(watch, layout), listed(watch, layout), archive))
    return tuple(found)


def indexes(found: Iterable[Course]) -> tuple[Target, ...]:
    """The indexes of the watches, each once."""
    targets = {course.index.url: course.target(course.index) for course in found if course.index}
    return tuple(targets.values())


def addressed(url: str, found: Sequence[Course]) -> Target:
    """The page at an address somebody names; one that no watched layout knows is read as the first watch's pages."""
    for course in found:
        if course.index and course.index.url == url:
            return course.target(course.index)
        page = canonical(url, course.layout)
        if page:
            return course.target(page)
    page = Page("", "", found[0].watch.languages[0], url, origin="configured")
    return replace(found[0].target(page), strange=True)


def called(name: str, found: Iterable[Course], listings: Iterable[tuple[Page, ...]]) -> Target | None:
    """The page of that key or country among the known ones and those an index lists, None when there is none."""
    wanted = name.strip().lower()
    for course, added in zip(found, listings, strict=True):
        country = course.layout.country(name)
        names = {wanted, country.key} if country else {wanted}
        for page in merged(course.known, in_languages(added, course.watch, course.layout)):
            if names & {page.key, page.profile, page.country}:
                return course.target(page)
    return None


def nearest(name: str, found: Iterable[Course], listings: Iterable[tuple[Page, ...]]) -> list[str]:
    """Countries whose name is like that one."""
    pages = [page for course in found for page in course.known] + [page for added in listings for page in added]
    return get_close_matches(name.lower(), {page.country for page in pages}, n=3)


def sampled(course: Course, added: tuple[Page, ...]) -> tuple[Target, ...]:
    """Three profiles of a watch, in its first language: the layout's own samples as far as they are watched, then
    others spread over the alphabet."""
    language = course.watch.languages[0]
    pages = merged(course.known, in_languages(added, course.watch, course.layout))
    by_country = {page.country: page for page in sorted(pages, key=lambda page: page.key) if page.language == language}
    chosen = [by_country.pop(key) for key in course.layout.samples if key in by_country][:MOST_PROFILES]
    chosen += _spread(list(by_country.values()), MOST_PROFILES - len(chosen))
    return tuple(course.target(page) for page in sorted(chosen, key=lambda page: page.key))


def _spread(pages: Sequence[Page], wanted: int) -> list[Page]:
    if len(pages) <= wanted:
        return list(pages)
    last = len(pages) - 1
    return [pages[round(last * place / max(wanted - 1, 1))] for place in range(wanted)]


def compared(target: Target, course: Course, found: paging.Listing) -> Listing:
    """What an index lists, against the pages that are known without it."""
    there = {page.profile: _name(page, target.layout) for page in found.profiles}
    known = {page.profile: _name(page, target.layout) for page in course.known}
    return Listing(
        profiles=len(there),
        new=tuple(sorted(name for key, name in there.items() if key not in known)),
        missing=tuple(sorted(name for key, name in known.items() if key not in there)),
        more=len(found.more),
    )


def whose(target: Target, profile: Profile) -> Target:
    """The target of a strange address, now that its page names a country; as it was when it names none."""
    country = target.layout.country(profile.title) if profile.title else None
    if not target.strange or country is None:
        return target
    language = profile.language or target.page.language
    key = key_of(country.key, language, target.layout)
    return replace(target, page=Page(key, country.key, language, target.page.url, origin="configured"))


def _name(page: Page, layout: Layout) -> str:
    country = layout.country(page.country)
    return country.name if country else page.country
