"""A zip file of saved pages -> files, read one at a time and never unpacked to disk."""

from __future__ import annotations

import lzma
import os
import zipfile
import zlib
from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from scraper.archives.found import MOST_BYTES, Trouble
from scraper.archives.saved import File

ENDINGS = frozenset((".zip",))
_MOST_MEMBERS = 100_000
_LARGEST_DIRECTORY = 10 * 1024 * 1024
"""Bytes of the list of members, which is read whole before any of them."""
_HIGHEST_RATIO, _SMALL = 200, 1024 * 1024
"""How many times larger than packed a member may be, if it is not small; pages are ten times larger, a few fifty."""
_END, _END_64 = b"PK\x05\x06", b"PK\x06\x06"


def members(path: Path, where: str, wanted: Callable[[str], bool]) -> Iterator[File | Trouble]:
    """The members of a zip file whose names are `wanted`; one that names a place outside of it, shares its bytes with
    another, is too large or damaged is a Trouble."""
    try:
        with path.open("rb") as file, _opened(file) as archive:
            infos = archive.infolist()
            if len(infos) > _MOST_MEMBERS:
                yield Trouble(where, f"It holds {len(infos)} files, more than {_MOST_MEMBERS}.")
                return
            shared = _shared(infos)
            named = (info for info in infos if info.filename and not info.filename.endswith("/"))
            yield from (_member(archive, info, where, shared) for info in named if wanted(info.filename))
    except _TooLong:
        yield Trouble(where, f"The list of its files has more than {_LARGEST_DIRECTORY} bytes.")
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        yield Trouble(where, f"It is no zip file that can be read: {type(error).__name__}.")


class _TooLong(Exception):
    """The list of members is longer than memory should hold."""


def _opened(file: BinaryIO) -> zipfile.ZipFile:
    file.seek(0, os.SEEK_END)
    file.seek(max(file.tell() - (1 << 16) - 200, 0))
    end = file.read()
    told = ((end.rfind(_END), 12, 4), (end.rfind(_END_64), 40, 8))
    if any(
        at >= 0 and _LARGEST_DIRECTORY < int.from_bytes(end[at + start : at + start + size], "little") != 0xFFFFFFFF
        for at, start, size in told
    ):
        raise _TooLong
    return zipfile.ZipFile(file)


def _shared(infos: Sequence[zipfile.ZipInfo]) -> frozenset[int]:
    """Where members begin that share bytes with the one before: a small file can pretend to hold any amount so."""
    found: set[int] = set()
    end = -1
    for info in sorted(infos, key=lambda info: info.header_offset):
        if info.header_offset < end:
            found.add(info.header_offset)
        end = max(end, info.header_offset + info.compress_size + 1)
    return frozenset(found)


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, where: str, shared: Collection[int]) -> File | Trouble:
    place = f"{where}!{info.filename}"
    path = PurePosixPath(info.filename.replace("\\", "/"))
    why = _refused(info, path, shared)
    if why:
        return Trouble(place, why)
    try:
        with archive.open(info) as member:
            body = member.read(MOST_BYTES + 1)
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, zlib.error, lzma.LZMAError, EOFError):
        # RuntimeError: the member is encrypted.
        return Trouble(place, "It is damaged, encrypted, or packed in a way that cannot be read.")
    if len(body) > MOST_BYTES:
        return Trouble(place, f"It has more than {MOST_BYTES} bytes.")
    return File(place, str(path), body, _written(info))


def _refused(info: zipfile.ZipInfo, path: PurePosixPath, shared: Collection[int]) -> str:
    """Why a member is not read, "" when it is."""
    if path.is_absolute() or ".." in path.parts:
        return "It names a place outside of the zip file, so the file was not taken."
    if path.suffix.lower() in ENDINGS:
        return "It is a zip file within a zip file: take it out and import it by itself."
    if info.header_offset in shared:
        return "It shares its bytes with another file of the zip file, so it was not taken."
    if info.file_size > MOST_BYTES:
        return f"It has {info.file_size} bytes, at most {MOST_BYTES} are read."
    if info.file_size > max(_SMALL, _HIGHEST_RATIO * info.compress_size):
        return f"It is packed to less than one part in {_HIGHEST_RATIO}, which no page is, so it was not taken."
    return ""


def _written(info: zipfile.ZipInfo) -> datetime | None:
    try:
        return datetime(*info.date_time, tzinfo=UTC)
    except ValueError:
        return None
