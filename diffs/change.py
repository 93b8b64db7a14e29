"""Change: one thing that differs between two profiles, typed, so that reports can say what it is.

A change is known to lie between two looks, never "at" one: the captures and times on either side are added where a
change is stored, since comparing itself knows no clock.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

StatusField = Literal["standing", "wording", "declarations", "signed", "ratified"]
SectionKind = Literal["section_added", "section_removed", "section_emptied", "section_filled", "section_renamed"]
BlockChangeKind = Literal["block_added", "block_removed", "block_edited", "block_moved", "link_changed"]
Significance = Literal["substantive", "editorial", "cosmetic", "template"]
SIGNIFICANCES: tuple[Significance, ...] = ("substantive", "editorial", "cosmetic", "template")


@dataclass(frozen=True, slots=True)
class Edit:
    """A run of words inside an edited block: kept, taken out or put in. Joining all "equal" and "delete" texts gives
    the old text exactly; all "equal" and "insert" texts the new one."""

    op: Literal["equal", "delete", "insert"]
    text: str


@dataclass(frozen=True, slots=True)
class StatusChange:
    """A field of the status line. `before`, `after` are the values for people: a standing's key ("invited"), a
    printed text or an ISO date; None when the field was not printed."""

    field: StatusField
    before: str | None
    after: str | None
    label: str = ""
    section: str = "status"

    @property
    def kind(self) -> str:
        """One of "status_moved", "status_reworded", "declarations_changed", "signed_changed", "ratified_changed"."""
        return {"standing": "status_moved", "wording": "status_reworded"}.get(self.field, f"{self.field}_changed")


@dataclass(frozen=True, slots=True)
class TitleChange:
    """The country's name as the page prints it."""

    before: str | None
    after: str | None
    section: str = "title"
    label: str = ""
    kind: str = "title_changed"


@dataclass(frozen=True, slots=True)
class SectionChange:
    """A whole section. `before`, `after` are its text, one block a line; None where it was not printed; for
    "section_renamed" the two labels."""

    kind: SectionKind
    section: str
    label: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class BlockChange:
    """One block inside a section that stays. `edits` are the words inside, for "block_edited" only; `moved_from` the
    section it came from when that is another; for "link_changed" `before`, `after` are "text <address>"."""

    kind: BlockChangeKind
    section: str
    label: str
    before: str | None
    after: str | None
    edits: tuple[Edit, ...] = ()
    moved_from: str | None = None


Change = StatusChange | TitleChange | SectionChange | BlockChange


@dataclass(frozen=True, slots=True)
class Judgement:
    """How much a change matters, by which rule, and why in one sentence."""

    significance: Significance
    rule: str
    reason: str


def is_removal(change: Change) -> bool:
    """Whether a change must be seen twice before it is told: a section gone or emptied, a status no longer stated."""
    if isinstance(change, StatusChange):
        return (change.field, change.after) in (("standing", "unstated"), ("wording", None))
    return change.kind in ("section_removed", "section_emptied")
