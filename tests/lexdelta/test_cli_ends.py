"""How the program ends: exit codes, streams, signals and colours, in real processes with one more command."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from lexdelta.cli import wants_color

WITH_EXTRA_COMMAND = """
import sys
from lexdelta import cli
cli.COMMANDS["try-me"] = ("extra_command:command", "Only here.")
sys.argv = ["lexdelta", *{arguments!r}]
cli.main()
"""
EXTRA_COMMAND = """
import click, errno, os, signal, sys, time
from lexdelta.cli import pass_app
from lexdelta.errors import ConfigError
from scraper.errors import ReadError
from storage.errors import StorageError

@click.command()
@pass_app
def command(app):
{body}
"""

Done = subprocess.CompletedProcess[str]
Try = Callable[..., Done]


@pytest.fixture
def program(tmp_path: Path) -> Callable[..., list[str]]:
    """The command line of a program with one more command, `try-me`, that runs the given lines."""

    def prepare(body: str, *options: str) -> list[str]:
        lines = "\n".join(f"    {line}" for line in body.splitlines())
        (tmp_path / "extra_command.py").write_text(EXTRA_COMMAND.format(body=lines))
        start = f"import sys; sys.path.insert(0, {str(tmp_path)!r})"
        return [sys.executable, "-c", start + WITH_EXTRA_COMMAND.format(arguments=[*options, "try-me"])]

    return prepare


@pytest.fixture
def attempt(program: Callable[..., list[str]]) -> Try:
    """Runs such a program to its end."""

    def run(body: str, *options: str, **environment: str) -> Done:
        plain = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "FORCE_COLOR")}
        command = program(body, *options)
        done = subprocess.run(command, capture_output=True, check=False, env={**plain, **environment})
        out, err = done.stdout.decode(errors="replace"), done.stderr.decode(errors="replace")
        return subprocess.CompletedProcess(command, done.returncode, out, err)

    return run


@pytest.mark.parametrize(
    ("body", "code", "err"),
    [
        ("return None", 0, ""),
        ("return 3", 3, ""),
        ("return 75", 75, ""),
        ("raise ConfigError(['a: b: got 1', 'c: d: got 2'])", 78, "a: b: got 1\nc: d: got 2\n"),
        ("raise StorageError('The disk is full.')", 1, "Error: The disk is full.\n"),
        ("raise ReadError('deep', 'too deep')", 1, "Error: too deep\n"),
        ("raise StorageError('a\\nforged\\x1b[2J')", 1, "Error: a forged\\u001b[2J\n"),
        ("raise click.ClickException('no')", 1, "Error: no\n"),
        ("raise KeyboardInterrupt", 130, ""),
        ("os.kill(os.getpid(), signal.SIGINT); time.sleep(60)", 130, ""),
        ("sys.exit(4)", 4, ""),
        (
            "raise OSError(errno.ENOSPC, 'full', 'reports/x')",
            1,
            "Error: No space left: reports/x could not be written.\n",
        ),
    ],
)
def test_expected_ends_are_an_exit_code_and_a_sentence(attempt: Try, body: str, code: int, err: str) -> None:
    """Whatever is expected to go wrong is told without a traceback, on standard error."""
    done = attempt(body)
    assert (done.returncode, done.stdout, done.stderr) == (code, "", err)


def test_a_bug_is_a_traceback_in_which_nothing_is_hidden(attempt: Try) -> None:
    """An unexpected exception is neither swallowed nor told as if it were expected, and its text stays text."""
    done = attempt("raise ValueError('a\\x1b[2J')")
    assert done.returncode == 1
    assert "Traceback (most recent call last)" in done.stderr
    assert "ValueError: a\\u001b[2J" in done.stderr


@pytest.mark.parametrize("error", ["BrokenPipeError(32, 'x')", "OSError(5, 'x')"])
def test_an_error_of_another_file_is_a_bug(attempt: Try, error: str) -> None:
    """Only standard output may break quietly."""
    assert "Traceback" in attempt(f"raise {error}").stderr


def test_sigterm_ends_through_every_finally(program: Callable[..., list[str]]) -> None:
    """Locks are released and transactions rolled back; exit 143, and not a word."""
    body = "try:\n    print('ready', flush=True)\n    time.sleep(600)\nfinally:\n    print('rolled back')"
    process = subprocess.Popen(program(body), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout is not None
    process.stdout.readline()
    process.send_signal(signal.SIGTERM)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out, err) == (143, "rolled back\n", "")


@pytest.mark.parametrize("body", ["print('x\\n' * 100000)", "print('x'); time.sleep(0.5); print('y')"])
def test_a_reader_that_left_is_no_error(program: Callable[..., list[str]], body: str) -> None:
    """`lexdelta changes | head -1` prints one line and nothing about pipes."""
    process = subprocess.Popen(program(body), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout is not None
    process.stdout.close()
    assert process.stderr is not None
    assert process.stderr.read() == ""
    assert process.wait(60) == 141
    process.stderr.close()


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_closed_streams_are_survived(program: Callable[..., list[str]], closed: str, tmp_path: Path) -> None:
    """No crash, and no file opened later takes the place of a closed stream and is written into."""
    file = tmp_path / "opened-later"
    body = f"file = open({str(file)!r}, 'w')\nprint('output', flush=True)\nsys.stderr.write('error')"
    done = subprocess.run(
        ["sh", "-c", f'"$@" {closed}', "sh", *program(body)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0
    assert "Traceback" not in done.stderr
    assert file.read_text() == ""


@pytest.mark.parametrize("body", ["print('x')", "print('x' * 100000)", "click.echo('x')"])
def test_a_full_disk_behind_standard_output_is_a_sentence(program: Callable[..., list[str]], body: str) -> None:
    """What could not be written is a failure that is told."""
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(program(body), stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert (done.returncode, done.stderr) == (1, "Error: No space left: standard output could not be written.\n")


@pytest.mark.parametrize(
    "environment",
    [
        {"LC_ALL": "C"},
        {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
        {"PYTHONIOENCODING": "ascii"},
        {"PYTHONIOENCODING": "latin-1:strict"},
    ],
)
def test_letters_an_encoding_lacks_do_not_crash(attempt: Try, environment: dict[str, str]) -> None:
    """Cron knows no locale: what cannot be spelled is escaped."""
    done = attempt("print('Côte d’Ivoire → ok \\ud800'); raise StorageError('→')", **environment)
    assert done.returncode == 1
    assert "ok" in done.stdout
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("options", "environment", "colored"),
    [
        ([], {}, False),
        (["--color", "always"], {}, True),
        (["--color", "always"], {"NO_COLOR": "1"}, True),
        (["--color", "never"], {"FORCE_COLOR": "1"}, False),
        ([], {"FORCE_COLOR": "1"}, True),
        ([], {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        ([], {"NO_COLOR": ""}, False),
    ],
)
def test_colour_goes_by_flag_then_environment_then_terminal(
    attempt: Try, options: list[str], environment: dict[str, str], colored: bool
) -> None:
    """Both what click writes and what a command asks the application agree."""
    done = attempt("click.echo(click.style('x', fg='red')); print(app.colored())", *options, **environment)
    assert ("\x1b[31m" in done.stdout) is colored
    assert str(colored) in done.stdout


def test_no_color_silences_a_terminal_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """NO_COLOR decides before anybody asks what the stream is; unset, the stream decides."""
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    monkeypatch.setenv("NO_COLOR", "1")
    assert wants_color("auto") is False
    monkeypatch.delenv("NO_COLOR")
    assert wants_color("auto") is None


def test_the_configuration_named_reaches_the_command(attempt: Try, tmp_path: Path) -> None:
    """--config is for every command."""
    file = tmp_path / "x.toml"
    file.write_text("[removals]\ncaptures = 7\n")
    assert attempt("print(app.load().removals.captures)", "--config", str(file)).stdout == "7\n"
    assert attempt("app.load({'removals.captures': 0})", "--config", str(file)).returncode == 78
