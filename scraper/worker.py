"""The process that reads hostile pages: one question after another on standard input, until there are no more.

It ends without ceremony when a page is too much for it: what it knows is in its exit code and the last line of its
standard error.
"""

from __future__ import annotations

import functools
import gc
import os
import sys
from types import TracebackType

from scraper import frames, wire
from scraper.capture import Capture
from scraper.confinement import OUT_OF_MEMORY, Limits, allow_cpu, confine, most_memory
from scraper.discover import discover
from scraper.errors import ReadError
from scraper.examine import examine_unless
from scraper.layout import Layout
from scraper.layouts.shipped import shipped
from scraper.question import Question, Reply

_LONGEST_QUESTION = 1 << 20
_STDIN, _STDOUT = 0, 1
_FULL, _GROWN = 0.7, 0.25


def main() -> None:
    """Confine this process, then answer until the other end closes; the arguments are those of `Workplace`."""
    memory_bytes, cpu_seconds, result_bytes = map(int, sys.argv[1:4])
    limits = Limits(cpu_seconds=cpu_seconds, memory_bytes=memory_bytes, result_bytes=result_bytes)
    gc.collect()
    gc.freeze()  # the code stays: no reason to look through it after each page
    sys.excepthook = functools.partial(_die, limits.memory_bytes)
    confine(limits.memory_bytes)
    _serve(limits)


def _die(memory_bytes: int, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """A library without memory says so in words of its own, or in none: what counts is how much there was in use."""
    if issubclass(kind, MemoryError) or most_memory() > _FULL * memory_bytes:
        os._exit(OUT_OF_MEMORY)  # there may not be enough left for anything more orderly
    sys.__excepthook__(kind, error, trace)


def _serve(limits: Limits) -> None:
    """Answer until there are no more questions, or until this process is so large that a fresh one had better go on."""
    grown = False
    while not grown:
        allow_cpu(limits.cpu_seconds)
        asked = frames.receive(_STDIN, _LONGEST_QUESTION)
        body = frames.receive(_STDIN, limits.memory_bytes)
        if asked is None or body is None:
            return
        frames.send(_STDOUT, _answer(wire.load(Question, asked), body, limits.result_bytes))
        grown = most_memory() > _GROWN * limits.memory_bytes


def _answer(asked: Question, body: bytes, most: int) -> bytes:
    answer = wire.dump(_reply(asked, asked.capture(body), shipped(asked.layout, asked.labels)))
    if len(answer) <= most:
        return answer
    return wire.dump(Reply(refused=("over-limit", f"What the page says is more than {most:,} bytes.")))


def _reply(asked: Question, capture: Capture, layout: Layout) -> Reply:
    try:
        if asked.verb == "discover":
            return Reply(listing=discover(capture, layout))
        return Reply(examined=examine_unless(capture, layout, asked.known))
    except ReadError as error:
        return Reply(refused=(error.code, str(error)))


if __name__ == "__main__":
    main()
