"""The second commit of a run: everything that was derived, in one transaction, or nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlite_utils import Database

from diffs.change import Change, is_removal
from diffs.classify import classify
from diffs.siblings import fingerprint, twin
from lexdelta import happenings, numbered
from lexdelta.indexing import IndexFinding
from lexdelta.judging import Finding
from lexdelta.returning import must_stand, takes_back
from lexdelta.sitewide import Sitewide
from storage import chain, changes, checks, deliveries, pages, returns, runs, snapshots
from storage.changes import ChangeState, Evidence, StoredChange

EDITIONS_APART = timedelta(days=14)
_TOLD: tuple[ChangeState, ...] = ("confirmed", "provisional", "held")


@dataclass(frozen=True, slots=True)
class Removals:
    """When a removal is believed: `captures` healthy looks that agree, the first and the last `hours` apart."""

    captures: int
    hours: float


@dataclass(frozen=True, slots=True)
class RunFacts:
    """What the runs table says of a run (times aware, UTC), and the names of who gets its report."""

    command: str
    targets: tuple[str, ...]
    version: str
    started_at: datetime
    finished_at: datetime


@dataclass(frozen=True, slots=True)
class Verdicts:
    """The judgement of a whole run: one finding a page, the attempts a second look replaced, the indexes, what the
    site did as a whole, and which changes are told with which edition's. A `partial` run says nothing of the site."""

    findings: Sequence[Finding]
    earlier: Sequence[Finding]
    indexes: Sequence[IndexFinding]
    sitewide: Sitewide
    told_with: Mapping[tuple[str, int], tuple[str, int]]
    removals: Removals
    partial: bool = False


@dataclass(frozen=True, slots=True)
class Recorded:
    """What was committed: the run's id, its findings, indexes first, and how many changes took which state in it."""

    run: int
    findings: Sequence[Finding]
    states: Counter[str]


@dataclass(frozen=True, slots=True)
class _Page:
    """What a page's changes point to: the finding, and the two sides of whatever it changed."""

    finding: Finding
    evidence: Evidence | None


def record(db: Database, facts: RunFacts, verdicts: Verdicts) -> Recorded:
    """Write one run with all it derived; the caller holds the transaction."""
    run, at = _save_run(db, facts, verdicts), facts.finished_at
    verdicts = replace(verdicts, findings=numbered.settle(db, verdicts.findings, at))
    of_indexes = [finding for found in verdicts.indexes for finding in (found.finding, *found.parts)]
    for finding in (*of_indexes, *verdicts.earlier):
        save_check(db, run, finding)
    sides = {finding.page.key: _save_page(db, run, finding) for finding in verdicts.findings}
    for finding in verdicts.findings:
        numbered.record(db, run, finding)
    states: Counter[str] = Counter()
    for finding in verdicts.findings:
        states += _settle(db, run, at, finding, verdicts.removals)
    states += _save_changes(db, run, at, verdicts, sides)
    happenings.record(db, run, at, verdicts)
    for target in facts.targets:
        deliveries.add(db, f"run-{run}-{target}", run, target, facts.finished_at)
    chain.append(db, "run", run, facts.finished_at)
    return Recorded(run, (*of_indexes, *verdicts.findings), states)


def _save_run(db: Database, facts: RunFacts, verdicts: Verdicts) -> int:
    return runs.save(
        db,
        command=facts.command,
        started_at=facts.started_at,
        finished_at=facts.finished_at,
        version=facts.version,
        pages=len(verdicts.findings),
        verified=sum(finding.verified for finding in verdicts.findings),
    )


def _save_page(db: Database, run: int, finding: Finding) -> _Page:
    """The page's check and, when it says something new, its snapshot."""
    page, before = finding.page.key, snapshots.latest_ids(db, finding.page.key)
    seen = checks.last_verified(db, page) if finding.changes else None
    if finding.outcome not in ("first", "changed") or finding.profile is None or finding.capture_id is None:
        after = before[0] if before else None
        save_check(db, run, finding, after if finding.verified else None)
    else:
        by = finding.accepted_by
        after = snapshots.save(db, page, finding.capture_id, run, finding.profile, finding.at, by)
        save_check(db, run, finding, after)
        pages.mark_accepted(db, page, finding.at)
    if finding.verified and finding.final_url:
        pages.add_alias(db, page, finding.final_url, finding.at)
        pages.move(db, page, finding.page.url, finding.at)
    if before is None or after is None or seen is None or finding.capture_id is None:
        return _Page(finding, None)
    return _Page(finding, Evidence(seen, finding.at, before[1], finding.capture_id, before[0], after))


