"""The child that words one letter and carries it: `python -m lexdelta.notify.errand`, an Errand on standard input.

Whatever goes wrong in wording or carrying goes wrong here, and is ended from outside when it takes too long. The
outcome is written as soon as it is known, before any goodbye to the other side.
"""

from __future__ import annotations

import json
import os
import pickle
import sys
from dataclasses import asdict

from lexdelta.notify.letter import Errand, worded
from lexdelta.notify.mail import send_mail
from lexdelta.notify.outcome import Outcome
from lexdelta.notify.routes import MailRoute, NoRoute, WebRoute, route
from lexdelta.notify.services import send_by_apprise
from lexdelta.notify.webhook import send_webhook


def run(errand: Errand) -> None:
    """Word and carry it, and write down what became of it."""
    message = worded(errand.letter)
    try:
        way = route(errand.address)
    except NoRoute as error:
        _tell(Outcome(False, str(error)))
        return
    if isinstance(way, MailRoute):
        send_mail(message, way, errand.had, _tell)
    elif isinstance(way, WebRoute):
        _tell(send_webhook(message, way))
    else:
        _tell(send_by_apprise(message, way))


def _tell(outcome: Outcome) -> None:
    os.write(_ANSWER, json.dumps(asdict(outcome)).encode() + b"\n")


_ANSWER = 1

if __name__ == "__main__":
    _ANSWER = os.dup(1)
    os.dup2(2, 1)  # what a library prints is not our answer
    run(pickle.loads(sys.stdin.buffer.read()))  # noqa: S301 - from our own parent
