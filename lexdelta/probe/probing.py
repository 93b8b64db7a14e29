"""A first look at a site: ask politely, once, and say how far the way is free; nothing is kept but what is returned."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from urllib.parse import urlsplit

from lexdelta.config import require_contact, user_agent
from lexdelta.looking import Fetch
from lexdelta.naming import NewHeading, new_headings
from lexdelta.probe import plan
from lexdelta.probe.advising import advise
from lexdelta.probe.plan import Course
from lexdelta.probe.probed import Probe, RobotsSaid, Seen, Target
from lexdelta.running import fetch_rules
from lexdelta.settings import Config
from lexdelta.wayback import newest_archived, newest_question
from scraper.answer import Exchange
from scraper.archives.cdx import is_question
from scraper.capture import Capture
from scraper.errors import FetchError, ReadError
from scraper.fetch import Client, fetch, open_client
from scraper.gate import Reason, judge
from scraper.page import Page
from scraper.robots import read_robots
from scraper.sandbox import Sandbox

ROBOTS = "robots.txt"
STRANGE = Reason("address", "The address is of no form that the layout knows, so no run would take it for a profile.")


def probe(
    config: Config, names: Sequence[str], told: Callable[[str], None], clock: Callable[[], datetime] | None = None
) -> Probe:
    """Look at the index and three profiles of each watch, or at the addresses, keys and countries named: where the
    watch looks, be it the site or the newest captures of an archive.

    One request a page (two of an archive), no second attempt; `told` hears of each address before it is asked. Raises
    ConfigError when nobody may be asked without a contact.
    """
    found = plan.courses(config)
    by_address = tuple(plan.addressed(name, found) for name in names if "://" in name)
    by_name = tuple(name for name in names if "://" not in name)
    others = () if names and not by_name else _addresses(found)
    require_contact(config, (*(target.archive or target.page.url for target in by_address), *others))
    at = clock() if clock else datetime.now(UTC)
    with Sandbox() as sandbox:
        look = _Look(config, found, sandbox, told)
        seen = asyncio.run(_all(look, by_address, by_name, everything=not names))
    headings = _headings(seen)
    robots = _robots(config, look.heard, seen)
    advice = advise(seen, robots, headings)
    return Probe(at, user_agent(config), robots, seen, tuple(look.heard), headings, advice)


def _addresses(found: Sequence[Course]) -> tuple[str, ...]:
    return tuple(course.archive or page.url for course in found for page in (*course.known[:1], course.index) if page)


@dataclass(frozen=True, slots=True)
class _Look:
    """What one look works with; `heard` is every exchange so far, `listings` what the index of each watch lists."""

    config: Config
    courses: tuple[Course, ...]
    sandbox: Sandbox
    told: Callable[[str], None]
    heard: list[Exchange] = field(default_factory=list)
    listings: dict[str, tuple[Page, ...]] = field(default_factory=dict)

    def added(self, course: Course) -> tuple[Page, ...]:
        """What the index of a watch lists, () for one without an index or before it was asked."""
        return self.listings.get(course.index.url, ()) if course.index else ()


async def _all(
    look: _Look, by_address: Sequence[Target], by_name: Sequence[str], *, everything: bool
) -> tuple[Seen, ...]:
    archived = any(course.archive for course in look.courses)
    rules = replace(fetch_rules(look.config, archived=archived), attempts=1)
    seen: list[Seen] = []
    async with open_client(rules, heard=look.heard.append) as client:
        named = [(name, plan.called(name, look.courses, [()] * len(look.courses))) for name in by_name]
        if everything or not all(target for _, target in named):
            seen += [await _index(look, client, target) for target in plan.indexes(look.courses)]
        chosen = [*by_address, *_samples(look)] if everything else list(by_address)
        asked: set[str] = {item.page.url for item in seen}
        for target in (*chosen, *(_now_called(look, name, target) for name, target in named)):
            if isinstance(target, Seen):
                seen.append(target)
            elif target.page.url not in asked:
                asked.add(target.page.url)
                seen.append(await (_index if target.page.kind == "index" else _profile)(look, client, target))
    return tuple(seen)


def _samples(look: _Look) -> list[Target]:
    return [target for course in look.courses for target in plan.sampled(course, look.added(course))]


def _now_called(look: _Look, name: str, target: Target | None) -> Target | Seen:
    """The page of that name, now that the indexes were asked; a failure that names the nearest when none has it."""
    listings = [look.added(course) for course in look.courses]
    target = target or plan.called(name, look.courses, listings)
    if target:
        return target
    near = plan.nearest(name, look.courses, listings)
    hint = f" Did you mean {' or '.join(near)}?" if near else ""
    nowhere = Target(Page(name, "", "", ""), look.courses[0].layout)
    return Seen(nowhere, failure=Reason("unknown-page", f"No known or listed page is called {name!r}.{hint}"))


async def _index(look: _Look, client: Client, target: Target) -> Seen:
    seen = await _asked(look, client, target)
    if seen.failure or seen.capture is None:
        return seen
    try:
        found = look.sandbox.discover(seen.capture, target.layout)
    except ReadError as error:
        return replace(seen, reasons=(Reason(error.code, str(error)),))
    look.listings[target.page.url] = found.profiles
    if not found.profiles:
        return replace(seen, reasons=(Reason("no-profiles", "The index links to no profile."),))
    course = next(course for course in look.courses if course.index and course.index.url == target.page.url)
    return replace(seen, listing=plan.compared(target, course, found))


async def _profile(look: _Look, client: Client, target: Target) -> Seen:
    seen = await _asked(look, client, target)
    if seen.capture is None or seen.examined is None:
        return seen
    target = plan.whose(target, seen.examined.profile)
    reasons = judge(seen.capture, seen.examined, target.page, target.layout).reasons
    return replace(seen, target=target, reasons=(*reasons, STRANGE) if target.strange else reasons)


async def _asked(look: _Look, client: Client, target: Target) -> Seen:
    """One request, and what can be read of its answer, whatever its status."""
    look.told(target.page.url)
    before, capture, failure = len(look.heard), None, None
    try:
        answer = await _fetch_of(target, client)(target.page, None)
        capture = answer if isinstance(answer, Capture) else None
    except FetchError as error:
        capture, failure = error.capture, Reason(error.code, str(error))
    own = tuple(exchange for exchange in look.heard[before:] if exchange.page != ROBOTS)
    own = tuple(exchange for exchange in own if not is_question(exchange.url)) or own
    seen = Seen(target, own, capture, failure)
    if capture is None or not capture.body:
        return seen if capture is None or failure else replace(seen, reasons=(Reason("empty", "The body is empty."),))
    try:
        return replace(seen, examined=look.sandbox.examine(capture, target.layout))
    except ReadError as error:
        return replace(seen, reasons=(Reason(error.code, str(error)),))


def _fetch_of(target: Target, client: Client) -> Fetch:
    ask: Fetch = partial(fetch, client)
    return newest_archived(target.archive, ask) if target.archive else ask


def _robots(config: Config, heard: Sequence[Exchange], seen: Sequence[Seen]) -> tuple[RobotsSaid, ...]:
    """What each site's robots.txt says of the addresses asked for; redirected ones count for the site they began at."""
    sites: dict[str, list[str]] = {}
    for url in (url for item in seen for url in _asked_for(item)):
        sites.setdefault(_site(url), []).append(url)
    return tuple(_said(config, site, urls, heard) for site, urls in sites.items())


