"""doctor: what it finds, what it calls a failure, and that it changes nothing by looking."""

from __future__ import annotations

import fcntl
import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from working_folder import empty_folder

from lexdelta.cli import cli
from lexdelta.surroundings import last_run, lock_state
from storage.connection import execute, immediate
from storage.database import create_or_open


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Every test starts in an empty folder."""
    return empty_folder(tmp_path, monkeypatch)


def doctor(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["doctor", *arguments])


def findings(result: Result) -> dict[str, dict[str, str]]:
    return {each["name"]: each for each in json.loads(result.stdout)["checks"]}


def with_run(path: Path, finished_at: str) -> None:
    """A database with one run in it."""
    db = create_or_open(path)
    with immediate(db):
        execute(
            db,
            "INSERT INTO runs (command, started_at, finished_at, version, pages, verified, seconds)"
            " VALUES ('run', ?, ?, '0', 0, 0, 0)",
            (finished_at, finished_at),
        )
    db.close()


def test_a_fresh_installation_is_healthy_and_stays_untouched(folder: Path) -> None:
    """No database and no settings are no failure, and looking creates neither file nor lock."""
    done = doctor("--json")
    document = json.loads(done.stdout)
    assert (done.exit_code, document["ok"], document["schema_version"]) == (0, True, 1)
    names = [each["name"] for each in document["checks"]]
    wanted = {"python", "sqlite", "lexdelta", "httpx", "config file", "database", "lock", "disk", "clock", "encoding"}
    assert wanted <= set(names)
    assert {each["state"] for each in document["checks"]} <= {"ok", "note"}
    assert list(folder.iterdir()) == []


def test_it_speaks_to_people_by_default() -> None:
    """One line a finding."""
    done = doctor()
    assert done.exit_code == 0
    assert any(line.startswith("ok     python: ") for line in done.stdout.splitlines())


def test_problems_of_the_settings_are_findings(folder: Path) -> None:
    """Every problem is listed, and the rest is looked at all the same."""
    (folder / "config.toml").write_text("[fetch]\ndelay = 1\n[removals]\ncaptures = 0\n")
    done = doctor("--json")
    checks = json.loads(done.stdout)["checks"]
    told = [each["detail"] for each in checks if each["name"] == "config" and each["state"] == "failed"]
    assert done.exit_code == 1
    assert ["fetch.delay" in line or "removals.captures" in line for line in told] == [True, True]
    assert any(each["name"] == "disk" for each in checks)


def test_a_database_is_described(folder: Path) -> None:
    """What it is, its schema and its size."""
    with_run(folder / "lexdelta.db", "2026-11-21T03:31:00Z")
    found = findings(doctor("--json"))["database"]
    assert found["state"] == "ok"
    assert "schema" in found["detail"]
    assert f"{(folder / 'lexdelta.db').stat().st_size} bytes" in found["detail"]


@pytest.mark.parametrize("content", [b"", b"not a database", b"SQLite format 3\x00" + bytes(100)])
def test_a_file_that_is_no_database_of_ours_is_a_failure(folder: Path, content: bytes) -> None:
    """It is told and left as it is."""
    (folder / "lexdelta.db").write_bytes(content)
    done = doctor("--json")
    assert done.exit_code == 1
    assert findings(done)["database"]["state"] == "failed"
    assert (folder / "lexdelta.db").read_bytes() == content


def test_a_clock_before_the_newest_run_is_a_failure(folder: Path) -> None:
    """History would be written out of order."""
    with_run(folder / "lexdelta.db", "2099-01-01T00:00:00Z")
    done = doctor("--json")
    assert done.exit_code == 1
    assert "before the newest run" in findings(done)["clock"]["detail"]


def test_a_held_lock_is_seen_and_not_taken(folder: Path) -> None:
    """Whether a run is going on, without standing in its way."""
    lock = folder / "lexdelta.db.lock"
    lock.touch()
    assert lock_state(lock) == "free"
    with lock.open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        assert lock_state(lock) == "held"
        done = doctor("--json")
    assert done.exit_code == 0
    assert "a run is going on" in findings(done)["lock"]["detail"]


def test_the_newest_run_is_known_from_outside(folder: Path) -> None:
    """None without a usable file, else when the last run finished."""
    path = folder / "lexdelta.db"
    assert last_run(path) is None
    path.write_bytes(b"")
    assert last_run(path) is None
    path.unlink()
    with_run(path, "2026-11-21T03:31:00Z")
    with_run(path, "2026-11-22T03:31:00Z")
    assert last_run(path) == datetime(2026, 11, 22, 3, 31, tzinfo=UTC)


def test_another_distribution_in_our_packages_is_a_failure(folder: Path) -> None:
    """The names are everyday names: whoever else owns files under them is named."""
    intruder = folder / "site" / "intruder-1.0.dist-info"
    intruder.mkdir(parents=True)
    (intruder / "METADATA").write_text("Metadata-Version: 2.1\nName: intruder\nVersion: 1.0\n")
    (intruder / "RECORD").write_text("diffs/other.py,,\nintruder-1.0.dist-info/METADATA,,\n")
    done = subprocess.run(
        [sys.executable, "-m", "lexdelta", "doctor", "--json"],
        env={**os.environ, "PYTHONPATH": str(folder / "site")},
        capture_output=True,
        text=True,
        check=False,
    )
    checks = {each["name"]: each for each in json.loads(done.stdout)["checks"]}
    assert done.returncode == 1
    assert checks["package diffs"]["state"] == "failed"
    assert "intruder" in checks["package diffs"]["detail"]
    assert checks["package scraper"]["state"] == "ok"


def test_a_package_found_elsewhere_is_a_failure(folder: Path) -> None:
    """A folder that stands before ours on the path would be imported instead."""
    shadow = folder / "site" / "diffs"
    shadow.mkdir(parents=True)
    (shadow / "__init__.py").write_text("")
    done = subprocess.run(
        [sys.executable, "-m", "lexdelta", "doctor", "--json"],
        env={**os.environ, "PYTHONPATH": str(folder / "site")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    checks = {each["name"]: each for each in json.loads(done.stdout)["checks"]}
    assert str(shadow) in checks["package diffs"]["detail"]
