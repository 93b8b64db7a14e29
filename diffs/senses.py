"""What the words of a text say: weighty words and words of content under the form in which equal meanings are equal."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from diffs.figures import date_at, figure_at, range_end
from diffs.harmless import EXCHANGEABLE, EXCHANGEABLE_FRENCH, NEUTRAL, NEUTRAL_PHRASES
from diffs.links import place
from diffs.parts import Part, phrase
from diffs.spelling import stem
from diffs.vocabulary import (
    ACRONYMS,
    CITATIONS,
    FIGURE_PHRASES,
    LIMIT_PHRASES,
    LIMITS,
    MODAL_PHRASES,
    MODALS,
    NEGATIONS,
    RELATIONS,
    SAME_LIMIT,
    TIME_LIMITS,
)
from diffs.words import is_address

_WEIGHTY = (("negation", NEGATIONS), ("modal", MODALS), ("limit", LIMITS))
_BEFORE_A_NUMBER = frozenset((".", "°", "º", "˚", "(", "no", "n", "nr", "n°"))
_IN_A_LIST = frozenset(("and", "or", "to", "et", "ou", "à", ",", "-", "–", "(", ")", ".", "°", "º", "˚", "/", "&", "§"))
"""What may stand between the numbers of one citation, as in "Articles 2, 3 and 5"."""


class Sense(NamedTuple):
    """One thing said. `kind` is "figure", "address", "negation", "modal", "limit", "relation" or "content", `key` what
    is compared; `lead` holds the weightless words and marks before it, `hunk` and `opens` as in `Part`."""

    kind: str
    key: str
    text: str
    hunk: int | None
    lead: tuple[str, ...]
    opens: bool

    @property
    def id(self) -> tuple[str, str]:
        """Kind and key: two senses with the same say the same."""
        return (self.kind, self.key)


class _Phrase(NamedTuple):
    stems: tuple[str, ...]
    kind: str
    key: str


def senses_of(parts: Sequence[Part], *, french: bool) -> list[Sense]:
    """What the parts say, in order; weightless words and marks are kept as the lead of what follows them."""
    found: list[Sense] = []
    lead: list[str] = []
    at, unit = 0, ""
    while at < len(parts):
        meant, length, unit = _meant(parts, at, unit, french=french)
        span = parts[at : at + length]
        if span[0].word in RELATIONS and meant is None and length == 1:
            key = RELATIONS[span[0].word]
            found.append(Sense("relation", key, span[0].text, span[0].hunk, (), span[0].opens))
            lead.append(key)
        elif meant is None:
            lead += (part.word for part in span)
        else:
            hunk = next((part.hunk for part in span if part.hunk is not None), None)
            text = " ".join(part.text for part in span)
            found += (Sense(kind, key, text, hunk, tuple(lead), span[0].opens) for kind, key in meant)
            lead = []
        at += length
    return found


_Meant = tuple[tuple[tuple[str, str], ...] | None, int, str]
"""What stands at a place (None: nothing of weight), how many parts it takes, and what the numbers after it are."""


def _meant(parts: Sequence[Part], at: int, unit: str, *, french: bool) -> _Meant:
    part = parts[at]
    said = _phrase_at(parts, at)
    if said:
        return (None if said.kind == "neutral" else ((said.kind, said.key),)), len(said.stems), ""
    figure = date_at(parts, at) or range_end(parts, at, unit) or figure_at(parts, at, unit)
    if figure:
        return tuple(("figure", key) for key in figure.keys), figure.length, unit
    if part.word in CITATIONS and _cites(parts, at):
        cited = CITATIONS[part.word]
        return None, 1, (unit or cited) if cited == "#" else cited
    if part.word in TIME_LIMITS and figure_at(parts[at + 1 : at + 2], 0, "") is not None:
        return (("limit", part.word),), 1, ""
    unit = unit if part.word in _IN_A_LIST else ""
    return _single(part, french=french), 1, unit


def _single(part: Part, *, french: bool) -> tuple[tuple[str, str], ...] | None:
    word = part.word.rstrip("'")
    if is_address(part.text):
        return (("address", place(part.text)),)
    if part.text in ACRONYMS:
        return (("content", part.text),)
    weighty = next((kind for kind, words in _WEIGHTY if word in words), None)
    if weighty:
        return ((weighty, SAME_LIMIT.get(word, word)),)
    if word in RELATIONS or word in NEUTRAL or not any(map(str.isalnum, word)):
        return None
    form = stem(word, french=french)
    return (("content", _GROUPS[french].get(form, form)),)


def _cites(parts: Sequence[Part], at: int) -> bool:
    """Whether a number follows, be it after a full stop or a degree sign."""
    ahead = parts[at + 1 : at + 5]
    after = next((part for part in ahead if part.word not in _BEFORE_A_NUMBER), None)
    if after is None or after.text[:1].isdigit():
        return after is not None
    return parts[at].word != "no" and figure_at((after,), 0, "") is not None


def _phrase_at(parts: Sequence[Part], at: int) -> _Phrase | None:
    for known in _PHRASES.get(_form(parts[at]), ()):
        if tuple(map(_form, parts[at : at + len(known.stems)])) == known.stems:
            return known
    return None


def _form(part: Part) -> str:
    return stem(part.word)


def _table() -> dict[str, list[_Phrase]]:
    """Every phrase of the tables by its first word, the longest first."""
    rows = [
        *_rows("neutral", (wording for line in NEUTRAL_PHRASES for wording in line.split(" / "))),
        *_groups("figure", FIGURE_PHRASES),
        *_groups("limit", LIMIT_PHRASES),
        *_groups("modal", MODAL_PHRASES),
        *_groups("content", (*EXCHANGEABLE, *EXCHANGEABLE_FRENCH)),
    ]
    table: dict[str, list[_Phrase]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: -len(row.stems)):
        if len(row.stems) > 1 or row.kind != "content" or row.stems[0][:1].isdigit():
            table[row.stems[0]].append(row)
    return dict(table)


def _rows(kind: str, wordings: Iterable[str], key: str = "") -> list[_Phrase]:
    return [_Phrase(tuple(map(stem, phrase(wording))), kind, key) for wording in wordings]


def _groups(kind: str, lines: Iterable[str]) -> list[_Phrase]:
    return [row for line in lines for row in _rows(kind, line.split(" / "), _key(line))]


def _key(line: str) -> str:
    return line.split(" / ", maxsplit=1)[0]


_PHRASES = _table()
_GROUPS = {
    french: {
        stem(wording, french=french): _key(line)
        for line in lines
        for wording in line.split(" / ")
        if len(phrase(wording)) == 1
    }
    for french, lines in ((False, EXCHANGEABLE), (True, EXCHANGEABLE_FRENCH))
}
