"""The words inside an edited block: exact, readable, and bounded whatever the text."""

import random
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diffs.budget import Budget
from diffs.edits import edits
from diffs.words import pieces, tokens

WORDS = st.sampled_from(["law", "Law", "53-07", "2016-19", "not", "the", ",", ".", "é", "e\u0301", "cyber\u00adcrime"])
SPACED = st.tuples(st.sampled_from([" ", "", "\u00a0", "  "]), WORDS).map("".join)
TEXTS = st.one_of(st.text(max_size=60), st.lists(SPACED, max_size=25).map("".join))


def marked(before: str, after: str) -> str:
    """Edits as one line: [-out-]{+in+}."""
    marks = {"equal": "{}", "delete": "[-{}-]", "insert": "{{+{}+}}"}
    return "".join(marks[edit.op].format(edit.text) for edit in edits(before, after))


@given(TEXTS, TEXTS)
def test_edits_join_back_to_both_texts(before: str, after: str) -> None:
    """Kept and taken out give the old text exactly, kept and put in the new one."""
    steps = edits(before, after)
    assert "".join(step.text for step in steps if step.op != "insert") == before
    assert "".join(step.text for step in steps if step.op != "delete") == after


@given(TEXTS, TEXTS)
def test_edits_are_told_as_few_runs(before: str, after: str) -> None:
    """No run is empty, no two neighbours are of one kind, and a deletion stands before the insertion in its place."""
    steps = edits(before, after)
    neighbours = set(pairwise(step.op for step in steps))
    assert all(step.text for step in steps)
    assert neighbours <= {
        ("equal", "delete"),
        ("equal", "insert"),
        ("delete", "insert"),
        ("delete", "equal"),
        ("insert", "equal"),
    }


@given(TEXTS)
def test_equal_texts_have_nothing_to_edit(text: str) -> None:
    """A text compared with itself is one kept run, an empty one none at all."""
    assert [(step.op, step.text) for step in edits(text, text)] == ([("equal", text)] if text else [])


@given(TEXTS)
def test_pieces_lose_nothing(text: str) -> None:
    """The pieces of a text join back to it, white space included."""
    assert "".join(space + core for space, core in pieces(text)) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on 22.10.2013, under", ("on", "22.10.2013", ",", "under")),
        ("Law 53-07 (Art. 6)", ("Law", "53-07", "(", "Art", ".", "6", ")")),
        ("§ 202a and 216¹", ("§", "202a", "and", "216¹")),
        ("2016–2019; 2, 3,4", ("2016–2019", ";", "2", ",", "3,4")),
        ("the General´s cyber-attack", ("the", "General´s", "cyber-attack")),
        ("see https://a.example/b?c=1, or", ("see", "https://a.example/b?c=1", ",", "or")),
        ("Cyber\u00adcrime e\u0301tat", ("Cyber\u00adcrime", "e\u0301tat")),
    ],
)
def test_a_text_is_cut_where_a_reader_would(text: str, expected: tuple[str, ...]) -> None:
    """Dates, numbers of laws, words with marks and addresses stay whole; punctuation stands alone."""
    assert tokens(text) == expected


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("The plan of 2016 ends.", "The plan of 2020 ends.", "The plan of [-2016-]{+2020+} ends."),
        ("It is lawful.", "It is not lawful.", "It is{+ not+} lawful."),
        ("Law 10 of 2012 on fraud.", "Law 12 of 2020 on fraud.", "Law [-10 of 2012-]{+12 of 2020+} on fraud."),
        ("a ,b", "a, b", "a[- -],{+ +}b"),
        ("one two", "one\u00a0two", "one[- -]{+\u00a0+}two"),
        ("", "new", "{+new+}"),
        ("old", "", "[-old-]"),
        (
            "parliamentary debates of it as to the constitutionality",
            "governmental withdrawal of it as to the unenforceability",
            "[-parliamentary debates-]{+governmental withdrawal+} of it as to the"
            " [-constitutionality-]{+unenforceability+}",
        ),
        (
            "The police unit leads, with the support of the court.",
            "The new team leads, with help from the ministry and the court.",
            "The [-police unit-]{+new team+} leads, with [-the support of-]{+help from the ministry and+} the court.",
        ),
    ],
)
def test_edits_read_well(before: str, after: str, expected: str) -> None:
    """Edits are whole words, and words kept by chance between two longer edits do not cut them into confetti."""
    assert marked(before, after) == expected


@pytest.mark.parametrize("length", [2_000, 20_000])
def test_two_words_repeated_at_random_end(length: int) -> None:
    """Lists of two symbols, on which difflib alone takes minutes, are compared within the budget and exactly."""
    chance = random.Random(7)
    before, after = (" ".join(chance.choices("ab", k=length)) for _ in range(2))
    steps = edits(before, after)
    assert "".join(step.text for step in steps if step.op != "insert") == before
    assert "".join(step.text for step in steps if step.op != "delete") == after


def test_beyond_the_budget_the_whole_texts_are_shown() -> None:
    """Without budget the ends that agree are kept, and everything between is one deletion and one insertion."""
    before, after = "Start a b c d end", "Start d c b a end"
    steps = edits(before, after, Budget(0))
    assert [(step.op, step.text) for step in steps] == [
        ("equal", "Start "),
        ("delete", "a b c d"),
        ("insert", "d c b a"),
        ("equal", " end"),
    ]


@given(st.integers(0, 1000), st.lists(st.integers(0, 400)))
def test_a_budget_is_never_overdrawn(whole: int, costs: list[int]) -> None:
    """What is allowed adds up to no more than there was."""
    budget = Budget(whole)
    spent = sum(cost for cost in costs if budget.allows(cost))
    assert budget.left == whole - spent >= 0
