"""The matrix: how many changes there are by country and section, which is also the way into a long report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from lexdelta.render.excerpt import cut
from lexdelta.render.tell import country_name, named_by_key, section_name
from lexdelta.report import Report, by_letters
from lexdelta.told import ToldChange
from scraper.layouts.shipped import layout_of_key, shipped

LEAST_COUNTRIES = 2
"""Below so many countries a matrix says nothing that the changes do not."""

MOST_NAME = 60
"""Characters of a column's name."""


@dataclass(frozen=True, slots=True)
class Line:
    """One country: its name, the number of changes in each section of the matrix, and all of them."""

    country: str
    cells: tuple[int, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Matrix:
    """`sections` are the names of the columns, `sums` their totals, `lines` the countries with changes, by name."""

    sections: tuple[str, ...]
    lines: tuple[Line, ...]
    sums: tuple[int, ...]
    total: int


def matrix(report: Report) -> Matrix | None:
    """The changes of a report counted, those left out of its text too; None where too few countries changed."""
    counts = Counter((country_name(change), change.section) for change in report.changes)
    countries = sorted({country for country, _ in counts}, key=by_letters)
    if len(countries) < LEAST_COUNTRIES:
        return None
    order = _order(report.changes)
    keys = sorted({section for _, section in counts}, key=lambda key: _place(key, order))
    rows = [(country, tuple(counts[country, key] for key in keys)) for country in countries]
    names = _names(report.changes)
    return Matrix(
        sections=tuple(names[key] for key in keys),
        lines=tuple(Line(country, cells, sum(cells)) for country, cells in rows),
        sums=tuple(sum(cells[column] for _, cells in rows) for column in range(len(keys))),
        total=len(report.changes),
    )


def heat(number: int) -> str:
    """The class of a cell by its number: "none", "few", "some" or "many"."""
    return "none" if not number else "few" if number == 1 else "some" if number < 5 else "many"


def _order(changes: Sequence[ToldChange]) -> tuple[str, ...]:
    """The section keys as the layouts of these pages order them."""
    layouts = sorted(filter(None, {layout_of_key(change.page) for change in changes}))
    return tuple(dict.fromkeys(("title", *(key for name in layouts for key in shipped(name).keys))))


def _place(key: str, order: Sequence[str]) -> tuple[int, str]:
    return (order.index(key) if key in order else len(order), key)


def _names(changes: Sequence[ToldChange]) -> dict[str, str]:
    """Section keys -> their names in English editions, else as any prints them."""
    english_last = sorted(changes, key=lambda change: change.language == "en")
    return {c.section: cut(section_name(c) or named_by_key(c.section), MOST_NAME) for c in english_last}
