"""The places of an edit: what stood there, what does now, and whether that is a respelling."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from diffs.change import Edit
from diffs.phrases import CUT
from diffs.spelling import variant
from diffs.words import tokens

Side = list[tuple[int | None, str]]
"""The words of one text in order, each with the number of the place it stands at, None where it was kept."""

_AROUND = 3


@dataclass(frozen=True, slots=True)
class Hunk:
    """One place of an edit: the text and the words that stood there, and those that do now; "" and () for none.

    `ahead` and `behind` are the kept words next to it, up to three on either side.
    """

    before: str
    after: str
    out: tuple[str, ...]
    put: tuple[str, ...]
    ahead: tuple[str, ...] = ()
    behind: tuple[str, ...] = ()

    @property
    def brief(self) -> bool:
        """Whether both sides can be shown without a cut."""
        return max(len(self.before), len(self.after)) <= CUT

    @property
    def repeats(self) -> bool:
        """Whether the words on the only side there is double those kept right before or after them."""
        only = self.out or self.put
        doubled = len(only) <= _AROUND and only in (self.ahead[-len(only) :], self.behind[: len(only)])
        return bool(only) and not (self.out and self.put) and doubled

    @property
    def respelled(self) -> bool:
        """Whether the same words stand there, spelled or inflected another way, or a word no longer stands twice."""
        pairs = zip(self.out, self.put, strict=False)
        each = len(self.out) == len(self.put) and all(variant(one, other) for one, other in pairs)
        return self.repeats or each


def hunks_of(steps: Sequence[Edit]) -> dict[int, Hunk]:
    """The places of an edit by their number."""
    found: dict[int, Hunk] = {}
    texts: dict[int, dict[str, str]] = {}
    kept = [tokens(step.text) for step in steps if step.op == "equal"]
    number = 0
    for step in steps:
        number += step.op == "equal"
        if step.op != "equal":
            texts.setdefault(number, {})[step.op] = step.text.strip()
    for place, text in texts.items():
        out, put = text.get("delete", ""), text.get("insert", "")
        ahead = kept[place - 1][-_AROUND:] if place else ()
        behind = kept[place][:_AROUND] if place < len(kept) else ()
        found[place] = Hunk(out, put, tokens(out), tokens(put), ahead, behind)
    return found


def sides_of(steps: Sequence[Edit], telling: frozenset[int]) -> tuple[Side, Side]:
    """The words of both texts; at places that are not telling the old words stand on both sides, as if kept."""
    old: Side = []
    new: Side = []
    number = 0
    for step in steps:
        number += step.op == "equal"
        place_told = number in telling
        tag = number if place_told and step.op != "equal" else None
        words = [(tag, token) for token in tokens(step.text)]
        if step.op in ("equal", "delete"):
            old += words
        if step.op in ("equal", "insert" if place_told else "delete"):
            new += words
    return old, new
