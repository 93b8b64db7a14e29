"""What a text names does not depend on what nobody sees in it."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.mentions.clean import clean
from scraper.mentions.find import find_mentions
from scraper.normalise import normalise
from scraper.profile import Block, Mention, Section

PLAIN = "La stratégie nationale de cybersécurité 2017-2021 et la loi n° 53-07, appliquées par la Cour suprême."
LETTERS = st.text(st.sampled_from("aé e\u0301\u00ad\u200b\ufeff ,.;)o\u0308n"), max_size=20)


def named(text: str) -> tuple[Mention, ...]:
    """What a block of policies names."""
    return find_mentions((Section("policies", "Policies", "filled", (Block("paragraph", text),)),), "fr")


@pytest.mark.parametrize(
    "text",
    [
        unicodedata.normalize("NFD", PLAIN),
        PLAIN.replace("nationale", "natio\u00adnale").replace("suprême", "su\u200bprême"),
        PLAIN.replace("loi", "\ufeffloi").replace("Cour", "Co\u2060ur"),
        PLAIN.replace("53-07,", "53-07 ,").replace("suprême.", "suprême ."),
    ],
)
def test_the_same_is_named_in_any_spelling(text: str) -> None:
    """Accents apart, hyphens that may be, characters of no width, blanks before marks: the same normal forms."""
    assert [(one.kind, one.normal) for one in named(text)] == [(one.kind, one.normal) for one in named(PLAIN)]
    assert len(named(PLAIN)) >= 3


def test_a_mention_is_what_is_printed() -> None:
    """Its text and its place are of the block as seen, unseen characters included."""
    text = unicodedata.normalize("NFD", PLAIN).replace("nationale", "natio\u00adnale")
    for one, other in zip(named(text), named(PLAIN), strict=True):
        assert one.text == text[one.start : one.end]
        assert normalise(one.text) == other.text


@given(LETTERS)
def test_cleaned_text_says_what_the_compared_form_says(text: str) -> None:
    """White space aside it is what `normalise` gives, and its letters stand in the printed text in their order."""
    found = clean(text)
    assert "".join(found.text.split()) == "".join(normalise(text).split())
    places = [found.printed(at, at + 1) for at in range(len(found.text))]
    assert places == sorted(places)
    assert all(0 <= start < end <= len(text) for start, end in places)


def test_plain_text_is_left_alone() -> None:
    """Nothing is copied where there is nothing to clean."""
    assert clean(PLAIN).spans is None
