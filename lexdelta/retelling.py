"""Stored changes -> ToldChanges, with what stands about them in other tables."""

from __future__ import annotations

from collections.abc import Sequence

from sqlite_utils import Database

from lexdelta.told import ToldChange
from storage import captures, summaries
from storage.changes import StoredChange


def retold(
    db: Database, found: Sequence[StoredChange], merges: dict[int, tuple[int, ...]] | None = None
) -> tuple[ToldChange, ...]:
    """Stored changes in the shape every command shares, in the order given; `merges` has the ids that a change is told
    for besides its own, by its id."""
    ids = {capture for change in found for capture in (change.capture_before, change.capture_after)}
    digests, regions = captures.digests(db, ids), summaries.regions(db)
    return tuple(_told(c, digests, regions.get(c.country or ""), (merges or {}).get(c.id, ())) for c in found)


def _told(stored: StoredChange, digests: dict[int, str], region: str | None, merges: tuple[int, ...]) -> ToldChange:
    return ToldChange(
        id=stored.id,
        page=stored.page,
        also_in=stored.also_in,
        country=stored.country_name,
        iso3=stored.iso3,
        language=stored.language,
        section=stored.section,
        section_label=stored.section_label,
        kind=stored.kind,
        before=stored.before,
        after=stored.after,
        edits=stored.edits,
        significance=stored.significance,
        rule=stored.rule,
        reason=stored.reason,
        state=stored.state,
        last_seen_old=stored.last_seen_old,
        first_seen_new=stored.first_seen_new,
        confirmed_at=stored.confirmed_at,
        url=stored.url,
        capture_before=stored.capture_before,
        capture_after=stored.capture_after,
        moved_from=stored.moved_from,
        digest_before=digests.get(stored.capture_before),
        digest_after=digests.get(stored.capture_after),
        region=region,
        merges=merges,
        form=stored.form,
        named=stored.named,
        unaligned=stored.unaligned,
        history=stored.history,
    )
