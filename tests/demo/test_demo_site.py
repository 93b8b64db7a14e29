"""The replica as a server, asked over real sockets."""

from __future__ import annotations

import gzip
import http.client
from collections.abc import Callable

import pytest

from lexdelta.demo.answers import Answer
from lexdelta.demo.notes import country_keys, load
from lexdelta.demo.site import Replica, render

Lines = Callable[[str], list[str]]
Get = Callable[..., tuple[int, dict[str, str], bytes]]
PERU = "/en/web/octopus/-/peru"


def test_a_profile_is_served_with_its_length(get: Get, lines: Lines) -> None:
    """A page arrives whole, as HTML, with the right length, and reads as the one rendered without a server."""
    with Replica(countries=["peru"]) as site:
        status, headers, body = get(site, PERU)
    assert status == 200
    assert headers["content-type"] == "text/html;charset=UTF-8"
    assert int(headers["content-length"]) == len(body)
    assert lines(body.decode()) == lines(render("peru"))


def test_every_response_has_its_own_noise(get: Get) -> None:
    """The same page asked twice is not the same bytes."""
    with Replica(countries=["kenya"]) as site:
        assert get(site, "/en/web/octopus/-/kenya")[2] != get(site, "/en/web/octopus/-/kenya")[2]


def test_gzip_is_used_when_accepted(get: Get, lines: Lines) -> None:
    """A client that accepts gzip gets gzip, with the length of what is on the wire; one that does not, does not."""
    with Replica(countries=["peru"]) as site:
        _, headers, packed = get(site, PERU, accept_encoding="gzip")
        _, plain_headers, plain = get(site, PERU)
    assert headers["content-encoding"] == "gzip"
    assert int(headers["content-length"]) == len(packed)
    assert "content-encoding" not in plain_headers
    assert lines(gzip.decompress(packed).decode()) == lines(plain.decode())


def test_a_known_tag_is_answered_304_until_the_page_changes(get: Get) -> None:
    """A tag stays as long as the text does: 304 in the same state, 200 with another tag once the page changed."""
    path = "/en/web/octopus/-/fiji"
    with Replica(countries=["fiji"]) as site:
        _, headers, _ = get(site, path)
        again, _, body = get(site, path, if_none_match=headers["etag"])
        site.state = 2
        changed, new_headers, _ = get(site, path, if_none_match=headers["etag"])
    assert (again, body, changed) == (304, b"", 200)
    assert new_headers["etag"] != headers["etag"]
    assert new_headers["last-modified"] != headers["last-modified"]


def test_an_unchanged_page_keeps_its_tag_across_the_states(get: Get) -> None:
    """What did not change is still answered 304 in state 2."""
    with Replica(countries=["estonia"]) as site:
        _, headers, _ = get(site, "/en/web/octopus/-/estonia")
        site.state = 2
        assert get(site, "/en/web/octopus/-/estonia", if_none_match=headers["etag"])[0] == 304


def test_a_third_of_the_pages_send_tags() -> None:
    """About a third of the countries, in every template, can answer 304; the others never do."""
    tagged = [load(key) for key in country_keys() if load(key).field("etag")]
    assert 18 <= len(tagged) <= 24
    assert {notes.field("template") for notes in tagged} == {"tabs", "accordion", "classic"}


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_index_leads_to_every_country(language: str, get: Get) -> None:
    """All sixty addresses stand in the index of each language: most behind flags without words, some as text."""
    with Replica() as site:
        page = get(site, f"/{language}/web/octopus/country-wiki")[2].decode()
    assert all(f"/{load(key).slug}" in page for key in country_keys())
    assert page.count("/documents/flags/") == 52
    assert "update_language" in page
    assert "_cur=2" in page


def test_only_the_countries_asked_for_are_served(get: Get) -> None:
    """A smaller site has a smaller index, and no page of the others."""
    with Replica(countries=["peru", "fiji"]) as site:
        index = get(site, "/en/web/octopus/country-wiki")[2].decode()
        assert get(site, "/en/web/octopus/-/chad")[0] == 404
    assert "/-/peru" in index
    assert "chad" not in index


