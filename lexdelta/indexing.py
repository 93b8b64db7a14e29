"""The index of a watch: it adds pages and warns of missing ones; it never removes any."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from lexdelta.judging import Finding, Outcome, failed
from lexdelta.looking import Look
from scraper.capture import Capture
from scraper.discover import discover
from scraper.layout import Layout
from scraper.page import Page

BELIEVED_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class IndexFinding:
    """What one look at an index found: the profiles it lists, and the pages it listed last time and no longer does.

    `missing` and `listed` are () when the index could not be read.
    """

    finding: Finding
    listed: tuple[Page, ...] = ()
    missing: tuple[Page, ...] = ()


def judge_index(look: Look, last: Callable[[], Capture | None], layout: Layout) -> IndexFinding:
    """An index is believed when it lists profiles, and at least half as many as the last one that was believed;
    `last` loads that one, None before the first."""
    if look.error or look.capture is None:
        if look.error:
            error = look.error
            return IndexFinding(failed(look.page, look.at, error.code, str(error), error.status, look.capture_id))
        before = last()
        return IndexFinding(Finding(look.page, look.at, "not_modified"), discover(before, layout) if before else ())
    before = last()
    listed, earlier = discover(look.capture, layout), discover(before, layout) if before else ()
    reason = _doubt(listed, earlier)
    if reason:
        return IndexFinding(Finding(look.page, look.at, "quarantined", look.capture_id, (reason,)))
    keys = {page.key for page in listed}
    outcome: Outcome = "first" if not before else "unchanged" if keys == {p.key for p in earlier} else "changed"
    gone = tuple(page for page in earlier if page.key not in keys)
    return IndexFinding(Finding(look.page, look.at, outcome, look.capture_id), listed, gone)


def _doubt(listed: tuple[Page, ...], earlier: tuple[Page, ...]) -> tuple[str, str] | None:
    if not listed:
        return ("no-profiles", "The index links to no profile.")
    if len(listed) < BELIEVED_SHARE * len(earlier):
        return ("shrunk", f"The index links to {len(listed)} profiles, {len(earlier)} before.")
    return None
