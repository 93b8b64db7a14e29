"""A quarter-year of sixty pages with edits, noise and faults mixed: every edit is told, once, in time, and no more."""

from __future__ import annotations

import os
import sys
from collections import Counter

import pytest
from quarter_edits import KINDS
from quarter_story import Story, live_through
from quarter_truth import Score, score, table
from quarter_world import PAGE_FAULTS

SEEDS = (1, 2, 3) if os.environ.get("REQUIRE_ALL_CHECKS") == "1" else (1,)


@pytest.fixture(scope="module", params=SEEDS)
def quarter(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Story, Score]:
    """The quarter of one seed, lived through once for all tests, and how what was told compares with the truth."""
    story = live_through(request.param, tmp_path_factory.mktemp("quarter"))
    result = score(story)
    sys.stdout.write(f"\n{table(story, result)}\n")
    return story, result


def test_every_edit_is_told(quarter: tuple[Story, Score]) -> None:
    """Recall is 100 %: about a hundred and fifty edits of every kind, none of them missing."""
    story, result = quarter
    assert result.missing == []
    assert len(story.world.edits) >= 150
    assert set(result.kinds) == {*KINDS, "mistake mended"}


def test_nothing_else_is_told(quarter: tuple[Story, Score]) -> None:
    """Precision is 100 %: no change but the edits, and no deletion that did not happen."""
    _, result = quarter
    assert result.extra == []
    assert result.false_deletions == []


def test_each_edit_is_told_once(quarter: tuple[Story, Score]) -> None:
    """By one change, in one report, whatever the number of editions it stands in."""
    story, result = quarter
    assert result.doubled == []
    assert result.told_twice == []
    both = [n for n, edit in enumerate(story.world.edits) if edit.country in story.world.french and n in result.found]
    assert both
    assert {n for n in both if result.found[n].also_in == ()} <= result.seen_in_one


def test_each_edit_is_told_in_time(quarter: tuple[Story, Score]) -> None:
    """At the first healthy look that shows it or the one after; a removal, or a mistake mended, when looks agree."""
    _, result = quarter
    assert result.late == []


def test_pages_that_take_turns_are_told_once(quarter: tuple[Story, Score]) -> None:
    """Two copies of one page bring one change to each place while they take turns, a section that comes and goes none;
    both pages are said to go to and fro."""
    story, result = quarter
    copies = f"{story.world.roles.flaps_copies}.en"
    assert {change.page for change in result.flapping} == {copies}
    assert Counter(change.section for change in result.flapping) == {"policies": 2, "legislation.state": 2}
    flaps = {row["page"] for row in story.rows("SELECT page FROM events WHERE kind = 'flaps'")}
    assert flaps >= {copies, f"{story.world.roles.flaps_section}.en"}


def test_what_is_about_the_site_is_one_event_each(quarter: tuple[Story, Score]) -> None:
    """One new template, one outage, one page gone, one country no longer listed: four events, each opened once."""
    story, _ = quarter
    roles = story.world.roles
    found = story.rows("SELECT kind, page FROM events WHERE kind <> 'flaps' ORDER BY id")
    assert [(row["kind"], row["page"]) for row in found] == [
        ("gone", f"{roles.gone}.en"), ("site", None), ("outage", None), ("index", f"{roles.unlisted}.en"),
    ]  # fmt: skip


def test_pages_keep_their_names(quarter: tuple[Story, Score]) -> None:
    """Sixty pages, two of which moved: their keys stay, their addresses follow, and the newcomer is told as such."""
    story, _ = quarter
    roles = story.world.roles
    keys = {row["key"] for row in story.rows("SELECT key FROM pages WHERE kind = 'profile'")}
    assert keys == {f"{country}.{language}" for country, language in story.world.pages}
    for country in (roles.moved, roles.renamed):
        urls = {str(row["url"]) for row in story.rows("SELECT url FROM page_urls WHERE page = ?", f"{country}.en")}
        assert {url.rpartition("/")[2] for url in urls} == {country, f"{country}-profile-2"}
    assert [look.report.added[0][0] for look in story.looks if look.report.added] == [f"{roles.newcomer}.en"]


def test_every_fault_was_met(quarter: tuple[Story, Score]) -> None:
    """The quarter is as bad as it claims to be."""
    story, _ = quarter
    named = {"outage", "all caches stale", "gone for ten days", "gone for five days", "index halved",
             "moved with a redirect", "copies that take turns"}  # fmt: skip
    assert set(story.served) == {*PAGE_FAULTS, *named}
