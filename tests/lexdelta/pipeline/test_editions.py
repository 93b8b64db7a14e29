"""Two language editions are one country: a change in both is told once, in step or not."""

from __future__ import annotations

from pathlib import Path

from watched_replica import SIX, Watched

from lexdelta.demo.answers import Answer
from lexdelta.demo.site import Replica


def test_an_edition_that_lags_is_told_with_the_other(tmp_path: Path) -> None:
    """The French page that failed that day brings the same change the next day, and nothing is told twice."""
    with Replica(countries=SIX) as site:
        watched = Watched(site, tmp_path, ("en", "fr"))
        watched.run(1)
        usual = site.answer
        site.answer = lambda request: (  # type: ignore[method-assign] # one edition of one page is to fail
            Answer(503, "busy") if request.path.startswith("/fr/web/octopus/-/fiji") else usual(request)
        )
        first = watched.run(2, hours=24).report
        site.answer = usual  # type: ignore[method-assign] # and to be healed
        second = watched.run(2, hours=24).report
    assert [(c.page, c.also_in) for c in first.changes if c.country == "Fiji"] == [("fiji.en", ())]
    assert [c.page for c in second.changes if c.country == "Fiji"] == []
    assert watched.rows("SELECT also_in FROM change_detail WHERE page = 'fiji.en'") == [{"also_in": "fiji.fr"}]


def test_a_removal_is_confirmed_once_for_both(tmp_path: Path) -> None:
    """A section gone from both editions waits once and is told once."""
    with Replica(countries=SIX) as site:
        watched = Watched(site, tmp_path, ("en", "fr"))
        watched.run(1)
        waiting = watched.run(2, hours=24).report.unsure
        told = watched.run(2, hours=24).report.changes
    assert [(entry.change.page, entry.change.also_in) for entry in waiting] == [("benin.en", ("benin.fr",))]
    assert [(c.page, c.also_in) for c in told] == [("benin.en", ("benin.fr",))]


def test_editions_some_days_apart_are_told_once(tmp_path: Path) -> None:
    """A translation that follows nine days later is told with the original, a removal and declarations among it."""
    with Replica(countries=SIX) as site:
        watched = Watched(site, tmp_path, ("en", "fr"))
        watched.run(1)
        usual, days = site.answer, 9
        late = Replica(state=1, countries=SIX)
        site.answer = lambda request: (  # type: ignore[method-assign] # the French edition is to stay as it was
            late.answer(request) if request.path.startswith("/fr/") else usual(request)
        )
        first = [change for _ in range(days) for change in watched.run(2, hours=24).report.changes]
        site.answer = usual  # type: ignore[method-assign] # and to follow
        second = [change for _ in range(3) for change in watched.run(2, hours=24).report.changes]
        late._server.server_close()
    assert {change.language for change in first} == {"en"}
    assert len(first) >= 4
    assert second == []
    told = watched.rows("SELECT also_in FROM change_detail WHERE state = 'confirmed'")
    assert all(str(row["also_in"]).endswith(".fr") for row in told)


def test_an_edition_speaks_for_itself_when_the_other_wavers(tmp_path: Path) -> None:
    """A section gone from both, of which the English cache brings a stale copy the day after, is told once by the
    French page; when the English one agrees again, it is told with that."""
    with Replica(countries=SIX) as site, Replica(state=1, countries=SIX) as stale:
        watched = Watched(site, tmp_path, ("en", "fr"))
        watched.run(1)
        watched.run(2, hours=24)
        usual = site.answer
        site.answer = lambda request: (  # type: ignore[method-assign] # one edition is to waver
            stale.answer(request) if request.path.startswith("/en/web/octopus/-/benin") else usual(request)
        )
        told = [watched.run(2, hours=24).report.changes]
        site.answer = usual  # type: ignore[method-assign] # and to agree again
        told += [watched.run(2, hours=24).report.changes for _ in range(5)]
    assert [[(c.page, c.kind) for c in changes if c.country == "Benin"] for changes in told] == [
        [("benin.fr", "section_removed")], [], [], [], [], [],
    ]  # fmt: skip
