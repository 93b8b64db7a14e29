"""The views answer in stretches and in words, as people ask."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest
from sqlite_utils import Database
from stories import Look, Story, moment_of, profile_of

from scraper.profile import Profile, Section
from storage import runs, snapshots
from storage.connection import stamp
from storage.database import immediate

P = "peru.en"
NOT_MODIFIED = Look(outcome="not_modified")


def _when(text: str | None) -> int | None:
    return datetime.fromisoformat(text).day if text else None


def _history(db: Database, section: str, page: str = P) -> list[tuple[object, ...]]:
    sql = """SELECT state, text, observed_from, last_verified, observed_to FROM section_history
        WHERE page = ? AND section = ? ORDER BY observed_from"""
    found = db.execute(sql, [page, section]).fetchall()
    return [(state, text, *map(_when, times)) for state, text, *times in found]


def test_equal_text_is_one_stretch_however_often_it_was_seen(story: Story) -> None:
    """A row per stretch: first look, last look, and the first look at what came after."""
    looks: dict[int, Profile | Look] = {
        1: profile_of(),
        2: NOT_MODIFIED,
        4: profile_of("Law 30171"),
        5: profile_of("Law 30171"),
        7: profile_of(),
    }
    for day, look in looks.items():
        story.run(moment_of(day), {P: look})
    assert _history(story.db, "legislation.substantive") == [
        ("filled", "Law 30096", 1, 2, 4),
        ("filled", "Law 30171", 4, 5, 7),
        ("filled", "Law 30096", 7, 7, None),
    ]


def test_a_stretch_outlives_changes_elsewhere_on_the_page(story: Story) -> None:
    """A new snapshot does not cut the history of the sections that stayed."""
    for day, law in ((1, "Law 1"), (2, "Law 2"), (3, "Law 3")):
        story.run(moment_of(day), {P: profile_of(law, institutions="The Ministry")})
    assert _history(story.db, "institutions") == [("filled", "The Ministry", 1, 3, None)]


def test_noise_does_not_cut_a_stretch(story: Story) -> None:
    """Invisible characters and spacing that no comparison sees are not history; the first spelling is shown."""
    story.run(moment_of(1), {P: profile_of("Law 1", institutions="The Ministry")})
    story.run(moment_of(2), {P: profile_of("Law 2", institutions="The\u00a0Min\u00adistry ")})
    assert _history(story.db, "institutions") == [("filled", "The Ministry", 1, 2, None)]


def test_gone_and_emptied_are_stretches_of_their_own(story: Story) -> None:
    """Absent before, filled, emptied, absent again: each has its times."""
    for day, said in ((1, {}), (2, {"case_law": "R v. X"}), (3, {"case_law": None}), (4, {})):
        story.run(moment_of(day), {P: profile_of(**said)})
    assert _history(story.db, "case_law") == [
        ("absent", "", 1, 1, 2),
        ("filled", "R v. X", 2, 2, 3),
        ("empty", "", 3, 3, 4),
        ("absent", "", 4, 4, None),
    ]


def test_an_unknown_heading_that_disappears_ends(story: Story) -> None:
    """A section no vocabulary knows has no row where it is not printed; its history ends all the same."""
    story.run(moment_of(1), {P: profile_of(novelty="New")})
    story.run(moment_of(2), {P: profile_of()})
    story.run(moment_of(3), {P: replace(profile_of("Law 2"), lossy=True)})
    assert _history(story.db, "novelty") == [
        ("filled", "New", 1, 1, 2),
        ("absent", "", 2, 2, 3),
        ("unknown", "", 3, 3, None),
    ]


def test_imported_history_takes_its_place_by_date(story: Story) -> None:
    """What an archive said years before comes before what we saw ourselves."""
    story.run(moment_of(10), {P: profile_of("Law 2")})
    old = Look(profile_of("Law 1"), source="wayback", captured_at=moment_of(2))
    story.run(moment_of(11), {P: old}, command="import")
    assert _history(story.db, "legislation.substantive") == [
        ("filled", "Law 1", 2, 2, 10),
        ("filled", "Law 2", 10, 10, None),
    ]


def test_a_better_reading_rewrites_history_without_adding_to_it(story: Story) -> None:
    """What a newer layout reads from the same captures replaces what the older one read: no change appears."""
    story.run(moment_of(1), {P: profile_of("Law 1")})
    story.run(moment_of(2), {P: profile_of("Law 2")})
    with immediate(story.db):
        run = runs.save(
            story.db,
            command="reread",
            version="2",
            pages=1,
            verified=1,
            started_at=moment_of(3),
            finished_at=moment_of(3),
        )
        for snapshot in (1, 2):
            snapshots.add_reading(story.db, snapshot, run, replace(profile_of("Law A"), reading="octopus@2"))
    assert _history(story.db, "legislation.substantive") == [("filled", "Law A", 1, 2, None)]


def test_each_edition_has_its_own_history(story: Story) -> None:
    """What the French page says does not cut the English one's stretches."""
    story.run(moment_of(1), {P: profile_of("Law 1"), "peru.fr": profile_of("Loi 1")})
    story.run(moment_of(2), {P: profile_of("Law 1"), "peru.fr": profile_of("Loi 2")})
    assert [row[1] for row in _history(story.db, "legislation.substantive")] == ["Law 1"]
    assert [row[1] for row in _history(story.db, "legislation.substantive", "peru.fr")] == ["Loi 1", "Loi 2"]


