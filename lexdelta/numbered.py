"""Pages known by a number only: looked at like any other, and given to the country that their title names.

What arrived is kept under the number first, so that it is evidence before anything reads it; when it is accepted as
the country's page, the run's commit keeps it under that page too, and the address as one of the page's.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from sqlite_utils import Database

from lexdelta.judging import Eyes, Finding, Known, Naming, judge_capture, unreadable
from lexdelta.remembering import recall
from lexdelta.watching import merged
from scraper.capture import Capture
from scraper.errors import ReadError
from scraper.layout import Layout
from scraper.page import Page, addressed, canonical, is_of, titled
from storage import captures, checks, pages, snapshots


def known_as(db: Database | None, found: Iterable[Page], layout: Layout) -> tuple[Page, ...]:
    """The pages, each once, the unnamed ones as whose they turned out to be in an earlier run (None: no run yet)."""
    listed = tuple(found)
    names: dict[str, Page] = {}
    if db and any(page.kind == "unnamed" for page in listed):
        for url, page in pages.addresses(db):
            at = addressed(url, layout) if is_of(page, layout) else None
            if at and at.kind == "unnamed":
                names[at.key] = page
    return merged((), (_as(page, names.get(page.key)) for page in listed))


def _as(page: Page, known: Page | None) -> Page:
    return replace(page, key=known.key, country=known.country, kind="profile") if known else page


def judge_unnamed(
    db: Database, page: Page, capture: Capture, capture_id: int, eyes: Eyes, by: str | None = None
) -> Finding:
    """One look at an unnamed page: what it means for the page of the country its title names, when it is accepted as
    that; else a finding about the unnamed page, with the reasons."""
    try:
        named = titled(page, eyes.examine(capture, eyes.layout).profile.title, eyes.layout)
        if named is None:
            return judge_capture(page, capture, capture_id, Known(), eyes)
        known = _also_at(recall(db, named, eyes), capture, eyes.layout)
    except ReadError as error:
        return unreadable(page, capture, capture_id, error)
    finding = judge_capture(named, capture, capture_id, known, eyes, by)
    if not finding.verified:
        return replace(finding, page=page)
    naming = Naming(page, capture.at, capture_id, eyes.layout.name, eyes.layout.country(named.country))
    return replace(finding, named=(naming,))


def _also_at(known: Known, capture: Capture, layout: Layout) -> Known:
    """A number may lead on to an address whose slug tells no country: the title does."""
    at = canonical(capture.final_url, layout)
    leads_on = at is not None and layout.country(at.country) is None
    return replace(known, addresses=known.addresses | {capture.final_url}) if leads_on else known


def one_each(findings: Iterable[Finding]) -> tuple[list[Finding], list[Finding]]:
    """The findings with one for each page, where its first one stood, and those that another took the place of.

    What was asked for by the page's own address counts before what only turned out to be it, unless it failed.
    """
    kept: dict[str, Finding] = {}
    replaced: list[Finding] = []
    for finding in findings:
        other = kept.setdefault(finding.page.key, finding)
        if other is finding:
            continue
        best, rest = (finding, other) if _rank(finding) > _rank(other) else (other, finding)
        kept[finding.page.key] = replace(best, named=(*other.named, *finding.named))
        replaced += [] if rest.named else [rest]
    return list(kept.values()), replaced


def _rank(finding: Finding) -> tuple[bool, bool]:
    return (finding.verified, not finding.named)


def names_in(findings: Iterable[Finding]) -> dict[str, Page]:
    """Whom the numbers that got a name in this run mean: key of the unnamed page -> the page it is."""
    return {naming.page.key: f.page for f in findings if f.verified for naming in f.named}


def settle(db: Database, findings: Iterable[Finding], at: datetime) -> tuple[Finding, ...]:
    """Write down the pages that got a name, with the capture that named them; the findings as they are now recorded:
    what was doubted after all is about the unnamed page. Inside the transaction of the run."""
    return tuple(_settled(db, finding, at) for finding in findings)


def _settled(db: Database, finding: Finding, at: datetime) -> Finding:
    naming = next((naming for naming in finding.named if naming.capture_id == finding.capture_id), None)
    if naming is None:
        return finding
    if not finding.verified:
        return replace(finding, page=naming.page, named=tuple(n for n in finding.named if n is not naming))
    pages.ensure(db, finding.page, naming.layout, naming.country, at)
    return replace(finding, capture_id=captures.keep_under(db, naming.capture_id, finding.page.key))


def record(db: Database, run: int, finding: Finding) -> None:
    """The checks of the unnamed pages that turned out to be this one, and their addresses as its; after its own."""
    current = snapshots.latest_ids(db, finding.page.key) if finding.verified else None
    for naming in finding.named:
        key, of = naming.page.key, finding.page.key
        if current is None:
            checks.save(db, run, key, naming.at, "quarantined", capture=naming.capture_id, reasons=finding.reasons)
            continue
        reasons = (("named", f"Its title names the country of {of}: from now on it is that page."),)
        checks.save(db, run, key, naming.at, "first", capture=naming.capture_id, snapshot=current[0], reasons=reasons)
        pages.add_alias(db, of, naming.page.url, finding.at)
