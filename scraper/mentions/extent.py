"""How far the name of a body reaches from its noun: "Cybercrime Division of the Central Police", "Agence de ..."."""

from __future__ import annotations

from scraper.mentions.names import CONNECTORS, ROMANCE, behind, closing_acronym, leftmost, rightmost, run
from scraper.mentions.tables import phrases, words
from scraper.mentions.text import Text

_ROMANCE_HEADS = words("institutions", "romance_heads") - words("institutions", "heads")
INSTITUTION_HEADS = words("institutions", "heads") | _ROMANCE_HEADS
_KNOWN = phrases("institutions", "known")
_NOT_AFTER = words("institutions", "not_after")
_OWNERS = words("institutions", "owners")
_PLACED = words("institutions", "placed")
_WITH_LISTS = words("institutions", "with_lists")
_ENGLISH_TOO = words("institutions", "english_too")
_NO_ACRONYMS = words("institutions", "no_acronyms")
_INTERNATIONAL = words("words", "international")
_AND = frozenset({"and", "et", "e", "y"})
_NO_AND_BEFORE = frozenset({"police", "court", "tribunal", "ministry"})
_OF = frozenset("of de du des d del da do dos das".split())
_ABOUT = frozenset("for on against para pour contre contra sur sobre".split())
_ARTICLES = frozenset("the la le les l".split())


def body_begin(text: Text, index: int) -> int:
    """The first word of the body whose noun is word `index`, an owner included: "Attorney General's Office"."""
    connectors = frozenset() if text.low[index] in _NO_AND_BEFORE else _AND
    first = leftmost(text, index, connectors)
    owner = first - 2 if first > 1 and text.low[first - 1] == "s" and text.gaps[first - 2] == "'" else first - 1
    owned = owner >= 0 and (owner == first - 2 or text.gaps[owner] == "' ")
    if owned and text.low[owner] in _OWNERS and text.capital[owner] and not text.taken[owner]:
        return leftmost(text, owner, frozenset())
    if first > 0 and text.low[first - 1] == "of" and leftmost(text, index, connectors | {"of"}) == 0:
        return 0
    return first


def body_end(text: Text, index: int) -> int:
    """The number of the word behind the body's name, 0 when the name goes on as one of something else."""
    last = index + 1
    while last < len(text.words) and text.gaps[last - 1] in (" ", "-", "/", " & ") and text.capital[last]:
        if text.low[last] in _NOT_AFTER:
            return 0
        last += 1
    if text.low[index] in _ROMANCE_HEADS or is_romance(text, last):
        return listed(text, romance_end(text, last), index)
    last = rightmost(text, last, _joins)
    if _owns(text, last):
        last = rightmost(text, last + 2, _joins)
    return listed(text, last, index)


def _owns(text: Text, last: int) -> bool:
    """Whether "'s Office" follows a name that so far ends with its owner."""
    if last + 1 >= len(text.words) or text.gaps[last - 1] != "'" or text.low[last] != "s":
        return False
    return text.low[last - 1] in _OWNERS and text.capital[last + 1] and text.low[last + 1] in INSTITUTION_HEADS


def is_romance(text: Text, at: int) -> bool:
    """Whether the words from word `at` on show that the name is French, Spanish or Portuguese."""
    if at >= len(text.words) or text.gaps[at - 1] != " ":
        return False
    if text.low[at] in _OF and text.low[at] != "of":
        return True
    adjective = text.low[at] in ROMANCE and text.words[at] == text.low[at]
    if adjective and text.low[at] in _ENGLISH_TOO:
        return (
            at + 1 < len(text.words)
            and text.low[at + 1] in _OF | _ABOUT
            and text.low[at + 1] not in ("of", "for", "on")
        )
    return adjective


def romance_end(text: Text, last: int) -> int:
    """As far as words of such names go, or as far as an acronym in brackets that closes them."""
    return _to_acronym(text, last) or rightmost(text, last, _joins_romance, romance=True)


def _to_acronym(text: Text, last: int) -> int:
    """The number of the word behind a name that an acronym closes, commas inside allowed; 0 when none does."""
    if text.gaps[last - 1] not in (" ", "'", "-", "/"):
        return 0
    for at in range(last, min(last + 18, len(text.words))):
        known = text.capital[at] or text.low[at] in ROMANCE or text.low[at] in CONNECTORS
        if not known or text.taken[at]:
            return 0
        if text.gaps[at].startswith(" ("):
            return at + 1 if closing_acronym(text, at, _NO_ACRONYMS) else 0
        listed_body = text.gaps[at] == ", " and text.low[at + 1] in INSTITUTION_HEADS and text.capital[at + 1]
        if text.gaps[at] not in (" ", "'", "-", "/", ", ") or listed_body:
            return 0
    return 0


def _joins(text: Text, first: int, onward: int) -> bool:
    word, before = text.low[first], text.low[first - 1]
    if word in _OF:
        return True
    if word in _ABOUT:
        return before in INSTITUTION_HEADS or before in ("general", "fight")
    if word in _AND:
        return text.low[first + 1] not in _ARTICLES and _has_subject(text, first) and not _opens_body(text, onward)
    if word == "in":
        return not _PLACED.isdisjoint(text.low[max(0, first - 6) : first]) and text.low[onward] not in INSTITUTION_HEADS
    return False


def _joins_romance(text: Text, first: int, onward: int) -> bool:
    word = text.low[first]
    if word in _AND:
        return text.low[first + 1] not in _ARTICLES and not _opens_body(text, onward)
    if word in ("à", "au", "aux"):
        return not text.capital[onward]
    if word == "dans":
        return text.low[first - 1].startswith("spécialis") and not text.capital[onward]
    if word in ("en", "a", "ao"):
        return text.capital[onward]
    return word in _OF or word in _ABOUT or word in ("la", "l", "les", "le", "las", "los", "el")


def _has_subject(text: Text, first: int) -> bool:
    """Whether "of ..." or "for ..." stands in the name before its "and": what "and" joins is then a second subject."""
    return any(word in _OF or word in _ABOUT for word in text.low[max(0, first - 8) : first])


def _opens_body(text: Text, onward: int) -> bool:
    end = run(text, onward)
    if text.phrase(onward, _KNOWN) or any(len(word) > 2 and word.isupper() for word in text.words[onward:end]):
        return True
    return any(word in INSTITUTION_HEADS or word in _INTERNATIONAL for word in text.low[onward:end])


def listed(text: Text, last: int, index: int) -> int:
    """Further subjects set apart by commas, when "and" closes their list: "of Posts, Telecommunications and Energy"."""
    if text.low[index] not in _WITH_LISTS or last <= index + 1 or text.gaps[last - 1] != ", ":
        return last
    at = last
    for _ in range(6):
        onward = at if at < len(text.words) and text.capital[at] else behind(text, at, romance=True)
        if onward <= 0 or text.taken[onward] or _opens_body(text, onward):
            return last
        at = _subject_end(text, onward)
        if at >= len(text.words) or (text.gaps[at - 1] == " " and text.low[at] in _AND):
            break
        if text.gaps[at - 1] != ", ":
            return last
    return _behind_and(text, at) or last


def _subject_end(text: Text, onward: int) -> int:
    end = run(text, onward)
    while end < len(text.words) and text.gaps[end - 1] == " " and text.low[end] in ROMANCE:
        end += 1
    return end


def _behind_and(text: Text, at: int) -> int:
    if at >= len(text.words) or text.low[at] not in _AND:
        return 0
    onward = behind(text, at, romance=True)
    return 0 if onward <= 0 or _opens_body(text, onward) else _subject_end(text, onward)
