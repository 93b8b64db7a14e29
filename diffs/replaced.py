"""Short lines that were reworded in their place: too unlike to be recognised anywhere else."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import product

from diffs.match import Pair
from diffs.naming import Naming
from diffs.succession import relation, telling_words
from diffs.words import words
from scraper.profile import Block, Mention

_MOST_WORDS = 10
"""Of a longer text half must have stayed: else its new words tell more of another text than of an edit."""
_SHARED = 3
"""One telling word in so many must have stayed."""
_INSTRUMENTS = frozenset(
    "act acts law laws code decree ordinance regulation regulations bill statute rules order strategy plan policy case"
    " judgment loi lois décret arrêté ordonnance règlement projet stratégie politique affaire arrêt".split()
)
"""What texts are called: sharing such a word makes no two of them one."""


def reworded_in_place(
    old: Sequence[Block],
    new: Sequence[Block],
    free: tuple[Iterable[int], Iterable[int]],
    equal: Collection[Pair],
    names: Naming,
) -> Iterator[Pair]:
    """Single lines of one kind, at most ten words long and alone between the same unchanged neighbours, that share a
    third of their telling words; `free` are the positions nothing was found for. Two laws, strategies or cases are
    never paired, nor bodies of two kinds, nor texts with no number in common."""
    partners = {**dict(equal), -1: -1, len(old): len(new)}
    come = set(free[1])
    for at in free[0]:
        put = partners.get(at - 1, at) + 1
        framed = put in come and partners.get(at + 1) == put + 1 and len(old) > 1
        if framed and old[at].kind == new[put].kind and _one_line(old[at].text, new[put].text, names):
            yield at, put


def _one_line(old: str, new: str, names: Naming) -> bool:
    left, right = words(old), words(new)
    if max(len(left), len(right)) > _MOST_WORDS or _other_number(left, right):
        return False
    one, other = telling_words(old), telling_words(new)
    shared = (one & other) - _INSTRUMENTS
    return bool(shared) and _SHARED * len(shared) >= max(len(one), len(other)) and not _two_things(old, new, names)


def _other_number(left: Sequence[str], right: Sequence[str]) -> bool:
    numbers, numbers_new = ({word for word in side if any(map(str.isdigit, word))} for side in (left, right))
    return bool(numbers and numbers_new and not numbers & numbers_new)


def _two_things(old: str, new: str, names: Naming) -> bool:
    """Whether what both texts name is of one kind, and nothing of it may be the same."""
    before, after = names.before.places(old), names.after.places(new)
    pairs = [(one.mention, other.mention) for one, other in product(before, after)]
    rivals = [(one, other) for one, other in pairs if one.kind == other.kind]
    return bool(rivals) and all(_apart(one, other) for one, other in rivals)


def _apart(one: Mention, other: Mention) -> bool:
    """Whether they are two things: laws of which none follows the other, bodies of two kinds."""
    if one.kind == "institution":
        return bool(one.subkind and other.subkind) and one.subkind != other.subkind
    return relation(one, other, aligned=True) is None
