"""Running the quarter-year: a real pipeline over a real socket and a real file, with a clock of its own."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from quarter_site import Site
from quarter_world import DAYS, DECISION_DAY, SPECIAL_DAYS, World
from sqlite_utils import Database

from lexdelta import config as settings
from lexdelta import gathering
from lexdelta.committing import Tries
from lexdelta.deciding import Decision, decide
from lexdelta.judging import Eyes
from lexdelta.pipeline import Tools, run
from lexdelta.recording import Recorded, RunFacts
from lexdelta.report import Report
from lexdelta.running import fetch_rules
from lexdelta.settings import Config
from lexdelta.watching import layout_of
from scraper.sandbox import Sandbox
from storage import events, runs
from storage.connection import rows
from storage.database import create_or_open

START = datetime(2026, 1, 5, 3, 30, tzinfo=UTC)


@dataclass(frozen=True)
class Looked:
    """One run: when, on which day, its id and report, and what each page that was accepted showed."""

    run: int
    day: int
    at: datetime
    shown: dict[str, str]
    report: Report


@dataclass
class Story:
    """The quarter as it went."""

    world: World
    database: Path
    looks: list[Looked] = field(default_factory=list)
    served: dict[str, int] = field(default_factory=dict)

    def rows(self, sql: str, *parameters: object) -> list[dict[str, object]]:
        """What the database says."""
        db = create_or_open(self.database)
        try:
            return [dict(row) for row in rows(db, sql, parameters)]  # type: ignore[arg-type] # values of SQLite
        finally:
            db.close()


def live_through(seed: int, folder: Path) -> Story:
    """Look at the world of that seed nearly every morning for ninety days; one site event is accepted on the way."""
    world, rng = World(seed), random.Random(seed + 2)
    story = Story(world, folder / "lexdelta.db")
    missed = set(rng.sample(range(3, DAYS - 3), k=8)) - SPECIAL_DAYS
    with Site(world) as site, Sandbox() as sandbox, _opened(folder, site) as (db, config):
        for day in range(1, DAYS + 1):
            if day in missed:
                continue
            at = START + timedelta(days=day, minutes=rng.randrange(-90, 90))
            site.day, site.run, site.shown = day, site.run + 1, {}
            recorded = run(_tools(db, config, at, sandbox), RunFacts("run", (), "0", at, at))
            story.looks.append(_looked(db, config, recorded, site, at))
            if day == DECISION_DAY:
                _accept(db, at + timedelta(hours=5))
    assert not site.problems
    story.served = dict(site.served)
    return story


@contextmanager
def _opened(folder: Path, site: Site) -> Iterator[tuple[Database, Config]]:
    base = f"http://{site.address}"
    french = ", ".join(f'"{base}/fr/web/octopus/-/{country}"' for country in site.world.french)
    (folder / "config.toml").write_text(
        f'[fetch]\nallow_addresses = ["{site.address}"]\ndelay_seconds = 0\nreuse_hours = 0\n'
        f'[[watch]]\npages = []\nindex = "{base}/en/web/octopus/country-wiki"\nlanguages = ["en"]\n'
        f'[[watch]]\npages = [{french}]\nindex = ""\nlanguages = ["fr"]\n'
    )
    db = create_or_open(folder / "lexdelta.db")
    try:
        yield db, settings.load(folder / "config.toml")
    finally:
        db.close()


def _tools(db: Database, config: Config, at: datetime, sandbox: Sandbox) -> Tools:
    eyes = Eyes(layout_of(config.watch[0], config), sandbox.examine, sandbox.discover)
    tries = Tries(time.sleep, lambda _: None)
    return Tools(db, config, fetch_rules(config), lambda: at, lambda _watch: eyes, lambda _finding, _of: None, tries)


def _looked(db: Database, config: Config, recorded: Recorded, site: Site, at: datetime) -> Looked:
    done = runs.get(db, recorded.run)
    assert done
    verified = {f.page.key for f in recorded.findings if f.verified}
    shown = {page: what for page, what in site.shown.items() if page in verified}
    return Looked(recorded.run, site.day, at, shown, gathering.of_run(db, config, done))


def _accept(db: Database, at: datetime) -> None:
    """A person says that what is held is the template's."""
    for event in events.open_events(db, "site"):
        list(decide(db, (f"e{event.id}",), Decision("accept", "Ana", "the new portal line", at)))
