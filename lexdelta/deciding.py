"""What waits for a person, and what a person decided: human words, written down and never overwritten."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlite_utils import Database

from storage import chain, changes, checks, decisions, events
from storage.database import immediate
from storage.decisions import Verdict
from storage.errors import StorageError

_ID = re.compile(r"([qe]?)(\d{1,12})")
_ALLOWED: dict[str, tuple[Verdict, ...]] = {
    "change": ("accept", "dismiss"),
    "quarantine": ("accept", "dismiss", "gone"),
    "event": ("accept", "release", "gone"),
}
_OF_EVENT: dict[str, tuple[Verdict, ...]] = {
    "site": ("accept", "release"),
    "gone": ("accept", "gone"),
    "index": ("accept", "gone"),
    "outage": ("accept",),
    "flaps": ("accept",),
}
_SAME = "the same text asks no more"
_KINDS = {"": "change", "q": "quarantine", "e": "event"}


class WrongPair(ValueError):
    """The verdict does not go with that kind of thing, or the id is none: exit 2."""


@dataclass(frozen=True, slots=True)
class Decision:
    """A person's word on one thing; `by` is who says it, `at` when (aware, UTC)."""

    verdict: Verdict
    by: str
    note: str
    at: datetime


@dataclass(frozen=True, slots=True)
class _Target:
    kind: Literal["change", "quarantine", "event"]
    id: int


def decide(db: Database, names: tuple[str, ...], decision: Decision) -> Iterator[str]:
    """Record one decision about several things, all or none; a sentence for each, with what follows from it.

    Raises WrongPair, and StorageError when there is no such thing or it is settled already.
    """
    targets = [_target(name, decision.verdict) for name in names]
    with immediate(db):
        told = [_decide(db, target, decision) for target in targets]
    yield from told


def queue_rows(db: Database) -> Iterator[dict[str, object]]:
    """What waits for a person, as rows: id, kind, since, page, country, what."""
    for event in decisions.undecided_events(db):
        yield {"id": f"e{event.id}", "kind": "event", "since": event.at, "page": event.page, "what": event.title}
    for check in decisions.undecided_quarantines(db):
        what = "; ".join(sentence for _, sentence in check.reasons)
        yield {"id": f"q{check.id}", "kind": "quarantine", "since": check.at, "page": check.page, "what": what}
    for change in decisions.undecided_changes(db):
        what = f"{change.kind.replace('_', ' ')} in {change.section}: {change.reason}"
        since = change.confirmed_at or change.state_at
        yield {"id": str(change.id), "kind": "change", "since": since, "page": change.page, "what": what}


def _target(name: str, verdict: Verdict) -> _Target:
    found = _ID.fullmatch(name.strip())
    if not found:
        raise WrongPair(f"{name!r} is no id: a change is 1842, a quarantine q17, an event e3.")
    kind = _KINDS[found[1]]
    if verdict not in _ALLOWED[kind]:
        allowed = ", ".join(_ALLOWED[kind])
        raise WrongPair(f"{verdict!r} does not go with {name}: for a {kind} say {allowed}.")
    return _Target("change" if kind == "change" else "event" if kind == "event" else "quarantine", int(found[2]))


def _decide(db: Database, target: _Target, decision: Decision) -> str:
    act = {"change": _change, "quarantine": _quarantine, "event": _event}[target.kind]
    _require(db, target, decision.verdict)
    number = decisions.record(db, decision.by, target.kind, target.id, decision.verdict, decision.note, decision.at)
    sentence = act(db, target.id, decision, number)
    chain.append(db, "decision", number, decision.at)
    return sentence


def _require(db: Database, target: _Target, verdict: Verdict) -> None:
    """What is decided upon exists, and waits."""
    if target.kind == "change":
        found = changes.find(db, ids=(target.id,))
        if not found:
            raise StorageError(f"There is no change {target.id}.")
        if found[0].state not in ("confirmed", "provisional"):
            raise StorageError(f"Change {target.id} is {found[0].state}: there is nothing to decide.")
    elif target.kind == "quarantine":
        _require_quarantine(db, target.id, verdict)
    else:
        _require_event(db, target.id, verdict)


def _require_quarantine(db: Database, check_id: int, verdict: Verdict) -> None:
    check = checks.get(db, check_id)
    if check is None or check.outcome != "quarantined":
        raise StorageError(f"There is no quarantine q{check_id}.")
    if checks.is_of_import(db, check_id):
        raise StorageError(f"q{check_id} is an imported capture: it is kept, and nobody has to decide about the past.")
    seen = checks.last_verified_check(db, check.page)
    if seen is not None and seen > check_id:
        raise StorageError(f"q{check_id} is settled: {check.page} has been verified since.")
    if verdict == "accept" and "unnamed" in dict(check.reasons):
        raise StorageError(
            f"q{check_id} cannot be accepted: {check.page} waits for a title that names a known country."
        )


def _require_event(db: Database, event_id: int, verdict: Verdict) -> None:
    event = events.get(db, event_id)
    if event is None or not event.open:
        raise StorageError(f"There is no open event e{event_id}.")
    if verdict not in _OF_EVENT[event.kind]:
        allowed = ", ".join(_OF_EVENT[event.kind])
        raise WrongPair(f"{verdict!r} does not go with e{event_id}: for an event of kind {event.kind} say {allowed}.")


def _change(db: Database, change: int, decision: Decision, number: int) -> str:
    if decision.verdict == "dismiss":
        changes.set_state(db, change, "dismissed", decision.at, decision=number)
        return f"{change}: dismissed; reports tell it no more."
    return f"{change}: accepted; it leaves the queue."


def _quarantine(db: Database, check_id: int, decision: Decision, number: int) -> str:
    check = checks.get(db, check_id)
    if decision.verdict == "accept":
        return f"q{check_id}: accepted; the next run makes it a snapshot and tells how it differs."
    if decision.verdict == "dismiss":
        wall = check is not None and "labels" in dict(check.reasons)
        what = "the same words ask no more, whatever numbers and clocks stand among them" if wall else _SAME
        return f"q{check_id}: dismissed; {what}."
    page = check.page if check else ""
    _say_gone(db, page, decision, number)
    return f"q{check_id}: {page} is gone; nothing of it is called deleted, and nobody waits for it."


def _say_gone(db: Database, page: str, decision: Decision, number: int) -> None:
    """What a run noticed of it is over with that word; where none did, the word makes the event."""
    noticed = events.same(db, "gone", page)
    title = f"The page {page} is gone, says {decision.by}"
    event = (
        noticed.id if noticed else events.save(db, None, decision.at, "gone", page, title, page=page, decision=number)
    )
    events.close(db, event, decision.at, decision=number)


def _event(db: Database, event: int, decision: Decision, number: int) -> str:
    held = changes.held_by(db, event)
    state: changes.ChangeState = "confirmed" if decision.verdict == "release" else "dismissed"
    for change in held:
        changes.set_state(db, change.id, state, decision.at, event=event, decision=number)
    events.close(db, event, decision.at, decision=number)
    known = events.get(db, event)
    if decision.verdict == "gone" and known and known.page:
        if known.kind != "gone":
            _say_gone(db, known.page, decision, number)
        return f"e{event}: {known.page} is gone; nothing of it is called deleted, and nobody waits for it."
    if decision.verdict == "release":
        return f"e{event}: released; {len(held)} changes are told in the next report."
    return f"e{event}: {'noted' if not held else f'{len(held)} changes dismissed as template'}."
