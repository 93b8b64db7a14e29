"""Pages that go back to what they said: a mistake mended, or two copies of one page that take turns.

A change that takes back one which was never told makes both nothing. A change that takes back one which was told is
told as well, but only when it stands: as long as what it takes back had stood, within bounds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from sqlite_utils import Database

from diffs.change import Change
from diffs.undoing import trace, undone
from lexdelta.judging import Finding
from storage import changes, returns
from storage.changes import StoredChange

REMEMBERED = timedelta(days=90)
"""How long a told change is remembered: a cache may serve a page that is weeks old."""
YOUNG = timedelta(days=7)
"""What stood longer than this has settled: taking it back needs no more than any removal does."""
LEAST = timedelta(days=3)
FLAPS = 2
FLAPPING = timedelta(days=14)
"""A page of which something was withdrawn in two runs within these days goes to and fro; what was withdrawn within them
has to stand as long before it is believed."""


def without_returns(db: Database, findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """The findings without changes that only take back what was never told, whose ids are among `returned` instead."""
    return tuple(_without_returns(db, finding) if finding.changes else finding for finding in findings)


def _without_returns(db: Database, finding: Finding) -> Finding:
    waiting = {trace(changes.to_change(stored)): stored.id for stored in returns.untold(db, finding.page.key)}
    kept, back = [], []
    for change, against in zip(finding.changes, finding.against, strict=True):
        undoes = waiting.pop(undone(change), None)
        if undoes is None:
            kept.append((change, against))
        else:
            back.append(undoes)
    if not back:
        return finding
    return replace(
        finding,
        changes=tuple(change for change, _ in kept),
        against=tuple(against for _, against in kept),
        returned=(*finding.returned, *back),
    )


def takes_back(db: Database, page: str, change: Change, at: datetime) -> bool:
    """Whether a change first seen `at` (aware, UTC) takes back one of that page that was settled within 90 days."""
    wanted = undone(change)
    return any(trace(changes.to_change(known)) == wanted for known in _settled(db, page, at))


def must_stand(db: Database, stored: StoredChange) -> timedelta:
    """How long a change that takes back another has to stand before it is told; nothing beyond what any removal needs
    where that other one had settled."""
    change = changes.to_change(stored)
    earlier = (known for known in _settled(db, stored.page, stored.first_seen_new) if known.id < stored.id)
    starts = [known.first_seen_new for known in earlier if trace(changes.to_change(known)) == undone(change)]
    lately = returns.since(db, stored.page, stored.first_seen_new - FLAPPING, "withdrawn")
    if any(trace(changes.to_change(known)) == trace(change) for known in lately):
        return FLAPPING
    stood = stored.first_seen_new - max(starts) if starts else YOUNG
    return max(stood, LEAST) if stood < YOUNG else timedelta(0)


def _settled(db: Database, page: str, at: datetime) -> tuple[StoredChange, ...]:
    """What is known of the page for certain: told, or called the template's by a person."""
    return returns.since(db, page, at - REMEMBERED, "confirmed", "dismissed")


def flaps(db: Database, page: str, at: datetime) -> bool:
    """Whether the page goes to and fro, seen from that moment (aware, UTC)."""
    return returns.withdrawals(db, page, at - FLAPPING) >= FLAPS


def settled(db: Database, page: str, at: datetime) -> bool:
    """Whether a page that went to and fro has stopped: nothing of it was withdrawn for two weeks."""
    return returns.withdrawals(db, page, at - FLAPPING) == 0
