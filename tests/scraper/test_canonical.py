from __future__ import annotations

from dataclasses import replace
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scraper.layouts.octopus import LAYOUT
from scraper.page import Page, addressed, canonical, in_language, titled

COE = "https://www.coe.int"
E1 = "/web/octopus/country-wiki/-/asset_publisher/hFPA5fbKjyCJ/content"
E3B = "/web/octopus/country-wiki-ap/-/asset_publisher/CmDb7M4RGb4Z/content"
E3C = "/web/octopus/country-wiki/-/asset_publisher/wM2oCWukY7tM/content"
PORTLET = "_com_liferay_asset_publisher_web_portlet_AssetPublisherPortlet_INSTANCE_wM2oCWukY7tM"
PRINT = "_101_INSTANCE_CmDb7M4RGb4Z_viewMode=print&_101_INSTANCE_CmDb7M4RGb4Z_languageId=en_GB"
SWITCH = f"{COE}/en/c/portal/update_language?p_l_id=64861683&redirect="


def key(url: str) -> str | None:
    page = canonical(url, LAYOUT)
    return page.key if page else None


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        (f"{COE}/en/web/octopus/-/peru", "peru.en"),
        (f"{COE}/fr/web/octopus/-/peru", "peru.fr"),
        ("https://coe.int/en/web/octopus/-/peru", "peru.en"),
        ("http://www.coe.int/en/web/octopus/-/peru", "peru.en"),
        ("HTTPS://WWW.COE.INT/en/web/octopus/-/Peru/", "peru.en"),
        (f"  {COE}/en/web/octopus/-/peru#p_com_liferay_x\n", "peru.en"),
        (f"{COE}/web/octopus/-/peru", "peru.en"),
        (f"{COE}/es/web/octopus/-/fiji?inheritRedirect=true", "fiji.en"),
        (f"{COE}/fr_FR/web/octopus/-/fiji", "fiji.fr"),
        (f"{COE}/en/web/octopus/-/peru;jsessionid=0A1B?p_auth=z2YadrUR", "peru.en"),
        (f"{COE}/en{E1}/beninbenin?inheritRedirect=false&desktop=false", "benin.en"),
        (f"{COE}/ca{E1}/mexico?inheritRedirect=false", "mexico.en"),
        (f"{COE}/nb{E1}/panama?_101_INSTANCE_hFPA5fbKjyCJ_viewMode=view%2F", "panama.en"),
        (f"{COE}/sl{E1}/panama/pop_up?_101_INSTANCE_hFPA5fbKjyCJ_viewMode=print&x_languageId=rm_CH", "panama.en"),
        (
            f"{COE}/en/web/octopus/countries/-/asset_publisher/ldw5HitmFR9f/content/turkey?inheritRedirect=true",
            "turkey.en",
        ),
        (f"{COE}/en{E3B}/azerbaijan?_101_INSTANCE_CmDb7M4RGb4Z_viewMode=view/", "azerbaijan.en"),
        (f"https://coe.int/fr{E3B}/chile/pop_up?{PRINT}", "chile.fr"),
        (f"{COE}/en{E3B}/id/64860725", "germany.en"),
        (f"{COE}/en{E3B}/id/68596622/pop_up?{PRINT}", "zimbabwe.en"),
        (f"{COE}/en{E3C}/colombia?{PORTLET}_assetEntryId=1&{PORTLET}_redirect=https%3A%2F%2Fx%3Fa%3Db", "colombia.en"),
        (f"{COE}/en{E3C}/jamaica?{PORTLET}_redirect=https%253A%252F%252Fwww.coe.int%252Fen", "jamaica.en"),
        (f"{COE}/en/web/octopus/-/moldova-republic-of-", "moldova.en"),
        (f"{COE}/en{E1}/republic-of-moldova/pop_up?{PRINT}", "moldova.en"),
        (f"{COE}/en/web/octopus/-/c%C3%B4te-d%E2%80%99ivoire", "cote-ivoire.en"),
        (f"{COE}/en/web/octopus/-/kosovo-", "kosovo.en"),
        ("http://127.0.0.1:8000/en/web/octopus/-/urugu-2", "uruguay.en"),
        ("http://[::1]:8000/en/web/octopus/-/nau-1", "nauru.en"),
    ],
)
def test_every_form_of_an_address_is_one_page(url: str, expected: str) -> None:
    """Hosts, locales, views, publishers, numbers and tracking parameters all lead to one key a country and language."""
    assert key(url) == expected


