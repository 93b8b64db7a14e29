"""The first file: a commented config.toml, and what to do with it."""

from __future__ import annotations

import shlex
from importlib.resources import files
from pathlib import Path

_FILE_NAME = "config.toml"
_STEPS = """\
Wrote {file}

Next:
  1. Put your address into [fetch] contact: it tells the site who is asking.
  2. {check}
  3. {probe}
  4. {run}
  5. Every night from cron:
     30 3 * * * {cron}
"""


def write_config(path: Path) -> Path:
    """Write the commented defaults to a .toml file or into a folder, made when missing; the file written.

    Raises FileExistsError when it is there already, OSError when it cannot be written.
    """
    file = path if path.suffix == ".toml" and not path.is_dir() else path / _FILE_NAME
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("x", encoding="utf-8") as opened:
        opened.write(files("lexdelta").joinpath(_FILE_NAME).read_text(encoding="utf-8"))
    return file


def next_steps(file: Path) -> str:
    """What to do with that file, as commands to copy."""
    where = "" if file.parent.absolute() == Path.cwd() and file.name == _FILE_NAME else f" --config {_quoted(file)}"
    return _STEPS.format(
        file=file,
        check=f"lexdelta{where} config check",
        probe=f"lexdelta{where} probe",
        run=f"lexdelta{where} run",
        cron=f"lexdelta --config {_quoted(file.absolute())} run",
    ).rstrip()


def _quoted(file: Path) -> str:
    return shlex.quote(str(file))
