"""Noise in the characters of a page: the same words, spelled or spaced in other ways."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from html.entities import codepoint2name
from random import Random

from noise_html import cut, is_boundary, with_text

_INNER = re.compile(r"(?<=[^\W\d_]{3})(?=[^\W\d_]{3})")
_BLANK = re.compile(r" ")
_BEFORE = re.compile(r"(?<=[^\W\d_]{2})(?=[,.;] )")
_LETTER = re.compile(r"[^\W\d_]|[éèêàçôîû–«»’']")
_ZERO_WIDTH = "\u200b\u200c\u200d\u2060\ufeff\u200e"
_BLANKS = ("\u00a0", "&nbsp;", "&#160;", "\u202f", "\u2009")
_GAPS = ("\n", "\n\n    ", "\t", "\r\n  ", " ", "")


def decomposed(html: str, random: Random) -> str:  # noqa: ARG001 -- every kind of noise is called alike
    """Accents as characters of their own."""
    return with_text(html, lambda text: unicodedata.normalize("NFD", text))


def soft_hyphens(html: str, random: Random) -> str:
    """Places where a word may be broken."""
    return _sprinkled(html, _INNER, lambda: random.choice(("\u00ad", "&shy;", "<wbr>")), random, 0.05)


def zero_width(html: str, random: Random) -> str:
    """Characters without width inside words."""
    return _sprinkled(html, _INNER, lambda: random.choice(_ZERO_WIDTH), random, 0.05)


def no_break_spaces(html: str, random: Random) -> str:
    """Spaces that do not break, or are narrow."""
    return with_text(html, lambda text: _BLANK.sub(lambda _: _blank(random, 0.2), text))


def spaces_before_marks(html: str, random: Random) -> str:
    """A blank before a comma, a stop or a semicolon."""
    return _sprinkled(html, _BEFORE, lambda: " ", random, 0.3)


def white_space(html: str, random: Random) -> str:
    """Indentation between elements and lines wrapped between words."""
    wrapped = with_text(html, lambda text: _BLANK.sub(lambda _: " " if random.random() < 0.9 else "\n     ", text))
    pieces = [
        f"{random.choice(_GAPS)}{piece}{random.choice(_GAPS)}" if kind == "tag" and is_boundary(piece) else piece
        for kind, piece in cut(wrapped)
    ]
    return "".join(pieces)


def line_ends(html: str, random: Random) -> str:  # noqa: ARG001 -- every kind of noise is called alike
    """The line ends of another system."""
    return html.replace("\n", "\r\n")


def entities(html: str, random: Random) -> str:
    """Characters as named, decimal or hexadecimal references."""
    share = random.choice((0.02, 0.2, 1.0))

    def spelled(found: re.Match[str]) -> str:
        return _reference(found[0], random) if random.random() < share else found[0]

    return with_text(html, lambda text: _LETTER.sub(spelled, text))


def spans(html: str, random: Random) -> str:
    """Words wrapped in elements that only look different."""

    def wrapped(text: str) -> str:
        words = text.split(" ")
        return " ".join(_wrapped(word, random) if word.strip() else word for word in words)

    head, body, rest = html.partition("<body")
    return head + body + "".join(wrapped(piece) if kind == "text" else piece for kind, piece in cut(rest))


def comments(html: str, random: Random) -> str:
    """Comments between tags and inside words."""
    head, body, rest = html.partition("<body")

    def told() -> str:
        return f"<!-- {random.choice(('cached', 'end portlet', 'Safeguards', '<p>x</p>'))} {random.randrange(9999)} -->"

    pieces = [f"{told()}{p}" if k == "tag" and random.random() < 0.1 else p for k, p in cut(f"{body}{rest}")]
    return head + _sprinkled("".join(pieces), _INNER, told, random, 0.01)


TEXT: dict[str, Callable[[str, Random], str]] = {
    "NFD": decomposed, "soft hyphens": soft_hyphens, "zero width": zero_width, "no-break spaces": no_break_spaces,
    "spaces before marks": spaces_before_marks, "spans": spans, "white space": white_space, "entities": entities,
    "comments": comments, "line ends": line_ends,
}  # fmt: skip


def _sprinkled(html: str, place: re.Pattern[str], made: Callable[[], str], random: Random, share: float) -> str:
    return with_text(html, lambda text: place.sub(lambda _: made() if random.random() < share else "", text))


def _blank(random: Random, share: float) -> str:
    return random.choice(_BLANKS) if random.random() < share else " "


def _reference(char: str, random: Random) -> str:
    named = codepoint2name.get(ord(char))
    forms = [f"&#{ord(char)};", f"&#x{ord(char):X};", *([f"&{named};"] if named else [])]
    return random.choice(forms)


def _wrapped(word: str, random: Random) -> str:
    if random.random() > 0.06:
        return word
    around = random.choice(
        ('<span style="color:#333">{}</span>', "<font size=2>{}</font>", "<span lang=en-GB>{}</span>")
    )
    return around.format(word)
