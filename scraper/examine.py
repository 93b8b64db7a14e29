"""All that must be found out about a capture by parsing it: the one step that hostile markup can make slow.

What comes back is plain values, so that it can be done in another process; the gate then judges without parsing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from scraper import parse
from scraper.capture import Capture, decode
from scraper.layout import Layout
from scraper.mentions.find import find_mentions
from scraper.profile import Profile
from scraper.read import read, text_digest

_HEAD, _TAIL, _BODY = 4096, 4096, 20_000
_END = re.compile(r"</html\s*>\s*(?:<!--[^>]*-->\s*)*$", re.IGNORECASE)
_BLOCK_WORDS = (
    "attention required",
    "you have been blocked",
    "just a moment",
    "access denied",
    "checking your browser",
    "under maintenance",
    "temporarily unavailable",
    "service unavailable",
    "enable javascript",
    "login to continue",
    "log in to continue",
    "captcha",
)
_BLOCKED = re.compile("|".join(_BLOCK_WORDS), re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Examined:
    """A capture's profile, and what the gate wants to know of the document around it.

    `begins`, `ends`: whether it opens as HTML and closes with `</html>`; `marks` as `parse.marks` names them, and
    "undecodable"; `block_words` the first words of a block page in it, "" for none; `text_digest` recognises a page
    that is no profile when it comes again.
    """

    profile: Profile
    begins: bool
    ends: bool
    marks: frozenset[str]
    block_words: str
    text_digest: str


def examine(capture: Capture, layout: Layout) -> Examined:
    """Read a capture and look at its document; deterministic. Raises ReadError when the bytes are no text at all."""
    profile = read(capture, layout)
    profile = replace(profile, mentions=find_mentions(profile.sections, profile.language))
    text = decode(capture)
    return Examined(
        profile=profile,
        begins="<html" in text[:_HEAD].lower(),
        ends=bool(_END.search(text[-_TAIL:])),
        marks=parse.marks(text) | ({"undecodable"} if "\ufffd" in text else frozenset()),
        block_words=_block_words(parse.title(text)) or _block_words(text[:_BODY]),
        text_digest=text_digest(capture),
    )


def _block_words(text: str) -> str:
    """The first of them as printed, "" for none; nearly every page has none, which is told much faster without case."""
    plain = text.lower()
    found = _BLOCKED.search(text) if any(words in plain for words in _BLOCK_WORDS) else None
    return found.group(0) if found else ""
