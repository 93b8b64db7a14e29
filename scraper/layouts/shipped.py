"""The layouts that come with this version, by name: a process can be told which one without being sent any of it."""

from __future__ import annotations

from functools import lru_cache

from scraper.layout import Layout, with_labels
from scraper.layouts.octopus import LAYOUT as OCTOPUS

SHIPPED = {OCTOPUS.name: OCTOPUS}


@lru_cache(maxsize=16)
def shipped(name: str, labels: tuple[tuple[str, str], ...] = ()) -> Layout:
    """The layout of that name with an operator's headings (printed label, section key); KeyError for another name."""
    return with_labels(SHIPPED[name], dict(labels))
