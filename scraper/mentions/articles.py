"""Articles, sections and paragraphs of laws and of the Convention, one row for each number or range of a list."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from itertools import pairwise

from scraper.mentions.article_numbers import is_counted, item_at, next_number
from scraper.mentions.found import Found
from scraper.mentions.text import Text

OPENING = frozenset(
    "article articles art arts section sections sec secs s ss sect artículo artículos artigo artigos u usc § §§".split()
)
"""The words, in lower case, that announce the number of an article."""
_PLURAL = frozenset("articles arts sections secs ss §§ artículos artigos".split())
_MOST_ITEMS = 200
_KEY = re.compile(r"[.\s]{0,2}(?:[Nn](?:os?|[º°˚])\.?\s?)?")
_USC = re.compile(r"(\d{1,2})\sU\.?\s?S\.?\s?C\.?\s?(?:A\.\s)?(?:§+\s?|[Ss]ections?\s|[Ss]ec\.\s)?(?=\d)")
_IN_GAZETTE = re.compile(r"\b[Nn](?:o\.|r\.|[º°˚])\s?\d[\d-]{0,8},\s$")
_CONVENTION_BEHIND = re.compile(
    r",?\s(?:(?:of|to|in|under|de)\s)?(?:the\s|la\s|said\s)?(?:(?:Council\sof\sEurope|Budapest|Cybercrime|CoE)\s)?"
    r"(?:Convention\son\sCybercrime\b"
    r"|Convention\b(?!\son\sthe\s|\son\s(?!Cyber)|\sagainst|\srelative\s(?!à\sla\scyber))"
    r"|(?:BCC?|CCC|ETS\s185)\b)"
)
_CONVENTION_BEFORE = re.compile(
    r"(?:Budapest\sConvention|\bBCC?\b|Convention\son\sCybercrime|Convention\sde\sBudapest|the\sConvention)"
    r"(?:\s?\(|:\s|,\s|\s)(?:see\s)?$"
)
_LAW_BEHIND = re.compile(
    r"(?:,?\s(?:of|du|de|des|da|do|del|in|under|to)(?:\s(?:the|la|las|los|el)\s|\s(?:l|d)?['’´]?)"
    r"(?:said\s|new\s|amended\s|Revised\s)?|,\s|\s|\sde\sl['’´]|\s\()$"
)
_LAW_BEFORE = re.compile(r"(?:,\s|\s?\(|:\s|\s|\s?\[|\s[-–]\s)(?:see\s|in\sparticular\s)?$")
_LINKED = re.compile(r"(?:\s\([^()]{1,80}\))?\s?(?:,|;)?\s?(?:and\s|et\s|or\s|&\s)?(?:under\s|of\s|in\s|l['’´])?$")


@dataclass(slots=True)
class _Group:
    """The articles of one list, with the character behind the last; `code` is the law a list names itself."""

    items: list[Found] = field(default_factory=list)
    end: int = 0
    code: str = ""


def find_articles(text: Text, hits: list[int], laws: list[Found]) -> list[Found]:
    """The articles announced by the given words, each with the law it belongs to where the text says so.

    `laws` are those of the same block, in order of place.
    """
    groups = []
    for index in hits:
        group = None if text.taken[index] else _group_at(text, index)
        if group and group.items:
            for one in group.items:
                text.take(one.start, one.end)
            groups.append(group)
    _belong(text.source, groups, laws)
    return [one for group in groups for one in group.items]


def _group_at(text: Text, index: int) -> _Group | None:
    word, start = text.low[index], text.starts[index]
    if word in ("u", "usc"):
        return _united_states(text, index)
    if word in ("s", "ss") and not _is_abbreviation(text, index):
        return None
    if _IN_GAZETTE.search(text.source, max(0, start - 24), start):
        return None
    key = _KEY.match(text.source, text.ends[index])
    position = key.end() if key else text.ends[index]
    if position == text.ends[index] and not word.startswith("§"):
        return None
    return _list(text, start, position, word in _PLURAL)


def _is_abbreviation(text: Text, index: int) -> bool:
    """Whether a lone "s" stands for "section" rather than behind an apostrophe."""
    lower = text.words[index] == text.low[index] and text.gaps[index][:1] in (".", " ")
    return lower and (index == 0 or not text.gaps[index - 1].endswith("'"))


def _united_states(text: Text, index: int) -> _Group | None:
    """ "18 U.S.C. § 1030": title and section in one."""
    if index == 0 or not text.words[index - 1].isdigit():
        return None
    start = text.starts[index - 1]
    found = _USC.match(text.source, start)
    if not found:
        return None
    group = _list(text, start, found.end(), plural="§§" in found[0])
    group.code = f"title {found[1]} usc"
    return group


def _list(text: Text, start: int, position: int, plural: bool) -> _Group:
    group = _Group(end=position)
    while position >= 0 and len(group.items) < _MOST_ITEMS:
        item = item_at(text.source, start, position, plural)
        before = group.items[-1] if group.items else None
        if not item or not text.is_free(item.start, item.end) or is_counted(text.source, item, before):
            break
        group.items.append(item)
        group.end = item.end
        start = position = next_number(text.source, item.end)
    return group


def _belong(source: str, groups: list[_Group], laws: list[Found]) -> None:
    """Give every list its law: named behind it, before it, or with a list it is joined to."""
    for at in range(len(groups) - 1, -1, -1):
        group, start = groups[at], groups[at].items[0].start
        following = groups[at + 1] if at + 1 < len(groups) else None
        if group.code:
            _set(group, Found("law", 0, 0, normal=group.code), convention=False)
        elif _CONVENTION_BEHIND.match(source, group.end):
            _set(group, None, convention=True)
        elif law := _neighbour(source, group.end, start, laws):
            _set(group, law, convention=False)
        elif _CONVENTION_BEFORE.search(source, max(0, start - 40), start):
            _set(group, None, convention=True)
        elif following and _is_linked(source, group, following):
            _set(group, following.items[0].of, following.items[0].convention)
    for earlier, later in pairwise(groups):
        if later.items[0].of is None and not later.items[0].convention and _is_linked(source, earlier, later):
            _set(later, earlier.items[0].of, earlier.items[0].convention)


def _set(group: _Group, law: Found | None, convention: bool) -> None:
    for item in group.items:
        item.of, item.convention = law, convention


def _neighbour(source: str, end: int, start: int, laws: list[Found]) -> Found | None:
    """The law named right behind character `end`, or else right before character `start`."""
    at = bisect_left(laws, end, key=lambda law: law.start)
    if at < len(laws) and laws[at].start <= end + 24 and _LAW_BEHIND.fullmatch(source, end, laws[at].start):
        return laws[at]
    before = laws[bisect_left(laws, start, key=lambda law: law.start) - 1] if laws and laws[0].start < start else None
    near = before is not None and start - 24 <= before.end <= start
    return before if before and near and _LAW_BEFORE.fullmatch(source, before.end, start) else None


def _is_linked(source: str, group: _Group, following: _Group) -> bool:
    start = following.items[0].start
    return start - group.end <= 100 and bool(_LINKED.fullmatch(source, group.end, start))
