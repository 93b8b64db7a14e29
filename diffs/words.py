"""Words: a text cut where a reader would cut it, so that "22.10.2013", "53-07" and "General´s" stay whole."""

from __future__ import annotations

import re
from collections.abc import Hashable, Sequence
from typing import NamedTuple

from scraper.normalise import normalise

_MARKS = "\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufeff"
_WORD = rf"[\w{_MARKS}]"
_ADDRESS = r"(?:https?://|www\.)[^\s<>\"()]*[^\s<>\"().,;:!?'’”»]"
_NUMBER = rf"\d{_WORD}*(?:[.,/:\-–]\d{_WORD}*)*"
_REST = rf"{_NUMBER}|{_WORD}+(?:[-'’´`‑]{_WORD}+)*|\S"
_TOKEN = re.compile(rf"{_ADDRESS}|{_REST}", re.IGNORECASE)
_BEFORE_NUMBERS = "arts?|articles?|sections?|secs?|paras?|paragraphs?|alinéas?|chapters?|chapitres?|cap|nos?|nrs?"
_CITATION = rf"(?:\b(?:[ld]['’´])?(?:{_BEFORE_NUMBERS})\b\.?|\bn\s?[°º˚]|§{{1,2}}|№)\s?{_NUMBER}(?:\({_WORD}{{1,4}}\))*"
_MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
    "|janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
)
_WRITTEN_DATE = rf"\b\d{{1,2}}(?:st|nd|rd|th|er)?\s(?:{_MONTHS}),?\s\d{{4}}\b"
_PIECE = re.compile(rf"{_ADDRESS}|{_CITATION}|{_WRITTEN_DATE}|{_REST}", re.IGNORECASE)
_LAST_BEFORE_SURROGATES = 0xD7FF
_SURROGATES = 0x800


class Piece(NamedTuple):
    """One word, number, date ("24 November 2017"), citation ("Art. 618", "§ 202a"), address or mark, with the white
    space printed before it."""

    space: str
    core: str


def pieces(text: str) -> tuple[Piece, ...]:
    """The text in pieces; joining every space and core gives it back exactly (a last core may be "")."""
    found: list[Piece] = []
    end = 0
    for token in _PIECE.finditer(text):
        found.append(Piece(text[end : token.start()], token.group()))
        end = token.end()
    if end < len(text):
        found.append(Piece(text[end:], ""))
    return tuple(found)


def tokens(text: str) -> tuple[str, ...]:
    """Words and marks without the white space between them."""
    return tuple(_TOKEN.findall(text))


def is_address(token: str) -> bool:
    """Whether a word is a web address: no letter of one may differ."""
    return token.casefold().startswith(("http://", "https://", "www."))


def words(text: str) -> tuple[str, ...]:
    """What is compared to tell whether two texts are alike: words and numbers, case and punctuation aside."""
    return tuple(token for token in tokens(normalise(text).casefold()) if any(map(str.isalnum, token)))


def encoded(*sequences: Sequence[Hashable]) -> tuple[str, ...]:
    """Sequences as strings with one character for each distinct member, for comparers that are fastest on strings."""
    numbers: dict[Hashable, str] = {}
    return tuple("".join(numbers.setdefault(m, _letter(len(numbers))) for m in members) for members in sequences)


def _letter(number: int) -> str:
    return chr(number if number <= _LAST_BEFORE_SURROGATES else number + _SURROGATES)
