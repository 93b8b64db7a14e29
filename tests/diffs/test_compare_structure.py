"""Blocks that were split, merged, moved and edited, rows of a table, headings, and texts too long to compare."""

from dataclasses import replace

import pytest
from named_pages import of
from profiles import block, profile, section

from diffs.budget import Budget
from diffs.change import BlockChange, Change
from diffs.classify import classify
from diffs.compare import compare
from diffs.edits import edits
from scraper.profile import Block, Profile

FIRST = "The police run a help line for victims of fraud."
SECOND = "The court keeps a list of 12 sworn experts in Suva."
THIRD = "Un rapport annuel est publié par le procureur général."
OTHER = "Students may apply for a place in the summer school."


def told(before: Profile, after: Profile) -> list[tuple[str, str, str, str]]:
    return [(c.kind, c.form, classify(c).significance, classify(c).rule) for c in compare(before, after)]


def one(before: Profile, after: Profile) -> BlockChange:
    (change,) = compare(before, after)
    assert isinstance(change, BlockChange)
    return change


def marked(change: BlockChange) -> str:
    """The words that differ, as one line: [-out-]{+in+}, paragraphs' ends left out."""
    signs = {"delete": "[-{}-]", "insert": "{{+{}+}}"}
    return "".join(signs[e.op].format(e.text.strip()) for e in change.edits if e.op != "equal" and e.text.strip())


def of_rows(*texts: str) -> Profile:
    return of("institutions", *(Block("row", text) for text in texts))


@pytest.mark.parametrize("parts", [(FIRST, SECOND), (FIRST, SECOND, THIRD)])
def test_a_paragraph_that_became_several_is_one_editorial_change(parts: tuple[str, ...]) -> None:
    """The same words in more paragraphs are split, and back again merged, and neither says anything new."""
    whole, split = of("policies", OTHER, " ".join(parts)), of("policies", OTHER, *parts)
    assert told(whole, split) == [("block_split", "block_split", "editorial", "split")]
    assert told(split, whole) == [("block_merged", "block_merged", "editorial", "merged")]
    assert one(whole, split).after == "\n".join(parts)


def test_a_split_that_changed_a_number_shows_only_the_number() -> None:
    """The edit inside is what matters, though the form says that the paragraph was split."""
    change = one(of("policies", f"{FIRST} {SECOND}"), of("policies", FIRST, SECOND.replace("12", "15")))
    assert (change.kind, change.form, marked(change)) == ("block_edited", "block_split", "[-12-]{+15+}")
    assert classify(change).rule == "number-changed"


def test_a_merger_that_lost_a_word_shows_only_the_word() -> None:
    """The other way round as well, in French."""
    before = of("policies", FIRST, THIRD, language="fr")
    change = one(before, of("policies", f"{FIRST} {THIRD.replace('annuel ', '')}", language="fr"))
    assert (change.kind, change.form, marked(change)) == ("block_edited", "block_merged", "[-annuel-]")


def test_a_list_typed_as_one_paragraph_was_split() -> None:
    """Short parts between long ones belong to the same split."""
    change = one(
        of("policies", f"The bodies are these: {FIRST} PacCERT; {SECOND}"),
        of("policies", "The bodies are these:", FIRST, "PacCERT;", SECOND),
    )
    assert change.form == "block_split"


def test_a_paragraph_with_a_new_neighbour_was_not_split() -> None:
    """A text that stays and another that repeats some of its words are an edit and an addition, or less."""
    changes = compare(of("policies", FIRST), of("policies", FIRST + " Now.", "The police run a help line."))
    assert {change.form for change in changes} == {"block_edited", "block_added"}


def test_a_block_that_moved_and_was_edited_is_one_change() -> None:
    """It left one section and stands, with other words, in another: neither deleted nor new."""
    before = profile(section("policies", OTHER, SECOND), section("institutions", FIRST))
    after = profile(section("policies", OTHER), section("institutions", FIRST, SECOND.replace("12", "15")))
    change = one(before, after)
    assert (change.kind, change.form, change.moved_from) == ("block_edited", "block_moved", "policies")
    assert (change.section, marked(change)) == ("institutions", "[-12-]{+15+}")


def test_a_block_that_moved_inside_its_section_and_was_edited_says_both() -> None:
    """The words come first, its new place is its form."""
    change = one(of("policies", FIRST, SECOND, OTHER), of("policies", SECOND, OTHER, FIRST.replace("fraud", "crime")))
    assert (change.kind, change.form, change.moved_from) == ("block_edited", "block_moved", None)


def test_short_or_unlike_blocks_do_not_move_between_sections() -> None:
    """What shares less than three quarters of its words, or has few, is removed here and added there."""
    before = profile(section("policies", OTHER, "Network desk 1"), section("institutions", FIRST))
    after = profile(section("policies", OTHER), section("institutions", FIRST, "Network desk 2"))
    assert [change.form for change in compare(before, after)] == ["block_removed", "block_added"]


def test_rows_are_paired_by_their_first_cell() -> None:
    """A row whose other cells were all replaced is still the same row, wherever the table has it now."""
    before = of_rows("Act | Year", "Penal Code | 1990 | in force", "Evidence Act | 2001 | in force")
    after = of_rows("Act | Year", "Evidence Act | 2001 | in force", "Penal Code | repealed by the assembly")
    change = one(before, after)
    assert (change.before, change.after) == ("Penal Code | 1990 | in force", "Penal Code | repealed by the assembly")


