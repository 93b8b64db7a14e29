"""Changes: what was found, never edited again; their state is the newest row of change_states."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlite_utils import Database

from diffs.change import (
    SIGNIFICANCES,
    BlockChange,
    Change,
    Edit,
    Judgement,
    Named,
    SectionChange,
    Significance,
    StatusChange,
    TitleChange,
)
from storage.change_columns import said
from storage.connection import Value, insert, moment, rows, stamp
from storage.views_told import TELLS_ITSELF

ChangeState = Literal["confirmed", "provisional", "withdrawn", "held", "dismissed"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """The two looks a change lies between (aware, UTC), with the ids of captures and snapshots on either side."""

    last_seen_old: datetime
    first_seen_new: datetime
    capture_before: int
    capture_after: int
    snapshot_before: int
    snapshot_after: int


@dataclass(frozen=True, slots=True)
class StoredChange:
    """A change as it was written down, with its newest state.

    `page` is a page key, `country` a country key (None for an index), `country_name` for people, `iso3` None where
    unknown, `url` the page's address; `also_in` the keys of other editions told with this one, `told_with` the id of
    the change this one is told with, None for itself; `field` None but for the status; `kind`, `form`, `named` and
    `unaligned` as in `diffs.change`; `event` the event that holds
    or last held it; `confirmed_at` when it was first told as certain. Times aware, UTC. Texts are untrusted.
    """

    id: int
    run: int
    page: str
    country: str | None
    country_name: str
    iso3: str | None
    language: str
    url: str
    told_with: int | None
    also_in: tuple[str, ...]
    section: str
    section_label: str
    kind: str
    form: str
    field: str | None
    before: str | None
    after: str | None
    edits: tuple[Edit, ...]
    moved_from: str | None
    named: tuple[Named, ...]
    unaligned: bool
    significance: Significance
    rule: str
    reason: str
    fingerprint: str
    history: bool
    last_seen_old: datetime
    first_seen_new: datetime
    capture_before: int
    capture_after: int
    snapshot_before: int
    snapshot_after: int
    state: ChangeState
    state_at: datetime
    event: int | None
    confirmed_at: datetime | None


def save(  # noqa: PLR0913, PLR0917 - what changed, how it is judged and what shows it stay three nouns
    db: Database,
    run: int,
    page: str,
    change: Change,
    judgement: Judgement,
    fingerprint: str,
    evidence: Evidence,
    told_with: int | None = None,
    *,
    history: bool = False,
) -> int:
    """Writes a change down; its id. A state must follow: see `set_state`. Inside a transaction.

    `history` is what archives showed, from before a page was watched: it is listed at its own time and never news.
    """
    return insert(
        db,
        "changes",
        run=run,
        page=page,
        told_with=told_with,
        fingerprint=fingerprint,
        history=int(history),
        **said(change),
        significance=judgement.significance,
        rule=judgement.rule,
        reason=judgement.reason,
        last_seen_old=stamp(evidence.last_seen_old),
        first_seen_new=stamp(evidence.first_seen_new),
        capture_before=evidence.capture_before,
        capture_after=evidence.capture_after,
        snapshot_before=evidence.snapshot_before,
        snapshot_after=evidence.snapshot_after,
    )


def set_state(  # noqa: PLR0913 - the columns, by name
    db: Database,
    change_id: int,
    state: ChangeState,
    at: datetime,
    *,
    run: int | None = None,
    event: int | None = None,
    decision: int | None = None,
) -> None:
    """Gives a change a new state, by a run or by a person's decision; older states stay. Inside a transaction."""
    insert(db, "change_states", change=change_id, at=stamp(at), state=state, run=run, event=event, decision=decision)


def open_provisional(db: Database, page: str) -> tuple[StoredChange, ...]:
    """Changes of that page that wait for a second look, oldest first; those told with another edition included."""
    return _select(db, "c.page = ? AND t.state = 'provisional'", (page,))


def waiting(db: Database, page: str) -> tuple[StoredChange, ...]:
    """Removals of that page that are not settled, oldest first, those told with another edition included.

    They are provisional, held, or were dismissed untold (not in the past): neither here nor gone until they return.
    """
    return _select(db, f"c.page = ? AND {REMOVAL} AND {_UNSETTLED}", (page,))


def held_by(db: Database, event: int) -> tuple[StoredChange, ...]:
    """Changes that event holds back now, oldest first; those told with another edition included."""
    return _select(db, "t.event = ? AND t.state = 'held'", (event,))


