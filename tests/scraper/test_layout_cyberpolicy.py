"""The second layout: its addresses, its golden pages, and that a site without a status is missing none."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from golden_pages import PAGES, folders, reading_of

from lexdelta.render.profile import render_profile
from scraper.layouts.cyberpolicy import LAYOUT
from scraper.layouts.octopus import LAYOUT as OCTOPUS
from scraper.page import canonical, in_language
from scraper.profile import Profile, Status

HOME = PAGES / "cyberpolicy"
SITE = "https://unidir.org"


@pytest.mark.parametrize("folder", folders(HOME), ids=lambda folder: folder.name)
def test_golden_pages(folder: Path) -> None:
    """A page is read, word for word, as the file beside it says."""
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    assert reading_of(folder, LAYOUT) == expected


def test_golden_pages_show_what_a_reader_could_lose() -> None:
    """Among them are a section without text, one that is not printed, an unknown heading, a table and two sources."""
    read = {folder.name: reading_of(folder, LAYOUT) for folder in folders(HOME)}
    states = {(name, section["key"]): section["state"] for name, page in read.items() for section in page["sections"]}
    assert states["fiji", "policy.frameworks"] == "empty"
    assert states["peru", "policy.frameworks"] == "absent"
    assert states["fiji", "capacity-building"] == "filled"
    blocks = [block for page in read.values() for section in page["sections"] for block in section["blocks"]]
    assert {"paragraph", "item", "row", "heading"} == {block["kind"] for block in blocks}
    assert ["Source", "Source 2"] in [[link["text"] for link in block["links"]] for block in blocks]
    assert {page["words"]["unplaced"] for page in read.values()} == {0}


@pytest.mark.parametrize(
    ("path", "key"),
    [
        ("/cpp/en/states/estonia", "policy/estonia.en"),
        ("/cpp/en/states/estonia/", "policy/estonia.en"),
        ("/cpp/states/Estonia?compare=fiji", "policy/estonia.en"),
        ("/cpp/fr/states/cote-ivoire", "policy/cote-ivoire.en"),
        ("/cpp/en/states/atlantis", "policy/atlantis.en"),
        ("/cpp/en/organizations/itu", None),
        ("/cpp/en/states", None),
        ("/en/web/octopus/-/estonia", None),
    ],
)
def test_addresses(path: str, key: str | None) -> None:
    """A state's page has one key, which says that it is this portal's; an organisation's is no profile."""
    page = canonical(SITE + path, LAYOUT)
    assert (page.key if page else None) == key


def test_the_sites_do_not_share_addresses_or_keys() -> None:
    """An address of one is nothing to the other, and one country's pages on both are two pages."""
    assert canonical(f"{SITE}/cpp/en/states/peru", OCTOPUS) is None
    here = canonical(f"{SITE}/cpp/en/states/peru", LAYOUT)
    there = canonical("https://www.coe.int/en/web/octopus/-/peru", OCTOPUS)
    assert here is not None
    assert there is not None
    assert (here.key, here.profile, here.prefix) == ("policy/peru.en", "policy/peru", "policy")
    assert (there.key, there.profile, there.prefix) == ("peru.en", "peru", "")
    assert here.country == there.country
    assert in_language(here, "en", LAYOUT) == here


@pytest.mark.parametrize("month", ["April 2020", "december 2021"])
def test_the_date_of_a_page_is_furniture(month: str) -> None:
    """It names no day, so no date is made of it, and an update that changes nothing else is no change."""
    assert [known.name for known in LAYOUT.boilerplate if known.pattern.fullmatch(f"Last Updated: {month}")] == [
        "updated"
    ]


def test_no_status_is_told_where_none_is_printed() -> None:
    """A profile of this kind is shown without a status; one of the other kind says that none is stated."""
    here = Profile("cyberpolicy@1", "Peru", "en", Status(), (), keys=LAYOUT.keys)
    there = Profile("octopus@1", "Peru", "en", Status(), (), keys=OCTOPUS.keys)
    assert "Status" not in render_profile(here)
    assert "Status  not stated" in render_profile(there)
