"""Nothing is told of what is no change: two thousand looks at pages that differ by noise alone."""

from __future__ import annotations

from collections.abc import Callable

from accuracy_jobs import LOOKS, REVISIONS, noise_alone
from noise import KINDS


def test_noise_is_no_change(failures: Callable[..., list[str]]) -> None:
    """Each kind of noise alone and many at once, on pages of both languages and all eras, tell nothing."""
    assert failures(LOOKS // REVISIONS, noise_alone) == []


def test_every_kind_of_noise_comes_alone_in_a_tenth_of_the_looks() -> None:
    """Half of the pages take the kinds in turn, so that even a developer's run meets each of them by itself."""
    assert LOOKS // 10 // 2 >= len(KINDS) >= 25
