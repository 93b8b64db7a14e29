"""Paths -> everything in them that may be a profile: the one door to all kinds of archives."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath

from scraper.archives import mhtml, saved, zipped
from scraper.archives.found import MOST_BYTES, Item, Trouble, Wanted
from scraper.archives.manifest import NAMES, read_manifest
from scraper.archives.revisits import Revisits
from scraper.archives.saved import File, Known

_UNREADABLE = "It cannot be read."
WARC_ENDINGS = (".warc", ".warc.gz", ".arc", ".arc.gz")


def take(paths: Sequence[Path], wanted: Wanted) -> Iterator[Item]:
    """Captures and troubles, in the order of the paths, folders walked by name; one at a time, whatever the size.

    Taken are HTML and text files, MHTML, WARC (plain or gzip), and zip files of these; inside a folder anything else
    is passed over, named by itself it is a Trouble. What `wanted` refuses (an address) is passed over. Never raises.
    """
    seen = Revisits()
    for path in paths:
        try:
            kind = path.stat().st_mode
        except FileNotFoundError:
            yield Trouble(str(path), "There is no such file.")
            continue
        except (OSError, ValueError):
            yield Trouble(str(path), _UNREADABLE)
            continue
        if stat.S_ISDIR(kind):
            yield from _folder(path, wanted, seen)
        elif stat.S_ISREG(kind):
            yield from _file(path, {}, wanted, seen)
        else:
            # A pipe or a device would be read for ever.
            yield Trouble(str(path), "It is neither a file nor a folder.")


def _folder(folder: Path, wanted: Wanted, seen: Revisits) -> Iterator[Item]:
    manifest: dict[Path, Known] = {}
    closed: dict[str, None] = {}
    for path in _walk(folder, closed):
        if path.name in NAMES:
            try:
                found = read_manifest(path.name, _small(path))
            except (OSError, ValueError) as error:
                yield Trouble(str(path), str(error) if isinstance(error, ValueError) else _UNREADABLE)
                continue
            manifest |= {path.parent / name: known for name, known in found.items()}
    for path in _walk(folder, closed):
        if _is_taken(path):
            yield from _file(path, manifest, wanted, seen)
    yield from (Trouble(name, _UNREADABLE) for name in closed)


def _small(path: Path) -> bytes:
    if path.stat().st_size > MOST_BYTES:
        raise ValueError(f"It is larger than {MOST_BYTES} bytes, and was not read.")
    return path.read_bytes()


def _walk(folder: Path, closed: dict[str, None]) -> Iterator[Path]:
    """The files below a folder, by name; not what a browser saved beside a page, and no links out of it. Folders that
    cannot be looked into are noted in `closed`."""
    for place, folders, files in os.walk(folder, onerror=lambda error: closed.update({str(error.filename): None})):
        folders[:] = sorted(name for name in folders if not name.endswith(("_files", ".files")))
        for name in sorted(files):
            path = Path(place, name)
            if path.is_file() and not path.is_symlink():
                yield path


def _is_taken(path: Path) -> bool:
    suffix = path.suffix.lower()
    known = (*saved.ENDINGS, *mhtml.ENDINGS, *zipped.ENDINGS)
    return suffix in known or path.name.lower().endswith(WARC_ENDINGS) or (not suffix and _looks_like_html(path))


def _looks_like_html(path: Path) -> bool:
    """Downloaders leave pages under the last part of their address, which has no ending."""
    try:
        with path.open("rb") as file:
            head = file.read(1024).lower()
    except OSError:
        return False
    return b"<html" in head or b"<!doctype html" in head


def _file(path: Path, manifest: Mapping[Path, Known], wanted: Wanted, seen: Revisits) -> Iterator[Item]:
    if path.name.lower().endswith(WARC_ENDINGS):
        yield from _warc(path, wanted, seen)
    elif path.suffix.lower() in zipped.ENDINGS:
        yield from (_one(file, wanted) for file in zipped.members(path, str(path), _is_page))
    else:
        yield _one(_whole(path, manifest.get(path, Known())), wanted)


def _warc(path: Path, wanted: Wanted, seen: Revisits) -> Iterator[Item]:
    try:
        from scraper.archives.warc import taken
    except ModuleNotFoundError:
        yield Trouble(str(path), "WARC and ARC files need warcio: install lexdelta[archives].")
    else:
        yield from taken(path, str(path), wanted, seen)


def _is_page(name: str) -> bool:
    """Whether a member of a zip file may be a page; a zip file within is none, and told."""
    return PurePosixPath(name).suffix.lower() in (*saved.ENDINGS, *mhtml.ENDINGS, *zipped.ENDINGS, "")


def _one(file: File | Trouble, wanted: Wanted) -> Item:
    if isinstance(file, Trouble):
        return file
    is_message = PurePosixPath(file.path).suffix.lower() in mhtml.ENDINGS
    return mhtml.taken(file, wanted) if is_message else saved.taken(file, wanted)


def _whole(path: Path, known: Known) -> File | Trouble:
    try:
        facts = path.stat()
        if facts.st_size > MOST_BYTES:
            return Trouble(str(path), f"It has {facts.st_size} bytes, at most {MOST_BYTES} are read.")
        written = saved.written(facts.st_mtime)
        return File(str(path), path.absolute().as_posix(), path.read_bytes(), written, known)
    except OSError as error:
        return Trouble(str(path), f"It cannot be read: {error.strerror}.")
