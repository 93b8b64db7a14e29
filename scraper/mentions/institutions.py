"""Institutions: named bodies with acronym and kind; ordinary words ("the police may") name none."""

from __future__ import annotations

from scraper.mentions.bodies import kind_of
from scraper.mentions.denied import is_denied
from scraper.mentions.extent import INSTITUTION_HEADS, body_begin, body_end, is_romance, listed, romance_end
from scraper.mentions.found import Found
from scraper.mentions.names import CONNECTORS, closing_acronym, is_acronym, leftmost
from scraper.mentions.tables import phrases, table, words
from scraper.mentions.text import Text

_GENERIC = words("institutions", "generic")
_BY_ONE_WORD = words("institutions", "named_by_one_word")
_NEVER = frozenset(" ".join(parts) for group in phrases("institutions", "never").values() for parts in group)
_NEVER_AT_THE_END = frozenset(table("institutions")["never_at_the_end"])
_KNOWN = phrases("institutions", "known")
_LOWER_CASE = words("institutions", "lower_case_heads")
_WITH_ACRONYM = words("institutions", "lower_case_with_acronym")
_NO_ACRONYMS = words("institutions", "no_acronyms")
_VERBS = words("institutions", "verbs")
_INTERNATIONAL = words("words", "international")
_INDEFINITE = frozenset({"a", "an", "any", "each", "every", "un", "une", "chaque"})
_DETERMINERS = _INDEFINITE | {"the", "its", "their", "le", "la", "l"}
_MINISTRIES = frozenset({"ministry", "ministère", "ministerio", "ministério"})
_COUNTED = frozenset({"section", "division", "title", "chapter", "part"})
OPENING = frozenset({*INSTITUTION_HEADS, *_KNOWN, *_LOWER_CASE, *_WITH_ACRONYM})
"""The words, in lower case, that may be the noun of a body's name or begin one."""


def find_institutions(text: Text, hits: list[int]) -> list[Found]:
    """The bodies whose noun is one of the given words, in order; their words are marked as taken."""
    found = []
    for index in hits:
        body = None if text.taken[index] else body_at(text, index)
        if body and text.is_free(body.start, body.end):
            text.take(body.start, body.end)
            found.append(body)
    return found


def body_at(text: Text, index: int) -> Found | None:
    """The body whose noun, or first word, is word `index`; None when the words name none."""
    known = text.phrase(index, _KNOWN)
    if known and text.words[index] != text.low[index]:
        return _known(text, index, known)
    hyphened = index > 0 and text.gaps[index - 1] == "-" and text.words[index - 1] != text.low[index - 1]
    if text.words[index] == text.low[index] and not hyphened:
        return _in_lower_case(text, index)
    return _by_head(text, index) if text.low[index] in INSTITUTION_HEADS else None


def _known(text: Text, first: int, last: int) -> Found | None:
    """A body of the table, or the longer name of which its words are a part: "Federal Court of Justice"."""
    heads = [at for at in range(first, last) if text.low[at] in INSTITUTION_HEADS]
    longer = next((body for at in heads if (body := _by_head(text, at))), None)
    return longer or _body(text, leftmost(text, first, frozenset()), last)


def _by_head(text: Text, index: int) -> Found | None:
    first = body_begin(text, index)
    last = body_end(text, index)
    if last == 0 or not _is_named(text, first, last) or _is_other(text, first, last, index):
        return None
    found = _body(text, first, last)
    return None if is_denied(text, first, found.end) else found


def _is_named(text: Text, first: int, last: int) -> bool:
    """Whether anything but general words tells which body it is."""
    parts = [word for word in text.low[first:last] if word not in CONNECTORS or word == "e"]
    if len(parts) > 1 and parts[0] in _MINISTRIES:
        return True
    if any(part not in INSTITUTION_HEADS and part not in _GENERIC for part in parts):
        return True
    if "prosecutor" in parts or "prosecutors" in parts:
        return len([part for part in parts if part != "s"]) >= 3
    return len(parts) >= 2 and any(part in _BY_ONE_WORD for part in parts)


