"""The jobs behind the figures of docs/accuracy.md: each takes numbers and answers with a sentence for every failure."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from random import Random

from accounting import imbalance
from golden import Golden
from noise import KINDS, noisy, some_kinds, told_of_noise
from seeded_edits import EDITORS, any_page, problem
from whole_reader import any_rendering, looked_at

from diffs.compare import compare
from scraper.profile import Profile

Job = Callable[[Iterable[int]], list[str]]
LOOKS, EACH, PAIRS_WANTED = 2_000, 20, 3_000
"""How many looks at noise, how many edits of each kind, how many pairs of states."""

NOT_YET: dict[str, str] = {}
"""Kinds of edits that are told as something else, and how."""

REVISIONS = 8
"""How many later states a page of the noise job has."""

STATES = 12
"""How many states of one page a chain has; every one is compared with the three before it."""

PAIRS = 3 * STATES - 6


def noise_alone(seeds: Iterable[int]) -> list[str]:
    """Pages that change by noise only: every kind alone in turn, then several at once."""
    found = []
    for seed in seeds:
        random = Random(f"noise {seed}")
        first = (seed // 2 * REVISIONS) % len(KINDS)
        alone = [(KINDS[(first + at) % len(KINDS)],) for at in range(REVISIONS)]
        kinds = alone if seed % 2 else [some_kinds(random) for _ in range(REVISIONS)]
        found += [f"noise {seed}: {told}" for told in told_of_noise(any_page(random), kinds, random)]
    return found


def edits(kind: str, among_noise: bool, seeds: Iterable[int]) -> list[str]:
    """Seeded edits of one kind."""
    return list(filter(None, (problem(kind, seed, among_noise=among_noise) for seed in seeds)))


def accounts(seeds: Iterable[int]) -> list[str]:
    """Chains of states of one page, each several edits and any noise away from the one before."""
    found: list[str] = []
    for seed in seeds:
        found += _chain(seed)
    return found


def _chain(seed: int) -> list[str]:
    random = Random(f"chain {seed}")
    page = any_page(random)
    seen: deque[tuple[str, Profile]] = deque(maxlen=3)
    found: list[str] = []
    for _ in range(STATES):
        made = any_rendering(page, random)
        profile = looked_at(page, *noisy(made, some_kinds(random) if random.random() < 0.3 else (), random))
        for name, before in seen:
            wrong = imbalance(before, profile, compare(before, profile))
            found += [f"chain {seed}: {name} -> {made.name}: {line}" for line in wrong]
        seen.append((made.name, profile))
        page = _later(page, random)
    return found


def _later(page: Golden, random: Random) -> Golden:
    """The page after up to eight edits, or another page of the same country and language altogether."""
    if random.random() < 0.1:
        other = any_page(random)
        same = (other.language, other.era) == (page.language, page.era)
        return Golden(**{**vars(other), "title": page.title, "slug": page.slug}) if same else page
    for kind in random.choices(list(EDITORS), k=random.randint(0, 8)):
        edit = EDITORS[kind](page, random) if kind != "heading invented" else None
        page = edit.page if edit else page
    return page
