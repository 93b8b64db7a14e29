"""One change in words: every kind, cut to what a reader needs, alike with and without a report."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diffs.change import Edit, Named, most_telling
from diffs.edits import edits as edits_of
from lexdelta.render.changes import render_changes
from lexdelta.render.excerpt import MOST_EDITED, cut, excerpt
from lexdelta.render.lines import wrap
from lexdelta.report import Report
from lexdelta.told import ToldChange

WORDS = st.text("abcdé ,.", min_size=1, max_size=400)


@pytest.fixture
def fiji(reports: dict[str, Report]) -> ToldChange:
    """Fiji's move from invited to party."""
    return reports["monday"].changes[0]


def test_no_changes_are_told_as_such() -> None:
    """No change is a sentence, not an empty output."""
    assert render_changes(()) == "Nothing changed.\n"


def test_changes_of_two_files(fiji: ToldChange) -> None:
    """Two files have no times, no id and no captures: the evidence is what there is."""
    change = replace(
        fiji, id=None, last_seen_old=None, first_seen_new=None, confirmed_at=None, url="", digest_after=None
    )
    assert render_changes((change,)) == "FIJI   Status: Invited to accede -> Party\n       rule status-move\n"


def test_changes_without_a_report_carry_their_years(fiji: ToldChange) -> None:
    """Without a report there is no year to leave out."""
    assert "old last seen 20 Nov 2026 03:31, new first seen 21 Nov 2026 03:31 UTC" in render_changes((fiji,))


def test_changes_are_told_in_the_order_given(fiji: ToldChange) -> None:
    """Entries follow each other with an empty line between them."""
    other = replace(fiji, country="Aruba", id=7)
    assert re.findall("(?m)^[A-Z]+", render_changes((fiji, other))) == ["FIJI", "ARUBA"]
    assert "#1842\n\nARUBA" in render_changes((fiji, other))


KINDS = [
    ("status_reworded", "Party", "Partie", "Status: worded Party -> Partie"),
    ("signed_changed", "2001-11-23", None, "Status: signed 2001-11-23 -> not stated"),
    ("ratified_changed", None, "2026-11-20", "Status: ratified not stated -> 2026-11-20"),
    ("title_changed", "Fiji", "Fidji", "Status: printed as Fiji -> Fidji"),
    ("declarations_changed", "NA", "Article 24", "declarations and reservations changed|- NA|+ Article 24"),
    ("section_added", None, "New\nTwo", "section added|+ New|+ Two"),
    ("section_removed", "Old", None, "section removed|- Old"),
    ("section_emptied", "Old", "", "section emptied, its heading still printed|- Old"),
    ("section_filled", "", "New", "section filled, empty before|+ New"),
    ("section_renamed", "Safeguards", "Guarantees", "heading changed Safeguards -> Guarantees"),
    ("block_added", None, "New", "text added|+ New"),
    ("block_removed", "Old", None, "text removed|- Old"),
    ("block_edited", "Old", "New", "words changed|- Old|+ New"),
    ("block_moved", "Text", "Text", "text moved within the section|Text"),
    ("link_changed", "Act <a>", "Act <b>", "link changed|- Act <a>|+ Act <b>"),
    ("mention_renamed", "A", "B", "mention renamed|- A|+ B"),
]


@pytest.mark.parametrize(("kind", "before", "after", "said"), KINDS, ids=[kind[0] for kind in KINDS])
def test_every_kind_has_its_words(
    fiji: ToldChange, kind: str, before: str | None, after: str | None, said: str
) -> None:
    """Each kind is told in words with the texts on either side, a kind of a later version by its name."""
    told = render_changes((replace(fiji, section_label="", kind=kind, before=before, after=after),))
    assert said.replace("|", "\n       ") in told
    assert "The status moved from invited to party.\n" in told


