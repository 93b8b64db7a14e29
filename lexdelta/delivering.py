"""The outbox: deliver, then mark, so that a crash repeats at most one delivery and loses none."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from sqlite_utils import Database

from lexdelta import files, gathering
from lexdelta.settings import Config
from storage import deliveries, runs


def targets(config: Config) -> tuple[str, ...]:
    """The names of who gets a run's report."""
    return (files.TARGET,) if config.report.dir else ()


def deliver(db: Database, config: Config, clock: Callable[[], datetime]) -> tuple[str, ...]:
    """Deliver what is due; a sentence for each that failed. A failure waits in the outbox and never stops a run."""
    problems = []
    for delivery in deliveries.pending(db, clock()):
        run = runs.get(db, delivery.run)
        if run is None or config.report.dir is None:
            deliveries.done(db, delivery.id, clock())
            continue
        try:
            is_newest = runs.latest(db, "run") == run
            files.write_report(config.report.dir, gathering.of_run(db, config, run), is_newest=is_newest)
        except OSError as error:
            given_up = deliveries.failed(db, delivery.id, clock(), error.strerror or "unknown error")
            end = "given up" if given_up else "it waits in the outbox"
            where = f"The report of run {run.id} could not be written to {config.report.dir}"
            problems.append(f"{where}: {error.strerror}; {end}.")
        else:
            deliveries.done(db, delivery.id, clock())
    return tuple(problems)
