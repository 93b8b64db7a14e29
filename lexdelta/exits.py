"""How the program ends: the exit codes, and what an expected failure looks like."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any

import click

from lexdelta import emit, streams
from lexdelta.errors import ConfigError
from scraper.errors import ScraperError
from storage.errors import StorageError

DONE = 0
FAILED = 1  # nothing could be checked, or nothing could be kept
NEEDS_A_PERSON = 3
CHANGED = 4  # only where it was asked for
LOCKED = 75  # another run holds the lock
MISCONFIGURED = 78
INTERRUPTED = 130
READER_LEFT = 141  # standard output was closed before all was said
TERMINATED = 143


class Failed(click.ClickException):
    """An expected failure on its way out: one sentence, made safe, on standard error; exit 1."""

    def format_message(self) -> str:
        """The sentence on one line, whatever stands in it."""
        return emit.line(self.message)


class Misconfigured(click.ClickException):
    """Settings that cannot be used: one line a problem on standard error, nothing around them; exit 78."""

    exit_code = MISCONFIGURED

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems

    def show(self, file: IO[Any] | None = None) -> None:
        """Write the lines."""
        for problem in self.problems:
            click.echo(emit.line(problem), file=file, err=file is None)


@contextmanager
def expected_failures() -> Iterator[None]:
    """Turn what is expected to go wrong into a sentence and an exit code; bugs pass through."""
    try:
        yield
    except ConfigError as error:
        raise Misconfigured(error.problems) from error
    except (StorageError, ScraperError) as error:
        raise Failed(str(error)) from error
    except KeyboardInterrupt as error:
        raise click.exceptions.Exit(INTERRUPTED) from error
    except OSError as error:
        _end_quietly_or_tell(error)
        raise


def _end_quietly_or_tell(error: OSError) -> None:
    """Standard output without a reader ends us quietly, a full disk with a sentence; any other is a bug."""
    if error.errno == errno.EPIPE and streams.reader_left():
        streams.abandon(1, 2)
        raise click.exceptions.Exit(READER_LEFT) from error
    if error.errno == errno.EPIPE:
        # Click takes every broken pipe for standard output's and ends without a word.
        raise RuntimeError("a pipe broke that is not standard output") from error
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        if error.filename is None:
            streams.abandon(1)
        raise Failed(f"No space left: {error.filename or 'standard output'} could not be written.") from error
