"""`run`: the cron entry."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from lexdelta import exits
from lexdelta.cli import App, pass_app

if TYPE_CHECKING:
    from lexdelta.running import Finished


@click.command(short_help="Check every watched page once: the entry for cron.")
@click.option("--page", "pages", multiple=True, metavar="KEY", help="Only this page (peru.en, or peru); repeatable.")
@click.option("--json", "as_json", is_flag=True, help="Output what the run did as JSON.")
@click.option("--dry-run", is_flag=True, help="Say what would be asked for; ask nothing, write nothing.")
@click.option("--strict", is_flag=True, help="Exit with 3 when any page failed or was quarantined.")
@click.option("--fail-on-change", is_flag=True, help="Exit with 4 when anything changed (3 wins over 4).")
@pass_app
def run(app: App, pages: tuple[str, ...], *, as_json: bool, dry_run: bool, strict: bool, fail_on_change: bool) -> int:
    """Look at every watched page once, and say what changed.

    Says nothing when there is nothing new to tell, unless a terminal is watching. Exit codes: 0 done; 1 nothing
    could be checked, or nothing could be kept; 3 a person is needed; 4 changes (with --fail-on-change); 75 another
    run is going on; 78 the configuration cannot be used.
    """
    from lexdelta.lock import Held
    from lexdelta.planning import planned
    from lexdelta.progress import told
    from lexdelta.running import Asked, run_once

    config = app.load()
    if dry_run:
        sys.stdout.writelines(f"{text}\n" for text in planned(config, pages))
        return exits.DONE
    try:
        with told(wanted=sys.stderr.isatty() and not as_json) as telling:
            finished = run_once(config, Asked(pages, strict, fail_on_change), telling)
    except Held as held:
        click.echo(str(held), err=True)
        return exits.LOCKED
    _tell(app, finished, as_json=as_json)
    return finished.code


def _tell(app: App, finished: Finished, *, as_json: bool) -> None:
    from lexdelta.output import emit_json
    from lexdelta.render.text import render_text

    if as_json:
        emit_json(_json(finished))
    elif finished.code or sys.stdout.isatty() or finished.has_news:
        sys.stdout.write(render_text(finished.report, colour=app.colored()))
    if not finished.report.coverage.verified:
        for sentence in _why_nothing(finished):
            click.echo(sentence, err=True)


def _json(finished: Finished) -> dict[str, object]:
    from lexdelta.report import SCHEMA_VERSION

    report = finished.report
    return {
        "schema_version": SCHEMA_VERSION,
        "run": report.run,
        "pages": report.coverage.pages,
        "outcomes": dict(sorted(finished.outcomes.items())),
        "changes": len(report.changes) + sum(count for _, count in report.rest),
        "held": finished.states["held"],
        "provisional": finished.states["provisional"],
        "seconds": round(finished.seconds, 3),
    }


def _why_nothing(finished: Finished) -> list[str]:
    """One sentence for each reason, with how many pages it kept from being checked."""
    from lexdelta.emit import line
    from lexdelta.render.notes import counted

    if not finished.whys:
        return ["Nothing could be checked: no page is watched. Name some in [[watch]], or an index."]
    whys = [(counted(count, "page"), line(why)) for why, count in finished.whys.most_common()]
    told = [f"Nothing could be checked ({pages}): {why}" for pages, why in whys]
    return [*told, "`lexdelta probe` looks at the site once and says what to do."]
