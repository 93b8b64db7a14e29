"""The report as one stand-alone HTML file: no script, no request, nothing of a page that could become either."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from lexdelta.emit import live
from lexdelta.render import known, notes
from lexdelta.render.evidence import Evidence, evidence
from lexdelta.render.foot import coverage_in_full, foot, scope
from lexdelta.render.matrix import heat, matrix
from lexdelta.render.tell import HOSTS, Telling, country_name, is_status_move, named_by_key, reason, standing, tell
from lexdelta.render.templates import template
from lexdelta.render.tiles import by_standing, tile_map
from lexdelta.render.when import Clock
from lexdelta.report import Report
from lexdelta.told import ToldChange

MOST_CHANGES = 2_000
"""Changes told before the rest is counted: the file stays one that a browser opens at once."""
MOST_TEXT = 600_000
"""Characters of page text in all; what changes beyond them said is left out, the changes themselves are told."""
MOST_OPEN = 60
"""Changes up to which every country stands open; beyond, each is opened by its reader."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One change as the template shows it; `address` None unless the page's own address may be a link, `is_short` when
    its texts were left out."""

    change: ToldChange
    country: str
    telling: Telling
    reason: str
    evidence: Evidence
    address: str | None
    language: str | None
    is_short: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """The changes under one heading of the report, and the name links jump to."""

    anchor: str
    name: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """One part of the coverage bar, in percent of its width."""

    name: str
    pages: int
    start: float
    width: float


def render_html(report: Report, *, hosts: Collection[str] = HOSTS) -> str:
    """The report as a whole HTML document, the same in every browser, mail or archive it is opened in.

    It carries its own style sheet, named by hash in a content security policy that allows nothing else. A page's own
    address is a link only on one of `hosts`; every other address is text. Changes beyond `MOST_CHANGES` are counted,
    texts beyond `MOST_TEXT` left out. Raises ZoneInfoNotFoundError for a time zone nobody knows.
    """
    clock = notes.clock(report)
    entries = list(_entries(report.changes[:MOST_CHANGES], clock, hosts))
    page = template("report.html.j2")
    moves = tuple(entry for entry in entries if is_status_move(entry.change))
    groups = _countries(entry for entry in entries if not is_status_move(entry.change))
    return page.render(
        report=report,
        known=known,
        notes=notes,
        named_by_key=named_by_key,
        standing=standing,
        period=clock.period(report.start, report.end, dash="–"),
        moves=moves,
        countries=groups,
        anchors=_anchors(moves, groups),
        is_open=len(report.changes) <= MOST_OPEN,
        most_open=MOST_OPEN,
        grouped="{:,}".format,
        below=[part for part in foot(report) if part[0] not in ("Chain", "Coverage")],
        scope=scope(report),
        coverage=coverage_in_full(report),
        bars=_bars(report),
        regions=tile_map(report),
        standings=by_standing(report),
        matrix=matrix(report),
        heat=heat,
        left_out=notes.left_out(report, len(report.changes) - len(entries)),
        style_hash=_style_hash(),
    )


def _entries(changes: Sequence[ToldChange], clock: Clock, hosts: Collection[str]) -> Iterator[Entry]:
    room = MOST_TEXT
    for change in changes:
        entry = _entry(change, clock, hosts)
        room -= sum(len(piece.text) for passage in entry.telling.passages for piece in passage.pieces)
        is_short = room < 0 and bool(entry.telling.passages)
        yield replace(entry, telling=replace(entry.telling, passages=()), is_short=True) if is_short else entry


def _entry(change: ToldChange, clock: Clock, hosts: Collection[str]) -> Entry:
    return Entry(
        change=change,
        country=country_name(change),
        telling=tell(change),
        reason=reason(change),
        evidence=evidence(change, clock),
        address=live(change.url, hosts),
        language=change.language if re.fullmatch("[a-z]{2}", change.language) else None,
    )


def _countries(entries: Iterable[Entry]) -> list[Group]:
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        found.setdefault(entry.country, []).append(entry)
    return [Group(f"country-{n}", name, tuple(group)) for n, (name, group) in enumerate(found.items(), start=1)]


def _anchors(moves: Sequence[Entry], groups: Sequence[Group]) -> dict[str, str]:
    """Where a country's changes stand: under its name, or with the status moves when there are no others."""
    return {
        **{entry.country: f"move-{n}" for n, entry in enumerate(moves, start=1)},
        **{group.name: group.anchor for group in groups},
    }


def _bars(report: Report) -> list[Bar]:
    coverage = report.coverage
    parts = (
        ("verified", coverage.verified),
        ("quarantined", coverage.quarantined),
        ("failed", coverage.failed),
        ("gone by decision", coverage.gone),
        ("not checked", coverage.expected - coverage.verified - coverage.quarantined - coverage.failed),
    )
    bars: list[Bar] = []
    for name, pages in parts:
        if pages > 0:
            start = bars[-1].start + bars[-1].width if bars else 0.0
            bars.append(Bar(name, pages, start, round(100 * pages / coverage.pages, 3) if coverage.pages else 0.0))
    return bars


def _style_hash() -> str:
    style = template("report.css").render()
    return "sha256-" + base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
