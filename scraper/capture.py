"""Capture: the bytes that arrived, from where, when, and how they were labelled."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

import webencodings

Source = Literal["live", "file", "warc", "wayback"]

KEPT_HEADERS = (
    "age",
    "cf-mitigated",
    "content-encoding",
    "content-language",
    "content-length",
    "content-type",
    "date",
    "etag",
    "last-modified",
    "location",
    "retry-after",
    "server",
)


@dataclass(frozen=True, slots=True)
class Validators:
    """What a conditional request sends back; taken from an accepted capture only. None where none was printed."""

    etag: str | None = None
    last_modified: str | None = None

    def __bool__(self) -> bool:
        return bool(self.etag or self.last_modified)


@dataclass(frozen=True, slots=True)
class NotModified:
    """The server's word (304) that nothing changed since the validators were handed out. `at` is aware, UTC."""

    page: str
    url: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Capture:
    """One response as it arrived, whatever it is.

    `page` is a page key; `at` the moment the body was complete (aware, UTC); `headers` lower-case names, only
    those in KEPT_HEADERS; `body` the entity after transfer and content coding; `status` 200 for files.
    """

    page: str
    requested_url: str
    final_url: str
    at: datetime
    source: Source
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    @property
    def digest(self) -> str:
        """SHA-256 of the body, lower-case hex: the name the body is archived under."""
        return hashlib.sha256(self.body).hexdigest()

    def header(self, name: str) -> str | None:
        """The first header of that lower-case name, None when it was not sent."""
        return next((value for key, value in self.headers if key == name), None)

    @property
    def validators(self) -> Validators:
        """What the next conditional request may send, if this capture is accepted."""
        return Validators(self.header("etag"), self.header("last-modified"))

    @property
    def media_type(self) -> str:
        """The declared type without parameters, lower case; "" when none was declared."""
        return (self.header("content-type") or "").partition(";")[0].strip().lower()


def decode(capture: Capture) -> str:
    """The body as text, by the WHATWG order: byte order mark, HTTP charset, meta within 1,024 bytes, windows-1252.

    Unknown labels fall through; bytes that do not fit become U+FFFD; NULs are dropped. UTF-8 is tried before the
    windows-1252 fallback, since a page without any label is far more often UTF-8 today. Never raises.
    """
    body = capture.body
    for mark, name in ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16le"), (b"\xfe\xff", "utf-16be")):
        if body.startswith(mark):
            return _text(body[len(mark) :], name)
    label = _charset(capture.header("content-type") or "") or _meta_charset(body[:1024])
    if label:
        return _text(body, label)
    try:
        return body.decode("utf-8").replace("\x00", "")
    except UnicodeDecodeError:
        return _text(body, "windows-1252")


def _text(body: bytes, label: str) -> str:
    text, _ = webencodings.decode(body, label, errors="replace")
    return text.replace("\x00", "")


def _charset(content_type: str) -> str | None:
    _, found, rest = content_type.lower().partition("charset=")
    return _known(rest.split(";")[0].strip(" \"'")) if found else None


def _meta_charset(head: bytes) -> str | None:
    text = head.decode("ascii", "replace").lower()
    at = text.find("charset=")
    if at < 0:
        return None
    label = _known(
        text[at + len("charset=") :].lstrip(" \"'")[:40].split('"')[0].split("'")[0].split(">")[0].strip(" ;/")
    )
    return "utf-8" if label and label.startswith("utf-16") else label


def _known(label: str) -> str | None:
    encoding = webencodings.lookup(label) if label.isascii() else None
    return encoding.name if encoding else None
