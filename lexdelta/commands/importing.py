"""`import`: history from archives."""

from __future__ import annotations

import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import click

from lexdelta import exits
from lexdelta.cli import App, pass_app


@click.command("import", short_help="Take in saved pages and web archives as history.")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Output JSON.")
@pass_app
def import_(app: App, paths: tuple[Path, ...], *, as_json: bool) -> int:
    """Take in history: saved HTML files, folders of them, MHTML, WARC (plain or gzip) and zip files.

    Each page is dated by a manifest (manifest.csv with file, url, at), by its record, by its name or folder, or by the
    file's own date. What is taken in passes the same gate as what is fetched, is listed by `log`, `changes` and
    `report --since`, and is told to nobody.
    """
    from lexdelta.committing import Tries
    from lexdelta.importing import Telling, import_all, summary, summary_json
    from lexdelta.lock import Held
    from lexdelta.output import emit_json
    from lexdelta.progress import import_told

    try:
        with import_told(wanted=sys.stderr.isatty() and not as_json) as (taken, judged):
            tries = Tries(time.sleep, lambda sentence: click.echo(sentence, err=True))
            found = import_all(app.load(), paths, Telling(taken, judged, tries), lambda: datetime.now(UTC))
    except Held as held:
        click.echo(str(held), err=True)
        return exits.LOCKED
    if as_json:
        emit_json(summary_json(found))
    else:
        sys.stdout.write(summary(found))
    nothing = not found.taken.new and not found.taken.known
    return exits.FAILED if nothing and found.taken.troubles else exits.DONE
