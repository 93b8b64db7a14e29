"""`verify`: whether the database says what was written into it."""

from __future__ import annotations

import click

from lexdelta import exits
from lexdelta.cli import App, pass_app
from lexdelta.commands.history import opened

_SCHEMA_VERSION = 1
_MOST = 20


@click.command(short_help="Check that nothing was edited, cut or damaged.")
@click.option("--head", metavar="HEX", help="A head that a report printed: the chain must still have it.")
@click.option("--json", "as_json", is_flag=True, help="Output one JSON object.")
@pass_app
def verify(app: App, head: str | None, *, as_json: bool) -> int:
    """Compute the hash chain again from the rows and every body's digest from its bytes: 0 all hold, 1 some do not.

    Whoever can edit the file can also write a new chain: only a head from elsewhere, such as a report that was mailed,
    shows that it is the old one. Name it with --head. A copy for readers has no bodies to check.
    """
    from lexdelta.emit import line
    from lexdelta.output import emit_json
    from storage import chain

    if head is not None and not (len(head) >= 8 and all(digit in "0123456789abcdefABCDEF" for digit in head)):
        raise click.UsageError("--head takes the first eight or more hexadecimal digits that a report printed.")
    with opened(app) as db:
        problems = chain.verify(db, head)
        last = chain.head(db)
    entries = last[0] if last else 0
    if as_json:
        told = {"entries": entries, "head": last[1] if last else None, "problems": list(problems)}
        emit_json({"schema_version": _SCHEMA_VERSION, "ok": not problems, **told})
    elif problems:
        left = len(problems) - _MOST
        told_lines = [*map(line, problems[:_MOST]), *([f"and {left:,} more"] if left > 0 else [])]
        click.echo("\n".join(told_lines))
    else:
        click.echo(f"All {entries:,} entries hold; the head is {last[1] if last else 'none yet'}.")
    return exits.FAILED if problems else exits.DONE