def find(  # noqa: PLR0913 - each narrows the question, all are by name
    db: Database,
    *,
    since: datetime | None = None,
    until: datetime | None = None,
    page: str | None = None,
    country: str | None = None,
    least: Significance | None = None,
    states: Collection[ChangeState] | None = None,
    run: int | None = None,
    ids: Collection[int] | None = None,
) -> tuple[StoredChange, ...]:
    """Changes that fit all that is asked, oldest first; one that stands in several editions comes once.

    Another edition's comes by itself only while the one it is told with is provisional, held or withdrawn, unlike it.
    `since` and `until` (aware; until excluded) are about when a change was told: confirmed, or else written down.
    `page` is a page key and finds what is told with another edition too; `country` a country key; `least` the lowest
    significance wanted; `run` the run that found it or gave it a state. Asked by `ids`, editions are not folded.
    """
    wanted: list[tuple[str, tuple[Value, ...]]] = [
        ("t.told_at >= ?", (stamp(since),)) if since else _ANY,
        ("t.told_at < ?", (stamp(until),)) if until else _ANY,
        (_ON_PAGE, (page, page)) if page else _ANY,
        ("p.country = ?", (country,)) if country else _ANY,
        _among(
            "c.significance IN (SELECT value FROM json_each(?))",
            SIGNIFICANCES[: SIGNIFICANCES.index(least) + 1] if least else None,
        ),
        _among("t.state IN (SELECT value FROM json_each(?))", states),
        (_IN_RUN, (run, run)) if run is not None else _ANY,
        _among("c.id IN (SELECT value FROM json_each(?))", ids) if ids is not None else (TELLS_ITSELF, ()),
    ]
    return _select(db, " AND ".join(sql for sql, _ in wanted), [value for _, values in wanted for value in values])


def to_change(stored: StoredChange) -> Change:
    """The change as it was compared, before it was written down."""
    where = (stored.section, stored.section_label)
    if stored.field is not None:
        return StatusChange(stored.field, stored.before, stored.after, stored.section_label, stored.section)  # type: ignore[arg-type] # written from a StatusField
    if stored.form == "title_changed":
        return TitleChange(stored.before, stored.after, *where)
    if stored.form.startswith("section_"):
        return SectionChange(stored.form, *where, stored.before, stored.after, stored.named)  # type: ignore[arg-type] # written from a SectionKind
    inside = (stored.edits, stored.moved_from, stored.named, stored.unaligned)
    return BlockChange(stored.form, *where, stored.before, stored.after, *inside)  # type: ignore[arg-type] # written from a BlockForm


REMOVAL = """(c.kind IN ('section_removed', 'section_emptied') OR (c.kind = 'status_moved' AND c.after = 'unstated')
    OR (c.kind = 'status_reworded' AND c.after IS NULL))"""
"""Whether change `c` is what `diffs.change.removes` calls a removal."""
_UNSETTLED = """(t.state IN ('provisional', 'held')
    OR (t.state = 'dismissed' AND t.confirmed_at IS NULL AND NOT c.history))"""
_ANY: tuple[str, tuple[Value, ...]] = ("1", ())
_ON_PAGE = "(c.page = ? OR EXISTS (SELECT 1 FROM changes o WHERE o.told_with = c.id AND o.page = ?))"
_IN_RUN = "(c.run = ? OR EXISTS (SELECT 1 FROM change_states o WHERE o.change = c.id AND o.run = ?))"
_STORED = """SELECT c.*, p.country, coalesce(n.name, p.key) AS country_name, n.iso3, p.language, p.url, t.state,
    t.at AS state_at, t.event, t.confirmed_at,
    (SELECT json_group_array(page) FROM (SELECT o.page FROM changes o JOIN newest_change_states ot ON ot.change = o.id
      WHERE o.told_with = c.id AND ot.state <> 'withdrawn' ORDER BY o.page)) AS also_in
    FROM changes c JOIN pages p ON p.key = c.page LEFT JOIN countries n ON n.key = p.country
    JOIN newest_change_states t ON t.change = c.id WHERE """


def _select(db: Database, where: str, values: Collection[Value]) -> tuple[StoredChange, ...]:
    return tuple(_stored(row) for row in rows(db, _STORED + where + " ORDER BY c.id", tuple(values)))


def _among(sql: str, values: Collection[str] | Collection[int] | None) -> tuple[str, tuple[Value, ...]]:
    return _ANY if values is None else (sql, (json.dumps(list(values)),))


def _stored(row: sqlite3.Row) -> StoredChange:
    values = {key: row[key] for key in row.keys()}  # noqa: SIM118 - iterating a Row gives its values
    values["history"] = bool(values["history"])
    values["also_in"] = tuple(json.loads(values["also_in"]))
    values["edits"] = tuple(Edit(op, text) for op, text in json.loads(values["edits"]))
    values["named"] = tuple(Named(*one) for one in json.loads(values["named"]))
    values["unaligned"] = bool(values["unaligned"])
    for name in ("last_seen_old", "first_seen_new", "state_at", "confirmed_at"):
        values[name] = moment(values[name]) if values[name] else None
    return StoredChange(**values)
