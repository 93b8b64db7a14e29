"""compare(before, after) -> every difference between two profiles, once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from diffs.attribution import attributed
from diffs.blocks import block_changes
from diffs.budget import NAMES, Budget
from diffs.change import Change, SectionChange, StatusChange, TitleChange
from diffs.matching import match_blocks
from diffs.naming import Naming, naming
from diffs.pairs import SectionPair, pair_sections
from diffs.status_line import SECTION as STATUS
from diffs.status_line import on_the_line, status_changes
from diffs.words import is_address, tokens
from scraper.normalise import normalise
from scraper.profile import Block, Profile, Section


def compare(before: Profile, after: Profile) -> tuple[Change, ...]:
    """Every difference between two profiles of one page: title, status line, then the sections in printed order.

    What `normalise` removes, the order of sections and the kind of a block are no differences; what is unknown on
    either side is not asked. What came to the page, or went from it, by its mentions is told with the change that
    shows it. Deterministic, and bounded by counted work: beyond it, blocks stay unpaired (removed and added), edits
    show whole texts, and those changes say so. Raises ValueError when the two were not read by the same layout version.
    """
    if before.reading != after.reading:
        raise ValueError(f"Cannot compare {before.reading} with {after.reading}: read both with one layout.")
    if before.lossy or after.lossy:
        before, after = _without_links(before), _without_links(after)
    for_names = Budget(NAMES)
    names = naming(before, after, for_names)
    return attributed(tuple(_changes(before, after, names, Budget())), names, for_names)


def _changes(before: Profile, after: Profile, names: Naming, budget: Budget) -> Iterator[Change]:
    line = status_changes(before, after)
    if not _told_by_fields(line) and _no_line(before, after):
        line = ()
        pairs = pair_sections(_readable(before), _readable(after), budget)
    else:
        pairs = _without_line_only(pair_sections(_bare(before), _bare(after), budget))
    yield from _title(before, after)
    yield from line
    for match in match_blocks(pairs, budget, names):
        yield from _whole(match.pair)
        if before.language == after.language:
            yield from _rename(match.pair)
        yield from block_changes(match, budget)


def _title(before: Profile, after: Profile) -> Iterator[TitleChange]:
    if any(profile.lossy and not profile.title for profile in (before, after)):
        return
    if normalise(before.title) != normalise(after.title):
        yield TitleChange(before.title or None, after.title or None)


def _told_by_fields(line: Sequence[Change]) -> bool:
    return any(isinstance(change, StatusChange) for change in line)


def _no_line(before: Profile, after: Profile) -> bool:
    """Whether a status line is missing on one side at least: without a field to tell, the section is like any other."""
    return not (before.status.raw.strip() and after.status.raw.strip())


def _readable(profile: Profile) -> Profile:
    """The profile without blocks that show nothing."""
    return _with_blocks(profile, lambda block, _: bool(normalise(block.text) or block.links))


def _bare(profile: Profile) -> Profile:
    """The readable profile without the blocks of the status line, which its fields tell."""

    def stays(block: Block, section: Section) -> bool:
        return not (section.key == STATUS and on_the_line(block, profile.status))

    return _with_blocks(_readable(profile), stays)


def _without_links(profile: Profile) -> Profile:
    """The profile without what a text rendering loses: where links lead, and lines that are only an address."""
    sections = tuple(
        replace(section, blocks=tuple(replace(block, links=()) for block in section.blocks if not _only_links(block)))
        for section in profile.sections
    )
    return replace(profile, sections=sections)


def _only_links(block: Block) -> bool:
    found = tokens(block.text)
    return bool(found) and all(is_address(token) for token in found)


def _with_blocks(profile: Profile, stays: Callable[[Block, Section], bool]) -> Profile:
    sections = tuple(
        replace(section, blocks=tuple(block for block in section.blocks if stays(block, section)))
        for section in profile.sections
    )
    return replace(profile, sections=sections)


def _without_line_only(pairs: Sequence[SectionPair]) -> tuple[SectionPair, ...]:
    """The pairs without a status section that came or went with nothing but its line."""

    def only_a_line(pair: SectionPair) -> bool:
        rest = [block for section in (pair.before, pair.after) if section for block in section.blocks]
        return pair.key == STATUS and pair.told in ("section_added", "section_removed") and not rest

    return tuple(pair for pair in pairs if not only_a_line(pair))


def _whole(pair: SectionPair) -> Iterator[SectionChange]:
    if pair.told:
        before = pair.before.text if pair.before else None
        after = pair.after.text if pair.after else None
        yield SectionChange(pair.told, pair.key, pair.label, before, after)


def _rename(pair: SectionPair) -> Iterator[SectionChange]:
    if not pair.before or not pair.after:
        return
    old, new = pair.before.label, pair.after.label
    if normalise(old).casefold() != normalise(new).casefold():
        yield SectionChange("section_renamed", pair.key, pair.label, old, new)
