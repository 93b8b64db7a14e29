"""Pages made to be slow or misleading: every comparison ends within its counted work, and still accounts for all."""

import random
from collections import Counter

import pytest
from named_pages import of
from profiles import block, profile, section

from diffs.blocks import block_changes
from diffs.budget import WHOLE, Budget
from diffs.classify import classify
from diffs.compare import compare
from diffs.matching import match_blocks
from diffs.pairs import pair_sections
from diffs.siblings import article_text, fingerprint, name_words, twin
from scraper.profile import Block, Profile

CHANCE = random.Random(11)
VOCABULARY = [f"w{number}" for number in range(5_000)]


def words(count: int, *vocabulary: str) -> str:
    return " ".join(CHANCE.choices(vocabulary or VOCABULARY, k=count))


def page(*texts: str | Block) -> Profile:
    return profile(section("policies", *texts))


def vocabulary_page(blocks: int, length: int, *vocabulary: str) -> Profile:
    return page(*(words(length, *vocabulary) for _ in range(blocks)))


def _cut(text: str, parts: int) -> list[str]:
    cut = text.split(" ")
    step = max(1, len(cut) // parts)
    return [" ".join(cut[at : at + step]) for at in range(0, len(cut), step)]


def named(*texts: str) -> Profile:
    return of("legislation.state", *texts)


PAGES = {
    "two blocks of two symbols": lambda: vocabulary_page(2, 4_000, "a", "b"),
    "a thousand blocks of two symbols": lambda: vocabulary_page(1_000, 40, "a", "b"),
    "thousands of unlike blocks": lambda: vocabulary_page(3_000, 12),
    "ten thousand equal blocks": lambda: page(*CHANCE.choices(["a b c", "a b d"], k=10_000)),
    "one enormous block": lambda: vocabulary_page(1, 60_000),
    "hundreds of unknown sections": lambda: profile(*(section(f"s{CHANCE.random()}", words(60)) for _ in range(400))),
    "thousands of blocks moved": lambda: page(*CHANCE.sample([f"block {n} of many" for n in range(20_000)], 20_000)),
    "a paragraph cut in thousands": lambda: page(
        *(_cut(" ".join(VOCABULARY * 5), CHANCE.choice((1, 4_000)))),
    ),
    "thousands of rows": lambda: page(*(Block("row", f"k{n} | {words(5)}") for n in range(3_000))),
    "thousands of names": lambda: named(
        *(
            f"The {words(1)} Cyber{n} Act, No. {n} of {CHANCE.choice((2010, 2020))}, is applied by the Unit{n} Office."
            for n in range(1_500)
        )
    ),
    "one word without end": lambda: page("x" * 200_000 + words(1)),
    "marks only": lambda: page(*("," * CHANCE.randrange(1, 400) for _ in range(500))),
    "addresses in a row": lambda: page("www." * 20_000 + words(3), "http://" * 20_000 + words(3)),
    "many links": lambda: page(
        *(block("See", *((f"l{CHANCE.randrange(50)}", words(1)) for _ in range(3_000))) for _ in range(3))
    ),
}


@pytest.mark.parametrize("shape", PAGES)
def test_hostile_pages_end_and_are_accounted_for(shape: str) -> None:
    """Two different pages of a hostile shape are compared and judged, with every block on a side it stood on."""
    before, after = PAGES[shape](), PAGES[shape]()
    changes = compare(before, after)
    assert changes == compare(before, after)
    assert all(classify(change).reason and fingerprint(change) and twin(change) for change in changes)
    kept = Counter(b.text for s in before.sections for b in s.blocks)
    kept.subtract(line for c in changes if c.form != "link_changed" for line in (c.before or "").split("\n") if line)
    kept.update(line for c in changes if c.form != "link_changed" for line in (c.after or "").split("\n") if line)
    assert +kept == Counter(b.text for s in after.sections for b in s.blocks)


@pytest.mark.parametrize("shape", PAGES)
def test_hostile_pages_never_overdraw_the_budget(shape: str) -> None:
    """The work that depends on both pages at once is counted, and stops where the count does."""
    budget = Budget()
    matches = match_blocks(pair_sections(PAGES[shape](), PAGES[shape](), budget), budget)
    told = sum(len(block_changes(match, budget)) for match in matches)
    assert told >= 0 <= budget.left < WHOLE


def test_control_characters_do_not_reach_a_reason() -> None:
    """Escape sequences, bidirectional marks and line ends in a page stay out of the sentence about it."""
    before = page("The court\x1b[31m keeps \u202ea list of 5 experts.")
    after = page("The court\x1b[31m keeps \u202ea list of\x07 6\u2028 experts. {0} {x} %s")
    (change,) = compare(before, after)
    assert classify(change).reason.isprintable()


def test_lone_surrogates_have_a_fingerprint() -> None:
    """Text that is no valid Unicode, as a broken decoder may leave it, is hashed like any other."""
    (change,) = compare(page("a b c d"), page("a b c \ud800"))
    assert len(fingerprint(change)) == len(twin(change)) == 16


def test_names_are_no_patterns() -> None:
    """A country's name is taken out as it is spelled, not as a regular expression."""
    assert article_text(page("Any (.*) text"), name_words(["(.*)"])) == "any text"
