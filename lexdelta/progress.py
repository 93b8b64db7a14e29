"""Progress on standard error while a run goes on, for people at a terminal; nothing anywhere else."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from lexdelta.emit import line
from lexdelta.judging import Finding
from lexdelta.running import Telling


@contextmanager
def told(*, wanted: bool) -> Iterator[Telling]:
    """Whom a run tells: a bar with the page at hand when `wanted`; sentences go to standard error either way."""
    if not wanted:
        yield Telling(lambda _finding, _of: None, _sentence)
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (
        TextColumn("Checking"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.description}", markup=False),
    )
    with Progress(*columns, console=Console(file=sys.stderr), transient=True) as bar:
        yield Telling(_advance(bar.update, bar.add_task("", total=None)), _sentence)


def _advance(update: Callable[..., None], task: object) -> Callable[[Finding, int], None]:
    def heard(finding: Finding, of: int) -> None:
        update(task, advance=1, total=of, description=f"{line(finding.page.key)} {finding.outcome}")

    return heard


def _sentence(text: str) -> None:
    sys.stderr.write(f"{line(text)}\n")
