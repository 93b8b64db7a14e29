"""The country a page is about, as the page prints it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from scraper.layout import Layout
from scraper.line import Line
from scraper.status import printed

_BACK = re.compile(rf"(?:{printed('back')})\s+(?P<country>\S.*)")
_PARTS = re.compile(r"\s+[-–|·]\s+")
_LONGEST = 80


def title_of(before: Sequence[Line], document_title: str, layout: Layout) -> str:
    """The country as printed, "" when the template prints none: what stands after "Back", in a heading or a line above
    the article (`before` are the lines there), in the document's own title, or in navigation, whichever comes first and
    names a country; else what stands after "Back"."""
    near = [line for line in reversed(before) if len(line.text) <= _LONGEST]
    backs = [name for line in near if not line.target and (name := _behind_back(line))]
    headings = [line.text for line in near if line.kind == "heading" and not line.frame.chrome]
    texts = [line.text for line in near if not line.target and not line.frame.chrome]
    parts = _PARTS.split(document_title)
    crumbs = [line.text for line in near if not line.target and line.frame.chrome]
    named = (text for text in [*backs, *headings, *texts, *parts, *crumbs] if layout.country(text))
    return next(named, backs[0] if backs else "")


def names_country(line: Line, layout: Layout) -> bool:
    """Whether a line is a country's name and nothing else, behind "Back" or alone."""
    return len(line.text) <= _LONGEST and layout.country(_behind_back(line) or line.text) is not None


def _behind_back(line: Line) -> str:
    found = _BACK.fullmatch(line.said)
    return found["country"] if found else ""
