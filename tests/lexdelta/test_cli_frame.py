"""The frame of the command line: help, and commands that are loaded when they are asked for."""

from __future__ import annotations

import os
import subprocess
import sys

import click
import pytest
from click.testing import CliRunner

from lexdelta.cli import COMMANDS, cli

HEAVY = {"httpx", "pydantic", "sqlite_utils", "apscheduler", "jinja2", "rich", "selectolax", "structlog", "tabulate"}


def lexdelta(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "lexdelta", *arguments], capture_output=True, text=True, check=False)


@pytest.mark.parametrize("arguments", [["--help"], ["-h"], ["--version"], ["config", "--help"], ["nonsense"]])
def test_help_loads_nothing_heavy(arguments: list[str]) -> None:
    """Help and usage errors answer from a table: no network, database, model or template library is imported."""
    program = (
        "import sys; sys.argv = ['lexdelta', *sys.argv[1:]]\n"
        "from lexdelta.cli import main\n"
        "try:\n    main()\n"
        "except SystemExit:\n    print('LOADED', *sorted(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", program, *arguments], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.rpartition("LOADED")[2].split())
    assert "lexdelta.cli" in loaded
    assert not HEAVY & loaded


def test_help_names_every_command_with_its_line() -> None:
    """The table is the help."""
    out = lexdelta("--help").stdout
    for name, (_, text) in COMMANDS.items():
        assert f"  {name}" in out
        assert text in out


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_of_the_table_exists_and_has_help(name: str) -> None:
    """A line in the table leads to a command of that name, which explains itself."""
    done = CliRunner().invoke(cli, [name, "--help"])
    assert done.exit_code == 0
    command = cli.get_command(click.Context(cli), name)
    assert command is not None
    assert command.name == name
    assert command.help


def test_version_is_that_of_the_distribution() -> None:
    """One line, for scripts and bug reports."""
    done = lexdelta("--version")
    assert done.stdout.split()[0] == "lexdelta"
    assert done.stdout.split()[1][0].isdigit()


def test_a_misspelt_command_is_a_usage_error_with_a_suggestion() -> None:
    """Exit 2, and what was perhaps meant."""
    done = lexdelta("stauts")
    assert (done.returncode, done.stdout) == (2, "")
    assert "Did you mean 'status'?" in done.stderr


def test_completion_offers_the_names_without_importing_them() -> None:
    """The shell asks at every press of the key."""
    environment = {**os.environ, "_LEXDELTA_COMPLETE": "bash_complete", "COMP_WORDS": "lexdelta re", "COMP_CWORD": "1"}
    done = subprocess.run(
        [sys.executable, "-m", "lexdelta"], capture_output=True, text=True, check=False, env=environment
    )
    assert done.stdout.split() == ["plain,read", "plain,reread", "plain,report"]
