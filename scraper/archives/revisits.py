"""What revisit records point to: bodies that stood in an earlier record, remembered while there is room."""

from __future__ import annotations

import zlib
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Protocol

from scraper.capture import Capture

_ROOM = 48 * 1024 * 1024
"""Bytes of compressed bodies that are remembered; the longest unused are forgotten first."""


class RecordHeaders(Protocol):
    """The headers of a WARC record."""

    def get_header(self, name: str) -> str | None:
        """The header's value, None when it is not there."""


class Revisits:
    """Bodies by the digest, the record and the address with its date that name them, over all files of an import."""

    def __init__(self, room: int = _ROOM) -> None:
        self._room = room
        self._used = 0
        self._bodies: OrderedDict[str, bytes] = OrderedDict()
        self._heads: dict[str, Capture] = {}
        self._names: dict[str, str] = {}

    def remember(self, capture: Capture, keys: Iterable[str], headers: RecordHeaders) -> None:
        """Keep what a response said, for records that only say it was the same again."""
        digest = capture.digest
        for key in (*keys, _place(capture.requested_url, headers.get_header("WARC-Date"))):
            self._names[key] = digest
        if digest not in self._bodies:
            self._bodies[digest] = zlib.compress(capture.body, 1)
            self._used += len(self._bodies[digest])
        self._heads[digest] = replace(capture, body=b"")
        self._bodies.move_to_end(digest)
        while self._used > self._room:
            forgotten, body = self._bodies.popitem(last=False)
            self._used -= len(body)
            del self._heads[forgotten]

    def recall(self, keys: Iterable[str], headers: RecordHeaders, url: str, at: datetime) -> Capture | None:
        """The capture a revisit stands for, at its own address and time; None when its body is not known any more."""
        refers = headers.get_header("WARC-Refers-To-Target-URI") or url
        place = _place(refers, headers.get_header("WARC-Refers-To-Date"))
        digest = next((self._names[key] for key in (*keys, place) if self._names.get(key) in self._bodies), None)
        if digest is None:
            return None
        body = zlib.decompress(self._bodies[digest])
        return replace(self._heads[digest], requested_url=url, final_url=url, at=at, body=body)


def _place(url: str, date: str | None) -> str:
    return f"{url.strip('<>')} {date or ''}"
