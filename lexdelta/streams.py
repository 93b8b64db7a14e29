"""Standard streams that never surprise: a closed one, one whose reader left, one that cannot spell every letter."""

from __future__ import annotations

import os
import select
import sys
from io import TextIOWrapper
from typing import TextIO


def prepare() -> None:
    """Make the streams usable whatever they are: to be called once, before anything is opened or written.

    A closed stream is replaced by the null device, so that no file opened later gets its number and is written into.
    Letters an encoding does not have are written as escapes.
    """
    while (number := os.open(os.devnull, os.O_RDWR)) <= 2:
        pass
    os.close(number)
    sys.stdout = sys.stdout or _null(1)
    sys.stderr = sys.stderr or _null(2)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _null(number: int) -> TextIO:
    return os.fdopen(number, "w", encoding="utf-8", closefd=False)


def reader_left() -> bool:
    """Whether nobody reads standard output or error any more (`lexdelta changes | head`)."""
    poll = select.poll()
    for number in (1, 2):
        poll.register(number, 0)
    return any(event & select.POLLERR for _, event in poll.poll(0))


def abandon(*numbers: int) -> None:
    """Send what is still to be written nowhere, so that the interpreter does not complain on its way out."""
    null = os.open(os.devnull, os.O_WRONLY)
    for number in numbers:
        os.dup2(null, number)
    os.close(null)
