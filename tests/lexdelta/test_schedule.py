"""The schedule: when a run is due, and the command that keeps it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from lexdelta.child import Child, lexdelta_command
from lexdelta.schedule import Due, is_for, next_time, overdue


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("expressions", "after", "due"),
    [
        (["30 3 * * *"], "2026-11-25T03:29:59", "2026-11-25T03:30:00"),
        (["30 3 * * *"], "2026-11-25T03:30:00", "2026-11-26T03:30:00"),
        (["0 3 * * 1"], "2026-11-25T00:00:00", "2026-11-30T03:00:00"),  # a Monday, as cron has it
        (["0 3 13 * 5"], "2026-11-25T00:00:00", "2026-11-27T03:00:00"),  # day of month or day of week, as cron has it
        (["0 4 * * *", "0 3 1 * *"], "2026-11-30T05:00:00", "2026-12-01T03:00:00"),
        (["30 2 * * *"], "2026-03-28T02:30:00", "2026-03-29T02:30:00"),  # Europe skips this hour, UTC does not
    ],
)
def test_the_next_start_is_what_cron_says(expressions: list[str], after: str, due: str) -> None:
    """The earliest of all schedules counts, strictly after the given moment, in UTC."""
    assert next_time(expressions)(at(after)) == at(due)


def test_a_daily_schedule_is_due_once_a_day_for_two_years() -> None:
    """No day is skipped or doubled, daylight saving or not."""
    due, moment, days = next_time(["30 2 * * *"]), at("2026-01-01T00:00:00"), []
    for _ in range(730):
        moment = due(moment)
        days.append(moment.date())
    assert days == [(at("2026-01-01T00:00:00") + timedelta(days=number)).date() for number in range(730)]


@pytest.mark.parametrize(
    ("now", "last", "a_run"),
    [
        ("2026-11-25T03:30:00", "2026-11-24T03:31:00", True),
        ("2026-11-25T06:00:00", "2026-11-25T03:31:00", False),
        ("2026-11-25T06:00:02", "2026-11-24T03:31:00", True),  # the night's run was missed, and makes the digest too
        ("2026-11-25T03:30:00", "2026-11-25T03:30:30", True),  # somebody ran it by hand, the schedule stands
        ("2026-11-25T06:00:00", None, False),
    ],
)
def test_a_start_is_for_a_run_or_for_a_digest(now: str, last: str | None, a_run: bool) -> None:
    """Whichever schedule came last; a run when one was missed, and always without digests."""
    moment = at(last) if last else None
    assert is_for(["30 3 * * *"], ["0 6 * * *"], moment, at(now)) is a_run
    assert is_for(["30 3 * * *"], [], moment, at(now))


@pytest.mark.parametrize(
    ("last", "missed"),
    [
        (None, False),
        ("2026-11-25T03:31:00", False),
        ("2026-11-24T03:31:00", True),
        ("2026-10-01T03:31:00", True),
        ("2027-01-01T00:00:00", False),
    ],
)
def test_overdue_is_a_start_since_the_last_run(last: str | None, missed: bool) -> None:
    """A start was missed when one lies between the last finished run and now; no run ever misses nothing."""
    now = at("2026-11-25T12:00:00")
    assert overdue(["30 3 * * *", "0 2 * * *"], at(last) if last else None, now) is missed


def test_a_gap_of_any_length_holds_one_start() -> None:
    """A clock that was in 1970 at boot does not make up for half a century of minutes."""
    trigger = Due(next_time(["* * * * *"]))
    assert trigger.get_next_fire_time(at("1970-01-01T00:00:00"), at("2026-11-25T03:00:30")) == at("2026-11-25T03:01:00")


def test_a_child_told_to_stop_starts_nothing_any_more() -> None:
    """A start that comes due while the schedule is ending does not happen."""
    child = Child([sys.executable, "-c", ""])
    child.stop(signal.SIGTERM)
    assert child.run() is None


def test_the_child_is_this_program_under_this_interpreter() -> None:
    """The command line that is started answers to --version, whatever the working folder holds."""
    done = subprocess.run(lexdelta_command("--version"), capture_output=True, text=True, check=True)
    assert done.stdout.startswith("lexdelta ")


CONFIG = """
[store]
path = "lexdelta.db"
[fetch]
allow_addresses = ["127.0.0.1:9"]
[[watch]]
pages = ["http://127.0.0.1:9/en/web/octopus/-/peru"]
schedule = "0 0 29 2 *"
"""


def test_watch_waits_and_ends_on_sigterm(tmp_path: Path) -> None:
    """The command itself: nothing on standard output, the next start on standard error, exit 143."""
    file = tmp_path / "config.toml"
    file.write_text(CONFIG)
    process = subprocess.Popen(
        [sys.executable, "-m", "lexdelta", "--config", str(file), "watch"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stderr is not None
    first = process.stderr.readline()
    process.terminate()
    out, _ = process.communicate(timeout=60)
    assert (process.returncode, out) == (143, "")
    assert "next run 2028-02-29T00:00:00Z" in first


def test_watch_refuses_to_start_without_a_contact(tmp_path: Path) -> None:
    """A schedule that could only fail is a configuration error, told before anything starts."""
    done = subprocess.run(
        [sys.executable, "-m", "lexdelta", "watch"],
        cwd=tmp_path,
        env={**os.environ, "XDG_CONFIG_HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 78
    assert "fetch.contact" in done.stderr