NAMES = [
    ((Named("law_superseded", "Act 9", "Act 17"),), "law superseded: Act 9 -> Act 17"),
    ((Named("law_added", None, "Act 1"), Named("law_added", None, "Act 2")), "law added: Act 1, Act 2"),
    (
        (Named("institution_added", None, "CERT"), Named("law_superseded", "Act 9", "Act 17")),
        "law superseded: Act 9 -> Act 17; institution added: CERT",
    ),
    (tuple(Named("law_removed", f"A{n}", None) for n in range(9)), "law removed: A0, A1, A2, A3, A4, A5 and 3 more"),
]


@pytest.mark.parametrize(("named", "said"), NAMES)
def test_what_a_change_names_comes_first(fiji: ToldChange, named: tuple[Named, ...], said: str) -> None:
    """The headline says what gave way, came or went, the words of the text stand beneath it."""
    kind, edits = most_telling(named, "x"), (Edit("delete", "old"), Edit("insert", "new"))
    change = replace(fiji, section_label="Laws", kind=kind, form="block_edited", named=named, edits=edits)
    assert f"FIJI   Laws: {said}\n       [-old-]{{+new+}}\n" in render_changes((change,))


def test_a_section_keeps_its_words_and_names_behind(fiji: ToldChange) -> None:
    """That a section was filled comes first, what it names after it."""
    named = (Named("law_added", None, "Act 1"),)
    change = replace(
        fiji, section_label="Laws", kind="section_filled", form="section_filled", named=named, after="Act 1."
    )
    assert "FIJI   Laws: section filled, empty before; law added: Act 1\n       + Act 1.\n" in render_changes((change,))


FORMS = [
    ("block_split", "block_split", "a b", "a\nb", "one text became several|- a b|+ a|+ b"),
    ("block_merged", "block_merged", "a\nb", "a b", "several texts became one|- a|- b|+ a b"),
    ("block_edited", "block_split", "a b 1", "a\nb 2", "one text became several, words changed|a{+ ¶ +}b [-1-]{+2+}"),
    ("block_edited", "block_moved", "a b 1", "a b 2", "words changed, text moved within the section|a b [-1-]{+2+}"),
]


@pytest.mark.parametrize(("kind", "form", "before", "after", "said"), FORMS)
def test_the_form_of_a_text_is_told(fiji: ToldChange, kind: str, form: str, before: str, after: str, said: str) -> None:
    """What was split, merged or moved says so, with the ends of paragraphs visible among the words."""
    values = {"kind": kind, "form": form, "before": before, "after": after, "edits": edits_of(before, after)}
    told = render_changes((replace(fiji, section_label="Laws", **values),))
    assert "FIJI   Laws: " + said.replace("|", "\n       ") in told


def test_a_text_too_long_to_compare_says_so(fiji: ToldChange) -> None:
    """Where both texts were kept because there was too much of them, the headline says it."""
    change = replace(fiji, section_label="Laws", kind="block_added", form="block_added", after="New", unaligned=True)
    assert "Laws: text added (too much text to compare word by word)" in render_changes((change,))


def test_a_move_between_sections_names_both(fiji: ToldChange) -> None:
    """A text that went elsewhere is told where it arrived, naming where it came from."""
    values = {"section": "institutions", "section_label": "", "moved_from": "legislation.procedural"}
    told = render_changes((replace(fiji, kind="block_moved", after="Text", **values),))
    assert "FIJI   Institutions: text moved here from Legislation, procedural\n       Text\n" in told


def test_a_label_is_told_as_printed(fiji: ToldChange) -> None:
    """Where the page prints a label, that is the section's name."""
    change = replace(fiji, kind="block_added", section="x", section_label="Institutions spécialisées", after="DGSSI")
    assert "FIJI   Institutions spécialisées: text added" in render_changes((change,))


@pytest.mark.parametrize(
    ("state", "said"),
    [("held", " · held"), ("dismissed", " · dismissed"), ("provisional", " · not yet sure"), ("confirmed", "")],
)
def test_a_state_that_is_not_confirmed_is_told(fiji: ToldChange, state: str, said: str) -> None:
    """A change that is not certain never looks as if it were."""
    assert f"octopus/-/fiji{said} · sha256 1f9c0b7e2a31 -> 88ab4d10c7ee · #1842" in render_changes(
        (replace(fiji, state=state),), width=120
    )


