"""`status`: whether all is well."""

from __future__ import annotations

import sys

import click

from lexdelta.cli import App, pass_app


@click.command(short_help="Say whether all is well, by exit code too.")
@click.option("--json", "as_json", is_flag=True, help="Output JSON.")
@pass_app
def status(app: App, *, as_json: bool) -> int:
    """Say whether all is well: 0 yes; 3 a person is needed; 1 no run finished in time, or the database is unreadable.

    The watcher of a watcher is another program: ask this from a monitor that notices when nobody answers.
    """
    from datetime import UTC, datetime

    from lexdelta.health import health_json, health_of, health_text
    from lexdelta.output import emit_json
    from storage.database import open_existing

    config = app.load()
    db = open_existing(config.store.path)
    try:
        health = health_of(db, config, datetime.now(UTC))
    finally:
        db.close()
    if as_json:
        emit_json(health_json(health))
    else:
        sys.stdout.write(health_text(health))
    return health.code
