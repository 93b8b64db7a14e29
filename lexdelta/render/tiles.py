"""The tile map: a square a country, near its neighbours and without borders, coloured and marked by its standing.

`tiles.txt` beside this file places the members of the United Nations, those of the Council of Europe apart. Whatever
else is watched stands at the end of its region.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from lexdelta.emit import line
from lexdelta.render.excerpt import cut
from lexdelta.render.notes import counted
from lexdelta.render.tell import STANDINGS, is_status_move
from lexdelta.report import Report
from scraper.layouts.countries import COUNTRIES
from storage.summaries import CountryStanding

STEP = 38
"""From one tile to the next, in pixels."""
MARKS = {
    "party": "P",
    "signatory": "S",
    "invited": "I",
    "observer": "O",
    "none": "–",
    "other": "~",
    "unstated": "?",
    "unknown": "!",
}
"""What stands in a tile beside its colour, so that the colour is not needed."""
NAMES = {**STANDINGS, "unstated": "Not stated", "other": "Another wording", "unknown": "Never read"}
_PLACES = Path(__file__).with_name("tiles.txt")
_OTHERS = "Others"


@dataclass(frozen=True, slots=True)
class Tile:
    """A square: `x`, `y` in pixels, `kind` a key of MARKS or "" where nobody watches, `title` what it says in words."""

    code: str
    x: int
    y: int
    kind: str
    title: str
    is_changed: bool = False
    is_moved: bool = False

    @property
    def mark(self) -> str:
        """The letter beside the colour."""
        return MARKS.get(self.kind, "")


@dataclass(frozen=True, slots=True)
class Region:
    """One part of the map, in pixels."""

    name: str
    tiles: tuple[Tile, ...]
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Row:
    """One standing in the legend and in the table that says the same as the map."""

    kind: str
    mark: str
    name: str
    countries: tuple[str, ...]


def tile_map(report: Report) -> tuple[Region, ...]:
    """The parts of the map with at least one country that is watched; () where no standings are known."""
    watched = {stood.iso2: stood for stood in report.standings if stood.iso2}
    placed = {code for region in _grid() for code, _, _ in region[1]}
    extra: dict[str, list[CountryStanding]] = {}
    for stood in report.standings:
        if stood.iso2 not in placed:
            extra.setdefault(_region_name(stood), []).append(stood)
    names = [*(name for name, _ in _grid()), *(name for name in extra if name not in dict(_grid()))]
    drawn = (_region(report, name, dict(_grid()).get(name, ()), watched, extra.get(name, [])) for name in names)
    return tuple(region for region in drawn if any(tile.kind for tile in region.tiles))


def by_standing(report: Report) -> tuple[Row, ...]:
    """The countries by standing, in the order of the scale; standings that nobody has are left out."""
    found = {kind: tuple(s.country for s in report.standings if kind_of(s.standing) == kind) for kind in MARKS}
    return tuple(Row(kind, MARKS[kind], NAMES[kind], names) for kind, names in found.items() if names)


def kind_of(standing: str | None) -> str:
    """The key of MARKS for a standing; a value nobody knows is another wording."""
    return "unknown" if standing is None else standing if standing in MARKS else "other"


@lru_cache(maxsize=1)
def _grid() -> tuple[tuple[str, tuple[tuple[str, int, int], ...]], ...]:
    """The regions with their codes, columns and rows."""
    regions: list[tuple[str, list[list[str]]]] = []
    for text in _PLACES.read_text(encoding="utf-8").splitlines():
        if text.startswith("# "):
            regions.append((text[2:], []))
        else:
            regions[-1][1].append(text.split())
    return tuple((name, tuple(_placed(rows))) for name, rows in regions)


def _placed(rows: list[list[str]]) -> Iterator[tuple[str, int, int]]:
    for y, row in enumerate(rows):
        yield from ((code, x, y) for x, code in enumerate(row) if code != ".")


def _region_name(stood: CountryStanding) -> str:
    known = [name for name, _ in _grid()]
    return {"Europe": known[1]}.get(stood.region or "", stood.region if stood.region in known else _OTHERS) or _OTHERS


def _region(
    report: Report,
    name: str,
    places: tuple[tuple[str, int, int], ...],
    watched: dict[str, CountryStanding],
    extra: list[CountryStanding],
) -> Region:
    tell = _Telling(report)
    across = max((x for _, x, _ in places), default=7) + 1
    below = max((y for _, _, y in places), default=-1) + 1
    tiles = [tell.tile(code, watched.get(code), x, y) for code, x, y in places]
    for position, stood in enumerate(extra):
        column, row = position % across, below + position // across
        tiles.append(tell.tile(stood.iso2 or line(stood.country)[:2].upper(), stood, column, row))
    rows = max((tile.y for tile in tiles), default=0) // STEP + 1
    return Region(name, tuple(tiles), across * STEP, rows * STEP)


class _Telling:
    """What a tile says besides its code, for one report."""

    def __init__(self, report: Report) -> None:
        self._changes = Counter(change.country for change in report.changes)
        self._moves = {change.country for change in report.changes if is_status_move(change)}

    def tile(self, code: str, stood: CountryStanding | None, column: int, row: int) -> Tile:
        """The square of a country at that place."""
        x, y = column * STEP, row * STEP
        if stood is None:
            return Tile(code, x, y, "", f"{_NAMES.get(code, code)}: not watched")
        number, is_moved = self._changes[stood.country], stood.country in self._moves
        kind = kind_of(stood.standing)
        moved = ["status changed"] if is_moved else []
        said = [f"{cut(stood.country, 80)}: {NAMES[kind]}", *moved, *([counted(number, "change")] if number else [])]
        return Tile(code, x, y, kind, ", ".join(said), bool(number), is_moved)


_NAMES = {country.iso2: country.name for country in COUNTRIES}
