"""The report as CSV: one line a row, nothing a spreadsheet would compute, and all that a report says."""

import csv
import io
from collections.abc import Callable
from dataclasses import replace

import pytest

from lexdelta.emit import csv_text
from lexdelta.render.table import COLUMNS, MOST_CELL, render_csv
from lexdelta.report import Report

FORMULA = tuple("=+-@%|\t\r＝＋－＠％｜")


def parsed(report: Report) -> list[dict[str, str]]:
    """The rows as a program has them."""
    return list(csv.DictReader(io.StringIO(render_csv(report), newline="")))


@pytest.mark.parametrize("name", ["monday", "week", "quiet", "first", "digest"])
def test_a_record_is_a_line(reports: dict[str, Report], name: str) -> None:
    """Every record is one line that ends in CRLF, and has a cell for every column."""
    lines = render_csv(reports[name]).split("\r\n")
    assert lines.pop() == ""
    assert len(lines) == len(parsed(reports[name])) + 1
    assert all(len(row) == len(COLUMNS) for row in csv.reader(lines))


def test_it_says_what_the_text_report_says(reports: dict[str, Report]) -> None:
    """Changes come first, then what is not sure, unknown, held and new, coverage, and the chain's head at the foot."""
    rows = parsed(reports["week"])
    assert [row["record"] for row in rows] == [
        *(["change"] * 5 + ["not_yet_sure"] + ["unknown"] * 2),
        *("held", "event", *["new_wording"] * 6, "also", "coverage", "coverage", "chain"),
    ]
    assert rows[0]["headline"] == "Status: Invited to accede -> Party"
    assert rows[0]["digest_after"] == reports["week"].changes[0].digest_after
    assert rows[1]["also_in"] == "kenya.fr"
    assert rows[5]["note"] == "since 2026-11-22T03:31:00Z; second look due 2026-11-23T03:31:00Z"
    assert rows[-1]["note"] == "run 412, head 3f9c0b7e"


def test_nothing_changed_is_a_row(reports: dict[str, Report]) -> None:
    """A quiet week says so, with its coverage."""
    notes = {row["record"]: row["note"] for row in parsed(reports["quiet"])}
    assert notes["nothing"] == "Nothing changed. Oldest verification 22 Nov 03:31 UTC."
    assert "coverage" in notes


def test_texts_are_whole_and_on_one_line(reports: dict[str, Report]) -> None:
    """Texts are not cut to what a reader needs, and their line breaks are shown."""
    week = reports["week"]
    rows = parsed(week)
    assert rows[1]["before"] == week.changes[1].before
    assert rows[3]["after"].split(" ¶ ") == (week.changes[3].after or "").split("\n")


def test_a_cell_has_an_end(reports: dict[str, Report]) -> None:
    """A text longer than a spreadsheet's cell is cut, and the rest counted."""
    fiji = replace(reports["monday"].changes[0], before="x" * 40_000)
    cell = parsed(replace(reports["monday"], changes=(fiji,)))[0]["before"]
    assert cell == f"{'x' * MOST_CELL} … (8,000 more characters)"
    assert csv_text("a\r\n\r\nb\u2028c\n", 9) == "a ¶ b ¶ c"


def test_an_attacked_table_is_data(attack: Callable[[str], Report], payload: str) -> None:
    """Whatever a page prints, each record stays a line, no cell is a formula in any separator, and none is added."""
    report = attack(payload)
    written = render_csv(report)
    rows = parsed(report)
    assert len(written.split("\r\n")) == len(rows) + 2
    assert len(written.splitlines()) == len(rows) + 1
    assert [row["record"] for row in rows].count("change") == len(report.changes)
    assert rows[-1]["record"] == "chain"
    for cell in (cell for row in rows for cell in row.values()):
        assert not cell.strip(' \u00a0\u3000"').startswith(FORMULA)
        assert not [
            part for part in cell.split(";") if part.strip(" \u00a0\u3000\"'").startswith(FORMULA) and "'" not in part
        ]
