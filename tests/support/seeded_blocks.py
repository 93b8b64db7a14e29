"""Edits of whole blocks: items, rows and paragraphs that come, go, move, split and merge, and where links lead."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from random import Random

from golden import Golden, Piece
from golden_truth import plain
from plausible_pages import prose
from seeded_places import (
    LISTED,
    WORDED,
    Edit,
    Editor,
    Spot,
    Truth,
    edited,
    key_of,
    shown,
    spots,
    text_of,
    with_part,
    with_piece,
    with_pieces,
)  # fmt: skip

_SENTENCE = re.compile(r"(?<=[.!?]) (?=[A-ZÀÉ])")
_LINK = re.compile(r"\[(?P<words>[^\]!]+)\]\((?P<url>https?://[^)\s]+)\)")
_WORD = re.compile(r"(?<![\w'’-])[a-z]{5,}(?![\w'’-])")
_NEW = {
    "institution": {"en": "National Cybercrime Bureau", "fr": "Office central de lutte contre la cybercriminalité"},
    "law": {"en": "Law No. 104-25 on remote hearings", "fr": "Loi n° 104-25 relative aux audiences à distance"},
    "case": {
        "en": "Judgment No. 771/2024 of the Supreme Court acquits a penetration tester.",
        "fr": "L'arrêt n° 771/2024 de la Cour suprême relaxe un testeur d'intrusion.",
    },
}


def _adder(made: Callable[[Golden, Random], Piece], beside: tuple[str, ...], key: str = "") -> Editor:
    def add(page: Golden, random: Random) -> Edit | None:
        found = [spot for spot in spots(page, beside) if key_of(page, spot.part).startswith(key)]
        if not found:
            return None
        spot, new = random.choice(found), made(page, random)
        pieces = (new, spot.piece) if random.random() < 0.5 else (spot.piece, new)
        truth = Truth("block_added", key_of(page, spot.part), None, text_of(new))
        return Edit(with_piece(page, spot, *pieces), truth)

    return add


def _named(thing: str, kind: str) -> Callable[[Golden, Random], Piece]:
    return lambda page, _: Piece(kind, _NEW[thing][page.language])


def _remover(kinds: tuple[str, ...], key: str = "") -> Editor:
    def remove(page: Golden, random: Random) -> Edit | None:
        found = [spot for spot in spots(page, kinds) if len(shown(page.parts[spot.part])) > 1]
        found = [spot for spot in found if key_of(page, spot.part).startswith(key)]
        if not found:
            return None
        spot = random.choice(found)
        truth = Truth("block_removed", key_of(page, spot.part), text_of(spot.piece), None)
        return Edit(with_piece(page, spot), truth)

    return remove


def _mover(kinds: tuple[str, ...]) -> Editor:
    """Moves a block past two others at least, so that there is no saying that they moved past it."""

    def move(page: Golden, random: Random) -> Edit | None:
        alone = {(spot.part, spot.at) for spot in spots(page)} | {(s.part, s.at) for s in spots(page, ("row",))}
        found = [
            (spot, to)
            for spot in spots(page, kinds)
            for to in range(len(page.parts[spot.part].pieces))
            if abs(to - spot.at) > 1
            and {(spot.part, at) for at in range(min(to, spot.at), max(to, spot.at) + 1)} <= alone
            and page.parts[spot.part].pieces[to].kind == spot.piece.kind
        ]
        if not found:
            return None
        spot, to = random.choice(found)
        pieces = list(page.parts[spot.part].pieces)
        pieces.insert(to, pieces.pop(spot.at))
        text = text_of(spot.piece)
        return Edit(with_pieces(page, spot.part, pieces), Truth("block_moved", key_of(page, spot.part), text, text))

    return move


def paragraph_moved_across(page: Golden, random: Random) -> Edit | None:
    """A paragraph that now stands in another section; it leaves something behind and finds something there."""
    full = [number for number, part in enumerate(page.parts) if len(shown(part)) > 1]
    found = [spot for spot in spots(page, ("p",)) if spot.part in full and len(spot.piece.text.split()) > 5]
    homes = [(spot, to) for spot in found for to in full if to != spot.part]
    if not homes:
        return None
    spot, to = random.choice(homes)
    text, key = text_of(spot.piece), key_of(page, to)
    without = with_piece(page, spot)
    after = with_part(without, to, replace(page.parts[to], pieces=(*page.parts[to].pieces, spot.piece)))
    return Edit(after, Truth("block_moved", key, text, text, moved_from=key_of(page, spot.part)))


def paragraph_split(page: Golden, random: Random) -> Edit | None:
    """A paragraph broken in two between sentences."""
    found = [(spot, _SENTENCE.split(spot.piece.text)) for spot in spots(page, ("p",))]
    found = [(spot, sentences) for spot, sentences in found if len(sentences) > 1]
    if not found:
        return None
    spot, sentences = random.choice(found)
    at = random.randint(1, len(sentences) - 1)
    halves = [Piece("p", " ".join(half)) for half in (sentences[:at], sentences[at:])]
    new = "\n".join(map(text_of, halves))
    truth = Truth("block_split", key_of(page, spot.part), text_of(spot.piece), new)
    return Edit(with_piece(page, spot, *halves), truth)


def paragraphs_merged(page: Golden, random: Random) -> Edit | None:
    """Two neighbouring paragraphs that became one."""
    found = [
        (one, other)
        for one, other in pairwise(spots(page, ("p",)))
        if one.part == other.part and one.at + 1 == other.at
    ]
    if not found:
        return None
    one, other = random.choice(found)
    new = Piece("p", f"{one.piece.text} {other.piece.text}")
    pieces = list(page.parts[one.part].pieces)
    pieces[one.at : other.at + 1] = [new]
    old = f"{text_of(one.piece)}\n{text_of(other.piece)}"
    return Edit(with_pieces(page, one.part, pieces), Truth("block_merged", key_of(page, one.part), old, text_of(new)))


def cell_changed(page: Golden, random: Random) -> Edit | None:
    """Other words in one cell of a row, behind the first."""
    found = [spot for spot in spots(page, ("row",)) if len(spot.piece.cells) > 1]
    if not found:
        return None
    spot = random.choice(found)
    at = random.randrange(1, len(spot.piece.cells))
    words = spot.piece.cells[at].split(" ")
    put = random.choice(("elsewhere", "ailleurs"))
    cells = list(spot.piece.cells)
    cells[at] = " ".join([*words[:-1], put])
    return edited(page, spot, Piece("row", cells=tuple(cells)), words[-1], put)


def _link_editor(
    made: Callable[[re.Match[str], Random], str], told: Callable[[str, str], tuple[str | None, str | None]]
) -> Editor:
    def edit(page: Golden, random: Random) -> Edit | None:
        found = [
            (Spot(number, at, piece), link)
            for number, part in enumerate(page.parts)
            for at, piece in enumerate(part.pieces)
            for link in _LINK.finditer(piece.text)
            if piece.kind in WORDED and piece.text.count(link["url"]) == 1
        ]
        if not found:
            return None
        spot, link = random.choice(found)
        new = made(link, random)
        text = f"{spot.piece.text[: link.start()]}{new}{spot.piece.text[link.end() :]}"
        before, after = told(link[0], new)
        truth = Truth("link_changed", key_of(page, spot.part), before, after)
        return Edit(with_piece(page, spot, replace(spot.piece, text=text)), truth)

    return edit


def _as_told(link: str) -> str:
    found = _LINK.fullmatch(link)
    assert found is not None
    return f"{plain(found['words'])} <{found['url']}>"


def link_added(page: Golden, random: Random) -> Edit | None:
    """A word that became a link."""
    found = [(spot, word) for spot in spots(page) for word in _WORD.finditer(spot.piece.text)]
    if not found:
        return None
    spot, word = random.choice(found)
    link = f"[{word[0]}](https://new.example/{random.randrange(99)})"
    text = f"{spot.piece.text[: word.start()]}{link}{spot.piece.text[word.end() :]}"
    truth = Truth("link_changed", key_of(page, spot.part), None, _as_told(link))
    return Edit(with_piece(page, spot, replace(spot.piece, text=text)), truth)


def _sentence(page: Golden, random: Random) -> Piece:
    return Piece("p", prose(page.language, random))


def _item(page: Golden, random: Random) -> Piece:
    return Piece("li", prose(page.language, random))


def _row(_: Golden, random: Random) -> Piece:
    return Piece("row", cells=(f"Article {random.randint(11, 13)} Attempt", f"Section {random.randint(50, 90)}c", "x"))


BLOCKS: dict[str, Editor] = {
    "paragraph added": _adder(_sentence, ("p",)),
    "paragraph removed": _remover(("p",)),
    "paragraph moved": _mover(("p",)),
    "paragraph moved across": paragraph_moved_across,
    "paragraph split": paragraph_split,
    "paragraphs merged": paragraphs_merged,
    "item added": _adder(_item, ("li",)),
    "item removed": _remover(LISTED),
    "item moved": _mover(("li",)),
    "row added": _adder(_row, ("row",)),
    "row removed": _remover(("row",)),
    "row moved": _mover(("row",)),
    "cell changed": cell_changed,
    "institution added": _adder(_named("institution", "li"), ("li",), "institutions"),
    "institution removed": _remover(("li",), "institutions"),
    "law added": _adder(_named("law", "li"), ("li",), "legislation"),
    "law removed": _remover(("li",), "legislation.related"),
    "case added": _adder(_named("case", "p"), ("p",), "case_law"),
    "link target changed": _link_editor(
        lambda link, random: f"[{link['words']}]({link['url']}{random.choice('xyz')})",
        lambda old, new: (_as_told(old), _as_told(new)),
    ),
    "link added": link_added,
    "link removed": _link_editor(lambda link, _: link["words"], lambda old, _: (_as_told(old), None)),
}
