"""How much is known: what was verified, what was not looked at, and how firmly it may be said that nothing changed.

All texts are visible and on one line; nothing here is escaped for an output yet.
"""

from __future__ import annotations

from lexdelta.render.notes import clock, counted
from lexdelta.report import Report


def coverage(report: Report) -> str:
    """How much was verified: "70 of 72 pages verified"; "no page looked at" where nobody asked for any."""
    if not report.coverage.pages:
        return "no page looked at"
    return f"{report.coverage.verified:,} of {counted(report.coverage.pages, 'page')} verified"


def oldest(report: Report) -> str:
    """When the page longest without one was verified; "" when nothing is watched."""
    if not report.coverage.pages:
        return ""
    if report.coverage.oldest is None:
        return "some pages were never verified"
    at, moment = clock(report), report.coverage.oldest
    return f"oldest verification {at.minute(moment)} {at.zone_name(moment)}"


def nothing_changed(report: Report) -> str:
    """That nothing changed, no more firmly than it is known; "" when there are changes or an inventory."""
    if report.changes or report.inventory:
        return ""
    if not report.coverage.pages:
        return _nobody_looked(report)
    if not report.coverage.verified:
        return "No page could be verified, so nothing is known about changes."
    where = "" if report.coverage.verified == report.coverage.pages else f" on the {coverage(report)}"
    what = f"Nothing of {report.least} weight" if any(number for _, number in report.rest) else "Nothing"
    certain = (" for certain" if report.unsure or report.events else "") + (" and stayed so" if report.vanished else "")
    return ". ".join(filter(None, (f"{what} changed{certain}{where}", _sentence(oldest(report))))) + "."


def _nobody_looked(report: Report) -> str:
    """That no page was asked for, and when one was, or what an import brought meanwhile."""
    at, times = clock(report), report.unlooked
    when = " in this period" if report.run is None else ""
    said = [f"No page was looked at{when}, so nothing is known about changes."]
    if times and times.look:
        said.append(f"The last look was on {at.minute(times.look)} {at.zone_name(times.look)}.")
    elif times:
        said.append("There was no look yet: lexdelta run makes one.")
    if times and times.imported:
        said.append(f"The last import ended on {at.minute(times.imported)} {at.zone_name(times.imported)}.")
    return " ".join(said)


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
