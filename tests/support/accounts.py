"""The accounting law: what a comparison tells adds up, section by section."""

from collections import Counter, defaultdict

from diffs.change import BlockChange, Change, SectionChange
from scraper.normalise import normalise
from scraper.profile import Profile, Section


def lines(text: str | None) -> Counter[str]:
    return Counter(normalise(line) for line in (text or "").split("\n") if line)


def texts(section: Section) -> Counter[str]:
    return Counter(normalise(block.text) for block in section.blocks)


def homes(before: Profile, after: Profile, changes: tuple[Change, ...]) -> dict[str, str]:
    """Section key -> the key its blocks are accounted under: that of its new name, or of the group told with it."""
    home = {section.key: section.key for profile in (before, after) for section in profile.sections}
    for change in changes:
        if change.kind == "section_renamed":
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


def accounts(before: Profile, changes: tuple[Change, ...], home: dict[str, str]) -> dict[str, Counter[str]]:
    """Each section's old blocks, minus every old side, plus every new side."""
    account: dict[str, Counter[str]] = defaultdict(Counter)
    for section in before.sections:
        account[home[section.key]].update(texts(section))
    whole = {c.section for c in changes if isinstance(c, SectionChange) and c.kind != "section_renamed"}
    for change in changes:
        if isinstance(change, SectionChange) and change.section in whole and change.kind != "section_renamed":
            account[change.section].subtract(lines(change.before))
            account[change.section].update(lines(change.after))
        if isinstance(change, BlockChange) and change.form != "link_changed":
            source = home[change.moved_from] if change.moved_from else change.section
            account[source].subtract(lines(change.before) if source not in whole else ())
            account[change.section].update(lines(change.after) if change.section not in whole else ())
    return account


def assert_accounted(before: Profile, after: Profile, changes: tuple[Change, ...]) -> None:
    """Per section: before, minus every old side, plus every new side, equals after."""
    home = homes(before, after, changes)
    account = accounts(before, changes, home)
    expected: dict[str, Counter[str]] = defaultdict(Counter)
    for section in after.sections:
        expected[home[section.key]].update(texts(section))
    assert {key: +count for key, count in account.items() if +count} == {k: v for k, v in expected.items() if v}
    assert all(number >= 0 for count in account.values() for number in count.values())
