"""The list of true changes, held against the two states of the pages."""

from __future__ import annotations

import html
from collections import Counter
from collections.abc import Callable

import pytest

from diffs.change import SIGNIFICANCES
from lexdelta.demo.labels import FR, printed_declarations, printed_status
from lexdelta.demo.notes import Notes, country_keys, load
from lexdelta.demo.site import Replica, render
from lexdelta.demo.truth import CHANGES, LOOKALIKES, UNREACHABLE, Lookalike, TrueChange, Unreachable

Lines = Callable[[str], list[str]]
Get = Callable[..., tuple[int, dict[str, str], bytes]]
MOST_LINES = {"block_moved": 0, "section_filled": 1, "section_emptied": 2, "section_removed": 3, "section_added": 3}


def _name(change: TrueChange) -> str:
    return f"{change.country}-{change.kind}"


def _pages(country: str, language: str = "en") -> tuple[str, str]:
    return render(country, language, 1, seed=1), render(country, language, 2, seed=2)


def test_each_country_changes_once() -> None:
    """One change a country, and no country is in two of the lists."""
    named = [each.country for each in (*CHANGES, *LOOKALIKES, *UNREACHABLE)]
    assert len(set(named)) == len(named)
    assert set(named) <= set(country_keys())
    assert {change.significance for change in CHANGES} < set(SIGNIFICANCES)


@pytest.mark.parametrize("change", CHANGES, ids=_name)
def test_fragments_stand_on_their_side_only(change: TrueChange, lines: Lines) -> None:
    """What a change takes away is printed before and not after, what it brings after and not before."""
    before, after = (_readable(page, change, lines) for page in _pages(change.country))
    if change.before is not None:
        assert change.before in before
    if change.after is not None:
        assert change.after in after
    if change.kind != "block_moved":
        assert change.before is None or change.before not in after
        assert change.after is None or change.after not in before


def _readable(page: str, change: TrueChange, lines: Lines) -> list[str] | str:
    if change.kind == "title_changed":
        return page.partition("<title>")[2].partition(" - ")[0]
    if change.kind == "link_changed":
        return [part.partition('"')[0] for part in html.unescape(page).split('href="')]
    if change.kind == "status_moved":
        status = next(line for line in lines(page) if line.startswith("Status :"))
        return [status.removeprefix("Status : ").removesuffix(" See legal profile")]
    return "\n".join(lines(page))


@pytest.mark.parametrize("change", CHANGES, ids=_name)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_change_touches_one_section_in_both_editions(change: TrueChange, language: str) -> None:
    """Between the states the notes differ in the named section and nowhere else."""
    first, second = load(change.country, language, 1), load(change.country, language, 2)
    assert _differences(first, second) == {change.section}


def _differences(first: Notes, second: Notes) -> set[str]:
    names = {"name": "title", "status": "status", "declarations": "status"}
    fields = {names.get(key, key) for key in first.fields if first.field(key) != second.field(key)}
    before, after = ({(part.key, part.pieces) for part in notes.parts} for notes in (first, second))
    return fields | {key for key, _ in before ^ after}


@pytest.mark.parametrize("change", CHANGES, ids=_name)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_change_touches_one_block(change: TrueChange, language: str, lines: Lines) -> None:
    """At most one line goes and one comes, so that one change is expected; whole sections may have a few."""
    before, after = (Counter(lines(page)) for page in _pages(change.country, language))
    gone, come = (before - after).total(), (after - before).total()
    most = MOST_LINES.get(change.kind, 1)
    assert gone <= most
    assert come <= most
    assert gone + come > 0 or change.kind in ("block_moved", "title_changed", "link_changed")


def test_the_moved_paragraph_stands_elsewhere(lines: Lines) -> None:
    """Chile's page has the same lines in another order."""
    before, after = map(lines, _pages("chile"))
    assert before != after
    assert sorted(before) == sorted(after)


@pytest.mark.parametrize("key", sorted(set(country_keys()) - {change.country for change in CHANGES}))
@pytest.mark.parametrize("language", ["en", "fr"])
def test_no_other_page_changes(key: str, language: str, lines: Lines) -> None:
    """A country that is not in the list says the same in both states: what looks like a change there is none."""
    before, after = ([line.replace("N/A", "NA") for line in lines(page)] for page in _pages(key, language))
    assert before == after


@pytest.mark.parametrize("lookalike", LOOKALIKES, ids=lambda each: each.country)
def test_a_lookalike_really_differs(lookalike: Lookalike) -> None:
    """Its source differs between the states, or it would prove nothing."""
    assert load(lookalike.country, "en", 1) != load(lookalike.country, "en", 2)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_status_words_are_those_of_the_language(language: str, lines: Lines) -> None:
    """Fiji's move is printed in each edition's own words, and N/A is how French writes NA."""
    before, after = map(lines, _pages("fiji", language))
    label, words = {
        "en": ("Status :", ("Invited to accede", "Party")),
        "fr": ("Statut :", ("Invité à adhérer", "Partie")),
    }[language]
    assert any(line.startswith(f"{label} {words[0]}") for line in before)
    assert any(line.startswith(f"{label} {words[1]}") for line in after)
    assert printed_status(FR, "NA") == printed_declarations(FR, "NA") == "N/A"


@pytest.mark.parametrize("page", UNREACHABLE, ids=lambda each: each.country)
def test_pages_that_cannot_be_checked_are_well_in_state_one(page: Unreachable, get: Get) -> None:
    """Each is served in state 1, and in state 2 shows nothing of itself, in either language."""
    with Replica(countries=[page.country]) as site:
        path = f"/fr/web/octopus/-/{page.slug}"
        well = get(site, path)
        site.state = 2
        ill = get(site, path)
    assert well[0] == 200
    assert b"Droit proc" in well[2]
    assert b"Droit proc" not in ill[2]
    assert ill[0] == {"block": 200, "503": 503, "home": 302}[page.fault]
