"""Carrying a letter within a time: a child does it, and is killed when it takes too long.

A server that trickles keeps every timeout of a socket content for ever, so the time is taken from outside.
"""

from __future__ import annotations

import json
import logging
import pickle
import re
import subprocess

from lexdelta.child import module_command
from lexdelta.notify.addresses import redacted
from lexdelta.notify.letter import Errand
from lexdelta.notify.outcome import Outcome

DEADLINE_SECONDS = 30.0
_LOG = logging.getLogger(__name__)
_ERROR = re.compile(r"^(?:[A-Za-z_]\w*\.)*([A-Za-z_]\w*)(?::|$)")


def carry(errand: Errand, *, deadline_seconds: float = DEADLINE_SECONDS) -> Outcome:
    """Word and carry the letter; the outcome, in which nothing of the address is left. Never raises for what goes
    wrong on the way, however it does."""
    try:
        done = subprocess.run(  # noqa: S603 - our own module
            module_command("lexdelta.notify.errand"),
            input=pickle.dumps(errand),
            capture_output=True,
            timeout=deadline_seconds,
            check=False,
        )
    except subprocess.TimeoutExpired as slow:
        late = Outcome(False, f"it took longer than {deadline_seconds:g} s and was stopped", reached=False)
        return _safe(_answer(slow.stdout or b"") or late, errand.address)
    except OSError as error:
        return _safe(Outcome(False, f"the sender could not be started: {error.strerror}"), errand.address)
    return _safe(_answer(done.stdout) or _died(done.returncode, done.stderr, errand.address), errand.address)


def _answer(output: bytes) -> Outcome | None:
    """What the child wrote, None when it wrote nothing whole."""
    line, end, _ = output.partition(b"\n")
    if not end:
        return None
    said = json.loads(line)
    return Outcome(**{**said, "accepted": tuple(said["accepted"])})


def _died(code: int, errors: bytes, address: str) -> Outcome:
    """Our own fault: the kind of the error is told, the rest is for the log."""
    text = errors.decode("utf-8", "replace")
    _LOG.debug("%s", redacted(text, address))
    last = text.strip().rpartition("\n")[2]
    kind = _ERROR.match(last)
    why = f"signal {-code}" if code < 0 else kind[1] if kind else f"exit {code}"
    return Outcome(False, f"the message could not be made or sent, which is a bug ({why})")


def _safe(outcome: Outcome, address: str) -> Outcome:
    return Outcome(
        outcome.sent, redacted(outcome.said, address), outcome.reached, outcome.accepted, outcome.wait_seconds
    )
