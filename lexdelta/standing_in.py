"""While a page cannot be read at its site, the newest archived capture from after the last look stands in for it.

It is judged as a look of the run, like any other: what it shows is news, by the same rules. An import alone would make
it history, and the site, back again, would be compared with it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from sqlite_utils import Database

from lexdelta.judging import Finding
from lexdelta.looking import Look
from storage import captures, checks

MOST_TRIED = 5
Judge = Callable[[Look], Finding]


def stand_ins(db: Database, failing: Sequence[Finding], judge: Judge) -> Mapping[str, Finding]:
    """Page key -> what the archives say of a page that a run could not verify.

    Only pages that were watched before: what archives hold of others is history. Of the newest MOST_TRIED captures the
    newest that is accepted; a page that is gone is gone whatever it said before.
    """
    away = [finding for finding in failing if finding.outcome in ("failed", "quarantined")]
    waiting = captures.imported_unjudged(db) if away else {}
    found = {
        finding.page.key: _newest(db, finding, waiting[finding.page.key], judge)
        for finding in away
        if finding.page.key in waiting
    }
    return {key: finding for key, finding in found.items() if finding}


def _newest(db: Database, failing: Finding, ids: Sequence[int], judge: Judge) -> Finding | None:
    seen = checks.watched_until(db, failing.page.key)
    later = captures.taken_after(db, ids, seen) if seen else ()
    for capture_id in reversed(later[-MOST_TRIED:]):
        capture = captures.load(db, capture_id)
        finding = judge(Look(failing.page, capture.at, capture, capture_id))
        if finding.verified:
            return finding
    return None
