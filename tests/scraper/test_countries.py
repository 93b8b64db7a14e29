from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

import pycountry
import pytest

from scraper.layout import Country, name_form
from scraper.layouts.countries import COUNTRIES, load_countries
from scraper.layouts.octopus import LAYOUT

BY_ISO2 = {country.iso2: country for country in COUNTRIES}


def names(country: Country) -> tuple[str, ...]:
    return (country.key, country.name, country.french, *country.aliases)


def test_holds_iso_3166_and_kosovo() -> None:
    """The table holds every country and territory of ISO 3166-1 with its two codes, and Kosovo* besides."""
    ours = {(country.iso2, country.iso3) for country in COUNTRIES}
    assert ours == {(c.alpha_2, c.alpha_3) for c in pycountry.countries} | {("XK", "XKX")}
    assert len(COUNTRIES) == len(ours)


@pytest.mark.parametrize("code", [c.alpha_2 for c in pycountry.countries])
def test_iso_names_lead_to_their_country(code: str) -> None:
    """Every name that ISO 3166-1 gives a country, short, common or formal, finds exactly that country."""
    row = pycountry.countries.get(alpha_2=code)
    printed = [row.name, getattr(row, "common_name", row.name), getattr(row, "official_name", row.name)]
    assert [LAYOUT.country(name) for name in printed] == [BY_ISO2[code]] * 3


def test_no_two_countries_share_a_name() -> None:
    """No key, name, French name or alias stands, once folded, for two countries, and none folds to nothing."""
    owners = defaultdict(set)
    for country in COUNTRIES:
        for name in names(country):
            owners[name_form(name)].add(country.key)
    assert {form: keys for form, keys in owners.items() if len(keys) > 1 or not form} == {}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Guinea", "Equatorial Guinea"),
        ("Guinea", "Guinea-Bissau"),
        ("Guinea", "Papua New Guinea"),
        ("Guyana", "Guyane"),
        ("Niger", "Nigeria"),
        ("Congo", "Democratic Republic of the Congo"),
        ("Republic of the Congo", "Congo, The Democratic Republic of the"),
        ("Dominica", "Dominican Republic"),
        ("Dominique", "République dominicaine"),
        ("Republic of Korea", "Democratic People's Republic of Korea"),
        ("South Korea", "North Korea"),
        ("Samoa", "American Samoa"),
        ("Saint Martin", "Sint Maarten"),
        ("Ireland", "Iceland"),
        ("Mali", "Malawi"),
        ("Georgia", "South Georgia and the South Sandwich Islands"),
    ],
)
def test_neighbours_by_name_stay_apart(one: str, other: str) -> None:
    """Countries whose names contain or resemble each other are told apart."""
    first, second = LAYOUT.country(one), LAYOUT.country(other)
    assert first is not None
    assert second is not None
    assert first.key != second.key


@pytest.mark.parametrize(
    ("printed", "key"),
    [
        ("urugu-2", "uruguay"),
        ("kiriba-1", "kiribati"),
        ("nau-1", "nauru"),
        ("zimbab-1", "zimbabwe"),
        ("japan_legislation", "japan"),
        ("moldova-republic-of-", "moldova"),
        ("republic-of-moldova", "moldova"),
        ("Moldova (Republic of)", "moldova"),
        ("gambia-islamic-republic-of-the-", "gambia"),
        ("Gambia (Republic of the)", "gambia"),
        ("micronesia-federal-states-of-", "micronesia"),
        ("kosovo-", "kosovo"),
        ("Kosovo*", "kosovo"),
        ("beninbenin", "benin"),
        ("cote-ivoire", "cote-ivoire"),
        ("Côte d’Ivoire", "cote-ivoire"),
        ("Cote d'Ivoire", "cote-ivoire"),
        ("Turkey", "turkey"),
        ("Türkiye", "turkey"),
        ("Turquie", "turkey"),
        ("Sénégal", "senegal"),
        ("Pérou", "peru"),
        ("United States", "united-states-of-america"),
        ("São Tomé and Príncipe", "sao-tome-and-principe"),
        ("Slovak Republic", "slovakia"),
        ("Czech Republic", "czechia"),
        ("Russia", "russian-federation"),
        ("Cape Verde", "cabo-verde"),
        ("Trinidad & Tobago", "trinidad-and-tobago"),
    ],
)
def test_printed_names_and_slugs_are_known(printed: str, key: str) -> None:
    """Titles and slugs that the site has printed lead to the country's key, accents and case aside."""
    found = LAYOUT.country(printed)
    assert found is not None
    assert found.key == key


@pytest.mark.parametrize("name", ["", "-", "Perru", "Peru 2", "Korea", "Guine", "Virgin Islands", "Octopus", "*"])
def test_near_misses_are_unknown(name: str) -> None:
    """A name that is close to a country's, or ambiguous, is unknown rather than guessed."""
    assert LAYOUT.country(name) is None


def test_rows_are_well_formed() -> None:
    """Keys are lower-case ASCII words joined by hyphens, no field is blank or padded, and regions are from the list."""
    regions = {"Africa", "Americas", "Asia", "Europe", "Oceania"}
    for country in COUNTRIES:
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", country.key)
        assert all(name and name == name.strip() for name in names(country))
        assert country.region in (regions if country.iso2 != "AQ" else {"Antarctica"})
        assert len(set(country.aliases)) == len(country.aliases)


def test_a_damaged_row_is_refused(tmp_path: Path) -> None:
    """A table row with a column missing stops loading instead of shifting names into codes."""
    table = tmp_path / "countries.tsv"
    table.write_text("key\tiso2\tiso3\tname\tfrench\tregion\taliases\nperu\tPE\tPER\tPeru\tPérou\tAmericas\n", "utf-8")
    with pytest.raises(ValueError, match="not enough values"):
        load_countries(table)
