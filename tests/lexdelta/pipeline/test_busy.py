"""A reader that never lets go costs the run its result, never its evidence."""

from __future__ import annotations

import sqlite3

import pytest
from watched_replica import SIX, Watched

from lexdelta import config as settings
from lexdelta.committing import Tries, keep_trying
from lexdelta.judging import Eyes
from lexdelta.pipeline import Tools, run
from lexdelta.recording import RunFacts
from lexdelta.running import fetch_rules
from scraper.discover import discover
from scraper.examine import examine
from scraper.layouts.octopus import LAYOUT
from storage.database import create_or_open
from storage.errors import Busy


def held_run(watched: Watched, hold_after: int) -> list[str]:
    """A run during which a reader takes the file after so many findings and keeps it; what was said while waiting."""
    said: list[str] = []
    config = settings.load(watched.folder / "config.toml")
    reader = sqlite3.connect(watched.database, isolation_level=None)
    left = hold_after

    def told(_finding: object, _of: int) -> None:
        nonlocal left
        left -= 1
        if left == 0:
            reader.execute("BEGIN")
            reader.execute("SELECT count(*) FROM pages").fetchone()

    db = create_or_open(watched.database, busy_timeout_ms=20)
    tries = Tries(lambda _seconds: None, said.append)
    tools = Tools(
        db, config, fetch_rules(config), lambda: watched.now, lambda _w: Eyes(LAYOUT, examine, discover), told, tries
    )
    try:
        with pytest.raises(Busy):
            run(tools, RunFacts("run", (), "0", watched.now, watched.now))
    finally:
        db.close()
        reader.close()
    return said


def test_captures_stay_and_the_next_run_judges_them(six: Watched) -> None:
    """After three tries the run ends; what it archived is judged by the next one without asking the site again."""
    six.run(1)
    six.site.state = 2
    six.now = six.now.replace(day=21)
    said = held_run(six, len(SIX))
    assert len(said) == 2
    assert "Another program holds" in said[0]
    assert six.rows("SELECT count(*) AS n FROM runs") == [{"n": 1}]
    six.site.requests.clear()
    finished = six.run(2)
    assert {change.country for change in finished.report.changes} >= {"Fiji", "Sri Lanka"}
    asked = {r.path for r in six.site.requests if "/-/" in r.path or "asset_publisher" in r.path}
    assert len(asked) < len(SIX)


def test_evidence_waits_for_the_reader_too(six: Watched) -> None:
    """A reader in the middle of the looks ends the run with the same sentence, and nothing is half written."""
    six.run(1)
    before = six.rows("SELECT count(*) AS n FROM captures")[0]["n"]
    held_run(six, 2)
    assert six.rows("SELECT count(*) AS n FROM captures")[0]["n"] <= before + 3
    assert six.rows("SELECT count(*) AS n FROM runs") == [{"n": 1}]


def test_a_commit_that_goes_through_is_not_tried_again() -> None:
    """The first success counts, and whoever waits is told why."""
    said: list[str] = []
    answers = iter([Busy("held"), Busy("held"), None])
    waited: list[float] = []

    def commit() -> str:
        problem = next(answers)
        if problem:
            raise problem
        return "kept"

    assert keep_trying(commit, Tries(waited.append, said.append)) == "kept"
    assert (said, waited) == (["held", "held"], [60.0, 60.0])
