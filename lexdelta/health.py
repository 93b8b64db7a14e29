"""Whether all is well, for somebody who is not looking: what needs a person, and what `status` answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlite_utils import Database

from lexdelta import exits, gathering
from lexdelta.emit import line
from lexdelta.render import known, notes
from lexdelta.render.json import wordings_json
from lexdelta.report import SCHEMA_VERSION, Report
from lexdelta.settings import Config
from lexdelta.watching import is_left_out
from storage import deliveries, events, runs, summaries
from storage.deliveries import Delivery

MOST_NAMES = 5


@dataclass(frozen=True, slots=True)
class Health:
    """What `status` says: the report of the days that count, the last run and when it finished, None before any;
    `problems` are sentences, () when all is well; `code` the exit code that says the same;
    `waiting` and `given_up` are what the outbox still owes."""

    report: Report | None
    run: int | None
    finished_at: datetime | None
    problems: tuple[str, ...]
    code: int
    waiting: tuple[Delivery, ...] = ()
    given_up: tuple[Delivery, ...] = ()


@dataclass(frozen=True, slots=True)
class Need:
    """One thing that nobody but a person can mend: a key that stays the same while it lasts, and a sentence."""

    key: str
    sentence: str


def needs_a_person(db: Database, config: Config, report: Report) -> tuple[str, ...]:
    """What nobody but a person can mend, as sentences: coverage or age below what [health] asks, something held, a
    delivery given up, a page that is gone as long as nobody said so. Undecided changes alone are none."""
    return tuple(need.sentence for need in needs_of(db, config, report))


def needs_of(db: Database, config: Config, report: Report) -> tuple[Need, ...]:
    """The same, each under its key: "coverage", "age", "e3" for an event, "delivery:mail" for a target."""
    coverage, health = report.coverage, config.health
    found = []
    if coverage.verified < health.min_coverage * coverage.expected:
        wanted = f"[health] min_coverage is {health.min_coverage:.0%}"
        said = f"Only {coverage.verified} of {coverage.expected} pages could be verified; {wanted}."
        found.append(Need("coverage", said))
    days = health.max_age_days
    old = _too_old(db, config, report.end - timedelta(days=days))
    if old:
        names = ", ".join(old[:MOST_NAMES]) + (f" and {len(old) - MOST_NAMES} more" if len(old) > MOST_NAMES else "")
        found.append(Need("age", f"Not verified for more than {days:g} days ([health] max_age_days): {names}."))
    waiting = (event for event in report.events if event.kind in ("site", "gone"))
    found += [Need(f"e{event.id}", f"e{event.id} waits for a decision: {event.title}.") for event in waiting]
    return (*found, *(Need(f"delivery:{name}", said) for name, said in deliveries.given_up(db)))


def _too_old(db: Database, config: Config, since: datetime) -> list[str]:
    """The pages last verified before then; not those that are gone, which is a need of its own until a person said so,
    and none afterwards."""
    gone = events.ended_by_people(db, "gone") | set(events.open_fingerprints(db, "gone"))
    return [page for page in summaries.stale(db, since) if page not in gone and not is_left_out(config, page)]


def health_of(db: Database, config: Config, now: datetime) -> Health:
    """How things stand at `now` (aware, UTC), with the exit code that says so.

    A page counts by its newest check within the days that [health] allows, whichever run made it: a run over one page
    says nothing about the others.
    """
    last = runs.latest(db, "run")
    if last is None:
        return Health(None, None, None, ("No run has finished yet.",), exits.FAILED)
    limit = timedelta(days=config.health.max_age_days)
    report = gathering.of_period(db, config, now - limit, now)
    problems = needs_a_person(db, config, report)
    code = exits.NEEDS_A_PERSON if problems else exits.DONE
    if now - last.finished_at > limit:
        days = f"more than {config.health.max_age_days:g} days ago"
        late = f"The last run finished on {last.finished_at:%Y-%m-%d %H:%M} UTC, {days}."
        problems, code = (late, *problems), exits.FAILED
    owed = (deliveries.waiting(db), deliveries.dead(db))
    return Health(report, last.id, last.finished_at, problems, code, *owed)


def health_json(health: Health) -> dict[str, object]:
    """What `status --json` prints; keys are stable."""
    report = health.report
    coverage = report.coverage if report else None
    return {
        "schema_version": SCHEMA_VERSION,
        "healthy": health.code == exits.DONE,
        "problems": list(health.problems),
        "run": health.run,
        "finished_at": health.finished_at,
        "pages": coverage.pages if coverage else 0,
        "verified": coverage.verified if coverage else 0,
        "oldest_verification": coverage.oldest if coverage else None,
        "quarantined": coverage.quarantined if coverage else 0,
        "provisional": len(report.unsure) if report else 0,
        "events": [f"e{event.id}" for event in report.events] if report else [],
        **(wordings_json(report) if report else {"new_wording": [], "new_headings": []}),
        "deliveries": {
            "waiting": [_owed(item) for item in health.waiting],
            "given_up": [_owed(item) for item in health.given_up],
        },
        "chain": {"run": report.chain_run, "head": report.chain_head} if report else None,
    }


def _owed(item: Delivery) -> dict[str, object]:
    return {
        "id": item.id,
        "target": item.target,
        "tries": item.tries,
        "next_try_at": item.next_try_at,
        "last_error": item.last_error,
    }


def health_text(health: Health) -> str:
    """What `status` prints: the verdict first, then what it rests on."""
    lines = ["Healthy." if health.code == exits.DONE else "Not healthy."]
    lines += [f"  {line(problem)}" for problem in health.problems]
    if health.report and health.finished_at:
        lines.append(f"Last run       {health.run}, finished {health.finished_at:%Y-%m-%d %H:%M} UTC")
        lines.append(f"Coverage       {known.coverage(health.report)}")
        lines.append(f"Not yet sure   {len(health.report.unsure)}")
        lines += [
            f"Unknown        {line(u.page)}: {line(u.reason)} since {u.since:%Y-%m-%d}" for u in health.report.unknown
        ]
        told = [*notes.wordings(health.report), *notes.verbatim(health.report, notes.NEW_WORDING)]
        lines += [f"{'' if number else 'New wording':<15}{text}" for number, text in enumerate(told)]
        lines += [f"Not delivered  {line(_waits(item))}" for item in health.waiting]
        lines.append(f"Chain          run {health.report.chain_run}, head {health.report.chain_head}")
    return "".join(f"{text}\n" for text in lines)


def _waits(item: Delivery) -> str:
    due = f"next try {item.next_try_at:%Y-%m-%d %H:%M} UTC" if item.next_try_at else ""
    return f"{item.id}: {item.last_error or 'not tried yet'}; {item.tries} tries, {due}"
