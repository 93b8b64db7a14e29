"""Outcome: what became of one attempt to deliver."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Outcome:
    """`sent` when everybody has it; `said` a phrase for people that may quote the other side and is not yet redacted.

    `reached` is False when the other side did not answer at all, so that asking again now is in vain; `accepted` are
    digests of the recipients that have it; `wait_seconds` how long the other side asked us to wait.
    """

    sent: bool
    said: str
    reached: bool = True
    accepted: tuple[str, ...] = ()
    wait_seconds: float = 0.0
