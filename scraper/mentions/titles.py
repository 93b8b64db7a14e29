"""Titles of laws: where "Computer Misuse and Cybercrimes Act" or "Code of Criminal Procedure" begins and ends."""

from __future__ import annotations

from dataclasses import dataclass, replace

from scraper.mentions.extent import INSTITUTION_HEADS
from scraper.mentions.names import ROMANCE, behind, leftmost, rightmost, run
from scraper.mentions.tables import law_types, phrases, words
from scraper.mentions.text import Text

_TYPES = law_types()
_LAST = words("laws", "titles", "last")
_LAST_WITH_NUMBER = words("laws", "titles", "last_with_number")
_FIRST = words("laws", "titles", "first")
_GENERIC = words("laws", "titles", "generic")
_FIELDS = words("laws", "titles", "fields")
_ONLY_FIELDS_BEFORE = words("laws", "titles", "fields_only_before")
_NOT_AFTER = words("laws", "titles", "not_after")
_NEVER = phrases("laws", "titles", "never")
_NOT_OF_TITLE = words("laws", "titles", "not_of_title")
_QUALIFIERS = words("laws", "qualifiers", "own_series") | words("laws", "qualifiers", "plain")
_QUALIFIERS_AFTER = words("laws", "qualifiers_after", "own_series") | words("laws", "qualifiers_after", "plain")
_LEFT = frozenset({"of", "and", "on", "for", "in", "to", "against", "from", "e"})
_ABOUT = frozenset(
    {"on", "for", "against", "sobre", "sur", "contre", "de", "do", "da", "del", "du", "des", "para", "à", "relative"}
)
_ROMANCE_MARKS = frozenset({"de", "du", "des", "d", "da", "do", "del", "sur", "sobre", "contre"})


@dataclass(frozen=True, slots=True)
class Title:
    """Words `first` up to, but not including, `last`. `is_name`: it names a law even without a number.

    `of_whom` is the first word of "of the President" behind the noun: of the name only when a number follows.
    """

    first: int
    last: int
    kind: str
    name: str | None
    is_name: bool = True
    needs_number: bool = False
    of_whom: int = 0

    def without_whom(self) -> Title:
        """The title up to its noun."""
        return replace(self, last=self.of_whom, of_whom=0)


def title_at(text: Text, index: int) -> Title:
    """The title whose noun is word `index`; not a name when the noun stands alone or with general words."""
    if _decree_law(text, index):
        return Title(_qualified(text, index - 1), index + 1, _TYPES[text.low[index - 1]], None, is_name=False)
    kind = _TYPES[text.low[index]]
    if text.words[index] == text.low[index]:
        return _romance(text, index, kind)
    return _last(text, index, kind) or _first(text, index, kind)


def _decree_law(text: Text, index: int) -> bool:
    return index > 0 and text.gaps[index - 1] == "-" and text.low[index - 1] in _TYPES


def _last(text: Text, index: int, kind: str) -> Title | None:
    """ "Criminal Procedure Code": the noun closes the title."""
    noun = text.low[index]
    if noun not in _LAST | _LAST_WITH_NUMBER or not _closes(text, index):
        return None
    first = _begin(text, index)
    if kind != "constitution" and not _is_named(text, first, index):
        return None
    of_place = kind in ("code", "constitution") or all(text.low[at] in _FIELDS for at in range(first, index))
    last = rightmost(text, index + 1, _joins_place) if of_place else index + 1
    return Title(first, last, kind, text.slice(first, last), needs_number=noun in _LAST_WITH_NUMBER)


def _closes(text: Text, index: int) -> bool:
    """Whether no further word of the name follows the noun."""
    after = index + 1
    if text.gaps[index] == " (" and _goes_on_behind_brackets(text, after):
        return False
    if after >= len(text.words) or text.gaps[index] not in (" ", "-"):
        return True
    if text.gaps[index] == "-" or text.low[after] in _NOT_AFTER:
        return False
    return not text.capital[after] or text.is_roman(after) or text.low[after] in ("no", "nos", "nr", "n", "cap")


def _goes_on_behind_brackets(text: Text, first: int) -> bool:
    """ "Criminal Code (Amendment) Act": the title has its noun behind the brackets."""
    for at in range(first, min(first + 12, len(text.words) - 1)):
        if text.gaps[at] == ") ":
            return text.capital[at + 1] and text.low[at + 1] in _TYPES
        if text.gaps[at] not in (" ", "-", ") (", ", "):
            return False
    return False