@pytest.mark.parametrize(
    ("target", "language", "expected"),
    [
        ("%2Fen%2Fweb%2Foctopus%2F-%2Fchad", "fr_FR", "chad.fr"),
        ("%252Fen%252Fweb%252Foctopus%252F-%252Fchad", "fr_FR", "chad.fr"),
        ("/fr/web/octopus/-/chad", "en_GB", "chad.en"),
        ("%2Ffr%2Fweb%2Foctopus%2F-%2Fchad", "", "chad.fr"),
        ("%2Ffr%2Fweb%2Foctopus%2F-%2Fchad", "sq_AL", "chad.en"),
        (quote(f"/en{E3C}/jamaica?{PORTLET}_redirect=x", safe=""), "fr_FR", "jamaica.fr"),
        (quote(f"{COE}/en/web/octopus/-/chad", safe=""), "fr_FR", "chad.fr"),
        (quote("/en/c/portal/update_language?redirect=/en/web/octopus/-/chad", safe=""), "fr_FR", "chad.fr"),
        ("%2Fen%2Fweb%2Foctopus%2Fcountry-wiki", "fr_FR", None),
        ("", "fr_FR", None),
    ],
)
def test_a_language_switch_is_the_edition_it_chooses(target: str, language: str, expected: str | None) -> None:
    """A switch leads to the page in its redirect, in the language it asks for, however often it is encoded."""
    assert key(f"{SWITCH}{target}&languageId={language}") == expected


def test_a_switch_never_leaves_the_host() -> None:
    """A redirect to another host keeps the host that was asked."""
    page = canonical(f"{SWITCH}https%3A%2F%2Fevil.example%2Fen%2Fweb%2Foctopus%2F-%2Fperu&languageId=fr_FR", LAYOUT)
    assert page == Page("peru.fr", "peru", "fr", f"{COE}/fr/web/octopus/-/peru")


def test_a_switch_that_turns_in_circles_is_no_page() -> None:
    """A switch inside a switch inside a switch is given up."""
    url = "/en/web/octopus/-/peru"
    for _ in range(9):
        url = f"/en/c/portal/update_language?redirect={quote(url, safe='')}"
    assert key(COE + url) is None


@pytest.mark.parametrize(
    ("url", "fetched"),
    [
        ("http://coe.int/en/web/octopus/-/peru?utm_source=x#top", "http://coe.int/en/web/octopus/-/peru"),
        ("https://user:secret@www.coe.int:443/en/web/octopus/-/peru/", f"{COE}/en/web/octopus/-/peru"),
        (
            "http://127.0.0.1:8000/es/web/octopus/-/fiji?inheritRedirect=true",
            "http://127.0.0.1:8000/en/web/octopus/-/fiji",
        ),
        (f"{COE}/web/octopus/-/peru", f"{COE}/en/web/octopus/-/peru"),
        (f"{COE}/en/web/octopus/-/japan_legislation", f"{COE}/en/web/octopus/-/japan_legislation"),
        (f"{COE}/en/web/octopus/-/côte-d’ivoire", f"{COE}/en/web/octopus/-/c%C3%B4te-d%E2%80%99ivoire"),
        (f"{COE}/fr{E3B}/chile/pop_up?{PRINT}", f"{COE}/fr{E3B}/chile"),
        (f"{COE}/en{E3B}/id/64860725?x=y", f"{COE}/en{E3B}/id/64860725"),
        (f"{SWITCH}%2Fen%2Fweb%2Foctopus%2F-%2Fnau-1&languageId=fr_FR", f"{COE}/fr/web/octopus/-/nau-1"),
    ],
)
def test_the_address_to_fetch_is_the_given_one_without_noise(url: str, fetched: str) -> None:
    """The page is asked for where it was given, by slug, host and scheme; views and parameters are dropped."""
    page = canonical(url, LAYOUT)
    assert page is not None
    assert page.url == fetched


@pytest.mark.parametrize(
    "url",
    [
        "",
        "peru",
        "/en/web/octopus/-/peru",
        "mailto:someone@coe.int",
        "javascript:void(0)",
        "ftp://www.coe.int/en/web/octopus/-/peru",
        "https:///en/web/octopus/-/peru",
        "https://[/en/web/octopus/-/peru",
        "https://www.coe.int:99999/en/web/octopus/-/peru",
        "https://www.coe.int\\@evil.example/en/web/octopus/-/peru",
        COE,
        f"{COE}/en/web/octopus/country-wiki",
        f"{COE}/en/web/octopus/country-legislative-profile",
        f"{COE}/en/web/octopus/-/",
        f"{COE}/en/web/octopus/-/..",
        f"{COE}/en/web/octopus/-/%20",
        f"{COE}/en/web/octopus/-/peru/history",
        f"{COE}/en/web/octopus/-/{'x' * 300}",
        f"{COE}/en/web/octopus/-/%E4%B8%ADperu",
        f"{COE}/en/web/cybercrime/-/peru",
        f"{COE}/en{E3B}/id/1",
        f"{COE}/en{E3B}/id/peru",
        f"{COE}/x?redirect=%2Fen%2Fweb%2Foctopus%2F-%2Fperu",
    ],
)
def test_anything_else_is_no_page(url: str) -> None:
    """What is not the address of one country's profile is None, whatever it looks like."""
    assert key(url) is None


