"""What a process that reads hostile pages may use; set by the process itself before it sees the first byte of one."""

from __future__ import annotations

import math
import re
import resource
import signal
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

OUT_OF_MEMORY = 77
"""The exit code of a process that could not get the memory it needed."""

_FILES = 16


@dataclass(frozen=True, slots=True)
class Limits:
    """What reading one page may cost: seconds of processor and of wall time, bytes of memory, bytes of result."""

    cpu_seconds: int = 20
    wall_seconds: float = 20.0
    memory_bytes: int = 1 << 30
    result_bytes: int = 16 << 20


def confine(memory_bytes: int) -> None:
    """For good: that much address space, nothing written to any file, no core, no further process, few open files.

    Where the system does not know a limit (macOS and address space) the rest still hold.
    """
    _lower(resource.RLIMIT_AS, memory_bytes)
    _lower(resource.RLIMIT_CORE, 0)
    _lower(resource.RLIMIT_FSIZE, 0)
    _lower(resource.RLIMIT_NOFILE, _FILES)
    _lower(resource.RLIMIT_NPROC, 0)
    sys.dont_write_bytecode = True
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the terminal sends it to us too, and it is meant for our parent


def allow_cpu(seconds: int) -> None:
    """From now on this process may use that many seconds of processor; then SIGXCPU ends it."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    soft = math.ceil(used.ru_utime + used.ru_stime) + seconds
    resource.setrlimit(resource.RLIMIT_CPU, (soft if hard == resource.RLIM_INFINITY else min(soft, hard), hard))


def most_memory() -> int:
    """The most bytes of real memory that this process ever held.

    Linux keeps a parent's peak in `ru_maxrss` through exec, so that a child of a large program would look large from
    its first moment; the address space's own high-water mark starts anew.
    """
    with suppress(OSError):
        status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
        found = re.search(r"^VmHWM:\s+(\d+) kB$", status, re.MULTILINE)
        if found:
            return int(found[1]) * 1024
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def _lower(which: int, most: int) -> None:
    _, hard = resource.getrlimit(which)
    most = most if hard == resource.RLIM_INFINITY else min(most, hard)
    with suppress(OSError, ValueError):
        resource.setrlimit(which, (most, most))