def _begin(text: Text, index: int) -> int:
    """The first word of a title that closes with word `index`, without what opens the sentence or counts a chapter."""
    first = leftmost(text, index, _LEFT, brackets=True)
    while first < index and not _is_of_title(text, first):
        first += 1
        while first < index and not text.capital[first]:
            first += 1
    return first


def _is_of_title(text: Text, at: int) -> bool:
    word = text.low[at]
    return len(word) > 1 and word not in _NOT_OF_TITLE and not text.is_roman(at) and not word.isdigit()


def _is_named(text: Text, first: int, index: int) -> bool:
    parts = [text.low[at] for at in range(first, index) if text.capital[at]]
    if not parts or text.low[index - 1] == "of" or all(part in _GENERIC or part in _QUALIFIERS for part in parts):
        return False
    if text.low[index] not in _ONLY_FIELDS_BEFORE:
        return True
    if index + 1 < len(text.words) and text.low[index + 1] == "of" and behind(text, index + 1) > 0:
        return True
    body = any(text.low[at] in INSTITUTION_HEADS and text.low[at + 1] == "of" for at in range(first, index))
    return not body and not all(part in _FIELDS | _GENERIC for part in parts)


def _joins_place(text: Text, first: int, onward: int) -> bool:
    """ "of Bosnia and Herzegovina", "of the Republic": the place a code is of."""
    if text.low[first] == "of":
        return text.low[onward] not in _TYPES
    return text.low[first] == "and" and text.low[first - 2] == "of" and not _has_noun(text, onward)


def _has_noun(text: Text, first: int) -> bool:
    return any(word in _TYPES for word in text.low[first : run(text, first)])


def _first(text: Text, index: int, kind: str) -> Title:
    """ "Law on Electronic Communications", "Decision of the Government": the noun opens the title, or stands alone."""
    first = _qualified(text, index)
    last = _behind_qualifier(text, index)
    plain = Title(first, last, kind, None, is_name=False)
    if last < len(text.words) and (text.low[last] in _NOT_AFTER or (text.capital[last] and text.low[last] in _TYPES)):
        return plain
    end = rightmost(text, last, _Joins(last), _is_romance(text, last))
    if end == last or text.phrase(index, _NEVER):
        return plain
    if text.low[index] not in _FIRST or not (
        kind == "code" or text.low[index] == "statute" or text.low[last] in _ABOUT
    ):
        return Title(first, end, kind, None, is_name=False, of_whom=last)
    first = _begin(text, index)
    return Title(first, end, kind, text.slice(first, end))


def _qualified(text: Text, index: int) -> int:
    """The first of the words before a noun that say who issued the law: "Federal", "Royal"."""
    first = index
    while first > 0 and text.low[first - 1] in _QUALIFIERS and text.capital[first - 1] and text.gaps[first - 1] == " ":
        first -= 1
    return first


class _Joins:
    """Which small words go on with a title that opened before word `last`."""

    def __init__(self, last: int) -> None:
        self.last = last

    def __call__(self, text: Text, first: int, onward: int) -> bool:
        """Subjects follow the noun at once; "of" may follow anything; "and" joins what is no other law."""
        word = text.low[first]
        if word in ("and", "et", "y", "e", "or"):
            return first > self.last and not _has_noun(text, onward)
        if word in ("on", "sur", "sobre"):
            return first == self.last
        return word not in ("with", "to", "the") and (word not in ("in", "en") or first > self.last)


def _behind_qualifier(text: Text, index: int) -> int:
    after = index + 1
    known = after < len(text.words) and text.gaps[index] == " " and text.low[after] in _QUALIFIERS_AFTER
    return after + 1 if known else after


def _is_romance(text: Text, at: int) -> bool:
    return at < len(text.words) and (text.low[at] in _ROMANCE_MARKS or text.low[at] in ROMANCE)


def _romance(text: Text, index: int, kind: str) -> Title:
    """ "code de procédure pénale" in lower case; any other noun stands alone."""
    last = _behind_qualifier(text, index)
    if kind == "code" and text.gaps[index] == " " and last < len(text.words) and _names_code(text, last):
        end = rightmost(text, last, _Joins(last), romance=True)
        return Title(index, end, kind, text.slice(index, end), is_name=end > last)
    return Title(index, last, kind, None, is_name=False)


def _names_code(text: Text, at: int) -> bool:
    return text.low[at] in ("pénal", "civil", "electoral") or (
        text.low[at] in _ROMANCE_MARKS and behind(text, at, True) > 0
    )
