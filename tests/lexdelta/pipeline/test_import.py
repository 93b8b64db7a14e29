"""History from archives, through the command line: what it says, and what it leaves as it was."""

from __future__ import annotations

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from archive_files import browser_saves, mirror, warc
from imports import history, imported, rows, told
from old_times import COUNTRIES, Look, looks, truth, without_one
from watched_replica import Watched, lexdelta, without

LOOKS = looks()


@pytest.fixture(scope="module")
def ten_years(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database made from one WARC file of all looks."""
    folder = tmp_path_factory.mktemp("ten-years")
    imported(folder, warc(folder / "all.warc.gz", LOOKS))
    return folder


def test_every_true_change_is_told_once_and_no_other(ten_years: Path) -> None:
    """Twelve countries, seven looks, four templates in other markups: exactly what happened, between its two looks."""
    assert sorted(told(ten_years)) == sorted(truth())


def test_what_the_template_did_is_one_event(ten_years: Path) -> None:
    """Dates that are not printed any more are nobody's change, and nobody is asked to decide about it."""
    events = rows(ten_years, "SELECT kind, json_array_length(detail) FROM events")
    assert events == [("template", 9)]
    assert lexdelta(ten_years, "queue").stdout.startswith("Nothing waits")


def test_an_old_address_is_the_same_page(ten_years: Path) -> None:
    """A slug that changed does not cut a country's history in two."""
    pages = rows(ten_years, "SELECT key, url FROM pages WHERE country = 'benin'")
    assert pages == [("benin.en", "https://www.coe.int/en/web/octopus/-/benin")]
    standings = rows(ten_years, "SELECT standing FROM status_history WHERE page = 'benin.en' ORDER BY observed_from")
    assert standings == [("none",), ("invited",), ("party",)]


def test_archives_of_three_kinds_say_the_same(tmp_path: Path, ten_years: Path) -> None:
    """A WARC file, a folder of a downloader, a folder of a browser: one history."""
    for name, made in (("mirror", mirror), ("browser", browser_saves)):
        (tmp_path / name).mkdir()
        imported(tmp_path / f"from-{name}", made(tmp_path / name, LOOKS))
        assert history(tmp_path / f"from-{name}") == history(ten_years)


def test_importing_twice_changes_nothing(tmp_path: Path) -> None:
    """What is known is recognised: no row is added."""
    archive = warc(tmp_path / "all.warc.gz", LOOKS[:21])
    imported(tmp_path, archive)
    before = "\n".join(_dump(tmp_path))
    again = imported(tmp_path, archive)
    assert (again["archived"], again["known"], again["states"]) == (0, 21, 0)
    assert "\n".join(_dump(tmp_path)) == before


def _dump(folder: Path) -> Iterable[str]:
    db = sqlite3.connect(folder / "lexdelta.db")
    yield from db.iterdump()
    db.close()


def test_a_gap_that_is_filled_later_gives_the_same_states(tmp_path: Path, ten_years: Path) -> None:
    """Captures that come in another order are placed by their time; what was told across the gap is not told twice."""
    for turn in (2, 4):
        folder = tmp_path / str(turn)
        folder.mkdir()
        imported(folder, warc(folder / "most.warc.gz", without_one(LOOKS, turn)))
        imported(folder, warc(folder / "all.warc.gz", LOOKS))
        assert history(folder)[0] == history(ten_years)[0]
        found = [(c.page, c.section, c.kind, c.by_year >= 2014) for c in told(folder)]
        assert sorted(found) == sorted((c.page, c.section, c.kind, True) for c in truth())


def test_a_warc_file_without_its_reader_is_a_sentence(tmp_path: Path) -> None:
    """Where the extra is not installed the other files are taken, and the sentence names what to install."""
    archive = warc(tmp_path / "some.warc.gz", LOOKS[:7])
    page = browser_saves(tmp_path / "saved", LOOKS[:1])
    done = lexdelta(tmp_path, "import", str(archive), str(page), PYTHONPATH=without(tmp_path, "warcio"))
    assert f"{archive}: WARC and ARC files need warcio: install lexdelta[archives]." in done.stdout
    assert (done.returncode, done.stdout.splitlines()[0][:19]) == (0, "1 capture archived;")


def test_the_chain_covers_an_import(ten_years: Path) -> None:
    """What an import wrote is sealed like a run."""
    from storage.chain import verify
    from storage.database import open_existing

    db = open_existing(ten_years / "lexdelta.db")
    assert verify(db) == ()
    db.close()


def _before(watched: Watched, days: int) -> Look:
    look = next(look for look in LOOKS if look.page == "benin.en")
    return Look(look.page, watched.now - timedelta(days=days), look.url, look.html)


def test_the_first_look_after_an_import_is_an_inventory(six: Watched) -> None:
    """What differs between the newest archived state and today is history: listed, and no news."""
    old = imported(six.folder, warc(six.folder / "old.warc", [_before(six, 900)]))
    assert old["states"] == 1
    finished = six.run(1)
    assert finished.report.inventory is not None
    assert finished.report.changes == ()
    assert finished.outcomes == {"first": 6}
    past = told(six.folder)
    assert past
    assert {change.page for change in past} == {"benin.en"}
    assert six.run(1, hours=24).outcomes["changed"] == 0


def test_history_before_the_first_look_is_told_to_nobody(six: Watched) -> None:
    """An import after live runs leaves the current state and everything told as it was."""
    six.run(1)
    six.run(2, hours=24)
    before = (six.rows("SELECT * FROM current_sections"), six.rows("SELECT * FROM changes"))
    deliveries = six.rows("SELECT * FROM deliveries")
    imported(six.folder, warc(six.folder / "old.warc", [_before(six, 900), _before(six, 400)]))
    assert six.rows("SELECT * FROM current_sections") == before[0]
    assert six.rows("SELECT * FROM changes")[: len(before[1])] == before[1]
    assert {row["history"] for row in six.rows("SELECT * FROM changes")[len(before[1]) :]} == {1}
    assert six.rows("SELECT * FROM deliveries") == deliveries
    assert {change.id for change in six.run(2, hours=24).report.changes} <= {row["id"] for row in before[1]}
    listing = json.loads(lexdelta(six.folder, "log", "benin", "--json").stdout)
    assert [row["at"] for row in listing] == sorted((row["at"] for row in listing), reverse=True)


def test_a_capture_between_two_live_looks_takes_its_place(six: Watched) -> None:
    """Its state is there between them, the page is as the last live look saw it, what was told is not told again."""
    six.now = datetime(2026, 9, 1, 3, 30, tzinfo=UTC)
    six.run(1)
    first = six.now
    six.run(2, hours=24 * 30)
    before = six.states()
    between = Look("benin.en", first + timedelta(days=10), LOOKS[14].url, LOOKS[14].html)
    imported(six.folder, warc(six.folder / "between.warc", [between]))
    assert {number: state for number, state in six.states().items() if number in before} == before
    spans = six.rows("SELECT standing FROM status_history WHERE page = 'benin.en' ORDER BY observed_from")
    now = six.rows("SELECT snapshot FROM current_status WHERE page = 'benin.en'")
    assert [row["standing"] for row in spans][1] == "none"
    assert now == [{"snapshot": 2}]
    assert {change.id for change in six.run(2, hours=24).report.changes} <= set(before)


def test_what_the_gate_refuses_is_archived_and_never_history(tmp_path: Path) -> None:
    """A challenge page, another country's page, a cut body and an error page among good captures."""
    good = [look for look in LOOKS if look.page == "peru.en"]
    day = timedelta(days=1)
    wall = "<html><head><title>Just a moment...</title></head><body>Checking your browser</body></html>"
    other = next(look for look in LOOKS if look.page == "fiji.en").html
    bad = [
        Look("peru.en", good[1].at + day, good[1].url, wall),
        Look("peru.en", good[2].at + day, good[2].url, other),
        Look("peru.en", good[3].at + day, good[3].url, good[3].html[: len(good[3].html) // 2]),
    ]
    found = imported(tmp_path, warc(tmp_path / "a.warc", [*good, *bad]))
    assert found["archived"] == len(good) + 3
    assert found["outcomes"]["quarantined"] == 3
    assert sorted(told(tmp_path)) == sorted(change for change in truth() if change.page == "peru.en")


def test_files_that_cannot_be_taken_are_told_one_by_one(tmp_path: Path) -> None:
    """Each has its sentence; the good ones are imported."""
    folder = tmp_path / "saved"
    folder.mkdir()
    (folder / "2031-01-01 peru.html").write_text(LOOKS[63].html)
    (folder / "2018-01-01 nowhere.html").write_text("<html><body><p>Nothing of the kind</p></body></html>")
    (folder / "2018-01-02 \x1b[31mred.html").write_text("<html></html>")
    (folder / "2018-01-03 peru.html").write_text(LOOKS[63].html)
    assert lexdelta(tmp_path, "init").returncode == 0
    done = lexdelta(tmp_path, "import", "saved")
    assert done.returncode == 0
    assert "1 capture archived" in done.stdout
    assert "in the future" in done.stdout
    assert done.stdout.count("tells which profile it is") == 2
    assert "\x1b" not in done.stdout


def test_nothing_that_can_be_taken_is_a_failure(tmp_path: Path) -> None:
    """A path that is not there: a sentence and exit 1, and no database half made."""
    assert lexdelta(tmp_path, "init").returncode == 0
    done = lexdelta(tmp_path, "import", "none.warc")
    assert done.returncode == 1
    assert "There is no such file." in done.stdout


def test_the_same_page_from_five_addresses_is_one_page(tmp_path: Path) -> None:
    """Hosts, locales that show English, print views and queries lead to one key."""
    site, tail = "https://www.coe.int", "web/octopus"
    urls = [
        f"{site}/en/{tail}/-/peru",
        f"https://coe.int/en/{tail}/-/peru",
        f"{site}/en/{tail}/-/peru?inheritRedirect=false",
        f"{site}/es/{tail}/-/peru",
        f"{site}/en/{tail}/country-wiki-ap/-/asset_publisher/CmDb7M4RGb4Z/content/peru/pop_up?x_viewMode=print",
    ]
    base = next(look for look in LOOKS if look.page == "peru.en")
    same = [Look("peru.en", base.at + timedelta(days=day), url, base.html) for day, url in enumerate(urls)]
    imported(tmp_path, warc(tmp_path / "a.warc", same))
    assert rows(tmp_path, "SELECT key FROM pages") == [("peru.en",)]
    assert rows(tmp_path, "SELECT number FROM snapshots") == [(1,)]


@pytest.mark.parametrize("seed", range(4))
def test_killed_at_any_moment_and_begun_again_gives_the_same_rows(tmp_path: Path, seed: int, ten_years: Path) -> None:
    """An import that dies leaves captures, which the next one judges."""
    archive = warc(tmp_path / "all.warc.gz", LOOKS)
    assert lexdelta(tmp_path, "init").returncode == 0
    pause = random.Random(seed)
    for _ in range(4):
        process = subprocess.Popen(
            [sys.executable, "-m", "lexdelta", "import", str(archive)], cwd=tmp_path, stdout=subprocess.DEVNULL
        )
        time.sleep(pause.uniform(0.3, 1.6))
        process.send_signal(signal.SIGKILL)
        process.wait()
    imported(tmp_path, archive)
    assert history(tmp_path) == history(ten_years)


def test_dates_are_kept_to_the_second_in_utc(tmp_path: Path) -> None:
    """A file's own date is the last resort, and is told as such by the capture."""
    path = tmp_path / "peru.html"
    path.write_text(LOOKS[63].html)
    os.utime(path, (1_500_000_000.7, 1_500_000_000.7))
    imported(tmp_path, path)
    assert rows(tmp_path, "SELECT at, source FROM captures") == [("2017-07-14T02:40:00Z", "file")]
    assert datetime(2017, 7, 14, 2, 40, tzinfo=UTC) == datetime.fromtimestamp(1_500_000_000, UTC)
    assert len(COUNTRIES) == 12
