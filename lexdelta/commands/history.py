"""`changes`, `log`, `show` and `raw`: what the database remembers."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from lexdelta import exits
from lexdelta.cli import App, pass_app
from lexdelta.commands.writing import output_file
from lexdelta.output import Output, output_options

if TYPE_CHECKING:
    from sqlite_utils import Database

NUMBER = click.IntRange(1, 2**62)
LEAST = click.Choice(["substantive", "editorial", "cosmetic", "template"])


@contextmanager
def opened(app: App) -> Iterator[Database]:
    """The database of the configuration, only to read."""
    from storage.database import open_existing

    db = open_existing(app.load().store.path)
    try:
        yield db
    finally:
        db.close()


@click.command(short_help="List what changed.")
@click.option("--since", metavar="WHEN", help="From then on: 7d, 12h, a date or a time (UTC).")
@click.option("--until", metavar="WHEN", help="Up to then, the end of a bare date's day.")
@click.option("--page", metavar="PAGE", help="Only this page.")
@click.option("--run", "run_id", type=NUMBER, metavar="N", help="Only what that run found or settled.")
@click.option("--least", type=LEAST, default="substantive", show_default=True, help="The lowest significance listed.")
@click.option("--all-states", is_flag=True, help="Provisional, held, withdrawn and dismissed ones too.")
@output_options
@pass_app
def changes(
    app: App,
    since: str | None,
    until: str | None,
    page: str | None,
    run_id: int | None,
    least: str,
    output: Output,
    *,
    all_states: bool,
) -> int:
    """List what changed, newest last; as text, or as rows with one of the output options."""
    from lexdelta.listing import Wanted, listed
    from lexdelta.output import emit_rows
    from lexdelta.render.changes import render_changes
    from lexdelta.render.json import change_json

    with opened(app) as db:
        found = listed(db, Wanted(since, until, page, run_id, least, all_states=all_states))
    if output.format is None:
        sys.stdout.write(render_changes(found, colour=app.colored()))
    else:
        emit_rows((change_json(change) for change in found), output)
    return exits.DONE


@click.command(short_help="List one page's checks and snapshots.")
@click.argument("page")
@click.option("--limit", type=NUMBER, default=30, show_default=True, help="At most so many, newest first.")
@output_options
@pass_app
def log(app: App, page: str, limit: int, output: Output) -> int:
    """List the checks of a page, newest first: when, how each ended, and the snapshot it made or confirmed."""
    from lexdelta.listing import check_rows
    from lexdelta.output import Output as Chosen
    from lexdelta.output import emit_rows

    with opened(app) as db:
        rows = list(check_rows(db, page, limit))
    emit_rows(rows, output if output.format else Chosen("table"))
    return exits.DONE


@click.command(short_help="Show what a page said, now or then.")
@click.argument("page")
@click.option("--at", metavar="DATE", help="As of the end of that day, or of that moment (UTC).")
@click.option("--json", "as_json", is_flag=True, help="Output JSON.")
@pass_app
def show(app: App, page: str, at: str | None, *, as_json: bool) -> int:
    """Show what a page said: its newest snapshot, `peru@3`, or what it said on a day with --at."""
    from lexdelta.listing import snapshot_json, snapshot_text
    from lexdelta.output import emit_json
    from lexdelta.states import find

    with opened(app) as db:
        snapshot = find(db, f"{page}@{at}" if at else page)
        if as_json:
            emit_json(snapshot_json(db, snapshot))
        else:
            sys.stdout.write(snapshot_text(db, snapshot, colour=app.colored()))
    return exits.DONE


@click.command(short_help="Write out the bytes of a capture as they arrived.")
@click.argument("capture")
@output_file("Into this new file; - is standard output.")
@click.option("--headers", is_flag=True, help="Write what is known of the answer instead, as JSON.")
@pass_app
def raw(app: App, capture: str, target: Path | None, *, headers: bool) -> int:
    """Write out the bytes of CAPTURE, an id or the first digits of a digest, exactly as they were archived.

    A page's bytes are not safe to show on a terminal: they go to a file, or down a pipe.
    """
    from lexdelta.listing import capture_json, capture_named
    from lexdelta.output import emit_json

    with opened(app) as db:
        found = capture_named(db, capture)
    if headers:
        emit_json(capture_json(found))
    elif target:
        _write_new(target, found.body)
    elif sys.stdout.isatty():
        raise click.UsageError("These bytes may hold anything: name a file with -o, or send them down a pipe.")
    else:
        sys.stdout.buffer.write(found.body)
    return exits.DONE


def _write_new(path: Path, body: bytes) -> None:
    try:
        with path.open("xb") as file:
            file.write(body)
    except FileExistsError as error:
        raise click.UsageError(f"{path} exists already; it was left as it is.") from error
    except OSError as error:
        raise exits.Failed(f"{path} cannot be written: {error.strerror}.") from error
