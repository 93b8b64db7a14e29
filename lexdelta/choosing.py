"""Which changes and countries a report is about: what people asked for, resolved against what is stored."""

from __future__ import annotations

from dataclasses import dataclass

from sqlite_utils import Database

from diffs.change import Significance
from storage import summaries
from storage.changes import StoredChange


@dataclass(frozen=True, slots=True)
class Choice:
    """Which changes a report is about: country and section keys, names of regions; None and () for all.

    A change must fit one of each that is not empty; a section's children are of it.
    """

    countries: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    least: Significance | None = None
    regions: tuple[str, ...] = ()


EVERYTHING = Choice()


@dataclass(frozen=True, slots=True)
class Chosen:
    """The choice with its regions resolved: `countries` are keys, None for all."""

    countries: frozenset[str] | None
    sections: tuple[str, ...]

    def has_country(self, key: str | None) -> bool:
        """Whether that country is chosen; None is no country's, and chosen with all."""
        return self.countries is None or key in self.countries

    def has(self, change: StoredChange) -> bool:
        """Whether the change is of a chosen country and section."""
        section = change.section
        in_section = not self.sections or any(section == s or section.startswith(f"{s}.") for s in self.sections)
        return self.has_country(change.country) and in_section


def chosen_by(db: Database, choice: Choice) -> Chosen:
    """A country must be one of those named, and lie in one of the regions named."""
    if not choice.countries and not choice.regions:
        return Chosen(None, choice.sections)
    regions = summaries.regions(db)
    keys = frozenset(choice.countries or summaries.country_names(db))
    within = frozenset(key for key in keys if not choice.regions or regions.get(key) in choice.regions)
    return Chosen(within, choice.sections)
