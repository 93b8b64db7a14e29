"""What the grammars find in one block, before acronyms and numbers are linked across the profile."""

from __future__ import annotations

from dataclasses import dataclass

from scraper.profile import MentionKind


@dataclass(slots=True)
class Found:
    """A mention in the making: positions are characters of the block; fields as in `Mention`.

    `series` tells apart laws numbered separately ("legislative" of a decree), `numbered_as` is the kind the number
    counts ("act" of a code that is Act No. 45); `of` is the law an article belongs to,
    `convention` that it is the Convention; `place` is section and block.
    """

    kind: MentionKind
    start: int
    end: int
    subkind: str = ""
    name: str | None = None
    acronym: str | None = None
    number: str | None = None
    year: int | None = None
    year_to: int | None = None
    court: str | None = None
    series: str = ""
    numbered_as: str = ""
    paragraph: str = ""
    date: str = ""
    of: Found | None = None
    convention: bool = False
    normal: str = ""
    place: tuple[int, int] = (0, 0)
