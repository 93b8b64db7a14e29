"""The schedule: real children that are started, survived and stopped."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

KEEPER = """
import signal, sys
from datetime import timedelta
from lexdelta import logs, schedule
from lexdelta.child import Child
signal.signal(signal.SIGHUP, signal.SIG_DFL)  # a suite started with nohup hands an ignored one down
logs.configure(verbose=True)
calls = []
def often(after):
    return after + timedelta(seconds=0.2)
def never(after):
    return after + timedelta(days=365)
def put_back(after):
    calls.append(after)
    return never(after) if len(calls) < 4 else often(after)
child = Child([sys.executable, "-c", {code!r}, {folder!r}] if {code!r} else ["/nonexistent"], **{child!r})
sys.exit(schedule.keep(child, {due}, **{keep!r}))
"""

Start = Callable[..., "subprocess.Popen[str]"]


def until(condition: Callable[[], object]) -> None:
    """Wait for a condition; a schedule that never gets there is stopped by the test's own patience."""
    last = time.monotonic() + 60
    while not condition():
        if time.monotonic() > last:
            pytest.fail("waited for a minute in vain")
        time.sleep(0.02)


def lines(file: Path) -> list[str]:
    return file.read_text().splitlines() if file.exists() else []


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Starts a process that keeps a schedule; its children run `code` with the test's folder as argument."""
    started: list[subprocess.Popen[str]] = []

    def keeper(code: str, due: str = "often", *, keep: object = None, **child: object) -> subprocess.Popen[str]:
        program = KEEPER.format(code=code, folder=str(tmp_path), due=due, keep=keep or {}, child=child)
        with (tmp_path / "log").open("w") as log, (tmp_path / "out").open("w") as out:
            process = subprocess.Popen([sys.executable, "-c", program], stdout=out, stderr=log, text=True)
        started.append(process)
        return process

    yield keeper
    for process in started:
        with suppress(ProcessLookupError):
            process.kill()
        process.wait()


def stopped(process: subprocess.Popen[str], number: int = signal.SIGTERM) -> int:
    process.send_signal(number)
    return process.wait(60)


COUNTING = "import sys; open(sys.argv[1] + '/runs', 'a').write('run\\n'); sys.exit({code})"


@pytest.mark.parametrize("code", [0, 1, 3, 75])
def test_it_lives_on_whatever_a_run_exits_with(start: Start, tmp_path: Path, code: int) -> None:
    """A run that fails, needs a person or finds the lock held is told, and the next one is started all the same."""
    process = start(COUNTING.format(code=code))
    until(lambda: len(lines(tmp_path / "runs")) >= 3)
    assert stopped(process) == 143
    assert f"(exit {code})" in (tmp_path / "log").read_text()


def test_a_crashing_run_is_told_by_its_signal(start: Start, tmp_path: Path) -> None:
    """A run that dies of a segmentation fault does not take the schedule with it."""
    crash = "import os, signal, sys; open(sys.argv[1] + '/runs', 'a').write('run\\n'); os.kill(os.getpid(), 11)"
    process = start(crash)
    until(lambda: len(lines(tmp_path / "runs")) >= 2)
    assert stopped(process) == 143
    assert "ended by signal 11" in (tmp_path / "log").read_text()


def test_a_run_that_cannot_be_started_is_told_each_time(start: Start, tmp_path: Path) -> None:
    """A missing program is a line in the log, not the end of the schedule."""
    process = start("")
    until(lambda: (tmp_path / "log").read_text().count("could not be started") >= 2)
    assert stopped(process) == 143


POLITE = """
import os, signal, sys, time
def stop(number, frame):
    open(sys.argv[1] + "/told", "a").write(f"{number}\\n")
    sys.exit(143)
for number in (signal.SIGTERM, signal.SIGINT):
    signal.signal(number, stop)
open(sys.argv[1] + "/child", "w").write(f"{os.getpid()}\\n")
time.sleep(600)
"""


