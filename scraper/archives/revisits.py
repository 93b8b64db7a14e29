"""What revisit records point to: bodies that stood in an earlier record, remembered while there is room."""

from __future__ import annotations

import zlib
from collections import OrderedDict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import Protocol

from scraper.capture import Capture

_ROOM = 32 * 1024 * 1024
"""Bytes that are remembered, bodies compressed; the longest unused are forgotten first."""
_MOST_NAMES = 30_000
"""Names of bodies that are remembered, three a record: a page that never changes has as many as it was looked at."""
_LONGEST_NAME = 2000
_BESIDE = 1000
"""Bytes that a body takes besides itself, its headers and its address."""


class RecordHeaders(Protocol):
    """The headers of a WARC record."""

    def get_header(self, name: str) -> str | None:
        """The header's value, None when it is not there."""


class Revisits:
    """Bodies by the digest, the record and the address with its date that name them, over all files of an import."""

    def __init__(self, room: int = _ROOM, most_names: int = _MOST_NAMES) -> None:
        self._room, self._most_names = room, most_names
        self._used = 0
        self._bodies: OrderedDict[str, bytes] = OrderedDict()
        self._heads: dict[str, Capture] = {}
        self._names: OrderedDict[str, str] = OrderedDict()

    def remember(self, capture: Capture, keys: Iterable[str], headers: RecordHeaders) -> None:
        """Keep what a response said, for records that only say it was the same again."""
        digest = capture.digest
        for key in _short(*keys, _place(capture.requested_url, headers.get_header("WARC-Date"))):
            self._names[key] = digest
            self._names.move_to_end(key)
        while len(self._names) > self._most_names:
            self._names.popitem(last=False)
        if digest not in self._bodies:
            self._bodies[digest] = zlib.compress(capture.body, 1)
            self._heads[digest] = replace(capture, body=b"")
            self._used += self._weight(digest)
        self._bodies.move_to_end(digest)
        while self._used > self._room:
            forgotten = next(iter(self._bodies))
            self._used -= self._weight(forgotten)
            del self._bodies[forgotten], self._heads[forgotten]

    def _weight(self, digest: str) -> int:
        head = self._heads[digest]
        return len(self._bodies[digest]) + len(repr(head.headers)) + 2 * len(head.requested_url) + _BESIDE

    def recall(self, keys: Iterable[str], headers: RecordHeaders, url: str, at: datetime) -> Capture | None:
        """The capture a revisit stands for, at its own address and time; None when its body is not known any more."""
        refers = headers.get_header("WARC-Refers-To-Target-URI") or url
        place = _place(refers, headers.get_header("WARC-Refers-To-Date"))
        names = (self._names.get(key) for key in _short(*keys, place))
        digest = next((name for name in names if name in self._bodies), None)
        if digest is None:
            return None
        body = zlib.decompress(self._bodies[digest])
        return replace(self._heads[digest], requested_url=url, final_url=url, at=at, body=body)


def _short(*names: str) -> Iterator[str]:
    return (name for name in names if len(name) <= _LONGEST_NAME)


def _place(url: str, date: str | None) -> str:
    return f"{url.strip('<>')} {date or ''}"
