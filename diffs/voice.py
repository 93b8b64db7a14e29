"""What small words and endings say of an edit: by whom and to whom, whether it is under way or done, is or was."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from diffs.evidence import Evidence
from diffs.hunks import Hunk
from diffs.order import BE
from diffs.phrases import became
from diffs.senses import Sense
from diffs.spelling import stem
from diffs.vocabulary import RELATIONS, STATES, UNDER_WAY
from diffs.whole import shown

_NOW = frozenset("is are est sont".split())
_THEN = frozenset("was were était étaient fut furent".split())
_DOING, _DONE = ("ing", "ant"), ("ed", "é", "ée", "és", "ées")
_BEING = frozenset(("being",))
_RELATION_KEYS = frozenset(RELATIONS.values())
_UNDER_WAY_STEMS = frozenset(map(stem, UNDER_WAY))


def relation(evidence: Evidence) -> str | None:
    """ "By" that gave way to "to", "if" to "although", or a subject that became the object of the same words."""
    for left in evidence.relations:
        old, new = _only(left.gone, left.come), _only(left.come, left.gone)
        if old and new:
            return became(" ".join(old), " ".join(new))
    return _led(evidence) or (_voice(evidence) if evidence.order == "same" else None)


def _led(evidence: Evidence) -> str | None:
    """A word that "from" led and "to" leads now, or a verb of the present that turned from doing to being done to."""
    for old, new in evidence.aligned:
        leads = [[word for word in sense.lead if word in _RELATION_KEYS] for sense in (old, new)]
        if (all(leads) and leads[0] != leads[1]) or _does(old, new) or _does(new, old):
            return became(_with_lead(old), _with_lead(new))
    return None


def _does(active: Sense, passive: Sense) -> bool:
    """Whether a verb that does something on one side is done to on the other: "orders" and "is ordered"."""
    done = passive.text.endswith(_DONE) and passive.lead[-1:] and passive.lead[-1] in BE
    doing = not active.text.endswith((*_DONE, *_DOING)) and BE.isdisjoint(active.lead)
    return bool(done) and doing and active.kind == "content"


def _with_lead(sense: Sense) -> str:
    return " ".join((*sense.lead[-1:], sense.text))


def participle(evidence: Evidence) -> str | None:
    """The "requesting" State that became the "requested" one: who does it and whom it is done to."""
    for hunk in (*evidence.telling, *evidence.retouched):
        for one, other in ((hunk.out, hunk.put), (hunk.put, hunk.out)):
            running = {stem(word) for before, word in pairwise((*hunk.ahead[-1:], *one)) if _doing(before, word)}
            if running & {stem(word) for word in other if word.casefold().endswith(_DONE)}:
                return shown(hunk)
    return None


def _doing(before: str, word: str) -> bool:
    """Whether a word is a participle of its own, no part of "is preparing"."""
    return word.casefold().endswith(_DOING) and before.casefold() not in BE


def under_way(evidence: Evidence) -> str | None:
    """What was being done and is told as done, or the other way round; what is so and was so."""
    for hunk in (*evidence.telling, *evidence.retouched):
        old, new = ([word.casefold() for word in (*hunk.ahead[-1:], *side)] for side in (hunk.out, hunk.put))
        if _being(old) != _being(new) or _finished(old, new) or _finished(new, old) or _past_state(hunk):
            return shown(hunk)
    return None


def _only(these: Sequence[Sense], those: Sequence[Sense]) -> list[str]:
    rest = Counter(sense.key for sense in these)
    rest.subtract(sense.key for sense in those)
    return [sense.text for sense in these if rest[sense.key] > 0]


def _voice(evidence: Evidence) -> str | None:
    """A "by" and a form of "to be" that both came or both went, the words around them staying in their order."""
    for hunk in evidence.telling:
        old, new = ({word.casefold() for word in side} for side in (hunk.out, hunk.put))
        by, be = (_gained(words, old, new) for words in (frozenset(("by", "par")), BE))
        if by and by == be:
            return shown(hunk)
    return _scattered_voice(evidence)


def _scattered_voice(evidence: Evidence) -> str | None:
    """The same, with the two at two places."""
    sides = [{word.casefold() for hunk in evidence.telling for word in side(hunk)} for side in (_out, _put)]
    by, be = (_gained(words, *sides) for words in (frozenset(("by", "par")), BE))
    return shown(evidence.telling[0]) if by and by == be else None


def _out(hunk: Hunk) -> tuple[str, ...]:
    return hunk.out


def _put(hunk: Hunk) -> tuple[str, ...]:
    return hunk.put


def _gained(words: frozenset[str], old: set[str], new: set[str]) -> int:
    return len(words & new) - len(words & old)


def _being(side: Sequence[str]) -> bool:
    return not _BEING.isdisjoint(side)


def _finished(open_: Sequence[str], done: Sequence[str]) -> bool:
    """Whether "is preparing" on one side is "has prepared" on the other."""
    running = {
        stem(word)
        for before, word in pairwise(open_)
        if before in _NOW and word.endswith("ing") and stem(word) in _UNDER_WAY_STEMS
    }
    past = {stem(word) for word in done if not word.endswith(("ing", "s"))}
    return bool(running & past)


def _past_state(hunk: Hunk) -> bool:
    old, new = ({word.casefold() for word in side} for side in (hunk.out, hunk.put))
    turned = any(
        not _NOW.isdisjoint(one) and not _THEN.isdisjoint(other) and _NOW.isdisjoint(other)
        for one, other in ((old, new), (new, old))
    )
    return turned and not STATES.isdisjoint(word.casefold() for word in (*hunk.behind, *hunk.out))
