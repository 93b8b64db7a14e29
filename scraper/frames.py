"""Frames on a pipe: a length, then as many bytes; whoever is at the other end may be slow, dead or lying."""

from __future__ import annotations

import math
import os
import select
import struct
import time

_LENGTH = struct.Struct(">Q")
_CHUNK = 1 << 20


class Late(Exception):
    """The deadline has passed."""


class Broken(Exception):
    """The other end is gone, in the middle of a frame or before it took ours."""


class TooLong(Exception):
    """A frame longer than allowed is announced; nothing of it is taken."""


def send(pipe: int, frame: bytes, deadline: float = math.inf) -> None:
    """Write one frame; `deadline` is a time of `time.monotonic`, and wants a pipe that does not block.

    Raises Late, Broken.
    """
    # Two writes of a large body, rather than a copy of it.
    for part in (_LENGTH.pack(len(frame)), frame):
        left = memoryview(part)
        while left:
            _wait(pipe, select.POLLOUT, deadline)
            left = left[_written(pipe, left) :]


def receive(pipe: int, most: int, deadline: float = math.inf) -> bytes | None:
    """Read one frame of at most `most` bytes; None when the other end was closed where a frame could begin.

    Raises Late, Broken, TooLong.
    """
    head = _read(pipe, _LENGTH.size, deadline)
    if not head:
        return None
    length = _LENGTH.unpack(head)[0] if len(head) == _LENGTH.size else 0
    if length > most:
        raise TooLong
    frame = _read(pipe, length, deadline)
    if len(head) + len(frame) < _LENGTH.size + length:
        raise Broken
    return frame


def _read(pipe: int, length: int, deadline: float) -> bytes:
    """That many bytes, fewer when they end. What was announced is believed only as it comes."""
    parts: list[bytes] = []
    while length > 0:
        _wait(pipe, select.POLLIN, deadline)
        part = os.read(pipe, min(length, _CHUNK))
        if not part:
            break
        parts.append(part)
        length -= len(part)
    return b"".join(parts)


def _written(pipe: int, part: memoryview) -> int:
    try:
        return os.write(pipe, part[:_CHUNK])
    except BlockingIOError:
        return 0  # poll promises room for some bytes, not for as many as are at hand
    except BrokenPipeError as error:
        raise Broken from error


def _wait(pipe: int, event: int, deadline: float) -> None:
    left = deadline - time.monotonic()
    poll = select.poll()
    poll.register(pipe, event)
    if left <= 0 or not poll.poll(None if left == math.inf else math.ceil(left * 1000)):
        raise Late
