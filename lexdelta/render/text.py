"""The report as text: what cron mails and a terminal shows."""

from __future__ import annotations

from collections.abc import Sequence

from lexdelta.render import known, notes
from lexdelta.render.changes import entry
from lexdelta.render.excerpt import cut, fitting
from lexdelta.render.foot import foot, scope
from lexdelta.render.lines import paint, wrap
from lexdelta.render.tell import standing
from lexdelta.report import Inventory, Report
from storage.summaries import SectionStates

LABEL = 15
"""Characters of the column that holds NOT YET SURE, UNKNOWN and their like."""
MOST_BYTES = 500_000
"""Bytes of changes told in full before the rest is counted: a mail stays below a megabyte."""
STATES = ("filled", "empty", "absent", "unknown")
_NAME, _COUNT = 44, 9


def render_text(report: Report, *, colour: bool = False, width: int = 100) -> str:
    """The report as text that ends in a newline: coverage first, then status moves, changes, and what is not known.

    Times are in the report's time zone, which is named. `width` is in characters; the header and longer words are
    never broken. `colour` adds ANSI colours to marks that read without them. Changes beyond `MOST_BYTES` are
    counted. Raises ZoneInfoNotFoundError for a time zone nobody knows.
    """
    parts = [
        [paint(header(report), "strong", colour=colour)],
        wrap([(known.nothing_changed(report), "")], width=width),
        *(_inventory(report.inventory, colour=colour, width=width) if report.inventory else ()),
        *_changes(report, colour=colour, width=width),
        _foot(report, colour=colour, width=width),
    ]
    return "\n".join("".join(f"{text}\n" for text in part) for part in parts if part)


def header(report: Report) -> str:
    """The first line: "Lexdelta · 16-23 Nov 2026 · 70 of 72 pages verified · 1 change"."""
    first = ("first run",) if report.inventory else ()
    period = notes.clock(report).period(report.start, report.end)
    narrowed = filter(None, (scope(report),))
    return " · ".join(("Lexdelta", period, *narrowed, known.coverage(report), *first, *notes.counts(report)))


def _changes(report: Report, *, colour: bool, width: int) -> list[list[str]]:
    clock = notes.clock(report)
    told = fitting((entry(c, clock, colour=colour, width=width) for c in report.changes), MOST_BYTES)
    more = notes.left_out(report, len(report.changes) - len(told))
    return [text.rstrip("\n").split("\n") for text in told] + ([[f"... {more}"]] if more else [])


def _foot(report: Report, *, colour: bool, width: int) -> list[str]:
    lines: list[str] = []
    for heading, said in foot(report):
        label = heading if heading == "Chain" else heading.upper()
        lines += _labelled(label, said, colour=colour, width=width)
        lines += [" " * LABEL + text for text in notes.verbatim(report, heading)]
    return lines


def _labelled(label: str, sentences: Sequence[str], *, colour: bool, width: int) -> list[str]:
    """The sentences beside a label in the margin: on one line if that is short enough, otherwise a line for each."""
    joined = " · ".join(sentences)
    told = [joined] if len(joined) <= width - LABEL else sentences
    lines = [text for said in told for text in wrap([(said, "")], width=width - LABEL)]
    indent = " " * LABEL
    margins = [paint(label, "strong", colour=colour) + " " * (LABEL - len(label))] + [indent] * len(lines)
    return [margin + text for margin, text in zip(margins, lines, strict=False)]


def _inventory(inventory: Inventory, *, colour: bool, width: int) -> list[list[str]]:
    countries = [text for key, names in inventory.standings for text in _standing(key, names, width)]
    sections = [_section(count) for count in inventory.sections]
    heads = "".join(f"{state:>{_COUNT}}" for state in STATES)
    return [
        [notes.FIRST_RECORD],
        [paint("COUNTRIES BY STATUS", "strong", colour=colour), *countries],
        [paint("SECTIONS", "strong", colour=colour) + " " * (_NAME - len("SECTIONS")) + heads, *sections],
    ]


def _standing(key: str, names: Sequence[str], width: int) -> list[str]:
    name = cut(standing(key), 18)
    margin = f"{name[:1].upper()}{name[1:]:<17} {len(names):>5,}   "
    return wrap([(notes.named(names, most=len(names)), "")], width=width, first=margin, rest=" " * len(margin))


def _section(count: SectionStates) -> str:
    whole = notes.section_counted(count)
    tail = notes.AGAIN if whole.endswith(notes.AGAIN) else ""
    name = whole if len(whole) < _NAME else f"{whole[: _NAME - 2 - len(tail)]}…{tail}"
    return f"{name:<{_NAME}}" + "".join(f"{getattr(count, state):>{_COUNT},}" for state in STATES)
