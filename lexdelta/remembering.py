"""What the database knows of a page before it is looked at again, and so how to ask for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from lexdelta.judging import Eyes, Known, Missing
from lexdelta.looking import Plan
from scraper.page import Page
from scraper.profile import Profile
from storage import captures, changes, checks, decisions, pages, snapshots
from storage.errors import StorageError
from storage.snapshots import Snapshot

EVERY_NTH_UNCONDITIONAL = 7


@dataclass(frozen=True, slots=True)
class Left:
    """What waits to be judged instead of asked for: captures of an interrupted run by page key, and captures a
    person accepted out of quarantine with that person's name."""

    interrupted: dict[str, int]
    accepted: dict[str, tuple[int, str]]


def left_behind(db: Database, since: datetime) -> Left:
    """What earlier runs left: captures at or after `since` (aware, UTC) that nobody judged, and accepted ones."""
    accepted = {item.page: (item.capture, item.by) for item in decisions.accepted_captures_waiting(db)}
    return Left(captures.unjudged(db, since), accepted)


def plan_for(db: Database, page: Page, left: Left) -> Plan:
    """How to look at a page: what waits is judged first; else ask, and conditionally when an unchanged answer would
    settle the matter. A page with anything provisional, and every seventh check, is asked for whole."""
    if page.key in left.accepted:
        return Plan(page, reuse=left.accepted[page.key][0])
    if page.key in left.interrupted:
        return Plan(page, reuse=left.interrupted[page.key])
    due = checks.since_body(db, page.key) >= EVERY_NTH_UNCONDITIONAL - 1
    if due or changes.waiting(db, page.key) or changes.open_provisional(db, page.key):
        return Plan(page)
    return Plan(page, validators=captures.validators(db, page.key) or None)


def recall(db: Database, page: Page, eyes: Eyes) -> Known:
    """What a new capture of the page is judged against, read with today's layout whatever it was stored as."""
    latest = snapshots.latest(db, page.key)
    if latest is None:
        return Known(addresses=pages.aliases(db, page.key))
    profile = as_read_today(db, latest, eyes)
    missing = tuple(
        Missing(stored.id, changes.to_change(stored), _before(db, stored.snapshot_before, eyes))
        for stored in changes.waiting(db, page.key)
    )
    return Known(
        profile=profile,
        title=profile.title,
        language=profile.language,
        size=captures.size(db, latest.capture),
        addresses=pages.aliases(db, page.key),
        modified=captures.validators(db, page.key).last_modified or "",
        missing=missing,
        capture=lambda: captures.load(db, latest.capture),
        archived=checks.watched_until(db, page.key) is None,
    )


def as_read_today(db: Database, snapshot: Snapshot, eyes: Eyes) -> Profile:
    """A snapshot's profile by today's layout: two layouts compared would make our own parser the country's change."""
    if snapshot.reading == eyes.layout.reading:
        return snapshot.profile
    return eyes.examine(captures.load(db, snapshot.capture), eyes.layout).profile


def _before(db: Database, snapshot_id: int, eyes: Eyes) -> Profile:
    snapshot = snapshots.get(db, snapshot_id)
    if snapshot is None:
        raise StorageError(f"Snapshot {snapshot_id} is missing, though a change begins with it.")
    return as_read_today(db, snapshot, eyes)
