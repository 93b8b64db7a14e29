"""The schedule: starts `lexdelta run` as a child when a cron expression is due. The only import of APScheduler.

Times are UTC, so that no hour is skipped or doubled. A start that was missed (the machine slept, the last run still
goes on) is made up for once at most, never once for each; a clock that is put right, forward or back, is followed
within a minute.
"""

from __future__ import annotations

import logging
import os
import select
import signal
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from types import FrameType

from apscheduler.events import EVENT_JOB_MAX_INSTANCES, EVENT_SCHEDULER_STARTED, JobSubmissionEvent
from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.blocking import BlockingScheduler
from apscheduler.triggers.base import BaseTrigger
from cronsim import CronSim

from lexdelta.child import Child

NextTime = Callable[[datetime], datetime]
"""The first moment due after the given one; both aware, UTC."""

_LOG = logging.getLogger(__name__)
_JOB = "run"
_LONG_AGO = datetime.min.replace(tzinfo=UTC)
_STOPPING = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)


def next_time(expressions: Iterable[str]) -> NextTime:
    """The function that knows when the first of several cron expressions (UTC, checked before) is due."""
    wanted = tuple(expressions)
    return lambda after: min(next(CronSim(each, after)) for each in wanted)


def overdue(expressions: Iterable[str], last: datetime | None, now: datetime) -> bool:
    """Whether a start was missed since the last finished run (aware, UTC); None, no run ever, misses nothing."""
    if last is None:
        return False
    return any(next(CronSim(each, now, reverse=True)) > last for each in expressions)


def is_for(first: Sequence[str], others: Sequence[str], last: datetime | None, now: datetime) -> bool:
    """Whether a start at `now` is for one of the first expressions: one of them came last, or one was missed."""

    def latest(expressions: Sequence[str]) -> datetime:
        after = now + timedelta(seconds=1)
        return max((next(CronSim(each, after, reverse=True)) for each in expressions), default=_LONG_AGO)

    return latest(first) >= latest(others) or overdue(first, last, now)


class Due(BaseTrigger):  # type: ignore[misc]  # the library ships no types
    """Asks the clock again each time, so that a gap of any length holds one start."""

    def __init__(self, due: NextTime) -> None:
        self._due = due

    def get_next_fire_time(self, previous_fire_time: datetime | None, now: datetime) -> datetime:
        """The next start after now, and after the last one when the clock stands before it."""
        return self._due(max(previous_fire_time or now, now))


def keep(child: Child, due: NextTime, *, at_once: bool = False, look_seconds: float = 60.0) -> int:
    """Start the child whenever it is due, one at a time, until SIGTERM, SIGINT or SIGHUP; then stop it and wait for it.

    `at_once` starts with a run that was missed; every `look_seconds` the clock is looked at. Returns the exit code, 128
    and the signal's number. To be called from the main thread, once per process.
    """
    logging.getLogger("apscheduler").setLevel(logging.ERROR)
    scheduler = BlockingScheduler(timezone=UTC, executors={"default": ThreadPoolExecutor(1)})
    _add_job(scheduler, child, due, at_once=at_once)
    _count_skipped(scheduler)
    with _caught_signals() as signals:
        watcher = _Watcher(scheduler, child, due, signals, look_seconds)
        # Not before: a scheduler that does not run yet cannot be stopped.
        scheduler.add_listener(lambda _: watcher.start(), EVENT_SCHEDULER_STARTED)
        _LOG.info("next run %s", _stamp(due(datetime.now(UTC))))
        scheduler.start()
        watcher.join()
    return 128 + watcher.signal


def _add_job(scheduler: BlockingScheduler, child: Child, due: NextTime, *, at_once: bool) -> None:
    def job() -> None:
        child.run()
        if not child.stopping:
            _LOG.info("next run %s", _stamp(due(datetime.now(UTC))))

    now = datetime.now(UTC)
    first = now if at_once else due(now)
    options = {"misfire_grace_time": None, "coalesce": True, "max_instances": 1, "next_run_time": first}
    scheduler.add_job(job, Due(due), id=_JOB, **options)


def _count_skipped(scheduler: BlockingScheduler) -> None:
    skipped = 0

    def told(event: JobSubmissionEvent) -> None:
        nonlocal skipped
        skipped += len(event.scheduled_run_times)
        _LOG.warning("a run is still going on: start skipped, %d so far", skipped)

    scheduler.add_listener(told, EVENT_JOB_MAX_INSTANCES)


class _Watcher(threading.Thread):
    """Waits for a signal beside the scheduler, and looks at the clock now and then.

    A handler may not touch locks the main thread could be holding, so it only writes a byte, which is read here.
    """

    def __init__(
        self, scheduler: BlockingScheduler, child: Child, due: NextTime, signals: int, look_seconds: float
    ) -> None:
        super().__init__(name="lexdelta-schedule")
        self._scheduler = scheduler
        self._child = child
        self._due = due
        self._signals = signals
        self._look_seconds = look_seconds
        self.signal = 0

    def run(self) -> None:
        """Until a signal comes: look; then stop the child, and the scheduler."""
        while not self._readable(self._look_seconds):
            self._look()
        self.signal = os.read(self._signals, 1)[0]
        _LOG.info("stopping on %s", signal.Signals(self.signal).name)
        # A second signal means now.
        self._child.stop(self.signal, impatient=lambda: self._readable(0))
        self._scheduler.shutdown(wait=False)

    def _readable(self, seconds: float) -> bool:
        return bool(select.select([self._signals], [], [], seconds)[0])

    def _look(self) -> None:
        """Wake the scheduler, whose sleep knows nothing of a clock put forward; plan anew when it was put back."""
        job = self._scheduler.get_job(_JOB)
        planned = job.next_run_time if job else None  # read before the clock, or a start just made would look late
        due = self._due(datetime.now(UTC))
        if planned is not None and due < planned:
            self._scheduler.modify_job(_JOB, next_run_time=due)
        self._scheduler.wakeup()


@contextmanager
def _caught_signals() -> Iterator[int]:
    """A descriptor from which the numbers of the signals that end us can be read; what is ignored stays ignored."""
    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    taken = {number: signal.getsignal(number) for number in _STOPPING}
    taken = {number: handler for number, handler in taken.items() if handler is not signal.SIG_IGN}
    for number in taken:
        signal.signal(number, _nothing)
    before = signal.set_wakeup_fd(writing, warn_on_full_buffer=False)
    try:
        yield reading
    finally:
        signal.set_wakeup_fd(before)
        for number, handler in taken.items():
            signal.signal(number, handler)
        os.close(reading)
        os.close(writing)


def _nothing(signum: int, frame: FrameType | None) -> None:
    """The byte is written by the interpreter itself."""


def _stamp(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
