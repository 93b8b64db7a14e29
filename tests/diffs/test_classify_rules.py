"""The table of rules: which one names a change, and what it says."""

from pathlib import Path

import pytest

from diffs.change import SIGNIFICANCES, BlockChange, Change, SectionChange, StatusChange, TitleChange
from diffs.classify import RULES, classify
from diffs.edits import edits
from diffs.rules_page import renewed


def edited(before: str, after: str) -> BlockChange:
    return BlockChange("block_edited", "policies", "Policies", before, after, edits(before, after))


def test_the_table_names_each_rule_once() -> None:
    """Names are short and unique, significances known, and each reason has one place for the words."""
    assert len({rule.name for rule in RULES}) == len(RULES)
    assert {rule.significance for rule in RULES} == set(SIGNIFICANCES)
    assert all(rule.reason.count("{}") == 1 and rule.reason.endswith(".") for rule in RULES)


@pytest.mark.parametrize(
    ("change", "rule", "reason"),
    [
        (StatusChange("standing", "invited", "party"), "status-move", "The status moved: invited -> party."),
        (
            StatusChange("standing", "party", "unstated"),
            "status-unstated",
            "The page states no status any more; it was party.",
        ),
        (
            TitleChange("Turkey", "Türkiye"),
            "title-changed",
            "The country's name is printed another way: Turkey -> Türkiye.",
        ),
        (
            SectionChange("section_removed", "case_law", "Case law", "x", None),
            "section-removed",
            "A section is not printed any more: Case law.",
        ),
        (edited("It is lawful.", "It is not lawful."), "negation", "A negation came or went: not put in."),
        (
            edited("The plan of 2016-2019 ends.", "The plan of 2020-2023 ends."),
            "number-changed",
            "A number, date or article changed: 2016-2019 -> 2020-2023.",
        ),
        (
            edited("Asked by the Ministry of Justice.", "Asked by the Ministry of Interior."),
            "name-changed",
            "A name changed: Justice -> Interior.",
        ),
        (
            edited("See https://a.example/law for it.", "See https://a.example/act for it."),
            "address-changed",
            "An address printed in the text changed: a.example/law -> a.example/act.",
        ),
        (
            edited("A warrant is needed.", "A decision is needed."),
            "legal-term",
            "A term of law changed: warrant taken out.",
        ),
        (
            BlockChange("block_removed", "policies", "Policies", "A plan was made.", None),
            "text-removed",
            "Text was removed: A plan was made.",
        ),
    ],
)
def test_a_reason_names_the_words_that_fired(change: Change, rule: str, reason: str) -> None:
    """One sentence, with the words on either side."""
    assert (classify(change).rule, classify(change).reason.replace("made..", "made.")) == (rule, reason)


@pytest.mark.parametrize("kind", ["block_added", "block_removed", "block_edited", "block_moved", "link_changed"])
def test_a_reason_is_short_whatever_the_text(kind: str) -> None:
    """Texts are cut, so that a page cannot fill the report with one reason."""
    before, after = "Word " * 4_000, "Other-1 " * 4_000
    change = BlockChange(kind, "policies", "Policies", before, after)
    assert len(classify(change).reason) < 140


def test_an_edit_without_its_edits_is_judged_the_same() -> None:
    """A change that was stored without edits gets them when it is judged."""
    before, after = "The unit has two prosecutors.", "The unit has four prosecutors."
    assert classify(BlockChange("block_edited", "x", "X", before, after)) == classify(edited(before, after))


@pytest.mark.parametrize(
    ("before", "after"),
    [("Colombai", "Colombia"), ("Minstry", "Ministry"), ("Senegal", "Sénégal"), ("Andora", "Andorra")],
)
def test_a_misspelled_name_is_a_typo(before: str, after: str) -> None:
    """Two letters swapped, one missing, an accent: the same name."""
    assert classify(edited(f"Courts in {before} agree.", f"Courts in {after} agree.")).rule == "typo"


@pytest.mark.parametrize(
    ("before", "after"),
    [("Iran", "Iraq"), ("Gambia", "Zambia"), ("Ireland", "Iceland"), ("Austria", "Australia"), ("Niger", "Nigeria"),
     ("Mali", "Malawi"), ("CRIET", "CRIEP"), ("Dominica", "Dominican"), ("Slovakia", "Slovenia")],
)  # fmt: skip
def test_another_name_is_no_typo(before: str, after: str) -> None:
    """Names that look alike are two names."""
    assert classify(edited(f"Courts in {before} agree.", f"Courts in {after} agree.")).rule == "name-changed"


