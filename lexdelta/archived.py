"""The second half of an import: judge what was archived, page by page in order of time, and write all of it at once."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlite_utils import Database

from diffs.change import StatusChange
from diffs.classify import classify
from diffs.siblings import fingerprint, on_most, twin
from lexdelta.judging import Eyes, Finding, unreadable
from lexdelta.recording import Removals, save_check
from lexdelta.remembering import as_read_today
from lexdelta.timeline import Difference, Seen, Timeline, timeline, with_ends
from scraper.errors import ReadError
from scraper.gate import Baseline, judge
from scraper.page import Page
from storage import captures, changes, checks, events, pages, snapshots
from storage.changes import Evidence

EDITIONS_APART = timedelta(days=7)
Told = Callable[[Finding, int], None]


@dataclass(frozen=True, slots=True)
class History:
    """What the imported captures of one page come to: its looks in order of time, and those that were refused."""

    page: Page
    line: Timeline
    refused: tuple[Finding, ...]


def history_of(
    db: Database, page: Page, eyes: Eyes, ids: Sequence[int], removals: Removals, told: Callable[[Finding], None]
) -> History:
    """Read and judge a page's imported captures, and place the accepted ones among the snapshots that are known."""
    imported: list[Seen] = []
    refused: list[Finding] = []
    for capture_id in ids:
        found = _judged(db, page, eyes, capture_id)
        told(found)
        if found.profile is not None and found.verified:
            imported.append(Seen(found.at, capture_id, found.profile))
        else:
            refused.append(replace(found, profile=None))
    known = [] if not imported else [_known(db, snapshot_id, eyes) for snapshot_id in _snapshots(db, page)]
    return History(page, timeline(page, with_ends(known, imported), removals), tuple(refused))


def _snapshots(db: Database, page: Page) -> Sequence[int]:
    return tuple(snapshots.numbers(db, page.key))


def _known(db: Database, snapshot_id: int, eyes: Eyes) -> tuple[Seen, datetime]:
    snapshot = snapshots.get(db, snapshot_id)
    if snapshot is None:
        raise RuntimeError(f"snapshot {snapshot_id} was listed and is not there")
    told = changes.fingerprints_to(db, snapshot_id)
    profile = as_read_today(db, snapshot, eyes)
    look = Seen(snapshot.observed_at, snapshot.capture, profile, snapshot_id, told)
    return look, checks.last_seen(db, snapshot_id) or snapshot.observed_at


def _judged(db: Database, page: Page, eyes: Eyes, capture_id: int) -> Finding:
    """The gate knows no past here: a page of another era is not measured by today's."""
    capture = captures.load(db, capture_id)
    try:
        examined = eyes.examine(capture, eyes.layout)
    except ReadError as error:
        return unreadable(page, capture, capture_id, error)
    verdict = judge(capture, examined, page, eyes.layout, Baseline(addresses=frozenset((capture.requested_url,))))
    if verdict.accepted:
        return Finding(page, capture.at, "unchanged", capture_id, profile=examined.profile)
    reasons = tuple((reason.code, reason.detail) for reason in verdict.reasons)
    return Finding(page, capture.at, "quarantined", capture_id, reasons, text_digest=examined.text_digest)


@dataclass(frozen=True, slots=True)
class Template:
    """A change of the template: its marks (fingerprints), the countries it reached, and the gap it lies in."""

    marks: frozenset[str]
    countries: tuple[str, ...]
    start: datetime
    end: datetime


def templates(histories: Sequence[History]) -> tuple[Template, ...]:
    """What the template did: the same change on most countries, at a moment that lies within all their gaps. Changes
    whose gaps share a moment are one. A status that moves is a country's, however many move in one year."""
    spans: dict[str, dict[str, _Span]] = defaultdict(dict)
    for history in histories:
        for found in history.line.differences:
            if not (isinstance(found.change, StatusChange) and found.change.field == "standing"):
                mark = fingerprint(found.change)
                spans[mark].setdefault(history.page.country, (found.last_seen_old, found.first_seen_new))
    of = len({history.page.country for history in histories if history.line.judged})
    groups = ((mark, _together(found)) for mark, found in spans.items())
    told = (_template(mark, group) for mark, group in groups if on_most(len(group), of))
    return _joined(sorted(told, key=lambda each: (each.start, each.end)))


_Span = tuple[datetime, datetime]


