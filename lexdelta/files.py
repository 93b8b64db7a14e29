"""Report files and the Atom file, each written whole under another name and then renamed into place."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from lexdelta.render.html import render_html
from lexdelta.report import Report

TARGET = "files"
FEED = "feed"
MOST_ENTRIES = 100
"""How many of the newest changes stand in the Atom file."""


def write_report(folder: Path, report: Report, *, is_newest: bool) -> Path:
    """Write a run's report as HTML under its date and run, and as latest.html if it is; the dated file's path.

    Raises OSError when the folder cannot be made or written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    html = render_html(report)
    dated = folder / f"{report.end:%Y-%m-%d}-run-{report.run}.html"
    _replace(dated, html)
    if is_newest:
        _replace(folder / "latest.html", html)
    return dated


def write_feed(path: Path, report: Report) -> None:
    """Write the changes of a report as an Atom file. Raises OSError as above, ImportError without feedgen."""
    from lexdelta.render.atom import render_atom

    path.parent.mkdir(parents=True, exist_ok=True)
    _replace(path, render_atom(report))


def _replace(path: Path, text: str) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".tmp")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(0o644)
        Path(name).replace(path)
    finally:
        Path(name).unlink(missing_ok=True)
