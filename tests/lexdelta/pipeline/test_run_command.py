"""`lexdelta run` as cron sees it: exit codes, silence, and clear sentences for what cannot be done."""

from __future__ import annotations

import json
import sqlite3
import threading
import time
from pathlib import Path

from watched_replica import SIX, Watched, lexdelta

from lexdelta.demo.answers import Answer
from lexdelta.demo.notes import load
from lexdelta.demo.site import Replica
from lexdelta.lock import run_lock
from lexdelta.running import Asked
from storage.database import APPLICATION_ID


def test_a_quiet_run_says_nothing(six: Watched) -> None:
    """The first run prints its inventory, a run without news nothing at all, and both end with 0."""
    first = lexdelta(six.folder, "run")
    assert (first.returncode, first.stderr) == (0, "")
    assert "first run" in first.stdout
    again = lexdelta(six.folder, "run")
    assert (again.returncode, again.stdout, again.stderr) == (0, "", "")


def test_the_first_whole_run_is_an_inventory_after_looks(six: Watched) -> None:
    """A look at one page tells what it found of it; the first run over all of them lists what all of them say."""
    path = six.folder / "config.toml"
    listed = [f"{six.site.base_url}/en/web/octopus/-/{slug}" for slug in ("peru", "fiji")]
    path.write_text(path.read_text().replace("pages = []", f"pages = {json.dumps(listed)}"))
    look = six.run(1, asked=Asked(pages=("peru",))).report
    assert look.inventory is not None
    assert [countries for _, countries in look.inventory.standings] == [("Peru",)]
    assert six.run(1, asked=Asked(pages=("fiji",))).report.inventory is None
    whole = six.run(1, hours=24).report
    assert whole.inventory is not None
    assert sum(len(countries) for _, countries in whole.inventory.standings) == 6
    assert max(section.filled for section in whole.inventory.sections) == 6
    assert whole.added == ()
    assert six.run(1, hours=24).report.inventory is None


def test_news_is_printed_and_may_end_with_a_code(six: Watched) -> None:
    """A change prints the short report; --fail-on-change ends with 4, and --strict with 3 when a page failed."""
    lexdelta(six.folder, "run")
    six.site.state = 2
    changed = lexdelta(six.folder, "run", "--fail-on-change")
    assert changed.returncode == 4
    assert "FIJI   Status: Invited to accede -> Party" in changed.stdout
    six.site.faults["peru"] = "block"
    assert lexdelta(six.folder, "run", "--strict", "--fail-on-change").returncode == 3


def test_json_says_what_the_run_did(six: Watched) -> None:
    """The keys are stable, and nothing else is on standard output."""
    lexdelta(six.folder, "run")
    six.site.state = 2
    told = json.loads(lexdelta(six.folder, "run", "--json").stdout)
    assert told.pop("seconds") > 0
    assert told == {
        "schema_version": 1,
        "run": 2,
        "pages": 6,
        "outcomes": {"changed": 4, "not_modified": 1, "unchanged": 1},
        "changes": 3,
        "held": 0,
        "provisional": 1,
    }


def test_a_held_lock_ends_at_once(six: Watched) -> None:
    """While another run goes on the second one leaves with 75 and touches nothing."""
    with run_lock(six.folder / "lexdelta.db.lock"):
        began = time.monotonic()
        done = lexdelta(six.folder, "run")
        took = time.monotonic() - began
    assert done.returncode == 75
    assert "Another run" in done.stderr
    assert not six.database.exists()
    assert took < 20  # not a measurement: it must not wait for the lock


def test_without_an_answer_nothing_is_lost(tmp_path: Path) -> None:
    """When no page can be reached the run says why, ends with 1, and the next one goes on from what there was."""
    with Replica(countries=SIX) as site:
        watched = Watched(site, tmp_path)
        lexdelta(tmp_path, "run")
    done = lexdelta(tmp_path, "run")
    assert done.returncode == 1
    assert "Nothing could be checked (7 pages): 127.0.0.1 could not be connected to" in done.stderr
    port = int(site.address.rpartition(":")[2])
    with Replica(countries=SIX, port=port):
        assert lexdelta(tmp_path, "run").returncode == 0
    assert watched.rows("SELECT count(*) AS n FROM changes") == [{"n": 0}]


def test_a_report_that_cannot_be_written_says_no_more_than_that(tmp_path: Path) -> None:
    """A file stands where the reports should go: exit 1 and that sentence, never that nothing could be checked."""
    with Replica(countries=SIX) as site:
        Watched(site, tmp_path, extra='[report]\ndir = "taken"\n')
        (tmp_path / "taken").write_text("")
        lexdelta(tmp_path, "run")
        site.state, site.faults = 2, {"peru": "busy"}
        done = lexdelta(tmp_path, "run")
    assert done.returncode == 1
    assert "could not be delivered to files" in done.stderr
    assert "Nothing could be checked" not in done.stderr


def test_without_a_contact_only_loopback_is_asked(tmp_path: Path) -> None:
    """The real site is not asked by somebody who does not say who they are: exit 78."""
    done = lexdelta(tmp_path, "run")
    assert done.returncode == 78
    assert "fetch.contact" in done.stderr
    assert not (tmp_path / "lexdelta.db").exists()


def test_a_listed_address_that_is_no_profile_is_refused(six: Watched) -> None:
    """An address the layout does not know would never be checked: exit 78 rather than silence."""
    config = six.folder / "config.toml"
    config.write_text(config.read_text().replace("pages = []", f'pages = ["{six.site.base_url}/about"]'))
    done = lexdelta(six.folder, "run")
    assert done.returncode == 78
    assert "/about" in done.stderr


