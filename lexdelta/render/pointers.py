"""What to type to see what a report has no room for."""

from __future__ import annotations

import shlex
from datetime import datetime

from diffs.change import Significance
from lexdelta.render.excerpt import cut
from lexdelta.report import Report


def command(report: Report, least: Significance) -> str:
    """The command that lists the changes of a report down to that weight, whenever it is read.

    A report that was narrowed is asked for again, as narrow: `changes` lists those of all countries and sections.
    """
    narrowed = _narrowed(report)
    return " ".join((f"lexdelta {'report' if narrowed else 'changes'} --least {least}", _when(report), *narrowed))


def _when(report: Report) -> str:
    if report.run is not None:
        return f"--run {report.run}"
    return f"--since {_moment(report.start, '00:00:00')} --until {_moment(report.end, '23:59:59')}"


def _moment(at: datetime, implied: str) -> str:
    """A date alone where the option takes it for this moment, else the time as well, UTC."""
    if f"{at:%H:%M:%S}" == implied:
        return f"{at:%Y-%m-%d}"
    return f"{at:%Y-%m-%dT%H:%M:%SZ}" if at.second else f"{at:%Y-%m-%dT%H:%MZ}"


def _narrowed(report: Report) -> list[str]:
    scope = report.scope
    parts = (("--country", scope.countries), ("--region", scope.regions), ("--section", scope.sections))
    return [f"{option} {shlex.quote(cut(name, 80))}" for option, names in parts for name in names]
