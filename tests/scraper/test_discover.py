from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scraper.capture import Capture
from scraper.discover import discover
from scraper.layouts.octopus import LAYOUT
from scraper.page import Page

SITE = "https://www.coe.int"
INDEX = f"{SITE}/en/web/octopus/country-wiki"
AP = "/en/web/octopus/country-wiki-ap/-/asset_publisher/CmDb7M4RGb4Z/content"


def index(*links: str, at: str = INDEX) -> Capture:
    body = f"<!doctype html><title>Country wiki</title><body><ul>{''.join(f'<li>{link}</li>' for link in links)}</ul>"
    moment = datetime(2026, 11, 21, 3, 30, tzinfo=UTC)
    return Capture("index", at, at, moment, "live", 200, (("content-type", "text/html; charset=utf-8"),), body.encode())


def link(href: str, inside: str = "x") -> str:
    return f'<a href="{href}">{inside}</a>'


def found(*links: str, at: str = INDEX) -> list[str]:
    return [page.key for page in discover(index(*links, at=at), LAYOUT).profiles]


def test_text_links_and_flags_are_profiles_in_order() -> None:
    """Text links and flags whose name is only in alt or title are found alike, in the order they stand."""
    pages = discover(
        index(
            link("/en/web/octopus/-/peru", "Peru"),
            link("/en/web/octopus/-/urugu-2", '<img src="/f/uy.png" alt="Uruguay">'),
            link("/en/web/octopus/-/albania", '<img src="/f/al.png" title="Albania">'),
            link("/en/web/octopus/-/kosovo-", '<img src="/f/xk.png">'),
        ),
        LAYOUT,
    ).profiles
    assert pages == tuple(
        Page(f"{country}.en", country, "en", f"{SITE}/en/web/octopus/-/{slug}", origin="index")
        for country, slug in (("peru", "peru"), ("uruguay", "urugu-2"), ("albania", "albania"), ("kosovo", "kosovo-"))
    )


@pytest.mark.parametrize(
    "href",
    [
        f"{SITE}/en/web/octopus/-/peru",
        "//www.coe.int/en/web/octopus/-/peru",
        "/en/web/octopus/-/peru",
        "./-/peru",
        " -/peru ",
        "-/peru?inheritRedirect=true#top",
    ],
)
def test_relative_addresses_start_from_where_the_index_was_found(href: str) -> None:
    """Addresses are resolved against the final address of the index and freed of noise."""
    (page,) = discover(index(link(href)), LAYOUT).profiles
    assert (page.key, page.url) == ("peru.en", f"{SITE}/en/web/octopus/-/peru")


def test_the_address_decides_not_the_name() -> None:
    """A flag with the wrong name in its alt is still the page its address names."""
    assert found(link("/en/web/octopus/-/peru", '<img alt="Chile">')) == ["peru.en"]


def test_a_number_is_named_by_its_link() -> None:
    """An address that holds only a number is known by number, else by the link's exact name, else it waits unnamed."""
    links = [
        link(f"{AP}/id/64860725", "whatever"),
        link(f"{AP}/id/11", '<img alt="Côte d’Ivoire">'),
        link(f"{AP}/id/12", "Côte d’Ivoire and others"),
    ]
    assert found(*links) == ["germany.en", "cote-ivoire.en", "id-12.en"]


def test_a_number_that_any_link_names_is_not_unnamed() -> None:
    """A flag beside the country's name leads to the same address: one page, whichever link comes first."""
    flag, name = link(f"{AP}/id/11", '<img alt="">'), link(f"{AP}/id/11?inheritRedirect=true", "Tuvalu")
    assert found(flag, name) == found(name, flag) == ["tuvalu.en"]


def test_a_country_is_listed_once() -> None:
    """A flag and a text link, an old and a new address, of one country are one page: the first."""
    pages = discover(
        index(
            link("/en/web/octopus/-/zimbab-1", '<img alt="">'),
            link("/en/web/octopus/-/zimbab-1", "Zimbabwe"),
            link(f"{AP}/id/68596622", "Zimbabwe"),
            link("http://coe.int/en/web/octopus/-/zimbab-1", "Zimbabwe"),
        ),
        LAYOUT,
    ).profiles
    assert [page.url for page in pages] == [f"{SITE}/en/web/octopus/-/zimbab-1"]


