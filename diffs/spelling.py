"""Whether two words are one word spelled another way, and what a word is in a legal text: a figure, a name, content."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from rapidfuzz.distance import OSA

from diffs.links import place
from diffs.vocabulary import (
    CITATIONS,
    EMPTY,
    LIMITS,
    MODALS,
    MONTHS,
    NEGATIONS,
    NUMBERS,
    OPPOSITES,
    STANDINGS,
    SUBJECTS,
    TERMS,
)
from diffs.words import is_address, tokens
from scraper.normalise import loose

_ROMAN = re.compile(r"[IVX]+")
_SIGNS = re.compile(r"[%‰€$£¥]")
_PARTS = re.compile(r"[%‰€$£¥]|[^\W_]+")
_POSSESSIVE = re.compile(r"['’´`]s?$")
_RUNS = re.compile(r"[%‰€$£¥]|\d+")
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th|er|ère|e|ème)$")
_ENDINGS = {"ifications": "ify", "ification": "ify", "ies": "y", "ied": "y", "ions": "", "ion": "", "ing": "", "ed": ""}
_ENDINGS |= {"ées": "", "ée": "", "és": "", "é": "", "es": "", "e": "", "s": ""}
_STEM = 4
_LONG = 6


def figures(text: str) -> list[str]:
    """The numbers of a text in order, with the letters that belong to them ("202a"), written-out numbers and months."""
    found: list[str] = []
    for word in tokens(text):
        if is_address(word):
            continue
        if any(char.isdigit() for char in word) or _SIGNS.fullmatch(word):
            found += (_ORDINAL.sub("", part) for part in _PARTS.findall(word.casefold()))
        elif word in MONTHS or _ROMAN.fullmatch(word):
            found.append(word)
        elif word.casefold() in NUMBERS:
            found.append(NUMBERS[word.casefold()])
    return found


def addresses(text: str) -> list[str]:
    """The web addresses printed in a text, in the form that tells whether they lead to the same place."""
    return [place(word) for word in tokens(text) if is_address(word)]


def same_spelling(before: str, after: str) -> bool:
    """Whether two texts differ in nothing but case, punctuation and spacing; "22.1" and "221" differ in more, and so do
    two addresses that lead to different places."""
    if addresses(before) != addresses(after):
        return False
    return loose(before) == loose(after) and _RUNS.findall(before) == _RUNS.findall(after)


def is_content(token: str) -> bool:
    """Whether a word says something by itself."""
    plain = token.casefold()
    if any(char.isdigit() for char in plain):
        return True
    return len(plain) > 1 and any(map(str.isalnum, plain)) and plain not in EMPTY and plain not in CITATIONS


def is_name(token: str, *, opens: bool) -> bool:
    """Whether a word is a proper name or an acronym, as far as capitals tell; a sentence's first word has one anyway,
    and counts unless it is a word that often opens one."""
    plain = token.casefold()
    if not token[:1].isupper() or plain in CITATIONS or plain in EMPTY or len(plain) < 2:
        return False
    return not (opens and plain.endswith(("ly", "ing", "amment", "emment", "ellement", "alement")))


@lru_cache(maxsize=16384)
def stem(word: str) -> str:
    """A word without its ending, so that "identifies" and "identified" agree; crude, and only ever compared."""
    plain = _POSSESSIVE.sub("", word.casefold())
    for ending, instead in _ENDINGS.items():
        if plain.endswith(ending) and len(plain) - len(ending) + len(instead) >= _STEM:
            return plain.removesuffix(ending) + instead
    return plain.removesuffix("s")


STANDING_STEMS = frozenset(map(stem, STANDINGS))
SUBJECT_STEMS = frozenset(map(stem, SUBJECTS))
TERM_STEMS = frozenset(map(stem, TERMS))


def variant(one: str, other: str) -> bool:
    """Whether two words are one, misspelled, hyphenated, accented or inflected another way; a figure never is."""
    return same_spelling(one, other) or (_is_plain(one) and _is_plain(other) and _one_word(one, other))


def _is_plain(token: str) -> bool:
    return token[:1].isalpha() and not is_address(token) and not any(char.isdigit() for char in token)


def _one_word(one: str, other: str) -> bool:
    if _unaccented(one) == _unaccented(other):
        return True
    plain, plain_other = one.casefold(), other.casefold()
    if plain in EMPTY or plain_other in EMPTY or _mean_different_things(plain, plain_other):
        return False
    names = one[0].isupper() and other[0].isupper()
    return stem(one) == stem(other) or (_misspelled_name(one, other) if names else _misspelled(plain, plain_other))


def _mean_different_things(one: str, other: str) -> bool:
    weighty = [_weight(one), _weight(other)]
    return frozenset((one, other)) in OPPOSITES or (all(weighty) and weighty[0] != weighty[1])


def _weight(word: str) -> str:
    """What a word counts as among the words that carry weight; "" for all others."""
    if word in NEGATIONS or word in MODALS or word in LIMITS or word in NUMBERS:
        return word
    return stem(word) if stem(word) in STANDING_STEMS | SUBJECT_STEMS | TERM_STEMS else ""


def _misspelled(one: str, other: str) -> bool:
    shortest = min(len(one), len(other))
    allowed = 2 if shortest >= _LONG else 1
    same_start = one[0] == other[0] or sorted(one[:2]) == sorted(other[:2])
    return shortest >= _STEM and same_start and OSA.distance(one, other, score_cutoff=allowed) <= allowed


def _misspelled_name(one: str, other: str) -> bool:
    """Two letters swapped, or one missing inside; anything more ("Iran", "Iraq") may well be another name."""
    short, long = sorted((one, other), key=len)
    if long.isupper() or len(short) < _STEM or OSA.distance(one, other, score_cutoff=1) > 1:
        return False
    swapped = sorted(one) == sorted(other)
    inside = len(short) < len(long) and short[0] == long[0] and short[-1] == long[-1]
    return swapped or inside


def _unaccented(word: str) -> str:
    plain = unicodedata.normalize("NFKD", word.casefold())
    return "".join(char for char in plain if not unicodedata.combining(char))
