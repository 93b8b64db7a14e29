"""The end of an import: all that was derived, into the database, in the order of time. The caller holds the
transaction."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime, timedelta

from sqlite_utils import Database

from diffs.classify import classify
from diffs.siblings import fingerprint, twin
from lexdelta.history.archived import History
from lexdelta.history.derived import Refused
from lexdelta.history.redesigns import Written
from lexdelta.history.timeline import Difference, Judged, Side
from lexdelta.judging import Finding
from lexdelta.recording import save_check
from scraper.page import Page
from storage import captures, changes, pages, past, snapshots
from storage.changes import Evidence

EDITIONS_APART = timedelta(days=7)


def enter(db: Database, run: int, at: datetime, history: History) -> None:
    """Write every page's history: snapshots, checks, changes with their states, the template's events."""
    written = Written(db, run, at, history.gaps.redesigns())
    states = iter(history.states)
    page: _Entry | None = None
    for derived in history.spool:
        if isinstance(derived, Page):
            page = _Entry(db, run, derived)
        elif page is None:
            raise RuntimeError("what was derived begins with no page")
        elif isinstance(derived, Judged):
            page.judged(derived)
        elif isinstance(derived, Refused):
            page.refused(derived)
        else:
            event = written.event(fingerprint(derived.change), page.country)
            state = next(states)
            number = page.difference(derived)
            state = "dismissed" if event and state == "confirmed" else state
            changes.set_state(db, number, state, at, run=run, event=event)


class _Entry:
    """One page's history as it is written: its new states get their ids as they come."""

    def __init__(self, db: Database, run: int, page: Page) -> None:
        self._db, self._run, self._page = db, run, page
        self._ids: dict[int, int] = {}
        self._editions = _Editions(db, page)

    @property
    def country(self) -> str:
        return self._page.country

    def judged(self, judged: Judged) -> None:
        key = self._page.key
        if judged.profile is not None:
            state = snapshots.save(self._db, key, judged.capture, self._run, judged.profile, judged.at)
            self._ids[judged.state.place] = state
        finding = Finding(self._page, judged.at, judged.outcome, judged.capture)
        save_check(self._db, self._run, finding, self._id(judged.state))
        pages.add_alias(self._db, key, captures.final_url(self._db, judged.capture), judged.at)

    def refused(self, refused: Refused) -> None:
        reasons, mark = refused.reasons, refused.text_digest
        found = Finding(self._page, refused.at, "quarantined", refused.capture, reasons, text_digest=mark)
        save_check(self._db, self._run, found)

    def difference(self, found: Difference) -> int:
        """The id of the change."""
        evidence = Evidence(
            found.last_seen_old,
            found.first_seen_new,
            found.before.capture,
            found.after.capture,
            self._id(found.before),
            self._id(found.after),
        )
        leader = self._editions.leader(found)
        mark, judgement, key = fingerprint(found.change), classify(found.change), self._page.key
        return changes.save(self._db, self._run, key, found.change, judgement, mark, evidence, leader, history=True)

    def _id(self, state: Side) -> int:
        return self._ids[state.place] if state.snapshot is None else state.snapshot


class _Editions:
    """The changes of a page's other editions, by what they are in any language: read once, and each told with once."""

    def __init__(self, db: Database, page: Page) -> None:
        self._twins: dict[str, list[tuple[int, datetime, datetime]]] = defaultdict(list)
        of_profile = (other for other in pages.all_pages(db) if other.profile == page.profile)
        for other in (edition.key for edition in of_profile if edition.language != page.language):
            for stored in past.changes_of(db, other):
                if page.key not in stored.also_in:
                    gap = (stored.last_seen_old, stored.first_seen_new)
                    self._twins[twin(changes.to_change(stored))].append((stored.id, *gap))

    def leader(self, found: Difference) -> int | None:
        """The same change in another edition, when the two gaps that hold them touch; None for none."""
        start, end = found.last_seen_old - EDITIONS_APART, found.first_seen_new + EDITIONS_APART
        same = self._twins.get(twin(found.change), []) if self._twins else []
        place = next((n for n, (_, old, new) in enumerate(same) if old <= end and new >= start), None)
        return None if place is None else same.pop(place)[0]
