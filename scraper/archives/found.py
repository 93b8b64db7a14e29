"""What an archive holds: captures that have no page key yet, and what could not be taken, in a sentence each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from scraper.capture import Capture

MOST_BYTES = 8 * 1024 * 1024
"""A larger document is no profile: it would not be fetched either, and the largest seen has less than one megabyte."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for: `profile` tells whether an address may be a profile's, and the bodies of all others are
    passed over unread; `hosts` are the site's names, by which a folder that mirrors it is recognised."""

    profile: Callable[[str], bool]
    hosts: frozenset[str]


@dataclass(frozen=True, slots=True)
class Found:
    """A capture and where it was: a file, or a record of one. `capture.page` is "", its addresses "file:" when the
    archive names none. `dated` tells where its time comes from: "manifest", "name", "record" or "file"."""

    where: str
    capture: Capture
    dated: str


@dataclass(frozen=True, slots=True)
class Trouble:
    """A file or a record that could not be taken, and why, in a sentence. Both may hold hostile text."""

    where: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Passed:
    """A file from an address that is no profile's, passed over."""

    where: str
    url: str


Item = Found | Trouble | Passed
