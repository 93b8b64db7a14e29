"""Frames on a pipe: whole, late, broken or too long, and nothing between."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scraper.frames import Broken, Late, TooLong, receive, send

SOON = 0.05


@pytest.fixture
def pipe() -> Iterator[tuple[int, int]]:
    """Its two ends, reading and writing; neither blocks."""
    ends = os.pipe()
    for end in ends:
        os.set_blocking(end, False)
    yield ends
    for end in ends:
        os.close(end)


def soon() -> float:
    """A deadline that passes in a moment."""
    return time.monotonic() + SOON


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.binary(max_size=2000), max_size=9))
def test_frames_arrive_as_they_were_sent(pipe: tuple[int, int], frames: list[bytes]) -> None:
    """In order, each by itself, the empty ones too."""
    for frame in frames:
        send(pipe[1], frame)
    assert [receive(pipe[0], 2000) for _ in frames] == frames


def test_a_frame_larger_than_any_pipe(pipe: tuple[int, int]) -> None:
    """It goes through in pieces while the other end takes them."""
    frame = os.urandom(5_000_000)
    sender = threading.Thread(target=send, args=(pipe[1], frame))
    sender.start()
    assert receive(pipe[0], len(frame)) == frame
    sender.join()


def test_nobody_writes_and_nobody_reads(pipe: tuple[int, int]) -> None:
    """Waiting ends at the deadline, for a frame and for room for one."""
    with pytest.raises(Late):
        receive(pipe[0], 10, soon())
    with pytest.raises(Late):
        send(pipe[1], bytes(5_000_000), soon())


def test_a_deadline_that_has_passed_allows_nothing(pipe: tuple[int, int]) -> None:
    """Not even what would not have to be waited for."""
    send(pipe[1], b"x")
    with pytest.raises(Late):
        receive(pipe[0], 10, time.monotonic() - 1)


def test_an_end_between_frames_is_an_end() -> None:
    """None, rather than an error: there is no more."""
    reading, writing = os.pipe()
    send(writing, b"last")
    os.close(writing)
    assert (receive(reading, 10), receive(reading, 10)) == (b"last", None)
    os.close(reading)


@pytest.mark.parametrize("kept", [1, 7, 8, 10, 11])
def test_an_end_inside_a_frame_is_a_break(kept: int) -> None:
    """Wherever it is cut, nothing of it is taken."""
    reading, writing = os.pipe()
    os.write(writing, (len(b"last").to_bytes(8, "big") + b"last")[:kept])
    os.close(writing)
    with pytest.raises(Broken):
        receive(reading, 10)
    os.close(reading)


def test_nobody_is_left_to_read() -> None:
    """The frame is not taken, and that is told."""
    reading, writing = os.pipe()
    os.close(reading)
    with pytest.raises(Broken):
        send(writing, b"x")
    os.close(writing)


def test_a_long_frame_is_refused_by_its_length(pipe: tuple[int, int]) -> None:
    """An exabyte that is only announced costs nothing."""
    os.write(pipe[1], (1 << 60).to_bytes(8, "big"))
    with pytest.raises(TooLong):
        receive(pipe[0], 1 << 30, soon())
