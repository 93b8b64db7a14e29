"""An index that is printed in pages is one index: all of them add countries, and none is missing by a page's fault."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from watched_replica import SIX, Watched, lexdelta

from lexdelta.demo.site import Replica

ALL = frozenset(f"{country}.en" for country in SIX)
INDEX = "country-wiki"


@pytest.fixture
def paged(tmp_path: Path) -> Watched:  # type: ignore[misc] # pytest takes generators
    with Replica(countries=SIX) as site:
        site.on_a_page = 2
        yield Watched(site, tmp_path)


def asked(site: Replica) -> int:
    """How many pages of the index were asked for since the last call."""
    found = sum(INDEX in request.path for request in site.requests)
    site.requests.clear()
    return found


def watched(paged: Watched) -> frozenset[str]:
    return frozenset(row["key"] for row in paged.rows("SELECT key FROM pages WHERE kind = 'profile'"))


def outcomes(paged: Watched) -> list[str]:
    """How the looks at the index's pages ended in the last run."""
    sql = """SELECT c.outcome FROM checks c JOIN pages p ON p.key = c.page
        WHERE p.kind = 'index' AND c.run = (SELECT max(id) FROM runs) ORDER BY c.id"""
    return [row["outcome"] for row in paged.rows(sql)]


def missed(paged: Watched) -> list[str]:
    return [row["title"] for row in paged.rows("SELECT title FROM events WHERE kind = 'index'")]


def test_every_page_adds_countries(paged: Watched) -> None:
    """Three pages of two countries are six countries, each page asked for once and kept as evidence; the next run finds
    nothing new."""
    paged.run(1)
    assert watched(paged) == ALL
    assert asked(paged.site) == 3
    assert outcomes(paged) == ["first"] * 3
    finished = paged.run(1, hours=24)
    assert outcomes(paged) == ["unchanged"] * 3
    assert not finished.has_news
    assert missed(paged) == []


def test_a_country_that_moves_to_another_page_is_not_missed(paged: Watched) -> None:
    """A new country shifts all after it by a place; what falls off the list is missed once."""
    paged.run(1)
    paged.site._countries = ("albania", *SIX[:3], *SIX[4:])
    paged.run(1, hours=24)
    assert watched(paged) == ALL | {"albania.en"}
    assert [SIX[3] in title for title in missed(paged)] == [True]


def test_a_list_of_one_length_in_other_pages_is_the_same_list(paged: Watched) -> None:
    """Whether it is printed in three pages, in six or in one says nothing about countries."""
    paged.run(1)
    for length in (1, 0, 4, 2):
        paged.site.on_a_page = length
        assert not paged.run(1, hours=24).has_news
    assert missed(paged) == []
    assert watched(paged) == ALL


@pytest.mark.parametrize("fault", ["503", "block"])
def test_a_page_that_fails_makes_nobody_missing(paged: Watched, fault: str) -> None:
    """While a page of the index is away, what the others list says nothing of the rest; the page is told as unknown."""
    paged.run(1)
    paged.site.faults["country-wiki-2"] = fault
    paged.site._countries = SIX[1:]
    finished = paged.run(1, hours=24)
    assert missed(paged) == []
    told = [unknown.country for unknown in finished.report.unknown if unknown.page.startswith("index.")]
    assert told == ["The index, page 2"]
    del paged.site.faults["country-wiki-2"]
    paged.run(1, hours=24)
    assert ["fiji" in title for title in missed(paged)] == [True]


def test_a_list_that_shrinks_to_its_first_page_is_doubted_once(paged: Watched) -> None:
    """A whole index that lists less than half as many is one question to a person, and is measured by the old one."""
    paged.run(1)
    paged.site._countries = SIX[:2]
    for _ in range(2):
        finished = paged.run(1, hours=24)
        about = [unknown for unknown in finished.report.unknown if unknown.page.startswith("index.")]
        assert [unknown.country for unknown in about] == ["The index"]
        assert "links to 2 profiles, 6 before" in about[0].reason
    assert missed(paged) == []


def test_a_doubted_index_doubts_its_pages(paged: Watched) -> None:
    """What the further pages of a doubted index list is not what the next look is measured by; one line tells it."""
    paged.site.on_a_page = 1
    paged.run(1)
    paged.site._countries = SIX[:2]
    for _ in range(2):
        finished = paged.run(1, hours=24)
        assert outcomes(paged) == ["quarantined", "failed"]
        assert [u.country for u in finished.report.unknown if u.page.startswith("index.")] == ["The index"]
    paged.site._countries = SIX
    paged.run(1, hours=24)
    assert outcomes(paged) == ["unchanged"] * 6
    assert missed(paged) == []


def test_a_person_who_accepts_the_whole_accepts_its_pages(paged: Watched) -> None:
    """The doubted list is believed with all its pages once somebody says so, and whom it leaves out is told."""
    paged.site.on_a_page = 1
    paged.run(1)
    paged.site._countries = SIX[:2]
    paged.run(1, hours=24)
    (doubted,) = paged.rows("SELECT id FROM checks WHERE outcome = 'quarantined'")
    said = lexdelta(paged.folder, "decide", f"q{doubted['id']}", "accept")
    assert said.returncode == 0, said.stderr
    paged.run(1, hours=24)
    assert outcomes(paged) == ["changed", "unchanged"]
    assert len(missed(paged)) == 4
    asked(paged.site)
    paged.site._countries = (*SIX[:2], "albania")
    paged.run(1, hours=24)
    assert asked(paged.site) == 3
    assert "albania.en" in watched(paged)


def test_paging_without_end_is_left(paged: Watched) -> None:
    """A list whose every page links to a next one that says the same is asked for one more time, not for ever."""
    paged.site.on_a_page = 0
    paged.run(1)
    assert asked(paged.site) == 2
    assert watched(paged) == ALL


def test_the_probe_says_that_an_index_goes_on(paged: Watched) -> None:
    """A first look asks for one page of the index, and says that there are more."""
    said = lexdelta(paged.folder, "probe")
    assert "with links to 2 more pages, which a run asks for" in said.stdout
    assert asked(paged.site) == 1


def test_the_pages_of_an_index_are_listed_with_it(paged: Watched) -> None:
    """They are watched as long as the index goes on with them."""
    paged.run(1)
    listed = json.loads(lexdelta(paged.folder, "pages", "--json").stdout)
    assert [(row["page"].startswith("index."), row["watched"]) for row in listed[:4]] == [(True, "yes")] * 3 + [
        (False, "yes")
    ]
    paged.site.on_a_page = 3
    paged.run(1, hours=24)
    listed = json.loads(lexdelta(paged.folder, "pages", "--json").stdout)
    assert [row["watched"] for row in listed if row["page"].startswith("index.")] == ["yes", "yes", "no"]