def test_an_unknown_country_is_refused_at_once() -> None:
    """A misspelt key in a test fails where it was written."""
    with pytest.raises(ValueError, match="atlantis"):
        Replica(countries=["atlantis"])


def test_the_same_profile_has_a_second_address(get: Get, lines: Lines) -> None:
    """The publisher's address serves the same text as the short one, whatever its query."""
    path = "/en/web/octopus/country-wiki-ap/-/asset_publisher/CmDb7M4RGb4Z/content/peru?x=1"
    with Replica(countries=["peru"]) as site:
        assert lines(get(site, path)[2].decode()) == lines(get(site, PERU)[2].decode())


def test_other_places(get: Get) -> None:
    """The robots file allows profiles, the home page stands, and anything else is a 404 page of the site."""
    with Replica(countries=["peru"]) as site:
        robots = get(site, "/robots.txt")
        home = get(site, "/fr/web/octopus/home")
        missing = get(site, "/en/c/portal/update_language?languageId=fr_FR")
    assert robots[1]["content-type"].startswith("text/plain")
    assert b"Disallow: /c/portal/" in robots[2]
    assert home[0] == 200
    assert missing[0] == 404
    assert b"Page not found" in missing[2]


def test_requests_are_kept(get: Get) -> None:
    """A test can see what was asked: method, path with query, headers by lower-case name."""
    with Replica(countries=["peru"]) as site:
        get(site, f"{PERU}?a=1", user_agent="tester")
        assert [(r.method, r.path, r.headers["user-agent"]) for r in site.requests] == [
            ("GET", f"{PERU}?a=1", "tester")
        ]


@pytest.mark.parametrize(
    ("fault", "status", "words"),
    [
        ("503", 503, b"Scheduled maintenance"),
        ("404", 404, b"Page not found"),
        ("block", 200, b"you have been blocked"),
        ("home", 302, b""),
        ("empty", 200, b""),
        ("login", 200, b'type="password"'),
        ("maintenance", 200, b"Scheduled maintenance"),
        ("ok", 200, b"Cybercrime legislation"),
    ],
)
def test_faults_by_name(fault: str, status: int, words: bytes, get: Get) -> None:
    """Each named fault answers one page as its name says, and the other pages stay well."""
    with Replica(countries=["peru", "fiji"]) as site:
        site.faults["peru"] = fault
        seen, headers, body = get(site, PERU)
        healthy = get(site, "/en/web/octopus/-/fiji")
    assert (seen, int(headers["content-length"])) == (status, len(body))
    assert words in body
    assert headers.get("location", "/en/web/octopus/home") == "/en/web/octopus/home"
    assert healthy[0] == 200
    assert b"Fiji Police Force" in healthy[2]


def test_a_cut_body_ends_before_its_length(get: Get) -> None:
    """The connection breaks in the middle of the body although a longer one was promised."""
    with Replica(countries=["peru"]) as site:
        site.faults["peru"] = "cut"
        with pytest.raises(http.client.IncompleteRead):
            get(site, PERU)


def test_a_fault_may_be_a_function_of_the_request(get: Get) -> None:
    """A test can answer as it likes, with what the client sent at hand."""
    with Replica(countries=["peru"]) as site:
        site.faults["peru"] = lambda request: Answer(429, request.headers["x-word"], (("Retry-After", "1"),))
        status, headers, body = get(site, PERU, x_word="hush")
    assert (status, headers["retry-after"], body) == (429, "1", b"hush")


def test_the_pages_that_fail_by_themselves_in_state_two_can_be_healed(get: Get) -> None:
    """Ghana shows a block page in state 2 until a test says it is well."""
    with Replica(state=2, countries=["ghana"]) as site:
        assert b"blocked" in get(site, "/en/web/octopus/-/ghana")[2]
        site.faults["ghana"] = "ok"
        assert b"Cyber Security Authority" in get(site, "/en/web/octopus/-/ghana")[2]


def test_pages_can_be_made_heavy_without_reading_differently(get: Get, lines: Lines) -> None:
    """For benchmarks a page may carry as much menu as a real one; the profile in it stays the same."""
    with Replica(countries=["peru"], weight=100) as site:
        body = get(site, PERU)[2]
    assert 100_000 < len(body) < 140_000
    assert lines(body.decode()) == lines(render("peru"))
