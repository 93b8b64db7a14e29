"""Which links of a printed list lead to its other pages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.paging import list_pages

LIST = "https://www.coe.int/en/web/octopus/country-wiki"
PORTLET = "_com_liferay_asset_publisher_web_portlet_AssetPublisherPortlet_INSTANCE_wM2oCWukY7tM"


def which(*hrefs: str, base: str = LIST) -> list[str]:
    return [page.mark.partition("-")[0] for page in list_pages(hrefs, base)]


@pytest.mark.parametrize(
    "hrefs",
    [
        (f"?{PORTLET}_cur=2&{PORTLET}_delta=20", f"?{PORTLET}_cur=3"),
        (f"{LIST}?p_p_id=x&{PORTLET}_resetCur=false&{PORTLET}_cur=2", f"{LIST};jsessionid=7?{PORTLET}_cur=3#top"),
        ("?page=2", "?lang=en&PAGE=3"),
        ("?start=2", "?start=3"),
        ("country-wiki/page/2", "/en/web/octopus/country-wiki/page/3/"),
    ],
)
def test_pages_are_counted_in_many_ways(hrefs: tuple[str, str]) -> None:
    """Liferay's portlets, plain queries and paths all count the pages of a list."""
    assert which(*hrefs) == ["2", "3"]


def test_letters_are_pages() -> None:
    """A list that is printed by letters goes on under each letter; the case of a letter makes no other page."""
    assert which("?letter=A", "?letter=b", "?letter=B") == ["a", "b"]


def test_tokens_and_lengths_make_no_other_page() -> None:
    """The same page with another token, length or order of its query is asked for once, at the first of its links."""
    pages = list_pages((f"?{PORTLET}_cur=2&p_auth=a", f"?p_auth=b&{PORTLET}_cur=2", f"?{PORTLET}_delta=75"), LIST)
    assert [page.url for page in pages] == [f"{LIST}?{PORTLET}_cur=2&p_auth=a"]


@pytest.mark.parametrize(
    "href",
    [
        "",
        "#top",
        LIST,
        f"?{PORTLET}_cur=1",
        f"?{PORTLET}_resetCur=2",
        f"?{PORTLET}_delta=20",
        "?page=0",
        "?paged=1",
        "?page=last",
        "?month=2",
        "/en/web/octopus/news?page=2",
        "https://evil.example/en/web/octopus/country-wiki?page=2",
        "javascript:page(2)",
        "http://[?page=2",
    ],
)
def test_other_links_are_no_pages_of_the_list(href: str) -> None:
    """The list itself, its first page, other lists, calendars and other sites."""
    assert which(href) == []


def test_the_page_one_is_on_is_no_other_page() -> None:
    """From the second page, the second is known; the first is the list itself."""
    assert which("?cur=1", "?cur=2", "?cur=3", LIST, base=f"{LIST}?cur=2") == ["3"]


def test_some_count_from_nought() -> None:
    """Where page=0 is the first, page=1 is the second; it is asked for wherever it cannot be told."""
    assert which("?page=0", "?page=1", "?page=2") == ["1", "2"]


def test_two_lists_on_one_page_are_two_lists() -> None:
    """What counts tells them apart, so that news beside the countries are not taken for more countries."""
    first, second = list_pages(("?_news_cur=2", "?_countries_cur=2"), LIST)
    assert first.mark != second.mark
    assert first.pager != second.pager


@given(st.text(), st.text())
def test_never_raises_on_links(base: str, href: str) -> None:
    """No address makes it fail."""
    list_pages([href, f"?{href}", f"?page={href}", f"/page/{href}"], base)
    list_pages([href], f"https://{base}")
