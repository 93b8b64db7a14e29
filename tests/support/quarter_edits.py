"""The true edits of the simulated quarter-year, with what a run has to tell of each."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from quarter_pages import (
    LEAVES,
    Change,
    Words,
    blocks,
    insert,
    institution,
    pieces,
    set_field,
    set_section,
    source,
    strategy,
    swap,
    texts,
)

from lexdelta.demo.notes import Notes

QUIET_DAYS = 16
"""A block edited twice between two looks is one change; so a section rests longer than any outage of a page lasts."""


@dataclass(frozen=True)
class Edit:
    """One edit of one country's page, in all its editions; a French one follows `lag` days later.

    `old` and `new` are words of the two sides (None for a side that says nothing), by which what is told is
    recognised. `removal`: told only when looks agree.
    """

    day: int
    country: str
    section: str
    kind: str
    change: Change
    old: str | None
    new: str | None
    removal: bool = False
    lag: int = 0


Made = tuple[Change, str | None, str | None]
Maker = Callable[["Desk"], Made | None]


@dataclass
class Desk:
    """Where one edit is made: the page as it stands, one of its sections, and words to use."""

    notes: Notes
    section: str
    words: Words

    def block(self, pattern: str = "") -> str | None:
        """A block of the section that the pattern is found in, None when there is none."""
        found = [text for text in blocks(self.notes, self.section) if re.search(pattern, text)]
        return self.words.random.choice(found) if found else None


def _status(desk: Desk) -> Made | None:
    now = desk.notes.field("status")
    later = {"NA": "Invited to accede", "Invited to accede": "Signatory", "Signatory": "Party"}.get(now)
    keys = {"NA": "none", "Invited to accede": "invited", "Signatory": "signatory", "Party": "party"}
    return (set_field("status", later), keys[now], keys[later]) if later else None


def _declarations(desk: Desk) -> Made:
    new = f"Article {desk.words.number()}, reservation of {desk.words.name()}"
    return set_field("declarations", new), desk.notes.field("declarations"), new


def _filled(desk: Desk) -> Made | None:
    printed = any(part.key == desk.section for part in desk.notes.parts)
    if not printed or blocks(desk.notes, desk.section):
        return None
    content = pieces(desk.section, desk.words)
    return set_section(desk.section, content), None, _plain(texts(content[0])[0])


def _added(desk: Desk) -> Made | None:
    if any(part.key == desk.section for part in desk.notes.parts):
        return None
    content = pieces(desk.section, desk.words)
    return set_section(desk.section, content), None, _plain(texts(content[0])[0])


def _emptied(desk: Desk) -> Made | None:
    found = blocks(desk.notes, desk.section)
    return (set_section(desk.section, ()), _plain(found[0]), None) if found else None


def _removed(desk: Desk) -> Made | None:
    found = blocks(desk.notes, desk.section)
    return (set_section(desk.section, None), _plain(found[0]), None) if found else None


def _inserted(desk: Desk) -> Made | None:
    after = desk.block(r"\.$")
    new = desk.words.sentence()
    return (insert(desk.section, new, after), None, new) if after else None


def _taken_out(desk: Desk) -> Made | None:
    found = [text for text in blocks(desk.notes, desk.section) if text.endswith(".")]
    return (swap(desk.section, found[-1], None), found[-1], None) if len(found) > 1 else None


def _edited(pattern: str, replacement: Callable[[re.Match[str], Words], str]) -> Maker:
    """One place of a block gets other words."""

    def make(desk: Desk) -> Made | None:
        old = desk.block(pattern)
        if old is None:
            return None
        new = re.sub(pattern, lambda found: replacement(found, desk.words), old, count=1)
        return swap(desk.section, old, new), _plain(old), _plain(new)

    return make


def _new_item(make_text: Callable[[Words], str]) -> Maker:
    def make(desk: Desk) -> Made | None:
        after, new = desk.block(), make_text(desk.words)
        return (insert(desk.section, new, after), None, _plain(new)) if after else None

    return make


def _item_gone(desk: Desk) -> Made | None:
    found = blocks(desk.notes, desk.section)
    return (swap(desk.section, found[-1], None), _plain(found[-1]), None) if len(found) > 1 else None


def _superseded(desk: Desk) -> Made | None:
    old = desk.block("Cybersecurity Strategy")
    new = strategy(desk.words)
    return (swap(desk.section, old, new), _plain(old), _plain(new)) if old else None


def _row(words: Words) -> str:
    return f"{words.name()} Authority | Treaty channel {words.number()}"


def _plain(text: str) -> str:
    """A block as it reads, its last link aside, which is no text."""
    return re.sub(r"\[([^\]]+)\]\([^)]+\)", r"\1", text)


def _new_row(desk: Desk) -> Made | None:
    after, new = desk.block(r" \| "), _row(desk.words)
    return (insert(desk.section, new, after), None, new.partition(" | ")[0]) if after else None


def _relinked(desk: Desk) -> Made | None:
    old = desk.block(r"\]\(https://")
    if old is None:
        return None
    target = f"https://laws.example/{desk.words.name().lower()}"
    was = re.findall(r"https://[^)]+", old)[0]
    return swap(desk.section, old, re.sub(r"https://[^)]+", target, old)), was, target


_TEXT = tuple(key for key in LEAVES if key not in ("institutions", "sources", "legislation.related"))
_LAWS = ("legislation.state", "legislation.substantive", "legislation.procedural", "legislation.safeguards")
_LISTS = ("sources", "legislation.related")
KINDS: Mapping[str, tuple[tuple[str, ...], Maker, bool]] = {
    "status moved": (("status",), _status, False),
    "declarations": (("status",), _declarations, False),
    "section filled": (LEAVES, _filled, False),
    "section added": (("cooperation.guides",), _added, False),
    "section emptied": (_TEXT, _emptied, True),
    "section removed": (("case_law", "cooperation.guides", "legislation.related"), _removed, True),
    "paragraph added": (_TEXT, _inserted, False),
    "paragraph removed": (_TEXT, _taken_out, False),
    "name edited": (_TEXT, _edited(r"\b[A-Z][a-z]{7,}\b(?= (?:court|Tribunal|Academy|regulation))",
                                   lambda _, words: words.name()), False),
    "negation": (_TEXT, _edited(r"\b(?:may|were)\b", lambda found, _: f"{found[0]} not"), False),
    "number": (_TEXT, _edited(r"\b\d{1,2} (?=years|days|months)", lambda found, _: f"{int(found[0]) + 31} "), False),
    "law renumbered": (_LAWS, _edited(r"No\. \d+", lambda _, words: f"No. {words.number()}"), False),
    "law superseded": (_LAWS, _edited(r"No\. \d+ of \d{4}", lambda _, words: f"No. {words.number()} of 2026"), False),
    "strategy superseded": (("policies",), _superseded, False),
    "institution added": (("institutions",), _new_item(institution), False),
    "institution removed": (("institutions",), _item_gone, False),
    "institution renamed": (("institutions",), _edited(r"Ministry of \w+",
                                                       lambda _, words: f"Office of {words.name()}"), False),
    "row added": (("cooperation.authorities",), _new_row, False),
    "row edited": (("cooperation.authorities",), _edited(r"channel \d+", lambda _, w: f"channel {w.number()}"), False),
    "source added": (_LISTS, _new_item(source), False),
    "source removed": (_LISTS, _item_gone, False),
    "link moved": (_LISTS, _relinked, False),
}  # fmt: skip


@dataclass
class Editor:
    """Makes edits, one after another in time; a section that was edited rests for a while."""

    words: Words
    pages: dict[str, Notes]
    _rests: dict[tuple[str, str], int] = field(default_factory=dict)

    def edits(self, day: int, kind: str, country: str, lag: int) -> Iterator[Edit]:
        """An edit of that kind, none when the page has no place for it; a "mistake" is taken back after some days."""
        if kind == "mistake":
            yield from self._mistake(day, country)
            return
        sections, make, removal = KINDS[kind]
        for section in self.words.random.sample(sections, k=len(sections)):
            made = self._make(day, country, section, make)
            if made:
                yield Edit(day, country, section, kind, *made, removal=removal, lag=lag)
                return

    def _mistake(self, day: int, country: str) -> Iterator[Edit]:
        before = self.pages[country]
        for first in self.edits(day, "law renumbered", country, 0):
            yield first
            days = self.words.random.choice((1, 2, 5, 20))
            content = next(part.pieces for part in before.parts if part.key == first.section)
            back = set_section(first.section, content)
            self.pages[country] = back(self.pages[country])
            self._rests[country, first.section] = day + days + QUIET_DAYS
            yield Edit(day + days, country, first.section, "mistake mended", back, first.new, first.old, True)

    def _make(self, day: int, country: str, section: str, make: Maker) -> Made | None:
        if self._rests.get((country, section), -QUIET_DAYS) > day:
            return None
        made = make(Desk(self.pages[country], section, self.words))
        if made:
            self.pages[country] = made[0](self.pages[country])
            self._rests[country, section] = day + QUIET_DAYS
        return made
