"""A zip file of saved pages -> files, read one at a time and never unpacked to disk."""

from __future__ import annotations

import lzma
import zipfile
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

from scraper.archives.found import MOST_BYTES, Trouble
from scraper.archives.saved import File

ENDINGS = frozenset((".zip",))
_MOST_MEMBERS = 100_000


def members(path: Path, where: str) -> Iterator[File | Trouble]:
    """The members of a zip file; one that names a place outside of it, is too large or damaged is a Trouble."""
    try:
        with zipfile.ZipFile(path) as archive:
            infos = archive.infolist()
            if len(infos) > _MOST_MEMBERS:
                yield Trouble(where, f"It holds {len(infos)} files, more than {_MOST_MEMBERS}.")
                return
            named = (info for info in infos if info.filename and not info.filename.endswith("/"))
            yield from (_member(archive, info, where) for info in named)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        yield Trouble(where, f"It is no zip file that can be read: {type(error).__name__}.")


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, where: str) -> File | Trouble:
    place = f"{where}!{info.filename}"
    path = PurePosixPath(info.filename.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts:
        return Trouble(place, "It names a place outside of the zip file, so the file was not taken.")
    if info.file_size > MOST_BYTES:
        return Trouble(place, f"It has {info.file_size} bytes, at most {MOST_BYTES} are read.")
    try:
        with archive.open(info) as member:
            body = member.read(MOST_BYTES + 1)
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, zlib.error, lzma.LZMAError, EOFError):
        # RuntimeError: the member is encrypted.
        return Trouble(place, "It is damaged, encrypted, or packed in a way that cannot be read.")
    if len(body) > MOST_BYTES:
        return Trouble(place, f"It has more than {MOST_BYTES} bytes.")
    return File(place, str(path), body, _written(info))


def _written(info: zipfile.ZipInfo) -> datetime | None:
    try:
        return datetime(*info.date_time, tzinfo=UTC)
    except ValueError:
        return None
