"""ToldChange: the one shape a change has in every command, report and file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from diffs.change import Edit, Named, Significance
from storage.changes import ChangeState


@dataclass(frozen=True, slots=True)
class ToldChange:
    """One change with its judgement, its state and its evidence.

    `id` is what people type; None between two files. `page` a page key, `also_in` the keys of the other editions that
    show the same change; `country` the name for people, `iso3` ISO 3166-1 alpha-3, None for a place without one.
    `last_seen_old` and `first_seen_new` are the two looks the change lies between, `confirmed_at` when it was first
    told as certain (all aware, UTC); `capture_before`, `capture_after` capture ids; all None where two files have none.
    `edits` are the words inside an edited text, () otherwise; `moved_from` the key of the section a text came from,
    None when it moved within one or not at all. `digest_before`, `digest_after` are the SHA-256 of the two captures'
    bodies in hex, `region` the region of the country, None where unknown; `merges` the ids of the changes that a report
    of a period tells as this one, oldest first, () for a change that stands for itself. `form` is what happened to the
    text where `kind` says what that means; `named` what came to the page or went from it with this change; `unaligned`
    that there was too much text to compare word by word; `history` that archives showed it, from before the page was
    watched. Every text came from a page and is untrusted.
    """

    id: int | None
    page: str
    also_in: tuple[str, ...]
    country: str
    iso3: str | None
    language: str
    section: str
    section_label: str
    kind: str
    before: str | None
    after: str | None
    edits: tuple[Edit, ...]
    significance: Significance
    rule: str
    reason: str
    state: ChangeState
    last_seen_old: datetime | None
    first_seen_new: datetime | None
    confirmed_at: datetime | None
    url: str
    capture_before: int | None
    capture_after: int | None
    moved_from: str | None = None
    form: str = ""
    named: tuple[Named, ...] = ()
    unaligned: bool = False
    history: bool = False
    digest_before: str | None = None
    digest_after: str | None = None
    region: str | None = None
    merges: tuple[int, ...] = ()
