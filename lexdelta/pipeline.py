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
from lexdelta.indexing import IndexFinding, judge_index
from lexdelta.judging import Eyes, Finding, failed, judge_capture, unreadable
from lexdelta.looking import Archive, Fetch, Look, Plan, look_at_all
from lexdelta.recording import Recorded, Removals, RunFacts, Verdicts, record
from lexdelta.remembering import Left, left_behind, plan_for, recall
from lexdelta.settings import Config, Watch
from lexdelta.sitewide import look_across, twins, without_doubles
from lexdelta.watching import in_languages, index_page, listed, merged, to_look_at
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
    """What all looks of a run found: one finding a page, the attempts a second look replaced, and the indexes."""

    findings: list[Finding] = field(default_factory=list)
    earlier: list[Finding] = field(default_factory=list)
    indexes: list[IndexFinding] = field(default_factory=list)
    ready_at: dict[str, datetime] = field(default_factory=dict)


def run(tools: Tools, facts: RunFacts, only: frozenset[str] = frozenset()) -> Recorded:
    """One pass over every watch, or over the page keys in `only`; all it found is committed when this returns.

    Raises Busy when a reader held the file through every try: the captures are kept, and the next run judges them.
    """
    seen = asyncio.run(_look_at_everything(tools, only))
    verdicts = judge_run(tools, seen, some_only=bool(only))
    finished = replace(facts, finished_at=tools.clock())

    def commit() -> Recorded:
        with immediate(tools.db):
            pace.save(tools.db, seen.ready_at)
            return record(tools.db, finished, verdicts)

    return keep_trying(commit, tools.tries)


def judge_run(tools: Tools, seen: Seen, *, some_only: bool = False) -> Verdicts:
    """What the findings of a run mean together, before anything of it is written."""
    config = tools.config
    layout = tools.eyes_of(config.watch[0]).layout
    findings = without_doubles(seen.findings, layout, partial(_stored, tools.db))
    gone = gone_pages(tools.db, [finding.page.key for finding in findings])
    languages = tuple(dict.fromkeys(language for watch in config.watch for language in watch.languages))
    return Verdicts(
        findings=findings,
        earlier=tuple(seen.earlier),
        indexes=tuple(seen.indexes),
        sitewide=look_across(findings, frozenset(events.open_fingerprints(tools.db, "site")), gone),
        told_with=twins(findings, languages),
        removals=Removals(config.removals.captures, config.removals.hours),
        partial=some_only,
    )


def _stored(db: Database, key: str) -> Profile | None:
    latest = snapshots.latest(db, key)
    return latest.profile if latest else None


async def _look_at_everything(tools: Tools, only: frozenset[str]) -> Seen:
    seen = Seen()
    left = left_behind(tools.db, tools.clock() - timedelta(hours=tools.config.fetch.reuse_hours))
    async with open_client(tools.rules, pace.load(tools.db)) as client:
        for watch in tools.config.watch:
            await _look_at_watch(tools, client, watch, left, only, seen)
        seen.ready_at = dict(client.ready_at)
    return seen


async def _look_at_watch(
    tools: Tools, client: Client, watch: Watch, left: Left, only: frozenset[str], seen: Seen
) -> None:
    eyes = tools.eyes_of(watch)
    ask = _fetch_of(tools, client, watch)
    known = listed(watch, eyes.layout)
    index = index_page(watch, eyes.layout)
    if index and not only:
        found = await _look_at_index(tools, ask, index, left, eyes)
        seen.indexes.append(found)
        known = merged(known, in_languages(found.listed, watch, eyes.layout))
    done = {finding.page.key for finding in seen.findings}
    wanted = to_look_at(watch, known, pages.all_pages(tools.db), only, done)
    _write_down(tools, wanted, eyes.layout)
    plans = [plan_for(tools.db, page, left) for page in wanted]
    findings = await _round(tools, ask, plans, eyes, left)
    again = [plan for plan, (finding, look) in zip(plans, findings, strict=True) if _deserves_another(finding, look)]
    second = {f.page.key: f for f, _ in await _round(tools, ask, [Plan(p.page) for p in again], eyes, left)}
    seen.earlier += [finding for finding, _ in findings if finding.page.key in second]
    seen.findings += [second.get(finding.page.key, finding) for finding, _ in findings]


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
    _write_down(tools, [index], eyes.layout)
    plan = plan_for(tools.db, index, left)
    (look,) = await look_at_all([plan], ask, _archive(tools), tools.clock, lambda _: None)
    accepted = checks.last_accepted_capture(tools.db, index.key)
    before = captures.load(tools.db, accepted) if accepted else None
    return judge_index(look, before, lambda capture: eyes.discover(capture, eyes.layout), _accepted_by(look, left))


async def _round(tools: Tools, ask: Fetch, plans: Sequence[Plan], eyes: Eyes, left: Left) -> list[tuple[Finding, Look]]:
    """Look at each page of a round and judge what came, each as soon as it is there."""
    judged: dict[str, tuple[Finding, Look]] = {}

    def judge(look: Look) -> None:
        finding = _judged(tools, look, eyes, left)
        judged[look.page.key] = (finding, look)
        tools.told(finding, len(plans))

    await look_at_all(plans, ask, _archive(tools), tools.clock, judge)
    return [judged[plan.page.key] for plan in plans]


def _judged(tools: Tools, look: Look, eyes: Eyes, left: Left) -> Finding:
    if look.error:
        return failed(look.page, look.at, look.error.code, str(look.error), look.error.status, look.capture_id)
    if look.capture is None or look.capture_id is None:
        return Finding(look.page, look.at, "not_modified")
    try:
        known = recall(tools.db, look.page, eyes)
    except ReadError as error:
        return unreadable(look.page, look.capture, look.capture_id, error)
    return judge_capture(look.page, look.capture, look.capture_id, known, eyes, _accepted_by(look, left))


def _accepted_by(look: Look, left: Left) -> str | None:
    """Who accepted this very capture out of quarantine, None when nobody did."""
    capture_id, by = left.accepted.get(look.page.key, (None, None))
    return by if capture_id is not None and capture_id == look.capture_id else None


def _deserves_another(finding: Finding, look: Look) -> bool:
    """Failed and quarantined pages are looked at once more at the end, unless asking again cannot help."""
    return not finding.verified and not isinstance(look.error, Refused)


def _archive(tools: Tools) -> Archive:
    def save(capture: Capture, failure: str | None) -> int:
        return keep_trying(lambda: captures.save(tools.db, capture, failure), tools.tries)

    return Archive(save, lambda capture_id: captures.load(tools.db, capture_id))
