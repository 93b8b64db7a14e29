"""The words of a text as they are weighed: contractions and compounds undone, each with its place in the edit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from diffs.words import is_address, tokens
from scraper.normalise import normalise

SENTENCE_ENDS = frozenset(".!?:;•·")
_QUOTES = str.maketrans({"’": "'", "´": "'", "`": "'", "‑": "-", "‐": "-"})
_ELIDED = re.compile(r"(l|d|n|s|j|c|m|t|qu|jusqu|lorsqu|puisqu)'(?=\w)", re.IGNORECASE)
_POSSESSIVE = re.compile(r"'s?$", re.IGNORECASE)
_CONTRACTED = {"cannot": "can not", "can't": "can not", "won't": "will not", "shan't": "shall not"}
_JOINED = frozenset("cyber co e multi inter pre sub tele re anti on off".split())
"""First halves that make one word with the second, with a hyphen or without."""
_LOOSE = frozenset(("cyber", "multi", "inter"))
"""Those among them that are printed as a word of their own as well."""


class Part(NamedTuple):
    """A word or mark: `text` as printed, `word` in lower case; `hunk` the place of the edit it stands at, None where it
    was kept; `opens` tells that a sentence begins with it."""

    text: str
    word: str
    hunk: int | None
    opens: bool


def parts_of(flat: Iterable[tuple[int | None, str]]) -> list[Part]:
    """The parts of a side's tokens, each given with its hunk."""
    found: list[Part] = []
    for hunk, token in flat:
        for text in _split(token):
            last = found[-1] if found else None
            if last and last.word in _LOOSE and text.isalpha():
                place = hunk if last.hunk is None else last.hunk
                found[-1] = Part(last.text + text, last.word + text.casefold(), place, last.opens)
            else:
                found.append(Part(text, text.casefold(), hunk, last is None or last.word in SENTENCE_ENDS))
    return found


def phrase(text: str) -> tuple[str, ...]:
    """The words of a phrase from a table, split as a page's are."""
    return tuple(part.word for part in parts_of((None, token) for token in tokens(text)))


def _split(token: str) -> Iterator[str]:
    if is_address(token):
        yield token
        return
    plain = normalise(token).translate(_QUOTES)
    if plain[:1].isdigit() or len(plain) < 2:
        yield plain or token
        return
    if plain.casefold() in _CONTRACTED or plain.casefold().endswith("n't"):
        yield from _CONTRACTED.get(plain.casefold(), f"{plain[:-3]} not").split()
        return
    yield from _compounds(plain)


def _compounds(plain: str) -> Iterator[str]:
    elided = _ELIDED.match(plain)
    if elided:
        yield elided.group()
        plain = plain[elided.end() :]
    halves = [half for half in _POSSESSIVE.sub("", plain).split("-") if half]
    while len(halves) > 1 and halves[0].casefold() in _JOINED:
        halves[:2] = ["".join(halves[:2])]
    yield from halves
