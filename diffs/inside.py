"""What the rules look at in the words of an edited block: predicates that answer with the words they fired on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from diffs.evidence import Evidence, Remainder
from diffs.phrases import became, quoted
from diffs.senses import Sense
from diffs.spelling import STANDING_STEMS, SUBJECT_STEMS, TERM_STEMS, is_name, stem
from diffs.vocabulary import OPPOSITES, PREFIXES
from diffs.whole import shown

_MANY = 6
"""So many words of content that are others now make it another text, even if none of them has weight alone."""

_OPPOSED_WITHIN = 12
"""Among more words than this, two that oppose each other stand together by chance."""

_STEM = 4
_JOINS = frozenset(("and", "or", "et", "ou"))

Wanted = Callable[[Sense], bool]


def figure(evidence: Evidence) -> str | None:
    """Numbers, dates, articles, numbers of laws."""

    def look(left: Remainder) -> str | None:
        found = _chosen(left, lambda sense: sense.kind == "figure")
        return shown(left.hunk) if found and left.hunk.brief else found

    return _first(evidence.short, look)


def printed_address(evidence: Evidence) -> str | None:
    """Addresses of the web printed in the text, unless they lead to the same place."""

    def look(left: Remainder) -> str | None:
        old, new = ([sense.key for sense in side if sense.kind == "address"] for side in (left.gone, left.come))
        return became(" ".join(old), " ".join(new)) if old or new else None

    return _first(evidence.short, look)


def negation(evidence: Evidence) -> str | None:
    """A "not" more or less, or a word that became its opposite by a prefix."""

    def look(left: Remainder) -> str | None:
        return _chosen(left, lambda sense: sense.kind == "negation") or _opposed(left, _by_prefix)

    return _first(evidence.short, look)


def modal(evidence: Evidence) -> str | None:
    """May, must, shall and their like."""
    return _first(evidence.short, lambda left: _chosen(left, lambda sense: sense.kind == "modal"))


def standing_word(evidence: Evidence) -> str | None:
    """Draft, adopted, repealed and their like, whatever their tense."""
    return _first(evidence.short, lambda left: _chosen(left, _among(STANDING_STEMS)))


def term(evidence: Evidence) -> str | None:
    """Imprisonment, warrant, minor and their like, whatever their form."""
    return _first(evidence.short, lambda left: _chosen(left, _among(TERM_STEMS)))


def limit(evidence: Evidence) -> str | None:
    """Only, any, before, or and their like, or a word that gave way to its opposite."""

    def look(left: Remainder) -> str | None:
        found = _chosen(left, lambda sense: sense.kind == "limit" and sense.text.casefold() not in _JOINS)
        exchanged = left.gone and left.come and _chosen(left, lambda sense: sense.kind == "limit")
        return found or exchanged or _opposed(left, lambda one, other: frozenset((one, other)) in OPPOSITES)

    return _first(evidence.short, look) or _first(evidence.short, _lone_join)


def name(evidence: Evidence) -> str | None:
    """Proper names and acronyms that stand on one side only, not even without their capitals on the other."""
    named: Wanted = lambda sense: sense.kind == "content" and _is_named(sense)  # noqa: E731  # a rule reads as one look
    return _first(evidence.short, lambda left: _chosen(left, named))


def subject(evidence: Evidence) -> str | None:
    """The police, a decree, traffic data and their like, where another took their place."""

    def look(left: Remainder) -> str | None:
        among = _among(SUBJECT_STEMS)
        return _chosen(left, among) if any(map(among, left.gone)) and any(map(among, left.come)) else None

    return _first(evidence.short, look)


def enumeration(evidence: Evidence) -> str | None:
    """Something more, or less, after "and" or "or"."""

    def look(left: Remainder) -> str | None:
        only = left.hunk.out or left.hunk.put if not (left.hunk.out and left.hunk.put) else ()
        joined = {word.casefold() for word in only[:1] + only[-1:]}
        return shown(left.hunk) if not _JOINS.isdisjoint(joined) else None

    return _first(evidence.short, look)


def statement_added(evidence: Evidence) -> str | None:
    """Several words of content put in where none stood."""
    return next((_statement(left.hunk.after or _text(left.come)) for left in evidence.long if left.come), None)


def statement_removed(evidence: Evidence) -> str | None:
    """Several words of content taken out with nothing in their place."""
    return next((_statement(left.hunk.before or _text(left.gone)) for left in evidence.long if left.gone), None)


def rewritten(evidence: Evidence) -> str | None:
    """So many other words that nobody can call it a retouch."""
    gone = sum(len(left.gone) for left in evidence.short)
    come = sum(len(left.come) for left in evidence.short)
    return _first(evidence.short, lambda left: shown(left.hunk)) if max(gone, come) >= _MANY else None


def content(evidence: Evidence) -> str | None:
    """Any other word that says something by itself."""
    return _first(evidence.short, lambda left: _chosen(left, lambda _: True))


def respelled(evidence: Evidence) -> str | None:
    """Only the same words, spelled, hyphenated or inflected another way, or printed twice."""
    return shown(evidence.retouched[0]) if evidence.retouched and not evidence.telling else None


def reordered(evidence: Evidence) -> str | None:
    """The same words in another order that says the same."""
    return shown(evidence.telling[0]) if evidence.order == "reordered" else None


def other_order(evidence: Evidence) -> str | None:
    """The same words in an order that may well say something else."""
    return shown(evidence.telling[0]) if evidence.order == "other" else None


def _first(found: Iterable[Remainder], look: Callable[[Remainder], str | None]) -> str | None:
    return next((words for words in map(look, found) if words), None)


def _statement(text: str) -> str:
    return quoted(text.strip(" ,;:."))


def _text(side: Sequence[Sense]) -> str:
    return " ".join(sense.text for sense in side)


def _chosen(left: Remainder, wanted: Wanted) -> str | None:
    """The wanted words of both sides, None when there are none."""
    old, new = ([sense for sense in side if wanted(sense)] for side in (left.gone, left.come))
    return became(_text(old), _text(new)) if old or new else None


def _among(stems: frozenset[str]) -> Wanted:
    return lambda sense: sense.kind == "content" and stem(sense.text) in stems


def _is_named(sense: Sense) -> bool:
    words = sense.text.split()
    return any(is_name(word, opens=sense.opens and number == 0) for number, word in enumerate(words))


def _lone_join(left: Remainder) -> str | None:
    """An "or" that came or went without a word of content beside it."""
    senses = (*left.gone, *left.come)
    return _chosen(left, lambda _: True) if all(sense.kind == "limit" for sense in senses) else None


def _opposed(left: Remainder, oppose: Callable[[str, str], bool]) -> str | None:
    if len(left.gone) + len(left.come) > _OPPOSED_WITHIN:
        return None
    old, new = ({sense.text.casefold() for sense in side} for side in (left.gone, left.come))
    pairs = ((one, other) for one in sorted(old - new) for other in sorted(new - old) if oppose(one, other))
    return next((became(*pair) for pair in pairs), None)


def _by_prefix(one: str, other: str) -> bool:
    """Whether two words are one stem with different prefixes, or with and without one."""
    stems = [
        {word.removeprefix(prefix).lstrip("-") for prefix in PREFIXES if word.startswith(prefix)}
        for word in (one, other)
    ]
    bare = [found | {word} for found, word in zip(stems, (one, other), strict=True)]
    shared = (bare[0] & bare[1]) - {""}
    return one != other and any(len(word) >= _STEM for word in shared)
