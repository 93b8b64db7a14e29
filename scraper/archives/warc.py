"""A WARC file -> captures, record by record: the only import of warcio."""

from __future__ import annotations

import contextlib
import io
import re
import zlib
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord

from scraper.archives import moments
from scraper.archives.found import MOST_BYTES, Found, Item, Trouble, Wanted
from scraper.archives.revisits import Revisits
from scraper.capture import KEPT_HEADERS, Capture

_BLOCK = 1 << 16
_DAMAGE = (ArchiveLoadFailed, EOFError, OSError, ValueError, OverflowError, AttributeError, zlib.error)
"""What warcio raises on a damaged file; AttributeError for a record without a type or an address, OverflowError for a
length no file has."""
_STATUS = re.compile(r"[1-9][0-9]{2}")


def taken(path: Path, where: str, wanted: Wanted, seen: Revisits) -> Iterator[Item]:
    """Every response of a wanted address, in the order of the file; revisits with the body they point to.

    A file that is cut or damaged gives what stands before the damage, and a Trouble. Memory is bounded by the largest
    record and by `seen`, whatever the file's size.
    """
    try:
        with path.open("rb") as file:
            yield from _records(file, where, wanted, seen)
    except OSError as error:
        yield Trouble(where, f"It cannot be read: {error.strerror or 'unknown error'}.")


def _records(file: BinaryIO, where: str, wanted: Wanted, seen: Revisits) -> Iterator[Item]:
    number, last = 0, None
    records = ArchiveIterator(file)
    while True:
        try:
            # warcio tells of damage on stderr, as a program would; here a Trouble tells it.
            with contextlib.redirect_stderr(io.StringIO()):
                record = next(records, None)
                item = _item(record, f"{where}#{number + 1}", wanted, seen) if record else None
        except _DAMAGE:
            yield Trouble(where, f"Damaged after record {number}: what stands before was taken.")
            return
        if record is None:
            break
        number, last = number + 1, record
        if item:
            yield item
    if last is None:
        yield Trouble(where, "It holds no record: it is no WARC file, or it is empty.")
    elif records.err_count or getattr(last.raw_stream, "limit", 0):
        yield Trouble(where, f"Cut or damaged near record {number}; what stands before was taken.")


def _item(record: ArcWarcRecord, where: str, wanted: Wanted, seen: Revisits) -> Item | None:
    url = (record.rec_headers.get_header("WARC-Target-URI") or record.rec_headers.get_header("uri") or "").strip("<>")
    if record.rec_type not in ("response", "revisit") or not wanted.profile(url):
        return None
    at = moments.in_words(record.rec_headers.get_header("WARC-Date") or "")
    at = at or moments.of_fourteen(record.rec_headers.get_header("archive-date") or "")
    if at is None:
        return Trouble(where, "The record has no date.")
    if record.rec_type == "revisit":
        return _again(record, where, url, at.replace(microsecond=0), seen)
    return _response(record, where, url, at.replace(microsecond=0), seen)


def _response(record: ArcWarcRecord, where: str, url: str, at: datetime, seen: Revisits) -> Item:
    headers = record.http_headers
    status = headers.get_statuscode() if headers else ""
    if headers is None or not _STATUS.fullmatch(status):
        return Trouble(where, "The record holds no answer of a server.")
    body = _body(record)
    if body is None:
        return Trouble(where, f"The answer has more than {MOST_BYTES} bytes.")
    kept = tuple((name.lower(), value) for name, value in headers.headers if name.lower() in KEPT_HEADERS)
    capture = Capture("", url, url, at, "warc", int(status), kept, body)
    seen.remember(capture, _keys(record, "WARC-Payload-Digest", "WARC-Record-ID"), record.rec_headers)
    return Found(where, capture, "record")


def _again(record: ArcWarcRecord, where: str, url: str, at: datetime, seen: Revisits) -> Item:
    keys = _keys(record, "WARC-Payload-Digest", "WARC-Refers-To")
    capture = seen.recall(keys, record.rec_headers, url, at)
    if capture is None:
        return Trouble(where, "It says only that nothing had changed since a record that is not in this archive.")
    return Found(where, capture, "record")


def _keys(record: ArcWarcRecord, *names: str) -> tuple[str, ...]:
    return tuple(value for name in names if (value := record.rec_headers.get_header(name)))


def _body(record: ArcWarcRecord) -> bytes | None:
    """The entity after transfer and content coding, None when it is too large for a profile."""
    stream, parts, size = record.content_stream(), list[bytes](), 0
    while chunk := stream.read(_BLOCK):
        parts.append(chunk)
        size += len(chunk)
        if size > MOST_BYTES:
            return None
    return b"".join(parts)
