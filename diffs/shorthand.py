"""Abbreviations that the text itself explains: "FIU" and "Financial Intelligence Unit", by their first letters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from diffs.parts import Part
from diffs.spelling import is_content

_SHORTEST, _LONGEST = 2, 8
_MOST = 20
"""So many abbreviations in one edit are looked up; more stay what they are, which errs on the careful side."""


def shortened(sides: Sequence[list[Part]]) -> list[list[Part]]:
    """Both sides with the names written out that an abbreviation in changed words stands for put into its letters.

    A name followed by its own abbreviation in brackets becomes the abbreviation once.
    """
    short = sorted({part.text for side in sides for part in side if part.hunk is not None and _is_short(part.text)})
    for acronym in short[:_MOST]:
        bracketed = any(_in_brackets(side, at, acronym) for side in sides for at in range(len(side)))
        proved = bracketed or len(acronym) > _SHORTEST
        sides = [_once(_replaced(side, acronym, proved=proved), acronym) for side in sides]
    return list(sides)


def _in_brackets(side: Sequence[Part], at: int, acronym: str) -> bool:
    return [part.text for part in side[at : at + 3]] == ["(", acronym, ")"]


def _is_short(text: str) -> bool:
    capitals = sum(map(str.isupper, text))
    return text[:1].isupper() and text.isalpha() and capitals >= _SHORTEST and len(text) <= _LONGEST


def _replaced(side: list[Part], acronym: str, *, proved: bool) -> list[Part]:
    """The side with each run of words whose initials spell the abbreviation replaced by it. Two letters prove little:
    unless they stand in brackets somewhere (`proved`), the words must be printed as a name."""
    told = list(_telling(side, every=not acronym.isupper()))
    initials = "".join(side[at].word[:1] for at in told)
    kept: list[Part] = []
    done, start = 0, initials.find(acronym.casefold())
    while start >= 0:
        run = told[start : start + len(acronym)]
        found = proved or all(side[at].text[:1].isupper() for at in run)
        if found:
            hunk = next((side[at].hunk for at in run if side[at].hunk is not None), None)
            kept += (*side[done : run[0]], Part(acronym, acronym.casefold(), hunk, side[run[0]].opens))
            done = run[-1] + 1
        start = initials.find(acronym.casefold(), start + (len(acronym) if found else 1))
    return [*kept, *side[done:]]


def _telling(side: Sequence[Part], *, every: bool) -> Iterator[int]:
    """The places of the words an abbreviation takes its letters from, of `every` word for one like "MoU"; a mark stands
    for itself and ends a run."""
    for at, part in enumerate(side):
        if every or is_content(part.text) or not part.word[:1].isalnum():
            yield at


def _once(side: list[Part], acronym: str) -> list[Part]:
    """The side without "(FIU)" right after "FIU", which is what "Financial Intelligence Unit (FIU)" became."""
    kept: list[Part] = []
    skip = 0
    for at, part in enumerate(side):
        if skip:
            skip -= 1
        elif _in_brackets(side, at, acronym) and kept and kept[-1].text == acronym:
            skip = 2
        else:
            kept.append(part)
    return kept
