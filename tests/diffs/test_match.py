"""Which block became which: equal, then similar, then moved."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st
from profiles import block

from diffs.budget import Budget
from diffs.match import equal_pairs, left_over, moved, similar_pairs, similarity


@given(st.permutations(range(7)))
def test_as_few_blocks_as_possible_are_called_moved(order: list[int]) -> None:
    """What is not called moved stands in order, and no larger set does."""
    pairs = list(enumerate(order))
    staying = [b for a, b in pairs if (a, b) not in moved(pairs)]
    assert staying == sorted(staying)
    larger = combinations(order, len(staying) + 1)
    assert not any(list(kept) == sorted(kept) for kept in larger)


def test_nothing_moved_among_nothing() -> None:
    """Two empty sections have no moves."""
    assert moved([]) == frozenset()


@given(st.lists(st.sampled_from("abc"), max_size=8), st.lists(st.sampled_from("abc"), max_size=8))
def test_equal_blocks_pair_as_multisets(old: list[str], new: list[str]) -> None:
    """Each block is used once, pairs are equal, and what is left over on both sides has nothing in common."""
    pairs = equal_pairs([block(text) for text in old], [block(text) for text in new], Budget())
    gone, come = left_over(pairs, len(old), len(new))
    assert all(old[a] == new[b] for a, b in pairs)
    assert len({a for a, _ in pairs}) == len({b for _, b in pairs}) == len(pairs)
    assert not {old[at] for at in gone} & {new[at] for at in come}


def test_equal_text_pairs_by_link_first() -> None:
    """Of several "See here" the one with the same address is the same block, so that one taken out moves no other."""
    old = [block("See here", ("here", f"https://a.example/{n}")) for n in (1, 2, 3)]
    assert equal_pairs(old, [old[0], old[2]], Budget()) == [(0, 0), (2, 1)]


def test_pairing_without_budget_still_pairs_equal_blocks() -> None:
    """Beyond the budget equal blocks are found all the same; only their order may be told less well."""
    old, new = [block(text) for text in "abcd"], [block(text) for text in "bdca"]
    assert sorted(new[b].text for _, b in equal_pairs(old, new, Budget(0))) == list("abcd")


def test_the_most_similar_text_is_the_edited_one() -> None:
    """Each old text goes to the new one it shares most words with, wherever that stands."""
    old = ["The police run a help line for victims.", "The court keeps a list of experts."]
    new = ["The court keeps a public list of experts.", "The police run a help line for victims of fraud."]
    assert similar_pairs(old, new, Budget()) == [(0, 1), (1, 0)]


def test_a_rewritten_text_is_not_an_edited_one() -> None:
    """Texts that share little more than their small words are two texts."""
    old = ["The strategy of the government covers the years to come."]
    assert similar_pairs(old, ["The ministry of the interior runs a laboratory."], Budget()) == []


def test_a_short_text_with_a_misspelling_is_edited() -> None:
    """An item of one word that was misspelled shares no word with its correction and is still the same item."""
    assert similar_pairs(["Parliment"], ["Parliament"], Budget()) == [(0, 0)]


def test_marks_without_words_are_never_similar() -> None:
    """Lone punctuation has nothing to be alike by."""
    assert similar_pairs(["—"], ["***"], Budget()) == []
    assert similarity("—", "—", Budget()) == 0.0


def test_without_budget_texts_stay_unpaired() -> None:
    """Beyond the budget a text is removed and another added, which is true if less telling."""
    assert similar_pairs(["one two three"], ["one two four"], Budget(0)) == []
