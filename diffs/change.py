"""Change: one thing that differs between two profiles, typed, so that reports can say what it is.

A change is known to lie between two looks, never "at" one: the captures and times on either side are added where a
change is stored, since comparing itself knows no clock.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from scraper.normalise import normalise

StatusField = Literal["standing", "wording", "declarations", "signed", "ratified"]
SectionKind = Literal["section_added", "section_removed", "section_emptied", "section_filled", "section_renamed"]
BlockForm = Literal[
    "block_added", "block_removed", "block_edited", "block_moved", "block_split", "block_merged", "link_changed"
]
NamedKind = Literal[
    "law_superseded",
    "strategy_superseded",
    "institution_renamed",
    "law_renumbered",
    "law_added",
    "law_removed",
    "strategy_added",
    "strategy_removed",
    "case_added",
    "case_removed",
    "institution_added",
    "institution_removed",
]
NAMED_KINDS: tuple[NamedKind, ...] = get_args(NamedKind)
"""From the most telling to the least, where a section has no subject of its own."""

NATIVE = {"policies": "strategy", "legislation": "law", "institutions": "institution", "case_law": "case"}
"""What a section, or the group it belongs to, is about."""
Significance = Literal["substantive", "editorial", "cosmetic", "template"]
SIGNIFICANCES: tuple[Significance, ...] = ("substantive", "editorial", "cosmetic", "template")


@dataclass(frozen=True, slots=True)
class Edit:
    """A run of words inside an edited block: kept, taken out or put in. Joining all "equal" and "delete" texts gives
    the old text exactly; all "equal" and "insert" texts the new one."""

    op: Literal["equal", "delete", "insert"]
    text: str


@dataclass(frozen=True, slots=True)
class Named:
    """Something the page names that came, went, or gave way to another; `before`, `after` are the names as printed,
    None on the side where the page does not name it."""

    kind: NamedKind
    before: str | None
    after: str | None


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

    @property
    def form(self) -> str:
        """A field has no other form than its kind."""
        return self.kind


@dataclass(frozen=True, slots=True)
class TitleChange:
    """The country's name as the page prints it."""

    before: str | None
    after: str | None
    section: str = "title"
    label: str = ""
    kind: str = "title_changed"
    form: str = "title_changed"


@dataclass(frozen=True, slots=True)
class SectionChange:
    """A whole section. `before`, `after` are its text, one block a line; None where it was not printed; for
    "section_renamed" the two labels. `named` is what came to the page, or went from it, with the section."""

    kind: SectionKind
    section: str
    label: str
    before: str | None
    after: str | None
    named: tuple[Named, ...] = ()

    @property
    def form(self) -> str:
        """A section has no other form than its kind: that it came or went says more than what it names."""
        return self.kind


@dataclass(frozen=True, slots=True)
class BlockChange:
    """One block inside a section that stays; for "block_split" and "block_merged" one on a side, several on the other,
    a line each.

    `form` is what happened to the text; `edits` are the words inside, () for a text that is on one side only or kept
    its words; `moved_from` the section it came from when that is another; for "link_changed" `before`, `after` are
    "text <address>". `named` is what came to the page, or went from it, with this change, each told with one change
    only. `unaligned`: there was too much text to compare, so this change may be an edit that was told as texts that
    came and went, or as fewer words kept than were.
    """

    form: BlockForm
    section: str
    label: str
    before: str | None
    after: str | None
    edits: tuple[Edit, ...] = ()
    moved_from: str | None = None
    named: tuple[Named, ...] = ()
    unaligned: bool = False

    @property
    def kind(self) -> str:
        """What the change means to people: the most telling of `named`, by the section's own subject first, else
        "block_edited" where words differ, else the form."""
        if self.named:
            return most_telling(self.named, self.section)
        reworded = self.edits and normalise(self.before or "") != normalise(self.after or "")
        return "block_edited" if reworded else self.form


Change = StatusChange | TitleChange | SectionChange | BlockChange


@dataclass(frozen=True, slots=True)
class Judgement:
    """How much a change matters, by which rule, and why in one sentence."""

    significance: Significance
    rule: str
    reason: str


def most_telling(named: Sequence[Named], section: str) -> NamedKind:
    """The kind that says most: one thing that gave way to another, then what the section is about, then the rest."""
    native = NATIVE.get(section.partition(".")[0], "")

    def rank(kind: NamedKind) -> tuple[bool, bool, int]:
        single = kind.endswith(("_added", "_removed"))
        return (single, not kind.startswith(f"{native}_"), NAMED_KINDS.index(kind))

    return min((one.kind for one in named), key=rank)


def is_removal(change: Change) -> bool:
    """Whether a change must be seen twice before it is told: a section gone or emptied, a status no longer stated."""
    return removes(change.kind, change.after)


def removes(kind: str, after: str | None) -> bool:
    """The same of a change by its kind and what it leads to, in whatever shape it is kept."""
    unstated = (kind, after) in (("status_moved", "unstated"), ("status_reworded", None))
    return unstated or kind in ("section_removed", "section_emptied")
