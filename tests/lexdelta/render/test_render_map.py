"""The map and the matrix: every country once, in words as well as in colours, every change counted."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from selectolax.lexbor import LexborHTMLParser

from lexdelta.render.html import MOST_OPEN, MOST_TEXT, render_html
from lexdelta.render.matrix import heat, matrix
from lexdelta.render.tiles import MARKS, by_standing, tile_map
from lexdelta.report import Report
from scraper.layouts.countries import COUNTRIES
from storage.summaries import CountryStanding

MEMBERS = 46
"""States that are members of the Council of Europe."""


def everywhere(report: Report) -> Report:
    """The report with every country there is, all of them parties."""
    found = tuple(CountryStanding(c.key, c.name, c.iso2, c.region, "party") for c in COUNTRIES)
    return replace(report, standings=found)


def test_every_country_has_one_tile(reports: dict[str, Report]) -> None:
    """Whatever is watched stands on the map exactly once, and no two tiles of a region overlap."""
    regions = tile_map(everywhere(reports["quiet"]))
    tiles = [tile for region in regions for tile in region.tiles]
    assert sorted(tile.code for tile in tiles) == sorted(country.iso2 for country in COUNTRIES)
    for region in regions:
        places = {(tile.x, tile.y) for tile in region.tiles}
        assert len(places) == len(region.tiles)
        assert max(x for x, _ in places) < region.width
        assert max(y for _, y in places) < region.height


def test_regions_are_those_of_the_table(reports: dict[str, Report]) -> None:
    """The members of the Council of Europe stand apart, all others in the region that the table of countries says."""
    regions = {region.name: {tile.code for tile in region.tiles} for region in tile_map(everywhere(reports["quiet"]))}
    known = {country.iso2: country.region for country in COUNTRIES}
    assert len(regions["Council of Europe members"]) == MEMBERS
    assert {known[code] for code in regions["Council of Europe members"]} == {"Europe"}
    for name in ("Africa", "Americas", "Asia", "Oceania"):
        assert {known[code] for code in regions[name]} == {name}
    assert {known[code] for code in regions["Others in Europe"]} == {"Europe"}


def test_a_region_without_anything_watched_is_left_out(reports: dict[str, Report]) -> None:
    """A report about one region shows that region; one without standings has no map."""
    fiji = replace(reports["monday"], standings=reports["monday"].standings[2:3])
    assert [region.name for region in tile_map(fiji)] == ["Oceania"]
    assert tile_map(replace(fiji, standings=())) == ()
    assert LexborHTMLParser(render_html(replace(fiji, standings=()))).css(".map") == []


def test_a_tile_says_in_words_what_it_shows(reports: dict[str, Report]) -> None:
    """CountryStanding, status move and changes stand in the title of the tile, the standing also as a letter."""
    tiles = {tile.code: tile for region in tile_map(reports["week"]) for tile in region.tiles}
    assert tiles["FJ"].title == "Fiji: Party, status changed, 1 change"
    assert (tiles["FJ"].mark, tiles["FJ"].is_moved, tiles["FJ"].is_changed) == ("P", True, True)
    assert tiles["GH"].title == "Ghana: Never read"
    assert tiles["FR"].title == "France: not watched"
    assert len(set(MARKS.values())) == len(MARKS)


def test_the_table_says_the_same_as_the_map(reports: dict[str, Report]) -> None:
    """Each watched country stands in one row of the table beneath the map."""
    monday = reports["monday"]
    assert sorted(name for row in by_standing(monday) for name in row.countries) == [
        s.country for s in monday.standings
    ]
    rows = LexborHTMLParser(render_html(monday)).css(".same tbody tr")
    assert [row.css_first("th").text() for row in rows] == [row.name for row in by_standing(monday)]


def test_an_unheard_of_standing_is_another_wording(reports: dict[str, Report]) -> None:
    """A value the scale does not have is drawn, and drawn as what it is."""
    odd = replace(reports["monday"], standings=(CountryStanding("fiji", "Fiji", "FJ", "Oceania", "associate"),))
    assert [(row.kind, row.countries) for row in by_standing(odd)] == [("other", ("Fiji",))]


def test_the_matrix_counts_every_change(many_changes: Callable[[int], Report]) -> None:
    """Rows and columns add up to all changes, those left out of the text included."""
    found = matrix(many_changes(3_000))
    assert found is not None
    assert found.total == sum(found.sums) == sum(line.total for line in found.lines) == 3_000
    assert [line.total for line in found.lines] == [sum(line.cells) for line in found.lines]


def test_the_matrix_is_in_the_order_of_the_page(reports: dict[str, Report]) -> None:
    """Columns stand as a profile prints its sections, under their printed names, countries by their letters."""
    week = reports["week"]
    aland = replace(week.changes[1], country="Åland Islands")
    found = matrix(replace(week, changes=(*week.changes, aland)))
    assert found is not None
    assert found.sections == (
        *("Status regarding Budapest Convention", "Substantive law", "Institutions spécialisées"),
        *("Jurisprudence/case law", "Sources and links"),
    )
    assert [line.country for line in found.lines] == ["Åland Islands", "Fiji", "Kenya", "Morocco", "Tonga"]


def test_one_country_needs_no_matrix(reports: dict[str, Report]) -> None:
    """A matrix of one row says nothing that the changes do not."""
    assert matrix(reports["monday"]) is None
    assert matrix(reports["quiet"]) is None


@pytest.mark.parametrize(("number", "name"), [(0, "none"), (1, "few"), (2, "some"), (4, "some"), (5, "many")])
def test_heat(number: int, name: str) -> None:
    """A cell's shade follows its number, which it also prints."""
    assert heat(number) == name


def test_many_changes_are_opened_by_country(many_changes: Callable[[int], Report]) -> None:
    """A long report is an index of closed countries, each a landing place that opens; a short one stands open."""
    short, long = (LexborHTMLParser(render_html(many_changes(n))) for n in (MOST_OPEN, 2_000))
    assert short.css("details.group") == []
    assert len(long.css("details.group")) == 60
    assert long.css("details[open]") == []
    assert len(long.css("article")) == 2_000
    ids = {node.attributes["id"] for node in long.css("details .changes[id]")}
    linked = {(node.attributes["href"] or "")[1:] for node in long.css(".matrix a")}
    assert linked == ids


def test_the_text_of_a_long_report_is_bounded(many_changes: Callable[[int], Report]) -> None:
    """Beyond a bound the changes are told without their texts, and say how to see them."""
    report = many_changes(2_000)
    long = replace(
        report, changes=tuple(replace(c, kind="block_added", after=f"{c.id} word " * 200) for c in report.changes)
    )
    document = render_html(long)
    assert "The texts are left out here for length: lexdelta changes --page land-" in document
    assert len(document) < 5 * MOST_TEXT
    assert len(LexborHTMLParser(document).css("article")) == 2_000
