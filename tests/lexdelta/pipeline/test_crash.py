"""Killed anywhere between its two commits, a run loses no evidence, and the next one ends where it would have."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from watched_replica import SIX, Watched

from lexdelta.demo.site import Replica

KILLED = """
import os, signal, sys
from datetime import datetime, timezone
from pathlib import Path
from lexdelta import config
from lexdelta.running import Asked, Telling, run_once

left = int(sys.argv[2])
def told(finding, of):
    global left
    left -= 1
    if left == 0:
        os.kill(os.getpid(), signal.SIGKILL)
moment = datetime.fromisoformat(sys.argv[3])
run_once(config.load(Path(sys.argv[1])), Asked(), Telling(told, print), lambda: moment)
"""
UNJUDGED = "FROM captures k WHERE NOT EXISTS (SELECT 1 FROM checks c WHERE c.capture = k.id)"
TABLES = {
    "checks": "run, page, at, outcome, capture, snapshot, reasons",
    "snapshots": "page, number, capture, run, observed_at",
    "sections": "reading, position, key, label, state, text",
    "blocks": "section, position, kind, text",
    "changes": "run, page, section, kind, before, after, significance, rule, last_seen_old, first_seen_new",
    "change_states": "change, at, state, run",
    "runs": "id, command, started_at, pages, verified",
}


def everything(watched: Watched) -> dict[str, list[dict[str, object]]]:
    """All that was derived, in the order it was written; what differs between two sites on two ports left out."""
    found = {}
    for table, columns in TABLES.items():
        found[table] = watched.rows(f"SELECT {columns} FROM {table} ORDER BY rowid")  # noqa: S608 # names of ours
    text = str(found).replace(watched.site.base_url, "http://replica").replace(watched.site.address, "replica")
    return {"all": [{"text": re.sub(r"index\.octopus-[0-9a-f]{8}", "index", text)}]}


def everything_named(watched: Watched) -> list[dict[str, object]]:
    """As above, with whom numbers were found to mean, and what is kept of it."""
    named = watched.rows(
        "SELECT k.id, k.page, u.page AS alias FROM captures k LEFT JOIN page_urls u ON u.url = k.requested_url "
        "WHERE k.page NOT LIKE 'index%' ORDER BY k.id"
    )
    return [*everything(watched)["all"], *named]


def killed_run(watched: Watched, after: int) -> None:
    """A run in a process of its own that is killed when it has judged so many pages."""
    words = [str(watched.folder / "config.toml"), str(after), watched.now.isoformat()]
    done = subprocess.run([sys.executable, "-c", KILLED, *words], check=False, timeout=60)
    assert done.returncode == -signal.SIGKILL


@pytest.mark.parametrize("after", range(1, len(SIX) + 1))
def test_a_run_killed_between_the_commits_changes_nothing_of_what_the_next_one_writes(
    tmp_path: Path, after: int
) -> None:
    """Captures stay, nothing derived is visible, and a new run gives the same rows as an undisturbed one."""
    with Replica(countries=SIX) as calm, Replica(countries=SIX) as rough:
        (tmp_path / "calm").mkdir()
        (tmp_path / "rough").mkdir()
        undisturbed, disturbed = Watched(calm, tmp_path / "calm"), Watched(rough, tmp_path / "rough")
        for watched in (undisturbed, disturbed):
            watched.run(1)
        rough.state = 2
        disturbed.now = undisturbed.now = undisturbed.now.replace(day=21)
        killed_run(disturbed, after)
        assert disturbed.rows("SELECT max(id) AS run FROM runs") == [{"run": 1}]
        left = disturbed.rows(f"SELECT DISTINCT page {UNJUDGED} AND page NOT LIKE 'index%'")
        rough.requests.clear()
        undisturbed.run(2)
        disturbed.run(2)
    assert everything(undisturbed) == everything(disturbed)
    assert disturbed.rows(f"SELECT page {UNJUDGED}") == []
    asked = {r.path for r in rough.requests if "/-/" in r.path}
    assert len(asked) == len(SIX) - len(left)


@pytest.mark.parametrize("after", [1, 3, len(SIX)])
def test_pages_that_wait_for_a_title_are_named_the_same_after_a_kill(tmp_path: Path, after: int) -> None:
    """Killed while it learns whom numbers mean, a run is repeated from the archive, and nobody is asked twice."""
    with Replica(countries=SIX) as calm, Replica(countries=SIX) as rough:
        for name in ("calm", "rough"):
            (tmp_path / name).mkdir()
        undisturbed, disturbed = Watched(calm, tmp_path / "calm"), Watched(rough, tmp_path / "rough")
        calm.by_number = rough.by_number = True
        killed_run(disturbed, after)
        assert disturbed.rows("SELECT * FROM checks") == []
        undisturbed.run(1)
        disturbed.run(1)
        asked = [request.path for request in rough.requests if "/id/" in request.path]
    assert len(asked) == len(set(asked)) == len(SIX)
    assert everything_named(undisturbed) == everything_named(disturbed)
    assert disturbed.rows(f"SELECT page {UNJUDGED}") == []


def test_captures_too_old_are_asked_for_again(six: Watched) -> None:
    """What an interrupted run left behind is judged only while it is younger than `fetch.reuse_hours`."""
    six.run(1)
    six.now = six.now.replace(day=21)
    killed_run(six, 3)
    six.site.requests.clear()
    six.run(1, hours=7)
    assert len({r.path for r in six.site.requests if "/-/" in r.path}) == len(SIX)


def test_a_killed_run_delivers_no_report_and_the_next_one_does(six: Watched) -> None:
    """The report of a committed run is written by whichever run comes first after it."""
    six.run(1)
    latest = six.folder / "reports" / "latest.html"
    latest.unlink()
    six.rows("SELECT 1")
    assert six.rows("SELECT state FROM deliveries") == [{"state": "done"}]
    six.run(2, hours=24)
    assert latest.exists()
    assert len(list((six.folder / "reports").glob("2026-*.html"))) == 2
