"""What a setting of `[[notify]]` may be; as in `lexdelta.expectations`, each returns what it accepts or raises."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Protocol, TypeVar

from lexdelta.expectations import close, cron, wrong
from scraper.layouts.countries import COUNTRIES

OWN_TARGETS = ("files", "feed")
"""Names of what a run writes by itself."""
MONDAYS = "0 6 * * 1"
_NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


class _Named(Protocol):
    @property
    def name(self) -> str: ...


Targets = TypeVar("Targets", bound=Sequence[_Named])


def target_name(value: object) -> str:
    """A short name that can stand in a delivery's id, and is none of our own targets'."""
    expected = 'a name in small letters, digits and dashes, e.g. "mail"'
    if not isinstance(value, str) or not _NAME.fullmatch(value) or len(value) > 40:
        raise wrong(expected)
    if value in OWN_TARGETS:
        raise wrong(f"another name than {' or '.join(OWN_TARGETS)}, which are what [report] writes")
    return value


def variable_name(value: object) -> str:
    """The name of an environment variable that is not taken for a setting of ours; an address is not repeated."""
    expected = 'the name of an environment variable that holds the address, e.g. "NOTIFY_URL"'
    if not isinstance(value, str) or not _VARIABLE.fullmatch(value):
        raise wrong(expected, got="something else (not shown: it may be an address)")
    if value.upper().startswith("LEXDELTA_"):
        raise wrong("a name that does not begin with LEXDELTA_, which is for settings")
    return value


def country(value: object) -> str:
    """The key of a country, by any name it is known under exactly."""
    expected = 'a country, e.g. "peru", "PER" or "Peru"'
    if not isinstance(value, str):
        raise wrong(expected)
    key = _countries().get(value.casefold())
    if key is None:
        raise wrong(expected, hint=close(value, list(_countries()), alike=0.75))
    return key


def region(value: object) -> str:
    """A region of the country table."""
    names = list(dict.fromkeys(country.region for country in COUNTRIES))
    expected = f"one of {', '.join(sorted(names))}"
    if not isinstance(value, str) or value not in names:
        raise wrong(expected, hint=close(value, names) if isinstance(value, str) else None)
    return value


def in_regions(regions: Sequence[str]) -> tuple[str, ...]:
    """The keys of all countries of those regions."""
    return tuple(country.key for country in COUNTRIES if country.region in regions)


@cache
def _countries() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for row in COUNTRIES:
        for name in (row.key, row.iso2, row.iso3, row.name, row.french, *row.aliases):
            if name:
                found.setdefault(name.casefold(), row.key)
    return found


def cron_or_none(value: object) -> str:
    """A cron expression, or "" for none."""
    return "" if value == "" else cron(value)


def apart(targets: Targets) -> Targets:
    """The targets, no two of which have one name."""
    names = [target.name for target in targets]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise wrong("a name of its own for each target", got=f"{', '.join(twice)} more than once")
    return targets
