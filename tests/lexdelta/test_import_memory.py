"""What an import remembers is bounded by counts: a page of any history is walked with one state in hand."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from profiles import profile, section

from lexdelta.history.derived import Refused, Spool
from lexdelta.history.timeline import Difference, Judged, Seen, Side, Timeline, in_order
from lexdelta.recording import Removals
from scraper.archives.revisits import Revisits
from scraper.capture import Capture
from scraper.page import Page
from scraper.profile import Profile


def profile_of(law: str = "Law 1") -> Profile:
    """A page that names one law."""
    return profile(section("legislation", f"{law} on computer crime is in force."))


PERU = Page("peru.en", "peru", "en", "https://www.coe.int/en/web/octopus/-/peru")
START = datetime(2010, 1, 1, tzinfo=UTC)


def profiles_alive() -> int:
    gc.collect()
    return sum(isinstance(found, Profile) for found in gc.get_objects())


def said(count: int) -> Iterator[Seen]:
    """Looks at a page that says something else each day."""
    for number in range(count):
        yield Seen(START + timedelta(days=number), number, profile_of(f"Law {30000 + number}"))


def no_known(_: Seen) -> Profile:
    raise AssertionError("nothing is known")


def test_a_walk_holds_no_more_states_however_long_it_is() -> None:
    """After ten and after two hundred states as many profiles are alive: those of one comparison."""
    alive = []
    before = profiles_alive()
    line = Timeline(PERU, Removals(2, 20), no_known)
    for found in line.walk(in_order((), said(200))):
        if isinstance(found, Difference) and len(line.states) in (10, 190):
            alive.append(profiles_alive() - before)
        del found
    assert len(line.states) == 199
    assert len(alive) == 2
    assert alive[1] <= alive[0] <= 4


def test_known_states_are_read_when_they_are_compared() -> None:
    """Of a hundred known states only the two around a new capture are read, whatever the page's history."""
    known = [Seen(START + timedelta(days=n), n, snapshot=n + 1) for n in range(100)]
    read: list[int] = []

    def recalled(look: Seen) -> Profile:
        read.append(look.capture)
        return profile_of(f"Law {look.capture}")

    new = Seen(START + timedelta(days=50, hours=1), 1000, profile_of("Law 1000"))
    found = list(Timeline(PERU, Removals(2, 20), recalled).walk(in_order(known, [new])))
    assert set(read) == {50, 51}
    assert [type(item) for item in found] == [Judged, Difference, Difference]


def test_what_is_derived_comes_back_as_it_was() -> None:
    """Page, states, changes of every kind and refusals, in their order, as often as they are asked for."""
    line = Timeline(PERU, Removals(2, 20), no_known)
    looks = list(said(3))
    looks[1] = replace(looks[1], profile=replace(looks[1].profile or profile_of(), sections=()))
    derived = [PERU, *line.walk(in_order((), looks)), Refused(START, 7, (("labels", "\x1b[31m ‘none’"),), None)]
    assert {type(item) for item in derived} == {Page, Judged, Difference, Refused}
    with Spool() as spool:
        for item in derived:
            spool.add(item)
        assert list(spool) == derived
        assert list(spool) == derived


def test_an_unchanged_look_carries_no_profile() -> None:
    """A page that was looked at a thousand times and never changed is one state."""
    same = profile_of()
    looks = (Seen(START + timedelta(days=n), n, same) for n in range(1000))
    found = [item for item in Timeline(PERU, Removals(2, 20), no_known).walk(looks) if isinstance(item, Judged)]
    assert len([item for item in found if item.profile]) == 1
    assert {item.state for item in found} == {Side(0, 0, None)}


class _Headers:
    def __init__(self, number: int) -> None:
        self._number = number

    def get_header(self, name: str) -> str | None:
        return f"2020-01-01T00:00:{self._number}Z" if name == "WARC-Date" else None


def test_records_of_one_page_do_not_add_up() -> None:
    """Bodies to be pointed at, and the names that point at them, are forgotten when they are too many or too long."""
    seen = Revisits(room=50_000, most_names=30)
    for number in range(500):
        body = b"%d " % number * 100
        capture = Capture("", PERU.url, PERU.url, START, "warc", 200, (("etag", "x" * 100),), body)
        seen.remember(capture, (f"sha1:{number}", "long" * 1000), _Headers(number))
    assert len(seen._names) <= 30
    assert len(seen._bodies) == len(seen._heads) <= 50
    last = seen.recall(("sha1:499",), _Headers(0), PERU.url, START)
    assert last is not None
    assert last.body == b"499 " * 100
    assert seen.recall(("sha1:1",), _Headers(0), PERU.url, START) is None
