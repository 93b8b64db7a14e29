"""Which section became which: by key, under a renamed heading, a group together with its children."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from diffs.budget import Budget
from diffs.change import SectionKind
from diffs.match import best_first, similarity
from scraper.profile import Profile, Section

RENAMED = 0.8
"""Bodies this alike under two headings, not both known to the layout, are one section that was renamed."""

_MOST_CANDIDATES = 40


@dataclass(frozen=True, slots=True)
class SectionPair:
    """A section before and after, None where it is not printed; `key` and `label` are the newest ones.

    `told` is the change of the section as a whole, None when its blocks are compared instead.
    """

    key: str
    label: str
    before: Section | None
    after: Section | None
    told: SectionKind | None


def pair_sections(before: Profile, after: Profile, budget: Budget) -> tuple[SectionPair, ...]:
    """Every section about which something can be told, in printed order, what is gone where it stood.

    A section whose state is unknown on either side is left out.
    """
    old = {section.key: section for section in before.sections}
    renamed = _renamed(before, after, budget)
    places: dict[str, int] = {}
    pairs: list[tuple[tuple[int, int], SectionPair]] = []
    for place, section in enumerate(after.sections):
        partner = old.get(renamed.get(section.key, section.key))
        if partner:
            places[partner.key] = place
        if section.state != "unknown" and (partner.state if partner else before.state_of(section.key)) != "unknown":
            pairs.append(((place, -1), _paired(partner, section)))
    place = -1
    for number, section in enumerate(before.sections):
        place = places.get(section.key, place)
        if section.key not in places and section.state != "unknown" and after.state_of(section.key) != "unknown":
            pairs.append(((place, number), SectionPair(section.key, section.label, section, None, "section_removed")))
    ordered = [pair for _, pair in sorted(pairs, key=lambda item: item[0])]
    ordered = _groups_whole(ordered, "section_removed", before.sections, after.sections)
    return tuple(_groups_whole(ordered, "section_added", after.sections, before.sections))


def _paired(old: Section | None, new: Section) -> SectionPair:
    return SectionPair(new.key, new.label, old, new, _told(old, new))


def _told(old: Section | None, new: Section) -> SectionKind | None:
    if old is None:
        return "section_added"
    if _filled(old) and not _filled(new):
        return "section_emptied" if old.blocks else None
    if _filled(new) and not _filled(old):
        return "section_filled" if new.blocks else None
    return None


def _filled(section: Section) -> bool:
    return section.state == "filled" or bool(section.blocks)


def _renamed(before: Profile, after: Profile, budget: Budget) -> dict[str, str]:
    """New key -> old key of sections that kept their body under another heading."""
    known = {*before.keys, *after.keys}
    gone = [section for section in before.sections if section.blocks and after.state_of(section.key) == "absent"]
    come = [section for section in after.sections if section.blocks and before.state_of(section.key) == "absent"]
    gone, come = gone[:_MOST_CANDIDATES], come[:_MOST_CANDIDATES]
    scored = [
        (similarity(one.text, other.text, budget), a, b)
        for a, one in enumerate(gone)
        for b, other in enumerate(come)
        if not (one.key in known and other.key in known)
    ]
    alike = [score for score in scored if score[0] >= RENAMED]
    return {come[b].key: gone[a].key for a, b in best_first(alike)}


def _groups_whole(
    pairs: Sequence[SectionPair], told: SectionKind, printed: Sequence[Section], elsewhere: Sequence[Section]
) -> list[SectionPair]:
    """The pairs with a group that came or went with all its children told once, with all of their blocks."""
    children: dict[str, list[Section]] = defaultdict(list)
    for section in printed:
        children[_group(section.key)].append(section)
    stays = {name for section in elsewhere for name in (section.key, _group(section.key))}
    going = {pair.key for pair in pairs if pair.told == told}
    whole = {key for key in going - stays if key in children and all(child.key in going for child in children[key])}
    return [
        _with_children(pair, children[pair.key]) if pair.key in whole else pair
        for pair in pairs
        if pair.told != told or _group(pair.key) not in whole
    ]


def _with_children(pair: SectionPair, children: Sequence[Section]) -> SectionPair:
    blocks = tuple(block for child in children for block in child.blocks)
    before = replace(pair.before, blocks=pair.before.blocks + blocks) if pair.before else None
    after = replace(pair.after, blocks=pair.after.blocks + blocks) if pair.after else None
    return replace(pair, before=before, after=after)


def _group(key: str) -> str:
    """The key of the group a section belongs to, "" when it belongs to none."""
    return key.rpartition(".")[0]
