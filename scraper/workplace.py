"""One child process that reads, seen from outside: started, asked, and buried with the reason it died of."""

from __future__ import annotations

import fcntl
import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from scraper import frames
from scraper.confinement import OUT_OF_MEMORY, Limits
from scraper.errors import ReadError

_ROOT = str(Path(__file__).resolve().parents[1])
# The directories come from this process: the code that reads is surely the same as ours, however we were started.
_START = "import sys; sys.path += sys.argv[4:]; from scraper.worker import main; main()"
_INHERITED = ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")
_GRACE_SECONDS = 1.0
_LAST_WORDS = 65536
_LONGEST_SENTENCE = 200
_PIPE_BYTES = 1 << 20


class Lost(ReadError):
    """The process is gone or talks nonsense, for which pages it read before may be to blame."""


class Workplace:
    """A process that runs `scraper.worker`. Raises Lost when it cannot be started; `end` must be called."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        numbers = (limits.memory_bytes, limits.cpu_seconds, limits.result_bytes)
        paths = (_ROOT, *(str(Path(path).absolute()) for path in sys.path if path))
        try:
            self._process = subprocess.Popen(  # noqa: S603  # our own interpreter and code
                (sys.executable, "-I", "-S", "-c", _START, *map(str, numbers), *paths),
                bufsize=0,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                cwd="/",
                env={name: os.environ[name] for name in _INHERITED if name in os.environ},
            )
        except OSError as error:
            raise Lost("reader-died", f"The reader could not be started: {error.strerror}.") from error
        pipes = (self._process.stdin, self._process.stdout, self._process.stderr)
        self._stdin, self._stdout, self._stderr = (pipe.fileno() for pipe in pipes if pipe)
        for pipe in (self._stdin, self._stdout, self._stderr):
            os.set_blocking(pipe, False)
        _widen(self._stdin, self._stdout)

    @property
    def pid(self) -> int:
        """The process id."""
        return self._process.pid

    def answer(self, question: bytes, body: bytes, deadline: float) -> bytes:
        """The answer to a question, unread; `deadline` is a time of `time.monotonic`.

        Raises ReadError when the page passes a limit, Lost when the process ended. Then it is of no more use.
        """
        try:
            frames.send(self._stdin, question, deadline)
            frames.send(self._stdin, body, deadline)
            answer = frames.receive(self._stdout, self._limits.result_bytes, deadline)
        except frames.Late as error:
            raise ReadError("over-limit", f"Reading took more than {self._limits.wall_seconds:g} s.") from error
        except frames.TooLong as error:
            raise Lost("reader-died", "The reader gave an answer without end.") from error
        except frames.Broken as error:
            raise self._cause_of_death() from error
        if answer is None:
            raise self._cause_of_death()
        return answer

    def end(self) -> None:
        """End the process, whatever it is doing: it holds nothing that could be lost."""
        self._process.kill()
        with self._process:  # closes the pipes and waits
            pass

    def _cause_of_death(self) -> ReadError:
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(_GRACE_SECONDS)
        self._process.kill()
        code = self._process.wait()
        if code == -signal.SIGXCPU:
            return ReadError("over-limit", f"Reading took more than {self._limits.cpu_seconds} s of CPU.")
        if code == OUT_OF_MEMORY:
            return Lost("over-limit", f"Reading took more than {self._limits.memory_bytes / 2**30:.3g} GB of memory.")
        if code < 0:
            return Lost("reader-died", f"The reader was ended by signal {-code} ({signal.strsignal(-code)}).")
        return Lost("reader-died", f"The reader ended (exit {code}). {self._last_words()}".strip())

    def _last_words(self) -> str:
        """The last line of its standard error, which may hold anything."""
        try:
            said = os.read(self._stderr, _LAST_WORDS).decode("utf-8", "replace")
        except BlockingIOError:
            return ""
        return " ".join(said.strip().rpartition("\n")[2].split())[:_LONGEST_SENTENCE]


def _widen(*pipes: int) -> None:
    """A pipe that takes a whole page at once saves a change of process for each 64 KB of it; Linux only."""
    for pipe in pipes:
        with suppress(AttributeError, OSError):
            fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, _PIPE_BYTES)
