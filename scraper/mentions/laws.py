"""Laws: by number ("Law No. 53-07", "Act CXL of 2013", "Loi n° 2010/012"), by date, by title ("Fraud Act 2006")."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scraper.mentions import forms
from scraper.mentions.found import Found
from scraper.mentions.numbers import MARK, NUMBER, Behind, read_behind
from scraper.mentions.tables import law_types, phrases, table, words
from scraper.mentions.text import Text
from scraper.mentions.titles import Title, title_at

TYPES = law_types()
_BARE_KINDS = frozenset(
    {"law", "act", "decree", "decision", "resolution", "directive", "regulation", "bill", "ordinance"}
)
_DATED_KINDS = frozenset({"law", "act", "decree", "ordinance"})
_SERIES = words("laws", "qualifiers", "own_series") | words("laws", "qualifiers_after", "own_series")
_KNOWN = phrases("laws", "known")
_KNOWN_KINDS = {name.lower(): kind for name, kind in table("laws")["known"].items()}
_ANOTHER = re.compile(rf"(?:,\s|,?\s(?:et|and|y|e)\s)(?:{MARK})({NUMBER})")
_ANOTHER_BARE = re.compile(rf"(?:,\s|,?\s(?:et|and|y|e)\s)({NUMBER})(?![\w%])")
_PLAIN_NUMBER = re.compile(rf"\s(?:{NUMBER}\s(?:of|de)\s(?:1[89]|20)\d\d\b|\d{{2,4}}/\d{{1,4}}/[A-Z]{{2,3}}\b)")
_DRAFT = re.compile(r"(?:[Dd]raft|[Pp]rojet\sde)\s$")
_US_CODE = re.compile(r"\sof\s(?:the\s)?(?:United\sStates|U\.?S\.?)\sCode\b")
_NUMBER_BEHIND = re.compile(r"\.?\s(\d{1,4}[A-Z]?(?:[.:]\d{1,3})?)\b")
_NO_TITLE = re.compile(r"\s(?:of|de|du)\s")

OPENING = frozenset({*TYPES, "cap", "title", *_KNOWN})
"""The words, in lower case, that may be the noun of a law's name or begin one."""


def find_laws(text: Text, hits: list[int]) -> list[Found]:
    """The laws whose noun is one of the given words, in order; their words are marked as taken."""
    found: list[Found] = []
    for index in hits:
        if text.taken[index]:
            continue
        law = _law_at(text, index)
        if law and text.is_free(law.start, law.end):
            for one in (law, *_more(text, law, text.low[index])):
                text.take(one.start, one.end)
                found.append(one)
    return found


def _law_at(text: Text, index: int) -> Found | None:
    known = text.phrase(index, _KNOWN)
    if known and text.words[index] != text.low[index]:
        return _known(text, index, known)
    if text.low[index] in ("cap", "title"):
        return _by_chapter(text, index)
    if text.low[index] not in TYPES:
        return None
    return _by_name(text, index) if text.words[index] != text.low[index] else _in_lower_case(text, index)


def _known(text: Text, first: int, last: int) -> Found:
    title = Title(first, last, _KNOWN_KINDS[" ".join(text.low[first:last])], text.slice(first, last))
    return _law(text, title, read_behind(text.source, text.ends[last - 1], bare=False, title=False))


def _by_chapter(text: Text, index: int) -> Found | None:
    """ "Cap. 35" and "Title 35", laws known by their place in a collection."""
    found = _NUMBER_BEHIND.match(text.source, text.ends[index])
    if not found or not text.capital[index]:
        return None
    if text.low[index] == "cap":
        return Found("law", text.starts[index], found.end(1), "act", number=f"cap {found[1]}")
    code = _US_CODE.match(text.source, found.end(1))
    if not code and _NO_TITLE.match(text.source, found.end(1)):
        return None
    end, normal = (code.end(), f"title {found[1]} usc") if code else (found.end(1), f"title {found[1]}")
    return Found("law", text.starts[index], end, "code", number=found[1], normal=normal)


def _by_name(text: Text, index: int) -> Found | None:
    title = title_at(text, index)
    bare = title.kind in _BARE_KINDS
    behind = read_behind(text.source, text.ends[title.last - 1], bare, title.is_name)
    if title.of_whom and not behind.number:
        title = title.without_whom()
        behind = read_behind(text.source, text.ends[title.last - 1], bare, title.is_name)
    if title.needs_number and not (behind.number or behind.year):
        return None
    if title.is_name or behind.number or (behind.date and title.kind in _DATED_KINDS):
        return _law(text, title, behind)
    return None


def _in_lower_case(text: Text, index: int) -> Found | None:
    """French names, and English ones with a number or a whole date: "loi n° 2010/012", "law of 19 June 2013"."""
    title = title_at(text, index)
    if title.is_name:
        return _law(text, title, Behind(text.ends[title.last - 1]))
    bare = bool(_PLAIN_NUMBER.match(text.source, text.ends[title.last - 1]))
    behind = read_behind(text.source, text.ends[title.last - 1], bare, title=False)
    if behind.number or (behind.date and title.kind in _DATED_KINDS):
        return _law(text, title, behind)
    return None


def _law(text: Text, title: Title, behind: Behind) -> Found:
    start = text.starts[title.first]
    draft = _DRAFT.search(text.source, max(0, start - 10), start)
    start, kind = (draft.start(), "bill") if draft else (start, title.kind)
    if text.low[title.first] == "draft":
        kind = "bill"
    year = behind.year or (forms.year_of(behind.number) if behind.number else None)
    found = Found("law", start, behind.end, kind, title.name, behind.acronym, behind.number, year)
    found.series, found.numbered_as = _series(text, title), behind.kind or kind
    if not title.name and not behind.number:
        found.normal = f"{kind} {behind.date}"
    return found


def _series(text: Text, title: Title) -> str:
    return next((word for word in text.low[title.first : title.last] if word in _SERIES), "")


def _more(text: Text, law: Found, noun: str) -> Iterator[Found]:
    """The laws that share the noun of the one before: "lois n° 2016-29 et n° 2016-30"."""
    pattern = _ANOTHER_BARE if noun.endswith("s") and noun in TYPES and TYPES[noun] in _BARE_KINDS else _ANOTHER
    end = law.end
    while law.number:
        found = pattern.match(text.source, end) or _ANOTHER.match(text.source, end)
        if not found or re.fullmatch(r"(?:1[89]|20)\d\d", found[1]):
            return
        behind = read_behind(text.source, found.end(1), bare=False, title=False)
        start = found.start(1) if found.re is _ANOTHER_BARE else found.start() + len(_separator(found[0]))
        year = behind.year or forms.year_of(found[1])
        yield Found("law", start, behind.end, law.subkind, number=found[1], year=year, series=law.series)
        end = behind.end


_SEPARATOR = re.compile(r",?\s(?:(?:et|and|y|e)\s)?")


def _separator(printed: str) -> str:
    found = _SEPARATOR.match(printed)
    return found[0] if found else ""
