"""What was asked, what was answered, and what that means: a capture, an unchanged page or an error; pure."""

from __future__ import annotations

import ssl
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from scraper.capture import Capture, NotModified, Validators
from scraper.errors import Refused, TooLarge, Unreachable
from scraper.guard import shown
from scraper.pace import retry_after
from scraper.page import Page

Fault = Literal["", "damaged", "too-large"]
NO_FAULT: Fault = ""
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_TRY_AGAIN = frozenset({408, 425, 429})
_LONGEST_VALIDATOR = 1_000


@dataclass(frozen=True, slots=True)
class Ask:
    """One page to be asked for. `robots` marks the robots.txt itself: it obeys no rules and is cut, not refused."""

    page: Page
    max_bytes: int
    validators: Validators
    robots: bool = False

    @property
    def conditions(self) -> dict[str, str]:
        """The headers of a conditional request, without validators that the server itself made unfit for a header."""
        sent = {"If-None-Match": self.validators.etag, "If-Modified-Since": self.validators.last_modified}
        return {
            name: value
            for name, value in sent.items()
            if value and value == fit_for_header(value) and len(value) <= _LONGEST_VALIDATOR
        }

    def headers(self, user_agent: str, host: str) -> dict[str, str]:
        """What every request says: who asks, and for what. Nothing else is sent but the conditions."""
        language = {"Accept-Language": self.page.language} if self.page.language else {}
        return {
            "Host": host,
            "User-Agent": fit_for_header(user_agent),
            "Accept": "text/html,application/xhtml+xml;q=0.9,*/*;q=0.1",
            "Accept-Encoding": "gzip",
            **language,
        }

    def cuts(self, status: int) -> bool:
        """Whether a longer body is cut at the cap: of an error or a robots.txt the beginning is enough."""
        return self.robots or status != 200


@dataclass(frozen=True, slots=True)
class Answer:
    """One response. `at` is aware, UTC; `fault` says what is wrong with the body, "" for nothing; `conditional` whether
    the request carried validators."""

    host: str
    url: str
    at: datetime
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    fault: Fault
    conditional: bool

    @property
    def location(self) -> str | None:
        """Where a redirect leads, as written; None when this is no redirect."""
        return self._header("location") if self.status in _REDIRECTS else None

    @property
    def retry_after_seconds(self) -> float | None:
        """How long the server asks to be left alone, a day at most; None when it does not."""
        return retry_after(self._header("retry-after"), self.at) if asks_to_wait(self.status) else None

    def _header(self, name: str) -> str | None:
        return next((value for key, value in self.headers if key == name), None)


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request as it was sent and what came back, for whoever must see all of it: redirects and robots.txt too.

    `page` is the key of the page it was made for, "robots.txt" for that file; `sent` and `headers` are all headers, in
    order (untrusted, cookies among them); `at` when the answer was complete (aware, UTC); `body` is without content
    coding, as much of it as arrived; `fault` as in Answer.
    """

    page: str
    url: str
    at: datetime
    sent: tuple[tuple[str, str], ...]
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    fault: Fault = NO_FAULT

    def header(self, name: str) -> str | None:
        """The first header of that lower-case name, None when it was not sent."""
        return next((value for key, value in self.headers if key == name), None)


def fit_for_header(text: str) -> str:
    """The text without what no header can carry: line breaks, controls, letters beyond ASCII."""
    return "".join(char for char in text if char.isascii() and char.isprintable()).strip()


def conclude(ask: Ask, answer: Answer) -> Capture | NotModified:
    """The answer as the caller knows it. Raises Unreachable, Refused, TooLarge."""
    if answer.status == 304 and answer.conditional:
        return NotModified(ask.page.key, answer.url, answer.at)
    capture = _capture(ask, answer)
    if answer.status != 200:
        raise _wrong_status(answer, capture)
    if answer.fault == "too-large":
        raise TooLarge("too-large", f"{answer.host} sends more than {ask.max_bytes:,} bytes.")
    if answer.fault == "damaged":
        raise Unreachable("damaged", f"The answer of {answer.host} is cut short or damaged.", capture=capture)
    return capture


def no_answer(error: BaseException, host: str, *, timed_out: bool) -> Unreachable:
    """The error for a connection that brought no answer: "timeout", "tls" or "connection"."""
    if timed_out:
        return Unreachable("timeout", f"{shown(host)} did not accept a connection in time.")
    cause: BaseException | None = error
    while cause and not isinstance(cause, ssl.SSLError):
        cause = cause.__cause__ or cause.__context__
    if cause is None:
        return Unreachable("connection", f"{shown(host)} could not be connected to, or did not answer in HTTP.")
    why = getattr(cause, "verify_message", "") or "the handshake failed"
    return Unreachable("tls", f"The TLS connection to {shown(host)} is not to be trusted: {why}.")


def asks_to_wait(status: int) -> bool:
    """Whether a status says "not now" rather than "no"."""
    return status >= 500 or status in _TRY_AGAIN


def may_pass(error: Exception, *, max_wait_seconds: float) -> bool:
    """Whether asking again, within this run, could end better."""
    if not isinstance(error, Unreachable) or error.code == "robots-unreachable":
        return False
    return (error.retry_after_seconds or 0.0) <= max_wait_seconds


def _capture(ask: Ask, answer: Answer) -> Capture:
    body = b"" if answer.fault == "damaged" and answer.status != 200 else answer.body
    return Capture(
        page=ask.page.key,
        requested_url=ask.page.url,
        final_url=answer.url,
        at=answer.at,
        source="live",
        status=answer.status,
        headers=answer.headers,
        body=body,
    )


def _wrong_status(answer: Answer, capture: Capture) -> Unreachable | Refused:
    said = f"{answer.host} answered with status {answer.status}"
    if asks_to_wait(answer.status):
        after = answer.retry_after_seconds
        return Unreachable(f"status-{answer.status}", f"{said}.", capture=capture, retry_after_seconds=after)
    if answer.status >= 400:
        return Refused(f"status-{answer.status}", f"{said}.", capture=capture)
    return Unreachable("unexpected-status", f"{said}, which was not asked for.", capture=capture)
