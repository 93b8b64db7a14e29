"""One run as one sentence: discover, look, judge, look once more, look across, commit."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial

from sqlite_utils import Database

from lexdelta.committing import Tries, keep_trying
from lexdelta.happenings import gone_pages
from lexdelta.index_walk import Guide, walk
from lexdelta.indexing import IndexFinding, judge_index, with_names
from lexdelta.judging import Eyes, Finding, failed, judge_capture, unreadable
from lexdelta.looking import Archive, Fetch, Look, Plan, look_at_all
from lexdelta.notify.outbox import owe
from lexdelta.numbered import judge_unnamed, known_as, names_in, one_each
from lexdelta.recording import Recorded, Removals, RunFacts, Verdicts, record
from lexdelta.remembering import Left, left_behind, plan_for, recall
from lexdelta.returning import without_returns
from lexdelta.settings import Config, Watch
from lexdelta.sitewide import look_across, twins, without_doubles
from lexdelta.standing_in import stand_ins
from lexdelta.watching import elsewhere, in_languages, index_page, listed, merged, to_look_at
from lexdelta.wayback import newest_archived
from scraper.capture import Capture
from scraper.errors import ReadError, Refused
from scraper.fetch import Client, fetch, open_client
from scraper.layout import Layout
from scraper.page import Page
from scraper.profile import Profile
from scraper.rules import FetchRules
from storage import captures, checks, events, pace, pages, snapshots
from storage.database import immediate


@dataclass(frozen=True, slots=True)
class Tools:
    """Everything a run works with; nothing is global.

    `clock` gives the time (aware, UTC); `eyes_of` how the pages of a watch are read; `told` hears each finding as it
    is made, with how many pages there are; `tries` how often a commit waits for a reader that holds the file.
    """

    db: Database
    config: Config
    rules: FetchRules
    clock: Callable[[], datetime]
    eyes_of: Callable[[Watch], Eyes]
    told: Callable[[Finding, int], None]
    tries: Tries


@dataclass(slots=True)
class Seen:
    """What all looks of a run found: one finding a page, the attempts a second look replaced, those that archives stand
    in for, and the indexes."""

    findings: list[Finding] = field(default_factory=list)
    earlier: list[Finding] = field(default_factory=list)
    stood_in: list[Finding] = field(default_factory=list)
    indexes: list[IndexFinding] = field(default_factory=list)
    ready_at: dict[str, datetime] = field(default_factory=dict)

    @property
    def keys(self) -> set[str]:
        """The keys of what was looked at, under the number it was asked for as well as under its own."""
        named = (naming.page.key for finding in self.findings for naming in finding.named)
        return {*(finding.page.key for finding in self.findings), *named}


def run(tools: Tools, facts: RunFacts, only: frozenset[str] = frozenset()) -> Recorded:
    """One pass over every watch, or over the page keys in `only`; all it found is committed when this returns.

    Raises Busy when a reader held the file through every try: the captures are kept, and the next run judges them.
    """
    seen = Seen()
    asyncio.run(_look_at_everything(tools, only, seen))
    verdicts = judge_run(tools, seen, some_only=bool(only))
    finished = replace(facts, finished_at=tools.clock())

    def commit() -> Recorded:
        with immediate(tools.db):
            pace.save(tools.db, seen.ready_at)
            recorded = record(tools.db, finished, verdicts)
            owe(tools.db, tools.config, recorded.run)
            return recorded

    return keep_trying(commit, tools.tries)


def judge_run(tools: Tools, seen: Seen, *, some_only: bool = False) -> Verdicts:
    """What the findings of a run mean together, before anything of it is written."""
    config = tools.config
    layout = tools.eyes_of(config.watch[0]).layout
    findings = without_doubles(seen.findings, layout, partial(_stored, tools.db))
    findings = without_returns(tools.db, findings)
    gone = gone_pages(tools.db, [finding.page.key for finding in findings])
    languages = tuple(dict.fromkeys(language for watch in config.watch for language in watch.languages))
    return Verdicts(
        findings=findings,
        earlier=(*seen.earlier, *seen.stood_in),
        indexes=tuple(with_names(found, names_in(findings)) for found in seen.indexes),
        sitewide=look_across(findings, frozenset(events.open_fingerprints(tools.db, "site")), gone, seen.stood_in),
        told_with=twins(findings, languages),
        removals=Removals(config.removals.captures, config.removals.hours),
        partial=some_only,
    )


def _stored(db: Database, key: str) -> Profile | None:
    latest = snapshots.latest(db, key)
    return latest.profile if latest else None


async def _look_at_everything(tools: Tools, only: frozenset[str], seen: Seen) -> None:
    # What it found is no result of the task: asyncio, giving Ctrl-C back, would spell all of it out in a message.
    left = left_behind(tools.db, tools.clock() - timedelta(hours=tools.config.fetch.reuse_hours))
    async with open_client(tools.rules, pace.load(tools.db)) as client:
        for watch in tools.config.watch:
            await _look_at_watch(tools, client, watch, left, only, seen)
        seen.ready_at = dict(client.ready_at)


async def _look_at_watch(
    tools: Tools, client: Client, watch: Watch, left: Left, only: frozenset[str], seen: Seen
) -> None:
    eyes = tools.eyes_of(watch)
    ask = _fetch_of(tools, client, watch)
    known = listed(watch, eyes.layout)
    index = index_page(watch, eyes.layout)
    from_index: tuple[Page, ...] = ()
    if index and not only:
        found = await _look_at_index(tools, ask, index, left, eyes)
        seen.indexes.append(found)
        from_index = in_languages(found.links, watch, eyes.layout)
    known = known_as(tools.db, merged(known, from_index), eyes.layout)
    wanted = to_look_at(watch, known, pages.all_pages(tools.db), only, seen.keys)
    _write_down(tools, wanted, eyes.layout)
    plans = [plan_for(tools.db, page, left) for page in wanted]
    findings = await _round(tools, ask, plans, eyes, left)
    again = [more for finding, look in findings if (more := _another_look(finding, look, from_index))]
    second = {look.page.key: f for f, look in await _round(tools, ask, again, eyes, left)}
    seen.earlier += [finding for finding, look in findings if look.page.key in second]
    found_now = [second.get(look.page.key, finding) for finding, look in findings]
    instead = stand_ins(tools.db, found_now, lambda look: _judged(tools, look, eyes, left))
    seen.stood_in += [finding for finding in found_now if finding.page.key in instead]
    seen.findings, replaced = one_each([*seen.findings, *(instead.get(f.page.key, f) for f in found_now)])
    seen.earlier += replaced


def _fetch_of(tools: Tools, client: Client, watch: Watch) -> Fetch:
    """How the pages of a watch are asked for: the site itself, or the archive where the site refuses scripts."""
    ask: Fetch = partial(fetch, client)
    return newest_archived(tools.config.archive.url, ask) if watch.source == "wayback" else ask


def _write_down(tools: Tools, wanted: Sequence[Page], layout: Layout) -> None:
    """Captures point to pages, so pages are written down before the first byte is asked for."""

    def commit() -> None:
        with immediate(tools.db):
            for page in wanted:
                pages.ensure(tools.db, page, layout.name, layout.country(page.country), tools.clock())

    keep_trying(commit, tools.tries)


async def _look_at_index(tools: Tools, ask: Fetch, index: Page, left: Left, eyes: Eyes) -> IndexFinding:
    async def look_at(page: Page) -> Look:
        _write_down(tools, [page], eyes.layout)
        looks: list[Look] = []
        await look_at_all([plan_for(tools.db, page, left)], ask, _archive(tools), tools.clock, looks.append)
        return looks[0]

    def believed(page: Page) -> Capture | None:
        accepted = checks.last_accepted_capture(tools.db, page.key)
        return captures.load(tools.db, accepted) if accepted else None

    guide = Guide(
        look_at, believed, lambda capture: eyes.discover(capture, eyes.layout), lambda look: _accepted_by(look, left)
    )
    return judge_index(await walk(index, guide), lambda links: known_as(tools.db, links, eyes.layout))


async def _round(tools: Tools, ask: Fetch, plans: Sequence[Plan], eyes: Eyes, left: Left) -> list[tuple[Finding, Look]]:
    """Look at each page of a round and judge what came, each as soon as it is there; the looks without their bodies."""
    judged: dict[str, tuple[Finding, Look]] = {}

    def judge(look: Look) -> None:
        finding = _judged(tools, look, eyes, left)
        judged[look.page.key] = (finding, replace(look, capture=None))
        tools.told(finding, len(plans))

    await look_at_all(plans, ask, _archive(tools), tools.clock, judge)
    return [judged[plan.page.key] for plan in plans]


def _judged(tools: Tools, look: Look, eyes: Eyes, left: Left) -> Finding:
    if look.error:
        return failed(look.page, look.at, look.error.code, str(look.error), look.error.status, look.capture_id)
    if look.capture is None or look.capture_id is None:
        return Finding(look.page, look.at, "not_modified")
    by = _accepted_by(look, left)
    if by is None and _is_stale(tools.db, look.page, look.capture):
        reason = "The archive's newest capture is older than what is known of the page."
        return failed(look.page, look.at, "stale", reason, None, None)
    if look.page.kind == "unnamed":
        return judge_unnamed(tools.db, look.page, look.capture, look.capture_id, eyes, by)
    try:
        known = recall(tools.db, look.page, eyes)
    except ReadError as error:
        return unreadable(look.page, look.capture, look.capture_id, error)
    return judge_capture(look.page, look.capture, look.capture_id, known, eyes, by)


def _is_stale(db: Database, page: Page, capture: Capture) -> bool:
    """Whether an archive went back in time: its lost captures are no news, and the older one tells nothing of today."""
    seen = checks.last_verified(db, page.key) if capture.source == "wayback" else None
    return seen is not None and capture.at < seen


def _accepted_by(look: Look, left: Left) -> str | None:
    """Who accepted this very capture out of quarantine, None when nobody did."""
    capture_id, by = left.accepted.get(look.page.key, (None, None))
    return by if capture_id is not None and capture_id == look.capture_id else None


def _another_look(finding: Finding, look: Look, from_index: Sequence[Page]) -> Plan | None:
    """Failed and quarantined pages are looked at once more at the end, unless asking again cannot help; where the index
    gives another address, there."""
    if finding.verified:
        return None
    left = finding.outcome == "gone" or any(code == "final-url" for code, _ in finding.reasons)
    moved = elsewhere(look.page, from_index) if left else None
    return Plan(moved or look.page) if moved or not isinstance(look.error, Refused) else None


def _archive(tools: Tools) -> Archive:
    def save(capture: Capture, failure: str | None) -> int:
        return keep_trying(lambda: captures.save(tools.db, capture, failure), tools.tries)

    return Archive(save, lambda capture_id: captures.load(tools.db, capture_id))
