"""A replica site, a folder with a configuration for it, and runs at any time of day."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from lexdelta import config as settings
from lexdelta.demo.site import Replica
from lexdelta.running import Asked, Finished, Telling, run_once
from storage.connection import rows
from storage.database import open_existing

SIX = ("fiji", "peru", "sri-lanka", "mauritius", "benin", "kosovo")
START = datetime(2026, 11, 20, 3, 30, tzinfo=UTC)
SILENT = Telling(lambda _finding, _of: None, lambda _sentence: None)


@dataclass
class Watched:
    """A replica that is watched from a folder; the clock stands still between runs unless it is moved."""

    site: Replica
    folder: Path
    languages: Sequence[str] = ("en",)
    now: datetime = START
    extra: str = ""
    sentences: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        languages = json.dumps(list(self.languages))
        (self.folder / "config.toml").write_text(
            f'[fetch]\nallow_addresses = ["{self.site.address}"]\ndelay_seconds = 0\n'
            f'[[watch]]\npages = []\nindex = "{self.site.base_url}/en/web/octopus/country-wiki"\n'
            f"languages = {languages}\n{self.extra}"
        )

    @property
    def database(self) -> Path:
        """Where the database is."""
        return self.folder / "lexdelta.db"

    def run(self, state: int | None = None, *, hours: float = 0, asked: Asked = Asked()) -> Finished:  # noqa: B008 # a value
        """A run after some hours, over the site in that state."""
        self.site.state = state or self.site.state
        self.now += timedelta(hours=hours)
        telling = Telling(lambda _finding, _of: None, self.sentences.append)
        return run_once(settings.load(self.folder / "config.toml"), asked, telling, lambda: self.now)

    def rows(self, sql: str, *parameters: Any) -> list[dict[str, Any]]:
        """What the database says."""
        db = open_existing(self.database)
        try:
            return [dict(row) for row in rows(db, sql, parameters)]
        finally:
            db.close()

    def states(self) -> dict[int, str]:
        """The newest state of every change that is told for itself, by id."""
        found = self.rows("SELECT change, state FROM change_detail ORDER BY change")
        return {row["change"]: row["state"] for row in found}


def lexdelta(folder: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """The command line in a folder, with nothing of the environment that could change it."""
    inherited = {k: v for k, v in os.environ.items() if not k.startswith(("LEXDELTA_", "XDG_"))}
    return subprocess.run(
        [sys.executable, "-m", "lexdelta", *words],
        cwd=folder,
        env={**inherited, "NO_COLOR": "1", **environment},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def without(folder: Path, package: str) -> str:
    """A PYTHONPATH under which that package cannot be imported, as where it is not installed."""
    place = folder / "without"
    place.mkdir()
    (place / f"{package}.py").write_text(f"raise ModuleNotFoundError('No module named {package}', name='{package}')")
    return str(place)
