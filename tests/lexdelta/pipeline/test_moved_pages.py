"""A page that moves keeps its key: nothing is told of it, and its new address is noted."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from watched_replica import SIX, Watched

from lexdelta.demo.answers import Answer, Request, render
from lexdelta.demo.site import Replica

NEW = "fiji-profile-2026"


class Moving:
    """A replica on which Fiji's page has another address: the old one is lost or leads on, the index may know."""

    def __init__(self, site: Replica, *, leads_on: bool, in_index: bool, html: str = "") -> None:
        self._usual, self._leads_on, self._in_index = site.answer, leads_on, in_index
        self._html = html
        site.answer = self.answer  # type: ignore[method-assign] # the site as it is after the move

    def answer(self, request: Request) -> Answer:
        """The site's answer after the move."""
        if request.path.endswith(f"/{NEW}"):
            return Answer(200, self._html or render("fiji", "en", 1, 7))
        if request.path.endswith("/fiji"):
            to = (("Location", f"/en/web/octopus/-/{NEW}"),)
            return Answer(301, "", to) if self._leads_on else Answer(404, "not here")
        answer = self._usual(request)
        if self._in_index and "country-wiki" in request.path:
            return Answer(200, answer.body.replace("/fiji", f"/{NEW}"), answer.headers)
        return answer


@pytest.fixture
def site() -> Iterator[Replica]:
    """Six countries."""
    with Replica(countries=SIX) as replica:
        yield replica


def pages(watched: Watched) -> list[str]:
    """The keys of the profiles that are watched."""
    return [str(r["key"]) for r in watched.rows("SELECT key FROM pages WHERE kind = 'profile' ORDER BY key")]


def addresses(watched: Watched) -> set[str]:
    """The last pieces of the addresses at which Fiji's page was accepted, and of the one it is asked for at."""
    rows = watched.rows(
        "SELECT url FROM page_urls WHERE page = 'fiji.en' UNION SELECT url FROM pages WHERE key = 'fiji.en'"
    )
    return {str(row["url"]).rpartition("/")[2] for row in rows}


@pytest.mark.parametrize(("leads_on", "in_index"), [(True, False), (True, True), (False, True)])
def test_a_page_that_moves_is_the_same_page(tmp_path: Path, site: Replica, leads_on: bool, in_index: bool) -> None:
    """Whether the old address leads on or is lost, and whichever the index names: verified, and nothing to tell."""
    watched = Watched(site, tmp_path)
    watched.run(1)
    before = pages(watched)
    Moving(site, leads_on=leads_on, in_index=in_index)
    for _ in range(3):
        finished = watched.run(hours=24)
        assert not finished.has_news
        assert finished.report.coverage.verified == len(SIX)
        assert finished.report.events == ()
    assert pages(watched) == before
    assert addresses(watched) == {"fiji", NEW}


def test_a_listed_page_is_found_where_the_index_says(tmp_path: Path, site: Replica) -> None:
    """An address in the configuration that is lost is looked for once more at the one the index gives."""
    watched = Watched(site, tmp_path)
    config = tmp_path / "config.toml"
    listed = f'pages = ["{site.base_url}/en/web/octopus/-/fiji"]'
    config.write_text(config.read_text().replace("pages = []", listed))
    watched.run(1)
    Moving(site, leads_on=False, in_index=True)
    for _ in range(2):
        finished = watched.run(hours=24)
        assert not finished.has_news
        assert finished.report.unknown == ()
    assert addresses(watched) == {"fiji", NEW}


def test_an_edit_that_comes_with_the_move_is_told(tmp_path: Path, site: Replica) -> None:
    """A moved page is compared with what it said at its old address."""
    watched = Watched(site, tmp_path)
    watched.run(1)
    Moving(site, leads_on=True, in_index=True, html=render("fiji", "en", 2, 7))
    report = watched.run(hours=24).report
    assert [(c.page, c.kind) for c in report.changes if c.country == "Fiji"] == [("fiji.en", "status_moved")]


def test_a_strange_address_with_another_country_is_no_move(tmp_path: Path, site: Replica) -> None:
    """A redirect to a page that names another country proves nothing: quarantined."""
    watched = Watched(site, tmp_path)
    watched.run(1)
    Moving(site, leads_on=True, in_index=False, html=render("peru", "en", 1, 7))
    finished = watched.run(hours=24)
    assert [u.page for u in finished.report.unknown] == ["fiji.en"]
    assert addresses(watched) == {"fiji"}


def test_a_page_that_comes_back_tells_what_changed_meanwhile(tmp_path: Path, site: Replica) -> None:
    """A page called gone that answers again ends its event, and brings its edits as at any look."""
    watched = Watched(site, tmp_path)
    watched.run(1)
    site.faults["fiji"] = "404"
    events = [len(watched.run(hours=24).report.events) for _ in range(9)]
    assert events == [0] * 7 + [1, 1]
    del site.faults["fiji"]
    back = watched.run(2, hours=24).report
    assert back.events == ()
    assert [c.kind for c in back.changes if c.page == "fiji.en"] == ["status_moved"]


def test_a_country_the_index_adds_is_told_once_as_a_new_page(tmp_path: Path, site: Replica) -> None:
    """It is an addition to what is watched, not a hundred additions of text."""
    watched = Watched(site, tmp_path)
    site._countries = SIX[:5]
    watched.run(1)
    site._countries = SIX
    report = watched.run(hours=24).report
    assert [page for page, _ in report.added] == ["kosovo.en"]
    assert report.changes == ()
    again = watched.run(hours=24)
    assert again.report.added == ()
    assert not again.has_news
