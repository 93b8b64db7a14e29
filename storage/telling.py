"""What is told when: by the order in which things were written, since a clock may stand or go back."""

from __future__ import annotations

import json

from sqlite_utils import Database

from diffs.change import SIGNIFICANCES, Significance
from storage import runs
from storage.connection import one, rows

_OWN = """SELECT s.change FROM change_states s JOIN changes c ON c.id = s.change
    WHERE s.state = 'confirmed' AND c.told_with IS NULL AND NOT c.history AND s.run = :run
    UNION SELECT s.change FROM change_states s JOIN changes c ON c.id = s.change
    JOIN change_states h ON h.change = c.told_with
    WHERE c.told_with IS NOT NULL AND NOT c.history AND s.state = 'confirmed' AND h.state = 'withdrawn'
    AND :run IN (s.run, h.run) AND :run >= max(s.run, h.run)
    ORDER BY 1"""
_BY_DECISION_AFTER = """(SELECT decision FROM chain WHERE kind = 'decision'
    AND seq > coalesce((SELECT max(seq) FROM chain WHERE kind = 'run' AND run <= :after), 0)
    AND seq < (SELECT max(seq) FROM chain WHERE kind = 'run' AND run <= :upto))"""
_TOLD_AFTER = f"""SELECT s.change FROM change_states s JOIN changes c ON c.id = s.change
    WHERE s.state = 'confirmed' AND c.told_with IS NULL AND NOT c.history AND (s.decision IN {_BY_DECISION_AFTER}
      OR s.run IN (SELECT id FROM runs WHERE id > :after AND id <= :upto AND command IN ('run', 'look')))
    UNION SELECT s.change FROM change_states s JOIN changes c ON c.id = s.change
    JOIN change_states h ON h.change = c.told_with
    WHERE c.told_with IS NOT NULL AND NOT c.history AND s.state = 'confirmed' AND h.state = 'withdrawn'
      AND max(s.run, h.run) > :after AND max(s.run, h.run) <= :upto
    ORDER BY 1"""  # noqa: S608 - the piece is the constant above
_FAILING = """SELECT 1 FROM checks c JOIN pages p ON p.key = c.page WHERE c.run = :run AND c.snapshot IS NULL
    AND c.outcome IN ('failed', 'quarantined', 'gone')
    AND c.id = (SELECT max(id) FROM checks WHERE page = c.page AND run = :run)
    AND coalesce((SELECT b.outcome FROM checks b WHERE b.page = c.page AND b.run < :run
      AND b.run NOT IN (SELECT id FROM runs WHERE command = 'import') ORDER BY b.id DESC LIMIT 1), '')
      NOT IN ('failed', 'quarantined', 'gone')"""
_NEWS = (
    "SELECT 1 FROM changes c JOIN change_states s ON s.change = c.id WHERE c.run = :run AND s.run = :run "
    "AND c.told_with IS NULL AND NOT c.history AND s.state = 'provisional' AND NOT EXISTS (SELECT 1 FROM events e "
    "WHERE e.page = c.page AND e.kind = 'flaps' AND e.run < :run AND (SELECT state FROM event_states "
    "WHERE event = e.id ORDER BY id DESC LIMIT 1) = 'open')",
    "SELECT 1 FROM events WHERE run = :run",
    "SELECT 1 FROM readings WHERE run = :run AND (words_unplaced > 0 OR unknown_labels <> '[]')",
    "SELECT 1 FROM checks c JOIN pages p ON p.key = c.page WHERE c.run = :run AND c.outcome = 'first' "
    "AND p.kind = 'profile'",
    _FAILING,
)
_FIRST = """SELECT c.page FROM checks c JOIN pages p ON p.key = c.page
    WHERE c.run = ? AND c.outcome = 'first' AND p.kind = 'profile' ORDER BY c.page"""


def told_in(db: Database, run: int) -> tuple[int, ...]:
    """Ids of the changes that became certain in a run, or by looks at single pages and people's words since the run
    before it; of such a look only what it made certain itself, since somebody asked about those pages alone.

    One that is told with another edition's is told for itself when that one was taken back.
    """
    this = runs.get(db, run)
    if this and this.command == "run":
        before = runs.before(db, run, "run")
        return told_after(db, before.id if before else 0, run)
    return tuple(row["change"] for row in rows(db, _OWN, {"run": run}))


def told_after(db: Database, after: int, upto: int) -> tuple[int, ...]:
    """Ids of the changes that became certain in the runs after one and up to another, or by a person's word between.

    Looks at single pages count, imports of history do not; 0 is before the first run.
    """
    return tuple(row["change"] for row in rows(db, _TOLD_AFTER, {"after": after, "upto": upto}))


def newest(db: Database, least: Significance, most: int) -> tuple[int, ...]:
    """Ids of the changes that were told last, at least that significant, oldest first."""
    sql = """SELECT c.id FROM changes c JOIN newest_change_states t ON t.change = c.id
        WHERE t.state = 'confirmed' AND c.told_with IS NULL AND NOT c.history
        AND c.significance IN (SELECT value FROM json_each(?)) ORDER BY t.confirmed_at DESC, c.id DESC LIMIT ?"""
    wanted = json.dumps(SIGNIFICANCES[: SIGNIFICANCES.index(least) + 1])
    return tuple(reversed([row["id"] for row in rows(db, sql, (wanted, most))]))


def has_news(db: Database, run: int) -> bool:
    """Whether a run found anything that was not so at the run before it: a change to be told, a removal that waits, an
    event, a page first seen, or one that could no longer be checked."""
    return bool(told_in(db, run)) or any(one(db, sql, {"run": run}) for sql in _NEWS)


def first_seen_in(db: Database, run: int) -> tuple[str, ...]:
    """Keys of the pages that were first accepted in a run."""
    return tuple(row["page"] for row in rows(db, _FIRST, (run,)))
