"""Layouts are found by being there, and each keeps the promises the rest relies on."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from golden_pages import PAGES, changed_without_version, record

from scraper import layouts
from scraper.layout import label_form
from scraper.layouts.shipped import layout_names, layout_of_key, shipped
from scraper.page import canonical, key_of

GOLDEN = sorted({path.relative_to(PAGES).parts[0] for path in PAGES.rglob("expected.json")})


def names_with(folder: Path, *modules: str) -> str:
    """What a new process says of the layouts when that folder belongs to the package too."""
    code = (
        f"import sys; from scraper import layouts; layouts.__path__.append({str(folder)!r});"
        "from scraper.layouts.shipped import layout_names, shipped;"
        "print(*layout_names(), *(m for m in sys.modules if m.startswith('scraper.layouts.')));"
        f"print(*(shipped(name).reading for name in {modules!r}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    return done.stdout + done.stderr.rpartition("Error: ")[2]


def test_a_new_module_is_a_new_layout(tmp_path: Path) -> None:
    """One file is all there is to add; nothing is imported to tell the names."""
    octopus = (Path(layouts.__path__[0]) / "octopus.py").read_text(encoding="utf-8")
    (tmp_path / "atlas.py").write_text(octopus.replace('name="octopus"', 'name="atlas"'), encoding="utf-8")
    (tmp_path / "atlas_words.py").write_text("WORDS = ()\n", encoding="utf-8")
    found = names_with(tmp_path, "atlas")
    version = shipped("octopus").version
    assert found == f"atlas cyberpolicy octopus scraper.layouts.shipped\natlas@{version}\n"


def test_a_layout_is_called_as_its_module(tmp_path: Path) -> None:
    """Another process is told the name alone, so a copy that kept the old name would be read as the old layout."""
    octopus = (Path(layouts.__path__[0]) / "octopus.py").read_text(encoding="utf-8")
    (tmp_path / "atlas.py").write_text(octopus, encoding="utf-8")
    assert "scraper.layouts.atlas defines a layout that is called 'octopus'" in names_with(tmp_path, "atlas")


def test_an_unknown_name_is_a_key_error() -> None:
    """Also a module beside the layouts that is none."""
    for name in ("octopuss", "labels", "shipped", ""):
        with pytest.raises(KeyError):
            shipped(name)


def test_no_two_layouts_share_a_prefix() -> None:
    """A page's key tells which layout reads it."""
    prefixes = Counter(shipped(name).prefix for name in layout_names())
    assert max(prefixes.values()) == 1
    assert [layout_of_key(key) for key in ("peru.en", "policy/peru.en", "atlas/peru.en")] == [
        "octopus",
        "cyberpolicy",
        "",
    ]


def test_no_two_layouts_share_a_section() -> None:
    """What is counted by key is counted for one kind of page; the status under the Convention is the same on any."""
    counts = Counter(key for name in layout_names() for key in shipped(name).keys if key != "status")
    assert max(counts.values()) == 1


@pytest.mark.parametrize("name", layout_names())
def test_every_layout_keeps_its_word(name: str) -> None:
    """Its labels stand for its keys and say one thing each, a group precedes its children, and its addresses are its
    own."""
    layout = shipped(name)
    forms = Counter(label_form(label.text) for label in layout.labels)
    assert [form for form, count in forms.items() if count > 1] == []
    assert {label.key for label in layout.labels} == set(layout.keys)
    for place, key in enumerate(layout.keys):
        group = key.partition(".")[0]
        assert group in layout.keys[: place + 1]
    usual = layout.page_address.format(origin=layout.site, language=layout.languages[0], slug="peru")
    for url in (usual, *layout.known[:3]):
        page = canonical(url, layout)
        assert page is not None
        assert page.key == key_of(page.country, page.language, layout)
        others = [other for other in layout_names() if other != name]
        assert [other for other in others if canonical(url, shipped(other))] == []


@pytest.mark.parametrize("name", GOLDEN)
def test_output_does_not_change_within_a_version(name: str) -> None:
    """The same bytes read differently are another version; each sentence says what to do."""
    assert changed_without_version(PAGES / name, shipped(name).reading) == []


def test_a_changed_output_is_refused_until_the_version_rises(tmp_path: Path) -> None:
    """Recording again does not help; another version, or another page, does. How the file is laid out is no change."""
    home = tmp_path / "octopus"
    folder = home / "peru"
    folder.mkdir(parents=True)
    (folder / "page.html").write_text("<p>one</p>", encoding="utf-8")
    (folder / "expected.json").write_text('{"a": 1, "b": 2}', encoding="utf-8")
    assert "record octopus" in changed_without_version(home, "octopus@1")[0]
    assert record(home, "octopus@1") == []
    (folder / "expected.json").write_text('{"b": 2,\n"a": 1}', encoding="utf-8")
    assert changed_without_version(home, "octopus@1") == []

    (folder / "expected.json").write_text('{"a": 1, "b": 3}', encoding="utf-8")
    for told in (changed_without_version(home, "octopus@1"), record(home, "octopus@1")):
        assert len(told) == 1
        assert told[0].startswith("peru: the same bytes are read differently, and the reading is still octopus@1. ")
        assert "Raise `version` in scraper/layouts/octopus.py" in told[0]
    assert record(home, "octopus@2") == []

    (folder / "page.html").write_text("<p>two</p>", encoding="utf-8")
    assert "not recorded" in changed_without_version(home, "octopus@2")[0]
    assert record(home, "octopus@2") == []