def _is_other(text: Text, first: int, last: int, index: int) -> bool:
    """Whether it is something else: a function, a body of the world, one court of many, a section of a text."""
    parts = text.low[first:last]
    if (
        " ".join(parts).partition(" of ")[0] in _NEVER
        or " ".join(parts) in _NEVER
        or " ".join(parts[-2:]) in _NEVER_AT_THE_END
        or not _INTERNATIONAL.isdisjoint(parts)
    ):
        return True
    if "commissioner" in parts and "police" in parts:
        return True
    if first > 0 and text.low[first - 1] in _INDEFINITE and text.low[index] in ("court", "tribunal"):
        return True
    if last > 1 and text.low[last - 2] in _COUNTED and text.is_roman(last - 1):
        return True
    numbered = last < len(text.words) and text.gaps[last - 1] == " " and text.words[last].isdigit()
    return (text.low[last - 1] in _COUNTED and numbered) or text.low[first] in ("title", "chapter", "part", "annex")


def _body(text: Text, first: int, last: int) -> Found:
    name = text.slice(first, last)
    found = Found("institution", text.starts[first], text.ends[last - 1], kind_of(tuple(text.low[first:last])), name)
    closing = closing_acronym(text, last - 1, _NO_ACRONYMS)
    if closing:
        found.acronym, found.end = closing
    elif first > 0 and text.gaps[first - 1] == " (" and text.source[found.end : found.end + 1] == ")":
        _name_in_brackets(text, found, first - 1)
    return found


def _name_in_brackets(text: Text, found: Found, before: int) -> None:
    """ "ANSICE (Agence nationale ...)": the acronym stands first."""
    if is_acronym(text.words[before], _NO_ACRONYMS) and not text.taken[before]:
        found.acronym, found.start, found.end = text.words[before], text.starts[before], found.end + 1


def _in_lower_case(text: Text, index: int) -> Found | None:
    """ "ministère de la Justice", and what an acronym follows: "directorate for combating cybercrime (DCIBER)"."""
    if text.low[index] in _LOWER_CASE and is_romance(text, index + 1):
        last = listed(text, romance_end(text, index + 1), index)
        if any(text.capital[index:last]) and not any(text.taken[index:last]):
            return _body(text, index, last)
    return _with_acronym(text, index) if text.low[index] in _WITH_ACRONYM else None


def _with_acronym(text: Text, index: int) -> Found | None:
    last = _last_before_bracket(text, index)
    if last < 0:
        return None
    closing = closing_acronym(text, last, _NO_ACRONYMS)
    first = index if last > index else _behind_determiner(text, index)
    if not closing or first < 0 or any(text.taken[first : last + 1]):
        return None
    name = text.slice(first, last + 1)
    return Found(
        "institution", text.starts[first], closing[1], kind_of(tuple(text.low[first : last + 1])), name, closing[0]
    )


def _last_before_bracket(text: Text, index: int) -> int:
    """The last word of a name that ends before a bracket, -1 when a verb, a stop or fourteen words come first."""
    for at in range(index, min(index + 14, len(text.words))):
        if text.gaps[at].startswith(" ("):
            return at
        if text.gaps[at] not in (" ", "-", "'", ", ") or text.low[at] in _VERBS:
            return -1
    return -1


def _behind_determiner(text: Text, index: int) -> int:
    """The first word of "national computer emergency response team" behind its article, -1 when it has none."""
    for at in range(index - 1, max(index - 9, -1), -1):
        if text.gaps[at] not in (" ", "-", "'"):
            return -1
        if text.low[at] in _DETERMINERS:
            return at + 1 if at + 1 < index else -1
        if text.low[at] in CONNECTORS or text.low[at] in _VERBS:
            return -1
    return -1
