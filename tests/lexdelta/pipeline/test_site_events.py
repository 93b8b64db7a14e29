"""The same thing on most pages is about the site: held as one event, told once, released or dismissed by a person."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from markup_styles import Page, document, flat_h3
from told import target
from watched_replica import Watched, lexdelta

from lexdelta.demo.answers import Answer, Request
from lexdelta.demo.notes import load
from lexdelta.demo.site import Replica
from lexdelta.running import Asked
from tests.hostile.hook import Hook

TEN = (
    "albania", "argentina", "belgium", "brazil", "chile", "colombia", "costa-rica", "estonia", "fiji", "georgia",
)  # fmt: skip
USUAL = ("Cybercrime policies/strategies", "Specialised institutions", "Sources and links")


@pytest.fixture
def ten(tmp_path: Path) -> Iterator[Watched]:
    """Ten countries whose pages the test writes itself."""
    with Replica(countries=TEN) as site:
        yield Watched(site, tmp_path)


def serve(watched: Watched, country: str, labels: Sequence[str] = USUAL, extra: str = "", says: str = "") -> None:
    """Serve a page of that country with these sections; `extra` is one more paragraph in the first of them."""
    notes = load(country, "en", 1)
    own = f"The {notes.name} office number {TEN.index(country)} looks after section {{}}."
    sections = [("Status regarding Budapest Convention", [("p", "Status : Party See legal profile")])]
    sections += [(label, [("p", own.format(label)), *([("p", extra)] if extra and not at else [])])
                 for at, label in enumerate(labels)]  # fmt: skip
    page: Page = (notes.name, sections)

    def answer(_request: Request) -> Answer:
        return Answer(200, says or document(flat_h3(page), notes.name))

    watched.site.faults[notes.slug] = answer


def serve_all(watched: Watched, countries: Sequence[str] = TEN, labels: Sequence[str] = USUAL, extra: str = "") -> None:
    """Serve the same sections on all those pages."""
    for country in countries:
        serve(watched, country, labels, extra)


def test_the_same_addition_everywhere_is_one_event(ten: Watched) -> None:
    """A line the template put on every page holds every change of that kind, and only those."""
    serve_all(ten)
    ten.run()
    serve_all(ten, extra="Subscribe to our newsletter for updates on this topic.")
    serve(ten, "fiji", extra="A new law of 2026 was adopted.")
    report = ten.run(hours=24).report
    assert [(e.kind, e.changes) for e in report.events] == [("site", 9)]
    assert [(c.page, c.after) for c in report.changes] == [("fiji.en", "A new law of 2026 was adopted.")]
    again = ten.run(hours=24)
    assert [(e.kind, e.changes) for e in again.report.events] == [("site", 9)]
    assert not again.has_news
    assert again.code == 3


def test_three_countries_are_no_site_event(ten: Watched) -> None:
    """The same sentence on three pages may be true of three countries: told three times."""
    serve_all(ten)
    ten.run()
    serve_all(ten, TEN[:3], extra="A joint declaration was signed in 2026.")
    report = ten.run(hours=24).report
    assert report.events == ()
    assert len(report.changes) == 3


@pytest.mark.parametrize(("verdict", "state"), [("release", "confirmed"), ("accept", "dismissed")])
def test_a_person_ends_a_held_event(ten: Watched, verdict: str, state: str) -> None:
    """Released changes are told in the next report, accepted ones are dismissed as template; the event is over."""
    serve_all(ten)
    ten.run()
    serve_all(ten, extra="Subscribe to our newsletter for updates on this topic.")
    ten.run(hours=24)
    assert "e1" in lexdelta(ten.folder, "queue").stdout
    done = lexdelta(ten.folder, "decide", "e1", verdict, "--by", "Ana", "--note", "seen")
    assert done.returncode == 0, done.stderr
    assert set(ten.states().values()) == {state}
    assert ten.rows("SELECT by, verdict, note FROM decisions") == [{"by": "Ana", "verdict": verdict, "note": "seen"}]
    assert lexdelta(ten.folder, "decide", "e1", verdict).returncode == 1
    assert not ten.run(hours=24).report.events


def test_what_a_person_released_waits_for_the_next_run(ten: Watched) -> None:
    """A look at one page between the word and the run tells nothing of the other pages, and takes nothing from them."""
    serve_all(ten)
    ten.run()
    serve_all(ten, extra="A national strategy was adopted by law no. 12 of 2026.")
    ten.run(hours=24)
    assert lexdelta(ten.folder, "decide", "e1", "release").returncode == 0
    assert ten.run(hours=1, asked=Asked(pages=("fiji",))).report.changes == ()
    assert len(ten.run(hours=24).report.changes) == len(TEN)
    assert ten.run(hours=24).report.changes == ()


def test_a_section_gone_everywhere_for_a_day_leaves_nothing(ten: Watched) -> None:
    """A broken template holds the removals; when the pages are whole again they are withdrawn and the event ends."""
    serve_all(ten)
    ten.run()
    serve_all(ten, labels=USUAL[:2])
    held = ten.run(hours=24).report
    assert [(e.kind, e.changes) for e in held.events] == [("site", 10)]
    assert held.unsure == ()
    serve_all(ten)
    back = ten.run(hours=24).report
    assert back.events == ()
    assert back.changes == ()
    assert set(ten.states().values()) == {"withdrawn"}


def test_most_pages_failing_is_one_alert_that_ends_by_itself(ten: Watched) -> None:
    """When the site is down for most countries, one event says so, and nothing is held or changed by it."""
    serve_all(ten)
    ten.run()
    for country in TEN[:6]:
        ten.site.faults[load(country, "en", 1).slug] = "503"
    down = ten.run(hours=24)
    assert [(e.kind, len(e.countries)) for e in down.report.events] == [("outage", 6)]
    assert down.code == 3
    serve_all(ten)
    assert ten.run(hours=24).report.events == ()


def test_two_countries_with_one_article_are_quarantined(ten: Watched) -> None:
    """A cache that serves one country's text for another proves nothing about either."""
    serve_all(ten)
    ten.run()
    text = "The prosecutor of the capital leads a unit of twelve, and the unit answers requests at any hour. " * 4
    for country in ("chile", "fiji"):
        notes = load(country, "en", 1)
        sections = [("Status regarding Budapest Convention", [("p", "Status : Party")]), (USUAL[0], [("p", text)])]
        page: Page = (notes.name, sections)
        serve(ten, country, says=document(flat_h3(page), notes.name))
    report = ten.run(hours=24).report
    assert {u.page for u in report.unknown} == {"chile.en", "fiji.en"}
    assert report.changes == ()


