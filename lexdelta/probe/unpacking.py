"""A probe's zip, read back by somebody who trusts nothing in it: no path is taken from it, nothing unpacks for ever."""

from __future__ import annotations

import hashlib
import json
import re
import stat
import struct
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from lexdelta.emit import line
from lexdelta.probe.packing import FORMAT, FORMAT_VERSION, MANIFEST, MOST_BYTES
from scraper.errors import ReadError

MOST_MEMBERS = 2_000
MOST_FILE = MOST_BYTES
MOST_MANIFEST = 4 * 1024 * 1024
_MOST_DIRECTORY = MOST_MEMBERS * 128
_NAME = re.compile(
    r"[0-9]{3}-(?:robots|index|profile)/(?:request\.json|response\.json|body\.bin)"
    r"|readings/[0-9]{3}\.json|probe\.json|manifest\.json"
)
_END, _ZIP64 = b"PK\x05\x06", b"PK\x06\x07"
_END_LENGTH, _LONGEST_COMMENT = 22, 65_535
_PLAIN = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


@dataclass(frozen=True, slots=True)
class Unpacked:
    """One profile's answer out of a zip: the layout's name, the address asked for, the bytes. All of it untrusted."""

    layout: str
    url: str
    body: bytes


def profiles_in(path: Path) -> tuple[Unpacked, ...]:
    """The whole answers with status 200 that a probe's zip holds for profiles, in order.

    Raises ReadError with a sentence for anything else than a zip that a probe may have written.
    """
    try:
        _look_before(path)
        with zipfile.ZipFile(path) as packed:
            contents = _contents(packed, path)
        return tuple(_profiles(contents, path))
    except OSError as error:
        _refuse(path, f"it cannot be read: {error.strerror}")
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, struct.error) as error:
        # RuntimeError: an encrypted member. NotImplementedError: a compression this Python has not.
        _refuse(path, f"it is damaged or no zip ({str(error)[:80]})")


def _refuse(path: Path, why: str) -> NoReturn:
    raise ReadError("zip", f"{line(str(path))} is refused: {line(why)}.")


def _look_before(path: Path) -> None:
    """The library reads a whole directory of members at once, so its size is looked at first."""
    size = path.stat().st_size
    if size > MOST_FILE:
        _refuse(path, f"it has {size:,} bytes, at most {MOST_FILE:,} are read")
    with path.open("rb") as file:
        start = max(0, size - _END_LENGTH - _LONGEST_COMMENT)
        file.seek(start)
        tail = file.read()
    at = tail.rfind(_END)
    if at < 0 or len(tail) - at < _END_LENGTH:
        _refuse(path, "it is no zip")
    count, directory = struct.unpack_from("<HI", tail, at + 10)
    if tail[max(at - 20, 0) : at].startswith(_ZIP64) or count > MOST_MEMBERS or directory > _MOST_DIRECTORY:
        _refuse(path, f"it has more members than a probe writes (at most {MOST_MEMBERS:,})")


def _contents(packed: zipfile.ZipFile, path: Path) -> dict[str, bytes]:
    entries = packed.infolist()
    if len(entries) > MOST_MEMBERS:
        _refuse(path, f"it has {len(entries):,} members, at most {MOST_MEMBERS:,} are read")
    for entry in entries:
        _require_plain(entry, path)
    names = [entry.filename for entry in entries]
    if len(set(names)) != len(names):
        _refuse(path, "it has two members of one name")
    if sum(entry.file_size for entry in entries) > MOST_BYTES + MOST_MANIFEST:
        _refuse(path, f"unpacked it has more than {MOST_BYTES:,} bytes")
    return {entry.filename: _content(packed, entry, path) for entry in entries}


def _require_plain(entry: zipfile.ZipInfo, path: Path) -> None:
    if not _NAME.fullmatch(entry.filename):
        _refuse(path, f"no probe writes a member called {entry.filename[:80]!r}")
    mode = entry.external_attr >> 16
    if mode and not stat.S_ISREG(mode) and stat.S_IFMT(mode):
        _refuse(path, f"{entry.filename} is no plain file")
    if entry.flag_bits & 0x1 or entry.compress_type not in _PLAIN:
        _refuse(path, f"{entry.filename} is encrypted or packed in a way no probe packs")


def _content(packed: zipfile.ZipFile, entry: zipfile.ZipInfo, path: Path) -> bytes:
    with packed.open(entry) as member:
        content = member.read(entry.file_size + 1)
    if len(content) != entry.file_size:
        _refuse(path, f"{entry.filename} is not as long as the zip says")
    return content


def _profiles(contents: dict[str, bytes], path: Path) -> list[Unpacked]:
    manifest = _manifest(contents, path)
    sums = {m["name"]: m["sha256"] for m in _dicts(manifest.get("members"), path, "name", "sha256")}
    found = []
    for told in _dicts(manifest.get("exchanges"), path, "folder", "asked"):
        if not str(told["folder"]).endswith("-profile") or told.get("status") != 200 or told.get("fault"):
            continue
        name = f"{told['folder']}/body.bin"
        body = contents.get(name)
        if body is None:
            continue
        if sums.get(name) != hashlib.sha256(body).hexdigest():
            _refuse(path, f"{name} is not what the manifest says it is")
        found.append(Unpacked(str(told.get("layout")), str(told["asked"]), body))
    return found


def _manifest(contents: dict[str, bytes], path: Path) -> dict[str, Any]:
    data = contents.get(MANIFEST, b"")
    if not 0 < len(data) <= MOST_MANIFEST:
        _refuse(path, "it has no manifest, or one of no sensible size")
    try:
        manifest = json.loads(data)
    except (ValueError, RecursionError):
        _refuse(path, "its manifest is no JSON")
    known = (FORMAT, FORMAT_VERSION)
    if not isinstance(manifest, dict) or (manifest.get("format"), manifest.get("format_version")) != known:
        _refuse(path, "its manifest is not one that this version of Lexdelta writes")
    return manifest


def _dicts(value: object, path: Path, *needed: str) -> list[dict[str, Any]]:
    """The objects of a list in the manifest, each with texts under the names that are needed."""
    items = value if isinstance(value, list) else [None]
    for item in items:
        if not isinstance(item, dict) or not all(isinstance(item.get(name), str) for name in needed):
            _refuse(path, "its manifest is not one that a probe writes")
    return list(items)
