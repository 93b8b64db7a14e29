"""While a page cannot be read at its site, an archive stands in for it: what that shows is judged as any look is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from archive_files import warc
from imports import imported
from markup_styles import document, flat_h3
from old_times import Look
from watched_replica import START, Watched, lexdelta

from lexdelta.demo.answers import Answer
from lexdelta.demo.site import Replica
from lexdelta.render.text import render_text
from lexdelta.running import Finished

NAMES = {
    "albania": "Albania",
    "benin": "Benin",
    "fiji": "Fiji",
    "germany": "Germany",
    "mauritius": "Mauritius",
    "peru": "Peru",
    "sri-lanka": "Sri Lanka",
}
OLD, NEW = "Act 12 of 2019 punishes access to computers without right.", "Act 77 of 2025 punishes access to any system."
WALL = "<html><head><title>Just a moment...</title></head><body>Checking your browser</body></html>"


def page(country: str, law: str = OLD, *, unit: bool = True) -> str:
    """A profile with a law and, unless it went missing, an institution."""
    parts = [("Substantive law", law), ("Sources and links", "The gazette of laws.")]
    parts += [("Specialised institutions", "The Cyber Unit.")] if unit else []
    status = ("Status regarding Budapest Convention", [("p", "Status : Party See legal profile")])
    sections = [status, *((label, [("p", text)]) for label, text in parts)]
    return document(flat_h3((country, sections)), country)


@dataclass
class Site:
    """A watched site that shows what it is told to, or fails."""

    watched: Watched
    count: int = 0

    def look(self, *shown: str, hours: float = 24, countries: tuple[str, ...] = ("peru",)) -> Finished:
        """A run in which every page shows that markup, or answers 503 when none is given."""
        for country in countries:
            html = shown[0].replace("Peru", NAMES[country]) if shown else ""
            fault = (lambda _request, text=html: Answer(200, text)) if shown else "503"
            self.watched.site.faults[country] = fault
        return self.watched.run(hours=hours)

    def archived(self, *found: tuple[float, str], countries: tuple[str, ...] = ("peru",)) -> dict[str, object]:
        """An import of captures, each taken so many hours ago."""
        self.count += 1
        root = f"{self.watched.site.base_url}/en/web/octopus/-"
        looks = [
            Look(f"{c}.en", self.watched.now - timedelta(hours=ago), f"{root}/{c}", html.replace("Peru", NAMES[c]))
            for ago, html in found
            for c in countries
        ]
        return imported(self.watched.folder, warc(self.watched.folder / f"{self.count}.warc", looks))


@pytest.fixture
def peru(tmp_path: Path) -> Iterator[Site]:
    with Replica(countries=("peru",)) as replica:
        yield Site(Watched(replica, tmp_path, now=START - timedelta(days=25)))


def kinds(finished: Finished) -> list[tuple[str, bool]]:
    return [(change.kind, change.history) for change in finished.report.changes]


@pytest.mark.parametrize("back", [False, True], ids=["while it fails", "once it is back"])
def test_what_changed_while_a_page_fails_is_told_by_the_next_run(peru: Site, back: bool) -> None:
    """Once, as news: by the archive's word while the site fails, by its own when it is back."""
    peru.look(page("Peru"))
    peru.look()
    found = peru.archived((900 * 24, page("Peru")), (20, page("Peru", NEW)), (6, page("Peru", NEW)))
    assert found["later"] == 2
    told = peru.look(*([page("Peru", NEW)] if back else []))
    assert kinds(told) == [("law_superseded", False)]
    assert told.report.coverage.verified == 1
    assert kinds(peru.look(page("Peru", NEW))) == []
    assert peru.archived((200 * 24, page("Peru")))["later"] == 0
    sql = "SELECT history, count(*) AS n FROM changes WHERE page = 'peru.en' GROUP BY 1"
    assert peru.watched.rows(sql) == [{"history": 0, "n": 1}]


