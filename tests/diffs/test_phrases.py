"""Two texts in one sentence of ours: short, printable, and showing where they differ."""

from hypothesis import given
from hypothesis import strategies as st

from diffs.change import BlockChange
from diffs.classify import classify
from diffs.phrases import CUT, apart, became

SITE = "Computer Crimes Act <https://legislation.example.org/cms/images/"


def test_a_link_that_leads_elsewhere_shows_where() -> None:
    """What is alike before the difference is left out, from a step of the address on where there is one."""
    change = BlockChange("link_changed", "sources", "Sources", f"{SITE}2003/act.pdf>", f"{SITE}2020/act.pdf>")
    assert classify(change).reason == "A link leads elsewhere: …/2003/act.pdf> -> …/2020/act.pdf>."


def test_short_texts_and_early_differences_are_shown_from_their_beginning() -> None:
    """Nothing is left out where the difference is seen anyway."""
    assert became("Ministry of Justice", "Ministry of Justice and Home Affairs") == (
        "Ministry of Justice -> Ministry of Justice and Hom…"
    )
    assert became("a", "b") == "a -> b"
    assert became(None, f"{SITE}a") == "Computer Crimes Act <https:… put in"
    assert became(f"{SITE}a", f"{SITE}a\u200b") == "Computer Crimes Act <https:… -> Computer Crimes Act <https:…"


@given(st.text(alphabet="ab/ <>é", max_size=90), st.text(max_size=40), st.text(max_size=40))
def test_what_differs_is_never_cut_away(alike: str, old: str, new: str) -> None:
    """Two texts of one line look different, are no longer than asked for, and end in what they say or in dots."""
    one, other = (" ".join(f"{alike}{rest}".split()) for rest in (old, new))
    shown = apart(one, other, CUT)
    assert (shown[0] == shown[1]) == (one == other)
    assert all(len(text) <= CUT for text in shown)
