"""Places that cannot be written, by the program's own user or by any, end a command with a sentence."""

from __future__ import annotations

from pathlib import Path

import pytest
from watched_replica import lexdelta

CONFIG = '[fetch]\nallow_addresses = ["127.0.0.1:9"]\n[[watch]]\npages = []\nindex = "http://127.0.0.1:9/index"\n'


@pytest.mark.parametrize("words", ["run", "run --page peru", "notify", "import saved.html"])
def test_a_lock_that_cannot_be_had_is_a_sentence(tmp_path: Path, words: str) -> None:
    """What stands in the lock's place, or a folder that is not ours, is no bug and no other run."""
    (tmp_path / "config.toml").write_text(CONFIG)
    (tmp_path / "saved.html").write_text("<html>")
    (tmp_path / "lexdelta.db.lock").mkdir()
    done = lexdelta(tmp_path, *words.split())
    assert (done.returncode, done.stdout) == (1, "")
    assert len(done.stderr.splitlines()) == 1
    if words != "run --page peru":
        assert "lexdelta.db.lock cannot be locked" in done.stderr


@pytest.mark.parametrize("place", ["file/demo", "/proc/self/demo"])
def test_a_demo_in_an_impossible_place_is_a_sentence(tmp_path: Path, place: str) -> None:
    """A folder that nobody can make is named with the reason."""
    (tmp_path / "file").write_text("in the way")
    done = lexdelta(tmp_path, "demo", "--dir", place)
    assert (done.returncode, done.stdout) == (1, "")
    assert f"Error: {place} cannot be made a demo's folder: " in done.stderr
    assert len(done.stderr.splitlines()) == 1
