"""What arrived is kept before anything reads it, once, and comes back as it was."""

from __future__ import annotations

import hashlib
import sqlite3
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlite_utils import Database
from stories import Look, Story, capture_of, moment_of, profile_of

from scraper.capture import Capture, Validators
from storage import captures
from storage.connection import rows
from storage.database import Busy, StorageError, immediate

_SECONDS = st.datetimes(timezones=st.just(UTC)).map(lambda at: at.replace(microsecond=0))
_CAPTURES = st.builds(
    Capture,
    page=st.just("peru.en"),
    requested_url=st.text(),
    final_url=st.text(),
    at=_SECONDS,
    source=st.sampled_from(["live", "file", "warc", "wayback"]),
    status=st.integers(0, 999),
    headers=st.lists(st.tuples(st.text(), st.text(alphabet=st.characters())), max_size=4).map(tuple),
    body=st.binary(max_size=400) | st.binary(min_size=1, max_size=3).map(lambda part: part * 4000),
)


@given(found=st.lists(_CAPTURES, min_size=1, max_size=4))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_a_capture_comes_back_as_it_was(story: Story, found: list[Capture]) -> None:
    """Addresses, headers and bytes survive, whatever they hold and whichever body they lean on."""
    story.page("peru.en")
    ids = [captures.save(story.db, capture) for capture in found]
    assert [captures.load(story.db, capture_id) for capture_id in ids] == found


def test_equal_bodies_are_kept_once(story: Story) -> None:
    """Two countries that serve the same bytes share one row; every capture keeps its own."""
    first = story.capture("peru.en", moment_of(1), b"blocked" * 100)
    second = story.capture("benin.en", moment_of(1), b"blocked" * 100)
    assert first != second
    assert [row["n"] for row in rows(story.db, "SELECT count(*) AS n FROM _bodies")] == [1]


def test_later_bodies_lean_on_the_first_good_one(story: Story) -> None:
    """A year of nearly equal pages costs little more than one of them, and each is one step from plain bytes."""
    noise = hashlib.shake_256(b"page").digest(50_000)
    page = story.page("peru.en")
    captures.save(story.db, Capture("peru.en", page.url, page.url, moment_of(1), "live", 503, (), b"x" * 900))
    for day in range(2, 12):
        story.capture("peru.en", moment_of(day), noise + f"<i>nonce {day}</i>".encode() + noise)
    kept = rows(story.db, "SELECT b.dictionary, length(b.zstd) AS size FROM _bodies b JOIN captures k USING (digest) "
                          "ORDER BY k.id")  # fmt: skip
    assert [row["dictionary"] is None for row in kept] == [True, True] + [False] * 9
    assert len({row["dictionary"] for row in kept[2:]}) == 1
    assert sum(row["size"] for row in kept[2:]) < 9 * 300


def test_a_body_shared_with_another_page_never_makes_a_longer_chain(story: Story) -> None:
    """When a page's first body leans on another page's, its later ones lean on that one too."""
    story.capture("peru.en", moment_of(1), b"peru one " * 50)
    story.capture("peru.en", moment_of(2), b"shared " * 50)
    story.capture("benin.en", moment_of(2), b"shared " * 50)
    story.capture("benin.en", moment_of(3), b"benin two " * 50)
    deep = "SELECT a.digest FROM _bodies a JOIN _bodies b ON b.digest = a.dictionary WHERE b.dictionary NOT NULL"
    assert rows(story.db, deep) == []
    assert captures.load(story.db, 4).body == b"benin two " * 50


def test_a_capture_is_kept_though_what_follows_fails(story: Story) -> None:
    """Saving is a commit of its own: the evidence survives the run that made it."""
    kept = story.capture("peru.en", moment_of(1))
    with pytest.raises(sqlite3.IntegrityError), immediate(story.db):
        story.db.execute("INSERT INTO pages (key) VALUES ('x')")
    assert captures.load(story.db, kept).page == "peru.en"


