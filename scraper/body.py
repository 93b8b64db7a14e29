"""A response body, collected and inflated under one cap; pure.

The HTTP library hands over cut gzip bodies as if they were whole and cannot stop a bomb before it is inflated, so the
bytes are taken as they were on the wire and inflated here: at most one coding, gzip only, to its very end.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

_GZIP = (("gzip",), ("x-gzip",))
_GZIP_WINDOW = 31


class Damaged(ValueError):
    """The bytes are not what their labels say, or they end too early."""


class Overflow(ValueError):
    """More bytes than the cap, on the wire or inflated."""


class Body:
    """Takes the bytes of one response as they come; holds the content, never more of it than `max_bytes`.

    `codings` are the values of the Content-Encoding headers: a coding other than gzip, or more than one, is damage.
    """

    def __init__(self, codings: Iterable[str], max_bytes: int) -> None:
        self._max_bytes = max_bytes
        self._on_wire = 0
        self._content = bytearray()
        self._codings = tuple(_names(codings))
        self._member = zlib.decompressobj(_GZIP_WINDOW)
        self._whole = not self._codings

    @property
    def content(self) -> bytes:
        """What has arrived so far, inflated, cut at the cap."""
        return bytes(memoryview(self._content)[: self._max_bytes])

    def add(self, chunk: bytes) -> None:
        """Take the next bytes. Raises Overflow, Damaged."""
        self._on_wire += len(chunk)
        if not self._codings:
            self._content += chunk[: self._room]
        elif self._codings in _GZIP:
            self._inflate(chunk)
        else:
            raise Damaged("a content coding that was not asked for")
        if max(self._on_wire, len(self._content)) > self._max_bytes:
            raise Overflow

    def end(self) -> None:
        """There is no more. Raises Damaged when a gzip member is not finished, its check sum included."""
        if not self._whole:
            raise Damaged("the body ends early, or is in a coding that was not asked for")

    @property
    def _room(self) -> int:
        """One byte more than is allowed, so that passing the cap can be told from reaching it."""
        return self._max_bytes + 1 - len(self._content)

    def _inflate(self, chunk: bytes) -> None:
        while chunk and self._room > 0:
            try:
                self._content += self._member.decompress(chunk, self._room)
            except zlib.error as error:
                raise Damaged(f"not gzip: {error}") from error
            self._whole = self._member.eof
            if self._whole:
                chunk, self._member = self._member.unused_data, zlib.decompressobj(_GZIP_WINDOW)
            else:
                chunk = self._member.unconsumed_tail


def _names(codings: Iterable[str]) -> Iterator[str]:
    names = (name.strip().lower() for value in codings for name in value.split(","))
    return (name for name in names if name not in ("", "identity"))
