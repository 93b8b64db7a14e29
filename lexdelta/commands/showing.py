"""`demo`: the whole thing in a minute, without touching the network."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from lexdelta import exits
from lexdelta.cli import App, pass_app


@click.command(short_help="Try it: a replica site on this machine, two runs, a report.")
@click.option(
    "--dir",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("lexdelta-demo"),
    show_default=True,
    help="Where database and reports go.",
)
@pass_app
def demo(app: App, folder: Path) -> int:
    """Serve a replica of the profile site on loopback, run over two states of it, and print the change report.

    Starts fresh each time; a folder that holds anything else than an earlier demo is refused.
    """
    from lexdelta.demo.run import NotADemo, left_in, prepare, run_demo
    from lexdelta.progress import told
    from lexdelta.render.text import render_text

    try:
        prepare(folder)
    except NotADemo as refused:
        raise exits.Failed(str(refused)) from refused
    with told(wanted=sys.stderr.isatty()) as telling:
        first, second = run_demo(folder, telling)
    left = left_in(folder)
    pages = first.report.coverage
    click.echo(
        f"First run: {pages.verified} of {pages.pages} replica pages read and kept. Second run, over a changed site:\n"
    )
    sys.stdout.write(render_text(second.report, colour=app.colored()))
    click.echo(f"\nDatabase       {left.database}\nHTML report    {left.report}")
    click.echo(f"Look further   lexdelta --config {left.config} changes --least cosmetic")
    return exits.DONE
