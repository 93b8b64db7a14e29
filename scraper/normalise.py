"""Equal meanings -> equal text, for comparing only; what is stored and shown stays as it was seen.

NFC rather than NFKC: the latter turns "Art. 5²" into "Art. 52".
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\u202a\u202b\u202c\u202d\u202e"))
"""Characters that nobody sees -> None, for `str.translate`."""
_SPACE = re.compile(r"\s+")
_SPACE_BEFORE = re.compile(r" (?=[,.;)\]])")
NOTHING = frozenset({"", "na", "n/a", "-", "–", "—", "n.a.", "n.a"})
"""The printed values that all mean "nothing declared" (compared in lower case)."""

_SESSION_KEYS = frozenset("p_auth jsessionid phpsessid sid inheritredirect desktop _redirect redirect".split())
_CAMPAIGN_KEYS = frozenset("fbclid gclid dclid msclkid yclid mc_cid mc_eid igshid _ga _gl".split())
_LONGEST_REMEMBERED = 1000


def normalise(text: str) -> str:
    """Text in the form that is compared: NFC, invisible characters out, white space folded; idempotent.

    >>> normalise("Cyber\\u00adcrime\\u00a0 law ,  2013")
    'Cybercrime law, 2013'
    """
    # Whole sections come once, and an import has thousands of them: what is remembered must not grow with them.
    return _remembered(text) if len(text) <= _LONGEST_REMEMBERED else _normalised(text)


def _normalised(text: str) -> str:
    text = unicodedata.normalize("NFC", text.translate(INVISIBLE))
    text = _SPACE.sub(" ", text).strip()
    return unicodedata.normalize("NFC", _SPACE_BEFORE.sub("", text))


_remembered = lru_cache(maxsize=8192)(_normalised)


def loose(text: str) -> str:
    """Text with case, quotes, dashes and spacing gone too: equal here means the difference is cosmetic."""
    folded = normalise(text).casefold()
    return "".join(char for char in folded if char.isalnum())


def is_nothing(text: str | None) -> bool:
    """Whether a printed declaration means "none": absent, empty, NA, N/A or a lone dash."""
    return normalise(text or "").casefold() in NOTHING


@lru_cache(maxsize=8192)
def address(url: str) -> str:
    """A link target in the form that is compared: session tokens, return addresses and the marks that campaigns leave
    dropped, fragment kept.

    Malformed addresses come back stripped; idempotent.
    """
    url = url.strip()
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    path = re.sub(r";jsessionid=[^/?#]*", "", parts.path, flags=re.IGNORECASE)
    kept = [(k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if not _is_session(k)]
    query = urlencode(kept) if len(kept) != parts.query.count("&") + bool(parts.query) else parts.query
    return urlunsplit((parts.scheme.lower(), parts.netloc.lower(), path, query, parts.fragment))


def _is_session(key: str) -> bool:
    key = key.lower()
    return key in _SESSION_KEYS or key in _CAMPAIGN_KEYS or key.startswith("utm_") or key.endswith("_redirect")
