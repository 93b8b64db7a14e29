"""Budget: how much work one comparison may still do, counted in steps, so that no page can make it slow."""

from __future__ import annotations

from dataclasses import dataclass

WHOLE = 30_000_000
NAMES = 8_000_000
"""What the names of two pages may cost, apart, so that a page full of names is compared as well as any other."""
PAIRS_A_STEP = 640
_MOST_MEMBERS = 1_000_000


@dataclass(slots=True)
class Budget:
    """Steps left, each worth about 50 ns: the same page spends the same steps on a slow machine, so results agree.

    `refusals` counts what was not compared for want of steps, so that a change may say so.
    """

    left: int = WHOLE
    refusals: int = 0

    def allows(self, steps: int) -> bool:
        """Take that many steps; False, and nothing taken, when they are not left."""
        if steps > self.left:
            return False
        self.left -= steps
        return True

    def allows_all(self, steps: int, members: int) -> bool:
        """Take the steps of a stage that looks at so many members; a refusal is counted: they stay uncompared."""
        allowed = members <= _MOST_MEMBERS and self.allows(steps + members)
        self.refusals += not allowed
        return allowed

    def allows_pairs(self, old: int, new: int) -> bool:
        """Take what it costs to compare every one of `old` members with every one of `new`, many pairs in one step."""
        return self.allows_all(old * new // PAIRS_A_STEP, old + new)