def test_a_status_has_its_history(story: Story) -> None:
    """Standing by standing, with a stretch that survives changes of anything else and of how nothing is printed."""
    other = replace(profile_of("Law 2"), status=replace(profile_of().status, declarations="–"))
    for day, look in ((1, profile_of()), (2, other), (3, profile_of(standing="signatory"))):
        story.run(moment_of(day), {P: look})
    sql = "SELECT standing, country, iso3, observed_from, last_verified, observed_to FROM status_history"
    found = [(*row[:3], *map(_when, row[3:])) for row in story.db.execute(sql).fetchall()]
    assert found == [("party", "Peru", "PER", 1, 2, 3), ("signatory", "Peru", "PER", 3, 3, None)]


def _fresh(db: Database, page: str) -> dict[str, object]:
    cursor = db.execute("SELECT * FROM freshness WHERE page = ?", [page])
    return dict(zip([column[0] for column in cursor.description], cursor.fetchone(), strict=True))


def test_freshness_says_how_well_a_page_is_known(story: Story) -> None:
    """Unchanged and checked how often, unknown since when and why, never reached at all."""
    story.run(moment_of(1), {P: profile_of()})
    story.run(moment_of(2), {P: NOT_MODIFIED})
    story.run(moment_of(3), {P: profile_of()})
    story.run(moment_of(4), {P: Look(outcome="failed", reason="http-503")})
    story.page("benin.en")
    known, never = _fresh(story.db, P), _fresh(story.db, "benin.en")
    assert (known["last_verified"], known["last_checked"]) == (stamp(moment_of(3)), stamp(moment_of(4)))
    assert (known["last_outcome"], known["failing_since"]) == ("failed", stamp(moment_of(4)))
    assert (known["checks"], known["unchanged_checks"], known["unchanged_since"]) == (4, 2, stamp(moment_of(1)))
    assert known["snapshots"] == 1
    assert (never["last_verified"], never["last_outcome"], never["checks"], never["country"]) == (
        None,
        None,
        0,
        "Benin",
    )


def test_the_present_is_one_row_a_page_and_one_a_section(story: Story) -> None:
    """Current views show the newest state only, with what is not printed, what is named and what is linked."""
    story.run(moment_of(1), {P: profile_of(), "benin.en": profile_of(case_law="R v. X")})
    story.run(moment_of(2), {P: profile_of("Law 30171", standing="signatory")})
    db = story.db
    assert db.execute("SELECT page, standing, snapshot FROM current_status ORDER BY page").fetchall() == [
        ("benin.en", "party", 1),
        (P, "signatory", 2),
    ]
    assert db.execute(
        "SELECT section, state FROM current_sections WHERE page = ? ORDER BY section", [P]
    ).fetchall() == [
        ("case_law", "absent"),
        ("institutions", "absent"),
        ("legislation", "filled"),
        ("legislation.substantive", "filled"),
    ]
    mentioned = db.execute("SELECT kind, number, block_text FROM current_mentions WHERE page = ?", [P]).fetchall()
    assert mentioned == [("law", "30171", "Law 30171")]
    assert db.execute("SELECT section, text, url FROM current_links WHERE page = ?", [P]).fetchall() == [
        ("legislation.substantive", "Law 30171", "https://example.org/law")
    ]


@pytest.mark.parametrize(
    "profile", [replace(profile_of(), sections=(Section("x", "", "filled"),), keys=(), mentions=())]
)
def test_a_page_with_nothing_in_it_breaks_no_view(story: Story, profile: Profile) -> None:
    """A section without blocks is a row with no text."""
    story.run(moment_of(1), {P: profile})
    assert _history(story.db, "x") == [("filled", "", 1, 1, None)]
