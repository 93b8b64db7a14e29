"""Events: what is about the site or a whole page; opened once, the same until it ends or somebody decides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from sqlite_utils import Database

from diffs.change import Change
from lexdelta.indexing import IndexFinding
from lexdelta.judging import Finding
from storage import changes, checks, events

GONE_CHECKS = 3
GONE_APART = timedelta(days=7)
_OUTAGE = "outage"


class Held:
    """The site events of one run: each fingerprint that stands on most pages is one, and stays the one it was."""

    def __init__(self, db: Database, run: int, countries: Mapping[str, str]) -> None:
        self._db, self._run, self._countries = db, run, countries
        self._known = dict(events.open_fingerprints(db, "site"))

    def event(self, mark: str, change: Change, at: datetime) -> int:
        """The id of the event that holds changes of that fingerprint, opened now if there is none."""
        if mark not in self._known:
            title = f"The same change on most pages: {change.kind.replace('_', ' ')} in {change.section}"
            self._known[mark] = events.save(self._db, self._run, at, "site", mark, title)
        return self._known[mark]


def record(
    db: Database,
    run: int,
    at: datetime,
    findings: Sequence[Finding],
    indexes: Sequence[IndexFinding],
    troubled: Sequence[str],
) -> None:
    """Open and close events by what a run found; inside its transaction."""
    _outage(db, run, at, troubled)
    _gone(db, run, at, findings)
    _unlisted(db, run, at, indexes)
    for event in events.open_events(db, "site"):
        if not changes.held_by(db, event.id):
            events.close(db, event.id, at, run=run)


def _outage(db: Database, run: int, at: datetime, troubled: Sequence[str]) -> None:
    """Most pages failing is one alert about the site, whatever the reasons; it ends by itself."""
    known = events.same(db, "outage", _OUTAGE)
    if troubled and known is None:
        title = f"{len(troubled)} countries could not be checked in one run: the site, the network or a block"
        events.save(db, run, at, "outage", _OUTAGE, title, detail=troubled)
    elif known and not troubled:
        events.close(db, known.id, at, run=run)


def _gone(db: Database, run: int, at: datetime, findings: Sequence[Finding]) -> None:
    """A page that answers 404 or 410 three times over a week is one event, never many deleted sections."""
    for finding in findings:
        key = finding.page.key
        known = events.same(db, "gone", key)
        if known and finding.verified:
            events.close(db, known.id, at, run=run)
        elif known is None and finding.outcome == "gone" and _is_gone_for_good(db, key):
            title = f"The page {key} is gone: {finding.reasons[0][1]}"
            events.save(db, run, at, "gone", key, title, page=key)


def _is_gone_for_good(db: Database, page: str) -> bool:
    streak = []
    for check in checks.of_page(db, page):
        if check.outcome != "gone":
            break
        streak.append(check.at)
    return len(streak) >= GONE_CHECKS and streak[0] - streak[-1] >= GONE_APART


def _unlisted(db: Database, run: int, at: datetime, indexes: Sequence[IndexFinding]) -> None:
    """A country that an index no longer lists is told once; its page is checked all the same."""
    for index in indexes:
        listed = {page.key for page in index.listed}
        for page in index.missing:
            if events.same(db, "index", page.key) is None:
                title = f"{page.country} is no longer listed by the index; its page is still checked"
                events.save(db, run, at, "index", page.key, title, page=page.key)
        for event in events.open_events(db, "index"):
            if event.fingerprint in listed:
                events.close(db, event.id, at, run=run)
