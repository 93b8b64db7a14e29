"""Changes as text, with or without a report around them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from lexdelta.render.evidence import evidence
from lexdelta.render.excerpt import Op
from lexdelta.render.lines import Style, Styled, pack, paint, wrap
from lexdelta.render.tell import Passage, PassageKind, Telling, country_name, reason, tell
from lexdelta.render.when import Clock
from lexdelta.told import ToldChange

INDENT = " " * 7
_LOOKS: dict[Op, tuple[str, str, Style]] = {
    "equal": ("", "", ""),
    "delete": ("[-", "-]", "delete"),
    "insert": ("{+", "+}", "insert"),
}
_SIGNS: dict[PassageKind, tuple[str, Style]] = {"added": ("+ ", "insert"), "removed": ("- ", "delete")}
_OWN_MARKS = {"[-": "[\\-", "-]": "-\\]", "{+": "{\\+", "+}": "+\\}"}


def render_changes(changes: Sequence[ToldChange], *, colour: bool = False, width: int = 100) -> str:
    """Changes as text, in the order given, dates in UTC with their years; "Nothing changed." for none.

    Words taken out stand in `[-...-]`, words put in in `{+...+}`, whole texts behind `-` and `+`; `colour` adds ANSI
    colours. `width` is in characters; a longer word is never broken.
    """
    if not changes:
        return "Nothing changed.\n"
    return "\n".join(entry(change, Clock(), colour=colour, width=width) for change in changes)


def entry(change: ToldChange, clock: Clock, *, colour: bool = False, width: int = 100) -> str:
    """One change: country and headline, the texts, why it matters, and the evidence; ends in a newline."""
    telling = tell(change)
    country = country_name(replace(change, country=change.country.upper()))
    lines = wrap([(telling.headline(), "")], width=width, first=f"{country}   ", rest=INDENT)
    lines[0] = paint(country, "strong", colour=colour) + lines[0][len(country) :]
    lines += [INDENT + text for text in quoted(telling, colour=colour, width=width - len(INDENT))]
    lines += wrap([(reason(change), "")], width=width, first=INDENT)
    for text in pack(evidence(change, clock).parts, width=width - len(INDENT)):
        lines += wrap([(text, "quiet")], width=width, first=INDENT, colour=colour)
    return "".join(f"{text}\n" for text in lines)


def quoted(telling: Telling, *, colour: bool = False, width: int = 100) -> list[str]:
    """The passages of a change as lines with their marks."""
    return [text for passage in telling.passages for text in _passage(passage, colour=colour, width=width)]


def _passage(passage: Passage, *, colour: bool, width: int) -> list[str]:
    if passage.kind == "edited":
        return wrap(_marked(passage), width=width, colour=colour)
    sign, style = _SIGNS[passage.kind]
    lines = wrap([(piece.text, style) for piece in passage.pieces], width=width - len(sign), colour=colour)
    signs = [paint(sign, style, colour=colour)] + [" " * len(sign)] * len(lines)
    return [before + text for before, text in zip(signs, lines, strict=False)]


def _marked(passage: Passage) -> Iterator[Styled]:
    for piece in passage.pieces:
        opening, closing, style = _LOOKS[piece.op]
        text = piece.text
        for mark, shown in _OWN_MARKS.items():
            text = text.replace(mark, shown)  # a page that prints our marks must not forge an edit
        yield f"{opening}{text}{closing}", style
