"""Which changes are one change: on many pages of a run, or in two language editions of one country."""

from __future__ import annotations

import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from diffs.align import equal_ends
from diffs.change import BlockChange, Change, SectionChange, StatusChange
from diffs.edits import edits
from diffs.links import parts
from scraper.normalise import address, is_nothing, normalise
from scraper.profile import Profile

LEAST_COUNTRIES = 3
ONE_IN = 5
"""A change is the site's when it stands on more than 3 countries and on more than one in 5."""

_WORD = re.compile(r"\w+")
LEAST_WORDS = 30
"""Articles shorter than this may well be equal on two countries: there is little one can say in them."""

_ADDRESS_PARTS = re.compile(r"([/?&=#]+)")


def fingerprint(change: Change) -> str:
    """A short hex digest, the same for "the same change" on another page: form, section, and what changed.

    What it names is not asked: a page that names the same thing elsewhere shows the same change all the same. Of an
    edit only the words taken out and put in count, of a link only the parts of the address; what vanished (a section, a
    status, a date) is the same whatever it said.
    """
    return _digest([change.form, change.section, *_what(change)])


def twin(change: Change) -> str:
    """A short hex digest, the same for one change in two language editions of a country, whose labels differ.

    Status by standing and dates, declarations by their figures, sections by key (their texts may be translated), blocks
    by their text, links by where they lead.
    """
    return _digest([change.form, *_what_in_any_language(change)])


def template_changes(stands: Iterable[tuple[str, str]], countries: int) -> frozenset[str]:
    """The fingerprints that stand on so many countries that they are about the site.

    `stands` are (country, fingerprint) pairs of one run, `countries` how many countries it could check. The editions
    of one country count once.
    """
    where: dict[str, set[str]] = defaultdict(set)
    for country, mark in stands:
        where[mark].add(country)
    return frozenset(mark for mark, found in where.items() if on_most(len(found), countries))


def article_text(profile: Profile, names: frozenset[str]) -> str:
    """The article's words in the compared form, without those of `names`: equal texts say the same of two countries.

    `names` are the words of every country's name, as `name_words` gives them: a page may name its neighbour.
    """
    text = " ".join(normalise(block.text) for section in profile.sections for block in section.blocks)
    return " ".join(word for word in _WORD.findall(text.casefold()) if word not in names)


def name_words(names: Iterable[str]) -> frozenset[str]:
    """The words of country names in the compared form; numbers, which some slugs carry, tell countries apart."""
    words = (word for name in names for word in _WORD.findall(normalise(name).casefold()))
    return frozenset(word for word in words if word.isalpha())


def equal_articles(articles: Mapping[str, tuple[str, str]]) -> frozenset[str]:
    """The page keys whose article stands on two countries at least; `articles` maps a page key to its country and its
    `article_text`. Articles of fewer than 30 words are not asked."""
    pages: dict[str, list[str]] = defaultdict(list)
    for page, (_, text) in articles.items():
        if len(text.split()) >= LEAST_WORDS:
            pages[text].append(page)
    return frozenset(page for same in pages.values() if len({articles[p][0] for p in same}) > 1 for page in same)


def on_most(count: int, of: int) -> bool:
    """Whether what so many countries share is about the site: more than 3 of them and more than a fifth."""
    return count > LEAST_COUNTRIES and count * ONE_IN > of


def _what(change: Change) -> Sequence[object]:
    if isinstance(change, StatusChange):
        return _what_of_status(change)
    if isinstance(change, SectionChange):
        return _what_of_section(change)
    if isinstance(change, BlockChange):
        return _what_of_block(change)
    return [_form(change.before), _form(change.after)]


def _what_of_status(change: StatusChange) -> Sequence[object]:
    if change.after in (None, "unstated"):
        return ["gone"]
    if change.field in ("signed", "ratified") and change.before is None:
        return ["printed"]
    return [_form(change.before), _form(change.after)]


def _what_of_section(change: SectionChange) -> Sequence[object]:
    if change.kind in ("section_removed", "section_emptied"):
        return []
    return [_form(change.before), _form(change.after)] if change.kind == "section_renamed" else [_form(change.after)]


def _what_of_block(change: BlockChange) -> Sequence[object]:
    if change.form == "link_changed":
        (text, old), (text_new, new) = parts(change.before), parts(change.after)
        return [_form(text), _form(text_new), *_changed_parts(address(old), address(new))]
    steps = change.edits
    if change.form == "block_edited" and not steps:
        steps = edits(change.before or "", change.after or "")
    words = [[step.op, normalise(step.text)] for step in steps if step.op != "equal"]
    reworded = change.form == "block_edited" or any(text for _, text in words)
    return [*(words if reworded else (_form(change.before), _form(change.after))), change.moved_from]


def _changed_parts(old: str, new: str) -> Sequence[object]:
    """The parts of two addresses that differ, so that a host renamed under 70 links is one change."""
    before, after = _ADDRESS_PARTS.split(old), _ADDRESS_PARTS.split(new)
    head, tail = equal_ends(before, after)
    return [before[head : len(before) - tail], after[head : len(after) - tail]]


def _what_in_any_language(change: Change) -> Sequence[object]:
    if isinstance(change, StatusChange):
        return _status_in_any_language(change)
    if isinstance(change, SectionChange):
        return [change.section]
    if not isinstance(change, BlockChange):
        return []
    if change.form == "link_changed":
        return [address(parts(change.before)[1]), address(parts(change.after)[1])]
    return [_form(change.before), _form(change.after)]


def _status_in_any_language(change: StatusChange) -> Sequence[object]:
    if change.field != "declarations":
        return [_form(change.before), _form(change.after)]
    return [re.findall(r"\d+", text or "") or _declared(text) for text in (change.before, change.after)]


def _declared(text: str | None) -> str | None:
    """French editions say "N/A" where English ones say "NA"; both say that there is none."""
    return None if text is None or is_nothing(text) else normalise(text)


def _form(text: str | None) -> str | None:
    return None if text is None else normalise(text)


def _digest(what: Sequence[object]) -> str:
    return hashlib.sha256(json.dumps(what, ensure_ascii=False).encode("utf-8", "surrogatepass")).hexdigest()[:16]
