"""Reading the archive again: nothing is told, nothing told is rewritten, and history says what is known now."""

from __future__ import annotations

import json

from markup_styles import Page, document, flat_h3
from watched_replica import Watched, lexdelta

from lexdelta.demo.answers import Answer

LABEL = '\n[layouts.octopus.labels]\n"Cyber diplomacy" = "diplomacy"\n'


def serve(watched: Watched, text: str) -> None:
    """Serve Peru with a heading the site invented, and what stands under it."""
    page: Page = (
        "Peru",
        [
            ("Status regarding Budapest Convention", [("p", "Status : Party")]),
            ("Specialised institutions", [("p", "One unit.")]),
            ("Cyber diplomacy", [("p", text)]),
        ],
    )
    watched.site.faults["peru"] = lambda _request: Answer(200, document(flat_h3(page), "Peru"))


def named(watched: Watched) -> list[str]:
    """The keys under which history has the invented heading."""
    found = watched.rows(
        "SELECT DISTINCT section FROM section_history WHERE page = 'peru.en' AND label LIKE 'Cyber d%'"
    )
    return [row["section"] for row in found]


def test_a_heading_named_today_is_named_through_history(six: Watched) -> None:
    """The operator names a heading; reread carries it back to the first snapshot, and nothing is told."""
    serve(six, "An envoy was named.")
    six.run(1)
    serve(six, "Two envoys were named.")
    six.run(1, hours=24)
    assert named(six) == ["cyber-diplomacy"]
    path = six.folder / "config.toml"
    path.write_text(path.read_text() + LABEL)
    before = six.rows("SELECT id, section, kind, before, after FROM changes ORDER BY id")
    done = json.loads(lexdelta(six.folder, "reread", "--json").stdout)
    assert (done["snapshots"], done["problems"]) == (7, [])
    assert {row["snapshot"] for row in done["differing"] if row["page"] == "peru.en"} == {1, 2}
    assert named(six) == ["diplomacy"]
    assert six.rows("SELECT id, section, kind, before, after FROM changes ORDER BY id") == before
    assert "already" in lexdelta(six.folder, "reread").stdout
    assert not six.run(1, hours=24).has_news


def test_a_run_before_the_reread_tells_nothing_either(six: Watched) -> None:
    """Two states are compared as read by one layout, whichever they were written down with."""
    serve(six, "An envoy was named.")
    six.run(1)
    path = six.folder / "config.toml"
    path.write_text(path.read_text() + LABEL)
    finished = six.run(1, hours=24)
    assert finished.report.changes == ()
    assert six.rows("SELECT count(*) AS n FROM changes") == [{"n": 0}]


def test_a_dry_run_writes_nothing(six: Watched) -> None:
    """It says what would read differently, and leaves the file as it is."""
    serve(six, "An envoy was named.")
    six.run(1)
    path = six.folder / "config.toml"
    path.write_text(path.read_text() + LABEL)
    before = six.database.read_bytes()
    done = lexdelta(six.folder, "reread", "--dry-run")
    assert done.returncode == 0
    assert "Nobody was told" in done.stdout
    assert six.database.read_bytes() == before


def test_nothing_to_read_is_said(six: Watched) -> None:
    """Without a database reread ends with 1 and creates none."""
    done = lexdelta(six.folder, "reread")
    assert done.returncode == 1
    assert not six.database.exists()
