"""Saved pages: a file as a capture, whose page it is, and what the gate says of it; no database."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

from lexdelta.judging import Eyes
from scraper.archives.found import MOST_BYTES
from scraper.capture import Capture
from scraper.errors import ReadError
from scraper.gate import Reason, Verdict, judge
from scraper.layout import Layout
from scraper.page import Page, addressed, key_of, titled
from scraper.profile import Profile

TEXT_ENDINGS = frozenset((".txt", ".text"))


@dataclass(frozen=True, slots=True)
class Saved:
    """A file, read: `page` is whose it is, None when neither an address, the title nor the file's name tells."""

    path: Path
    capture: Capture
    profile: Profile
    page: Page | None
    verdict: Verdict


def read_saved(path: Path, eyes: Eyes, url: str | None = None) -> Saved:
    """A saved page, read and judged; `url` is the address it was saved from. One that holds a number nobody knows tells
    the language, and the title the country.

    Raises ReadError when it is too large, not readable as text, or `url` is no address of the layout.
    """
    layout = eyes.layout
    given = addressed(url, layout) if url else None
    if url and given is None:
        raise ReadError("address", f"{url} is not the address of a profile that layout {layout.name!r} knows.")
    capture = capture_of(path, given.url if given else "", given.key if given else "")
    examined = eyes.examine(capture, layout)
    profile = examined.profile
    page = _given(given, profile, layout) if given else whose(profile, path, layout)
    asked = page or Page("", "", profile.language, "")
    verdict = judge(capture, examined, asked, layout)
    if page is None and verdict.accepted:
        verdict = Verdict((Reason("country", "Neither the title nor the file's name tells which country this is."),))
    return Saved(path, capture, profile, page, verdict)


def capture_of(path: Path, url: str, key: str) -> Capture:
    """The file's bytes as a capture from `url`, taken when the file was last written.

    Raises ReadError when it cannot be read or is larger than MOST_BYTES.
    """
    try:
        size, written = path.stat().st_size, path.stat().st_mtime
        if size > MOST_BYTES:
            raise ReadError("too-large", f"{path} has {size} bytes, at most {MOST_BYTES} are read.")
        body = path.read_bytes()
    except OSError as error:
        raise ReadError("unreadable", f"{path} cannot be read: {error.strerror}.") from error
    media_type = "text/plain" if path.suffix.lower() in TEXT_ENDINGS else "text/html"
    at = datetime.fromtimestamp(written, UTC)
    source = url or f"file:///{quote(os.fsencode(path.name))}"
    return Capture(key, source, source, at, "file", 200, (("content-type", media_type),), body)


def _given(given: Page, profile: Profile, layout: Layout) -> Page | None:
    return titled(given, profile.title, layout) if given.kind == "unnamed" else given


def whose(profile: Profile, path: Path, layout: Layout) -> Page | None:
    """The page a profile belongs to, by its title, else by the file's name; None when neither names a country."""
    country = layout.country(profile.title) if profile.title else layout.country(path.stem)
    if country is None:
        return None
    language = profile.language or "en"
    key = key_of(country.key, language, layout)
    return Page(key, country.key, language, _address(layout, country.key, language))


def _address(layout: Layout, slug: str, language: str) -> str:
    return layout.page_address.format(origin=layout.site, language=language, slug=slug)
