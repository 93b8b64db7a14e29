"""Full text finds what pages say and said, whatever is typed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from stories import Story, moment_of, profile_of

from storage import runs, search, snapshots
from storage.database import immediate

P = "peru.en"


def _sections(story: Story, text: str, **narrowed: object) -> list[tuple[str, str, bool]]:
    found = search.find(story.db, text, **narrowed)  # type: ignore[arg-type] # each test names what it narrows by
    return [(item.page, item.section, item.current) for item in found]


@pytest.fixture
def told(story: Story) -> Story:
    """Peru replaced a law; Benin has a code of procedure in French."""
    story.run(moment_of(1), {P: profile_of("Law 30096 on computer crime"), "benin.fr": profile_of("Procédure pénale")})
    story.run(moment_of(2), {P: profile_of("Law 30096 on computer crime", case_law="R v. X")})
    story.run(moment_of(3), {P: profile_of("Law 30171 on computer crime")})
    return story


def test_the_present_comes_first_and_the_past_is_found(told: Story) -> None:
    """A text that several snapshots repeat is found once, with its first look and its newest snapshot."""
    found = search.find(told.db, "computer crime")
    assert [(item.current, item.number, item.first_seen) for item in found] == [
        (True, 3, moment_of(3)),
        (False, 2, moment_of(1)),
    ]
    assert (found[0].country, found[0].language, found[0].label, found[0].state) == (
        "Peru", "en", "Substantive law", "filled",
    )  # fmt: skip


def test_accents_and_case_do_not_matter(told: Story) -> None:
    """Whoever types without accents finds the French text."""
    assert _sections(told, "PROCEDURE penale") == [("benin.fr", "legislation.substantive", True)]


def test_a_search_is_narrowed(told: Story) -> None:
    """To a page, a country, the present, or a number of answers."""
    assert _sections(told, "computer", current=True) == [(P, "legislation.substantive", True)]
    assert _sections(told, "computer", page="benin.fr") == _sections(told, "computer", country="benin") == []
    assert len(_sections(told, "computer", country="peru", page=P)) == 2
    assert len(_sections(told, "computer", limit=1)) == 1


def test_words_found_are_marked_only_as_asked(told: Story) -> None:
    """No markup by default: whoever shows the text decides how."""
    assert search.find(told.db, "30171")[0].snippet == "Law 30171 on computer crime"
    assert search.find(told.db, "30171", marks=("[", "]"))[0].snippet == "Law [30171] on computer crime"


@pytest.mark.parametrize(
    "text", ['"', "AND", "a OR", "law*(", "NEAR(", "x:y", "'; DROP TABLE sections", "-", "", "   ", "\x00"]
)
def test_whatever_is_typed_is_words_not_syntax(told: Story, text: str) -> None:
    """Operators, quotes and nothing at all are answered, not crashed on."""
    assert isinstance(search.find(told.db, text), tuple)


def test_a_phrase_in_quotes_is_a_phrase(told: Story) -> None:
    """Words in quotes must stand together."""
    assert len(_sections(told, '"computer crime"')) == 2
    assert _sections(told, '"crime computer"') == []


def test_only_the_reading_that_counts_is_searched(told: Story) -> None:
    """What an older layout misread is not found beside what the newer one reads."""
    with immediate(told.db):
        run = runs.save(
            told.db,
            command="reread",
            version="2",
            pages=1,
            verified=1,
            started_at=moment_of(4),
            finished_at=moment_of(4),
        )
        again = replace(profile_of("Law number 30171"), reading="octopus@2")
        for snapshot in snapshots.all_of(told.db, P):
            snapshots.add_reading(told.db, snapshot.id, run, again)
    assert _sections(told, "computer") == []
    assert _sections(told, "number") == [(P, "legislation.substantive", True)]
