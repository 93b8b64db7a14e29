"""A probe's zip becomes material for golden pages: outside the repository, and worth nothing until a person read it."""

from __future__ import annotations

import json
from pathlib import Path

import golden_pages
import pytest
from golden_pages import PAGES, changed_without_version, is_unread, record
from probed_site import SLUGS, configure, good_site, probed

from tests.hostile.server import HostileServer


@pytest.fixture
def packed(tmp_path: Path) -> Path:
    """The zip of a look at a good site."""
    with HostileServer() as server:
        good_site(server)
        configure(tmp_path, server)
        assert probed(tmp_path, "-o", "probe.zip").returncode == 0
    return tmp_path / "probe.zip"


def drafted(packed: Path) -> Path:
    """The folder its pages were drafted into."""
    home = packed.parent / "mine"
    assert golden_pages.main(["draft", str(packed), str(home)]) == 0
    return home / "octopus"


def test_each_profile_becomes_a_page_that_nobody_has_read(packed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Page and expectation, named by our table of countries; the check fails until the line is taken out."""
    home = drafted(packed)
    assert sorted(folder.name for folder in home.iterdir()) == sorted(SLUGS)
    assert all(is_unread(folder) for folder in home.iterdir())
    assert golden_pages.main(["check", "octopus", str(home.parent)]) == 1
    assert capsys.readouterr().out.count("nobody has read it yet") == 3
    for folder in home.iterdir():
        expected = json.loads((folder / "expected.json").read_text())
        assert (expected["page"], expected["gate"]) == (f"{folder.name}.en", [])
        del expected["unread"]
        (folder / "expected.json").write_text(json.dumps(expected))
    assert golden_pages.main(["check", "octopus", str(home.parent)]) == 0


def test_a_page_read_otherwise_is_told(packed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What a person corrected is what the reader is held to."""
    folder = drafted(packed) / "peru"
    expected = json.loads((folder / "expected.json").read_text())
    del expected["unread"]
    expected["title"] = "Perú"
    (folder / "expected.json").write_text(json.dumps(expected))
    assert golden_pages.main(["check", "octopus", str(folder.parents[1])]) == 1
    assert "peru: read otherwise than expected." in capsys.readouterr().out


def test_what_is_unread_cannot_be_recorded(packed: Path) -> None:
    """Also a draft that found its way among the golden pages fails there, and recording does not help."""
    home = drafted(packed)
    assert all("nobody has read it yet" in told for told in record(home, "octopus@1"))
    assert len(changed_without_version(home, "octopus@1")) == 3


def test_no_page_of_a_site_is_drafted_into_the_repository(packed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Not even on the way round through another folder; and no draft is written over."""
    inside = PAGES / ".." / "pages" / "nowhere"
    assert golden_pages.main(["draft", str(packed), str(inside)]) == 1
    assert "lies in the repository" in capsys.readouterr().out
    assert not inside.exists()
    home = drafted(packed).parent
    assert golden_pages.main(["draft", str(packed), str(home)]) == 1
    assert "is there already; it was left as it is" in capsys.readouterr().out


def test_a_hostile_zip_writes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It is refused with a sentence before any folder is made."""
    (tmp_path / "probe.zip").write_bytes(b"PK\x05\x06" + bytes(18))
    assert golden_pages.main(["draft", str(tmp_path / "probe.zip"), str(tmp_path / "mine")]) == 1
    assert "probe.zip is refused: it has no manifest" in capsys.readouterr().out
    assert not (tmp_path / "mine").exists()
