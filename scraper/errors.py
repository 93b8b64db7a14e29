"""What is expected to go wrong with one page, named by what the caller does next.

ScraperError                 expected: stops one page, never the run; becomes a check row
├── FetchError
│   ├── Unreachable          time-out, DNS, TLS, 5xx, 429, damaged body: retried, then left to the next run
│   ├── Refused              robots, host not allowed, private address, other 4xx: not retried
│   └── TooLarge             more bytes than allowed, on the wire or inflated
└── ReadError                archived but not readable: quarantined
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scraper.capture import Capture


class ScraperError(Exception):
    """An expected failure of one page; `code` is a stable short name, the message a sentence for people."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


class FetchError(ScraperError):
    """The page did not arrive; `capture` holds what arrived instead, None when nothing did."""

    def __init__(
        self,
        code: str,
        message: str,
        *,
        capture: Capture | None = None,
        retry_after_seconds: float | None = None,
    ) -> None:
        super().__init__(code, message)
        self.capture = capture
        self.retry_after_seconds = retry_after_seconds

    @property
    def status(self) -> int | None:
        """The HTTP status that was answered, None when there was no answer."""
        return self.capture.status if self.capture else None


class Unreachable(FetchError):
    """May succeed later: retried within the run, then left to the next one."""


class Refused(FetchError):
    """Will not succeed by asking again: not retried."""


class TooLarge(FetchError):
    """The body passes the limit, on the wire or inflated: not retried."""


class ReadError(ScraperError):
    """The bytes are archived but cannot be read as a page: quarantined with this reason."""
