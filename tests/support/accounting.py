"""The accounting law: in each section, old blocks, minus old sides told, plus new sides told, are the new blocks."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from diffs.change import BlockChange, Change, SectionChange, StatusChange
from scraper.normalise import normalise
from scraper.profile import Profile, Section

Account = dict[str, Counter[str]]


def imbalance(before: Profile, after: Profile, changes: tuple[Change, ...]) -> list[str]:
    """One line for every block that was told and is not there, or is there and was not told; [] when the law holds."""
    home = _homes(before, after, changes)
    by_fields = _told_by_fields(before, after, changes)
    account = _blocks(before, home, line=not by_fields)
    for change in changes:
        _book(account, change, home, changes)
    expected = _blocks(after, home, line=not by_fields)
    return [*_differences(account, expected)]


def _differences(account: Account, expected: Account) -> Iterator[str]:
    for key in sorted({*account, *expected}):
        told, printed = Counter(account.get(key, ())), Counter(expected.get(key, ()))
        told.subtract(printed)
        yield from (f"{key}: {number:+d} x {text!r}" for text, number in told.items() if number)


def _told_by_fields(before: Profile, after: Profile, changes: tuple[Change, ...]) -> bool:
    """Whether the status line is told field by field, and so is no block among the others."""
    both = bool(before.status.raw.strip() and after.status.raw.strip())
    return both or any(isinstance(change, StatusChange) for change in changes)


def _homes(before: Profile, after: Profile, changes: tuple[Change, ...]) -> dict[str, str]:
    """Section key -> the key its blocks are booked under: that of its new name, or of the group told with it."""
    home = {section.key: section.key for profile in (before, after) for section in profile.sections}
    for change in changes:
        if isinstance(change, SectionChange) and change.kind == "section_renamed":
            was = [s.key for s in before.sections if s.label == change.before and after.section(s.key) is None]
            home.update(dict.fromkeys(was, change.section))
    named = {key for pair in home.items() if pair[0] != pair[1] for key in pair}
    for kind, profile, other in (("section_removed", before, after), ("section_added", after, before)):
        told = {change.section for change in changes if change.kind == kind}
        for section in profile.sections:
            group = section.key.rpartition(".")[0]
            alone = section.key in told or section.key in named or other.section(section.key) is not None
            if group in told and not alone:
                home[section.key] = group
    return home


def _blocks(profile: Profile, home: dict[str, str], *, line: bool) -> Account:
    found: Account = defaultdict(Counter)
    for section in profile.sections:
        found[home[section.key]].update(_texts(profile, section, line=line))
    return found


def _texts(profile: Profile, section: Section, *, line: bool) -> list[str]:
    texts = [normalise(block.text) for block in section.blocks if normalise(block.text)]
    raw = normalise(profile.status.raw)
    return [text for text in texts if line or section.key != "status" or text not in raw]


def _book(account: Account, change: Change, home: dict[str, str], changes: tuple[Change, ...]) -> None:
    whole = {c.section for c in changes if isinstance(c, SectionChange) and c.kind != "section_renamed"}
    if isinstance(change, SectionChange) and change.kind != "section_renamed":
        account[change.section].subtract(_lines(change.before))
        account[change.section].update(_lines(change.after))
    elif isinstance(change, BlockChange) and getattr(change, "form", change.kind) != "link_changed":
        source = home[change.moved_from] if change.moved_from else change.section
        account[source].subtract(_lines(change.before) if source not in whole else ())
        account[change.section].update(_lines(change.after) if change.section not in whole else ())


def _lines(text: str | None) -> Counter[str]:
    return Counter(normalise(line) for line in (text or "").split("\n") if normalise(line))
