"""`read` and `diff`: what saved or stored states of a page say, and what differs between two."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from lexdelta import exits
from lexdelta.cli import App, pass_app
from scraper.layouts.shipped import layout_names

if TYPE_CHECKING:
    from lexdelta.saved import Saved

_LAYOUT = click.Choice(layout_names())


@click.command(short_help="Read saved pages, without a database.")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--url", help="The address the page was saved from (one file).")
@click.option("--layout", type=_LAYOUT, default="octopus", show_default=True, help="How to read it.")
@click.option("--json", "as_json", is_flag=True, help="Output JSON: an object for one file, an array for several.")
@pass_app
def read(app: App, files: tuple[Path, ...], url: str | None, layout: str, *, as_json: bool) -> int:
    """Read saved pages and say what stands in them, and whether the gate would accept them.

    Exits with 1 when any file is not the profile page it should be.
    """
    from lexdelta.judging import Eyes
    from lexdelta.output import emit_json
    from lexdelta.saved import read_saved
    from lexdelta.watching import layout_named
    from scraper.errors import ReadError
    from scraper.sandbox import Sandbox

    if url and len(files) > 1:
        raise click.UsageError("--url goes with one file.")
    found: list[Saved] = []
    with Sandbox() as sandbox:
        eyes = Eyes(layout_named(layout, app.load()), sandbox.examine, sandbox.discover)
        for path in files:
            try:
                found.append(read_saved(path, eyes, url))
            except ReadError as error:
                click.echo(f"{_shown(path)}: {_line(str(error))}", err=True)
    if as_json:
        documents = [_json(saved) for saved in found]
        if documents or len(files) > 1:
            emit_json(documents if len(files) > 1 else documents[0])
    else:
        sys.stdout.write("\n".join(_text(saved, colour=app.colored()) for saved in found))
    accepted = len(found) == len(files) and all(saved.verdict.accepted for saved in found)
    return exits.DONE if accepted else exits.FAILED


@click.command(short_help="Show what changed between two states of a page.")
@click.argument("a")
@click.argument("b", required=False)
@click.option("--json", "as_json", is_flag=True, help="Output JSON: schema_version and changes.")
@pass_app
def diff(app: App, a: str, b: str | None, *, as_json: bool) -> int:
    """Show what changed between two states of a page.

    A state is a saved file, a page (`peru`: its newest snapshot), a snapshot (`peru@3`) or a day (`peru@2026-03-01`:
    what it said at the end of that day, UTC). One state of a page alone is compared with the one before it.
    """
    from lexdelta.differing import between
    from lexdelta.output import emit_json
    from lexdelta.render.changes import render_changes
    from lexdelta.render.json import change_json
    from lexdelta.report import SCHEMA_VERSION

    found = between(app.load(), a, b)
    if as_json:
        emit_json({"schema_version": SCHEMA_VERSION, "changes": [change_json(change) for change in found]})
    else:
        sys.stdout.write(render_changes(found, colour=app.colored()))
    return exits.DONE


def _json(saved: Saved) -> dict[str, object]:
    from lexdelta.render.profile import profile_json
    from lexdelta.report import SCHEMA_VERSION

    reasons = [{"code": reason.code, "detail": reason.detail} for reason in saved.verdict.reasons]
    return {
        "schema_version": SCHEMA_VERSION,
        "file": str(saved.path),
        "country": saved.page.country if saved.page else None,
        **profile_json(saved.profile),
        "gate": {"accepted": saved.verdict.accepted, "reasons": reasons},
    }


def _text(saved: Saved, *, colour: bool) -> str:
    from lexdelta.render.profile import render_profile

    gate = "The gate accepts it as a profile page.\n"
    if not saved.verdict.accepted:
        reasons = "".join(f"  {reason.code}: {_line(reason.detail)}\n" for reason in saved.verdict.reasons)
        gate = f"Not accepted as a profile page:\n{reasons}"
    return f"{_shown(saved.path)}\n{render_profile(saved.profile, colour=colour)}{gate}"


def _shown(path: Path) -> str:
    return _line(str(path))


def _line(text: str) -> str:
    from lexdelta.emit import line

    return line(text)
