"""What changed in the status line, field by field; whatever no field holds is told as an edit of the line."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

from diffs.budget import Budget
from diffs.change import BlockChange, StatusChange, StatusField
from diffs.edits import edits
from diffs.links import link_changes, shown
from diffs.words import words
from scraper.normalise import is_nothing, normalise
from scraper.profile import Block, Link, Profile, Status

SECTION = "status"

_DATE = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_LABELS = frozenset(
    "status statut signed signé signée ratified ratifié ratifiée acceded adhéré declarations and reservations"
    " déclarations et réserves see legal profile voir le profil légal last updated dernière mise à jour".split()
)


def on_the_line(block: Block, status: Status) -> bool:
    """Whether a block of the status section is part of the status line, and so compared by the line's fields."""
    text = normalise(block.text)
    return bool(text) and text in normalise(status.raw)


def status_changes(before: Profile, after: Profile) -> tuple[StatusChange | BlockChange, ...]:
    """What differs between two status lines; what a lossy profile does not show of it is unknown, and not told."""
    if any(profile.lossy and not profile.status.raw.strip() for profile in (before, after)):
        return ()
    label = _label(before, after)
    moved = _standing(before, after, label)
    if moved and not after.status.raw.strip():
        # The line is gone as a whole: its declarations and dates went with it, and are not four deletions.
        return (moved,)
    fields = [moved, *_details(before.status, after.status, label)]
    told = tuple(change for change in fields if change)
    return (*told, *_links(before, after, label), *_unheld(before, after, label))


def _standing(before: Profile, after: Profile, label: str) -> StatusChange | None:
    old, new = before.status, after.status
    if any(profile.lossy and profile.status.standing == "unstated" for profile in (before, after)):
        return None
    if "other" in (old.standing, new.standing):
        same = old.standing == new.standing and _form(old.wording) == _form(new.wording)
        return None if same else StatusChange("wording", old.wording, new.wording, label)
    return None if old.standing == new.standing else StatusChange("standing", old.standing, new.standing, label)


def _details(old: Status, new: Status, label: str) -> Iterator[StatusChange]:
    nothing = is_nothing(old.declarations) and is_nothing(new.declarations)
    if not nothing and _form(old.declarations) != _form(new.declarations):
        yield StatusChange("declarations", old.declarations, new.declarations, label)
    dates: tuple[tuple[StatusField, date | None, date | None], ...] = (
        ("signed", old.signed, new.signed),
        ("ratified", old.ratified, new.ratified),
    )
    for field, was, now in dates:
        if was != now:
            yield StatusChange(field, was.isoformat() if was else None, now.isoformat() if now else None, label)


def _links(before: Profile, after: Profile, label: str) -> Iterator[BlockChange]:
    """Links of the line that lead elsewhere; one that came or went inside the declarations is told with their text."""
    line, line_after = _line(before), _line(after)
    if not line or not line_after:
        return
    declared = normalise(f"{before.status.declarations or ''} {after.status.declarations or ''}")
    for old, new in link_changes(_links_of(line), _links_of(line_after)):
        alone = new or old
        if (old and new) or (alone and normalise(alone.text) not in declared):
            yield BlockChange("link_changed", SECTION, label, shown(old), shown(new))


def _line(profile: Profile) -> list[Block]:
    section = profile.section(SECTION)
    return [block for block in section.blocks if on_the_line(block, profile.status)] if section else []


def _links_of(blocks: Iterable[Block]) -> list[Link]:
    return [link for block in blocks for link in block.links]


def _unheld(before: Profile, after: Profile, label: str) -> Iterator[BlockChange]:
    """Words of the line that stand in no field ("Signed : soon"): nothing printed may change in silence."""
    old, new = _unheld_words(before), _unheld_words(after)
    if old is not None and new is not None and old != new:
        was, now = before.status.raw, after.status.raw
        yield BlockChange("block_edited", SECTION, label, was, now, edits(was, now, Budget()))


def _unheld_words(profile: Profile) -> Counter[str] | None:
    """None when the line and its fields do not belong together, so that nothing can be said."""
    status = profile.status
    if not status.raw.strip() or (status.wording is None and status.standing != "unstated"):
        return None
    dates = {(at.day, at.month, at.year) for at in (status.signed, status.ratified, profile.stated_at) if at}
    loose = (word for word in words(status.raw) if word not in _LABELS and _as_date(word) not in dates)
    return Counter(loose) - Counter(words(f"{status.wording or ''} {status.declarations or ''}"))


def _as_date(word: str) -> tuple[int, ...]:
    """Day, month and year of "07/04/2005"; () for anything else, numbers without end included."""
    found = _DATE.fullmatch(word)
    return tuple(map(int, found.groups())) if found else ()


def _label(before: Profile, after: Profile) -> str:
    section = after.section(SECTION) or before.section(SECTION)
    return section.label if section else ""


def _form(text: str | None) -> str:
    return normalise(text or "")