LINE = "Subscribe to our newsletter for updates on this topic."


def held(watched: Watched) -> list[tuple[str, int, int]]:
    """Kind, id and number of changes of the events that are open."""
    return [(event.kind, event.id, event.changes) for event in watched.run(hours=24).report.events]


def test_a_straggler_belongs_to_the_event(ten: Watched) -> None:
    """A page that gets the new template three days after the others adds to the event that is open."""
    serve_all(ten)
    ten.run()
    serve_all(ten, TEN[:9], extra=LINE)
    assert [held(ten) for _ in range(3)] == [[("site", 1, 9)]] * 3
    serve_all(ten, extra=LINE)
    assert held(ten) == [("site", 1, 10)]


def test_what_was_accepted_as_template_is_the_new_baseline(ten: Watched) -> None:
    """After a person accepted an event its pages are silent, late pages too; what changes after that is told."""
    serve_all(ten)
    ten.run()
    # A decision on something else comes first, so that ids of events and of decisions differ.
    serve(ten, "fiji", extra="A law of 2025 was adopted.")
    ten.run(hours=24)
    assert lexdelta(ten.folder, "decide", "1", "accept").returncode == 0
    serve_all(ten, TEN[:6], extra=LINE)
    assert held(ten) == [("site", 1, 6)]
    assert lexdelta(ten.folder, "decide", "e1", "accept").returncode == 0
    for pages in (TEN[:6], TEN[:7], TEN[:8]):
        serve_all(ten, pages, extra=LINE)
        assert not ten.run(hours=72).has_news
    serve(ten, "chile", extra="Subscribe under Law No. 12 of 2026 to our newsletter for updates on this topic.")
    assert [c.page for c in ten.run(hours=24).report.changes] == ["chile.en"]


