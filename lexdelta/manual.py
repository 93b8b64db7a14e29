"""The manual's help texts: `python -m lexdelta.manual docs/commands.md` renews them, a test holds them to it."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import click

from lexdelta.cli import COMMANDS, cli

WIDTH = 100
_BLOCK = re.compile(r"<!-- help (?P<words>[a-z ]*)-->\n```\n.*?```\n", re.DOTALL)


def renewed(text: str) -> str:
    """The text with the block behind every `<!-- help NAME -->` replaced by what `lexdelta NAME --help` prints."""
    return _BLOCK.sub(lambda found: f"<!-- help {found['words']}-->\n```\n{help_of(found['words'].split())}```\n", text)


def help_of(words: list[str]) -> str:
    """What `--help` prints for a command, or for the program when no words are given."""
    command: click.Command = cli
    context = click.Context(cli, info_name="lexdelta", terminal_width=WIDTH, help_option_names=["-h", "--help"])
    for word in words:
        assert isinstance(command, click.Group)  # noqa: S101  # the manual names a group's command
        found = command.get_command(context, word)
        assert found is not None  # noqa: S101  # the manual names a command that is there
        command = found
        context = click.Context(command, parent=context, info_name=word, terminal_width=WIDTH)
    return command.get_help(context) + "\n"


def names() -> tuple[str, ...]:
    """Every command the manual must show."""
    return tuple(COMMANDS)


if __name__ == "__main__":
    for name in sys.argv[1:]:
        path = Path(name)
        path.write_text(renewed(path.read_text(encoding="utf-8")), encoding="utf-8")
