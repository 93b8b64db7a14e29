"""Rows on standard output, in the formats and under the names sqlite-utils has: JSON, its lines, CSV, TSV, tables."""

from __future__ import annotations

import base64
import csv
import functools
import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import chain
from pathlib import Path
from typing import Any, Literal, TypeVar

import click

from lexdelta import emit

Format = Literal["json", "nl", "csv", "tsv", "table"]
Row = Mapping[str, object]
Command = TypeVar("Command", bound=Callable[..., Any])

# Those of tabulate's that can carry hostile text: its raw HTML and LaTeX and the wiki dialects cannot.
TABLE_STYLES = (
    "double_grid",
    "double_outline",
    "fancy_grid",
    "fancy_outline",
    "github",
    "grid",
    "heavy_grid",
    "heavy_outline",
    "html",
    "mixed_grid",
    "mixed_outline",
    "orgtbl",
    "outline",
    "pipe",
    "plain",
    "presto",
    "pretty",
    "psql",
    "rounded_grid",
    "rounded_outline",
    "rst",
    "simple",
    "simple_grid",
    "simple_outline",
)
_MARKDOWN = ("github", "pipe")
_ASTRAL = re.compile("[\U00010000-\U0010ffff]")
_FLAGS: Sequence[Format] = ("json", "nl", "csv", "tsv", "table")


@dataclass(frozen=True, slots=True)
class Output:
    """The format asked for, None when no flag was given; `fmt` the style of a table."""

    format: Format | None = None
    fmt: str = "simple"
    headers: bool = True


def output_options(command: Command) -> Command:
    """Give a command the options of all row output; it receives them as one argument, `output`, an Output."""

    @functools.wraps(command)
    def with_output(*args: Any, fmt: str | None, no_headers: bool, **options: Any) -> Any:
        asked = [name for name in _FLAGS if options.pop(f"as_{name}")]
        if fmt and not asked:
            asked = ["table"]
        if len(asked) > 1 or (fmt and asked != ["table"]):
            raise click.UsageError("Choose one of --json, --nl, --csv, --tsv and --table.")
        output = Output(asked[0] if asked else None, fmt or "simple", not no_headers)
        return command(*args, output=output, **options)

    return _with_options(with_output)  # type: ignore[return-value]  # the wrapper takes other arguments, for click only


def _with_options(command: Callable[..., Any]) -> Callable[..., Any]:
    options = (
        click.option("--json", "as_json", is_flag=True, help="Output rows as a JSON array."),
        click.option("--nl", "as_nl", is_flag=True, help="Output newline-delimited JSON."),
        click.option("--csv", "as_csv", is_flag=True, help="Output CSV, safe to open in a spreadsheet."),
        click.option("--tsv", "as_tsv", is_flag=True, help="Output TSV, safe to open in a spreadsheet."),
        click.option("-t", "--table", "as_table", is_flag=True, help="Output a table."),
        click.option("--fmt", type=click.Choice(TABLE_STYLES), metavar="STYLE", help=_STYLE_HELP),
        click.option("--no-headers", is_flag=True, help="Omit the headers of CSV, TSV and tables."),
    )
    for option in reversed(options):
        command = option(command)
    return command


_STYLE_HELP = f"Style of the table: {', '.join(TABLE_STYLES)}."


def emit_rows(rows: Iterable[Row], output: Output | Format | None = None, columns: Sequence[str] = ()) -> None:
    """Write rows to standard output, one after the other as they come (a table: when all are known).

    `columns` name the columns and their order for CSV, TSV and tables; without them the first row's keys do. Without
    a format: a JSON array. Datetimes (aware) are written in UTC with seconds and Z, bytes as sqlite-utils does. Texts
    may be hostile: hidden characters become escapes, formulas are disarmed.
    """
    wanted = output if isinstance(output, Output) else Output(output)
    if wanted.format in ("json", "nl", None):
        lines = _json_lines(rows, array=wanted.format != "nl")
        sys.stdout.writelines(f"{line}\n" for line in lines)
        return
    names, cells = _cells(rows, columns)
    if wanted.format == "table":
        sys.stdout.write(_table(names, cells, wanted) + "\n")
    else:
        _write_csv(names, cells, wanted)


def emit_json(value: object) -> None:
    """Write one JSON document, indented, with the same care as rows."""
    sys.stdout.write(document(value))


def document(value: object) -> str:
    """One JSON document, indented, that ends in a newline; what is hidden in its texts is escaped."""
    return _json(value, indent=2) + "\n"


def _json_lines(rows: Iterable[Row], *, array: bool) -> Iterator[str]:
    if not array:
        yield from (_json(row) for row in rows)
        return
    before = ""
    for row in rows:
        if before:
            yield f"{before},"
        before = f" {_json(row)}" if before else f"[{_json(row)}"
    yield f"{before}]" if before else "[]"


def _json(value: object, indent: int | None = None) -> str:
    text = json.dumps(_plain(value), ensure_ascii=False, indent=indent)
    # A hidden character is escaped in JSON's own way, so that a terminal is safe and a parser reads the same text.
    return emit.visible(_ASTRAL.sub(_escaped_when_hidden, text))


def _escaped_when_hidden(found: re.Match[str]) -> str:
    char = found[0]
    return char if emit.visible(char) == char else json.dumps(char)[1:-1]


def _plain(value: object) -> object:
    """The value in what JSON has; whatever else is refused, since it is ours and a bug."""
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, Mapping):
        return {str(name): _plain(inner) for name, inner in value.items()}
    if isinstance(value, bytes):
        return {"$base64": True, "encoded": base64.b64encode(value).decode("ascii")}
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(inner) for inner in value]
    return _stamped(value)


def _stamped(value: object) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    if isinstance(value, date | Path):
        return str(value)
    raise TypeError(f"cannot write a {type(value).__name__}")


def _cells(rows: Iterable[Row], columns: Sequence[str]) -> tuple[list[str], Iterator[list[object]]]:
    coming = iter(rows)
    first = next(coming, None)
    names = list(columns or first or ())
    present = () if first is None else (first,)
    return names, ([_cell(row.get(name)) for name in names] for row in chain(present, coming))


def _cell(value: object) -> object:
    """A number or a text; what has parts becomes JSON."""
    plain = _plain(value)
    return _json(plain) if isinstance(plain, dict | list) else plain


def _write_csv(names: Sequence[str], rows: Iterable[Sequence[object]], output: Output) -> None:
    writer = csv.writer(sys.stdout, dialect="excel-tab" if output.format == "tsv" else "excel")
    if output.headers and names:
        writer.writerow(names)
    for row in rows:
        writer.writerow([emit.csv_cell(cell) if isinstance(cell, str) else cell for cell in row])


def _table(names: Sequence[str], rows: Iterable[Sequence[object]], output: Output) -> str:
    from tabulate import tabulate  # type: ignore[import-untyped]  # it ships no types

    safe = emit.md if output.fmt in _MARKDOWN else emit.line
    shown = [[safe(cell) if isinstance(cell, str) else cell for cell in row] for row in rows]
    texts = [place for place in range(len(names)) if any(isinstance(row[place], str) for row in shown)]
    headers = list(names) if output.headers else ()
    # Texts that look like numbers ("1e5", "007") stay the texts they are.
    return str(tabulate(shown, headers=headers, tablefmt=output.fmt, disable_numparse=texts))
