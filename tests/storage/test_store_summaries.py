"""What reports ask about countries: where they stand at a moment, and in which region they lie."""

from __future__ import annotations

import hashlib

from sqlite_utils import Database
from stories import Look, Story, moment_of, profile_of

from storage import captures, summaries


def standings(db: Database, day: int) -> dict[str, str | None]:
    """Country -> standing at the end of that day's run."""
    return {stood.country: stood.standing for stood in summaries.standings_at(db, moment_of(day))}


def test_standings_are_those_of_the_moment(story: Story, db: Database) -> None:
    """What was first seen later does not count yet; what stands since before does."""
    story.run(moment_of(2), {"peru.en": profile_of(standing="invited"), "benin.en": profile_of(standing="party")})
    story.run(moment_of(4), {"peru.en": profile_of(standing="party")})
    assert standings(db, 3) == {"Benin": "party", "Peru": "invited"}
    assert standings(db, 4) == {"Benin": "party", "Peru": "party"}


def test_a_country_never_read_has_no_standing(story: Story, db: Database) -> None:
    """A watched page that was never accepted makes a country whose standing is not known."""
    story.run(moment_of(2), {"peru.en": Look(outcome="failed", reason="503")})
    assert standings(db, 3) == {"Peru": None}


def test_the_english_edition_speaks_for_its_country(story: Story, db: Database) -> None:
    """Where editions differ the English one counts; where it was never read, the one that was."""
    french = {"peru.fr": profile_of(standing="invited"), "benin.fr": profile_of(standing="observer")}
    story.run(moment_of(2), {**french, "peru.en": profile_of(standing="party"), "benin.en": Look(outcome="failed")})
    assert standings(db, 3) == {"Benin": "observer", "Peru": "party"}


def test_a_standing_knows_its_place(story: Story, db: Database) -> None:
    """Code and region come with it; regions are asked for by country."""
    story.run(moment_of(2), {"peru.en": profile_of()})
    (peru,) = summaries.standings_at(db, moment_of(3))
    assert (peru.key, peru.iso2, peru.region) == ("peru", "PE", "Americas")
    assert summaries.regions(db) == {"peru": "Americas"}


def test_digests_of_captures(story: Story, db: Database) -> None:
    """Digests are asked for by id, many at a time; an unknown id has none."""
    bodies = (b"<html>one</html>", b"<html>two</html>")
    ids = [story.capture("peru.en", moment_of(2), body) for body in bodies]
    expected = {capture: hashlib.sha256(body).hexdigest() for capture, body in zip(ids, bodies, strict=True)}
    assert captures.digests(db, [*ids, 999]) == expected
    assert captures.digests(db, []) == {}
