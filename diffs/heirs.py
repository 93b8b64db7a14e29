"""Heirs: texts that name something, and the texts that name what came in its place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from diffs.match import Pair
from diffs.naming import Identity, Naming, Place, identity

_MOST_NAMED = 3
"""A text that names more things than this is not about one of them."""


def heirs(old: Sequence[str], new: Sequence[str], names: Naming) -> list[Pair]:
    """The positions of an old and a new text of which the latter names the successor of what the former named, however
    differently they are worded; each used once."""
    if not names.followed:
        return []
    where: dict[Identity, list[int]] = defaultdict(list)
    for at, text in enumerate(new):
        for one in _named(names.after.places(text)):
            where[one].append(at)
    pairs: list[Pair] = []
    used: set[int] = set()
    for at, text in enumerate(old):
        successors = (names.followed[one][0] for one in _named(names.before.places(text)) if one in names.followed)
        heir = next((b for one in successors for b in where.get(one, ()) if b not in used), None)
        if heir is not None:
            pairs.append((at, heir))
            used.add(heir)
    return pairs


def _named(places: Iterable[Place]) -> tuple[Identity, ...]:
    """What a text is about: nothing when it names many things."""
    found = tuple(dict.fromkeys(identity(place.mention) for place in places))
    kinds = [kind for kind, _ in found]
    return tuple(one for one in found if kinds.count(one[0]) <= _MOST_NAMED)
