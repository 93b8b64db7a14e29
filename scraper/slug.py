"""Keys made of what is printed: of a heading that no vocabulary knows, and of one that is printed again; pure."""

from __future__ import annotations

import re
import unicodedata

_LOST_KEY = "section"
_REPEAT = re.compile(r"(.+)-(?:[2-9]|[1-9][0-9])")


def slug(text: str) -> str:
    """A heading as a key: lower-case ASCII letters and digits joined by hyphens; "section" when none are left."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", plain))[:60].rstrip("-") or _LOST_KEY


def first_of(key: str) -> str:
    """The key of the first section under a heading, for one that a page prints again ("sources-2"); "" for any other
    key."""
    again = _REPEAT.fullmatch(key)
    return again[1] if again else ""
