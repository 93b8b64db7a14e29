"""Reading in a process that can be killed: whatever a page does to it, ours goes on, and so does the next page.

The limits bound what a page can cost, and a parser that crashes takes nothing of ours along. They do not hold a parser
that a page has taken over: it may lie about the pages read after it, and do what this user may do.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from contextlib import ExitStack, suppress
from types import TracebackType
from typing import Self, TypeVar

from scraper import wire
from scraper.capture import Capture
from scraper.confinement import Limits
from scraper.errors import ReadError
from scraper.examined import Examined, completed, mark_of
from scraper.layout import Layout
from scraper.paging import Listing
from scraper.profile import Profile
from scraper.question import Question, Reply, question
from scraper.workplace import Lost, Workplace

__all__ = ["Limits", "Sandbox"]

T = TypeVar("T")
_Expected = Callable[[Reply], T | None]
_CODE = re.compile(r"[a-z][a-z-]{0,39}")
_LONGEST_SENTENCE = 300


class Sandbox:
    """Reads captures in a child process, which starts when first needed and stays for the next page.

    A child that passed a limit, died or gave no sensible answer is replaced. If it had read other pages before, and
    they may be to blame, the new one reads the page again in what is left of its time: a verdict never depends on the
    pages before. For one thread at a time; a context manager, or to be closed.
    """

    def __init__(self, limits: Limits = Limits()) -> None:  # noqa: B008  # a value
        self._limits = limits
        self._workplace: Workplace | None = None

    def examine(self, capture: Capture, layout: Layout, known: Profile | None = None) -> Examined:
        """As `scraper.examine.examine`. Raises ReadError, also with "over-limit" and "reader-died"."""

        def expected(reply: Reply) -> Examined | None:
            found = reply.examined
            return found if found and found.profile.reading == layout.reading and (known or not found.same) else None

        asked = question("examine", capture, layout, mark_of(known))
        return completed(self._ask(asked, capture.body, expected), known)

    def discover(self, capture: Capture, layout: Layout) -> Listing:
        """As `scraper.discover.discover`, but raises ReadError with "over-limit" and "reader-died"."""
        return self._ask(question("discover", capture, layout), capture.body, lambda reply: reply.listing)

    @property
    def pid(self) -> int | None:
        """The child's process id, None while there is none."""
        return self._workplace.pid if self._workplace else None

    def close(self) -> None:
        """End the child, if there is one; reading again would start another."""
        if self._workplace:
            self._workplace.end()
        self._workplace = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self.close()

    def _ask(self, question: Question, body: bytes, expected: _Expected[T]) -> T:
        deadline = time.monotonic() + self._limits.wall_seconds
        asked = wire.dump(question)
        if self._workplace:
            with suppress(Lost):
                return self._answered(asked, body, deadline, expected)
        return self._answered(asked, body, deadline, expected)

    def _answered(self, asked: bytes, body: bytes, deadline: float, expected: _Expected[T]) -> T:
        workplace, self._workplace = self._workplace or Workplace(self._limits), None
        with ExitStack() as unless_all_is_well:
            unless_all_is_well.callback(workplace.end)
            reply = _understood(workplace.answer(asked, body, deadline))
            answer = ReadError(*reply.refused) if reply.refused else expected(reply)
            if answer is None:
                raise Lost("reader-died", "The reader answered another question.")
            unless_all_is_well.pop_all()
        self._workplace = workplace
        if isinstance(answer, ReadError):
            raise answer
        return answer


def _understood(answer: bytes) -> Reply:
    """The reply those bytes are; raises Lost when they are none."""
    try:
        reply = wire.load(Reply, answer)
    except wire.Malformed as error:
        raise Lost("reader-died", f"The reader gave no sensible answer: {error}.") from error
    code, sentence = reply.refused or ("none", "")
    if not _CODE.fullmatch(code) or len(sentence) > _LONGEST_SENTENCE:
        raise Lost("reader-died", "The reader refused the page without a sensible reason.")
    return reply
