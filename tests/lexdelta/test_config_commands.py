"""`init` and `config`: the file they write, check and explain."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from working_folder import CONTACT, empty_folder, written

from lexdelta.cli import cli
from lexdelta.problems import setting_keys


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Every test starts in an empty folder."""
    return empty_folder(tmp_path, monkeypatch)


def lexdelta(*arguments: str) -> Result:
    return CliRunner().invoke(cli, arguments)


def test_init_writes_the_file_and_says_what_to_do(folder: Path) -> None:
    """The file is valid as it is, and the next commands can be copied."""
    done = lexdelta("init")
    assert done.exit_code == 0
    assert tomllib.loads((folder / "config.toml").read_text())
    assert "contact" in done.output
    assert done.output.index("lexdelta probe") < done.output.index("lexdelta run")
    assert f"lexdelta --config {folder / 'config.toml'} run" in done.output


def test_init_never_overwrites(folder: Path) -> None:
    """A file that is there stays, byte for byte; so does a link that leads nowhere."""
    written("mine")
    done = lexdelta("init")
    assert (done.exit_code, done.stderr) == (1, "Error: config.toml exists already and was left as it is.\n")
    assert (folder / "config.toml").read_text() == "mine"
    (folder / "x.toml").symlink_to(folder / "nowhere")
    assert lexdelta("init", "x.toml").exit_code == 1
    assert not (folder / "nowhere").exists()


def test_init_takes_a_folder_or_a_file(folder: Path) -> None:
    """A folder is made when it is missing; a .toml name is the file."""
    assert lexdelta("init", "new/place").exit_code == 0
    assert "2. lexdelta --config other.toml config check" in lexdelta("init", "other.toml").output
    assert (folder / "new" / "place" / "config.toml").read_text() == (folder / "other.toml").read_text()


def test_init_where_nothing_can_be_written_is_a_sentence() -> None:
    """No traceback for a file in the place of a folder."""
    written("", "file")
    done = lexdelta("init", "file/below")
    assert done.exit_code == 1
    assert done.stderr.startswith("Error: ")


def test_config_check_tells_every_problem_on_its_line() -> None:
    """Exit 78, one problem a line on standard error, nothing on standard output."""
    written("[fetch]\ndelay = 2\ndelay_seconds = '2'\n")
    done = lexdelta("config", "check")
    assert (done.exit_code, done.stdout) == (78, "")
    assert [line.split(":")[:2] for line in done.stderr.splitlines()] == [["config.toml", "3"], ["config.toml", "2"]]


def test_config_check_wants_a_contact() -> None:
    """The default file is valid TOML, but not ready to fetch."""
    lexdelta("init")
    done = lexdelta("config", "check")
    assert done.exit_code == 78
    assert "fetch.contact" in done.stderr
    written(CONTACT)
    done = lexdelta("config", "check")
    assert (done.exit_code, done.stderr) == (0, "")
    assert "valid" in done.stdout


def test_config_show_says_where_each_value_comes_from(monkeypatch: pytest.MonkeyPatch) -> None:
    """File and line, variable, or default, for every key there is."""
    monkeypatch.setenv("LEXDELTA_HEALTH__MIN_COVERAGE", "0.5")
    written(CONTACT + '[layouts.octopus.labels]\n"Legal framework" = "legislation"\n')
    shown = lexdelta("config", "show", "--origin").output
    told = dict(line.split(" # ") for line in shown.splitlines())
    origins = {key.partition(" = ")[0]: origin for key, origin in told.items()}
    assert origins["fetch.contact"] == "config.toml:2"
    assert origins["health.min_coverage"] == "LEXDELTA_HEALTH__MIN_COVERAGE"
    assert origins["removals.hours"] == "default"
    assert origins['layouts.octopus.labels."Legal framework"'] == "config.toml:4"
    keys = {key for key in setting_keys() if not key.startswith("layouts.")}
    assert keys - {"watch", "notify"} <= set(origins)
