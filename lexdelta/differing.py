"""What changed between two states, as told changes: for `diff`, and wherever no run has judged them."""

from __future__ import annotations

from diffs.change import BlockChange, Change, SectionChange
from diffs.classify import classify
from diffs.compare import compare
from lexdelta.judging import Eyes
from lexdelta.settings import Config
from lexdelta.states import State, two_states
from lexdelta.told import ToldChange
from lexdelta.watching import layout_named
from scraper.layout import Layout
from scraper.layouts.shipped import layout_of_key
from scraper.sandbox import Sandbox


def between(config: Config, a: str, b: str | None) -> tuple[ToldChange, ...]:
    """The changes from state `a` to state `b`, or those that led to `a`; names as `states.two_states` takes them."""
    with Sandbox() as sandbox:
        before, after = two_states(
            config, lambda name: Eyes(layout_named(name, config), sandbox.examine, sandbox.discover), a, b
        )
    page = after.page or before.page
    layout = layout_named(layout_of_key(page.key) if page else config.watch[0].layout, config)
    return tuple(_told(change, before, after, layout) for change in compare(before.profile, after.profile))


def _told(change: Change, before: State, after: State, layout: Layout) -> ToldChange:
    judgement = classify(change)
    page = after.page or before.page
    country = layout.country(page.country) if page else None
    return ToldChange(
        id=None,
        page=page.key if page else "",
        also_in=(),
        country=country.name if country else after.profile.title or before.profile.title,
        iso3=country.iso3 if country else None,
        language=after.profile.language,
        section=change.section,
        section_label=change.label,
        kind=change.kind,
        before=change.before,
        after=change.after,
        edits=change.edits if isinstance(change, BlockChange) else (),
        significance=judgement.significance,
        rule=judgement.rule,
        reason=judgement.reason,
        state="confirmed",
        last_seen_old=before.seen_to,
        first_seen_new=after.seen_from,
        confirmed_at=None,
        url=page.url if page else "",
        capture_before=before.capture,
        capture_after=after.capture,
        moved_from=change.moved_from if isinstance(change, BlockChange) else None,
        form=change.form,
        named=change.named if isinstance(change, (BlockChange, SectionChange)) else (),
        unaligned=isinstance(change, BlockChange) and change.unaligned,
    )
