"""By what a page that was not accepted is known again, so that a person answers once for it.

A wall (a block page, a maintenance page) prints a number, a clock or a token anew at every look: its words alone tell
it. Where sections stand it may be a profile after all, in which a number is that of a law: there every word counts.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Sequence

from scraper import parse, plain
from scraper.capture import Capture, decode
from scraper.line import Line
from scraper.read import is_text_rendering

_HEX = re.compile(r"[0-9a-f]{6,}(?:[-:.][0-9a-f]+)*", re.IGNORECASE)
_MIXED = re.compile(r"(?=\S{8})\S*[a-z][A-Z]")
_LONGEST_WORD = 30
_EDGES = ".,;:!?()[]{}<>«»\"'“”’#="
_CLOCK = frozenset(
    """
    monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun
    lundi mardi mercredi jeudi vendredi samedi dimanche lun mar mer jeu ven sam dim am pm a.m p.m
    january february march april may june july august september october november december
    jan feb apr jun jul aug sep sept oct nov dec
    janvier février mars avril mai juin juillet août septembre octobre novembre décembre
    janv févr avr juil déc
    """.split()
)


def text_digest(capture: Capture, *, wall: bool = False) -> str:
    """SHA-256 of the text a page shows, white space folded, navigation left out unless there is nothing else.

    It recognises a page that is no profile when it comes again with other markup; one that is a `wall` also with other
    numbers, dates, times, addresses and tokens. Never raises.
    """
    text = decode(capture)
    if is_text_rendering(capture, text):
        shown = _shown(plain.lines(text))
    else:
        shown = _shown(parse.lines(text, capture.final_url, chrome=False)) or _shown(parse.lines(text, ""))
    shown = unicodedata.normalize("NFC", shown)
    return hashlib.sha256((_lasting(shown) if wall else shown).encode()).hexdigest()


def _shown(lines: Sequence[Line]) -> str:
    return " ".join([line.text for line in lines if line.text])


def _lasting(text: str) -> str:
    """The words that are no part of a number, a moment or a token."""
    return " ".join(word for word in text.split() if not _passes(word))


def _passes(word: str) -> bool:
    bare = word.strip(_EDGES)
    return (
        len(bare) > _LONGEST_WORD
        or any(character.isdigit() for character in bare)
        or bare.lower() in _CLOCK
        or bool(_HEX.fullmatch(bare) or _MIXED.match(bare))
    )
