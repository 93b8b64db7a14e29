"""`import`: history from archives."""

from __future__ import annotations

import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from lexdelta import exits
from lexdelta.cli import App, pass_app

if TYPE_CHECKING:
    from lexdelta.config import Config
    from lexdelta.history.importing import Source, Telling


@click.command("import", short_help="Take in saved pages and web archives as history.")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--wayback", is_flag=True, help="From the Wayback Machine instead: its index, then the bytes, slowly.")
@click.option("--page", "pages", multiple=True, metavar="PAGE", help="With --wayback only this page; repeatable.")
@click.option("--since", metavar="YEAR", help="With --wayback from then on: 2014, or 2014-06-01.")
@click.option(
    "--limit", type=click.IntRange(1, 100_000), default=1000, show_default=True, help="Captures added at most."
)
@click.option("--json", "as_json", is_flag=True, help="Output JSON.")
@pass_app
def import_(  # click hands every option over
    app: App,
    paths: tuple[Path, ...],
    wayback: bool,  # as above
    pages: tuple[str, ...],
    since: str | None,
    limit: int,
    as_json: bool,  # as above
) -> int:
    """Take in history: saved HTML files, folders of them, MHTML, WARC (plain or gzip) and zip files; or an archive.

    Each page is dated by a manifest (manifest.csv with file, url, at), by its record, by its name or folder, or by the
    file's own date. What is taken in passes the same gate as what is fetched, is listed by `log`, `changes` and
    `report --since`, and is told to nobody. What is newer than the last look at its page waits for the next run.
    """
    from lexdelta.committing import Tries
    from lexdelta.emit import line
    from lexdelta.history.importing import Telling, from_paths, import_all, summary, summary_json
    from lexdelta.lock import Held
    from lexdelta.output import emit_json
    from lexdelta.progress import import_told

    if wayback == bool(paths) or (not wayback and (pages or since)):
        raise click.UsageError("Name files and folders, or ask for --wayback (with --page and --since).")
    config = app.load()
    try:
        with import_told(wanted=sys.stderr.isatty() and not as_json) as (taken, judged):
            tries = Tries(time.sleep, lambda sentence: click.echo(sentence, err=True))
            telling = Telling(taken, judged, tries)
            source = _archive(config, pages, since, limit, telling) if wayback else from_paths(paths, telling)
            found = import_all(config, source, telling, lambda: datetime.now(UTC))
    except Held as held:
        click.echo(str(held), err=True)
        return exits.LOCKED
    except (KeyboardInterrupt, SystemExit):
        click.echo("Stopped: what was archived is kept, and the same import goes on from there.", err=True)
        raise
    if as_json:
        emit_json(summary_json(found))
    else:
        sys.stdout.write(summary(found))
    if found.unpublished:
        click.echo(line(found.unpublished), err=True)
        return exits.FAILED
    nothing = not found.taken.new and not found.taken.known
    return exits.FAILED if nothing and found.taken.troubles else exits.DONE


def _archive(config: Config, names: tuple[str, ...], since: str | None, limit: int, telling: Telling) -> Source:
    """The archive as a source, once it is clear that it may be asked and what for."""
    from lexdelta.config import require_contact
    from lexdelta.history.backfill import Wanted, from_archive
    from lexdelta.planning import archived_as

    require_contact(config, [config.archive.url])
    digits = (since or "").replace("-", "")
    if (not digits.isdecimal() and since) or len(digits) > 14:
        raise click.BadParameter("a year, or a date such as 2014-06-01", param_hint="--since")
    keys = frozenset().union(*(archived_as(config, name) for name in names))
    return from_archive(config, Wanted(config.archive.url.rstrip("/"), keys, digits, limit), telling.taken)