def test_the_page_is_as_old_as_its_capture(peru: Site) -> None:
    """It counts as verified when it was captured; the failure of the site is a check of its own."""
    peru.look(page("Peru"))
    peru.look()
    taken = peru.watched.now - timedelta(hours=6)
    peru.archived((6, page("Peru")))
    report = peru.look().report
    assert (report.coverage.oldest, report.coverage.archived) == (taken, 1)
    assert "1 of 1 page verified, 1 of them by an archive" in render_text(report)
    assert report.unknown == ()
    checks = peru.watched.rows("SELECT outcome FROM checks WHERE page = 'peru.en' ORDER BY id")
    assert [row["outcome"] for row in checks] == ["first", *["failed"] * 4, "unchanged"]
    assert [unknown.page for unknown in peru.look().report.unknown] == ["peru.en"]


def test_a_wall_in_the_archive_stands_in_for_nothing(peru: Site) -> None:
    """The newest capture that the gate accepts is taken; where there is none the page is unknown, and asks nobody."""
    peru.look(page("Peru"))
    peru.look()
    peru.archived((6, WALL))
    assert [unknown.page for unknown in peru.look().report.unknown] == ["peru.en"]
    peru.archived((30, page("Peru", NEW)))
    assert kinds(peru.look()) == [("law_superseded", False)]
    assert lexdelta(peru.watched.folder, "queue", "--json").stdout.count('"quarantine"') == 0


def test_a_page_that_is_gone_is_not_stood_in_for(peru: Site) -> None:
    """What it said before it went does not make it any less gone."""
    peru.look(page("Peru"))
    peru.watched.site.faults["peru"] = "404"
    peru.watched.run(hours=24)
    peru.archived((6, page("Peru", NEW)))
    finished = peru.watched.run(hours=24)
    assert [unknown.page for unknown in finished.report.unknown] == ["peru.en"]
    assert kinds(finished) == []


def test_a_page_that_goes_to_and_fro_is_not_told_twice(peru: Site) -> None:
    """The archive's word is held to the rules for changes that take back others."""
    for law in (OLD, OLD, NEW, NEW, OLD):
        peru.look(page("Peru", law))
    peru.look()
    peru.archived((1, page("Peru", NEW)))
    told = [kinds(peru.look(page("Peru", NEW))) for _ in range(6)]
    assert told == [[]] * 6


@pytest.mark.parametrize("back", [False, True], ids=["while it fails", "once it is back"])
def test_a_section_that_the_archive_has_again_was_never_gone(peru: Site, back: bool) -> None:
    """A removal that waits is withdrawn by what stands in, and neither going nor coming back is told."""
    peru.look(page("Peru"))
    peru.look(page("Peru", unit=False))
    peru.look()
    peru.archived((1, page("Peru")))
    for _ in range(3):
        finished = peru.look(*([page("Peru")] if back else []))
        assert kinds(finished) == []
        assert finished.report.unsure == ()


def test_a_removal_the_archive_shows_twice_is_told(peru: Site) -> None:
    """Two captures that agree, each taken in for one run, are two looks."""
    peru.look(page("Peru"))
    told = []
    for _ in range(3):
        peru.look(hours=48)
        peru.archived((1, page("Peru", unit=False)))
        told.append(kinds(peru.look()))
    assert told[0] == []
    assert [kind for kind, _ in told[1]] == ["section_removed"]
    assert told[2] == []


def test_most_pages_that_are_stood_in_for_are_still_one_outage(tmp_path: Path) -> None:
    """The same new sentence on all of them is held as the site's, and the site is still in trouble."""
    with Replica(countries=tuple(NAMES)) as replica:
        site = Site(Watched(replica, tmp_path, now=START - timedelta(days=25)))
        site.look(page("Peru"), countries=tuple(NAMES))
        outage = site.look(countries=tuple(NAMES))
        assert [event.kind for event in outage.report.events] == ["outage"]
        site.archived((1, page("Peru", NEW)), countries=tuple(NAMES))
        finished = site.look(countries=tuple(NAMES))
        assert {event.kind for event in finished.report.events} == {"outage", "site"}
        assert kinds(finished) == []