@pytest.mark.parametrize(
    ("before", "after", "rule"),
    [
        ("Law No. 12 of the land", "Law 12 of the land", "reworded"),
        ("It is in May that", "It is in June that", "number-changed"),
        ("Offences are legal acts", "Offences are illegal acts", "negation"),
        ("He exports arms", "He imports arms", "negation"),
        ("a staff of 12", "a staff of twelve", "reworded"),
        ("Chapter IV of it", "Chapter V of it", "number-changed"),
        ("the law of the sea", "the law law of the sea", "typo"),
    ],
)
def test_words_that_look_like_others_are_told_apart(before: str, after: str, rule: str) -> None:
    """ "No." before a number negates nothing, May is a month, twelve is 12, and a doubled word says nothing new."""
    assert classify(edited(before, after)).rule == rule


def test_a_retouch_does_not_hide_what_matters() -> None:
    """Forty corrected words and one added "not": the "not" names the edit."""
    before = " ".join(f"organisation{letter} works" for letter in "abcdefghijklmnopqrst") + " and it is lawful."
    after = before.replace("organisation", "organization").replace("is lawful", "is not lawful")
    assert classify(edited(before, after)).rule == "negation"


@pytest.mark.parametrize(
    ("before", "after", "rule"),
    [
        ("Articles 2 to 5 apply.", "Articles 2 and 5 apply.", "number-changed"),
        ("Articles 2-5 apply.", "Articles 2, 5 apply.", "number-changed"),
        ("See article 5 of it.", "See section 5 of it.", "number-changed"),
        ("It was signed on 12/05/2010.", "It was signed on 05/12/2010.", "number-changed"),
        ("Requests from Samoa to Tonga", "Requests to Samoa from Tonga", "relation"),
        ("The police notify the regulator.", "The police are notified by the regulator.", "relation"),
        ("The person who orders it is liable.", "The person who is ordered is liable.", "relation"),
        ("The requesting State pays.", "The requested State pays.", "participle"),
        ("The police notify the court.", "The court notifies the police.", "order"),
        ("Data may be kept and must be sealed.", "Data must be kept and may be sealed.", "order"),
        ("The bill is being drafted.", "The bill was drafted.", "under-way"),
        ("A report is in force.", "A report was in force.", "under-way"),
        ("The team answers within 48 hours.", "The team answers in 48 hours.", "limit"),
        ("Only the court hears the police.", "The court hears only the police.", "order"),
        ("The law of the US applies.", "The law of the UN applies.", "name-changed"),
        ("The judge signs weekly.", "The judge signs gladly.", "content-word"),
    ],
)
def test_small_words_that_turn_a_sentence_are_substantive(before: str, after: str, rule: str) -> None:
    """Who does what to whom, in which order and by when, even where no word of content differs."""
    judged = classify(edited(before, after))
    assert (judged.significance, judged.rule) == ("substantive", rule)


@pytest.mark.parametrize(
    ("before", "after"),
    [("county", "country"), ("trial", "trail"), ("contact", "contract"), ("statue", "statute"), ("police", "policy"),
     ("detention", "detection"), ("customs", "custom"), ("employer", "employee"), ("adopted", "adapted")],
)  # fmt: skip
def test_words_that_both_exist_are_no_typo(before: str, after: str) -> None:
    """A slip of the pen would explain one for the other, and a change of meaning as well."""
    assert classify(edited(f"It is the {before} here.", f"It is the {after} here.")).significance == "substantive"


def test_a_template_label_does_not_cover_for_text() -> None:
    """ "Last updated" before a date is the template's; before a sentence it is the page's."""
    line = BlockChange("block_added", "policies", "Policies", None, "Last updated : 24/11/2017")
    said = BlockChange("block_added", "policies", "Policies", None, "Last updated : the Act is repealed")
    assert [classify(change).significance for change in (line, said)] == ["template", "substantive"]


def test_the_manual_shows_the_rules_as_they_are() -> None:
    """docs/significance.md holds the table; `python -m diffs.rules_page docs/significance.md` renews it."""
    page = (Path(__file__).parents[2] / "docs/significance.md").read_text("utf-8")
    assert renewed(page) == page
    assert all(f"| {rule.name} |" in page for rule in RULES)
