"""Evidence: what an edit did to the words, prepared once so that a rule is one look at it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from diffs.change import BlockChange, Change
from diffs.edits import edits
from diffs.hunks import Hunk, Side, hunks_of, sides_of
from diffs.order import Order, order_of
from diffs.parts import parts_of
from diffs.senses import Sense, senses_of
from diffs.shorthand import shortened
from diffs.spelling import same_spelling, variant

_LONG = 4
"""So many words of content put in or taken out at one place are a statement, not a retouch."""
_FRENCH = frozenset("le la les l' d' des du est une et par pour dans sur aux au qui que".split())
_ENGLISH = frozenset("the of and is are to in by for a an with was were".split())
_PAIRED = 30
"""So many words on either side of one place are looked through for misspellings; more is a rewriting."""


class Remainder(NamedTuple):
    """What one place of an edit says that was not said, and no longer says, once everything that stands on both sides
    in any form is set aside."""

    gone: tuple[Sense, ...]
    come: tuple[Sense, ...]
    hunk: Hunk

    @property
    def long(self) -> bool:
        """Whether something was said that was not, or the other way round: much on one side, nothing on the other."""
        return min(len(self.gone), len(self.come)) == 0 and max(len(self.gone), len(self.come)) >= _LONG


@dataclass(frozen=True, slots=True)
class Evidence:
    """A change and, for an edited block, what differs in it.

    `retouched` are the places that only respell, `telling` the others; `short` and `long` what remains of them when
    equal meanings are set aside; `relations` the words like "by" and "to" of each telling place; `order` compares the
    order of what is said on both sides, None when something remains; `aligned` pairs what is said where the order is
    the same.
    """

    change: Change
    retouched: tuple[Hunk, ...] = ()
    telling: tuple[Hunk, ...] = ()
    short: tuple[Remainder, ...] = ()
    long: tuple[Remainder, ...] = ()
    relations: tuple[Remainder, ...] = ()
    order: Order | None = None
    aligned: tuple[tuple[Sense, Sense], ...] = ()


def evidence_of(change: Change) -> Evidence:
    """The evidence a change holds; an edited block without edits gets them here."""
    if not isinstance(change, BlockChange) or change.kind != "block_edited":
        return Evidence(change)
    steps = change.edits or edits(change.before or "", change.after or "")
    hunks = {number: hunk for number, hunk in hunks_of(steps).items() if not same_spelling(hunk.before, hunk.after)}
    telling = {number: hunk for number, hunk in hunks.items() if not hunk.respelled}
    retouched = tuple(hunk for hunk in hunks.values() if hunk.respelled)
    old, new = _sayings(sides_of(steps, frozenset(telling)))
    strong, strong_new = _strong(old), _strong(new)
    same = _variants(_surplus(strong, strong_new), _surplus(strong_new, strong))
    strong_new = [sense._replace(key=same[sense].key) if sense in same else sense for sense in strong_new]
    gone, come = _surplus(strong, strong_new), _surplus(strong_new, strong)
    remainders = _by_hunk(gone, come, telling)
    order = None if remainders else order_of(strong, strong_new)
    return Evidence(
        change,
        retouched,
        tuple(telling.values()),
        tuple(remainder for remainder in remainders if not remainder.long),
        tuple(remainder for remainder in remainders if remainder.long),
        _by_hunk(_relations(old), _relations(new), telling),
        order,
        tuple(zip(strong, strong_new, strict=True)) if order == "same" else (),
    )


def _sayings(sides: tuple[Side, Side]) -> list[list[Sense]]:
    """What both sides say, read as French when more of their small words are."""
    parts = [parts_of(side) for side in sides]
    words = {part.word for side in parts for part in side}
    french = len(words & _FRENCH) > len(words & _ENGLISH)
    return [senses_of(side, french=french) for side in shortened(parts)]


def _strong(senses: Sequence[Sense]) -> list[Sense]:
    return [sense for sense in senses if sense.kind != "relation"]


def _relations(senses: Sequence[Sense]) -> list[Sense]:
    return [sense for sense in senses if sense.kind == "relation" and sense.hunk is not None]


def _surplus(these: Sequence[Sense], those: Sequence[Sense]) -> list[Sense]:
    """What one side says more often than the other, in order, changed words first."""
    spare = Counter(sense.id for sense in these)
    spare.subtract(sense.id for sense in those)
    found: list[int] = []
    for at in sorted(range(len(these)), key=lambda at: these[at].hunk is None):
        if spare[these[at].id] > 0:
            spare[these[at].id] -= 1
            found.append(at)
    return [these[at] for at in sorted(found)]


def _variants(gone: Sequence[Sense], come: Sequence[Sense]) -> dict[Sense, Sense]:
    """The words that are one word misspelled at one place: the new one -> the old one."""
    found: dict[Sense, Sense] = {}
    if max(len(gone), len(come)) > _PAIRED:
        return found
    for old in gone:
        same = next((new for new in come if new not in found and _is_variant(old, new)), None)
        if same:
            found[same] = old
    return found


def _is_variant(one: Sense, other: Sense) -> bool:
    return one.kind == other.kind == "content" and one.hunk == other.hunk and variant(one.text, other.text)


def _by_hunk(gone: Sequence[Sense], come: Sequence[Sense], hunks: Mapping[int, Hunk]) -> tuple[Remainder, ...]:
    """What is left of each place; what belongs to none (a phrase cut in two) goes to the first."""
    sides: dict[int, tuple[list[Sense], list[Sense]]] = defaultdict(lambda: ([], []))
    first = min(hunks, default=0)
    for number, senses in enumerate((gone, come)):
        for sense in senses:
            sides[first if sense.hunk is None else sense.hunk][number].append(sense)
    return tuple(Remainder(tuple(sides[at][0]), tuple(sides[at][1]), hunks[at]) for at in sorted(sides) if at in hunks)
