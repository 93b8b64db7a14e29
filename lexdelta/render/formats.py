"""The formats a report can have, by name; each brings what it needs only when it is asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from lexdelta.report import Report

DEFAULT_WIDTH = 100


@dataclass(frozen=True, slots=True)
class Shown:
    """How text looks on its way out: `colour` and `width` (characters, None for the usual) are for `text`, `bom` for
    `csv`."""

    colour: bool = False
    width: int | None = None
    bom: bool = False


def rendered(report: Report, kind: str, shown: Shown = Shown()) -> str:
    """The report as `text`, `md`, `html`, `json`, `atom` or `csv`; KeyError for another kind.

    Raises ZoneInfoNotFoundError for a time zone nobody knows, and ModuleNotFoundError where `atom` lacks feedgen.
    """
    return _RENDERINGS[kind](report, shown)


def _text(report: Report, shown: Shown) -> str:
    from lexdelta.render.text import render_text

    return render_text(report, colour=shown.colour, width=shown.width or DEFAULT_WIDTH)


def _markdown(report: Report, shown: Shown) -> str:
    del shown
    from lexdelta.render.markdown import render_markdown

    return render_markdown(report)


def _html(report: Report, shown: Shown) -> str:
    del shown
    from lexdelta.render.html import render_html

    return render_html(report)


def _json(report: Report, shown: Shown) -> str:
    del shown
    from lexdelta.output import document
    from lexdelta.render.json import report_json

    return document(report_json(report))


def _atom(report: Report, shown: Shown) -> str:
    del shown
    from lexdelta.render.atom import render_atom

    return render_atom(report)


def _csv(report: Report, shown: Shown) -> str:
    from lexdelta.render.table import render_csv

    return render_csv(report, bom=shown.bom)


_RENDERINGS: dict[str, Callable[[Report, Shown], str]] = {
    "text": _text,
    "md": _markdown,
    "html": _html,
    "json": _json,
    "atom": _atom,
    "csv": _csv,
}
FORMATS = tuple(_RENDERINGS)
