"""Imports between looks at the site: history is never told as news, and no news is lost to history."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

from archive_files import warc
from imports import imported
from old_times import Look, looks
from watched_replica import Watched, lexdelta

URL = "https://www.coe.int/en/web/octopus/-/benin"
BENIN = [look for look in looks() if look.page == "benin.en"]


def _body(six: Watched, capture: int) -> str:
    return lexdelta(six.folder, "raw", str(capture)).stdout


def _as_served(six: Watched, state: int, page: str = "benin.en", hours: float = 24) -> str:
    """What the site says of a page in a state, from a run of its own elsewhere."""
    six.run(state, hours=hours)
    (row,) = six.rows("SELECT max(id) AS id FROM captures WHERE page = ? AND status = 200", page)
    return _body(six, row["id"])


def _import(six: Watched, name: str, *captures: Look) -> dict[str, object]:
    return imported(six.folder, warc(six.folder / f"{name}.warc", captures))


def _elsewhere(six: Watched, tmp_path: Path, state: int) -> str:
    folder = tmp_path / f"elsewhere-{state}"
    folder.mkdir()
    return _as_served(Watched(six.site, folder), state)


def test_what_is_newer_than_the_last_look_is_still_news(six: Watched, tmp_path: Path) -> None:
    """A capture from after the last look waits for the next look, which tells what changed; then it has its place."""
    new = _elsewhere(six, tmp_path, 2)
    six.run(1)
    six.run(1, hours=24)
    found = _import(six, "new", Look("benin.en", six.now + timedelta(hours=-1), URL, BENIN[0].html))
    assert (found["later"], found["states"]) == (0, 1)
    found = _import(six, "newer", Look("benin.en", six.now + timedelta(hours=1), URL, new))
    assert (found["archived"], found["later"], found["states"]) == (1, 1, 0)
    finished = six.run(2, hours=24)
    assert [entry.change.page for entry in finished.report.unsure] == ["benin.en"]
    told = six.run(2, hours=24).report.changes
    assert [(c.kind, c.history) for c in told if c.page == "benin.en"] == [("section_removed", False)]
    again = _import(six, "newer", Look("benin.en", six.now + timedelta(hours=-47), URL, new))
    assert again["later"] == 0
    assert six.rows(
        "SELECT count(*) AS n FROM captures WHERE source = 'warc' AND id NOT IN "
        "(SELECT capture FROM checks WHERE capture NOT NULL)"
    ) == [{"n": 0}]


def test_nobody_decides_about_an_imported_capture(six: Watched) -> None:
    """It would be judged as if the site had said it today."""
    wall = "<html><head><title>Just a moment...</title></head><body>Checking your browser</body></html>"
    six.run(1)
    _import(six, "wall", Look("benin.en", six.now - timedelta(days=900), URL, wall))
    (row,) = six.rows("SELECT id FROM checks WHERE outcome = 'quarantined'")
    done = lexdelta(six.folder, "decide", f"q{row['id']}", "accept", "--by", "x")
    assert done.returncode != 0, done.stdout
    assert "imported" in done.stderr, done.stderr
    finished = six.run(1, hours=24)
    assert finished.report.changes == ()
    assert not finished.has_news


def test_a_refused_import_of_an_unwatched_page_is_in_no_queue(tmp_path: Path) -> None:
    """Nobody is told."""
    wall = "<html><head><title>Just a moment...</title></head><body>Checking your browser</body></html>"
    imported(tmp_path, warc(tmp_path / "a.warc", [Look("benin.en", BENIN[0].at, URL, wall)]))
    assert lexdelta(tmp_path, "queue").stdout.startswith("Nothing waits")


def test_a_removal_of_history_is_confirmed_in_silence(six: Watched, tmp_path: Path) -> None:
    """What archives lost before the first look is settled by later looks, and no run counts it."""
    old = _elsewhere(six, tmp_path, 1)
    _import(six, "old", Look("benin.en", six.now - timedelta(days=90), URL, old))
    six.run(2, hours=24)
    assert six.states()
    for _ in range(3):
        finished = six.run(2, hours=24)
        assert not finished.has_news
        assert not +finished.states
        assert finished.report.changes == ()
        assert finished.report.unsure == ()
    states = six.rows("SELECT DISTINCT state FROM change_detail WHERE page = 'benin.en'")
    assert states == [{"state": "confirmed"}]
    assert json.loads(lexdelta(six.folder, "queue", "--json").stdout or "[]") == []


def test_an_import_is_no_second_look(six: Watched, tmp_path: Path) -> None:
    """A capture that still has the section neither helps to confirm that it is gone nor tells that it is back."""
    old = _elsewhere(six, tmp_path, 1)
    (six.folder / "config.toml").write_text((six.folder / "config.toml").read_text() + "[removals]\ncaptures = 3\n")
    six.run(1)
    six.run(2, hours=24)
    first = six.now
    six.run(2, hours=2)
    _import(six, "between", Look("benin.en", first + timedelta(hours=1), URL, old))
    removal = [n for n, state in six.states().items() if state == "provisional"]
    six.now = first
    finished = six.run(2, hours=19)
    assert not [c for c in finished.report.changes if c.page == "benin.en"]
    assert set(removal) <= {n for n, state in six.states().items() if state == "provisional"}
    confirmed = six.run(2, hours=24)
    assert [(c.kind, c.history) for c in confirmed.report.changes if c.page == "benin.en"] == [
        ("section_removed", False)
    ]


def test_a_failure_after_a_refused_import_is_news(six: Watched) -> None:
    """That an archive had a wall does not mean that the page failed before."""
    wall = "<html><head><title>Just a moment...</title></head><body>Checking your browser</body></html>"
    six.run(1)
    _import(six, "wall", Look("benin.en", six.now - timedelta(days=900), URL, wall))
    six.site.faults["benin"] = "503"
    finished = six.run(1, hours=24)
    assert [f for f in finished.whys if "503" in f], finished.whys
    assert finished.has_news


def test_a_report_after_nothing_but_an_import_claims_no_look(tmp_path: Path) -> None:
    """Where no run has asked for a page there is no figure to tell, only when the import was."""
    imported(tmp_path, warc(tmp_path / "old.warc", BENIN))
    told = lexdelta(tmp_path, "report").stdout
    assert "0 of 0" not in told
    assert "no page looked at" in told.splitlines()[0]
    assert "There was no look yet: lexdelta run makes one. The last import ended on" in " ".join(told.split())


def test_a_report_between_looks_names_the_last_one(six: Watched) -> None:
    """A period that no look falls into says when there was one, of the country that is asked about."""
    six.run(1)
    last = f"The last look was on {six.now.day} {six.now:%b}"
    for narrowed in ((), ("--country", "Peru")):
        told = " ".join(
            lexdelta(six.folder, "report", "--until", "2020-02-01", "--since", "2020-01-01", *narrowed).stdout.split()
        )
        assert "No page was looked at in this period, so nothing is known about changes." in told
        assert last in told
