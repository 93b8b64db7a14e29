"""A working folder of the test's own, and settings that are nobody else's."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from lexdelta.config import ConfigError, load

CONTACT = '[fetch]\ncontact = "mailto:me@example.org"\n'


def empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Go into an empty folder, without any setting of whoever runs the tests."""
    for name in [name for name in os.environ if name.startswith("LEXDELTA_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "user"))
    folder = tmp_path / "work"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def written(text: str, file: str = "config.toml") -> Path:
    """A file with that text, relative to the working folder; its folders are made."""
    path = Path.cwd() / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def problems(text: str) -> tuple[str, ...]:
    """The lines told about a config.toml with that text."""
    with pytest.raises(ConfigError) as caught:
        load(written(text))
    return caught.value.problems
