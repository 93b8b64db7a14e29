"""What to type to see what a report has no room for."""

from __future__ import annotations

import math
from datetime import timedelta

from lexdelta.report import Report


def which(report: Report) -> str:
    """The option by which `lexdelta changes` lists the same, also when the report is read days later."""
    return f"--run {report.run}" if report.run is not None else f"--since {days(report)}d"


def days(report: Report) -> int:
    """The length of the period in whole days, at least 1: what `--since` takes."""
    return max(1, math.ceil((report.end - report.start) / timedelta(days=1)))
