"""The rules against changes graded by hand, those they were mended by and those held out: the scores are pinned."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from diffs.change import BlockChange, Change, SectionChange, StatusChange, TitleChange
from diffs.classify import classify
from diffs.edits import edits

Label = dict[str, Any]


def labels(name: str) -> list[Label]:
    """The graded changes of a file: pairs under their grade, and rows that say more."""
    told: dict[str, Any] = tomllib.loads(Path(__file__).with_name(name).read_text("utf-8"))
    pairs = [
        {"before": before, "after": after, "significance": grade}
        for grade in ("substantive", "editorial", "cosmetic")
        for before, after in told[grade]
    ]
    return [*pairs, *told["change"]]


LABELLED, HELD_OUT = labels("labelled.toml"), labels("held_out.toml")
SETS = pytest.mark.parametrize("graded", [LABELLED, HELD_OUT], ids=["mended-by", "held-out"])
LEAST_PRECISE = 0.97
"""The least share of what the rules call substantive that people call so too."""
LEAST_RIGHT = 0.95
"""The least share whose significance is right among substantive, editorial and the rest (cosmetic or template)."""


def as_change(label: Label) -> Change:
    """The change a row describes."""
    kind, before, after = label.get("kind", "edit"), label.get("before"), label.get("after")
    if kind in ("standing", "wording", "declarations", "signed", "ratified"):
        return StatusChange(kind, before, after)
    if kind == "title":
        return TitleChange(before, after)
    if kind == "renamed" or kind.startswith("section_"):
        return SectionChange(kind if kind != "renamed" else "section_renamed", "sources", "Sources", before, after)
    if kind == "edit":
        return BlockChange("block_edited", "policies", "Policies", before, after, edits(before or "", after or ""))
    return BlockChange("link_changed" if kind == "link" else f"block_{kind}", "policies", "Policies", before, after)


def judged(graded: list[Label]) -> list[tuple[str, str]]:
    """For each change the grade people gave and the one the rules gave."""
    return [(label["significance"], classify(as_change(label)).significance) for label in graded]


def test_enough_changes_of_every_significance_are_graded() -> None:
    """A score on a handful of changes, or of one kind, would say nothing; enough of them are held out."""
    grades = [label["significance"] for label in LABELLED + HELD_OUT]
    assert len(grades) >= 420
    assert len(HELD_OUT) >= 140
    assert all(grades.count(grade) >= 15 for grade in ("substantive", "editorial", "cosmetic", "template"))


def test_no_change_is_graded_twice() -> None:
    """What is held out is not among what the rules were mended by."""
    seen = [(label.get("kind"), label.get("before"), label.get("after")) for label in LABELLED + HELD_OUT]
    assert len(seen) == len(set(seen))


@SETS
def test_nothing_of_substance_is_told_as_less(graded: list[Label]) -> None:
    """Recall of substantive changes is whole: the costly mistake is not made."""
    missed = [label for label in graded if label["significance"] == "substantive"]
    assert not [label for label in missed if classify(as_change(label)).significance != "substantive"]


@SETS
def test_few_false_alarms_are_raised(graded: list[Label]) -> None:
    """What the rules call substantive is so, on at least the pinned share."""
    alarms = [people == "substantive" for people, rules in judged(graded) if rules == "substantive"]
    assert sum(alarms) / len(alarms) >= LEAST_PRECISE


@SETS
def test_the_rules_grade_as_people_do(graded: list[Label]) -> None:
    """The significance is right on at least the pinned share."""
    rest = {"template": "cosmetic"}
    right = [rest.get(people, people) == rest.get(rules, rules) for people, rules in judged(graded)]
    assert sum(right) / len(right) >= LEAST_RIGHT


@pytest.mark.parametrize("label", [label for label in LABELLED if "rule" in label], ids=lambda label: label["rule"])
def test_the_rule_is_the_one_a_person_would_name(label: Label) -> None:
    """Where only one rule can be meant, it is the one that fires."""
    assert classify(as_change(label)).rule == label["rule"]
