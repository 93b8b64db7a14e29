"""What a change names, in words: "law superseded: Act 9 of 2024 -> Act 17 of 2025; institution added: CERT-FJ"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from diffs.change import Named
from lexdelta.render.excerpt import cut

MOST_NAME = 120
"""Characters shown of one name."""
MOST_NAMES = 6
"""Names of one kind told in a headline; the rest is counted."""


def in_order(named: Sequence[Named], first: str) -> list[tuple[str, list[Named]]]:
    """The names by kind, those of kind `first` before the others."""
    ordered = sorted(named, key=lambda one: (one.kind != first, one.kind))
    return [(kind, list(group)) for kind, group in groupby(ordered, key=lambda one: one.kind)]


def said(kind: str, named: Sequence[Named]) -> str:
    """One kind in words, its names after it."""
    names = [" -> ".join(cut(name, MOST_NAME) for name in (one.before, one.after) if name) for one in named]
    more = f" and {len(names) - MOST_NAMES:,} more" if len(names) > MOST_NAMES else ""
    return f"{words(kind)}: {', '.join(names[:MOST_NAMES])}{more}"


def words(kind: str) -> str:
    """The kind for people: "law superseded"."""
    return kind.replace("_", " ")
