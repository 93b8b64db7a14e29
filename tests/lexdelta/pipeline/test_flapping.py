"""A page that goes to and fro is told at most once, and said to go to and fro; what lasts is told."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from markup_styles import Page, document, flat_h3
from watched_replica import Watched, lexdelta

from lexdelta.demo.answers import Answer
from lexdelta.demo.site import Replica

LAW = "Act 12 of 2019 punishes access to computers without right."
COPIES = {
    "a": [("Substantive law", LAW), ("Specialised institutions", "The Cyber Unit."), ("Safeguards", "Judges decide.")],
    "b": [("Substantive law", LAW.replace("12", "77")), ("Specialised institutions", "The Cyber Unit."),
          ("Safeguards", "Judges decide within a day.")],
    "gone": [("Substantive law", LAW), ("Safeguards", "Judges decide.")],
}  # fmt: skip


@pytest.fixture
def peru(tmp_path: Path) -> Iterator[Watched]:
    """One country whose page the test chooses from copies."""
    with Replica(countries=("peru",)) as site:
        yield Watched(site, tmp_path)


def serve(watched: Watched, copy: str, extra: str = "") -> None:
    """Serve that copy of Peru's page, with one more source when asked."""
    sections = [("Status regarding Budapest Convention", [("p", "Status : Party See legal profile")])]
    sections += [(label, [("p", text)]) for label, text in COPIES[copy]]
    sections += [("Sources and links", [("p", "The gazette."), *([("p", extra)] if extra else [])])]
    page: Page = ("Peru", sections)
    watched.site.faults["peru"] = lambda _request: Answer(200, document(flat_h3(page), "Peru"))


def look_daily(watched: Watched, copies: str | list[str]) -> list[list[str]]:
    """What the report of each day tells in full or in part: the kinds of its changes."""
    told = []
    for copy in copies:
        serve(watched, copy)
        report = watched.run(hours=24).report
        told.append([c.kind for c in report.changes] + [kind for kind, count in report.rest for _ in range(count)])
    return told


def flaps(watched: Watched) -> list[str]:
    """The open events that say that a page goes to and fro."""
    return [str(row["title"]) for row in watched.rows("SELECT title FROM events WHERE kind = 'flaps'")]


def test_a_section_that_comes_and_goes_every_other_day_is_never_told(peru: Watched) -> None:
    """Three weeks of it are no deletion and no addition, and one event that says what happens, told once."""
    news = []
    for copy in ["a", "gone"] * 10:
        serve(peru, copy)
        finished = peru.run(hours=24)
        assert finished.report.changes == ()
        news.append(finished.has_news)
    assert len(flaps(peru)) == 1
    assert not any(news[8:])
    assert lexdelta(peru.folder, "report", "--since", "3d").stdout.count("to and fro") == 1


@pytest.mark.parametrize("days", [1, 2, 3, 5, 6])
def test_two_cached_versions_that_take_turns_are_told_once(peru: Watched, days: int) -> None:
    """Each of the two places in which the copies differ is told the first time, however long each copy's turn is."""
    turns = [copy for copy in "ab" * 5 for _ in range(days)]
    told = look_daily(peru, turns)
    assert sum(map(len, told[: days + 1])) == 2
    assert not any(told[days + 1 :])
    assert len(flaps(peru)) == 1


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_edge_caches_out_of_step_are_told_once(peru: Watched, seed: int) -> None:
    """Two caches of which chance answers bring one change to each place, and no more unless one wins for days."""
    rng = random.Random(seed)
    told = look_daily(peru, ["a", "b", *rng.choices("ab", k=30)])
    assert sum(map(len, told)) == 2


def test_what_lasts_in_the_end_is_told(peru: Watched) -> None:
    """When the old copy wins, its return is told after two weeks, once, and the event ends."""
    look_daily(peru, ["a", "b", "a", "b", "a", "b"])
    told = look_daily(peru, ["a"] * 20)
    assert [len(kinds) for kinds in told] == [0] * 14 + [2] + [0] * 5
    assert peru.rows("SELECT 1 FROM queue WHERE kind = 'event'") == []


def test_a_mistake_mended_is_told_when_it_stands(peru: Watched) -> None:
    """A change of ten days that is taken back has settled: a second look is enough to believe it."""
    told = look_daily(peru, ["a", *["b"] * 10, "a", "a", "a"])
    assert [len(kinds) for kinds in told] == [0, 2, *[0] * 10, 2, 0]


def test_true_edits_of_a_flapping_page_are_told_as_ever(peru: Watched) -> None:
    """While two copies take turns, a new source on both is told at its first look."""
    look_daily(peru, "ababa")
    for number, copy in enumerate("bab"):
        serve(peru, copy, extra="A new portal of the ministry.")
        report = peru.run(hours=24).report
        assert [c.after for c in report.changes] == (["A new portal of the ministry."] if not number else [])


def test_what_waits_is_shown_as_not_yet_sure(peru: Watched) -> None:
    """A return that has to stand is among the things not yet sure, with the day it will be told."""
    look_daily(peru, "ab")
    serve(peru, "a")
    unsure = peru.run(hours=24).report.unsure
    assert [(u.change.before is not None, (u.due - u.since).days) for u in unsure] == [(True, 3), (True, 3)]


def test_with_one_look_everything_is_told_at_once(peru: Watched) -> None:
    """Who asks for no second look is told of every turn."""
    path = peru.folder / "config.toml"
    path.write_text(path.read_text() + "\n[removals]\ncaptures = 1\n")
    assert [len(kinds) for kinds in look_daily(peru, "abab")] == [0, 2, 2, 2]
