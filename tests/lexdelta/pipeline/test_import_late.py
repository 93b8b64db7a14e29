"""History that comes late, out of order or twice: it ends in the same states, and in one chain."""

from __future__ import annotations

import json
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest
from archive_files import warc
from imports import imported, rows, told
from old_times import Look, looks
from watched_replica import Watched, lexdelta

from lexdelta.demo.site import render
from storage.chain import verify
from storage.database import open_existing

PERU = next(look for look in looks() if look.page == "peru.en" and look.at.year == 2024)
COUNCIL = "A council of 16 members meets"
SECOND = "In Peru a second council for the judiciary was set up in 2023."
DAY = timedelta(days=1)


def saying(members: int, day: int) -> Look:
    """The page with so many members of its council, so many days after the first."""
    assert COUNCIL in PERU.html
    html = PERU.html.replace(COUNCIL, f"A council of {members} members meets")
    return Look("peru.en", PERU.at + DAY * day, PERU.url, html)


def problems(folder: Path) -> tuple[str, ...]:
    """What is wrong with the chain and what it seals."""
    db = open_existing(folder / "lexdelta.db")
    try:
        return verify(db)
    finally:
        db.close()


def stretches(folder: Path) -> list[tuple[str, str, str | None]]:
    """How long the policies of Peru said the same: members, from, to."""
    sql = """SELECT text, observed_from, observed_to FROM section_history
        WHERE page = 'peru.en' AND section = 'policies' ORDER BY observed_from"""
    return [(text.partition("council of ")[2].partition(" ")[0], start, end) for text, start, end in rows(folder, sql)]


def shown(folder: Path, at: str) -> str:
    """What `show --at` says Peru's council had."""
    done = lexdelta(folder, "show", "peru", "--at", at)
    assert done.returncode == 0, done.stderr
    return done.stdout.partition("A council of ")[2].partition(" ")[0]


def day(number: int) -> str:
    return f"{PERU.at + DAY * number:%Y-%m-%dT%H:%M:%SZ}"


def test_a_state_between_two_looks_at_another_divides_it(tmp_path: Path) -> None:
    """Seen to say sixteen before and after, it said nine between: then, and now, and in the history."""
    imported(tmp_path, warc(tmp_path / "a.warc", [saying(16, 0), saying(16, 10)]))
    imported(tmp_path, warc(tmp_path / "b.warc", [saying(9, 5)]))
    assert [shown(tmp_path, day(number)) for number in (0, 4, 5, 9, 10, 11)] == ["16", "16", "9", "9", "16", "16"]
    assert stretches(tmp_path) == [("16", day(0), day(5)), ("9", day(5), day(10)), ("16", day(10), None)]
    assert rows(tmp_path, "SELECT snapshot FROM current_status") == [(1,)]
    assert "A council of [-9-]{+16+} members" in lexdelta(tmp_path, "diff", "peru").stdout
    assert problems(tmp_path) == ()


def test_what_came_after_a_divided_state_is_compared_with_its_end(tmp_path: Path) -> None:
    """A third archive that agrees with both looks around it moves the bounds of a state, and changes nothing."""
    imported(tmp_path, warc(tmp_path / "a.warc", [saying(16, 0), saying(16, 10)]))
    imported(tmp_path, warc(tmp_path / "b.warc", [saying(9, 5)]))
    before = told(tmp_path)
    third = imported(tmp_path, warc(tmp_path / "c.warc", [saying(16, 12), saying(16, 8), saying(9, 6)]))
    assert third["changes"] == {}
    assert told(tmp_path) == before
    assert stretches(tmp_path) == [("16", day(0), day(5)), ("9", day(5), day(8)), ("16", day(8), None)]


@pytest.mark.parametrize("seed", range(3))
def test_archives_in_any_order_end_in_the_same_states(tmp_path: Path, seed: int) -> None:
    """A page that goes to and fro, cut into archives that overlap nowhere and come as they please."""
    random = Random(seed)
    said = [saying(random.choice((7, 9, 16)), number) for number in range(14)]
    imported(tmp_path / "whole", warc(tmp_path / "whole.warc", said))
    parts: list[list[Look]] = [[], [], [], []]
    for look in said:
        random.choice(parts).append(look)
    for number, part in enumerate(part for part in parts if part):
        imported(tmp_path / "parts", warc(tmp_path / f"{number}.warc", part))
    assert stretches(tmp_path / "parts") == stretches(tmp_path / "whole")
    at = [day(number) for number in range(15)]
    assert [shown(tmp_path / "parts", one) for one in at] == [shown(tmp_path / "whole", one) for one in at]
    assert problems(tmp_path / "parts") == ()


def test_a_section_that_comes_back_with_other_words_is_no_crash(tmp_path: Path) -> None:
    """Missing from one capture and back in the next, edited: the removal is withdrawn, the edit told."""
    whole = saying(16, 0)
    start = whole.html.index("The government of Peru")
    emptied = whole.html[:start] + whole.html[whole.html.index(SECOND) + len(SECOND) :]
    emptied = emptied.replace("<p></p>", "")
    found = imported(
        tmp_path,
        warc(tmp_path / "a.warc", [whole, Look("peru.en", whole.at + DAY, whole.url, emptied), saying(9, 2)]),
    )
    assert found["changes"]["withdrawn"] == 1
    assert found["changes"]["confirmed"] >= 1
    texts = rows(tmp_path, "SELECT before, after FROM change_detail WHERE state = 'confirmed'")
    assert any("16 members" in (before or "") and "9 members" in (after or "") for before, after in texts)


