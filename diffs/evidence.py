"""Evidence: what an edit did to the words, prepared once so that a rule is one look at it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from diffs.change import BlockChange, Change, Edit
from diffs.edits import edits
from diffs.phrases import CUT
from diffs.spelling import is_content, same_spelling, variant
from diffs.words import tokens
from scraper.normalise import loose

_SENTENCE_ENDS = frozenset(".!?:;•·")
_LONG = 4
"""So many words of content put in or taken out at one place are a statement, not a retouch."""


class Word(NamedTuple):
    """A word taken out or put in; `opens` tells that a sentence begins with it, `following` what comes next."""

    text: str
    opens: bool
    following: str


@dataclass(frozen=True, slots=True)
class Hunk:
    """One place of an edit: the text and the words that stood there, and those that do now; "" and () for none.

    `repeats` tells that the words on the only side there is double those before or after them.
    """

    before: str
    after: str
    out: tuple[Word, ...]
    put: tuple[Word, ...]
    repeats: bool = False

    @property
    def brief(self) -> bool:
        """Whether both sides can be shown without a cut."""
        return max(len(self.before), len(self.after)) <= CUT

    @property
    def long(self) -> bool:
        """Whether something was said that was not, or the other way round: much on one side, nothing on the other."""
        counts = [sum(is_content(word.text) for word in side) for side in (self.out, self.put)]
        return min(counts) == 0 and max(counts) >= _LONG

    @property
    def respelled(self) -> bool:
        """Whether the same words stand there, spelled or inflected another way."""
        pairs = list(zip(self.out, self.put, strict=False))
        each = len(self.out) == len(self.put) and all(variant(one.text, other.text) for one, other in pairs)
        return self.repeats or each


class _Side(NamedTuple):
    text: str
    words: tuple[Word, ...]
    repeats: bool


_NOTHING = _Side("", (), False)


@dataclass(frozen=True, slots=True)
class Evidence:
    """A change and, for an edited block, its hunks.

    `retouched` are hunks that only respell, `short` and `long` those that say something else; `shifted` the texts that
    were taken out at one place and put in at another.
    """

    change: Change
    retouched: tuple[Hunk, ...] = ()
    short: tuple[Hunk, ...] = ()
    long: tuple[Hunk, ...] = ()
    shifted: tuple[str, ...] = ()


def evidence_of(change: Change) -> Evidence:
    """The evidence a change holds; an edited block without edits gets them here."""
    if not isinstance(change, BlockChange) or change.kind != "block_edited":
        return Evidence(change)
    steps = change.edits or edits(change.before or "", change.after or "")
    hunks = [hunk for hunk in _hunks(steps) if not same_spelling(hunk.before, hunk.after)]
    retouched = tuple(hunk for hunk in hunks if hunk.respelled)
    telling = [hunk for hunk in hunks if not hunk.respelled]
    shifted = _shifted(telling)
    staying = [hunk for hunk in telling if loose(hunk.before or hunk.after) not in shifted]
    short, long = (tuple(hunk for hunk in staying if hunk.long is wanted) for wanted in (False, True))
    return Evidence(change, retouched, short, long, tuple(shifted.values()))


def _shifted(hunks: Sequence[Hunk]) -> dict[str, str]:
    """The statements taken out whole at one place and put in whole at another, by their loose form."""
    out = {loose(hunk.before): hunk.before for hunk in hunks if hunk.long and not hunk.put}
    put = Counter(loose(hunk.after) for hunk in hunks if hunk.long and not hunk.out)
    times = Counter(loose(hunk.before) for hunk in hunks if hunk.long and not hunk.put)
    return {form: text for form, text in out.items() if times[form] == put[form]}


def _hunks(steps: Sequence[Edit]) -> list[Hunk]:
    sides = [_side(steps, "delete"), _side(steps, "insert")]
    found: list[Hunk] = []
    for number in sorted({*sides[0], *sides[1]}):
        old, new = (side.get(number, _NOTHING) for side in sides)
        repeats = (old.repeats and not new.words) or (new.repeats and not old.words)
        found.append(Hunk(old.text.strip(), new.text.strip(), old.words, new.words, repeats))
    return found


def _side(steps: Sequence[Edit], op: str) -> dict[int, _Side]:
    """The changed words of one side, by the number of their hunk."""
    flat = list(_flat(steps, op))
    spots: dict[int, list[int]] = defaultdict(list)
    for at, (hunk, _) in enumerate(flat):
        if hunk is not None:
            spots[hunk].append(at)
    texts = [text for _, text in flat]
    kept = accumulate(int(step.op == "equal") for step in steps)
    written = {hunk: step.text for hunk, step in zip(kept, steps, strict=True) if step.op == op}
    return {
        hunk: _Side(written[hunk], _words(texts, places), _repeats(texts, places[0], len(places)))
        for hunk, places in spots.items()
    }


def _flat(steps: Sequence[Edit], op: str) -> Iterator[tuple[int | None, str]]:
    """One side's words in order, each with the number of its hunk, None for words that were kept."""
    hunk = 0
    for step in steps:
        hunk += step.op == "equal"
        if step.op in ("equal", op):
            yield from ((None if step.op == "equal" else hunk, token) for token in tokens(step.text))


def _words(texts: Sequence[str], places: Sequence[int]) -> tuple[Word, ...]:
    def word(at: int) -> Word:
        following = texts[at + 1] if at + 1 < len(texts) else ""
        return Word(texts[at], at == 0 or texts[at - 1] in _SENTENCE_ENDS, following)

    return tuple(word(at) for at in places)


def _repeats(texts: Sequence[str], start: int, length: int) -> bool:
    changed = texts[start : start + length]
    return changed in (texts[max(0, start - length) : start], texts[start + length : start + 2 * length])
