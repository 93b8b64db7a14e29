"""Names that are denied: "there is no National CERT", "a National Strategy has not been adopted" are no rows."""

from __future__ import annotations

import re

from scraper.mentions.tables import table, words
from scraper.mentions.text import Text

_NEGATORS = words("words", "negators")
_DENIALS = words("words", "denials")
_INDEFINITE = words("words", "indefinite")
_AFTER = re.compile(
    rf"\s(?:{'|'.join(re.escape(text) for text in table('words')['denied_after'].split('|'))})\b".replace(r"\ ", r"\s")
)


def is_denied(text: Text, first: int, end: int) -> bool:
    """Whether the name from word `first` to character `end` is said not to exist."""
    if first > 0 and text.gaps[first - 1] in (" ", "'") and text.low[first - 1] in _NEGATORS:
        return True
    return _lacks(text, first) or bool(_AFTER.match(text.source, end))


def _lacks(text: Text, first: int) -> bool:
    """ "does not have a National Strategy": a denial in the clause, and the name an indefinite one."""
    if first == 0 or text.low[first - 1] not in _INDEFINITE:
        return False
    for index in range(first - 2, max(first - 9, -1), -1):
        if text.gaps[index] not in (" ", "'", "-"):
            return False
        if text.low[index] in _DENIALS:
            return True
    return False