def test_other_editions_are_named(fiji: ToldChange) -> None:
    """Editions of the same country by language, any other page by its key."""
    assert " · also in fr, chad.en · " in render_changes((replace(fiji, also_in=("fiji.fr", "chad.en")),), width=200)


def test_a_page_that_prints_our_marks_forges_no_edit(fiji: ToldChange) -> None:
    """Marks inside a text are broken up, so what stands in marks was edited."""
    edits = (Edit("equal", "a [-b-] {+c+} "), Edit("insert", "d+} [-e"))
    told = render_changes((replace(fiji, kind="block_edited", edits=edits),))
    assert r"a [\-b-\] {\+c+\} {+d+\} [\-e+}" in told


def test_long_texts_are_cut_and_counted(fiji: ToldChange) -> None:
    """A section of a hundred lines shows its beginning and says how much it left out."""
    text = "\n".join(f"Line {n} of the section." for n in range(100))
    told = render_changes((replace(fiji, kind="section_removed", before=text),))
    assert "       - Line 0 of the section.\n" in told
    assert re.search(r"- … \(1,\d{3} more characters\)", told)
    assert len(told) < 1_000


def test_long_unchanged_runs_are_cut() -> None:
    """Around an edit some words are kept, with an ellipsis where the rest was."""
    pieces = excerpt((Edit("equal", "far " * 200), Edit("delete", "old"), Edit("equal", " near" * 200)))
    assert pieces[0].text.startswith("… far")
    assert pieces[-1].text.endswith("near …")
    assert sum(len(piece.text) for piece in pieces) < 200


def test_hundreds_of_edits_are_counted() -> None:
    """A block rewritten word by word shows its first edits and counts the others."""
    edits = tuple(edit for _ in range(500) for edit in (Edit("delete", "old words"), Edit("insert", "new words")))
    pieces = excerpt(edits)
    assert sum(len(piece.text) for piece in pieces) < MOST_EDITED + 100
    shown = sum(piece.op != "equal" for piece in pieces)
    assert pieces[-1].text == f" … (and {1000 - shown} more)"


@given(st.lists(st.builds(Edit, st.sampled_from(["equal", "delete", "insert"]), WORDS), max_size=6))
def test_an_excerpt_never_loses_a_short_edit(edits: list[Edit]) -> None:
    """Every run taken out or put in is shown as long as there is room."""
    runs = [" ".join(edit.text.split()) for edit in edits if edit.op != "equal" and len(edit.text) <= MOST_EDITED // 6]
    shown = [" ".join(piece.text.split()) for piece in excerpt(edits) if piece.op != "equal"]
    assert [run for run in runs if run not in shown] == [] or sum(len(edit.text) for edit in edits) > MOST_EDITED // 2


@given(WORDS, st.integers(1, 300))
def test_a_cut_text_is_its_beginning(text: str, most: int) -> None:
    """What is shown of a text is how it begins, and the rest is counted exactly."""
    shown = cut(text, most)
    whole = " ".join(text.split())
    kept, found, rest = shown.partition(" … (")
    assert whole.startswith(kept)
    assert not found or int(rest.split()[0].replace(",", "")) == len(whole) - len(kept)


@given(st.lists(st.tuples(WORDS, st.sampled_from(["", "delete", "insert"])), max_size=5), st.integers(10, 100))
def test_wrapping_keeps_every_word(runs: list[tuple[str, str]], width: int) -> None:
    """Wrapped lines hold all words in order; only a single word is longer than the width."""
    lines = wrap(runs, width=width, first="> ")
    assert "".join(lines).replace(" ", "").removeprefix(">") == "".join(text for text, _ in runs).replace(" ", "")
    assert [text for text in lines if len(text) > width and " " in text[2:].strip()] == []
