"""What is missing is told only when a second healthy look agrees; what comes back is told as nothing."""

from __future__ import annotations

from watched_replica import Watched

BENIN = "benin"


def states(watched: Watched) -> list[str]:
    """The states Benin's missing section went through, in order."""
    return [
        row["state"]
        for row in watched.rows(
            "SELECT s.state FROM change_states s JOIN changes c ON c.id = s.change WHERE c.page = ? ORDER BY s.id",
            "benin.en",
        )
    ]


def test_a_removal_waits_for_a_second_look_far_enough_away(six: Watched) -> None:
    """Looks within twenty hours agree too early; the first one after that confirms, once."""
    six.run(1)
    first = six.run(2, hours=24)
    assert [entry.change.page for entry in first.report.unsure] == ["benin.en"]
    assert not [change for change in first.report.changes if change.page == "benin.en"]
    assert not [c for c in six.run(2, hours=6).report.changes if c.page == "benin.en"]
    assert states(six) == ["provisional"]
    confirmed = six.run(2, hours=15)
    assert [(c.kind, c.state) for c in confirmed.report.changes if c.page == "benin.en"] == [
        ("section_removed", "confirmed")
    ]
    assert states(six) == ["provisional", "confirmed"]
    assert not six.run(2, hours=24).report.changes


def test_a_removal_that_comes_back_is_told_as_nothing(six: Watched) -> None:
    """A section missing for one look and back at the next leaves no change behind, and no addition either."""
    six.run(1)
    six.run(2, hours=24)
    back = six.run(1, hours=24)
    assert states(six) == ["provisional", "withdrawn"]
    assert not [c for c in back.report.changes if c.page == "benin.en"]
    assert not [entry for entry in back.report.unsure if entry.change.page == "benin.en"]


def test_a_page_with_something_provisional_is_asked_for_whole(six: Watched) -> None:
    """While a removal waits no validators are sent: a 304 would confirm nothing."""
    six.run(1)
    six.run(2, hours=24)
    six.site.requests.clear()
    six.run(2, hours=24)
    asked = [r for r in six.site.requests if r.path.endswith("/benin")]
    assert asked
    assert not [r for r in asked if "if-none-match" in r.headers or "if-modified-since" in r.headers]


def test_a_confirmed_removal_that_comes_back_later_is_an_addition(six: Watched) -> None:
    """Once a removal has been told, the section's return is news of its own, told when it has stood for as long."""
    six.run(1)
    for _ in range(4):
        six.run(2, hours=24)
    told = [six.run(1, hours=24).report.changes for _ in range(6)]
    assert [[c.kind for c in changes if c.page == "benin.en"] for changes in told] == [
        [], [], [], [], ["section_added"], [],
    ]  # fmt: skip


def test_a_failed_look_neither_confirms_nor_withdraws(six: Watched) -> None:
    """Only a healthy look says anything about what is missing."""
    six.run(1)
    six.run(2, hours=24)
    six.site.faults[BENIN] = "503"
    six.run(2, hours=24)
    assert states(six) == ["provisional"]
    del six.site.faults[BENIN]
    six.run(2, hours=1)
    assert states(six) == ["provisional", "confirmed"]


def test_one_look_is_enough_where_the_operator_says_so(six: Watched) -> None:
    """With `[removals] captures = 1` a removal is told at once."""
    path = six.folder / "config.toml"
    path.write_text(path.read_text() + "\n[removals]\ncaptures = 1\n")
    six.run(1)
    report = six.run(2, hours=24).report
    assert [c.kind for c in report.changes if c.page == "benin.en"] == ["section_removed"]
