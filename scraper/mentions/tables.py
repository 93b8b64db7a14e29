"""The tables beside this module as sets and maps of folded words: read once, when something is first looked up."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

Phrases = dict[str, tuple[tuple[str, ...], ...]]
"""First word -> the phrases it opens, each as words in lower case, the longest first."""


@cache
def table(name: str) -> dict[str, Any]:
    """One file of `tables/`, as written."""
    path = files("scraper.mentions").joinpath("tables", f"{name}.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def words(name: str, *keys: str) -> frozenset[str]:
    """The words of an entry: a text of words separated by white space, or a table whose keys are the words."""
    found: Any = table(name)
    for key in keys:
        found = found[key]
    return frozenset(found.split() if isinstance(found, str) else found)


@cache
def phrases(name: str, *keys: str) -> Phrases:
    """The phrases of an entry: a list of texts, or a table whose keys are the texts."""
    opened: dict[str, list[tuple[str, ...]]] = {}
    found: Any = table(name)
    for key in keys:
        found = found[key]
    for text in found:
        parts = tuple(text.lower().replace("'", " ").split())
        opened.setdefault(parts[0], []).append(parts)
    return {first: tuple(sorted(found, key=len, reverse=True)) for first, found in opened.items()}


@cache
def law_types() -> dict[str, str]:
    """Printed word -> kind of law: "décret" -> "decree"."""
    return {word: kind for kind, printed in table("laws")["types"].items() for word in printed.split()}


@cache
def months() -> dict[str, int]:
    """Printed name of a month -> its number, capitals as printed."""
    return {name: int(number) for number, names in table("months").items() for name in names.split()}
