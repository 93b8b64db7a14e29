"""`lexdelta pages`: what is watched, why, and how it stands, with a database and without."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from watched_replica import SIX, Watched, lexdelta


def pages(folder: Path) -> dict[str, dict[str, Any]]:
    """The rows by page."""
    return {row["page"]: row for row in json.loads(lexdelta(folder, "pages", "--json").stdout)}


def test_without_a_database_the_configuration_speaks(tmp_path: Path) -> None:
    """The layout's own pages are known, those of a list configured; none was looked at, and no file appears."""
    (tmp_path / "config.toml").write_text('[fetch]\ncontact = "mailto:me@example.org"\n')
    found = pages(tmp_path)
    assert found["peru.en"] == {
        "page": "peru.en",
        "country": "Peru",
        "why": "known",
        "watched": "yes",
        "last_check": None,
        "outcome": None,
        "last_verified": None,
        "standing": None,
        "url": "https://www.coe.int/en/web/octopus/-/peru",
    }
    assert found["index.octopus"]["why"] == "configured"
    assert [file.name for file in tmp_path.iterdir()] == ["config.toml"]
    (tmp_path / "config.toml").write_text(
        '[fetch]\ncontact = "mailto:me@example.org"\n'
        '[[watch]]\npages = ["https://www.coe.int/en/web/octopus/-/peru"]\nlanguages = ["en", "fr"]\n'
    )
    assert {key: row["why"] for key, row in pages(tmp_path).items()} == {
        "peru.en": "configured",
        "peru.fr": "configured",
    }


def test_what_an_index_added_is_told_with_how_it_stands(six: Watched) -> None:
    """The newest check, its end, and the standing; a page that failed keeps the day it was verified."""
    six.run(1)
    six.site.faults["peru"] = "503"
    six.run(1, hours=24)
    found = pages(six.folder)
    peru, fiji = found["peru.en"], found["fiji.en"]
    assert (fiji["why"], fiji["watched"], fiji["outcome"]) == ("index", "yes", "not_modified")
    assert (fiji["standing"], fiji["last_check"][:10]) == ("invited", "2026-11-21")
    assert (peru["outcome"], peru["last_check"][:10], peru["last_verified"][:10]) == (
        "failed",
        "2026-11-21",
        "2026-11-20",
    )


def test_what_is_no_longer_watched_is_told_as_that(six: Watched) -> None:
    """Pages of the database that no watch names any more are last, and say so."""
    six.run(1)
    config = six.folder / "config.toml"
    address = f"{six.site.base_url}/en/web/octopus/-/peru"
    config.write_text(config.read_text().replace("pages = []", f'pages = ["{address}"]').replace("index =", "#"))
    rows = json.loads(lexdelta(six.folder, "pages", "--json").stdout)
    assert (rows[0]["page"], rows[0]["why"], rows[0]["watched"]) == ("peru.en", "configured", "yes")
    assert {row["watched"] for row in rows[1:]} == {"no"}
    kinds = [row["page"].split(".")[0] == "index" for row in rows]
    assert kinds.count(False) == len(SIX)
    assert kinds.count(True) == 2, "the index, and the page that its pager led to"


def test_the_table_is_for_people(six: Watched) -> None:
    """Without a flag it is a table with its heads."""
    six.run(1)
    first = lexdelta(six.folder, "pages").stdout.splitlines()[0]
    assert first.split() == [
        *("page", "country", "why", "watched", "last_check", "outcome", "last_verified", "standing", "url")
    ]
