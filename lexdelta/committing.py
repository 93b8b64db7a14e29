"""A commit that waits for readers: the file is held by somebody now and then, and a run must not be lost to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from storage.database import Busy

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Tries:
    """How often to try, and how many seconds apart; `wait` sleeps, `told` hears why it waits."""

    wait: Callable[[float], None]
    told: Callable[[str], None]
    times: int = 3
    seconds: float = 60.0


def keep_trying(commit: Callable[[], Result], tries: Tries) -> Result:
    """The commit's result; each try waits for the busy timeout first. Raises Busy when the last try fails too."""
    for _ in range(tries.times - 1):
        try:
            return commit()
        except Busy as busy:
            tries.told(str(busy))
            tries.wait(tries.seconds)
    return commit()
