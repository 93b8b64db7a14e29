"""Progress on standard error while a run goes on, for people at a terminal; nothing anywhere else."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from lexdelta.emit import line
from lexdelta.running import Telling

if TYPE_CHECKING:
    from lexdelta.history.taking import Taken
    from lexdelta.judging import Finding
    from lexdelta.rereading import Reread


@contextmanager
def told(*, wanted: bool) -> Iterator[Telling]:
    """Whom a run tells: a bar with the page at hand when `wanted`; sentences go to standard error either way."""
    with _bar("Checking", wanted=wanted) as advance:
        yield Telling(lambda finding, of: advance(f"{finding.page.key} {finding.outcome}", of), _sentence)


@contextmanager
def reread_told(*, wanted: bool) -> Iterator[Callable[[Reread, int], None]]:
    """Whom a rereading tells of each snapshot: a bar when `wanted`, else nobody."""
    with _bar("Reading", wanted=wanted) as advance:
        yield lambda item, of: advance(f"{item.page}@{item.number}", of)


@contextmanager
def import_told(*, wanted: bool) -> Iterator[tuple[Callable[[Taken, int], None], Callable[[Finding, int], None]]]:
    """Whom an import tells of what it took and of what it judged: a bar when `wanted`, else nobody."""
    with _bar("Importing", wanted=wanted) as advance:
        yield (
            lambda taken, of: advance(f"{taken.new} new, {taken.known} known, {taken.passed} passed over", of),
            lambda finding, of: advance(f"{finding.page.key} {finding.at:%Y-%m-%d}", of),
        )


@contextmanager
def _bar(verb: str, *, wanted: bool) -> Iterator[Callable[[str, int], None]]:
    """A bar that goes on by one each time it is told what was done, and of how many."""
    if not wanted:
        yield lambda _what, _of: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn(verb), BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}", markup=False))
    with Progress(*columns, console=Console(file=sys.stderr), transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda what, of: bar.update(task, advance=1, total=of or None, description=line(what))


def _sentence(text: str) -> None:
    sys.stderr.write(f"{line(text)}\n")
