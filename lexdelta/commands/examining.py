"""`doctor`: a look at everything the program depends on."""

from __future__ import annotations

import click

from lexdelta import emit, exits
from lexdelta.cli import App, pass_app
from lexdelta.output import emit_json

_SCHEMA_VERSION = 1
_MARKS = {"ok": ("ok", "green"), "note": ("note", "yellow"), "failed": ("FAILED", "red")}


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Output one JSON object.")
@pass_app
def doctor(app: App, as_json: bool) -> int:
    """Look at versions, files and surroundings, changing nothing; exit 1 when something is wrong."""
    from lexdelta.packages import examine_packages

    findings = tuple(examine_packages())
    if all(finding.state == "ok" for finding in findings):
        # Only now: with strangers in our packages, nothing beyond them can be relied on.
        from lexdelta.doctor import examine

        findings += examine(app.config_path)
    healthy = all(finding.state != "failed" for finding in findings)
    if as_json:
        checks = [{"name": each.name, "state": each.state, "detail": each.detail} for each in findings]
        emit_json({"schema_version": _SCHEMA_VERSION, "ok": healthy, "checks": checks})
    else:
        for each in findings:
            mark, colour = _MARKS[each.state]
            click.echo(f"{click.style(f'{mark:6}', fg=colour)} {each.name}: {emit.line(each.detail)}")
    return exits.DONE if healthy else exits.FAILED
