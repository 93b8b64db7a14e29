"""What an import derived and has not written yet: in a file of its own, so that history of any length fits."""

from __future__ import annotations

import struct
import tempfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from types import TracebackType
from typing import Self

from diffs.change import BlockChange, Change, SectionChange, StatusChange, TitleChange
from lexdelta.history.timeline import Difference, Judged, Side
from scraper import wire
from scraper.page import Page

_LENGTH = struct.Struct(">Q")


@dataclass(frozen=True, slots=True)
class Refused:
    """An imported capture that is no state of its page, and why (pairs of code and sentence)."""

    at: datetime
    capture: int
    reasons: tuple[tuple[str, str], ...]
    text_digest: str | None


Derived = Page | Judged | Difference | Refused
"""A page, and what follows it is of that page; `Difference` comes after the states it lies between."""


@dataclass(frozen=True, slots=True)
class _Line:
    """One of them as it is written down: exactly one of the first three, or a change between two sides."""

    page: Page | None = None
    judged: Judged | None = None
    refused: Refused | None = None
    sides: tuple[Side, Side] | None = None
    looks: tuple[datetime, datetime] | None = None
    status: StatusChange | None = None
    section: SectionChange | None = None
    block: BlockChange | None = None
    title: TitleChange | None = None


class Spool:
    """Takes in what is derived, and gives it back in that order as often as it is asked. A context manager.

    The file has no name and is gone with the process, however that ends. Raises OSError when there is no room.
    """

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115  # closed by our own __exit__

    def add(self, derived: Derived) -> None:
        """Take one in."""
        line = zlib.compress(wire.dump(_line(derived)), 1)
        self._file.write(_LENGTH.pack(len(line)))
        self._file.write(line)

    def __iter__(self) -> Iterator[Derived]:
        self._file.seek(0)
        while head := self._file.read(_LENGTH.size):
            yield _derived(wire.load(_Line, zlib.decompress(self._file.read(_LENGTH.unpack(head)[0]))))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self._file.close()


def _line(derived: Derived) -> _Line:
    if not isinstance(derived, Difference):
        return _Line(
            page=derived if isinstance(derived, Page) else None,
            judged=derived if isinstance(derived, Judged) else None,
            refused=derived if isinstance(derived, Refused) else None,
        )
    change = derived.change
    return _Line(
        sides=(derived.before, derived.after),
        looks=(derived.last_seen_old, derived.first_seen_new),
        status=change if isinstance(change, StatusChange) else None,
        section=change if isinstance(change, SectionChange) else None,
        block=change if isinstance(change, BlockChange) else None,
        title=change if isinstance(change, TitleChange) else None,
    )


def _derived(line: _Line) -> Derived:
    change: Change | None = line.status or line.section or line.block or line.title
    if change and line.sides and line.looks:
        return Difference(change, *line.sides, *line.looks)
    found = line.page or line.judged or line.refused
    if found is None:
        raise RuntimeError("a line of the spool says nothing")
    return found
