"""What the rules look at in the words of an edited block: predicates that answer with the words they fired on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from diffs.evidence import Evidence, Hunk, Word
from diffs.phrases import became, quoted
from diffs.spelling import STANDING_STEMS, SUBJECT_STEMS, TERM_STEMS, addresses, figures, is_content, is_name, stem
from diffs.vocabulary import JOINS, LIMITS, MODALS, MONTHS, NEGATIONS, OPPOSITES, PREFIXES

_MANY = 6
"""So many words of content that are others now make it another text, even if none of them has weight alone."""

_OPPOSED_WITHIN = 12
"""In a hunk of more words than this, two words that oppose each other stand together by chance."""

_STEM = 4


def figure(evidence: Evidence) -> str | None:
    """Numbers, dates, articles, numbers of laws; in another order they are others too."""

    def look(hunk: Hunk) -> str | None:
        old, new = figures(hunk.before), figures(hunk.after)
        if old == new:
            return None
        return _shown(hunk) if hunk.brief else _differing(old, new) or became(" ".join(old), " ".join(new))

    return _first(evidence.short, look)


def printed_address(evidence: Evidence) -> str | None:
    """Addresses of the web printed in the text, unless they lead to the same place."""

    def look(hunk: Hunk) -> str | None:
        old, new = addresses(hunk.before), addresses(hunk.after)
        return became(" ".join(old), " ".join(new)) if old != new else None

    return _first(evidence.short, look)


def negation(evidence: Evidence) -> str | None:
    """A "not" more or less, or a word that became its opposite by a prefix."""

    def look(hunk: Hunk) -> str | None:
        old, new = ([word.text for word in side if _negates(word)] for side in (hunk.out, hunk.put))
        return became(" ".join(old), " ".join(new)) if len(old) != len(new) else _opposed(hunk, _by_prefix)

    return _first(evidence.short, look)


def modal(evidence: Evidence) -> str | None:
    """May, must, shall and their like; the month of May is none of them."""
    return _chosen(evidence, lambda word: word.text.casefold() in MODALS and (word.opens or word.text not in MONTHS))


def standing_word(evidence: Evidence) -> str | None:
    """Draft, adopted, repealed and their like, whatever their tense."""
    return _chosen(evidence, lambda word: stem(word.text) in STANDING_STEMS)


def term(evidence: Evidence) -> str | None:
    """Imprisonment, warrant, minor and their like, whatever their form."""
    return _chosen(evidence, lambda word: stem(word.text) in TERM_STEMS)


def limit(evidence: Evidence) -> str | None:
    """Only, except and their like, or a word that gave way to its opposite, as "and" to "or"."""
    found = _chosen(evidence, lambda word: word.text.casefold() in LIMITS)
    return found or _first(
        evidence.short, lambda hunk: _opposed(hunk, lambda one, other: frozenset((one, other)) in OPPOSITES)
    )


def name(evidence: Evidence) -> str | None:
    """Proper names and acronyms that stand on one side only, not even without their capitals on the other."""

    def look(hunk: Hunk) -> str | None:
        old, new = (_names(side, other) for side, other in ((hunk.out, hunk.put), (hunk.put, hunk.out)))
        return became(" ".join(old), " ".join(new)) if old or new else None

    return _first(evidence.short, look)


def subject(evidence: Evidence) -> str | None:
    """The police, a decree, traffic data and their like, where another took their place."""

    def look(hunk: Hunk) -> str | None:
        old, new = ([word.text for word in side if stem(word.text) in SUBJECT_STEMS] for side in (hunk.out, hunk.put))
        return _differing(old, new) if old and new else None

    return _first(evidence.short, look)


def enumeration(evidence: Evidence) -> str | None:
    """Something more, or less, after "and" or "or"."""

    def look(hunk: Hunk) -> str | None:
        only = hunk.out or hunk.put if not (hunk.out and hunk.put) else ()
        joined = [word.text.casefold() for word in only[:1] + only[-1:]]
        return _shown(hunk) if JOINS.intersection(joined) and _says_something(only) else None

    return _first(evidence.short, look)


def statement_added(evidence: Evidence) -> str | None:
    """Several words of content put in where none stood."""
    return next((_statement(hunk.after) for hunk in evidence.long if _says_something(hunk.put)), None)


def statement_removed(evidence: Evidence) -> str | None:
    """Several words of content taken out with nothing in their place."""
    return next((_statement(hunk.before) for hunk in evidence.long if _says_something(hunk.out)), None)


def rewritten(evidence: Evidence) -> str | None:
    """So many other words that nobody can call it a retouch."""
    old = Counter(stem(word.text) for hunk in evidence.short for word in hunk.out if is_content(word.text))
    new = Counter(stem(word.text) for hunk in evidence.short for word in hunk.put if is_content(word.text))
    return _first(evidence.short, _shown) if max((old - new).total(), (new - old).total()) >= _MANY else None


def respelled(evidence: Evidence) -> str | None:
    """Only the same words, spelled, hyphenated or inflected another way, or printed twice."""
    telling = evidence.short or evidence.long or evidence.shifted
    return None if telling else _first(evidence.retouched, _shown)


def _first(hunks: Iterable[Hunk], look: Callable[[Hunk], str | None]) -> str | None:
    return next((found for found in map(look, hunks) if found is not None), None)


def _statement(text: str) -> str:
    return quoted(text.strip(" ,;:."))


def _shown(hunk: Hunk) -> str:
    return became(hunk.before, hunk.after)


def _chosen(evidence: Evidence, wanted: Callable[[Word], bool]) -> str | None:
    """The first hunk in which wanted words differ, by their stems."""

    def look(hunk: Hunk) -> str | None:
        old, new = ([word.text for word in side if wanted(word)] for side in (hunk.out, hunk.put))
        return _differing(old, new)

    return _first(evidence.short, look)


def _differing(old: Sequence[str], new: Sequence[str]) -> str | None:
    """The words of each side that the other has fewer of, None when there are none."""
    gone, come = Counter(map(stem, old)), Counter(map(stem, new))
    only_old = [word for word in old if gone[stem(word)] > come[stem(word)]]
    only_new = [word for word in new if come[stem(word)] > gone[stem(word)]]
    return became(" ".join(only_old), " ".join(only_new)) if only_old or only_new else None


def _names(side: Sequence[Word], other: Sequence[Word]) -> list[str]:
    there = {stem(word.text) for word in other}
    return [word.text for word in side if is_name(word.text, opens=word.opens) and stem(word.text) not in there]


def _negates(word: Word) -> bool:
    """Whether a word negates; "No." before a number and the French "no" of "no 53" do not."""
    plain = word.text.casefold().replace("’", "'")
    if plain in ("no", "nos") and (word.following[:1] in (".", "°", "º", "˚", "#") or word.following[:1].isdigit()):
        return False
    return plain in NEGATIONS or plain.endswith("n't") or plain.startswith("n'")


def _opposed(hunk: Hunk, oppose: Callable[[str, str], bool]) -> str | None:
    if len(hunk.out) + len(hunk.put) > _OPPOSED_WITHIN:
        return None
    old, new = ({word.text.casefold() for word in side} for side in (hunk.out, hunk.put))
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


def _says_something(side: Sequence[Word]) -> bool:
    return any(is_content(word.text) for word in side)
