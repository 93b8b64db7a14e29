"""The demo: the replica site on loopback, two runs over two states of it, in a folder of its own."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lexdelta import config as settings
from lexdelta.demo.site import Replica
from lexdelta.running import Asked, Finished, Telling, run_once
from storage.errors import StorageError

MARKER = ".lexdelta-demo"
_OWN = {MARKER, "config.toml", "lexdelta.db", "lexdelta.db.lock", "lexdelta.db-journal", "reports"}
_CONFIG = """\
# Written by `lexdelta demo`: the replica site it served is gone, so a run here finds nothing.
# Everything else works: lexdelta changes, log fiji, show fiji --at 2026-01-01, diff fiji, queue, report --format md ...
[store]
path = "lexdelta.db"
[fetch]
allow_addresses = ["{address}"]
delay_seconds = 0
[report]
dir = "reports"
[[watch]]
pages = []
index = "{base}/en/web/octopus/country-wiki"
languages = ["en"]
"""


class NotADemo(Exception):
    """The folder holds something that is not a demo's: it was left as it is."""


@dataclass(frozen=True, slots=True)
class Left:
    """What the demo leaves behind, absolute paths."""

    database: Path
    report: Path
    config: Path


def prepare(folder: Path) -> None:
    """An empty folder, made or emptied; raises NotADemo when it holds anything but an earlier demo's own files, and
    StorageError where it cannot be made."""
    try:
        _prepare(folder)
    except OSError as error:
        raise StorageError(f"{folder} cannot be made a demo's folder: {error.strerror}.") from error


def _prepare(folder: Path) -> None:
    found = {path.name for path in folder.iterdir()} if folder.is_dir() else set()
    if (folder.exists() and not folder.is_dir()) or (found and not {MARKER} <= found <= _OWN):
        raise NotADemo(f"{folder} is not empty and is not an earlier demo's: name another folder with --dir.")
    if folder.exists():
        shutil.rmtree(folder)
    folder.mkdir(parents=True)
    (folder / MARKER).touch()


def run_demo(folder: Path, telling: Telling, countries: tuple[str, ...] | None = None) -> Iterator[Finished]:
    """Two runs over the two states of the replica, one after the other, into a prepared folder."""
    with Replica(countries=countries) as site:
        path = folder / "config.toml"
        path.write_text(_CONFIG.format(address=site.address, base=site.base_url), encoding="utf-8")
        for state in (1, 2):
            site.state = state
            yield run_once(settings.load(path, _places(folder)), Asked(), telling)


def _places(folder: Path) -> dict[str, object]:
    """Flags win over the environment: a demo writes into its own folder whatever is set there."""
    left = left_in(folder)
    return {"store.path": str(left.database), "store.publish": "", "report.dir": str(left.report.parent)}


def left_in(folder: Path) -> Left:
    """Where database, report and configuration of a demo are."""
    home = folder.resolve()
    return Left(home / "lexdelta.db", home / "reports" / "latest.html", home / "config.toml")
