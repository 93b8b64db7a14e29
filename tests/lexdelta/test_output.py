"""Rows on standard output: the formats, and what hostile text cannot do in them."""

from __future__ import annotations

import csv
import io
import itertools
import json
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from lexdelta.output import TABLE_STYLES, Format, Output, emit_json, emit_rows, output_options

ROWS = (
    {"id": 1, "text": "Law 53-07", "edits": ["a", {"b": None}], "at": datetime(2026, 11, 21, 3, 31, tzinfo=UTC)},
    {"id": 2, "text": "Loi n° 2, “new”", "edits": [], "at": None},
)
HOSTILE = "x\x1b[2J\u202e\x9b\u2028\U000e0041\ud800"

Shown = Callable[..., str]


@pytest.fixture
def shown(capsys: pytest.CaptureFixture[str]) -> Shown:
    """What emit_rows writes."""

    def show(*arguments: object, **options: object) -> str:
        emit_rows(*arguments, **options)
        return capsys.readouterr().out

    return show


def run(rows: object, *arguments: str) -> Result:
    """The outcome of a command with output options."""

    @click.command()
    @output_options
    def command(output: Output) -> None:
        emit_rows(rows, output)

    return CliRunner().invoke(command, arguments)


@pytest.mark.parametrize("arguments", [(), ("--json",)])
def test_rows_are_a_json_array_unless_asked_otherwise(arguments: tuple[str, ...]) -> None:
    """As sqlite-utils writes it: one row a line, letters as they are, times in UTC with Z."""
    assert run(ROWS, *arguments).stdout == (
        '[{"id": 1, "text": "Law 53-07", "edits": ["a", {"b": null}], "at": "2026-11-21T03:31:00Z"},\n'
        ' {"id": 2, "text": "Loi n° 2, “new”", "edits": [], "at": null}]\n'
    )


def test_lines_of_json_stand_alone() -> None:
    """Each line of --nl is a document."""
    assert [json.loads(line)["id"] for line in run(ROWS, "--nl").stdout.splitlines()] == [1, 2]


@pytest.mark.parametrize(("flag", "delimiter"), [("--csv", ","), ("--tsv", "\t")])
def test_separated_values_read_back(flag: str, delimiter: str) -> None:
    """Lists become JSON in their cell, nothing becomes an empty cell."""
    found = list(csv.reader(io.StringIO(run(ROWS, flag).stdout, newline=""), delimiter=delimiter))
    assert found == [
        ["id", "text", "edits", "at"],
        ["1", "Law 53-07", '["a", {"b": null}]', "2026-11-21T03:31:00Z"],
        ["2", "Loi n° 2, “new”", "[]", ""],
    ]


def test_a_table_is_aligned() -> None:
    """-t is tabulate's simple style, --fmt any other of those that are offered."""
    assert run(ROWS[:1], "-t").stdout.splitlines()[1].startswith("----  ---")
    assert "| id" in run(ROWS, "--fmt", "github").stdout.replace("|   id", "| id")


@pytest.mark.parametrize("flag", ["--csv", "--tsv", "--table"])
def test_headers_can_be_left_out(flag: str) -> None:
    """For programs that append."""
    assert "Law 53-07" in run(ROWS, flag, "--no-headers").stdout
    assert "text" not in run(ROWS, flag, "--no-headers").stdout


@pytest.mark.parametrize("flags", [("--csv", "--tsv"), ("--json", "-t"), ("--nl", "--fmt", "grid")])
def test_two_formats_are_a_usage_error(flags: tuple[str, ...]) -> None:
    """Nobody has to guess which one wins."""
    assert run(ROWS, *flags).exit_code == 2


def test_a_command_knows_whether_a_format_was_asked_for() -> None:
    """Without a flag a command may speak to people instead."""
    seen = []

    @click.command()
    @output_options
    def command(output: Output) -> None:
        seen.append(output)

    for arguments in ([], ["--csv"], ["--fmt", "grid"]):
        CliRunner().invoke(command, arguments, catch_exceptions=False)
    assert seen == [Output(None), Output("csv"), Output("table", "grid")]


@pytest.mark.parametrize(
    ("how", "expected"), [(None, "[]\n"), ("json", "[]\n"), ("nl", ""), ("csv", "a,b\r\n"), ("tsv", "a\tb\r\n")]
)
def test_no_rows_are_still_an_answer(shown: Shown, how: Format | None, expected: str) -> None:
    """An empty array, no line, or the headers alone."""
    assert shown([], how, columns=("a", "b")) == expected


