"""The report as CSV: a row a change, then rows for all else a report says, so that a spreadsheet is a report too."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import UTC, datetime

from lexdelta.emit import csv_cell, csv_text
from lexdelta.render import known
from lexdelta.render.foot import spelled_out
from lexdelta.render.tell import tell
from lexdelta.report import Report
from lexdelta.told import ToldChange

BOM = "\ufeff"
MOST_CELL = 32_000
"""Characters of one cell: a common spreadsheet breaks a longer one over the rows beneath."""
COLUMNS = (
    *("record", "id", "merges", "page", "also_in", "country", "iso3", "region", "language", "section"),
    *("section_label", "kind", "significance", "rule", "reason", "state", "headline", "before", "after"),
    *("last_seen_old", "first_seen_new", "confirmed_at", "url", "capture_before", "capture_after"),
    *("digest_before", "digest_after", "note"),
)
_TEXTS = (
    *("page", "country", "iso3", "region", "language", "section", "section_label", "kind", "significance", "rule"),
    *("reason", "state", "before", "after", "url", "digest_before", "digest_after"),
)
_TIMES = ("last_seen_old", "first_seen_new", "confirmed_at")
_NUMBERS = ("id", "capture_before", "capture_after")
Row = dict[str, str | int]


def render_csv(report: Report, *, bom: bool = False) -> str:
    """The report as CSV (RFC 4180: commas, CRLF, UTF-8), one line a row, for people with spreadsheets.

    `record` says what a row is: change, not_yet_sure, unknown, nothing (changed), new, held, event, new_wording, also,
    coverage or chain; all but the first two are told in `note`. No cell is computed by a spreadsheet; line breaks in
    texts are shown as "¶", and a cell ends at `MOST_CELL` characters, the rest counted. Times are UTC. `bom` puts a
    byte order mark first.
    """
    written = io.StringIO(newline="")
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in _rows(report):
        writer.writerow([_cell(row.get(column, "")) for column in COLUMNS])
    return (BOM if bom else "") + written.getvalue()


def _rows(report: Report) -> Iterator[Row]:
    for change in report.changes:
        yield {"record": "change", **_change(change)}
    for entry in report.unsure:
        note = f"since {_stamp(entry.since)}; second look due {_stamp(entry.due)}"
        yield {"record": "not_yet_sure", **_change(entry.change), "note": note}
    for missing in report.unknown:
        since = f"since {_stamp(missing.since)}"
        quarantine = f"q{missing.quarantine}" if missing.quarantine is not None else ""
        note = "; ".join(filter(None, (missing.reason, since, quarantine)))
        yield {"record": "unknown", "page": missing.page, "country": missing.country, "note": note}
    if known.nothing_changed(report):
        yield {"record": "nothing", "note": known.nothing_changed(report)}
    for heading, sentences in spelled_out(report):
        if heading not in ("Not yet sure", "Unknown"):
            for said in sentences:
                yield {"record": heading.lower().replace(" ", "_"), "note": said}


def _change(change: ToldChange) -> Row:
    texts: Row = {name: getattr(change, name) or "" for name in _TEXTS}
    times: Row = {name: _stamp(getattr(change, name)) for name in _TIMES}
    numbers: Row = {name: "" if getattr(change, name) is None else getattr(change, name) for name in _NUMBERS}
    lists: Row = {"merges": " ".join(map(str, change.merges)), "also_in": " ".join(change.also_in)}
    return {**texts, **times, **numbers, **lists, "headline": tell(change).headline()}


def _stamp(moment: datetime | None) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if moment else ""


def _cell(value: str | int) -> str | int:
    return value if isinstance(value, int) else csv_cell(csv_text(value, MOST_CELL))
