"""`init` and `config`: settings written, checked, and explained."""

from __future__ import annotations

from pathlib import Path

import click

from lexdelta import exits
from lexdelta.cli import App, pass_app
from lexdelta.output import Output, emit_rows, output_options


@click.command()
@click.argument("path", required=False, type=click.Path(path_type=Path))
def init(path: Path | None) -> None:
    """Write a commented config.toml into this folder, or to PATH (a folder, or a .toml file).

    A file that is there already is never overwritten.
    """
    from lexdelta.starting import next_steps, write_config

    try:
        file = write_config(path or Path())
    except FileExistsError as error:
        raise exits.Failed(f"{error.filename} exists already and was left as it is.") from error
    except OSError as error:
        raise exits.Failed(f"{error.filename} cannot be written: {error.strerror}.") from error
    click.echo(next_steps(file))


@click.group(no_args_is_help=True)
def config() -> None:
    """Check the settings, or show where each comes from."""


@config.command()
@pass_app
def check(app: App) -> None:
    """Check the settings before a run does.

    Looks at the file, the environment, the contact and the addresses of [[notify]], and tells every problem at once;
    exit 78 when there is one.
    """
    from lexdelta.config import require_contact
    from lexdelta.explaining import summary
    from lexdelta.notify.checking import require_targets

    settings = app.load()
    require_contact(settings)
    require_targets(settings)
    click.echo(summary(settings))


@config.command()
@click.option("--origin", is_flag=True, help="Say where each value comes from: file and line, variable, or default.")
@output_options
@pass_app
def show(app: App, origin: bool, output: Output) -> None:
    """Show the value of every setting that applies."""
    from lexdelta.explaining import explained, written

    rows = explained(app.load())
    if output.format:
        emit_rows(rows, output, columns=("key", "value", "origin"))
        return
    for row in rows:
        click.echo(written(row, origin=origin))