def test_rows_that_are_only_counted_are_paired_by_what_they_say() -> None:
    """A row put in at the top moves all the numbers, and is one addition and renumbered rows, never other rows."""
    before = of_rows(f"1 | {FIRST}", f"2 | {SECOND}")
    after = of_rows(f"1 | {OTHER}", f"2 | {FIRST}", f"3 | {SECOND}")
    changes = compare(before, after)
    assert [(change.form, change.before) for change in changes] == [
        ("block_added", None),
        ("block_edited", f"1 | {FIRST}"),
        ("block_edited", f"2 | {SECOND}"),
    ]


def test_a_renamed_heading_inside_a_section_is_one_change() -> None:
    """A heading over a text that stays is the same heading with other words."""
    before = of("institutions", Block("heading", "Law enforcement"), FIRST, SECOND)
    after = of("institutions", Block("heading", "Police and prosecution"), FIRST, SECOND)
    change = one(before, after)
    assert (change.form, change.before, change.after) == ("block_edited", "Law enforcement", "Police and prosecution")


def test_a_link_in_a_split_paragraph_that_leads_elsewhere_is_told() -> None:
    """Where a link leads is asked of the parts as of any edited block."""
    before = of("policies", block(f"{FIRST} {SECOND}", ("list", "https://a.example/1")))
    after = of("policies", FIRST, block(SECOND, ("list", "https://a.example/2")))
    assert [change.form for change in compare(before, after)] == ["block_split", "link_changed"]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("under Art. 618 of the code", "under Art. 624 of the code", "[-Art. 618-]{+Art. 624+}"),
        (
            "aux termes de l'article 618 du code",
            "aux termes de l'article 624 du code",
            "[-l'article 618-]{+l'article 624+}",
        ),
        ("Law 53-07 applies", "Law 53-08 applies", "[-53-07-]{+53-08+}"),
        ("since 24/11/2017 in force", "since 25/11/2017 in force", "[-24/11/2017-]{+25/11/2017+}"),
        (
            "since 24 November 2017 in force",
            "since 25 November 2017 in force",
            "[-24 November 2017-]{+25 November 2017+}",
        ),
        ("le 1er mars 2019 à Suva", "le 1er avril 2019 à Suva", "[-1er mars 2019-]{+1er avril 2019+}"),
        ("see § 202a of it", "see § 202b of it", "[-§ 202a-]{+§ 202b+}"),
        ("loi n° 2010/012 sur", "loi n° 2010/013 sur", "[-n° 2010/012-]{+n° 2010/013+}"),
        ("Section 22(1)(c) says", "Section 22(1)(d) says", "[-Section 22(1)(c)-]{+Section 22(1)(d)+}"),
    ],
)
def test_figures_are_edited_as_a_whole(before: str, after: str, expected: str) -> None:
    """Numbers, dates, articles and citations are never cut in the middle."""
    steps = [step for step in edits(before, after) if step.op != "equal"]
    assert "".join({"delete": "[-{}-]", "insert": "{{+{}+}}"}[s.op].format(s.text) for s in steps) == expected


def test_a_rewritten_text_is_shown_as_old_and_new() -> None:
    """A row of which only the key stayed is one deletion and one insertion rather than confetti."""
    old = "Fund | money for the courts and the towns of the coast, spent by the board of the islands in five years"
    new = "Fund | repealed; no budget line exists, and nobody asked parliament whether another ought to replace it"
    assert [step.op for step in edits(old, new)] == ["delete", "insert"]


def _long(seed: int, words: int) -> str:
    return " ".join(f"w{(at * at * seed) % 7919}" for at in range(words))


def test_beyond_the_budget_a_change_says_so() -> None:
    """Two enormous texts are kept whole, and the change says that they were not compared word by word."""
    changes = compare(of("policies", _long(3, 150_000)), of("policies", _long(5, 150_000)))
    assert [(c.form, isinstance(c, BlockChange) and c.unaligned) for c in changes] == [
        ("block_removed", True),
        ("block_added", True),
    ]


def test_beyond_the_budget_an_edit_says_so() -> None:
    """An edited row whose words were too many shows both texts and says so; its neighbour does not."""
    long, longer = (Block("row", f"Key | {_long(seed, 150_000)}") for seed in (3, 5))
    changes = compare(of("policies", long, FIRST), of("policies", longer, FIRST.replace("fraud", "crime")))
    assert [(change.form, isinstance(change, BlockChange) and change.unaligned) for change in changes] == [
        ("block_edited", True),
        ("block_edited", False),
    ]


def test_without_steps_nothing_is_refused_that_need_not_be_asked() -> None:
    """Texts that agree to their ends but for one word need no search."""
    budget = Budget()
    assert (
        len(edits(f"{_long(3, 30_000)} a {_long(5, 30_000)}", f"{_long(3, 30_000)} b {_long(5, 30_000)}", budget)) == 4
    )
    assert budget.refusals == 0


def test_edits_alone_do_not_make_a_kind() -> None:
    """A moved block whose edits are white space only is moved; one with another word is edited."""
    change: Change = BlockChange("block_moved", "policies", "P", "a b", "a\u00a0b", edits("a b", "a\u00a0b"))
    assert change.kind == "block_moved"
    assert replace(change, after="a c", edits=edits("a b", "a c")).kind == "block_edited"
