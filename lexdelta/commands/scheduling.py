"""`watch`: the schedule in the foreground."""

from __future__ import annotations

import click

from lexdelta.cli import App, pass_app


@click.command()
@pass_app
def watch(app: App) -> int:
    """Start `lexdelta run` on the schedules of config.toml (cron, UTC), until told to stop.

    One run at a time, each over every watch. A start that was missed while this command was not running is made up
    for once, at the beginning. SIGTERM and Ctrl-C are passed on to the run; exit 143 and 130.
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
    missed = schedule.overdue(expressions, last_run(config.store.path), datetime.now(UTC))
    child = Child(lexdelta_command(*file, "--color", app.color, "run"))
    return schedule.keep(child, schedule.next_time(expressions), at_once=missed)
