"""What first looks show leads no news."""

from __future__ import annotations

from datetime import UTC, datetime

from diffs.change import TitleChange
from lexdelta.judging import Finding
from lexdelta.sitewide import twins
from scraper.page import Page
from storage.checks import Outcome

AT = datetime(2026, 11, 20, tzinfo=UTC)


def _finding(language: str, outcome: Outcome) -> Finding:
    page = Page(f"benin.{language}", "benin", language, f"https://www.coe.int/{language}/web/octopus/-/benin")
    change = TitleChange("Benin", "Republic of Benin", "title", "Title")
    return Finding(page, AT, outcome, 1, changes=(change,), against=(None,))


def test_a_change_that_is_news_is_told_with_no_history() -> None:
    """An edition first seen today shows by archives what the other brought overnight: that one is told."""
    assert twins([_finding("en", "first"), _finding("fr", "changed")], ("en", "fr")) == {}
    assert len(twins([_finding("en", "changed"), _finding("fr", "changed")], ("en", "fr"))) == 1
