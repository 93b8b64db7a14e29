"""`search`: full text over what sections say, and what they said."""

from __future__ import annotations

import sys

import click

from lexdelta import exits
from lexdelta.cli import App, pass_app
from lexdelta.commands.history import NUMBER, opened
from lexdelta.output import Output, output_options


@click.command(short_help="Find words in what sections say, or ever said.")
@click.argument("words", nargs=-1, required=True)
@click.option("--ever", is_flag=True, help="Also what pages said once and say no more.")
@click.option("--country", metavar="COUNTRY", help="Only this country.")
@click.option("--section", metavar="KEY", help="Only this section and its children.")
@click.option("--limit", type=NUMBER, default=50, show_default=True, help="At most so many.")
@output_options
@pass_app
def search(
    app: App,
    words: tuple[str, ...],
    country: str | None,
    section: str | None,
    limit: int,
    output: Output,
    *,
    ever: bool,
) -> int:
    """Find sections that hold all WORDS, accents and case aside; "two words" in quotes are found side by side.

    What pages say now comes first. The words found stand in [brackets], or in colour on a terminal. Nothing else in
    WORDS has a meaning: stars, dashes and brackets are passed over. Where nothing is found the exit code is 0 as well.
    """
    from lexdelta.output import emit_rows
    from lexdelta.searching import Wanted, found_rows, found_text

    wanted = Wanted(" ".join(words), country, section, limit, ever=ever)
    if not any(letter.isalnum() for letter in wanted.words):
        raise click.UsageError("Name at least one word to look for.")
    with opened(app) as db:
        if output.format is None:
            for line in found_text(db, wanted, colour=app.colored()):
                sys.stdout.write(f"{line}\n")
        else:
            emit_rows(list(found_rows(db, wanted)), output)
    return exits.DONE
