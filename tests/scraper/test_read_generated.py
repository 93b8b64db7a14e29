"""Pages nobody wrote read back to what generated them, and one change to them is told as that change."""

from __future__ import annotations

from random import Random

import pytest
from golden import Golden
from golden_files import read_html
from golden_truth import folded, told, truth_of
from hands import HANDS
from markup_styles import STYLES
from page_generator import generated, noisy
from page_mutations import MUTATIONS, drop_section
from surroundings import SURROUNDINGS, print_view

from diffs.compare import compare
from scraper.profile import Profile

PAGES, RUNS = 3_000, 10


def rendered(page: Golden, random: Random) -> tuple[str, str]:
    """The page in any style, by any hand, anywhere, with noise, and how it came to be."""
    style, hand = random.choice(STYLES), random.choice(HANDS)
    surroundings = print_view if page.era == "print" else random.choice(SURROUNDINGS)
    name = f"{style.__name__}, {type(hand).__name__}, {surroundings.__name__}"
    return name, noisy(surroundings(page, style(page, hand)), random)


def read_back(page: Golden, random: Random) -> tuple[str, Profile]:
    """What the page reads as in some rendering."""
    name, html = rendered(page, random)
    return name, read_html(html, page.url)


@pytest.mark.parametrize("run", range(RUNS))
def test_a_generated_page_reads_back(run: int) -> None:
    """Sections in any order, blocks of any kind, noise everywhere: nothing is lost, nothing is added."""
    for seed in range(run * PAGES // RUNS, (run + 1) * PAGES // RUNS):
        random = Random(seed)
        page = generated(random)
        name, profile = read_back(page, random)
        assert folded(told(profile)) == folded(truth_of(page)), f"seed {seed}: {name}"


@pytest.mark.parametrize("mutate", MUTATIONS, ids=lambda mutate: mutate.__name__)
def test_one_change_is_told_as_that_change(mutate: type[drop_section]) -> None:
    """Whatever markup either state is in, comparing them tells the change and nothing else."""
    done = 0
    for seed in range(500):
        random = Random(seed)
        page = generated(random)
        mutation = mutate(page, random)
        if mutation is None:
            continue
        (before, old), (after, new) = read_back(page, random), read_back(mutation.page, random)
        changes = [(change.kind, change.section) for change in compare(old, new)]
        assert changes == [(mutation.kind, mutation.section)], f"seed {seed}: {before} -> {after}"
        done += 1
    assert done > 250


def test_another_markup_is_no_change() -> None:
    """A template rebuilt overnight, with the same words in it, is nothing to tell."""
    for seed in range(500):
        random = Random(seed)
        page = generated(random)
        (before, old), (after, new) = read_back(page, random), read_back(page, random)
        assert compare(old, new) == (), f"seed {seed}: {before} -> {after}"
