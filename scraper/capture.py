"""Capture: the bytes that arrived, from where, when, and how they were labelled."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
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

_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16le"), (b"\xfe\xff", "utf-16be"))
_PARAMETER = re.compile(r"""(?:^|;)\s*charset\s*=\s*["']?(?P<label>[^\s"';,]+)""", re.IGNORECASE)
_META = re.compile(r"<!--.*?(?:-->|\Z)|<meta[\s/]([^>]*)", re.IGNORECASE | re.DOTALL)
_ATTRIBUTE = re.compile(r"""charset\s*=\s*["']?\s*(?P<label>[^\s"';>/]+)""", re.IGNORECASE)
_META_INSTEAD = {"utf-16le": "utf-8", "utf-16be": "utf-8", "x-user-defined": "windows-1252"}
"""What a meta element cannot mean, since it was read as ASCII to find it, and what is meant."""


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


@lru_cache(maxsize=1)
def decode(capture: Capture) -> str:
    """The body as text, by the WHATWG order: byte order mark, HTTP charset, meta within 1,024 bytes, windows-1252.

    Unknown labels fall through; bytes that do not fit become U+FFFD; NULs are dropped. UTF-8 is tried before the
    windows-1252 fallback, since a page without any label is far more often UTF-8 today. The last answer is kept. Never
    raises.
    """
    body = capture.body
    for mark, name in _MARKS:
        if body.startswith(mark):
            return _text(body[len(mark) :], name)
    label = _header_charset(capture.header("content-type") or "") or _meta_charset(body[:1024])
    if label:
        return _text(body, label)
    try:
        return body.decode("utf-8").replace("\x00", "")
    except UnicodeDecodeError:
        return _text(body, "windows-1252")


def _text(body: bytes, label: str) -> str:
    # Not webencodings.decode(), which would look for a byte order mark of its own.
    text: str = webencodings.lookup(label).codec_info.decode(body, "replace")[0]
    return text.replace("\x00", "")


def _header_charset(content_type: str) -> str | None:
    found = _PARAMETER.search(content_type)
    return _known(found["label"]) if found else None


def _meta_charset(head: bytes) -> str | None:
    # w3lib's scan answers with Python's names, among them ones no browser knows ("base64", "unicode_escape").
    for tag in _META.findall(head.decode("ascii", "replace")):
        found = _ATTRIBUTE.search(tag) if "http-equiv" in tag.lower() or "content" not in tag.lower() else None
        label = _known(found["label"]) if found else None
        if label:
            return _META_INSTEAD.get(label, label)
    return None


def _known(label: str) -> str | None:
    encoding = webencodings.lookup(label) if label.isascii() else None
    return encoding.name if encoding else None
