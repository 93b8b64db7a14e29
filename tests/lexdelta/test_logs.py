"""Log lines: where they go, what they look like, what they cannot do."""

from __future__ import annotations

import re
import subprocess
import sys

PROGRAM = """
import logging, sys
from lexdelta import logs
logs.configure({arguments})
{body}
"""


def logged(body: str, arguments: str = "") -> subprocess.CompletedProcess[str]:
    """What a program with our logs writes."""
    program = PROGRAM.format(body=body, arguments=arguments)
    return subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)


def test_a_line_has_time_level_and_name() -> None:
    """UTC to the second, on standard error, nothing on standard output."""
    done = logged("logging.getLogger('scraper.fetch').warning('retried %s', 'peru.en')")
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ warning scraper\.fetch: retried peru\.en\n", done.stderr)
    assert done.stdout == ""


def test_what_goes_well_is_silent_without_a_terminal() -> None:
    """Cron mails what is written, so success writes nothing; a service asks for more."""
    assert logged("logging.getLogger('x').info('fine')").stderr == ""
    assert "fine" in logged("logging.getLogger('x').info('fine')", "verbose=True").stderr


def test_a_message_cannot_forge_a_line_or_steer_the_terminal() -> None:
    """Line breaks and hidden characters of a page stay inside their line, visible."""
    done = logged("logging.getLogger('x').warning('title %s', 'a\\nforged\\x1b[2J\\u202e')")
    assert len(done.stderr.splitlines()) == 1
    assert done.stderr.strip().isprintable()


def test_a_traceback_is_indented_and_safe() -> None:
    """The text of an exception may come from a page."""
    done = logged("try:\n    raise ValueError('a\\x1b[2J\\nforged')\nexcept ValueError:\n    logging.exception('bug')")
    first, *rest = done.stderr.splitlines()
    assert first.endswith("error root: bug")
    assert all(line.startswith("  ") and line.isprintable() for line in rest)
