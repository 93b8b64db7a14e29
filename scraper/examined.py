"""Examined: what was found out about a capture by parsing it, and how a profile one holds is told from another."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace

from scraper import wire
from scraper.profile import Profile


@dataclass(frozen=True, slots=True)
class Examined:
    """A capture's profile, and what the gate wants to know of the document around it.

    `begins`, `ends`: whether it opens as HTML and closes with `</html>`; `marks` as `parse.marks` names them, and
    "undecodable"; `block_words` the first words of a block page in it, "" for none; `text_digest` recognises a page
    that is not accepted when it comes again. `title` is the document's own; `headings` what it prints as headings where
    hardly any label of the layout is found, at most MOST_HEADINGS, each cut to a length no heading has; () elsewhere.
    `same` that the profile is one that the asker holds, and only its head is here.
    """

    profile: Profile
    begins: bool
    ends: bool
    marks: frozenset[str]
    block_words: str
    text_digest: str
    title: str = ""
    headings: tuple[str, ...] = ()
    same: bool = False


def mark_of(profile: Profile | None) -> str:
    """A digest of all that reading gives, its version included, and from which mentions are found; "" for None."""
    return hashlib.sha256(wire.dump(replace(profile, mentions=()))).hexdigest() if profile else ""


def completed(examined: Examined, known: Profile | None) -> Examined:
    """The same with the profile that the asker holds, where it is that one."""
    return replace(examined, profile=known, same=False) if examined.same and known else examined
