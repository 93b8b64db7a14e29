"""Each edit is told once, where it was made, with both texts: a thousand alone, a thousand among noise."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from accuracy_jobs import EACH, NOT_YET, edits
from seeded_edits import EDITORS

each_kind = pytest.mark.parametrize(
    "kind",
    [
        pytest.param(kind, marks=pytest.mark.xfail(reason=NOT_YET[kind])) if kind in NOT_YET else kind
        for kind in EDITORS
    ],
)


@each_kind
def test_an_edit_is_told_as_what_it_is(failures: Callable[..., list[str]], kind: str) -> None:
    """One change, of that form, in that section, from exactly that text to exactly that text."""
    assert failures(EACH, edits, kind, False) == []


@each_kind
def test_an_edit_among_noise_is_told_alone(failures: Callable[..., list[str]], kind: str) -> None:
    """Whatever else about the page is new, the same one change is told."""
    assert failures(EACH, edits, kind, True) == []


def test_the_kinds_are_many() -> None:
    """More than fifty of them, with a thousand edits together."""
    assert len(EDITORS) * EACH >= 1_000
