"""Attribution: each thing that came to the page, went from it or was followed by another, told with one change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from diffs.budget import Budget
from diffs.change import NATIVE, BlockChange, Change, Edit, Named, NamedKind, SectionChange
from diffs.naming import ASKED, Identity, Naming, Place, identity
from diffs.succession import Relation, relation
from scraper.profile import Mention

_BLANK = 1
"""A word put in before a name stands in front of the blank that both texts have there."""

_KINDS: dict[tuple[str, Relation], NamedKind] = {
    ("law", "superseded"): "law_superseded",
    ("law", "renumbered"): "law_renumbered",
    ("strategy", "superseded"): "strategy_superseded",
    ("institution", "renamed"): "institution_renamed",
}
_ADDED: dict[str, NamedKind] = {
    "law": "law_added", "strategy": "strategy_added", "case": "case_added", "institution": "institution_added",
}  # fmt: skip
_REMOVED: dict[str, NamedKind] = {
    "law": "law_removed", "strategy": "strategy_removed", "case": "case_removed", "institution": "institution_removed",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Met:
    """What one change takes away and brings, each with the number of the edit it stands in, and what the edits show to
    have followed what."""

    gone: tuple[tuple[Place, int], ...]
    come: tuple[tuple[Place, int], ...]
    aligned: tuple[tuple[Mention, Mention, Relation], ...] = ()


def attributed(changes: Sequence[Change], names: Naming, budget: Budget) -> tuple[Change, ...]:
    """The changes with what they name: once each, where the section is about such things, else where it stands first.

    Something that only moved, or is named elsewhere on the page as well, came from nowhere and is told with no change.
    """
    if not (names.gone or names.come):
        return tuple(changes)
    met = [_met(change, names, budget) for change in changes]
    teller = _Teller(changes, met, names)
    return tuple(_with(change, teller.told(at)) for at, change in enumerate(changes))


def _with(change: Change, named: tuple[Named, ...]) -> Change:
    return replace(change, named=named) if named and isinstance(change, (SectionChange, BlockChange)) else change


def _met(change: Change, names: Naming, budget: Budget) -> _Met:
    if not isinstance(change, (SectionChange, BlockChange)) or change.kind in ("section_renamed", "link_changed"):
        return _Met((), ())
    edits = change.edits if isinstance(change, BlockChange) else ()
    if not edits and change.form == "block_moved":
        return _Met((), ())
    gone = _touched(names.before.places(change.before), _spans(edits, "delete"), names.gone)
    come = _touched(names.after.places(change.after), _spans(edits, "insert"), names.come)
    paired = isinstance(change, BlockChange) and bool(gone and come and edits)
    return _Met(gone, come, tuple(_aligned(gone, come, budget)) if paired else ())


def _spans(edits: Sequence[Edit], op: str) -> list[tuple[int, int]] | None:
    """Where one side was touched, a span for each edit, empty where only the other side has words; None: everywhere."""
    if not edits:
        return None
    spans: list[tuple[int, int]] = []
    at = 0
    for kept, group in groupby(edits, key=lambda edit: edit.op == "equal"):
        length = sum(len(edit.text) for edit in group if kept or edit.op == op)
        if not kept:
            spans.append((at, at + length))
        at += length
    return spans


def _touched(
    places: Iterable[Place], spans: list[tuple[int, int]] | None, wanted: frozenset[Identity]
) -> tuple[tuple[Place, int], ...]:
    """The wanted mentions that an edit touches, each with the first edit that does."""
    found: list[tuple[Place, int]] = []
    number = 0
    for place in places:
        while spans is not None and number < len(spans) and spans[number][1] + _BLANK < place.start:
            number += 1
        touched = spans is None or (number < len(spans) and spans[number][0] <= place.end + _BLANK)
        if touched and identity(place.mention) in wanted:
            found.append((place, number))
    return tuple(found)


def _aligned(
    gone: Sequence[tuple[Place, int]], come: Sequence[tuple[Place, int]], budget: Budget
) -> Iterator[tuple[Mention, Mention, Relation]]:
    """What stands where something of its kind stood, and what one is to the other; each asked once, in order."""
    used: set[int] = set()
    for old, number in gone:
        rivals = [at for at, (new, edit) in enumerate(come) if edit == number and at not in used]
        if not budget.allows(ASKED * len(rivals) + len(come)):
            return
        for at in rivals:
            new = come[at][0].mention
            how = relation(old.mention, new, aligned=True) if new.kind == old.mention.kind else None
            if how:
                used.add(at)
                yield old.mention, new, how
                break


class _Teller:
    """Which change tells what: filled in one pass, pairs before singles."""

    def __init__(self, changes: Sequence[Change], met: Sequence[_Met], names: Naming) -> None:
        self._names = names
        self._told: dict[int, list[tuple[int, Named]]] = {}
        self._done: set[Identity] = set()
        order = sorted(range(len(changes)), key=lambda at: changes[at].section == "status")
        self._gone = self._homes(changes, [(at, place) for at in order for place, _ in met[at].gone])
        self._come = self._homes(changes, [(at, place) for at in order for place, _ in met[at].come])
        seen = [(at, pair) for at in order for pair in met[at].aligned]
        for at, pair in sorted(seen, key=lambda item: not _is_native(changes[item[0]], identity(item[1][1]))):
            self._pair(at, *pair)
        self._successions()
        self._singles()

    def told(self, at: int) -> tuple[Named, ...]:
        """What the change at a position tells, in the order of the text."""
        return tuple(named for _, named in sorted(self._told.get(at, ()), key=lambda item: item[0]))

    @staticmethod
    def _homes(changes: Sequence[Change], found: Iterable[tuple[int, Place]]) -> dict[Identity, tuple[int, Place]]:
        """For each thing the change that tells it, and its place there."""
        homes: dict[Identity, tuple[int, Place]] = {}
        for at, place in found:
            one = identity(place.mention)
            if one not in homes or (_is_native(changes[at], one) and not _is_native(changes[homes[one][0]], one)):
                homes[one] = (at, place)
        return homes

    def _pair(self, at: int, old: Mention, new: Mention, how: Relation, place: int = 0) -> None:
        pair = {identity(old), identity(new)}
        if pair & self._done:
            return
        self._done |= pair
        if how != "same":
            self._tell(at, place or new.start, Named(_KINDS[old.kind, how], old.text, new.text))

    def _successions(self) -> None:
        """What followed something that stood in another block: told where the new one stands."""
        for one, (heir, how) in self._names.followed.items():
            if one in self._gone and heir in self._come:
                at, new = self._come[heir]
                self._pair(at, self._gone[one][1].mention, new.mention, how, new.start)

    def _singles(self) -> None:
        for one, (at, place) in self._gone.items():
            if one not in self._done:
                self._tell(at, place.start, Named(_REMOVED[one[0]], place.mention.text, None))
        for one, (at, place) in self._come.items():
            if one not in self._done:
                self._tell(at, place.start, Named(_ADDED[one[0]], None, place.mention.text))

    def _tell(self, at: int, place: int, named: Named) -> None:
        self._told.setdefault(at, []).append((place, named))


def _is_native(change: Change, one: Identity) -> bool:
    return NATIVE.get(change.section.partition(".")[0]) == one[0]
