"""The looks at one page in order of time, imported ones among those known, and what changed between them; pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
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
    """One look at a page: an imported capture that was accepted, with what it says, or a look at a snapshot that is
    known (`snapshot` its id), whose profile is asked for when it is needed.

    `told` are the fingerprints of what was told between the known looks that this one lies between; of a known look,
    what was told when it was new. Times aware, UTC.
    """

    at: datetime
    capture: int
    profile: Profile | None = None
    snapshot: int | None = None
    told: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Side:
    """A state as one look shows it: the capture, and the snapshot's id, None where an import makes the snapshot; the
    `place` of that look among all is its name until then."""

    place: int
    capture: int
    snapshot: int | None


@dataclass(frozen=True, slots=True)
class Judged:
    """What an imported capture turned out to be: `state` is the one it shows, `profile` what that says where it is
    new, else None."""

    at: datetime
    capture: int
    outcome: Outcome
    state: Side
    profile: Profile | None


@dataclass(frozen=True, slots=True)
class Difference:
    """A change between two states, with the last look at the old one and the first at the new."""

    change: Change
    before: Side
    after: Side
    last_seen_old: datetime
    first_seen_new: datetime


def in_order(known: Sequence[Seen], imported: Iterable[Seen]) -> Iterator[Seen]:
    """All looks by time, both being so already; of two at one moment the known one is first."""
    place = 0
    for look in imported:
        while place < len(known) and known[place].at <= look.at:
            yield known[place]
            place += 1
        yield replace(look, told=known[place].told if place < len(known) else frozenset())
    yield from known[place:]


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A removal that waits for later looks: what it came with, and how many looks agree on it."""

    found: Difference
    missing: Missing
    looks: int


class Timeline:
    """A walk through the looks at a page; however many there are, it holds one state and the removals that wait.

    `recalled` says what a known look shows. `states` has the state of every difference, in their order, and each may
    change until the walk is over: a removal is confirmed by later looks as a run would, withdrawn when what was missing
    is back, and waits (provisional) when nothing came after.
    """

    def __init__(self, page: Page, removals: Removals, recalled: Callable[[Seen], Profile]) -> None:
        self.states: list[ChangeState] = []
        self._page, self._removals, self._recalled = page, removals, recalled
        self._state: Side | None = None
        self._seen: Seen | None = None
        self._last = datetime.min.replace(tzinfo=UTC)
        self._divided = False
        self._waiting: dict[int, _Waiting] = {}

    def walk(self, looks: Iterable[Seen]) -> Iterator[Judged | Difference]:
        """What each imported look turned out to be, followed by what changed with it; `looks` are by time.

        Between two known looks with nothing imported between them nothing is told again; what was told across a gap
        that an import divides stays told and is not told twice.
        """
        for place, look in enumerate(looks):
            side = Side(place, look.capture, look.snapshot)
            if self._state is None or self._seen is None:
                yield from self._arrive(side, look, "first")
            elif look.snapshot is not None and not self._divided:
                if self._waiting:
                    self._found(look)
                yield from self._arrive(side, look, "changed")
            else:
                yield from self._compare(side, look, self._state)
            self._divided = look.snapshot is None
            self._last = look.at

    def _arrive(self, side: Side, look: Seen, outcome: Outcome) -> Iterator[Judged]:
        self._state, self._seen = side, look
        if look.snapshot is None:
            yield Judged(look.at, look.capture, outcome, side, look.profile)

    def _profile(self, look: Seen) -> Profile:
        return look.profile or self._recalled(look)

    def _found(self, look: Seen) -> Finding:
        """What a look finds, and what it says of the removals that wait."""
        if self._seen is None:
            raise RuntimeError("the first look is compared with nothing")
        if self._seen.profile is None:
            self._seen = replace(self._seen, profile=self._recalled(self._seen))
        missing = tuple(item.missing for item in self._waiting.values())
        known = Known(profile=self._seen.profile, missing=missing)
        found = compared(self._page, look.at, look.capture, self._profile(look), known)
        self._settle(found.still_missing, found.returned, look.at)
        return found

    def _compare(self, side: Side, look: Seen, state: Side) -> Iterator[Judged | Difference]:
        waiting = dict(self._waiting)  # what this look settles is still what its changes are compared with
        found, before = self._found(look), self._seen
        if look.snapshot is not None or found.outcome == "changed":
            yield from self._arrive(side, look, "changed")
        else:
            yield Judged(look.at, look.capture, "unchanged", state, None)
        for change, against in zip(found.changes, found.against, strict=True):
            if fingerprint(change) in look.told:
                continue
            earlier = None if against is None else waiting[against]
            old, last = (earlier.found.before, earlier.found.last_seen_old) if earlier else (state, self._last)
            new = Difference(change, old, self._state or state, last, look.at)
            self._add(new, earlier.missing.before if earlier else before.profile if before else None)
            yield new

    def _add(self, found: Difference, before: Profile | None) -> None:
        waits = is_removal(found.change) and self._removals.captures > 1 and before is not None
        if waits and before:
            number = len(self.states)
            self._waiting[number] = _Waiting(found, Missing(number, found.change, before), 1)
        self.states.append("provisional" if waits else "confirmed")

    def _settle(self, still: Sequence[int], returned: Sequence[int], at: datetime) -> None:
        for number in returned:
            del self._waiting[number]
            self.states[number] = "withdrawn"
        for number in still:
            item = self._waiting[number]
            self._waiting[number] = replace(item, looks=item.looks + 1)
            apart = at - item.found.first_seen_new >= timedelta(hours=self._removals.hours)
            if item.looks + 1 >= self._removals.captures and apart:
                self.states[number] = "confirmed"
                del self._waiting[number]
