"""`probe` and `pages`: a first look at a site without a database, and what is watched and why."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import click

from lexdelta import exits
from lexdelta.cli import App, pass_app
from lexdelta.commands.writing import STANDARD_OUTPUT
from lexdelta.emit import line
from lexdelta.output import Output, output_options

_MOST_NAMES = 30


@click.command(short_help="Look at the site once, and say what to do next.")
@click.argument("names", nargs=-1, metavar="[URL or PAGE]...")
@click.option("-o", "--output", "target", type=click.Path(path_type=Path), help="Keep all of it in this new zip.")
@click.option("--force", is_flag=True, help="Replace that zip if it is there.")
@click.option("--json", "as_json", is_flag=True, help="Output one JSON object.")
@pass_app
def probe(app: App, names: tuple[str, ...], target: Path | None, *, force: bool, as_json: bool) -> int:
    """Look at the site once, politely, and say how far the way is free and what to do next.

    Asks for robots.txt, the index and three profiles, or for the pages named (an address, peru.en, peru), one
    request each. No database is made or touched, and nothing tries to get round a challenge. Exit codes: 0 the way is
    free; 1 nothing could be reached; 3 a person must act; 78 the configuration cannot be used.
    """
    from lexdelta.output import emit_json
    from lexdelta.probe.packing import write_zip
    from lexdelta.probe.probing import probe as look
    from lexdelta.render.probe import render_probe
    from lexdelta.render.probe_json import probe_json

    config = app.load()
    if len(names) > _MOST_NAMES:
        raise click.UsageError(f"At most {_MOST_NAMES} pages are looked at at once: this is a first look, not a run.")
    if target:
        _require_room(target, force=force)
    found = look(config, names, _asking if sys.stderr.isatty() and not as_json else _silent)
    if target:
        _kept(target, lambda: write_zip(target, found, force=force))
    if as_json:
        emit_json(probe_json(found))
    else:
        sys.stdout.write(render_probe(found, colour=app.colored()))
    return found.advice.exit_code


@click.command(short_help="List what is watched, and why.")
@output_options
@pass_app
def pages(app: App, output: Output) -> int:
    """List the pages that are watched, and why: known to the layout, configured, added by an index, or imported.

    With what the last check of each ended in, and where its country stands. Asks nothing, and needs no database.
    """
    from lexdelta.output import Output as Chosen
    from lexdelta.output import emit_rows
    from lexdelta.watchlist import COLUMNS, watch_rows

    rows = watch_rows(app.load())
    emit_rows(rows, output if output.format else Chosen("table"), COLUMNS)
    return exits.DONE


def _require_room(target: Path, *, force: bool) -> None:
    """Whether the zip can be written is asked before the site is."""
    if str(target) == STANDARD_OUTPUT:
        raise click.UsageError("Standard output is for what the probe says: name a file for the zip.")
    if target.is_dir() or (target.exists() and not force):
        raise click.UsageError(f"{target} exists already; it was left as it is.")
    if not target.parent.is_dir():
        raise click.UsageError(f"{target.parent} is no folder.")


def _kept(target: Path, write: Callable[[], None]) -> None:
    try:
        write()
    except FileExistsError as error:
        raise click.UsageError(f"{target} exists already; it was left as it is.") from error
    except OSError as error:
        raise exits.Failed(f"{target} cannot be written: {error.strerror}.") from error
    click.echo(f"All of it is kept in {line(str(target))}.", err=True)


def _asking(url: str) -> None:
    click.echo(f"asking for {line(url)}", err=True)


def _silent(url: str) -> None:
    del url
