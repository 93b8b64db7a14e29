"""`watch`: the schedule in the foreground."""

from __future__ import annotations

from collections.abc import Sequence

import click

from lexdelta.cli import App, pass_app


@click.command()
@pass_app
def watch(app: App) -> int:
    """Start `lexdelta run` on the schedules of config.toml (cron, UTC), until told to stop.

    One run at a time, each over every watch; between them, `lexdelta notify` when a digest is due. A start that was
    missed while this command was not running is made up for once, at the beginning. SIGTERM and Ctrl-C are passed on to
    the run; exit 143 and 130.
    """
    from datetime import UTC, datetime

    from lexdelta import logs, schedule
    from lexdelta.child import Child, lexdelta_command
    from lexdelta.config import require_contact
    from lexdelta.surroundings import last_run

    config = app.load()
    require_contact(config)
    logs.configure(verbose=True)
    file = ("--config", str(config.path)) if config.path else ()
    expressions = tuple(watched.schedule for watched in config.watch)
    digests = tuple(target.schedule for target in config.notify if target.when == "digest")

    def wanted() -> Sequence[str]:
        last, now = last_run(config.store.path), datetime.now(UTC)
        verb = "run" if schedule.is_for(expressions, digests, last, now) else "notify"
        return lexdelta_command(*file, "--color", app.color, verb)

    missed = schedule.overdue(expressions, last_run(config.store.path), datetime.now(UTC))
    return schedule.keep(Child(wanted), schedule.next_time(expressions + digests), at_once=missed)