def save_check(db: Database, run: int, finding: Finding, snapshot: int | None = None) -> None:
    """Write down what became of one look; `snapshot` is the state it made or confirmed, None for the current one."""
    checks.save(
        db,
        run,
        finding.page.key,
        finding.at,
        finding.outcome,
        capture=finding.capture_id,
        snapshot=snapshot,
        reasons=finding.reasons,
        text_digest=finding.text_digest,
    )


def _settle(db: Database, run: int, at: datetime, finding: Finding, removals: Removals) -> Counter[str]:
    """What waited: withdrawn when the page took it back, confirmed when looks far enough apart agree."""
    states: Counter[str] = Counter()
    removed = changes.waiting(db, finding.page.key)
    went_back = returns.untold(db, finding.page.key)
    for stored in (*removed, *went_back):
        if stored.id in finding.returned:
            changes.set_state(db, stored.id, "withdrawn", at, run=run)
            states["withdrawn"] += not stored.history
    for stored in removed:
        if stored.id in finding.still_missing and _is_certain(db, finding, stored, removals):
            changes.set_state(db, stored.id, "confirmed", at, run=run)
            states["confirmed"] += stored.told_with is None and not stored.history
    for stored in went_back:
        stands = finding.profile is not None and finding.verified and stored.id not in finding.returned
        if stands and _is_certain(db, finding, stored, removals, must_stand(db, stored)):
            changes.set_state(db, stored.id, "confirmed", at, run=run)
            states["confirmed"] += stored.told_with is None
    return states


def _is_certain(
    db: Database, finding: Finding, stored: StoredChange, removals: Removals, least: timedelta = timedelta(0)
) -> bool:
    """Whether what is provisional was seen often enough, over long enough."""
    if stored.state != "provisional":
        return False
    looks = checks.accepted_since(db, finding.page.key, stored.first_seen_new)
    apart = finding.at - stored.first_seen_new
    return looks >= removals.captures and apart >= max(timedelta(hours=removals.hours), least)


def _save_changes(db: Database, run: int, at: datetime, verdicts: Verdicts, sides: Mapping[str, _Page]) -> Counter[str]:
    """Every new change with its state; one that is told with another edition's comes after it."""
    states: Counter[str] = Counter()
    ids: dict[tuple[str, int], int] = {}
    found = [(f, n, change) for f in verdicts.findings for n, change in enumerate(f.changes)]
    held = happenings.Held(db, run, verdicts.sitewide.held)
    before = happenings.Past(db, run, verdicts.sitewide.past)
    for finding, number, change in sorted(found, key=lambda item: (item[0].page.key, item[1]) in verdicts.told_with):
        key = (finding.page.key, number)
        side = sides[finding.page.key].evidence
        if side is None:
            continue
        mark = fingerprint(change)
        leader = ids.get(verdicts.told_with.get(key, key)) or earlier_twin(db, run, finding, change)
        evidence = _evidence(db, finding.against[number], side)
        past = finding.outcome == "first"
        judgement = classify(change)
        ids[key] = changes.save(db, run, finding.page.key, change, judgement, mark, evidence, leader, history=past)
        of_site = before.state(mark, at) if past else held.state(mark, change, side.last_seen_old, at)
        state, event = of_site or (_first_state(db, finding, change, verdicts.removals), None)
        changes.set_state(db, ids[key], state, at, run=run, event=event)
        states[state] += leader is None and not past
    return states


def _first_state(db: Database, finding: Finding, change: Change, removals: Removals) -> ChangeState:
    past = finding.outcome == "first"
    waits = is_removal(change) or (not past and takes_back(db, finding.page.key, change, finding.at))
    return "provisional" if waits and removals.captures > 1 else "confirmed"


def earlier_twin(db: Database, run: int, finding: Finding, change: Change) -> int | None:
    """The same change of another edition of the profile, told within the last days: editions are not always in step."""
    page, mark = finding.page, twin(change)
    for stored in changes.find(db, country=page.country, since=finding.at - EDITIONS_APART, states=_TOLD):
        of_profile = stored.page == f"{page.profile}.{stored.language}" and stored.language != page.language
        known = not stored.history or finding.outcome == "first"  # news is never told with what nobody was told
        other = of_profile and known and stored.run != run and page.key not in stored.also_in
        if other and twin(changes.to_change(stored)) == mark:
            return stored.id
    return None


def _evidence(db: Database, against: int | None, side: Evidence) -> Evidence:
    """What differs inside a section that had been missing is shown by the capture from before it went."""
    if against is None:
        return side
    (before,) = changes.find(db, ids=(against,))
    return replace(
        side,
        last_seen_old=before.last_seen_old,
        capture_before=before.capture_before,
        snapshot_before=before.snapshot_before,
    )
