"""What stands on most pages is asked of each site alone, and two sites' pages of one country are no editions."""

from __future__ import annotations

from datetime import UTC, datetime

from diffs.change import SectionChange
from lexdelta.judging import Finding, Outcome
from lexdelta.sitewide import look_across, twins
from scraper.page import Page

AT = datetime(2026, 11, 20, 3, 30, tzinfo=UTC)
CHANGE = SectionChange("section_added", "news", "News", None, "A line on every page.")
FEW, MANY = [f"c{number}" for number in range(5)], [f"c{number}" for number in range(60)]


def finding(country: str, prefix: str, *changes: SectionChange, outcome: Outcome = "changed") -> Finding:
    """What one look found."""
    return Finding(Page(f"{prefix}{country}.en", country, "en", ""), AT, outcome, changes=changes)


def test_a_large_site_does_not_hide_what_stands_all_over_a_small_one() -> None:
    """Five pages of five are most of a site, whatever sixty pages of another say."""
    findings = [finding(country, "", CHANGE) for country in FEW] + [finding(country, "policy/") for country in MANY]
    assert len(look_across(findings, frozenset(), frozenset()).held) == 1


def test_a_small_site_in_trouble_is_told() -> None:
    """The countries that could not be checked are those of the site that failed."""
    failed = [finding(country, "policy/", outcome="failed") for country in FEW]
    findings = [finding(country, "") for country in MANY] + failed
    assert look_across(findings, frozenset(), frozenset()).troubled == tuple(FEW)


def test_the_same_change_on_two_sites_is_two_changes() -> None:
    """They are no editions of one page."""
    assert twins([finding("peru", "", CHANGE), finding("peru", "policy/", CHANGE)], ("en",)) == {}
