"""The documentation is true: every command, key and link of it, and what it says of versions."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from lexdelta.manual import help_of, names, renewed

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
COMMANDS = (ROOT / "docs/commands.md").read_text(encoding="utf-8")
CONFIGURATION = (ROOT / "docs/configuration.md").read_text(encoding="utf-8")
DEFAULTS = tomllib.loads((ROOT / "config.toml").read_text(encoding="utf-8"))


def test_help_texts_are_current() -> None:
    """docs/commands.md shows what --help prints; `python -m lexdelta.manual docs/commands.md` renews it."""
    assert renewed(COMMANDS) == COMMANDS


@pytest.mark.parametrize("name", names())
def test_every_command_is_documented(name: str) -> None:
    """Each command has its section with its help, and a help text worth reading."""
    assert f"## {name}\n" in COMMANDS
    assert f"<!-- help {name} -->" in COMMANDS
    assert len(help_of([name]).splitlines()) > 4


def test_every_key_is_documented() -> None:
    """Each key of the commented default stands in docs/configuration.md, with its default."""
    for table, values in DEFAULTS.items():
        keys = values[0] if isinstance(values, list) else values
        for key in keys if table != "layouts" else ():
            assert f"| `{table}.{key}` |" in CONFIGURATION


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    """A relative link names a file that is there."""
    for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target


def test_the_version_is_said_once() -> None:
    """The changelog's newest section is the version of the project, or says that it is not released yet."""
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    newest = re.search(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert newest is not None
    assert newest[1] in (version, "Unreleased")


def test_the_project_names_no_registry_and_no_machine() -> None:
    """Pins carry hashes and no host, and no file carries a path of the machine it was written on."""
    constraints = (ROOT / "constraints.txt").read_text(encoding="utf-8")
    assert "://" not in constraints
    assert constraints.count("--hash=sha256:") > constraints.count("==")
    for page in PAGES:
        assert not re.search(r"(?<![\w.])/(?:work|root|home)/", page.read_text(encoding="utf-8")), page
