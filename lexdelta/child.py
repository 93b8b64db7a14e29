"""One run in a process of its own: started, waited for, and stopped with everything it started."""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from lexdelta import exits

_LOG = logging.getLogger(__name__)
_MEANINGS = {
    exits.DONE: "done",
    exits.FAILED: "failed",
    exits.NEEDS_A_PERSON: "finished, a person is needed",
    exits.CHANGED: "done, changes found",
    exits.LOCKED: "not started, another run holds the lock",
    exits.MISCONFIGURED: "not started, the configuration cannot be used",
    exits.INTERRUPTED: "stopped",
    exits.TERMINATED: "stopped",
}
_FINE = (exits.DONE, exits.CHANGED, exits.INTERRUPTED, exits.TERMINATED)
_LOOK_SECONDS = 0.05


def lexdelta_command(*arguments: str) -> tuple[str, ...]:
    """The command line that starts this program again, with this very interpreter."""
    return module_command("lexdelta", *arguments)


def module_command(module: str, *arguments: str) -> tuple[str, ...]:
    """The command line that starts a module of ours, with this very interpreter."""
    # A console script does not look for modules in the working folder; without -P its child would.
    here = sys.path[:1] == [str(Path.cwd())]
    return (sys.executable, *(() if here else ("-P",)), "-m", module, *arguments)


class Child:
    """The child there may be at one time. `run` and `stop` may be called from different threads.

    A command that is a function is asked at each start. The child has a session of its own, so that a Ctrl-C reaches it
    once, through us. Longer than `deadline_seconds` it counts as hung; after being told to stop it has `grace_seconds`.
    Both end in SIGKILL for it and all it started.
    """

    def __init__(
        self,
        command: Sequence[str] | Callable[[], Sequence[str]],
        *,
        deadline_seconds: float = 24 * 3600.0,
        grace_seconds: float = 10.0,
    ) -> None:
        self._command = command
        self._deadline_seconds = deadline_seconds
        self._grace_seconds = grace_seconds
        self._lock = threading.Lock()
        self._stopping = False
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def stopping(self) -> bool:
        """Whether it was told to stop, for good."""
        return self._stopping

    def run(self) -> int | None:
        """Start it and wait for its exit code, negative for a signal; None when it could not start. Never raises."""
        process = self._start()
        if process is None:
            return None
        try:
            code = process.wait(self._deadline_seconds)
        except subprocess.TimeoutExpired:
            _LOG.error("the run still goes on after %.0f hours and is stopped", self._deadline_seconds / 3600)
            self._end(process, signal.SIGTERM, lambda: False)
            code = process.wait()
        _tell(code)
        return code

    def _start(self) -> subprocess.Popen[bytes] | None:
        with self._lock:
            if self._stopping:
                return None
            try:
                self._process = subprocess.Popen(  # noqa: S603  # our own command line
                    self._command() if callable(self._command) else self._command,
                    stdin=subprocess.DEVNULL,
                    start_new_session=True,
                )
            except OSError as error:
                _LOG.error("the run could not be started: %s", error)  # expected, so no traceback
                return None
            return self._process

    def stop(self, signum: int, *, impatient: Callable[[], bool] = lambda: False) -> None:
        """Start nothing any more; pass the signal on to the child, if there is one, and return when it is gone."""
        with self._lock:
            self._stopping = True
            process = self._process
        if process is not None:
            self._end(process, signum, impatient)

    def _end(self, process: subprocess.Popen[bytes], signum: int, impatient: Callable[[], bool]) -> None:
        # A terminal that went away is no reason a run knows of: it is asked to end.
        process.send_signal(signal.SIGTERM if signum == signal.SIGHUP else signum)
        last = time.monotonic() + self._grace_seconds
        while process.poll() is None and time.monotonic() < last and not impatient():
            time.sleep(_LOOK_SECONDS)
        if process.poll() is None:
            _LOG.warning("the run did not stop and is killed")
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _tell(code: int) -> None:
    if code < 0:
        _LOG.warning("run ended by signal %d (%s)", -code, signal.strsignal(-code) or "unknown")
        return
    log = _LOG.info if code in _FINE else _LOG.warning
    log("run %s (exit %d)", _MEANINGS.get(code, "ended unexpectedly"), code)