def _together(spans: dict[str, _Span]) -> dict[str, _Span]:
    """The largest group of countries whose spans share a moment."""
    groups = [
        {country: span for country, span in spans.items() if span[0] < moment <= span[1]}
        for moment in {end for _, end in spans.values()}
    ]
    return max(groups, key=lambda group: (len(group), sorted(group)), default={})


def _template(mark: str, group: dict[str, _Span]) -> Template:
    starts, ends = zip(*group.values(), strict=True)
    return Template(frozenset((mark,)), tuple(sorted(group)), max(starts), min(ends))


def _joined(found: Sequence[Template]) -> tuple[Template, ...]:
    joined: list[Template] = []
    for each in found:
        if joined and each.start < joined[-1].end:
            joined[-1] = _both(joined[-1], each)
        else:
            joined.append(each)
    return tuple(joined)


def _both(one: Template, other: Template) -> Template:
    countries = tuple(sorted({*one.countries, *other.countries}))
    return Template(one.marks | other.marks, countries, max(one.start, other.start), min(one.end, other.end))


def record(db: Database, run: int, at: datetime, histories: Sequence[History]) -> None:
    """Write every page's history: snapshots, checks, changes with their states, the template's events. The caller holds
    the transaction."""
    told = _Templates(db, run, at, templates(histories))
    for history in histories:
        ids = _save_states(db, run, history)
        for found in history.line.differences:
            _save_difference(db, run, history, found, ids, told)
        for refused in history.refused:
            save_check(db, run, refused)


def _save_states(db: Database, run: int, history: History) -> dict[int, int]:
    """Place in the timeline -> snapshot id, for known states and for those that are new."""
    key = history.page.key
    ids = {place: look.snapshot for place, look in enumerate(history.line.seen) if look.snapshot is not None}
    for judged in history.line.judged:
        look = judged.seen
        if judged.outcome != "unchanged":
            ids[judged.state] = snapshots.save(db, key, look.capture, run, look.profile, look.at)
        finding = Finding(history.page, look.at, judged.outcome, look.capture)
        save_check(db, run, finding, ids[judged.state])
        pages.add_alias(db, key, captures.final_url(db, look.capture), look.at)
    return ids


def _save_difference(
    db: Database, run: int, history: History, found: Difference, ids: dict[int, int], told: _Templates
) -> None:
    mark, seen = fingerprint(found.change), history.line.seen
    evidence = Evidence(
        found.last_seen_old,
        found.first_seen_new,
        seen[found.before].capture,
        seen[found.after].capture,
        ids[found.before],
        ids[found.after],
    )
    leader = _other_edition(db, history.page, found)
    judgement = classify(found.change)
    number = changes.save(db, run, history.page.key, found.change, judgement, mark, evidence, leader, history=True)
    event = told.event(mark, history.page.country)
    state = "dismissed" if event and found.state == "confirmed" else found.state
    changes.set_state(db, number, state, told.at, run=run, event=event)


def _other_edition(db: Database, page: Page, found: Difference) -> int | None:
    """The same change in another edition of the profile, when the two gaps that hold them touch."""
    start, end = found.last_seen_old - EDITIONS_APART, found.first_seen_new + EDITIONS_APART
    mark = twin(found.change)
    for stored in changes.find(db, country=page.country, since=start):
        of_profile = stored.page == f"{page.profile}.{stored.language}" and stored.language != page.language
        touches = stored.last_seen_old <= end and page.key not in stored.also_in
        if of_profile and touches and twin(changes.to_change(stored)) == mark:
            return stored.id
    return None


class _Templates:
    """The events of one import: each change of the template is one, over before anybody hears of it."""

    def __init__(self, db: Database, run: int, at: datetime, found: Sequence[Template]) -> None:
        self.at = at
        self._events: dict[tuple[str, str], int] = {}
        for each in found:
            title = (
                f"The template changed between {each.start:%Y-%m-%d} and {each.end:%Y-%m-%d} "
                f"on the pages of {len(each.countries)} countries"
            )
            digest = hashlib.sha256("".join(sorted(each.marks)).encode()).hexdigest()[:16]
            event = events.save(db, run, at, "template", digest, title, detail=each.countries)
            events.close(db, event, at, run=run)  # nobody has to decide what lies in the past
            self._events |= {(mark, country): event for mark in each.marks for country in each.countries}

    def event(self, mark: str, country: str) -> int | None:
        """The event a change belongs to, None for a change of its own."""
        return self._events.get((mark, country))