def _asked_for(item: Seen) -> tuple[str, ...]:
    """The addresses that were to be asked for it."""
    if item.target.archive:
        first = newest_question(item.target.archive, item.page)
        return (first, *(exchange.url for exchange in item.exchanges if exchange.url != first))
    return (item.page.url,) if item.page.url else ()


def _said(config: Config, site: str, urls: Sequence[str], heard: Sequence[Exchange]) -> RobotsSaid:
    begun = [exchange for exchange in heard if exchange.page == ROBOTS and _site(exchange.url) == site]
    if not begun:
        return RobotsSaid(site, None)
    after = heard[heard.index(begun[0]) :]
    last = begun[-1] if begun[-1].status < 300 or begun[-1].status >= 400 else _followed(after)
    rules = read_robots(last.body if last.status == 200 else b"", user_agent(config))
    allowed = tuple(url for url in urls if rules.allows(url)) if last.status < 500 else ()
    forbidden = tuple(url for url in urls if url not in allowed)
    return RobotsSaid(site, last, allowed, forbidden, rules.crawl_delay_seconds)


def _followed(heard: Sequence[Exchange]) -> Exchange:
    """The last of a chain of redirects that robots.txt led through."""
    chain = [exchange for exchange in heard if exchange.page == ROBOTS]
    ends = (exchange for exchange in chain if not 300 <= exchange.status < 400)
    return next(ends, chain[-1])


def _site(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def _headings(seen: Sequence[Seen]) -> tuple[NewHeading, ...]:
    """The headings no vocabulary knows; of a page without known labels, whatever it prints as a heading."""
    unknown: dict[str, list[tuple[str, str]]] = {}
    printed: dict[str, list[tuple[str, str]]] = {}
    layouts = {item.target.layout.name: item.target.layout for item in seen}
    for item in seen:
        if item.is_index or item.examined is None or item.blocked or item.failure:
            continue
        profile, layout = item.examined.profile, item.target.layout
        texts = profile.words.unknown_labels or [h for h in item.examined.headings if not layout.country(h)]
        unknown.setdefault(item.target.layout.name, []).extend((item.page.key, text) for text in texts)
        printed[item.page.key] = [(section.key, section.label) for section in profile.sections]
    named = (new_headings(layouts[name], found, printed) for name, found in unknown.items())
    return tuple(heading for headings in named for heading in headings)
