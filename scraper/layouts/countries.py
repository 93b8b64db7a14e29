"""Every country and territory of ISO 3166-1, and Kosovo*, by every exact name and slug we have seen; never a guess.

The table is `countries.tsv` beside this file: tab-separated, one row each, aliases parted by "|". Names follow the
Council of Europe where it differs from ISO. Aliases are titles and slugs the site has printed ("urugu-2", "nau-1"),
formal names, the ISO spelling, and common names in English and French. Regions are those of UN M49, save that the
Council's own members count as Europe, and Antarctica, which has none there, is a region of its own.
"""

from __future__ import annotations

from pathlib import Path

from scraper.layout import Country

_TABLE = Path(__file__).with_name("countries.tsv")


def load_countries(path: Path = _TABLE) -> tuple[Country, ...]:
    """The rows of a country table in file order; ValueError when a row has not seven columns."""
    _, *rows = path.read_text(encoding="utf-8").splitlines()
    return tuple(_country(row) for row in rows)


def _country(row: str) -> Country:
    key, iso2, iso3, name, french, region, aliases = row.split("\t")
    return Country(key, iso2, iso3, name, french, region, tuple(filter(None, aliases.split("|"))))


COUNTRIES = load_countries()
