"""Ninety days of a site: who edits what when, and what goes wrong; everything follows from a seed."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from quarter_edits import KINDS, Edit, Editor
from quarter_pages import Words, profile, set_section, swap, template_line

from lexdelta.demo.notes import Notes
from scraper.layouts.octopus import LAYOUT

DAYS = 90
COUNTRIES, FRENCH = 45, 15
EDITS = 150
PAGE_FAULTS = (
    "challenge", "maintenance", "login", "cut", "gzip cut", "no end", "empty body", "503", "429", "not found",
    "other country", "other language", "stale cache", "home", "hollow", "script wall", "reset",
)  # fmt: skip
FAULTS_A_DAY = 4
LAGS = (0, 0, 0, 1, 3, 5)
NEWCOMER_DAY, TEMPLATE_DAY, STRAGGLER_DAY, DECISION_DAY, LATE_STRAGGLER_DAY = 20, 40, 43, 44, 48
OUTAGE_DAY, UNLISTED_DAY = 55, 60
HALF_INDEX_DAYS = (12, 33, 66)
GONE_DAYS, SHORTLY_GONE_DAYS = range(24, 34), range(70, 75)
MOVED_DAY, RENAMED_DAY = 30, 35
FLAPS_SECTION, FLAPS_COPIES = range(18, 34), range(50, 66)
ALL_STALE_DAY = 80
SPECIAL_DAYS = {TEMPLATE_DAY, DECISION_DAY, OUTAGE_DAY, ALL_STALE_DAY, *HALF_INDEX_DAYS}
NEWS_LINE = "Discover the new portal of the Octopus community and all of its tools."


@dataclass(frozen=True)
class Roles:
    """The countries to which something befalls that has a name."""

    newcomer: str
    unlisted: str
    gone: str
    shortly_gone: str
    moved: str
    renamed: str
    flaps_section: str
    flaps_copies: str
    stragglers: tuple[str, str]
    late_straggler: str

    @property
    def all(self) -> tuple[str, ...]:
        """All of them."""
        named = (self.newcomer, self.unlisted, self.gone, self.shortly_gone, self.moved, self.renamed)
        return (*named, self.flaps_section, self.flaps_copies, *self.stragglers, self.late_straggler)


@dataclass
class World:
    """The whole quarter, made from a seed before its first day."""

    seed: int
    countries: tuple[str, ...] = ()
    french: tuple[str, ...] = ()
    first: dict[str, Notes] = field(default_factory=dict)
    edits: list[Edit] = field(default_factory=list)
    faults: dict[int, dict[tuple[str, str], str]] = field(default_factory=lambda: defaultdict(dict))

    def __post_init__(self) -> None:
        rng = random.Random(self.seed)
        words = Words(self.seed + 1)
        known = {c.key: c for c in LAYOUT.countries if "(" not in c.name and "*" not in c.name}
        self.countries = tuple(rng.sample(sorted(known), k=COUNTRIES))
        self.french = self.countries[-FRENCH:]
        self.first = {key: profile(key, known[key].name, key, words) for key in self.countries}
        self._edit(rng, words)
        self._disturb(rng)

    @cached_property
    def roles(self) -> Roles:
        """Roles go to countries whose French edition is not watched."""
        free = self.countries
        return Roles(*free[:8], stragglers=(free[8], free[9]), late_straggler=free[10])

    @property
    def pages(self) -> tuple[tuple[str, str], ...]:
        """(country, language) of all sixty pages."""
        return tuple((c, "en") for c in self.countries) + tuple((c, "fr") for c in self.french)

    def notes(self, country: str, language: str, day: int) -> Notes:
        """What a page says on a day."""
        done = [e for e in self._by_country[country] if e.day + (e.lag if language == "fr" else 0) <= day]
        notes = self._after(country, tuple(e.number for e in done))
        return template_line(NEWS_LINE)(notes) if day >= self.template_day(country) else notes

    def template_day(self, country: str) -> int:
        """The day on which the new template reaches a country."""
        if country in self.roles.stragglers:
            return STRAGGLER_DAY
        return LATE_STRAGGLER_DAY if country == self.roles.late_straggler else TEMPLATE_DAY

    def flapping(self, country: str, day: int, run: int) -> Notes | None:
        """The other copy of a page, where a cache takes turns on that day and it is that copy's turn."""
        notes = self.notes(country, "en", day)
        if country == self.roles.flaps_section and day in FLAPS_SECTION and run % 2:
            return set_section("institutions", None)(notes)
        if country == self.roles.flaps_copies and day in FLAPS_COPIES and run % 2:
            for section, old in self.flapping_blocks(day):
                notes = swap(section, old, f"{old} Amended in 2026.")(notes)
            return notes
        return None

    def flapping_blocks(self, day: int) -> list[tuple[str, str]]:
        """The two blocks in which the copies differ."""
        parts = self.notes(self.roles.flaps_copies, "en", day).parts
        found = [(p.key, t.text) for p in parts for t in p.pieces if hasattr(t, "text")]
        return [next(f for f in found if f[0] == "policies"), next(f for f in found if f[0] == "legislation.state")]

    def _edit(self, rng: random.Random, words: Words) -> None:
        editor = Editor(words, dict(self.first))
        kinds = list(KINDS)
        days = sorted(rng.randrange(2, DAYS - 8) for _ in range(EDITS))
        made: list[Edit] = []
        for number, day in enumerate(days):
            kind = "mistake" if day < 55 and not number % 12 else kinds[number % len(kinds)]
            for country in rng.sample(self.countries, k=COUNTRIES):
                found = [] if self._is_busy(country, day) else list(editor.edits(day, kind, country, rng.choice(LAGS)))
                made += found
                if found:
                    break
        ordered = sorted(made, key=lambda e: e.day)
        self.edits = [Numbered(**vars(e), number=n) for n, e in enumerate(ordered)]

    def _is_busy(self, country: str, day: int) -> bool:
        """Flapping pages are not edited meanwhile, nor a page before it is watched."""
        roles = self.roles
        flaps = {roles.flaps_section: FLAPS_SECTION, roles.flaps_copies: FLAPS_COPIES}.get(country, range(0))
        near = any(day + more in flaps for more in range(-10, 25))
        return near or (country == roles.newcomer and day <= NEWCOMER_DAY + 1)

    def _disturb(self, rng: random.Random) -> None:
        """About `FAULTS_A_DAY` pages a day go wrong in all the ways by turns, no page within three days of another."""
        last: dict[tuple[str, str], int] = {}
        kinds: list[str] = []
        mistaken = {edit.country for edit in self.edits if edit.kind == "mistake mended"}
        for day in range(2, DAYS - 4):
            for _ in range(FAULTS_A_DAY):
                kinds = kinds or rng.sample(PAGE_FAULTS, k=len(PAGE_FAULTS))
                page = rng.choice(self.pages)
                stale = kinds[-1] == "stale cache" and page[0] in mistaken
                if last.get(page, -9) < day - 3 and not self._has_a_part(page[0], day) and not stale:
                    self.faults[day][page], last[page] = kinds.pop(), day

    def _has_a_part(self, country: str, day: int) -> bool:
        roles = self.roles
        parts: Mapping[str, range] = {
            roles.gone: range(20, 40),
            roles.shortly_gone: range(66, 80),
            roles.flaps_section: range(14, 60),
            roles.flaps_copies: range(46, 84),
            roles.newcomer: range(24),
        }
        return day in parts.get(country, range(0)) or day in (OUTAGE_DAY, ALL_STALE_DAY)

    @cached_property
    def _by_country(self) -> dict[str, list[Numbered]]:
        found: dict[str, list[Numbered]] = defaultdict(list)
        for edit in self.edits:
            assert isinstance(edit, Numbered)
            found[edit.country].append(edit)
        return found

    @lru_cache(maxsize=4096)  # noqa: B019 -- a world lives as long as its test
    def _after(self, country: str, numbers: tuple[int, ...]) -> Notes:
        if not numbers:
            return self.first[country]
        return self.edits[numbers[-1]].change(self._after(country, numbers[:-1]))

    def __hash__(self) -> int:
        return id(self)


@dataclass(frozen=True)
class Numbered(Edit):
    """An edit with its place in time."""

    number: int = 0
