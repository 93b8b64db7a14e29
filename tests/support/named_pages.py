"""Profiles whose texts are read for what they name, as a page's are."""

from dataclasses import replace

from profiles import profile, section

from diffs.change import BlockChange, Change, SectionChange
from scraper.mentions.find import find_mentions
from scraper.profile import Block, Profile, Section


def page(*sections: Section, language: str = "en") -> Profile:
    """A profile of these sections with its mentions."""
    made = profile(*sections)
    return replace(made, language=language, mentions=find_mentions(made.sections, language))


def of(key: str, *blocks: str | Block, language: str = "en") -> Profile:
    """A profile of one section."""
    return page(section(key, *blocks), language=language)


def names(changes: tuple[Change, ...]) -> list[tuple[str, str | None, str | None]]:
    """What the changes name, in order."""
    found = (c.named for c in changes if isinstance(c, (SectionChange, BlockChange)))
    return [(one.kind, one.before, one.after) for named in found for one in named]
