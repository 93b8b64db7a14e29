"""How far an index is followed, page by page, and what is made of pages that stand empty or have no end."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime

from lexdelta.index_walk import MOST_PARTS, Guide, Walk, walk
from lexdelta.indexing import IndexFinding, judge_index
from lexdelta.looking import Look
from scraper.capture import Capture
from scraper.discover import discover
from scraper.layouts.octopus import LAYOUT
from scraper.page import Page

URL = "https://www.coe.int/en/web/octopus/country-wiki"
INDEX = Page("index.octopus", "", "en", URL, kind="index")
AT = datetime(2026, 11, 25, 3, 30, tzinfo=UTC)
Printed = Callable[[str], str]


def capture(url: str, printed: Printed) -> Capture:
    body = f"<!doctype html><body>{printed(url.removeprefix(URL))}</body>".encode()
    return Capture("index.octopus", url, url, AT, "live", 200, (("content-type", "text/html; charset=utf-8"),), body)


def walked(printed: Printed, before: Printed | None = None) -> tuple[Walk, IndexFinding]:
    """A walk over a site that prints each page of its index so, where it was believed to print it so before."""

    async def look_at(page: Page) -> Look:
        return Look(page, AT, capture(page.url, printed), 1)

    def believed(page: Page) -> Capture | None:
        return capture(page.url, before) if before else None

    guide = Guide(look_at, believed, lambda found: discover(found, LAYOUT), lambda _look: None)
    seen = asyncio.run(walk(INDEX, guide))
    return seen, judge_index(seen, lambda links: links)


def links(*hrefs: str) -> str:
    return "".join(f'<a href="{href}">x</a>' for href in hrefs)


def endless(query: str) -> str:
    number = int(query.rpartition("=")[2] or 1)
    return links(f"/en/web/octopus/-/country-{number}", f"?page={number + 1}")


def letters(query: str) -> str:
    there = {"": "albania", "?letter=p": "peru", "?letter=z": "zimbabwe"}.get(query)
    return links(*([f"/en/web/octopus/-/{there}"] if there else []), "?letter=p", "?letter=x", "?letter=z")


def test_a_list_without_end_is_left_and_told() -> None:
    """So many pages are read and no more; what they list is watched, nobody is missing, and a sentence says so."""
    seen, found = walked(endless)
    assert len(seen.parts) == len(found.listed) == MOST_PARTS
    assert (found.finding.outcome, found.finding.reasons[0][0]) == ("failed", "endless")
    assert {finding.outcome for finding in found.parts} == {"failed"}
    assert found.missing == ()


def test_a_letter_may_stand_empty() -> None:
    """An index by letters goes on behind a letter that no country begins with."""
    _, found = walked(letters)
    assert [page.country for page in found.listed] == ["albania", "peru", "zimbabwe"]
    assert [finding.outcome for finding in found.parts] == ["first"] * 3


def test_a_letter_that_lost_its_countries_is_doubted() -> None:
    """A letter that listed a country and lists none now was not seen as it is, and nobody is missing for it."""
    _, found = walked(lambda query: "" if query == "?letter=p" else letters(query), before=letters)
    assert [finding.outcome for finding in found.parts] == ["quarantined"]
    assert found.finding.outcome == "failed"
    assert found.missing == ()


def test_another_list_beside_the_countries_is_left_after_one_page() -> None:
    """News that are counted on the same page lead to the same countries once more, and no further."""

    def printed(query: str) -> str:
        country = "peru" if "countries_cur=2" in query else "albania"
        return links(f"/en/web/octopus/-/{country}", "?news_cur=2", "?news_cur=3", "?countries_cur=2")

    seen, found = walked(printed)
    assert [page.country for page in found.listed] == ["albania", "peru"]
    assert len(seen.parts) == 3
    assert seen.complete


def test_a_pager_that_begins_at_one_goes_on_behind_it() -> None:
    """Page one may be the first page once more; the list is not over for that."""

    def printed(query: str) -> str:
        country = "peru" if query.endswith("=2") else "albania"
        return links(f"/en/web/octopus/-/{country}", "?page=1", "?page=2")

    _, found = walked(printed)
    assert [page.country for page in found.listed] == ["albania", "peru"]


def test_a_list_of_many_pages_is_read_as_far_as_one_may_go() -> None:
    """A first page that links to all its pages at once is followed as far as one that links to the next."""

    def printed(query: str) -> str:
        number = int(query.rpartition("=")[2] or 1)
        return links(f"/en/web/octopus/-/country-{number}", *(f"?cur={n}" for n in range(1, 60)))

    seen, found = walked(printed)
    assert len(seen.parts) == MOST_PARTS
    assert found.finding.reasons[0][0] == "endless"
