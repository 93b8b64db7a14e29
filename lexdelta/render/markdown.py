"""The report as Markdown (GFM): page texts are escaped inside sentences and fenced where they are quoted."""

from __future__ import annotations

from collections.abc import Sequence

from lexdelta.emit import live, md, md_fence
from lexdelta.render import known, notes
from lexdelta.render.changes import quoted
from lexdelta.render.evidence import evidence
from lexdelta.render.excerpt import fitting
from lexdelta.render.foot import foot, scope
from lexdelta.render.tell import HOSTS, country_name, reason, standing, tell
from lexdelta.render.when import Clock
from lexdelta.report import Inventory, Report
from lexdelta.told import ToldChange

MOST_BYTES = 500_000
"""Bytes of changes told in full before the rest is counted."""


def render_markdown(report: Report) -> str:
    """The report as Markdown that ends in a newline: the same as the text report, in the same order.

    No text of a page starts markup, HTML, a link or a table cell. Raises ZoneInfoNotFoundError for a time zone nobody
    knows.
    """
    title = f"# Lexdelta · {notes.clock(report).period(report.start, report.end)}"
    narrowed = filter(None, (md(scope(report)),))
    summary = " · ".join((*narrowed, f"**{known.coverage(report)}**", *notes.counts(report)))
    parts = [title, summary, md(known.nothing_changed(report))]
    parts += _inventory(report.inventory) if report.inventory else []
    parts += _changes(report)
    for heading, sentences in foot(report):
        lines = notes.verbatim(report, heading)
        parts += [f"## {heading}", _list(sentences), md_fence("\n".join(lines), "toml") if lines else ""]
    return "\n\n".join(part for part in parts if part) + "\n"


def _changes(report: Report) -> list[str]:
    clock = notes.clock(report)
    told = fitting((_change(change, clock) for change in report.changes), MOST_BYTES)
    more = notes.left_out(report, len(report.changes) - len(told))
    return [*(["## Changes"] if told else []), *told, md(more)]


def _change(change: ToldChange, clock: Clock) -> str:
    telling = tell(change)
    heading = f"### {md(country_name(change))} · {md(telling.headline('→'))}"
    lines = "\n".join(quoted(telling))
    info = "text" if any(passage.kind == "edited" for passage in telling.passages) else "diff"
    parts = (heading, md_fence(lines, info) if lines else "", md(reason(change)), _proof(change, clock))
    return "\n\n".join(filter(None, parts))


def _proof(change: ToldChange, clock: Clock) -> str:
    found = evidence(change, clock)
    address = live(change.url, HOSTS)
    return " · ".join(f"<{address}>" if address and part == found.url else md(part) for part in found.parts)


def _list(sentences: Sequence[str]) -> str:
    return "\n".join(f"- {md(said)}" for said in sentences)


def _inventory(inventory: Inventory) -> list[str]:
    states = ("filled", "empty", "absent", "unknown")
    countries = [
        (standing(key), f"{len(names):,}", notes.named(names, most=len(names))) for key, names in inventory.standings
    ]
    sections = [
        (notes.section_counted(count), *(f"{getattr(count, state):,}" for state in states))
        for count in inventory.sections
    ]
    return [
        notes.FIRST_RECORD,
        "## Countries by status",
        _table(("Status", "Countries", "Which"), countries),
        "## Sections",
        _table(("Section", *states), sections),
    ]


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *([md(cell) for cell in row] for row in rows)]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
