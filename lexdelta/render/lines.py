"""Styled words laid out in lines of a given width, with colour as an addition only."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Literal

Style = Literal["", "delete", "insert", "strong", "quiet"]
Styled = tuple[str, Style]

_SGR: dict[Style, str] = {"delete": "31", "insert": "32", "strong": "1", "quiet": "2"}


def paint(text: str, style: Style, *, colour: bool) -> str:
    """The text in its style when `colour`, as it is otherwise."""
    return f"\x1b[{_SGR[style]}m{text}\x1b[0m" if colour and style and text else text


def wrap(
    runs: Iterable[Styled], *, width: int, first: str = "", rest: str | None = None, colour: bool = False
) -> list[str]:
    """The runs as lines of at most `width` characters, broken at blanks; a longer word stands alone, unbroken.

    `first` begins the first line, `rest` every other (None: as many blanks as `first` has).
    """
    rest = " " * len(first) if rest is None else rest
    lines: list[list[Styled]] = []
    room = 0
    for word in _words(runs):
        length = sum(len(text) for text, _ in word)
        if not lines or length + 1 > room:
            lines.append(list(word))
            room = width - len(first if len(lines) == 1 else rest) - length
        else:
            lines[-1] += [(" ", _shared(lines[-1][-1], word[0])), *word]
            room -= length + 1
    return [(first if n == 0 else rest) + _painted(found, colour=colour) for n, found in enumerate(lines)]


def pack(parts: Iterable[str], *, width: int, between: str = " · ") -> list[str]:
    """The parts in as few lines of at most `width` characters as their order allows; a longer part stands alone."""
    lines: list[str] = []
    for part in parts:
        if lines and len(lines[-1]) + len(between) + len(part) <= width:
            lines[-1] += between + part
        else:
            lines.append(part)
    return lines


def _words(runs: Iterable[Styled]) -> list[list[Styled]]:
    """Words of one or more styled parts: a word may be kept at its start and edited at its end."""
    words: list[list[Styled]] = [[]]
    for text, style in runs:
        for part in re.split("( +)", text):
            if part.startswith(" "):
                words.append([])
            elif part:
                words[-1].append((part, style))
    return [word for word in words if word]


def _shared(left: Styled, right: Styled) -> Style:
    return left[1] if left[1] == right[1] else ""


def _painted(parts: Sequence[Styled], *, colour: bool) -> str:
    runs = groupby(parts, key=lambda part: part[1])
    return "".join(paint("".join(text for text, _ in run), style, colour=colour) for style, run in runs)