def test_the_same_change_much_later_is_a_countrys_own(ten: Watched) -> None:
    """Weeks after a template was accepted, a page that brings the same change is told like any other."""
    serve_all(ten)
    ten.run()
    serve_all(ten, TEN[:9], extra=LINE)
    ten.run(hours=24)
    assert lexdelta(ten.folder, "decide", "e1", "accept").returncode == 0
    for _ in range(4):
        assert not ten.run(hours=24 * 5).has_news
    serve_all(ten, extra=LINE)
    assert [c.page for c in ten.run(hours=24).report.changes] == ["georgia.en"]


def test_a_template_that_is_rolled_back_leaves_nothing(ten: Watched) -> None:
    """New words on every page that are gone the next day are withdrawn, and their event ends by itself."""
    serve_all(ten)
    ten.run()
    serve_all(ten, extra=LINE)
    assert held(ten) == [("site", 1, 10)]
    serve_all(ten)
    assert held(ten) == []
    assert set(ten.states().values()) == {"withdrawn"}
    assert ten.rows("SELECT 1 FROM events WHERE kind = 'flaps'") == []


def test_one_stale_copy_of_an_accepted_template_is_told_as_nothing(ten: Watched) -> None:
    """A cache that serves one page as it was before the template takes nothing back for good."""
    serve_all(ten)
    ten.run()
    serve_all(ten, extra=LINE)
    ten.run(hours=24)
    assert lexdelta(ten.folder, "decide", "e1", "accept").returncode == 0
    serve(ten, "chile")
    assert ten.run(hours=48).report.changes == ()
    serve(ten, "chile", extra=LINE)
    back = ten.run(hours=24).report
    assert back.changes == ()
    assert back.unsure == ()


def test_an_outage_holds_nothing(ten: Watched) -> None:
    """While most pages fail, what changed on the others is told, and the outage is told once."""
    serve_all(ten)
    ten.run()
    for country in TEN[:6]:
        ten.site.faults[load(country, "en", 1).slug] = "503"
    serve(ten, "georgia", extra="A new law of 2026 was adopted.")
    finished = ten.run(hours=24)
    assert [c.page for c in finished.report.changes] == ["georgia.en"]
    assert [e.kind for e in finished.report.events] == ["outage"]
    assert not ten.run(hours=24).has_news
    assert ten.rows("SELECT count(*) AS n FROM events") == [{"n": 1}]


def test_what_is_held_is_told_as_a_need_and_once_released_as_changes(
    ten: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A target with `needs` hears of the event once; the changes come with the run after somebody released them."""
    with Hook() as hook:
        monkeypatch.setenv("NOTIFY_HOOK", hook.url)
        path = ten.folder / "config.toml"
        path.write_text(path.read_text() + target("hook", "needs = true"))
        serve_all(ten)
        ten.run()
        serve_all(ten, extra="A national strategy was adopted by law no. 12 of 2026.")
        for _ in range(2):
            ten.run(hours=24)
        (held,) = hook.posts
        assert (held.json["kind"], held.json["needs"][0][:3]) == ("needs", "e1 ")
        assert lexdelta(ten.folder, "decide", "e1", "release").returncode == 0
        ten.run(hours=24)
        assert [post.json["kind"] for post in hook.posts] == ["needs", "run"]
        assert len(hook.posts[-1].json["changes"]) == len(TEN)
