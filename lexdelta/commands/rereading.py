"""`reread`: derive again from the archive with today's layouts."""

from __future__ import annotations

import sys

import click

from lexdelta import exits
from lexdelta.cli import App, pass_app


@click.command(short_help="Read the archive again with today's layouts.")
@click.option("--workers", type=click.IntRange(1, 64), help="Processes that read; one a processor by default.")
@click.option("--dry-run", is_flag=True, help="Say what would read differently; write nothing.")
@click.option("--json", "as_json", is_flag=True, help="Output JSON.")
@pass_app
def reread(app: App, workers: int | None, *, dry_run: bool, as_json: bool) -> int:
    """Read every snapshot again whose reading is not today's: after an upgrade, or after naming a heading.

    Nobody is told of anything: what a better reading finds was never their change. Prints what reads differently now.
    """
    from lexdelta.lock import Held
    from lexdelta.output import emit_json
    from lexdelta.progress import reread_told
    from lexdelta.rereading import reread_all, summary, summary_json

    try:
        with reread_told(wanted=sys.stderr.isatty() and not as_json) as told:
            found = reread_all(app.load(), told, workers=workers, writes=not dry_run)
    except Held as held:
        click.echo(str(held), err=True)
        return exits.LOCKED
    if as_json:
        emit_json(summary_json(found))
    else:
        sys.stdout.write(summary(found))
    return exits.DONE if not any(item.problem for item in found) else exits.FAILED