def test_columns_choose_and_order(shown: Shown) -> None:
    """Named columns are all there is; a row without one has an empty cell."""
    assert shown([{"b": 1, "c": 2}, {"a": 3}], "csv", columns=("a", "b")) == "a,b\r\n,1\r\n3,\r\n"


def test_rows_are_written_as_they_come(capsys: pytest.CaptureFixture[str]) -> None:
    """A long history needs no memory: the first rows are out before the last is asked for."""

    def endless() -> Iterator[Mapping[str, object]]:
        for number in itertools.count():
            if number == 3:
                raise StopAsyncIteration
            yield {"id": number}

    for how in ("json", "nl", "csv", "tsv"):
        with pytest.raises(StopAsyncIteration):
            emit_rows(endless(), how)
        assert "1" in capsys.readouterr().out


@pytest.mark.parametrize("how", ["json", "nl", "csv", "tsv", "table"])
def test_hidden_characters_are_spelled_out(shown: Shown, how: Format) -> None:
    """Escape sequences, direction marks, tags and lone surrogates never reach a terminal."""
    out = shown([{"text": HOSTILE}], how)
    assert all(char.isprintable() or char in "\r\n\t" for char in out)
    out.encode("utf-8")


def test_json_stays_the_same_text_for_a_parser(shown: Shown) -> None:
    """What is spelled out for people reads back exactly."""
    assert json.loads(shown([{"text": HOSTILE}], "json")) == [{"text": HOSTILE}]


@given(st.dictionaries(st.text(), st.text() | st.integers() | st.none() | st.lists(st.text())))
def test_any_row_survives_json(row: dict[str, object]) -> None:
    """Whatever a page holds, JSON brings it back, and shows nothing hidden."""
    with pytest.MonkeyPatch.context() as patch:
        out = io.StringIO()
        patch.setattr("sys.stdout", out)
        emit_rows([row], "nl")
    assert json.loads(out.getvalue()) == row
    assert "\x1b" not in out.getvalue()


@pytest.mark.parametrize("how", ["csv", "tsv"])
@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\t=1", '=HYPERLINK("http://x")'])
def test_a_spreadsheet_sees_no_formula(shown: Shown, how: Format, text: str) -> None:
    """A cell that would be calculated begins with an apostrophe."""
    found = list(csv.reader(io.StringIO(shown([{"a": text}], how)), dialect="excel-tab" if how == "tsv" else "excel"))
    assert "'" in found[1][0][:2]


def test_numbers_are_no_formulas(shown: Shown) -> None:
    """A negative number of ours stays a number."""
    assert shown([{"a": -1}], "csv") == "a\r\n-1\r\n"


def test_a_text_cannot_forge_a_row_of_a_table(shown: Shown) -> None:
    """Line breaks inside a cell are blanks, and texts that look like numbers stay as they are."""
    out = shown([{"a": "x\nforged  1", "b": "1e5"}, {"a": "y", "b": "007"}], "table")
    assert len(out.splitlines()) == 4
    assert "1e5" in out
    assert "007" in out


@pytest.mark.parametrize("style", TABLE_STYLES)
def test_no_table_style_lets_markup_through(style: str) -> None:
    """Styles that mean HTML or Markdown escape what a page says."""
    out = run([{"a": "<script>alert(1)</script> [x](javascript:y) | z"}], "--fmt", style).stdout
    if style == "html":
        assert "<script>" not in out
    if style in ("github", "pipe"):
        assert "\\<script\\>" in out
        assert "\\| z" in out
    assert "alert" in out


def test_bytes_and_paths_have_a_form(shown: Shown) -> None:
    """Bytes as sqlite-utils writes them, paths as text, another zone's time in UTC."""
    east = timezone(timedelta(hours=5))
    row = {"raw": b"\xff", "file": Path("a/b"), "at": datetime(2026, 1, 1, 1, tzinfo=east)}
    assert json.loads(shown([row], "nl")) == {
        "raw": {"$base64": True, "encoded": "/w=="},
        "file": "a/b",
        "at": "2025-12-31T20:00:00Z",
    }


def test_what_has_no_form_is_a_bug(shown: Shown) -> None:
    """An object that slipped into a row is not written as its repr."""
    with pytest.raises(TypeError, match="cannot write a object"):
        shown([{"a": object()}], "nl")


def test_a_document_is_indented(capsys: pytest.CaptureFixture[str]) -> None:
    """One JSON document, for commands that answer with an object."""
    emit_json({"schema_version": 1, "text": HOSTILE})
    out = capsys.readouterr().out
    assert out.startswith('{\n  "schema_version": 1,\n')
    assert json.loads(out)["text"] == HOSTILE
