"""Pages that are gone, or never were where the layout says: they need one word of a person, and nobody ever after."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from watched_replica import START, Watched, lexdelta

from lexdelta import config as settings
from lexdelta.demo.answers import Answer, Request
from lexdelta.demo.site import Replica
from lexdelta.errors import ConfigError
from lexdelta.health import health_of
from lexdelta.render.text import render_text
from lexdelta.running import Asked
from storage.database import open_existing

GONE = ("peru", "benin")


def lose(site: Replica, *slugs: str, fault: str = "") -> None:
    """Answer 404 for these pages, or with a fault."""

    def answer(_request: Request) -> Answer:
        return Answer(404, "<html>Not here</html>")

    site.faults.update(dict.fromkeys(slugs, fault or answer))


def decide_all(watched: Watched, verdict: str = "gone") -> None:
    """Say so of every event that waits."""
    waiting = [row["id"] for row in json.loads(lexdelta(watched.folder, "queue", "--json").stdout)]
    assert lexdelta(watched.folder, "decide", *waiting, verdict, "--by", "Ana").returncode == 0


def codes(watched: Watched, runs: int, *, hours: float = 24, asked: Asked = Asked()) -> list[int]:  # noqa: B008 # a value
    """How so many runs end."""
    return [watched.run(hours=hours, asked=asked).code for _ in range(runs)]


@pytest.fixture
def many(tmp_path: Path) -> Iterator[Watched]:
    """Thirty countries, two of whose addresses lead nowhere from the first day on."""
    with Replica(countries=None) as site:
        watched = Watched(site, tmp_path, now=START - timedelta(days=90))
        lose(site, *GONE)
        yield watched


def test_addresses_that_lead_nowhere_need_one_word(many: Watched) -> None:
    """Known from the first report on, an alarm from the day they count as gone until a person says so, none after."""
    first = many.run(1, hours=24)
    assert (first.code, {u.country for u in first.report.unknown}) == (0, {"Peru", "Benin"})
    assert codes(many, 8)[-1] == 3
    lasting = many.run(hours=24)
    assert (lasting.code, sorted(e.kind for e in lasting.report.events)) == (3, ["gone", "gone"])
    assert "lexdelta decide e1 gone" in render_text(lasting.report)
    decide_all(many)
    assert codes(many, 3, hours=96, asked=Asked(strict=True)) == [0, 0, 0]
    quiet = many.run(hours=24)
    told = render_text(quiet.report)
    assert (quiet.code, quiet.has_news) == (0, False)
    assert "gone by decision, 404" in told
    assert "2 gone by decision" in told


def test_a_page_said_to_be_gone_is_unhealthy_for_nobody(six: Watched) -> None:
    """`status` agrees, whichever age the page has and whatever the site answers for it later."""
    six.run(1)
    lose(six.site, "peru")
    codes(six, 4, hours=72)
    decide_all(six)
    lose(six.site, "peru", fault="503")
    assert codes(six, 2, hours=96) == [0, 0]
    db = open_existing(six.database)
    try:
        health = health_of(db, settings.load(six.folder / "config.toml"), six.now)
    finally:
        db.close()
    assert (health.problems, health.code) == ((), 0)
    assert health.report is not None
    assert (health.report.coverage.gone, health.report.coverage.failed) == (1, 0)


def test_a_page_that_comes_back_is_waited_for_again(six: Watched) -> None:
    """A page that answers once more ends the word about it: it fails later as any other does."""
    six.run(1)
    lose(six.site, "peru")
    codes(six, 4, hours=72)
    decide_all(six)
    del six.site.faults["peru"]
    assert codes(six, 1) == [0]
    lose(six.site, "peru", fault="503")
    assert codes(six, 1) == [3]


def test_a_quarantined_page_said_to_be_gone_ends_what_the_runs_noticed(six: Watched) -> None:
    """The word about a quarantine counts for the event of the same page, and for health."""
    six.run(1)
    lose(six.site, "peru")
    codes(six, 4, hours=72)
    lose(six.site, "peru", fault="block")
    codes(six, 1)
    number = six.rows("SELECT max(id) AS id FROM checks WHERE outcome = 'quarantined'")[0]["id"]
    assert "nobody waits for it" in lexdelta(six.folder, "decide", f"q{number}", "gone", "--by", "Ana").stdout
    done = six.run(hours=24)
    assert (done.code, done.report.events) == (0, ())


def test_pages_left_out_are_neither_asked_for_nor_missed(six: Watched) -> None:
    """`watch.without` counts for pages that an index adds, for reports of days when they were asked for, for age."""
    six.run(1)
    lose(six.site, "peru", fault="503")
    assert codes(six, 5, hours=48) == [3, 3, 3, 3, 3]
    path = six.folder / "config.toml"
    path.write_text(path.read_text() + 'without = ["peru"]\n')
    done = six.run(hours=24)
    assert (done.code, done.report.coverage.pages, done.report.unknown) == (0, 5, ())
    rows = json.loads(lexdelta(six.folder, "pages", "--json").stdout)
    assert {row["page"]: row["watched"] for row in rows}["peru.en"] == "no"
    db = open_existing(six.database)
    try:
        assert health_of(db, settings.load(path), six.now).problems == ()
    finally:
        db.close()


@pytest.mark.parametrize(
    ("written", "meant"), [("perou", "peru"), ("Peru", "peru"), ("peru.english", ""), ("per u", "")]
)
def test_a_name_that_leaves_nothing_out_is_refused(tmp_path: Path, written: str, meant: str) -> None:
    """A misspelt name would be ignored in silence."""
    path = tmp_path / "config.toml"
    path.write_text(f'[[watch]]\nwithout = ["{written}"]\n')
    with pytest.raises(ConfigError) as refused:
        settings.load(path)
    assert "watch[0].without[0]" in str(refused.value)
    assert meant in str(refused.value)