@pytest.mark.parametrize(
    ("slug", "country"),
    [("freedonia", "freedonia"), ("peru-2", "peru-2"), ("freedonia-", "freedonia-"), ("Grand%20Duchy", "grand-duchy")],
)
def test_an_unknown_slug_is_its_own_key(slug: str, country: str) -> None:
    """A slug that no country is known by keeps its tail: only the table may say that "peru-2" is Peru."""
    page = canonical(f"{COE}/en/web/octopus/-/{slug}", LAYOUT)
    assert page is not None
    assert (page.key, page.country) == (f"{country}.en", country)


def test_a_number_nobody_knows_is_an_unnamed_page() -> None:
    """Views, publishers and hosts lead to one key a number and language; the title says whose page it is."""
    urls = (f"{COE}/en{E3B}/id/7", f"https://coe.int/en{E3C}/id/7/pop_up?{PRINT}", f"{COE}/nb{E3B}/id/7")
    assert {(page.key, page.kind) for url in urls if (page := addressed(url, LAYOUT))} == {("id-7.en", "unnamed")}
    unnamed = addressed(f"{COE}/fr{E3B}/id/7?x=y", LAYOUT)
    assert unnamed is not None
    assert addressed(unnamed.url, LAYOUT) == unnamed
    assert in_language(unnamed, "en", LAYOUT) == addressed(urls[0], LAYOUT)
    assert titled(unnamed, "Tuvalu", LAYOUT) == Page("tuvalu.fr", "tuvalu", "fr", f"{COE}/fr{E3B}/id/7")
    assert titled(unnamed, "Atlantis", LAYOUT) is None
    assert addressed(f"{COE}/en/web/octopus/-/id-7", LAYOUT) is None


def test_a_name_counts_only_for_an_unknown_number() -> None:
    """What a link calls the page decides where the address holds an unknown number, and nowhere else."""
    numbered = canonical(f"{COE}/en{E3B}/id/1", LAYOUT, name="Kosovo*")
    assert numbered == Page("kosovo.en", "kosovo", "en", f"{COE}/en{E3B}/id/1")
    for url in (f"{COE}/en{E3B}/id/64860725", f"{COE}/en/web/octopus/-/germany"):
        page = canonical(url, LAYOUT, name="Peru")
        assert page is not None
        assert page.key == "germany.en"


@given(st.text() | st.text(st.characters(categories=["Cs", "Cc", "Po"])))
@settings(deadline=None)
def test_never_raises(text: str) -> None:
    """Any string at all is a page or None."""
    for url in (text, f"https://{text}", f"{COE}/en/web/octopus/-/{text}", SWITCH + text):
        canonical(url, LAYOUT, name=text)


@given(
    origin=st.sampled_from([COE, "http://coe.int", "http://127.0.0.1:8000"]),
    locale=st.sampled_from(["", "/en", "/fr", "/es", "/sq", "/en_GB"]),
    path=st.sampled_from(["/web/octopus/-", E1, E3B, E3C]),
    slug=st.sampled_from(["peru", "urugu-2", "id/64860150", "new-land-1"]) | st.text(min_size=1),
    tail=st.sampled_from(["", "/", "/pop_up", "?inheritRedirect=false", f"/pop_up?{PRINT}", "#top"]),
)
@settings(deadline=None)
def test_idempotent(origin: str, locale: str, path: str, slug: str, tail: str) -> None:
    """The address of a page leads to that very page again."""
    page = canonical(f"{origin}{locale}{path}/{slug}{tail}", LAYOUT)
    assert page is None or canonical(page.url, LAYOUT) == page


@pytest.mark.parametrize("path", ["/web/octopus/-/peru", f"{E3B}/id/64860150", f"{E3C}/jamaica"])
def test_the_other_edition_is_the_same_address_in_another_language(path: str) -> None:
    """An edition differs from another in the locale of its address and the end of its key, and in nothing else."""
    english = canonical(f"{COE}/en{path}", LAYOUT)
    assert english is not None
    french = in_language(replace(english, origin="index"), "fr", LAYOUT)
    assert french == replace(english, key=f"{english.country}.fr", language="fr", url=f"{COE}/fr{path}", origin="index")
    assert canonical(french.url, LAYOUT) == replace(french, origin="known")
    assert in_language(replace(french, origin="known"), "en", LAYOUT) == english


def test_the_other_edition_of_a_strange_address_has_the_usual_form() -> None:
    """A page kept under an address the layout does not know gets its other edition under the usual one."""
    page = Page("peru.en", "peru", "en", "http://127.0.0.1:8000/saved/peru.html", origin="import")
    french = in_language(page, "fr", LAYOUT)
    assert french == replace(page, key="peru.fr", language="fr", url="http://127.0.0.1:8000/fr/web/octopus/-/peru")