@pytest.mark.parametrize(
    "href",
    [
        "",
        "#content",
        "javascript:void(0)",
        "mailto:peru@coe.int",
        "http://[",
        INDEX,
        "?_com_liferay_x_cur=2&_com_liferay_x_delta=20",
        "/en/web/octopus/home",
        "/en/web/octopus/country-legislative-profile",
        "/en/web/conventions/full-list?module=signatures-by-treaty",
        "/en/c/portal/update_language?p_l_id=1&redirect=%2Fen%2Fweb%2Foctopus%2F-%2Fperu&languageId=fr_FR",
        "/en/web/octopus/-/peru/pop_up",
        f"{AP}/peru/pop_up?_101_INSTANCE_CmDb7M4RGb4Z_viewMode=print",
        f"{AP}/peru?_101_INSTANCE_CmDb7M4RGb4Z_viewMode=print",
        "/en/web/octopus/-/peru?p_p_state=pop_up",
        "https://evil.example/en/web/octopus/-/peru",
        "https://www.coe.int.evil.example/en/web/octopus/-/peru",
        "https://www.coe.int:8443/en/web/octopus/-/peru",
    ],
)
def test_traps_and_other_pages_are_ignored(href: str) -> None:
    """Switches, print views, paging, other pages, other sites and the index itself add nothing."""
    assert found(link("/en/web/octopus/-/fiji"), link(href, "Peru"), link("/en/web/octopus/-/gabon")) == [
        "fiji.en",
        "gabon.en",
    ]


def test_pages_come_in_the_language_of_the_index() -> None:
    """A link to another edition is the same country in the index's own language, once."""
    links = [
        link("/fr/web/octopus/-/chile"),
        link("/en/web/octopus/-/peru"),
        link("/fr/web/octopus/-/peru", "Français"),
    ]
    assert found(*links) == ["chile.en", "peru.en"]
    assert found(*links, at=f"{SITE}/fr/web/octopus/country-wiki") == ["chile.fr", "peru.fr"]
    assert found(*links, at=f"{SITE}/es/web/octopus/country-wiki") == ["chile.en", "peru.en"]
    assert found(*links, at=f"{SITE}/country-wiki") == ["chile.fr", "peru.en", "peru.fr"]


def test_both_names_of_the_site_are_one_host() -> None:
    """A link to the site's other name, or without encryption, is asked for at the index's own host."""
    (page,) = discover(index(link("http://coe.int/en/web/octopus/-/peru")), LAYOUT).profiles
    assert page.url == f"{SITE}/en/web/octopus/-/peru"


def test_a_replica_is_its_own_site() -> None:
    """Relative links of an index on another host and port stay there."""
    (page,) = discover(index(link("-/peru"), at="http://127.0.0.1:8000/en/web/octopus/country-wiki"), LAYOUT).profiles
    assert page.url == "http://127.0.0.1:8000/en/web/octopus/-/peru"


def test_a_saved_index_resolves_against_the_real_one() -> None:
    """The links of an index read from a file start from the address the layout gives for it."""
    (page,) = discover(index(link("-/peru"), at="saved/country-wiki.html"), LAYOUT).profiles
    assert page.url == f"{SITE}/en/web/octopus/-/peru"


def test_an_index_without_profiles_adds_nothing() -> None:
    """An empty, blocked or redesigned index gives no pages and no error."""
    assert found() == []
    assert found("<p>Attention Required</p>") == []


@given(st.text(), st.text(), st.text())
@settings(deadline=None)
def test_never_raises(markup: str, href: str, at: str) -> None:
    """No markup, address or origin of an index makes discovery fail."""
    safe = href.replace('"', "")
    for origin in (INDEX, f"https://{at}", at):
        discover(index(markup, link(safe), link(f"-/{safe}"), at=origin), LAYOUT)