def test_files_that_are_not_ours_are_left_alone(six: Watched) -> None:
    """An empty file, another program's database and a newer one are refused with 1, untouched."""
    newer = sqlite3.connect(six.folder / "newer.db")
    newer.executescript(f"PRAGMA application_id={APPLICATION_ID}; PRAGMA user_version=999; CREATE TABLE t(a)")
    newer.close()
    other = sqlite3.connect(six.folder / "other.db")
    other.executescript("CREATE TABLE t(a)")
    other.close()
    (six.folder / "empty.db").touch()
    for name in ("newer.db", "other.db", "empty.db"):
        before = (six.folder / name).read_bytes()
        for command in ("run", "status", "changes"):
            done = lexdelta(six.folder, command, LEXDELTA_STORE__PATH=name)
            assert done.returncode == 1, (name, command)
            assert name in done.stderr
        assert (six.folder / name).read_bytes() == before


def test_unknown_pages_name_their_neighbours(six: Watched) -> None:
    """A page nobody knows ends with 1 and the nearest keys."""
    lexdelta(six.folder, "run")
    for words in (("run", "--page", "fijy"), ("show", "fijy"), ("log", "fijy"), ("diff", "fijy")):
        done = lexdelta(six.folder, *words)
        assert done.returncode == 1
        assert "Did you mean fiji" in done.stderr


def test_one_page_alone(six: Watched) -> None:
    """--page checks that page only, and the report is about it."""
    lexdelta(six.folder, "run")
    six.site.requests.clear()
    six.site.state = 2
    told = json.loads(lexdelta(six.folder, "run", "--page", "fiji", "--json").stdout)
    assert (told["pages"], told["changes"]) == (1, 1)
    paths = {r.path.partition("?")[0] for r in six.site.requests}
    assert len(paths) == 2  # robots.txt and the page


def test_a_dry_run_asks_nobody_and_writes_nothing(six: Watched) -> None:
    """It lists what would be asked for, and before the first run that the index has yet to say it."""
    first = lexdelta(six.folder, "run", "--dry-run")
    assert first.returncode == 0
    assert "(may add pages)\n(pages) " in first.stdout
    assert "those that the index lists: they are known once a run has read it" in first.stdout
    assert not six.database.exists()
    lexdelta(six.folder, "run")
    six.site.requests.clear()
    listed = lexdelta(six.folder, "run", "--dry-run").stdout
    assert listed.count("/web/octopus/") == 7
    assert "those that the index lists" not in listed
    assert not six.site.requests


def test_conditional_requests_come_from_accepted_captures_only(six: Watched) -> None:
    """Validators are sent back once a capture was accepted, and every seventh check asks for the whole page."""
    slug = load("peru", "en", 1).slug
    sent = []
    for _ in range(9):
        six.site.requests.clear()
        six.run(1, hours=24)
        (asked,) = [r for r in six.site.requests if r.path.endswith(f"/{slug}")]
        sent.append("if-none-match" in asked.headers)
    assert sent == [False, *[True] * 6, False, True]


def test_a_reader_that_holds_the_file_costs_patience_not_evidence(six: Watched) -> None:
    """A commit waits for whoever reads; captures already written stay, and the run goes through when they let go."""
    six.run(1)
    six.site.state = 2
    reader = sqlite3.connect(six.database, isolation_level=None, check_same_thread=False)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM pages").fetchone()
    timer = threading.Timer(1.0, lambda: reader.execute("COMMIT"))
    timer.start()
    finished = six.run(2, hours=24)
    timer.join()
    reader.close()
    assert finished.report.changes


def test_pages_the_index_adds_and_drops(six: Watched) -> None:
    """What an index once added stays watched when it is dropped; the drop is told once, and ends when it is back."""
    six.run(1)
    six.site._countries = tuple(c for c in six.site._countries if c != "peru")
    dropped = six.run(1, hours=24)
    assert [(e.kind, "peru" in e.title) for e in dropped.report.events] == [("index", True)]
    assert {u.page for u in dropped.report.unknown} == {"peru.en"}
    assert not six.run(1, hours=24).has_news
    six.site._countries = (*six.site._countries, "peru")
    assert six.run(1, hours=24).report.events == ()


def test_an_index_that_fails_stops_nobody(six: Watched) -> None:
    """The pages it once added are checked all the same."""
    six.run(1)
    six.site.answer, usual = (  # type: ignore[method-assign] # the index alone is to fail
        lambda request: usual(request._replace(path="/nowhere") if "country-wiki" in request.path else request),
        six.site.answer,
    )
    finished = six.run(1, hours=24)
    assert finished.report.coverage.verified >= 5


def test_a_heading_that_a_page_prints_twice_is_explained_in_the_first_report(six: Watched) -> None:
    """Both texts are kept apart, the second counted below the first."""
    twice = "<h2>Sources and links</h2><p>One list.</p><h2>Sources and links</h2><p>Another list.</p>"
    html = f"<!DOCTYPE html><html><body><h1>Peru</h1><h2>Specialised institutions</h2><p>Two.</p>{twice}</body></html>"
    six.site.faults["peru"] = lambda _request: Answer(200, html)
    done = lexdelta(six.folder, "report", "--run", str(six.run(1).report.run))
    rows = [line for line in done.stdout.splitlines() if line.startswith("Sources and links")]
    assert [line.split()[3:] for line in rows] == [["6", "0", "0", "0"], ["(printed", "again)", "1", "0", "0", "0"]]
