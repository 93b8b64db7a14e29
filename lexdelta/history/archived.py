"""The middle of an import: judge what was archived, page by page in order of time; nothing is written down yet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from sqlite_utils import Database

from lexdelta.history.derived import Refused, Spool
from lexdelta.history.redesigns import Gaps
from lexdelta.history.timeline import Difference, Seen, Timeline, in_order
from lexdelta.judging import Eyes, Finding, unreadable
from lexdelta.recording import Removals
from lexdelta.remembering import as_read_today
from scraper.errors import ReadError
from scraper.gate import Baseline, judge
from scraper.page import Page
from scraper.profile import Profile
from storage import captures, past, snapshots
from storage.changes import ChangeState
from storage.checks import VOUCHED

Told = Callable[[Finding], None]


@dataclass(slots=True)
class History:
    """What imported captures come to, line by line in `spool`, and counted: outcomes, first reasons of those that were
    refused, pages, those of them that any capture vouched for (`verified`), states that are `new`. `states` has the
    state of every difference of the spool, by their order."""

    spool: Spool
    states: list[ChangeState] = field(default_factory=list)
    gaps: Gaps = field(default_factory=Gaps)
    outcomes: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    pages: int = 0
    verified: int = 0
    new: int = 0


class PageHistory:
    """A page's imported captures (ids, by time): judged one by one, and placed among the snapshots that are known."""

    def __init__(self, db: Database, page: Page, eyes: Eyes, ids: Sequence[int], removals: Removals) -> None:
        self._db, self._page, self._eyes, self._ids = db, page, eyes, ids
        self._line = Timeline(page, removals, self._recalled)

    def derive(self, history: History, told: Told) -> None:
        """Add what they come to; `told` hears of each capture as it is judged."""
        history.pages += 1
        history.spool.add(self._page)
        accepted = self._accepted(history, told)
        before = sum(history.outcomes[outcome] for outcome in VOUCHED)
        for found in self._line.walk(in_order(_known(self._db, self._page.key), accepted)):
            history.spool.add(found)
            if isinstance(found, Difference):
                history.gaps.add(self._page.country, found)
            else:
                history.outcomes[found.outcome] += 1
                history.new += found.profile is not None
        if sum(history.outcomes[outcome] for outcome in VOUCHED) > before:
            history.verified += 1
            history.gaps.looked_at(self._page.country)
        history.states += self._line.states

    def _accepted(self, history: History, told: Told) -> Iterator[Seen]:
        for capture_id in self._ids:
            found = _judged(self._db, self._page, self._eyes, capture_id)
            told(found)
            if found.profile is not None and found.verified:
                yield Seen(found.at, capture_id, found.profile)
            else:
                history.outcomes[found.outcome] += 1
                history.refused.update(reason for _, reason in found.reasons[:1])
                history.spool.add(Refused(found.at, capture_id, found.reasons, found.text_digest))

    def _recalled(self, look: Seen) -> Profile:
        snapshot = None if look.snapshot is None else snapshots.get(self._db, look.snapshot)
        if snapshot is None:
            raise RuntimeError(f"snapshot {look.snapshot} was listed and is not there")
        return as_read_today(self._db, snapshot, self._eyes)


def _known(db: Database, page: str) -> list[Seen]:
    """The looks at a page that are known, by time: each snapshot was seen from its first look to its last."""
    told = past.told_of(db, page)
    looks: list[Seen] = []
    for state in snapshots.spans(db, page):
        marks = told.get(state.id, ())
        new = frozenset(mark for mark, at in marks if at <= state.first)
        again = frozenset(mark for mark, at in marks if at > state.first)
        looks.append(Seen(state.first, state.capture, snapshot=state.id, told=new))
        if state.last > state.first:
            looks.append(Seen(state.last, state.capture, snapshot=state.id, told=again))
    return sorted(looks, key=lambda look: look.at)


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
