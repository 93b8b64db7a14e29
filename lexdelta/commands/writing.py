"""Where a command writes what it was asked for: a file, or standard output."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

STANDARD_OUTPUT = "-"


def output_file(said: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """The option `-o`, as `target`: a path, or None for standard output, as `-` says too; `said` is its help."""
    kind = click.Path(dir_okay=False, path_type=Path)
    return click.option("-o", "--output", "target", type=kind, callback=_named, help=said)


def _named(_context: click.Context, _option: click.Parameter, path: Path | None) -> Path | None:
    return None if path is None or str(path) == STANDARD_OUTPUT else path
