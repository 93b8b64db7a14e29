"""The command line: which commands there are, and what all of them share.

A command is added by one line in COMMANDS and a function in `lexdelta.commands`; its module is imported when the
command is asked for, never for `--help`. A command returns its exit code, None for 0, and raises ConfigError,
StorageError or ScraperError for what it cannot do.
"""

from __future__ import annotations

import gc
import importlib
import os
import signal
import sys
import traceback
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from types import FrameType, TracebackType
from typing import IO, TYPE_CHECKING, Literal, NoReturn

import click
from click.shell_completion import CompletionItem

from lexdelta import emit, exits, streams

if TYPE_CHECKING:
    from lexdelta.config import Config

ColorChoice = Literal["auto", "always", "never"]

COMMANDS: Mapping[str, tuple[str, str]] = {
    "demo": ("lexdelta.commands.showing:demo", "Try it: a replica site on this machine, two runs, a report."),
    "init": ("lexdelta.commands.configuring:init", "Write a commented config.toml."),
    "config": ("lexdelta.commands.configuring:config", "Check the settings, or show where each comes from."),
    "probe": ("lexdelta.commands.probing:probe", "Look at the site once, and say what to do next."),
    "run": ("lexdelta.commands.watching:run", "Check every watched page once: the entry for cron."),
    "watch": ("lexdelta.commands.scheduling:watch", "Run on the schedules of config.toml until told to stop."),
    "read": ("lexdelta.commands.reading:read", "Read saved pages, without a database."),
    "diff": ("lexdelta.commands.reading:diff", "Show what changed between two states of a page."),
    "import": ("lexdelta.commands.importing:import_", "Take in saved pages and web archives as history."),
    "reread": ("lexdelta.commands.rereading:reread", "Read the archive again with today's layouts."),
    "pages": ("lexdelta.commands.probing:pages", "List what is watched, and why."),
    "changes": ("lexdelta.commands.history:changes", "List what changed."),
    "log": ("lexdelta.commands.history:log", "List one page's checks and snapshots."),
    "show": ("lexdelta.commands.history:show", "Show what a page said, now or then."),
    "raw": ("lexdelta.commands.history:raw", "Write out the bytes of a capture as they arrived."),
    "search": ("lexdelta.commands.searching:search", "Find words in what sections say, or ever said."),
    "report": ("lexdelta.commands.reporting:report", "Render the change report of a run or a period."),
    "queue": ("lexdelta.commands.reviewing:queue", "List what waits for a person."),
    "decide": ("lexdelta.commands.reviewing:decide", "Record a person's decision."),
    "notify": ("lexdelta.commands.notifying:notify", "Deliver what is owed, or test a target."),
    "status": ("lexdelta.commands.health:status", "Say whether all is well, by exit code too."),
    "verify": ("lexdelta.commands.verifying:verify", "Check that nothing was edited, cut or damaged."),
    "doctor": ("lexdelta.commands.examining:doctor", "Look at versions, files and surroundings."),
}


@dataclass(frozen=True, slots=True)
class App:
    """What every command shares: the file named by --config (None: the usual places) and the choice of colour."""

    config_path: Path | None = None
    color: ColorChoice = "auto"

    def load(self, overrides: Mapping[str, object] | None = None) -> Config:
        """The settings that apply; `overrides` are flags by dotted key, None where not given. Raises ConfigError."""
        from lexdelta import config

        return config.load(self.config_path, overrides)

    def colored(self, stream: IO[str] | None = None) -> bool:
        """Whether to colour what is written to that stream (standard output when None)."""
        wanted = wants_color(self.color)
        return (stream or sys.stdout).isatty() if wanted is None else wanted


pass_app = click.make_pass_decorator(App)


def wants_color(choice: ColorChoice) -> bool | None:
    """The flag, then NO_COLOR, then FORCE_COLOR (either set to anything but nothing); None: terminals only."""
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR"):
        return False
    return True if os.environ.get("FORCE_COLOR") else None


class Commands(click.Group):
    """The commands of COMMANDS, each imported when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # click's signature
        """Their names, in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002  # click's signature
        """The command of that name, imported; None for an unknown name."""
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name][0].partition(":")
        command = getattr(importlib.import_module(module), name)
        assert isinstance(command, click.Command)  # noqa: S101  # a wrong line in the table is a bug
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command named first; an unknown name ends in a usage error with what was perhaps meant."""
        if args[0] not in COMMANDS and not args[0].startswith("-"):
            near = get_close_matches(args[0], COMMANDS, n=1)
            ctx.fail(f"No such command {args[0]!r}." + "".join(f" Did you mean {name!r}?" for name in near))
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002  # click's signature
        """The list under --help, from the table alone."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Names to complete, from the table alone."""
        found = [CompletionItem(name, help=COMMANDS[name][1]) for name in COMMANDS if name.startswith(incomplete)]
        return found + click.Command.shell_complete(self, ctx, incomplete)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """The arguments that are left for the command; here --help and --version are written."""
        with exits.expected_failures():
            return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> None:
        """Run the command and leave with the exit code it returns."""
        with exits.expected_failures():
            code = super().invoke(ctx)
            sys.stdout.flush()
        ctx.exit(code or 0)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option(
    "--config",
    "config_path",
    type=click.Path(path_type=Path),
    metavar="PATH",
    help="The settings; else $LEXDELTA_CONFIG, ./config.toml, the user's folder.",
)
@click.option(
    "--color",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    show_default=True,
    help="Colour the output; NO_COLOR and FORCE_COLOR count too.",
)
@click.version_option(package_name="lexdelta", message="%(prog)s %(version)s")
@click.pass_context
def cli(ctx: click.Context, config_path: Path | None, color: ColorChoice) -> None:
    """Watch the Council of Europe's cybercrime country profiles and say what changed."""
    ctx.color = wants_color(color)
    ctx.obj = App(config_path, color)


def main() -> NoReturn:
    """The program: never returns, leaves with the exit codes the manual lists."""
    gc.set_threshold(20_000)  # what a command imports stays: looking through it again and again is a tenth of its start
    streams.prepare()
    sys.excepthook = _crash
    signal.signal(signal.SIGTERM, _terminate)
    try:
        cli.main(prog_name="lexdelta")
    except KeyboardInterrupt:
        sys.exit(exits.INTERRUPTED)
    sys.exit(exits.DONE)


def _terminate(signum: int, frame: FrameType | None) -> NoReturn:
    """Leave through every `finally` on the way, once: a second request must not cut a roll-back short."""
    del frame
    signal.signal(signum, signal.SIG_IGN)
    raise SystemExit(exits.TERMINATED)


def _crash(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """A bug: the traceback, in which texts of pages may stand."""
    sys.stderr.write(emit.visible("".join(traceback.format_exception(kind, error, trace))))
