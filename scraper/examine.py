"""All that must be found out about a capture by parsing it: the one step that hostile markup can make slow.

What comes back is plain values, so that it can be done in another process; the gate then judges without parsing.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import islice

from scraper import parse
from scraper.capture import Capture, decode
from scraper.examined import Examined, completed, mark_of
from scraper.layout import Layout, label_form
from scraper.line import Line
from scraper.mentions.find import find_mentions
from scraper.profile import Profile, Words
from scraper.read import read
from scraper.recognising import text_digest

MOST_HEADINGS, LONGEST_HEADING = 40, 300
_HEAD, _TAIL, _BODY = 4096, 4096, 20_000
_FEW = 2
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


def examine(capture: Capture, layout: Layout, known: Profile | None = None) -> Examined:
    """Read a capture and look at its document; deterministic. Raises ReadError when the bytes are no text at all.

    `known` is what the page said before: where it says the very same, read the same way, that is its profile, and what
    it names is not looked for again.
    """
    return completed(examine_unless(capture, layout, mark_of(known)), known)


def examine_unless(capture: Capture, layout: Layout, known: str) -> Examined:
    """As `examine`, but of a profile with the mark `known` only the head comes back."""
    profile = read(capture, layout)
    same = bool(known) and mark_of(profile) == known
    text = decode(capture)
    title = parse.title(text)
    return Examined(
        profile=_head(profile) if same else _with_mentions(profile),
        begins="<html" in text[:_HEAD].lower(),
        ends=bool(_END.search(text[-_TAIL:])),
        marks=parse.marks(text) | ({"undecodable"} if "\ufffd" in text else frozenset()),
        block_words=_block_words(title) or _block_words(text[:_BODY]),
        text_digest=text_digest(capture, wall=_is_wall(profile, layout)),
        title=title[:LONGEST_HEADING],
        headings=_headings(text) if len(profile.sections) < _FEW else (),
        same=same,
    )


def _is_wall(profile: Profile, layout: Layout) -> bool:
    """Whether too few labels stand there for the gate to take it for a profile at all."""
    return len({label_form(section.label) for section in profile.sections if layout.label(section.label)}) < _FEW


def _head(profile: Profile) -> Profile:
    return replace(profile, sections=(), keys=(), words=Words())


def _with_mentions(profile: Profile) -> Profile:
    return replace(profile, mentions=find_mentions(profile.sections, profile.language))


def _block_words(text: str) -> str:
    """The first of them as printed, "" for none; nearly every page has none, which is told much faster without case."""
    plain = text.lower()
    found = _BLOCKED.search(text) if any(words in plain for words in _BLOCK_WORDS) else None
    return found.group(0) if found else ""


def _headings(text: str) -> tuple[str, ...]:
    """What a page prints as headings, navigation aside: what its labels may have become."""
    found = (line.text[:LONGEST_HEADING] for line in parse.lines(text, "") if _may_head(line))
    return tuple(islice(dict.fromkeys(found), MOST_HEADINGS))


def _may_head(line: Line) -> bool:
    return bool(line.text) and line.kind in ("heading", "title") and not line.frame.chrome
