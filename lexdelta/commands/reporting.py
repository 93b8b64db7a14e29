"""`report`: the change report of a run or a period."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import click

from lexdelta import exits
from lexdelta.cli import App, pass_app
from lexdelta.commands.history import LEAST, NUMBER, opened
from lexdelta.commands.writing import output_file
from lexdelta.render.formats import FORMATS

_FOR_PEOPLE = ("text", "md")
_NARROWEST, _WIDEST = 40, 140


@click.command(short_help="Render the change report of a run or a period.")
@click.option("--since", metavar="WHEN", help="From then on: 7d (the default), 12h, a date or a time (UTC).")
@click.option("--until", metavar="WHEN", help="Up to then, the end of a bare date's day; now by default.")
@click.option("--run", "run_id", type=NUMBER, metavar="N", help="Of that run instead.")
@click.option("--country", "countries", multiple=True, metavar="COUNTRY", help="Only this country; repeatable.")
@click.option("--region", "regions", multiple=True, metavar="REGION", help="Only this region's countries; repeatable.")
@click.option("--section", "sections", multiple=True, metavar="KEY", help="Only this section; repeatable.")
@click.option("--least", type=LEAST, help="The lowest significance told in full, else [report] least.")
@click.option("--format", "kind", type=click.Choice(FORMATS), default="text", show_default=True)
@click.option("--bom", is_flag=True, help="Begin CSV with a byte order mark, which some spreadsheets need for accents.")
@output_file("Into this file; - is standard output.")
@pass_app
def report(
    app: App,
    since: str | None,
    until: str | None,
    run_id: int | None,
    countries: tuple[str, ...],
    regions: tuple[str, ...],
    sections: tuple[str, ...],
    least: str | None,
    kind: str,
    target: Path | None,
    *,
    bom: bool,
) -> int:
    """Render the change report of the last seven days, of another period, or of one run.

    In a period a change and its reversal are told by their number alone, and changes of one text that followed each
    other as one. Options of different kinds narrow each other; options of one kind add up.
    """
    from lexdelta.render.formats import Shown, rendered
    from lexdelta.reporting import Narrowed, Period, report_of

    if run_id is not None and (since or until):
        raise click.UsageError("--run goes without --since and --until.")
    if bom and kind != "csv":
        raise click.UsageError("--bom goes with --format csv.")
    with opened(app) as db:
        narrowed = Narrowed(countries, regions, sections, least)
        found = report_of(db, app.load(), Period(since, until, run_id), narrowed)
    shown = Shown(colour=app.colored() and target is None, width=_width() if target is None else None, bom=bom)
    try:
        text = rendered(found, kind, shown)
    except ModuleNotFoundError as error:
        raise exits.Failed(f"--format {kind} needs {error.name}: install lexdelta[notify].") from error
    if target:
        _write(target, text)
    else:
        _say(text, in_utf8=kind not in _FOR_PEOPLE)
    return exits.DONE


def _say(text: str, *, in_utf8: bool) -> None:
    """What programs read is UTF-8 whatever the terminal speaks; what people read is in the terminal's letters."""
    if in_utf8:
        sys.stdout.buffer.write(text.encode())
    else:
        sys.stdout.write(text)


def _width() -> int | None:
    """The width of the terminal as far as lines are read well; None where there is none, as in a mail from cron."""
    if not sys.stdout.isatty():
        return None
    return min(max(shutil.get_terminal_size().columns, _NARROWEST), _WIDEST)


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        raise exits.Failed(f"{path} cannot be written: {error.strerror}.") from error
