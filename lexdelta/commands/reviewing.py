"""`queue` and `decide`: what waits for a person, and the person's word."""

from __future__ import annotations

import click

from lexdelta import exits
from lexdelta.cli import App, pass_app
from lexdelta.commands.history import opened
from lexdelta.output import Output, output_options

_VERDICTS = click.Choice(["accept", "dismiss", "release", "gone"])


@click.command(short_help="List what waits for a person.")
@output_options
@pass_app
def queue(app: App, output: Output) -> int:
    """List what waits for a person: events that hold changes back, quarantined pages, changes nobody has looked at."""
    from lexdelta.deciding import queue_rows
    from lexdelta.output import Output as Chosen
    from lexdelta.output import emit_rows

    with opened(app) as db:
        rows = list(queue_rows(db))
    if not rows and output.format is None:
        click.echo("Nothing waits for a person.")
        return exits.DONE
    emit_rows(rows, output if output.format else Chosen("table"))
    return exits.DONE


@click.command(short_help="Record a person's decision.")
@click.argument("ids", nargs=-1, required=True, metavar="ID...")
@click.argument("verdict", type=_VERDICTS)
@click.option("--note", default="", help="Why, in your words.")
@click.option("--by", metavar="NAME", help="Who decides; your login name by default.")
@pass_app
def decide(app: App, ids: tuple[str, ...], verdict: str, note: str, by: str | None) -> int:
    """Record a decision about changes (1842), quarantined pages (q17) or events (e3).

    A change: accept, it leaves the queue; dismiss, it is told no more. A quarantined page: accept, its capture becomes
    a snapshot at the next run; dismiss, the same page asks no more; gone, the page is no more. An event: release, what
    it holds is told; accept, what it holds is dismissed as a change of template; gone, the page is no more. A page that
    is gone is still asked for and named in reports, but nobody waits for it, until it answers again.
    """
    import getpass
    from datetime import UTC, datetime

    from lexdelta.deciding import Decision, WrongPair
    from lexdelta.deciding import decide as record
    from storage.database import open_existing

    db = open_existing(app.load().store.path, read_only=False)
    chosen = next(v for v in ("accept", "dismiss", "release", "gone") if v == verdict)
    try:
        decision = Decision(chosen, _text(by or getpass.getuser()), _text(note), datetime.now(UTC))
        for sentence in record(db, ids, decision):
            click.echo(sentence)
    except WrongPair as wrong:
        raise click.UsageError(str(wrong)) from wrong
    finally:
        db.close()
    return exits.DONE


def _text(words: str) -> str:
    """Bytes of the command line that are no UTF-8 become question marks: the database keeps text."""
    return words.encode("utf-8", "replace").decode()
