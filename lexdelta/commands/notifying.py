"""`notify`: deliver what is owed, or test a target."""

from __future__ import annotations

import click

from lexdelta import emit, exits
from lexdelta.cli import App, pass_app


@click.command(short_help="Deliver what is owed, or test a target.")
@click.option("--test", "name", metavar="NAME", help="Send a test message to that target, and nothing else.")
@click.option("--retry", is_flag=True, help="Also what was given up, with all its tries.")
@pass_app
def notify(app: App, name: str | None, *, retry: bool) -> int:
    """Make the digests that are due and deliver what the outbox owes, without looking at any page.

    `lexdelta run` does the same at its beginning and its end. Exit codes: 0 done; 1 something could not be delivered,
    and waits; 75 a run is going on; 78 the configuration cannot be used.
    """
    if name is not None and retry:
        raise click.UsageError("--test goes without --retry.")
    return _deliver(app, retry=retry) if name is None else _test(app, name)


def _deliver(app: App, *, retry: bool) -> int:
    from lexdelta.lock import Held
    from lexdelta.notify.posting import deliver_now

    try:
        delivered = deliver_now(app.load(), retry=retry)
    except Held as held:
        click.echo(str(held), err=True)
        return exits.LOCKED
    for problem in delivered.problems:
        click.echo(emit.line(problem.sentence), err=True)
    if delivered.sent:
        click.echo(f"{delivered.sent} delivered.")
    elif not delivered.problems:
        click.echo("Nothing was due.")
    return exits.FAILED if delivered.problems else exits.DONE


def _test(app: App, name: str) -> int:
    from lexdelta.notify.posting import send_test

    targets = {target.name: target for target in app.load().notify}
    if name not in targets:
        names = f"there are {', '.join(targets)}" if targets else "there are none"
        raise click.UsageError(f"No [[notify]] is called {name!r}; {names}.")
    outcome = send_test(targets[name])
    sentence = f"{name}: {'sent' if outcome.sent else 'not sent'}, {outcome.said}."
    click.echo(emit.line(sentence), err=not outcome.sent)
    return exits.DONE if outcome.sent else exits.FAILED
