"""Whether the same words in another order say the same: sentences moved, a list in another order, a passive, a date or
place put first, "the committee's report" for "the report of the committee"; any other order may say something else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Literal

from diffs.parts import SENTENCE_ENDS
from diffs.senses import Sense
from diffs.spelling import TERM_STEMS, stem
from diffs.vocabulary import CITATIONS

Order = Literal["same", "moved", "reordered", "other"]

_LIST = frozenset((",", ";", "and", "et", "&"))
_OR = frozenset((("limit", "or"), ("limit", "ou")))
BE = frozenset("is are was were be been being est sont était étaient été fut furent".split())
_BY = "by"
_PLACES = frozenset("in on at within for with during en dans lors".split())
_TIMES = frozenset(("since", "before", "after", "during", "depuis", "avant", "après", "pendant"))
_OPENING = {("limit", time) for time in _TIMES} | {
    ("content", group) for group in ("because of", "yearly", "monthly", "weekly", "regularly")
}
_OF = frozenset("of for on de du des d' d".split())
_BESIDE_OF = _OF | frozenset("the a an its their la le l' les".split())
_BESIDE = frozenset(("'", "’"))
_WHICH = frozenset("that which who qui".split())
_BESIDE_WHICH = _WHICH | BE | frozenset("has have had a ont".split())
_FIXED = frozenset(("negation", "modal"))
_LONGEST, _MOST = 40, 6
"""Longer sentences, and more of them that differ, are not looked into, which errs on the careful side."""
_WIDER = 3


def order_of(old: Sequence[Sense], new: Sequence[Sense]) -> Order:
    """How the order of two texts that say the same words compares: "same", "moved" (whole sentences), "reordered"
    (inside sentences, to the same effect) or "other"."""
    if _ids(old) == _ids(new):
        return "same"
    left, right = _differing(list(_sentences(old)), list(_sentences(new)))
    if not left and not right:
        return "moved"
    if len(left) != len(right) or len(left) > _MOST:
        return "other"
    return "reordered" if all(map(_says_the_same, left, right)) else "other"


def _ids(senses: Sequence[Sense]) -> tuple[tuple[str, str], ...]:
    return tuple(sense.id for sense in senses)


def _sentences(senses: Sequence[Sense]) -> Iterator[tuple[Sense, ...]]:
    start = 0
    for at, sense in enumerate(senses):
        if at and _ends_one(sense.lead):
            yield tuple(senses[start:at])
            start = at
    yield tuple(senses[start:])


def _ends_one(lead: Sequence[str]) -> bool:
    """Whether a sentence ended before a word; the full stop of "Art." ends none."""
    pairs = zip(("", *lead), lead, strict=False)
    return any(mark in SENTENCE_ENDS and before not in CITATIONS for before, mark in pairs)


_Sentences = list[tuple[Sense, ...]]


def _differing(old: _Sentences, new: _Sentences) -> tuple[_Sentences, _Sentences]:
    """The sentences of each side that the other does not have."""
    sides = []
    for these, those in ((old, new), (new, old)):
        there = Counter(map(_ids, those))
        kept = []
        for sentence in these:
            there[_ids(sentence)] -= 1
            if there[_ids(sentence)] < 0:
                kept.append(sentence)
        sides.append(kept)
    return sides[0], sides[1]


def _says_the_same(old: Sequence[Sense], new: Sequence[Sense]) -> bool:
    if len(old) > _LONGEST or Counter(_ids(old)) != Counter(_ids(new)):
        return False
    either_way = ((old, new), (new, old))
    return _listed(old, new) or any(
        looks(one, other) for looks in (_passive, _fronted, _flipped, _adverb) for one, other in either_way
    )


def _window(old: Sequence[Sense], new: Sequence[Sense]) -> tuple[int, int]:
    """Where two sentences of one length begin and end to differ."""
    unlike = [at for at, (one, other) in enumerate(zip(old, new, strict=True)) if one.id != other.id]
    return unlike[0], unlike[-1] + 1


def _listed(old: Sequence[Sense], new: Sequence[Sense]) -> bool:
    """The members of one list, whole and joined alike, in another order."""
    start, end = _window(old, new)
    reaches = ((max(0, start - left), end + right) for left in range(_WIDER + 1) for right in range(_WIDER + 1))
    return any(_same_list(old[a:b], new[a:b]) for a, b in reaches)


def _same_list(old: Sequence[Sense], new: Sequence[Sense]) -> bool:
    shared = _led_by(old[0]) == _led_by(new[0])
    (members, joints), (members_new, joints_new) = (_members(side, shared=shared) for side in (old, new))
    return len(members) > 1 and joints == joints_new and Counter(members) == Counter(members_new)


def _led_by(sense: Sense) -> tuple[str, ...]:
    return tuple(word for word in sense.lead if word in (_BY, "to", "from"))


def _members(window: Sequence[Sense], *, shared: bool) -> tuple[list[tuple[object, ...]], list[str]]:
    """The members and how each is joined to the next; a "to" or its like before the first that both lists share
    (`shared`) leads the whole list."""
    members: list[tuple[object, ...]] = []
    joints: list[str] = []
    current: list[object] = []
    for sense in window:
        joint = "or" if sense.id in _OR else "," if current and not _LIST.isdisjoint(sense.lead) else ""
        if joint:
            members.append(tuple(current))
            joints.append(joint)
            current = []
        if joint != "or":
            current.append((sense.id, () if shared and sense is window[0] else _led_by(sense)))
    return [*members, tuple(current)], joints


def _passive(active: Sequence[Sense], passive: Sequence[Sense]) -> bool:
    """ "The court interpreted the law" and "The law was interpreted by the court"."""
    return any(
        _turned(_ids(active), _ids(passive), verb, at)
        for at in range(1, len(passive))
        if _BY in passive[at].lead and not BE.isdisjoint(passive[at - 1].lead)
        for verb, sense in enumerate(active)
        if sense.id == passive[at - 1].id and BE.isdisjoint(sense.lead)
    )


def _turned(active: tuple[object, ...], passive: tuple[object, ...], verb: int, agent: int) -> bool:
    """Whether the words before and after the verb changed places, those around them staying."""
    for start in range(min(verb, agent)):
        who, whom = active[start:verb], passive[start : agent - 1]
        middle = agent - 1 - start + 1 + len(who)
        same_ends = active[:start] == passive[:start] and active[start + middle :] == passive[start + middle :]
        if same_ends and passive[agent : agent + len(who)] == who and active[verb + 1 : verb + 1 + len(whom)] == whom:
            return True
    return False


def _fronted(first: Sequence[Sense], last: Sequence[Sense]) -> bool:
    """ "In 2019 the Cabinet approved it" and "The Cabinet approved it in 2019"."""
    _, end = _window(first, last)
    ids, ids_last = _ids(first[:end]), _ids(last[:end])
    return any(
        ids[cut:] + ids[:cut] == ids_last and _is_adverbial(first[:cut]) and _is_adverbial(last[end - cut : end])
        for cut in range(1, end)
    )


def _is_adverbial(run: Sequence[Sense]) -> bool:
    dated = run[0].kind == "figure" and run[0].key.count("-") == len("--")
    opening = dated or not _PLACES.isdisjoint(run[0].lead) or run[0].id in _OPENING
    return opening and not any(sense.kind in _FIXED for sense in run)


def _flipped(compound: Sequence[Sense], with_of: Sequence[Sense]) -> bool:
    """ "Mutual assistance requests" and "requests for mutual assistance"."""
    start, end = _window(compound, with_of)
    one, other = compound[start:end], with_of[start:end]
    return any(
        _ids(one[cut:]) + _ids(one[:cut]) == _ids(other)
        and _BESIDE.issuperset(one[cut].lead)
        and _is_attached(other[len(other) - cut :])
        for cut in range(1, len(one))
    )


def _is_attached(run: Sequence[Sense]) -> bool:
    """Whether words hang on those before them by "of" or its like, or are one participle that does by "that was"."""
    lead = frozenset(run[0].lead)
    by_which = len(run) == 1 and not _WHICH.isdisjoint(lead) and lead <= _BESIDE_WHICH
    return by_which or (not _OF.isdisjoint(lead) and lead <= _BESIDE_OF)


def _adverb(one: Sequence[Sense], other: Sequence[Sense]) -> bool:
    """ "It was officially opened" and "It was opened officially"."""
    start, end = _window(one, other)
    moved = one[start]
    plain = moved.kind == "content" and moved.text.endswith(("ly", "ement")) and stem(moved.text) not in TERM_STEMS
    return plain and _ids(one[start + 1 : end]) == _ids(other[start : end - 1])
