"""The Wayback Machine's index of captures: the question to ask it, and what its answer says; pure.

The format is the one its CDX server documents: one capture a line, fields parted by a space; when the answer is a
part, an empty line and a key by which the rest is asked for.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode, urlsplit

from scraper.archives import moments

FIELDS = ("timestamp", "original", "mimetype", "statuscode", "digest")
PART = 5000
"""Lines of one answer."""

_PATH = "/cdx/search/cdx"
_REPLAYED = re.compile(r"/web/(\d{14})(?:[a-z]{2}_)?/")
_REVISIT = "warc/revisit"


@dataclass(frozen=True, slots=True)
class Row:
    """One capture of the archive: its moment (aware, UTC) and the fourteen digits that say so, the address that was
    captured, and the digest by which the archive recognises equal bodies (not ours)."""

    at: datetime
    stamp: str
    url: str
    digest: str


def question(base: str, address: str, *, since: str = "", prefix: bool = False, newest: bool = False) -> str:
    """The address to ask for captures of an address, or of all that begin with it; status 200 and revisits only.

    `base` is the archive ("https://web.archive.org"), `since` a year or more digits; `newest` asks for the last one.
    """
    asked = [("url", address), ("fl", ",".join(FIELDS)), ("filter", "statuscode:(200|-)")]
    asked += [("matchType", "prefix")] if prefix else []
    asked += [("limit", "-1")] if newest else [("collapse", "digest"), ("limit", str(PART)), ("showResumeKey", "true")]
    asked += [("from", since)] if since else []
    return f"{base}{_PATH}?{urlencode(asked)}"


def is_question(url: str) -> bool:
    """Whether an address asks an archive for its index."""
    return urlsplit(url).path.endswith(_PATH)


def resumed(asked: str, key: str) -> str:
    """The address to ask for what comes after that key."""
    return f"{asked}&{urlencode({'resumeKey': key})}"


def answer(text: str) -> tuple[tuple[Row, ...], str, int]:
    """What an answer says: its captures, the key for the rest ("" when this is all), and how many lines make no sense.

    Never raises: an archive under load leaves lines empty or cuts them.
    """
    lines = text.splitlines()
    key = lines[-1].strip() if len(lines) > 1 and not lines[-2].strip() and " " not in lines[-1].strip() else ""
    told = [line for line in (lines[:-1] if key else lines) if line.strip()]
    rows = [_row(line.split(" ")) for line in told]
    return tuple(row for row in rows if row), key, rows.count(None)


def raw(base: str, row: Row) -> str:
    """The address of a capture's bytes as they were archived, nothing put in and no link rewritten."""
    return f"{base}/web/{row.stamp}id_/{row.url}"


def is_promised(row: Row, body: bytes) -> bool:
    """Whether the bytes are those whose digest the index lists. Bytes that the site sent compressed may have another,
    so only yes is an answer."""
    return base64.b32encode(hashlib.sha1(body, usedforsecurity=False).digest()).decode() == row.digest


def replayed_at(url: str) -> datetime | None:
    """The moment of the capture that an address of the archive shows: it redirects to the nearest one it has."""
    found = _REPLAYED.search(urlsplit(url).path)
    return moments.of_fourteen(found[1]) if found else None


def _row(fields: Sequence[str]) -> Row | None:
    if len(fields) != len(FIELDS):
        return None
    stamp, url, kind, status, digest = fields
    at = moments.of_fourteen(stamp)
    fits = status == "200" or (status == "-" and kind == _REVISIT)
    return Row(at, stamp, url, digest) if at and fits and url.startswith(("http://", "https://")) else None
