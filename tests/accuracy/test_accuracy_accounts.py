"""Whatever is told accounts for every block: three thousand pairs of states, from HTML to changes."""

from __future__ import annotations

from collections.abc import Callable
from math import ceil

from accuracy_jobs import PAIRS, PAIRS_WANTED, accounts


def test_what_is_told_accounts_for_every_block(failures: Callable[..., list[str]]) -> None:
    """Per section: before, minus every old side, plus every new side, equals after."""
    assert failures(ceil(PAIRS_WANTED / PAIRS), accounts) == []
