"""Events: what is about the site or a whole page; opened once, the same until it ends or somebody decides.

An event that a person ended is over for them: it is no news again until a run has seen it healed.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from sqlite_utils import Database

from diffs.change import Change
from lexdelta import returning
from lexdelta.indexing import IndexFinding
from lexdelta.judging import Finding
from storage import changes, checks, events
from storage.changes import ChangeState
from storage.events import EventKind

if TYPE_CHECKING:
    from lexdelta.recording import Verdicts

GONE_CHECKS = 3
GONE_APART = timedelta(days=7)
STRAGGLERS = timedelta(days=14)
"""How long after a person called a change the template's a page may still bring it."""
_OUTAGE = "outage"
_PAST = "first look"


class Held:
    """The site events of one run: each fingerprint that stands on most pages is one, and stays the one it was."""

    def __init__(self, db: Database, run: int, held: Collection[str]) -> None:
        self._db, self._run, self._held = db, run, held
        self._known = dict(events.open_fingerprints(db, "site"))
        self._accepted = events.accepted_as_template(db)

    def state(self, mark: str, change: Change, last_seen: datetime, at: datetime) -> tuple[ChangeState, int] | None:
        """The state and the event of a change that a site event answers for; None for a change of its own.

        A page that was not seen since a person accepted the event, or that a template reaches some days after the
        others, brings the same change of template, late.
        """
        if mark in self._held:
            return ("held", self._event(mark, change, at))
        if mark not in self._accepted:
            return None
        event, decided = self._accepted[mark]
        return ("dismissed", event) if last_seen <= decided + STRAGGLERS else None

    def _event(self, mark: str, change: Change, at: datetime) -> int:
        if mark not in self._known:
            title = f"The same change on most pages: {change.kind.replace('_', ' ')} in {change.section}"
            self._known[mark] = events.save(self._db, self._run, at, "site", mark, title)
        return self._known[mark]


class Past:
    """What the template did between the last archived states and the first live looks: one event, over at once."""

    def __init__(self, db: Database, run: int, marks: Collection[str]) -> None:
        self._db, self._run, self._marks = db, run, marks
        self._event: int | None = None

    def state(self, mark: str, at: datetime) -> tuple[ChangeState, int] | None:
        """The state and the event of such a change; None for a country's own."""
        if mark not in self._marks:
            return None
        if self._event is None:
            title = "The template changed between the archived pages and the first look at the site"
            self._event = events.save(self._db, self._run, at, "template", _PAST, title)
            events.close(self._db, self._event, at, run=self._run)
        return ("dismissed", self._event)


def record(db: Database, run: int, at: datetime, verdicts: Verdicts) -> None:
    """Open and close events by what a run found; inside its transaction. A partial run says nothing of the site."""
    troubled = verdicts.sitewide.troubled
    if not verdicts.partial:
        _outage(db, run, at, troubled)
    _gone(db, run, at, verdicts.findings, opens=not troubled)
    _unlisted(db, run, at, verdicts.indexes)
    _flapping(db, run, at, verdicts.findings)
    for event in events.open_events(db, "site"):
        if not changes.held_by(db, event.id):
            events.close(db, event.id, at, run=run)


def gone_pages(db: Database, keys: Collection[str]) -> frozenset[str]:
    """Those of the pages that are known to be gone, by an event or a person's word."""
    return frozenset(key for key in keys if _stands(db, "gone", key))


def _stands(db: Database, kind: EventKind, fingerprint: str) -> bool:
    """Whether such an event is open, or was ended by a person and has not been seen healed since."""
    known = events.newest(db, kind, fingerprint)
    return known is not None and (known[0].open or known[1])


def _heal(db: Database, run: int, at: datetime, kind: EventKind, fingerprint: str) -> None:
    known = events.newest(db, kind, fingerprint)
    if known and (known[0].open or known[1]):
        events.close(db, known[0].id, at, run=run)


def _outage(db: Database, run: int, at: datetime, troubled: Sequence[str]) -> None:
    """Most pages failing is one alert about the site, whatever the reasons; it ends by itself."""
    if not troubled:
        _heal(db, run, at, "outage", _OUTAGE)
    elif not _stands(db, "outage", _OUTAGE):
        title = f"{len(troubled)} countries could not be checked in one run: the site, the network or a block"
        events.save(db, run, at, "outage", _OUTAGE, title, detail=troubled)


def _gone(db: Database, run: int, at: datetime, findings: Sequence[Finding], *, opens: bool) -> None:
    """A page that answers 404 or 410 three times over a week is one event, never many deleted sections; when most pages
    do, the site has moved and no page is gone."""
    for finding in findings:
        key = finding.page.key
        if finding.verified:
            for healed in (key, *(naming.page.key for naming in finding.named)):
                _heal(db, run, at, "gone", healed)
        elif opens and finding.outcome == "gone" and _is_gone_for_good(db, key) and not _stands(db, "gone", key):
            title = f"The page {key} is gone: {finding.reasons[0][1]}"
            events.save(db, run, at, "gone", key, title, page=key)


def _flapping(db: Database, run: int, at: datetime, findings: Sequence[Finding]) -> None:
    """A page that goes to and fro between states is said to, once; what lasts is told as ever."""
    for finding in findings:
        key = finding.page.key
        if finding.returned and not _stands(db, "flaps", key) and returning.flaps(db, key, at):
            title = f"The page {key} goes to and fro between states; what lasts of it will be told"
            events.save(db, run, at, "flaps", key, title, page=key)
        elif finding.verified and _stands(db, "flaps", key) and returning.settled(db, key, at):
            _heal(db, run, at, "flaps", key)


def _is_gone_for_good(db: Database, page: str) -> bool:
    streak = checks.gone_since(db, page)
    return streak is not None and streak[0] >= GONE_CHECKS and streak[2] - streak[1] >= GONE_APART


def _unlisted(db: Database, run: int, at: datetime, indexes: Sequence[IndexFinding]) -> None:
    """A country that an index no longer lists is told once; its page is checked all the same."""
    for index in indexes:
        for page in index.missing:
            if page.kind == "profile" and not _stands(db, "index", page.key):
                title = f"{page.country} is no longer listed by the index; its page is still checked"
                events.save(db, run, at, "index", page.key, title, page=page.key)
        for page in index.listed:
            _heal(db, run, at, "index", page.key)
