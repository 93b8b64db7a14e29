"""Log lines: on standard error only, one line a record, in UTC, with every text made safe."""

from __future__ import annotations

import logging
import sys
from datetime import UTC, datetime

from lexdelta import emit

# These tell of every request, address included, or of what our own lines already say.
_TALKATIVE = ("httpx", "httpcore", "asyncio", "apscheduler")


class SafeFormatter(logging.Formatter):
    """`2026-11-21T03:31:00Z warning scraper.fetch: message`; a message cannot forge a second line."""

    def format(self, record: logging.LogRecord) -> str:
        """The line, followed by the indented traceback when there is one."""
        at = datetime.fromtimestamp(record.created, tz=UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        text = f"{at} {record.levelname.lower()} {record.name}: {emit.line(record.getMessage())}"
        if record.exc_info and record.exc_info[1]:
            trace = emit.visible(self.formatException(record.exc_info))
            text += "".join(f"\n  {line}" for line in trace.split("\n"))
        return text


def configure(*, verbose: bool | None = None) -> None:
    """Send log records to standard error; to be called once by a command that has something to log.

    `verbose` shows what goes well too; None means: only when a person watches (standard error is a terminal).
    """
    watched = sys.stderr.isatty() if verbose is None else verbose
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(SafeFormatter())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.INFO if watched else logging.WARNING)
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(logging.ERROR)
