"""A text rendering of a page -> the same lines its HTML would give, as far as text can tell.

Renderings are lossy: whole sections, link targets and headings may be gone. A reader of these lines must treat what
it does not find as unknown, never as absent.
"""

from __future__ import annotations

import re

from scraper.line import Frame, Line

_BULLET = re.compile(r"^\s*(?:[•·▪]|-)\s+(?=\S)")


def lines(text: str) -> tuple[Line, ...]:
    """The lines of a text rendering; a blank line parts blocks, a single line break does not."""
    body = Frame("body")
    found: list[Line] = []
    blank = True
    for raw in text.splitlines():
        shown = " ".join(_BULLET.sub("", raw).split())
        if not shown:
            blank = True
            continue
        item = bool(_BULLET.match(raw))
        frame = _bullet(body, len(found) + 1) if item else body
        found.append(Line(shown, frame, breaks=0 if blank or item else 1))
        blank = False
    return tuple(found)


def _bullet(body: Frame, number: int) -> Frame:
    frame = Frame("li", body, 1, number, number, kind="item")
    frame.item = frame
    return frame
