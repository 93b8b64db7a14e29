"""Naming: what came to a page and what went from it, by what both profiles name; moving inside the page is neither."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from diffs.budget import Budget
from diffs.succession import Relation, body, relation, title_key
from diffs.words import words
from scraper.profile import Mention, Profile

Identity = tuple[str, str]
"""What makes two mentions one: kind and normal form."""

_KINDS = frozenset(("law", "institution", "strategy", "case"))
_MOST_ALIKE = 30
"""Of so many things that share a title, a number or a word, only the first are asked how they relate."""
_APART = " | "
_LETTERS_A_STEP = 30
ASKED = 200
"""Steps it costs to ask how two mentions relate."""


class Place(NamedTuple):
    """A mention in a text of several lines; `start`, `end` are characters of the whole text."""

    mention: Mention
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Side:
    """What one profile names, and in which blocks."""

    by_text: Mapping[str, tuple[Mention, ...]] = field(default_factory=dict)
    first: Mapping[Identity, Mention] = field(default_factory=dict)

    def places(self, text: str | None) -> Iterator[Place]:
        """What the lines of a text name, in order; each line is a block of the profile."""
        start = 0
        for line in (text or "").split("\n"):
            for mention in self.by_text.get(line, ()):
                yield Place(mention, start + mention.start, start + mention.end)
            start += len(line) + 1


@dataclass(frozen=True, slots=True)
class Naming:
    """What two profiles name. `gone` and `come` are what only one of them names under any spelling; `followed` maps
    what went to what came in its place, wherever on the page, and how."""

    before: Side = Side()
    after: Side = Side()
    gone: frozenset[Identity] = frozenset()
    come: frozenset[Identity] = frozenset()
    followed: Mapping[Identity, tuple[Identity, Relation]] = field(default_factory=dict)


def identity(mention: Mention) -> Identity:
    """By which the same thing is recognised, however it is printed."""
    return (mention.kind, mention.normal)


def naming(before: Profile, after: Profile, budget: Budget) -> Naming:
    """What only one of two profiles names, and what followed what, as far as the budget reaches."""
    old, new = _side(before), _side(after)
    gone = [mention for one, mention in old.first.items() if one not in new.first]
    come = [mention for one, mention in new.first.items() if one not in old.first]
    if not (gone or come):
        return Naming(old, new)
    related = list(_related(gone, come, budget))
    same = {one for pair, how in related if how == "same" for one in pair}
    same |= {*_still_said(gone, after, new, budget), *_still_said(come, before, old, budget)}
    followed = _one_to_one((pair, how) for pair, how in related if how != "same" and not same & set(pair))
    return Naming(old, new, _without(gone, same), _without(come, same), followed)


def _side(profile: Profile) -> Side:
    blocks = {section.key: section.blocks for section in profile.sections}
    by_text: dict[str, dict[tuple[Identity, int], Mention]] = defaultdict(dict)
    first: dict[Identity, Mention] = {}
    for mention in profile.mentions:
        printed = blocks.get(mention.section, ())
        if mention.kind in _KINDS and mention.block < len(printed):
            by_text[printed[mention.block].text].setdefault((identity(mention), mention.start), mention)
            first.setdefault(identity(mention), mention)
    return Side({text: tuple(found.values()) for text, found in by_text.items()}, first)


def _unnamed(text: str, mentions: Iterable[Mention]) -> str:
    """The words of a text that belong to no mention; what stood on two sides of one is kept apart."""
    ends = [(0, 0), *sorted((one.start, one.end) for one in mentions), (len(text), len(text))]
    gaps = (text[end:start] for (_, end), (start, _) in pairwise(ends))
    return _APART.join(" ".join(words(gap)) for gap in gaps)


def _still_said(mentions: Sequence[Mention], page: Profile, named: Side, budget: Budget) -> Iterator[Identity]:
    """What the other page says in the same words, though it was not recognised there: it neither came nor went."""
    texts = [block.text for section in page.sections for block in section.blocks] if mentions else []
    rest = f" {_APART.join(_unnamed(text, named.by_text.get(text, ())) for text in texts)} "
    for mention in mentions:
        name = " ".join(words(mention.text))
        if name and budget.allows(1 + len(rest) // _LETTERS_A_STEP) and f" {name} " in rest:
            yield identity(mention)


def _without(mentions: Iterable[Mention], same: Collection[Identity]) -> frozenset[Identity]:
    return frozenset(identity(mention) for mention in mentions) - frozenset(same)


def _related(
    gone: Sequence[Mention], come: Sequence[Mention], budget: Budget
) -> Iterator[tuple[tuple[Identity, Identity], Relation]]:
    """How what went relates to what came, asked only of those that share a title, a number, an acronym or a word."""
    shelves: dict[object, list[Mention]] = defaultdict(list)
    for mention in come:
        for mark in _marks(mention):
            shelves[mark].append(mention)
    for old in gone:
        asked: dict[Identity, Mention] = {}
        for mark in _marks(old):
            asked.update((identity(new), new) for new in shelves.get(mark, ())[:_MOST_ALIKE])
        if not budget.allows(ASKED * len(asked)):
            return
        for new in asked.values():
            how = relation(old, new)
            if how:
                yield (identity(old), identity(new)), how


def _marks(mention: Mention) -> Iterator[object]:
    """By which a mention may be found again under another name."""
    if title_key(mention):
        yield (mention.kind, title_key(mention))
    if mention.number:
        yield (mention.kind, "number", mention.number)
    if mention.acronym:
        yield (mention.kind, "acronym", mention.acronym.casefold())
    if mention.kind == "institution":
        yield from ((mention.kind, "word", word) for word in body(mention.name or mention.text).own)


def _one_to_one(
    related: Iterable[tuple[tuple[Identity, Identity], Relation]],
) -> dict[Identity, tuple[Identity, Relation]]:
    """The pairs in which nothing has two successors and nothing succeeds two: who followed whom is not guessed."""
    heirs: dict[Identity, list[tuple[Identity, Relation]]] = defaultdict(list)
    sources: dict[Identity, int] = defaultdict(int)
    for (old, new), how in related:
        heirs[old].append((new, how))
        sources[new] += 1
    return {old: found[0] for old, found in heirs.items() if len(found) == 1 and sources[found[0][0]] == 1}
