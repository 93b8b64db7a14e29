"""One change to a described page, and the one change that comparing its readings must tell."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from random import Random

from golden import Golden, Part, Piece

from scraper.layouts.octopus import LAYOUT

_WORD = re.compile(r"(?<![\w\[\^*.{])[a-z]{5,}(?![\w\]\^*.])")


@dataclass(frozen=True)
class Mutation:
    """The page after a change. `kind`, `section` are of the change that must be told."""

    page: Golden
    kind: str
    section: str


def drop_section(page: Golden, random: Random) -> Mutation | None:
    """One section less."""
    at = random.randrange(len(page.parts))
    parts = (*page.parts[:at], *page.parts[at + 1 :])
    return Mutation(replace(page, parts=parts), "section_removed", _key(page.parts[at])) if parts else None


def rename_heading(page: Golden, random: Random) -> Mutation | None:
    """A heading printed in another of its spellings."""
    at = random.randrange(len(page.parts))
    part = page.parts[at]
    known = [label.text for label in LAYOUT.labels if (label.key, label.language) == (_key(part), page.language)]
    others = [text for text in known if _folded(text) != _folded(part.label)]
    return _with_part(page, at, replace(part, label=random.choice(others)), "section_renamed") if others else None


def swap_rows(page: Golden, random: Random) -> Mutation | None:
    """Two neighbouring rows of a table change places."""
    places = [
        (number, at)
        for number, part in enumerate(page.parts)
        for at, pair in enumerate(zip(part.pieces, part.pieces[1:], strict=False))
        if pair[0].kind == pair[1].kind == "row" and pair[0] != pair[1]
    ]
    if not places:
        return None
    number, at = random.choice(places)
    pieces = list(page.parts[number].pieces)
    pieces[at], pieces[at + 1] = pieces[at + 1], pieces[at]
    return _with_part(page, number, replace(page.parts[number], pieces=tuple(pieces)), "block_moved")


def add_link(page: Golden, random: Random) -> Mutation | None:
    """A word of a paragraph becomes a link."""
    places = [
        (number, at, word)
        for number, part in enumerate(page.parts)
        for at, piece in enumerate(part.pieces)
        if piece.kind == "p" and "](" not in piece.text
        for word in _WORD.finditer(piece.text)
    ]
    if not places:
        return None
    number, at, word = random.choice(places)
    part = page.parts[number]
    text = part.pieces[at].text
    linked = f"{text[: word.start()]}[{word[0]}](https://new.example/law){text[word.end() :]}"
    pieces = (*part.pieces[:at], Piece("p", linked), *part.pieces[at + 1 :])
    return _with_part(page, number, replace(part, pieces=pieces), "link_changed")


MUTATIONS: tuple[Callable[[Golden, Random], Mutation | None], ...] = (
    drop_section, rename_heading, swap_rows, add_link,
)  # fmt: skip


def _with_part(page: Golden, at: int, part: Part, kind: str) -> Mutation:
    parts = (*page.parts[:at], part, *page.parts[at + 1 :])
    return Mutation(replace(page, parts=parts), kind, _key(part))


def _key(part: Part) -> str:
    label = LAYOUT.label(part.label)
    return label.key if label else part.label


def _folded(text: str) -> str:
    return "".join(text.casefold().split())
