"""Targets for the tests: what stands in config.toml for them, and messages sent in this process."""

from __future__ import annotations

from collections.abc import Sequence

from lexdelta.notify.letter import Letter, Message, worded
from lexdelta.notify.mail import send_mail
from lexdelta.notify.outcome import Outcome
from lexdelta.notify.routes import MailRoute, route

A_TEST = Letter("test-mail-12345678", "test", None, ("This is a test.",))


def target(name: str, more: str = "") -> str:
    """A [[notify]] table whose address stands in NOTIFY_ and its name."""
    return f'\n[[notify]]\nname = "{name}"\nurl_env = "NOTIFY_{name.upper()}"\n{more}\n'


def mailed(url: str, had: Sequence[str] = (), message: Message | None = None) -> Outcome:
    """What became of a mail to that address."""
    way = route(url)
    assert isinstance(way, MailRoute)
    outcomes: list[Outcome] = []
    send_mail(message or worded(A_TEST), way, had, outcomes.append)
    (outcome,) = outcomes
    return outcome