def test_two_captures_of_one_second_are_both_kept(tmp_path: Path) -> None:
    """Other bytes of the same moment: each is archived and judged, once, and importing again changes nothing."""
    both = [saying(16, 0), saying(9, 0)]
    found = imported(tmp_path, warc(tmp_path / "a.warc", both))
    assert (found["archived"], found["states"]) == (2, 2)
    again = imported(tmp_path, warc(tmp_path / "b.warc", both[::-1]))
    assert (again["archived"], again["known"], again["states"]) == (0, 2, 0)
    assert shown(tmp_path, day(1)) == "9"
    assert problems(tmp_path) == ()


def test_the_chain_holds_through_runs_imports_and_a_reread(six: Watched) -> None:
    """Archives after live looks, between them and again: every entry is as it was written, whatever came when."""
    six.now = datetime(2026, 9, 1, 3, 30, tzinfo=UTC)
    six.run(1)
    six.run(2, hours=24 * 30)
    imported(six.folder, warc(six.folder / "old.warc", [saying(16, 0), saying(9, 5)]))
    between = Look("peru.en", datetime(2026, 9, 10, tzinfo=UTC), PERU.url, PERU.html)
    imported(six.folder, warc(six.folder / "between.warc", [between]))
    six.run(1, hours=24)
    with (six.folder / "config.toml").open("a") as file:
        file.write('[layouts.octopus.labels]\n"Something new" = "policies"\n')
    assert lexdelta(six.folder, "reread").returncode == 0
    imported(six.folder, warc(six.folder / "late.warc", [saying(7, 3)]))
    assert problems(six.folder) == ()
    assert shown(six.folder, "2024-04-01") == "9"
    assert lexdelta(six.folder, "show", "peru", "--at", "2026-09-05").stdout != ""
    kinds = [row["kind"] for row in six.rows("SELECT kind FROM chain ORDER BY seq")]
    assert kinds == ["run", "run", "import", "import", "run", "reread", "import"]


def test_live_looks_around_an_import_stay_what_they_were(six: Watched) -> None:
    """Before, between and after: what a live look saw is what `show --at` says of its moment."""
    six.now = datetime(2026, 9, 1, 3, 30, tzinfo=UTC)
    six.run(1)
    six.run(1, hours=24 * 30)
    live = lexdelta(six.folder, "show", "peru", "--at", "2026-10-01T12:00", "--json").stdout
    imported(six.folder, warc(six.folder / "a.warc", [Look("peru.en", six.now - DAY * 20, PERU.url, PERU.html)]))
    at = {
        one: lexdelta(six.folder, "show", "peru", "--at", one, "--json").stdout for one in ("2026-09-05", "2026-09-20")
    }
    assert json.loads(at["2026-09-05"])["snapshot"] == 1
    assert json.loads(at["2026-09-20"])["snapshot"] == 2
    assert lexdelta(six.folder, "show", "peru", "--at", "2026-10-01T12:00", "--json").stdout == live
    assert (
        lexdelta(six.folder, "show", "peru", "--json").stdout
        == lexdelta(six.folder, "show", "peru", "--at", "2026-11-01", "--json").stdout
    )


def test_two_editions_of_one_country_are_told_once(tmp_path: Path) -> None:
    """English and French pages of two states, in one archive and in two: one change each, that names both editions."""
    moments = {1: datetime(2024, 3, 1, tzinfo=UTC), 2: datetime(2024, 6, 1, tzinfo=UTC)}
    pages = {
        language: [
            Look(
                f"fiji.{language}",
                at,
                f"https://www.coe.int/{language}/web/octopus/-/fiji",
                render("fiji", language, n),
            )
            for n, at in moments.items()
        ]
        for language in ("en", "fr")
    }
    together = warc(tmp_path / "both.warc", [*pages["fr"], *pages["en"]])
    found = imported(tmp_path / "together", together)
    assert (found["pages"], found["states"]) == (2, 4)
    imported(tmp_path / "apart", warc(tmp_path / "en.warc", pages["en"]))
    imported(tmp_path / "apart", warc(tmp_path / "fr.warc", pages["fr"]))
    for folder in ("together", "apart"):
        listed = json.loads(lexdelta(tmp_path / folder, "changes", "--since", "2020-01-01", "--json").stdout)
        moved = [change for change in listed if change["kind"] == "status_moved"]
        assert [(change["page"], change["also_in"]) for change in moved] == [("fiji.en", ["fiji.fr"])]
        assert problems(tmp_path / folder) == ()
    assert len(told(tmp_path / "together")) == len(told(tmp_path / "apart"))


def test_a_published_copy_has_the_history(tmp_path: Path) -> None:
    """The readers' copy is renewed by an import that found something, and by no other."""
    (tmp_path / "config.toml").write_text('[store]\npublish = "readers.db"\n')
    archive = warc(tmp_path / "a.warc", [saying(16, 0), saying(9, 5)])
    imported(tmp_path, archive)
    with sqlite3.connect(tmp_path / "readers.db") as db:
        assert db.execute("SELECT count(*) FROM section_history WHERE section = 'policies'").fetchone() == (2,)
    db.close()
    written = (tmp_path / "readers.db").stat().st_mtime_ns
    imported(tmp_path, archive)
    assert (tmp_path / "readers.db").stat().st_mtime_ns == written


def test_a_copy_that_cannot_be_written_is_told_and_costs_no_history(tmp_path: Path) -> None:
    """What is there is somebody else's: a sentence, exit 1, and the history is in."""
    (tmp_path / "config.toml").write_text('[store]\npublish = "readers.db"\n')
    (tmp_path / "readers.db").write_text("mine")
    done = lexdelta(tmp_path, "import", str(warc(tmp_path / "a.warc", [saying(16, 0)])))
    assert done.returncode == 1
    assert "1 new state" in done.stdout
    assert "readers.db is no database of lexdelta" in done.stderr
    assert (tmp_path / "readers.db").read_text() == "mine"
