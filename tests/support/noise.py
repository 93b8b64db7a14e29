"""Noise: what differs between two answers though the page says the same, each kind by its name.

PAGE_NOISE changes how a described page is put into HTML, HTML_NOISE the document, BYTE_NOISE how it is encoded.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from random import Random

from golden import Golden
from hands import HANDS
from markup_styles import STYLES
from noise_around import AROUND
from noise_markup import MARKUP
from noise_text import TEXT
from whole_reader import UTF8, Rendering, any_rendering, any_surroundings, looked_at

from diffs.compare import compare
from scraper.profile import Profile

PageNoise = Callable[[Rendering, Random], Rendering]
HtmlNoise = Callable[[str, Random], str]
ByteNoise = Callable[[str, Random], tuple[bytes, str]]


def other_style(made: Rendering, random: Random) -> Rendering:
    """Another template for the same words."""
    return replace(made, style=random.choice([style for style in STYLES if style is not made.style]))


def other_hand(made: Rendering, random: Random) -> Rendering:
    """Another editing tool for the same blocks."""
    return replace(made, hand=random.choice([hand for hand in HANDS if hand is not made.hand]))


def other_surroundings(made: Rendering, random: Random) -> Rendering:
    """Another portal around the same article."""
    return replace(made, surroundings=any_surroundings(made.page, random))


def updated(made: Rendering, random: Random) -> Rendering:
    """Another date of the last update, or one where none was printed."""
    date = f"{random.randint(1, 28):02}/{random.randint(1, 12):02}/{random.randint(2014, 2026)}"
    return replace(made, page=replace(made.page, updated=random.choice(("", date, date))))


PAGE_NOISE: dict[str, PageNoise] = {
    "template": other_style, "hand": other_hand, "surroundings": other_surroundings, "last updated": updated,
}  # fmt: skip
HTML_NOISE: dict[str, HtmlNoise] = {**AROUND, **MARKUP, **TEXT}
"""In the order in which they are put on: what stands around, tags and attributes, characters."""


def in_utf8(html: str, random: Random) -> tuple[bytes, str]:
    """With or without a byte order mark, with or without a word about it in the header."""
    return random.choice((b"\xef\xbb\xbf", b"")) + html.encode(), random.choice((UTF8, "text/html"))


def in_latin(html: str, random: Random) -> tuple[bytes, str]:
    """In the alphabet of western Europe, everything else as references."""
    label = random.choice(("windows-1252", "iso-8859-1"))
    declared = re.sub(r"""charset=(["']?)utf-8""", rf"charset=\1{label}", html, flags=re.IGNORECASE)
    return declared.encode("cp1252", "xmlcharrefreplace"), random.choice((f"text/html; charset={label}", "text/html"))


def in_utf16(html: str, random: Random) -> tuple[bytes, str]:
    """Two bytes a character, with the mark that says so."""
    return html.encode("utf-16"), random.choice((UTF8, "text/html;charset=UTF-16"))


BYTE_NOISE: dict[str, ByteNoise] = {"utf-8": in_utf8, "latin": in_latin, "utf-16": in_utf16}
KINDS = (*PAGE_NOISE, *HTML_NOISE, *BYTE_NOISE)


def noisy(made: Rendering, kinds: Sequence[str], random: Random) -> tuple[bytes, str]:
    """A rendering with these kinds of noise, and its content type."""
    for name, turn in PAGE_NOISE.items():
        made = turn(made, random) if name in kinds else made
    html = made.html
    for kind, change in HTML_NOISE.items():
        html = change(html, random) if kind in kinds else html
    spelled = next((encode for kind, encode in BYTE_NOISE.items() if kind in kinds), None)
    return spelled(html, random) if spelled else (html.encode(), UTF8)


def some_kinds(random: Random) -> tuple[str, ...]:
    """One kind alone, or several together."""
    if random.random() < 0.4:
        return (random.choice(KINDS),)
    kinds = (*PAGE_NOISE, *HTML_NOISE, random.choice(tuple(BYTE_NOISE)))
    chosen = set(random.sample(kinds, random.randint(2, len(kinds) // 2)))
    return tuple(kind for kind in kinds if kind in chosen)


def told_of_noise(page: Golden, revisions: Sequence[Sequence[str]], random: Random) -> Iterator[str]:
    """What is told of a page in which nothing but noise has changed, which is nothing, one hopes; `revisions` are the
    kinds of noise of each of its later states."""
    made = any_rendering(page, random)
    before = looked_at(page, made.html.encode())
    for kinds in revisions:
        try:
            after = looked_at(page, *noisy(made, kinds, random))
        except AssertionError as refused:
            yield f"{made.name}, {kinds}: {refused}"
        else:
            wrong = (*compare(before, after), *(_named(before) ^ _named(after)))
            yield from (f"{made.name}, {kinds}: {one}" for one in wrong)


def _named(profile: Profile) -> frozenset[tuple[str, str, str]]:
    """What a profile names, and in which section."""
    return frozenset((mention.section, mention.kind, mention.normal) for mention in profile.mentions)
