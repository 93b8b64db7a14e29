"""The documented changes between the replica's two states are what a run tells: no more, no less."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from watched_replica import Watched, lexdelta

from lexdelta.demo.site import Replica
from lexdelta.demo.truth import CHANGES, LOOKALIKES, UNREACHABLE

BOTH = [["en"], ["en", "fr"]]


@pytest.mark.parametrize("languages", BOTH, ids="+".join)
def test_exactly_the_documented_changes_are_told(tmp_path: Path, languages: list[str]) -> None:
    """Each true change stands in the database once, at its place, with its old and new words, and nothing else does."""
    with Replica() as site:
        watched = Watched(site, tmp_path, languages)
        watched.run(1)
        watched.run(2, hours=24)
    found = watched.rows("SELECT d.*, p.country AS country_key FROM change_detail d JOIN pages p ON p.key = d.page")
    told = Counter((c["country_key"], c["section"], c["kind"], c["form"], c["significance"], c["state"]) for c in found)
    true = Counter((c.country, c.section, c.kind, c.form or c.kind, c.significance, c.state) for c in CHANGES)
    assert told == true
    names = watched.rows("SELECT page, kind, before, after, state FROM named_changes")
    assert Counter(tuple(row.values()) for row in names) == Counter(
        (f"{c.country}.en", one.kind, one.before, one.after, c.state) for c in CHANGES for one in c.named
    )
    for change in CHANGES:
        (row,) = [c for c in found if (c["country_key"], c["section"]) == (change.country, change.section)]
        assert row["page"] == f"{change.country}.en"
        assert (row["also_in"] == f"{change.country}.fr") == ("fr" in languages)
        if change.kind != "status_moved":
            assert change.before is None or change.before in (row["before"] or "")
            assert change.after is None or change.after in (row["after"] or "")


@pytest.mark.parametrize("languages", BOTH, ids="+".join)
def test_what_cannot_be_checked_is_told_apart(tmp_path: Path, languages: list[str]) -> None:
    """A block page, a 503 and a redirect home are unknown, never changes; lookalikes are nothing at all."""
    with Replica() as site:
        watched = Watched(site, tmp_path, languages)
        watched.run(1)
        report = watched.run(2, hours=24).report
    assert {entry.page for entry in report.unknown} == {f"{u.country}.{x}" for u in UNREACHABLE for x in languages}
    assert report.coverage.verified == report.coverage.pages - len(UNREACHABLE) * len(languages)
    told = {change.page for change in (*report.changes, *(entry.change for entry in report.unsure))}
    assert not told & {f"{page.country}.{x}" for page in (*LOOKALIKES, *UNREACHABLE) for x in languages}
    assert report.events == ()


@pytest.mark.parametrize("languages", BOTH, ids="+".join)
def test_noise_alone_is_never_a_change(tmp_path: Path, languages: list[str]) -> None:
    """The same pages with fresh tokens, ids, white space and attribute order: nothing new, and nothing said."""
    with Replica() as site:
        watched = Watched(site, tmp_path, languages)
        watched.run(1)
        again = [watched.run(1, hours=24) for _ in range(2)]
    for finished in again:
        assert set(finished.outcomes) <= {"unchanged", "not_modified"}
        assert not finished.has_news
    assert watched.rows("SELECT count(*) AS n FROM changes") == [{"n": 0}]
    assert watched.rows("SELECT max(number) AS n FROM snapshots") == [{"n": 1}]


def test_the_demo_command_shows_it(tmp_path: Path) -> None:
    """`lexdelta demo` prints the report of the second run and says where database and HTML report are, twice over."""
    for _ in range(2):
        done = lexdelta(tmp_path, "demo", "--dir", "out")
        assert (done.returncode, done.stderr) == (0, "")
        assert "FIJI   Status: Invited to accede -> Party" in done.stdout
        assert "57 of 60 pages verified · 12 changes · 2 not yet sure · 3 unknown" in done.stdout
        assert (tmp_path / "out" / "lexdelta.db").exists()
        assert (tmp_path / "out" / "reports" / "latest.html").read_text().startswith("<!doctype html>")


def test_the_demo_never_empties_a_folder_of_somebody_else(tmp_path: Path) -> None:
    """A folder that holds anything but an earlier demo is refused and left as it is."""
    (tmp_path / "thesis.txt").write_text("years of work")
    done = lexdelta(tmp_path, "demo", "--dir", ".")
    assert done.returncode == 1
    assert "not empty" in done.stderr
    assert (tmp_path / "thesis.txt").read_text() == "years of work"
