"""Whether all is well, for somebody who is not looking: what needs a person, and what `status` answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlite_utils import Database

from lexdelta import exits, gathering
from lexdelta.emit import line
from lexdelta.report import SCHEMA_VERSION, Report
from lexdelta.settings import Config
from storage import deliveries, runs


@dataclass(frozen=True, slots=True)
class Health:
    """What `status` says: the last run's report, None before any run; `problems` are sentences, () when all is well;
    `code` the exit code that says the same."""

    report: Report | None
    finished_at: datetime | None
    problems: tuple[str, ...]
    code: int


def needs_a_person(db: Database, config: Config, report: Report) -> tuple[str, ...]:
    """What nobody but a person can mend, as sentences: coverage or age below what [health] asks, something held, a
    delivery given up. Undecided changes alone are none."""
    coverage, health = report.coverage, config.health
    found = []
    if coverage.pages and coverage.verified < health.min_coverage * coverage.pages:
        wanted = f"[health] min_coverage is {health.min_coverage:.0%}"
        found.append(f"Only {coverage.verified} of {coverage.pages} pages could be verified; {wanted}.")
    limit = report.end - timedelta(days=health.max_age_days)
    if coverage.oldest and coverage.oldest < limit:
        found.append(
            f"A page was last verified on {coverage.oldest:%Y-%m-%d}; [health] max_age_days is {health.max_age_days:g}."
        )
    found += [f"e{event.id} waits for a decision: {event.title}." for event in report.events if event.kind == "site"]
    found += [f"Delivery {item.id} was given up: {item.last_error}." for item in deliveries.dead(db)]
    return tuple(found)


def health_of(db: Database, config: Config, now: datetime) -> Health:
    """How things stand at `now` (aware, UTC), with the exit code that says so."""
    last = runs.latest(db, "run")
    if last is None:
        return Health(None, None, ("No run has finished yet.",), exits.FAILED)
    report = gathering.of_run(db, config, last)
    limit = timedelta(days=config.health.max_age_days)
    if now - last.finished_at > limit:
        late = f"The last run finished on {last.finished_at:%Y-%m-%d %H:%M} UTC, more than {limit.days} days ago."
        return Health(report, last.finished_at, (late, *needs_a_person(db, config, report)), exits.FAILED)
    problems = needs_a_person(db, config, report)
    return Health(report, last.finished_at, problems, exits.NEEDS_A_PERSON if problems else exits.DONE)


def health_json(health: Health) -> dict[str, object]:
    """What `status --json` prints; keys are stable."""
    report = health.report
    coverage = report.coverage if report else None
    return {
        "schema_version": SCHEMA_VERSION,
        "healthy": health.code == exits.DONE,
        "problems": list(health.problems),
        "run": report.run if report else None,
        "finished_at": health.finished_at,
        "pages": coverage.pages if coverage else 0,
        "verified": coverage.verified if coverage else 0,
        "oldest_verification": coverage.oldest if coverage else None,
        "quarantined": coverage.quarantined if coverage else 0,
        "provisional": len(report.unsure) if report else 0,
        "events": [f"e{event.id}" for event in report.events] if report else [],
        "new_wording": [{"page": page, "text": text} for page, text in report.labels] if report else [],
        "chain": {"run": report.chain_run, "head": report.chain_head} if report else None,
    }


def health_text(health: Health) -> str:
    """What `status` prints: the verdict first, then what it rests on."""
    lines = ["Healthy." if health.code == exits.DONE else "Not healthy."]
    lines += [f"  {line(problem)}" for problem in health.problems]
    if health.report and health.finished_at:
        coverage = health.report.coverage
        lines.append(f"Last run       {health.report.run}, finished {health.finished_at:%Y-%m-%d %H:%M} UTC")
        lines.append(f"Coverage       {coverage.verified} of {coverage.pages} pages verified")
        lines.append(f"Not yet sure   {len(health.report.unsure)}")
        lines += [
            f"Unknown        {line(u.page)}: {line(u.reason)} since {u.since:%Y-%m-%d}" for u in health.report.unknown
        ]
        lines += [f"New wording    {line(page)}: {line(text)}" for page, text in health.report.labels]
        lines.append(f"Chain          run {health.report.chain_run}, head {health.report.chain_head}")
    return "".join(f"{text}\n" for text in lines)
