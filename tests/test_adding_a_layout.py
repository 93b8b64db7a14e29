"""docs/adding-a-layout.md leads a newcomer: its module, its commands and its settings work as they stand."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import golden_pages
import pytest
from working_folder import empty_folder, written

from lexdelta.config import load
from lexdelta.manual import help_of

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "docs/adding-a-layout.md").read_text(encoding="utf-8")
ESTONIA = ROOT / "tests/pages/cyberpolicy/estonia/page.html"
PAGE = (
    "<html><head><title>Peru</title></head><body><h1>Peru</h1><div><h2>Laws in force</h2><p>One.</p><h3>Bills</h3>"
    "<p>Two.</p><h2>Who does what</h2><p>Three.</p><p>Tell us about a mistake</p></div></body></html>"
)


def blocks(language: str) -> list[str]:
    """The code blocks of the page in one language."""
    return re.findall(rf"```{language}\n(.*?)```", TEXT, re.DOTALL)


COMMANDS = [line.split() for block in blocks("sh") for line in block.splitlines()]


def test_the_least_that_works_works(tmp_path: Path) -> None:
    """The module of the page is a layout: it reads a page of its site, and the gate accepts it."""
    (module,) = blocks("python")
    (tmp_path / "atlas.py").write_text(module, encoding="utf-8")
    (tmp_path / "peru.html").write_text(PAGE, encoding="utf-8")
    code = (
        f"from scraper import layouts; layouts.__path__.append({str(tmp_path)!r});"
        "from lexdelta.saved import read_saved; from lexdelta.judging import Eyes;"
        "from scraper.examine import examine; from scraper.discover import discover; from pathlib import Path;"
        "from scraper.layouts.shipped import shipped; import json;"
        f"saved = read_saved(Path({str(tmp_path / 'peru.html')!r}), Eyes(shipped('atlas'), examine, discover));"
        "print(json.dumps([saved.page.key, saved.verdict.accepted,"
        " {s.key: [b.text for b in s.blocks] for s in saved.profile.sections}]))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stderr == ""
    read = {"acts": ["One."], "acts.bills": ["Two."], "bodies": ["Three."]}
    assert json.loads(done.stdout) == ["atlas/peru.en", True, read]


@pytest.mark.parametrize("words", [words for words in COMMANDS if words[0] == "lexdelta"], ids=" ".join)
def test_commands_and_options_exist(words: list[str]) -> None:
    """Each command is one of ours, with the options it is given."""
    names = words[1:3] if words[1] == "config" else words[1:2]
    told = help_of(names)
    assert [word for word in words if word.startswith("--") and word not in told] == []


@pytest.mark.parametrize("words", [words for words in COMMANDS if words[1] == "read"], ids=" ".join)
def test_a_saved_page_is_read(words: list[str], tmp_path: Path) -> None:
    """The commands of the third step print the page, all of it placed, and that the gate accepts it."""
    shutil.copy(ESTONIA, tmp_path / "saved.html")
    done = subprocess.run(
        [sys.executable, "-m", *words], cwd=tmp_path, capture_output=True, text=True, check=False, timeout=60
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "0 unplaced." in done.stdout
    assert done.stdout.endswith("The gate accepts it as a profile page.\n")


def test_golden_pages_are_made_as_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`expect` and `record`, in that order, make from a page alone what the tests hold it to."""
    folder = tmp_path / "cyberpolicy" / "estonia"
    folder.mkdir(parents=True)
    shutil.copy(ESTONIA, folder)
    monkeypatch.setattr(golden_pages, "PAGES", tmp_path)
    made = [words[2:] for words in COMMANDS if words[:2] == ["python", "tests/support/golden_pages.py"]]
    assert [golden_pages.main(words) for words in made] == [0, 0]
    assert (folder / "expected.json").read_bytes() == ESTONIA.with_name("expected.json").read_bytes()
    assert golden_pages.changed_without_version(tmp_path / "cyberpolicy", "cyberpolicy@2") == []


def test_the_settings_are_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The tables of the page make a valid configuration, together."""
    empty_folder(tmp_path, monkeypatch)
    config = load(written("\n".join(blocks("toml"))))
    assert [(watch.layout, watch.index, watch.languages) for watch in config.watch] == [("cyberpolicy", "", ("en",))]
    assert config.layouts.model_dump()["cyberpolicy"]["labels"] == {"Capacity Building": "arrangements"}
