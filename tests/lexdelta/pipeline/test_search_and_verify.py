"""`search` finds what sections say and said; `verify` finds what was done to the file since."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing

import pytest
from watched_replica import Watched, lexdelta

from lexdelta.demo.answers import Answer, Request, render

OLD, NEW = "No. 9 of 2024", "No. 17 of 2025"


@pytest.fixture
def two(six: Watched) -> Watched:
    """Six countries after both states of the replica."""
    six.run(1)
    six.run(2, hours=24)
    return six


def found(watched: Watched, *words: str) -> list[dict[str, object]]:
    """The rows that `search` prints."""
    done = lexdelta(watched.folder, "search", "--json", *words)
    assert done.returncode == 0, done.stderr
    rows: list[dict[str, object]] = json.loads(done.stdout)
    return rows


def test_words_are_found_as_they_stand_now_and_ever(two: Watched) -> None:
    """What a page says no more is found with --ever, and is said to be of the past."""
    assert found(two, f'"{OLD}"') == []
    (row,) = found(two, f'"{OLD}"', "--ever")
    assert (row["page"], row["snapshot"], row["current"]) == ("sri-lanka.en", "sri-lanka.en@1", False)
    (row,) = found(two, f'"{NEW}"')
    assert (row["section"], row["current"]) == ("legislation.state", True)
    assert f"[{NEW}]" in str(row["snippet"])
    told = lexdelta(two.folder, "search", "--ever", f'"{OLD}"').stdout
    assert "said once, first seen 2026-11-20" in told


def test_countries_and_sections_narrow(two: Watched) -> None:
    """A section stands for its children too; a country nobody knows is a sentence."""
    everywhere = found(two, "act", "--ever")
    of_one = found(two, "act", "--ever", "--country", "Sri Lanka", "--section", "legislation")
    assert 0 < len(of_one) < len(everywhere)
    assert {row["page"] for row in of_one} == {"sri-lanka.en"}
    assert {str(row["section"]).split(".")[0] for row in of_one} == {"legislation"}
    assert lexdelta(two.folder, "search", "act", "--country", "Atlantis").returncode == 1


@pytest.mark.parametrize("words", ['"', "*", "act*", "NEAR(", "it's", "^a OR", "a:b", "-a", "act\udcff", '""', "{x} :"])
def test_no_sign_is_an_order_to_the_search(six: Watched, words: str) -> None:
    """The signs that the index gives a meaning to are passed over; nothing to look for is wrong usage."""
    six.run(1)
    done = lexdelta(six.folder, "search", "--", words)
    assert done.returncode == (0 if any(letter.isalnum() for letter in words) else 2)
    assert "Traceback" not in done.stderr


def test_a_hostile_text_steers_no_terminal(six: Watched) -> None:
    """What a page says is shown sign by sign, the marks of the search itself included."""

    def answer(_request: Request) -> Answer:
        return Answer(200, render("peru").replace("Law", "Law &#x202e;\x1b[31mred\x03"))

    six.site.faults["peru"] = answer
    six.run(1)
    told = lexdelta(six.folder, "--color", "always", "search", "--country", "peru", "law").stdout
    assert "\x1b[1m" in told
    assert not {"\x1b[31m", "\u202e", "\x03"} & {told[at : at + n] for at in range(len(told)) for n in (1, 5)}


def test_all_entries_hold(two: Watched) -> None:
    """An untouched database is vouched for, with the head that the last report printed."""
    done = lexdelta(two.folder, "verify", "--json")
    told = json.loads(done.stdout)
    assert (done.returncode, told["ok"], told["entries"], told["problems"]) == (0, True, 2, [])
    assert lexdelta(two.folder, "verify").stdout.startswith("All 2 entries hold; the head is ")
    assert lexdelta(two.folder, "verify", "--head", told["head"][:8]).returncode == 0


def test_what_was_edited_is_named(two: Watched) -> None:
    """A row that was rewritten is found though the file is whole; a head of another file is not among ours."""
    with closing(sqlite3.connect(two.database)) as db, db:
        triggers = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")]
        for name in triggers:
            db.execute(f'DROP TRIGGER "{name}"')
        db.execute("UPDATE changes SET after = 'No. 1 of 1900' WHERE id = 1")
    done = lexdelta(two.folder, "verify")
    assert (done.returncode, done.stdout) == (1, "Rows of changes that run 2 wrote are not what they were.\n")
    cut = lexdelta(two.folder, "verify", "--head", "0123abcd")
    assert "The chain has no entry 0123abcd" in cut.stdout
    assert lexdelta(two.folder, "verify", "--head", "run 2").returncode == 2
