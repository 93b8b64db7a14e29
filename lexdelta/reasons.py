"""Why a page could not be checked, in the few words a report has room for."""

from __future__ import annotations

from collections.abc import Sequence

# The most telling reason first: a block page fails several rules, and what it says of itself explains them all.
_WORDS: tuple[tuple[str, str], ...] = (
    ("hint-challenge-header", "blocked (challenge page)"),
    ("challenge", "blocked (challenge page)"),
    ("password", "a login page"),
    ("double", "the same article as another country's page"),
    ("final-url", "redirected elsewhere"),
    ("country", "names another country"),
    ("unnamed", "names no country that is known"),
    ("language", "another language"),
    ("stale", "an older revision from a cache"),
    ("no-end", "cut short"),
    ("not-html", "no HTML page"),
    ("media-type", "no HTML page"),
    ("undecodable", "undecodable characters"),
    ("robots", "robots.txt forbids it"),
    ("timeout", "no answer in time"),
    ("dns", "host not found"),
    ("connection", "no connection"),
    ("tls", "certificate not valid"),
    ("damaged", "a damaged answer"),
    ("too-large", "too large"),
    ("host-down", "host does not answer"),
)


def in_short(reasons: Sequence[tuple[str, str]]) -> str:
    """A few words for reasons of (code, sentence); the first sentence where none is known, "" for no reasons."""
    codes = dict(reasons)
    if "hint-block-words" in codes:
        return f"a block page ({codes['hint-block-words'].removeprefix('The page says ').rstrip('.')})"
    known = next((words for code, words in _WORDS if code in codes), None)
    if known:
        return known
    status = next((code.removeprefix("status-") for code in codes if code.startswith("status-")), None)
    return status or (reasons[0][1].rstrip(".") if reasons else "")