def test_a_capture_is_never_saved_inside_another_transaction(story: Story) -> None:
    """It would be lost with that one."""
    page = story.page("peru.en")
    with immediate(story.db), pytest.raises(RuntimeError):
        captures.save(story.db, capture_of(page, moment_of(1), b"x"))


def test_a_held_file_keeps_nothing_of_a_capture(story: Story, tampered: Database) -> None:
    """While another process writes, saving is Busy and leaves no half: the caller may simply try again."""
    page = story.page("peru.en")
    with immediate(tampered), pytest.raises(Busy):
        captures.save(story.db, capture_of(page, moment_of(1), b"x"))
    assert rows(story.db, "SELECT 1 FROM bodies") == []
    assert captures.save(story.db, capture_of(page, moment_of(1), b"x")) == 1


@pytest.mark.parametrize(
    "tamper",
    [
        "UPDATE _bodies SET zstd = substr(zstd, 1, length(zstd) - 4)",
        "UPDATE _bodies SET zstd = zeroblob(20)",
        "UPDATE bodies SET size = size + 1",
        "UPDATE bodies SET size = 3",
        "UPDATE _bodies SET dictionary = digest",
        "DELETE FROM _bodies",
    ],
)
def test_a_damaged_body_is_never_handed_out(story: Story, tampered: Database, tamper: str) -> None:
    """Cut, changed, looped or missing bytes are an error, not a page."""
    story.capture("peru.en", moment_of(1), b"what arrived " * 30)
    tampered.execute(tamper)
    with pytest.raises(StorageError, match="not those that arrived"):
        captures.load(story.db, 1)


def test_what_an_interrupted_run_left_is_found(story: Story) -> None:
    """Only well-arrived live captures, young enough and newer than anything judged, wait to be judged."""
    story.run(moment_of(1), {"peru.en": profile_of()})
    old = story.capture("benin.en", moment_of(1), b"old")
    story.capture("peru.en", moment_of(2, 3), b"first try")
    newest = story.capture("peru.en", moment_of(2, 4), b"second try")
    story.capture("peru.fr", moment_of(2, 4), b"a file", source="file")
    page = story.page("cote-ivoire.en")
    captures.save(story.db, capture_of(page, moment_of(2), b"503"), failure="http-503")
    assert captures.unjudged(story.db, moment_of(2, 0)) == {"peru.en": newest}
    assert captures.unjudged(story.db, moment_of(1, 0)) == {"peru.en": newest, "benin.en": old}
    story.run(moment_of(2, 5), {"peru.en": profile_of()})
    assert captures.unjudged(story.db, moment_of(2, 0)) == {}


def test_validators_come_from_what_was_accepted(story: Story) -> None:
    """What a quarantined or failed answer was labelled with is never sent back."""
    assert not captures.validators(story.db, "peru.en")
    story.run(moment_of(1), {"peru.en": profile_of()})
    story.run(moment_of(2), {"peru.en": Look(outcome="quarantined", reason="challenge")})
    story.run(moment_of(3), {"peru.en": Look(outcome="not_modified")})
    assert captures.validators(story.db, "peru.en") == Validators('"0103"', None)


def test_captures_are_found_by_the_beginning_of_their_digest(story: Story) -> None:
    """A short digest is enough; anything that is no digest finds nothing."""
    first = story.capture("peru.en", moment_of(1), b"one")
    story.capture("peru.en", moment_of(2), b"two")
    again = story.capture("benin.en", moment_of(2), b"one")
    digest = captures.load(story.db, first).digest
    assert captures.by_digest(story.db, digest) == captures.by_digest(story.db, digest[:8]) == (first, again)
    assert captures.by_digest(story.db, "") == captures.by_digest(story.db, "%") == ()


def test_a_capture_that_is_not_there_is_a_sentence(story: Story) -> None:
    """A mistyped number is told."""
    for ask in (captures.load, captures.size):
        with pytest.raises(StorageError, match="no capture 77"):
            ask(story.db, 77)
    assert captures.size(story.db, story.capture("peru.en", datetime(2026, 1, 1, tzinfo=UTC), b"12345")) == 5