@pytest.mark.parametrize(
    ("number", "told", "code"),
    [(signal.SIGTERM, signal.SIGTERM, 143), (signal.SIGINT, signal.SIGINT, 130), (signal.SIGHUP, signal.SIGTERM, 129)],
)
def test_a_signal_is_passed_on_once_and_waited_for(
    start: Start, tmp_path: Path, number: int, told: int, code: int
) -> None:
    """The run in progress is told to stop, once, and is gone when the schedule ends with the signal's exit code."""
    process = start(POLITE)
    until(lambda: lines(tmp_path / "child"))
    assert stopped(process, number) == code
    assert lines(tmp_path / "told") == [str(int(told))]
    assert not alive(int(lines(tmp_path / "child")[0]))


STUBBORN = """
import os, signal, subprocess, sys, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
inner = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
open(sys.argv[1] + "/child", "a").write(f"{os.getpid()} {inner.pid}\\n")
time.sleep(600)
"""


def test_a_run_that_does_not_stop_is_killed_with_all_it_started(start: Start, tmp_path: Path) -> None:
    """After the grace period neither the run nor its own children are left behind."""
    process = start(STUBBORN, grace_seconds=0.3)
    until(lambda: lines(tmp_path / "child"))
    assert stopped(process) == 143
    until(lambda: not any(alive(int(pid)) for pid in lines(tmp_path / "child")[0].split()))


def test_a_second_signal_means_now(start: Start, tmp_path: Path) -> None:
    """Who asks twice does not wait for the grace period."""
    process = start(STUBBORN, grace_seconds=3600.0)
    until(lambda: lines(tmp_path / "child"))
    process.send_signal(signal.SIGTERM)
    until(lambda: "stopping on SIGTERM" in (tmp_path / "log").read_text())
    assert stopped(process) == 143
    assert not alive(int(lines(tmp_path / "child")[0].split()[0]))


def test_a_run_beyond_its_deadline_is_killed_and_the_next_one_starts(start: Start, tmp_path: Path) -> None:
    """A hung run cannot block the schedule for ever."""
    process = start(STUBBORN, deadline_seconds=0.5, grace_seconds=0.2)
    until(lambda: len(lines(tmp_path / "child")) >= 2)
    assert not alive(int(lines(tmp_path / "child")[0].split()[0]))
    assert stopped(process) == 143


SLOW = """
import os, sys, time
try:
    os.mkdir(sys.argv[1] + "/going-on")
except FileExistsError:
    open(sys.argv[1] + "/overlap", "w")
time.sleep(1)
os.rmdir(sys.argv[1] + "/going-on")
open(sys.argv[1] + "/runs", "a").write("run\\n")
"""


def test_a_run_longer_than_the_period_is_never_doubled(start: Start, tmp_path: Path) -> None:
    """Starts that come due meanwhile are skipped and counted."""
    process = start(SLOW)
    until(lambda: len(lines(tmp_path / "runs")) >= 2)
    assert stopped(process) == 143
    assert not (tmp_path / "overlap").exists()
    assert "start skipped, 1 so far" in (tmp_path / "log").read_text()


def test_a_missed_run_is_made_up_for_at_once(start: Start, tmp_path: Path) -> None:
    """With the next start a year away, a missed one is started now, and only that one."""
    process = start(COUNTING.format(code=0), "never", keep={"at_once": True})
    until(lambda: "(exit 0)" in (tmp_path / "log").read_text())
    assert stopped(process) == 143
    assert lines(tmp_path / "runs") == ["run"]


def test_a_clock_put_back_is_followed(start: Start, tmp_path: Path) -> None:
    """A start planned by a clock that was a year ahead is planned anew once the clock is right."""
    process = start(COUNTING.format(code=0), "put_back", keep={"look_seconds": 0.1})
    until(lambda: lines(tmp_path / "runs"))
    assert stopped(process) == 143


def test_nothing_of_its_own_is_on_standard_output(start: Start, tmp_path: Path) -> None:
    """What the runs print is passed through, all else is a log line on standard error."""
    process = start("print('a report', flush=True)", "never", keep={"at_once": True})
    until(lambda: "(exit 0)" in (tmp_path / "log").read_text())
    assert stopped(process) == 143
    assert (tmp_path / "out").read_text() == "a report\n"
