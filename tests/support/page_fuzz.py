"""Pages broken on purpose: cut, doubled, shuffled and sprinkled with markup that nobody would write."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

_TAGS = (
    "div p b strong ul li table tr td th dl dt dd h1 h2 h3 h4 a span section article nav aside header footer main "
    "button details summary label legend caption sup br hr img svg math template noscript script style title textarea "
    "select option iframe form input font center o:p x-y frameset body html plaintext"
).split()
_ATTRIBUTES = (
    'id="all"', 'href="#all"', "href=//[::1", 'href="javascript:x"', 'href="http://[bad"', "role=tab", "role=row",
    "role=heading aria-level=2", "role=cell", 'aria-labelledby="all x y"', "aria-hidden=true", 'class="sr-only"',
    "hidden", 'style="font-weight:bold;clip:rect(0,0,0,0)"', "data-target=#all", "aria-controls=all", 'alt="x"', "=\"",
)  # fmt: skip
_STRINGS = (
    "Safeguards", "Cybercrime legislation", "See legal profile", "Status : Party", "\x00", "\ufffd", "\u202e", "&#0;",
    "&notanentity;", "<!--", "-->", "]]>", "<![CDATA[", "<?php", "\u00a0" * 9, "•", "| |", "Back Peru", "</body>",
    "Useful links", "Last updated : 31/02/2020", "1.", "[1]", "\U0001f600",
)  # fmt: skip


def fuzzed(html: str, random: Random) -> str:
    """The page after one to twelve accidents."""
    for _ in range(random.randint(1, 12)):
        html = random.choice(_ACCIDENTS)(html, random)
    return html


def _cut(html: str, random: Random) -> str:
    start, end = _slice(html, random)
    return html[:start] + html[end:]


def _double(html: str, random: Random) -> str:
    start, end = _slice(html, random)
    return html[:end] + html[start:end] + html[end:]


def _move(html: str, random: Random) -> str:
    start, end = _slice(html, random)
    rest = html[:start] + html[end:]
    at = random.randrange(len(rest) + 1)
    return rest[:at] + html[start:end] + rest[at:]


def _open_tag(html: str, random: Random) -> str:
    attributes = " ".join(random.sample(_ATTRIBUTES, random.randint(0, 3)))
    return _insert(html, f"<{random.choice(_TAGS)} {attributes}>", random)


def _close_tag(html: str, random: Random) -> str:
    return _insert(html, f"</{random.choice(_TAGS)}>", random)


def _string(html: str, random: Random) -> str:
    return _insert(html, random.choice(_STRINGS), random)


def _nest(html: str, random: Random) -> str:
    tag = random.choice(_TAGS[:20])
    return _insert(html, f"<{tag}>" * random.randint(2, 40), random)


def _character(html: str, random: Random) -> str:
    at = random.randrange(len(html) + 1)
    return html[:at] + chr(random.choice((random.randrange(1, 128), random.randrange(128, 0xD7FF)))) + html[at + 1 :]


def _end(html: str, random: Random) -> str:
    return html[: random.randrange(len(html) // 2, len(html) + 1)]


_ACCIDENTS: tuple[Callable[[str, Random], str], ...] = (
    _cut, _double, _move, _open_tag, _open_tag, _close_tag, _close_tag, _string, _string, _nest, _character, _end,
)  # fmt: skip


def _slice(html: str, random: Random) -> tuple[int, int]:
    start = random.randrange(len(html) + 1)
    return start, min(len(html), start + random.choice((1, 5, 40, 400, 2000)))


def _insert(html: str, text: str, random: Random) -> str:
    at = random.randrange(len(html) + 1)
    return html[:at] + text + html[at:]
