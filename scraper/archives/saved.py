"""One saved HTML or text file -> a capture: its address and its time by what the file, its name and its folder say."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import PurePosixPath
from urllib.parse import quote

from scraper.archives import moments
from scraper.archives.found import Found, Item, Passed, Trouble, Wanted
from scraper.capture import Capture

ENDINGS = frozenset((".html", ".htm", ".xhtml", ".txt", ".text"))
_TEXT = frozenset((".txt", ".text"))
_BROWSER = re.compile(rb"<!-- saved from url=\(\d{1,6}\)(\S{1,2000}) -->")
_SINGLE_FILE = re.compile(rb"<!--\s*Page saved with SingleFile\s+url:\s*(\S{1,2000})\s+saved date:\s*([^\n(]{1,80})")
_HEAD = 4096


@dataclass(frozen=True, slots=True)
class Known:
    """What a manifest says of a file: its address and when it was taken (aware, UTC); "" and None for nothing."""

    url: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class File:
    """A file to be taken: its path with all its folders (forward slashes), its bytes, when it was last written (aware,
    UTC; None for unknown), and what a manifest says of it."""

    where: str
    path: str
    body: bytes
    written: datetime | None
    known: Known = Known()


def taken(file: File, wanted: Wanted) -> Item:
    """The file as a capture; Passed when its address is of another kind of page; a Trouble when it has no date."""
    url, said = _address(file, wanted)
    if url and not wanted.profile(url):
        return Passed(file.where, url)
    moment, dated = _dated(file, said)
    if moment is None:
        return Trouble(file.where, "Nothing tells when it was saved: neither a manifest, nor its name, nor its date.")
    kind = "text/plain" if PurePosixPath(file.path).suffix.lower() in _TEXT else "text/html"
    source = url or f"file:///{quote(PurePosixPath(file.path).name, errors='surrogateescape')}"
    return Found(
        file.where, Capture("", source, source, moment, "file", 200, (("content-type", kind),), file.body), dated
    )


def _dated(file: File, said: datetime | None) -> tuple[datetime | None, str]:
    candidates: Mapping[str, datetime | None] = {
        "manifest": file.known.at,
        "record": said,
        "name": moments.in_name(file.path),
        "file": file.written,
    }
    return next(((moment, dated) for dated, moment in candidates.items() if moment), (None, ""))


def _address(file: File, wanted: Wanted) -> tuple[str, datetime | None]:
    """The address a file was saved from, "" when nothing tells, and when, if the file says so itself."""
    if file.known.url:
        return file.known.url, None
    head = file.body[:_HEAD]
    if found := _SINGLE_FILE.search(head):
        return _text(found[1]), moments.in_words(_clock_of(_text(found[2])))
    if found := _BROWSER.search(head):
        return _text(found[1]), None
    return _mirrored(file.path, wanted.hosts), None


def _clock_of(words: str) -> str:
    """A moment as a browser's script prints it, "… 10:00:00 GMT+0900 (Japan Standard Time)", in the words of a mail."""
    clock, _, zone = words.partition(" GMT")
    return f"{clock} {zone[:5]}" if zone[:1] in {"+", "-"} else clock


def _mirrored(path: str, hosts: frozenset[str]) -> str:
    """The address behind a path that mirrors it, as downloaders of archives leave them: host, then the site's path."""
    parts = PurePosixPath(path).parts
    at = next((at for at, part in enumerate(parts[:-1]) if part.lower() in hosts), None)
    if at is None:
        return ""
    rest = [part for part in parts[at + 1 :] if moments.of_fourteen(part) is None]
    if rest[-1:] and rest[-1].lower() in ("index.html", "index.htm"):
        rest.pop()
    return f"https://{parts[at].lower()}/{'/'.join(rest).removesuffix('.html')}"


def _text(found: bytes) -> str:
    return found.decode("utf-8", "replace").strip()


def written(seconds: float) -> datetime | None:
    """The moment a file system says, None when it is no moment."""
    try:
        return datetime.fromtimestamp(seconds, UTC).replace(microsecond=0)
    except (OverflowError, ValueError, OSError):
        return None
