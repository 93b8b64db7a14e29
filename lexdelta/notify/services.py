"""A message to any other service that apprise knows, as Markdown; apprise translates it for those that take none."""

from __future__ import annotations

import logging

from lexdelta.notify.letter import Message
from lexdelta.notify.outcome import Outcome
from lexdelta.notify.routes import AppriseRoute

_MOST_SAID = 3
_UNREACHED = "Connection error"


class _Heard(logging.Handler):
    """Keeps the warnings: apprise answers yes or no, and says why in its log only."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep it."""
        self.said.append(record.getMessage())


def send_by_apprise(message: Message, route: AppriseRoute) -> Outcome:
    """Hand the short form to the service. A repeat is recognised by the delivery's name in its last line."""
    from apprise import Apprise, NotifyFormat

    heard = _Heard()
    logging.getLogger("apprise").addHandler(heard)
    sender = Apprise()
    sender.add(route.service)
    if sender.notify(body=message.markdown, title=message.subject, body_format=NotifyFormat.MARKDOWN):
        return Outcome(True, "the service took it")
    why = " ".join(heard.said[-_MOST_SAID:]) or "no reason given"
    return Outcome(False, f"the service did not take it: {why}", reached=_UNREACHED.lower() not in why.lower())
