"""Whether two words are one word spelled or inflected another way, as far as spelling alone can prove it."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import groupby, pairwise

from rapidfuzz.distance import OSA

from diffs.harmless import NEUTRAL
from diffs.links import place
from diffs.respelled import CONFUSABLE, IRREGULAR, RESPELLED
from diffs.vocabulary import (
    ACRONYMS,
    CITATIONS,
    LIMITS,
    MODALS,
    MONTHS,
    NEGATIONS,
    NUMBERS,
    OPPOSITES,
    QUANTITIES,
    RELATIONS,
    STANDINGS,
    SUBJECTS,
    TERMS,
)
from diffs.words import is_address, tokens
from scraper.normalise import loose

_POSSESSIVE = re.compile(r"['’´`]s?$")
_SIGNS = re.compile(r"[%‰€$£¥≤≥<>±]|\d+")
_NUMBER = re.compile(r"\d+")
_JOINTS = dict.fromkeys("-‐‑‒–—−", "-") | {"/": "/", ".": "."}
_HYPHENED = re.compile(r"[^\W\d_]+(?:[-‐‑][^\W\d_]+)*")
_ENDINGS = {"ifications": "ify", "ification": "ify", "ies": "y", "ied": "y", "ées": "", "ée": "", "és": "", "é": ""}
_VERBS = ("ing", "ed")
_FRENCH_VERBS = ("issent", "aient", "ait", "ent", "ant", "er")
_DOUBLED = re.compile(r"([bdgmnprt])\1$|(?<=\w{4})(l)l$")
_VOWELS = frozenset("aeiouyàâéèêëîïôûù")
_STEM, _SHORT_STEM = 4, 3
_MISSPELLED, _LONG = 5, 7


def addresses(text: str) -> list[str]:
    """The web addresses printed in a text, in the form that tells whether they lead to the same place."""
    return [place(word) for word in tokens(text) if is_address(word)]


def same_spelling(before: str, after: str) -> bool:
    """Whether two texts differ in nothing but case, punctuation and spacing; "22.1" and "221" differ in more, and so do
    "2-9" and "2, 9", "3.5" and "3,5", and two addresses that lead to different places."""
    if addresses(before) != addresses(after) or loose(before) != loose(after):
        return False
    return _SIGNS.findall(before) == _SIGNS.findall(after) and _ranges_agree(before, after)


def _ranges_agree(before: str, after: str) -> bool:
    """Whether each "from-to" is one in both texts, or at least a number of a law ("53-07" is "53/07"), and each point
    between digits stands in both."""
    old, new = _joints(before), _joints(after)
    pairs = [(old.get(at, ""), new.get(at, "")) for at in old.keys() | new.keys()]
    return all(one == other or {one, other} == {"-", "/"} for one, other in pairs)


def _joints(text: str) -> dict[int, str]:
    """Which numbers of a text, counted from the first, are joined to the next by a dash, a slash or a point."""
    numbers = list(_NUMBER.finditer(text))
    between = (text[one.end() : other.start()] for one, other in pairwise(numbers))
    marks = (mark if mark == "." else mark.strip().replace(".", "") for mark in between)
    return {at: _JOINTS[mark] for at, mark in enumerate(marks) if mark in _JOINTS}


def same_hyphens(before: str, after: str) -> bool:
    """Whether two texts of the same letters join and part their words alike; "cyber crime" and "cyber-crime" do not."""
    return _HYPHENED.findall(before.casefold()) == _HYPHENED.findall(after.casefold())


def is_content(token: str) -> bool:
    """Whether a word says something by itself."""
    plain = token.casefold()
    if token in ACRONYMS or any(char.isdigit() for char in plain):
        return True
    weightless = plain in NEUTRAL or plain in CITATIONS or plain in RELATIONS
    return len(plain) > 1 and any(map(str.isalnum, plain)) and not weightless


def is_name(token: str, *, opens: bool) -> bool:
    """Whether a word is a proper name or an acronym, as far as capitals tell; a sentence's first word has one anyway,
    and counts unless it is a word that often opens one."""
    plain = token.casefold()
    if not token[:1].isupper() or not is_content(token) or plain in LIMITS or plain in NEGATIONS:
        return False
    return not (opens and plain.endswith(("ly", "ing", "amment", "emment", "ellement", "alement")))


@lru_cache(maxsize=16384)
def stem(word: str, *, french: bool = False) -> str:
    """A word without its ending, so that "identifies" and "identified" agree, and so do "organise" and "organize";
    crude, and only ever compared. `french` knows the endings of French verbs as well."""
    plain = _POSSESSIVE.sub("", word.casefold())
    if plain in IRREGULAR:
        return IRREGULAR[plain]
    bare = _bare(plain, french=french)
    return unaccented(_RESPELLED.get(bare, bare).replace("iz", "is").replace("yz", "ys"))


def _bare(plain: str, *, french: bool) -> str:
    for ending, instead in _ENDINGS.items():
        if plain.endswith(ending) and len(plain) - len(ending) + len(instead) >= _STEM:
            return plain.removesuffix(ending) + instead
    for ending in (*_VERBS, *(_FRENCH_VERBS if french else ())):
        rest = plain.removesuffix(ending)
        least = _SHORT_STEM if ending in _VERBS else _STEM
        if rest != plain and len(rest) >= least and not _VOWELS.isdisjoint(rest):
            return _DOUBLED.sub(r"\1\2", rest).removesuffix("e")
    return _without_plural(plain)


def _without_plural(plain: str) -> str:
    for ending in ("es", "e"):
        if plain.endswith(ending) and len(plain) - len(ending) >= _STEM:
            return _DOUBLED.sub(r"\1\2", plain.removesuffix(ending))
    single = plain if plain.endswith(("ss", "us", "is")) else plain.removesuffix("s")
    return _DOUBLED.sub(r"\1\2", single) if len(single) > _STEM else single


def unaccented(word: str) -> str:
    """A word in lower case without its accents."""
    plain = unicodedata.normalize("NFKD", word.casefold())
    return "".join(char for char in plain if not unicodedata.combining(char))


_RESPELLED = {_bare(one, french=False): _bare(other, french=False) for one, other in RESPELLED.items()}
STANDING_STEMS = frozenset(map(stem, STANDINGS))
SUBJECT_STEMS = frozenset(map(stem, SUBJECTS))
TERM_STEMS = frozenset(map(stem, TERMS))
_WEIGHTY = NEGATIONS | MODALS | LIMITS | NUMBERS.keys() | QUANTITIES | RELATIONS.keys()


def variant(one: str, other: str) -> bool:
    """Whether two words are one, misspelled, hyphenated, accented or inflected another way; a figure never is."""
    return same_spelling(one, other) or (_is_plain(one) and _is_plain(other) and _one_word(one, other))


def _is_plain(token: str) -> bool:
    return token[:1].isalpha() and not is_address(token) and not any(char.isdigit() for char in token)


def _one_word(one: str, other: str) -> bool:
    plain, plain_other = one.casefold(), other.casefold()
    if _mean_different_things(plain, plain_other):
        return False
    if stem(one) == stem(other) or unaccented(one) == unaccented(other):
        return True
    if one.isupper() or other.isupper():
        return False
    return _misspelled(plain, plain_other, strict=one[0].isupper() and other[0].isupper())


def _mean_different_things(one: str, other: str) -> bool:
    known = (one in NEUTRAL, other in NEUTRAL)
    weighty = (_weight(one), _weight(other))
    opposed = frozenset((one, other)) in OPPOSITES | CONFUSABLE
    return opposed or any(known) or (all(weighty) and weighty[0] != weighty[1])


def _weight(word: str) -> str:
    """What a word counts as among the words that carry weight; "" for all others."""
    if word in _WEIGHTY or word in MONTHS:
        return word
    return stem(word) if stem(word) in STANDING_STEMS | SUBJECT_STEMS | TERM_STEMS else ""


def _misspelled(one: str, other: str, *, strict: bool) -> bool:
    """A letter doubled or single, two swapped, one missing inside a long word, one vowel for another inside one: what
    a slip of the pen does. Names (`strict`) keep their vowels, and acronyms all their letters."""
    short, long = sorted((one, other), key=len)
    if len(short) < (_STEM if strict else _MISSPELLED) or OSA.distance(one, other, score_cutoff=2) > 2:
        return False
    if _single(one) == _single(other):
        return True
    if OSA.distance(one, other, score_cutoff=1) > 1 or one[0] != other[0] or one[-1:] != other[-1:]:
        return _swapped(one, other)
    if len(short) < len(long):
        return len(long) >= _LONG
    return _swapped(one, other) or (len(one) >= _LONG and not strict and _vowel_for_vowel(one, other))


def _single(word: str) -> str:
    return "".join(letter for letter, _ in groupby(word))


def _swapped(one: str, other: str) -> bool:
    return sorted(one) == sorted(other) and OSA.distance(one, other, score_cutoff=1) == 1


def _vowel_for_vowel(one: str, other: str) -> bool:
    pairs = [pair for pair in zip(one, other, strict=True) if pair[0] != pair[1]]
    return len(pairs) == 1 and _VOWELS.issuperset(pairs[0])
