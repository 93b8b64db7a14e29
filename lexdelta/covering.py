"""Newest checks -> how much of what is watched is known, and what is not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

from lexdelta.reasons import in_short
from lexdelta.report import Coverage, Unknown
from storage.checks import VOUCHED
from storage.summaries import LastCheck


def coverage_of(checked: Sequence[LastCheck], gone: Collection[str]) -> Coverage:
    """How many of these pages were verified; `gone` are the keys of those that a person said are gone."""
    expected = [check for check in checked if check.outcome in VOUCHED or check.page not in gone]
    outcomes = Counter(check.outcome for check in expected)
    seen = [check.last_verified for check in expected]
    return Coverage(
        pages=len(checked),
        verified=sum(outcomes[outcome] for outcome in VOUCHED),
        failed=outcomes["failed"] + outcomes["gone"],
        quarantined=outcomes["quarantined"],
        oldest=None if not seen or None in seen else min(at for at in seen if at),
        gone=len(checked) - len(expected),
        archived=sum(check.outcome in VOUCHED and check.source != "live" for check in expected),
    )


def unknown(check: LastCheck, gone: Collection[str]) -> Unknown:
    """A page that could not be verified, for people: since when and why; with their own word where it is `gone`."""
    said = "gone by decision, " if check.page in gone else ""
    reason = said + (in_short(check.reasons) or check.outcome)
    quarantine = check.check if check.outcome == "quarantined" and not said else None
    return Unknown(check.page, check.country, reason, check.failing_since or check.at, quarantine)
