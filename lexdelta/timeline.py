"""The states of one page in order of time, imported ones among those known, and what changed between them; pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from diffs.change import Change, is_removal
from diffs.siblings import fingerprint
from lexdelta.judging import Finding, Known, Missing, compared
from lexdelta.recording import Removals
from scraper.page import Page
from scraper.profile import Profile
from storage.changes import ChangeState
from storage.checks import Outcome


@dataclass(frozen=True, slots=True)
class Seen:
    """One look at a page: an imported capture that was accepted, or a snapshot that is known (`snapshot` its id).

    `told` are the fingerprints of what was told between a known snapshot and the one before it. Times aware, UTC.
    """

    at: datetime
    capture: int
    profile: Profile
    snapshot: int | None = None
    told: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Judged:
    """What an imported capture turned out to be; `state` is the place of the look that shows its state."""

    seen: Seen
    outcome: Outcome
    state: int


@dataclass(slots=True)
class Difference:
    """A change between two looks, by their places in the timeline, and what became of it."""

    change: Change
    before: int
    after: int
    last_seen_old: datetime
    first_seen_new: datetime
    state: ChangeState = "confirmed"


@dataclass(slots=True)
class Timeline:
    """What a page's looks come to: what each imported one was, and the differences between them."""

    seen: tuple[Seen, ...]
    judged: list[Judged] = field(default_factory=list)
    differences: list[Difference] = field(default_factory=list)


def timeline(page: Page, seen: Sequence[Seen], removals: Removals) -> Timeline:
    """Walk through the looks by time. Between two known snapshots with nothing imported between them nothing is told
    again; what was told across a gap that an import divides stays told and is not told twice.

    A removal is confirmed by later looks as a run would, withdrawn when what was missing is back, and waits
    (provisional) when nothing came after.
    """
    walk = _Walk(Timeline(tuple(sorted(seen, key=lambda look: (look.at, look.snapshot is None)))), page, removals)
    for place in range(len(walk.line.seen)):
        walk.step(place)
    return walk.line


class _Walk:
    """Where the walk stands: the current state's place, the last look at it, and the removals that wait."""

    def __init__(self, line: Timeline, page: Page, removals: Removals) -> None:
        self.line, self._page, self._removals = line, page, removals
        self._state: int | None = None
        self._last = datetime.min.replace(tzinfo=UTC)
        self._divided = False
        self._waiting: dict[int, tuple[Difference, Missing, int]] = {}
        self._told = _told_ahead(line.seen)

    def step(self, place: int) -> None:
        look = self.line.seen[place]
        if self._state is None:
            self._arrive(place, "first")
        elif look.snapshot is not None and not self._divided:
            self._confirm(look, self._state)
            self._arrive(place, "changed")
        else:
            self._compare(place, look, self._state)
        self._divided = look.snapshot is None
        self._last = look.at

    def _arrive(self, place: int, outcome: Outcome) -> None:
        look = self.line.seen[place]
        self._state = place
        if look.snapshot is None:
            self.line.judged.append(Judged(look, outcome, place))

    def _found(self, look: Seen, state: int) -> Finding:
        """What a look finds, and what it says of the removals that wait."""
        missing = tuple(item for _, item, _ in self._waiting.values())
        known = Known(profile=self.line.seen[state].profile, missing=missing)
        found = compared(self._page, look.at, look.capture, look.profile, known)
        self._settle(found.still_missing, found.returned, look.at)
        return found

    def _confirm(self, look: Seen, state: int) -> None:
        if self._waiting:
            self._found(look, state)

    def _compare(self, place: int, look: Seen, state: int) -> None:
        found = self._found(look, state)
        for change, against in zip(found.changes, found.against, strict=True):
            self._add(change, against, place, look, state)
        if look.snapshot is not None or found.outcome == "changed":
            self._arrive(place, "changed")
        else:
            self.line.judged.append(Judged(look, "unchanged", state))

    def _add(self, change: Change, against: int | None, place: int, look: Seen, state: int) -> None:
        if fingerprint(change) in self._told[place]:
            return
        before, last = (state, self._last)
        if against is not None:
            earlier = self._waiting[against][0]
            before, last = earlier.before, earlier.last_seen_old
        found = Difference(change, before, place, last, look.at)
        self.line.differences.append(found)
        if is_removal(change) and self._removals.captures > 1:
            found.state = "provisional"
            number = len(self.line.differences) - 1
            item = Missing(number, change, self.line.seen[before].profile)
            self._waiting[number] = (found, item, 1)

    def _settle(self, still: Sequence[int], returned: Sequence[int], at: datetime) -> None:
        for number in returned:
            self._waiting.pop(number)[0].state = "withdrawn"
        for number in still:
            found, item, looks = self._waiting[number]
            self._waiting[number] = (found, item, looks + 1)
            apart = at - found.first_seen_new >= timedelta(hours=self._removals.hours)
            if looks + 1 >= self._removals.captures and apart:
                found.state = "confirmed"
                del self._waiting[number]


def _told_ahead(seen: Sequence[Seen]) -> list[frozenset[str]]:
    """For each look what was told between the known snapshots around it."""
    told: list[frozenset[str]] = []
    ahead: frozenset[str] = frozenset()
    for look in reversed(seen):
        ahead = look.told if look.snapshot is not None else ahead
        told.append(ahead)
    return told[::-1]


def with_ends(known: Sequence[tuple[Seen, datetime]], imported: Sequence[Seen]) -> tuple[Seen, ...]:
    """All looks of a page. A known snapshot was seen from its first look to its last (the second of each pair): what
    was imported between the two is followed by that last look."""
    looks = [*(look for look, _ in known), *imported]
    for look, last in known:
        if any(look.at < other.at < last for other in imported):
            looks.append(replace(look, at=last, told=frozenset()))
    return tuple(looks)
