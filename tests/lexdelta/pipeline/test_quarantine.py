"""Ways into quarantine and out of it, and what a page that is gone is called."""

from __future__ import annotations

from functools import partial

from watched_replica import Watched, lexdelta

from lexdelta.demo.answers import Answer, render


def outcomes(watched: Watched, page: str) -> list[str]:
    """How the checks of a page ended, in order."""
    found = watched.rows("SELECT outcome FROM checks WHERE page = ? ORDER BY id", page)
    return [row["outcome"] for row in found]


def test_a_block_page_is_looked_at_twice_kept_and_never_compared(six: Watched) -> None:
    """The second look at the end of the run counts as an attempt of its own; the bytes are evidence."""
    six.run(1)
    six.site.faults["peru"] = "block"
    report = six.run(1, hours=24).report
    assert outcomes(six, "peru.en") == ["first", "quarantined", "quarantined"]
    assert [u.page for u in report.unknown] == ["peru.en"]
    assert report.changes == ()
    check = six.rows("SELECT capture FROM checks WHERE outcome = 'quarantined' LIMIT 1")[0]
    assert lexdelta(six.folder, "raw", str(check["capture"])).stdout.lower().startswith("<!doctype html")


def test_a_later_capture_that_passes_ends_it_silently(six: Watched) -> None:
    """A page that was blocked and is itself again is unchanged, and nothing waits for a person."""
    six.run(1)
    six.site.faults["peru"] = "block"
    six.run(1, hours=24)
    del six.site.faults["peru"]
    again = six.run(1, hours=24)
    assert again.outcomes["quarantined"] == 0
    assert not again.has_news
    assert six.rows("SELECT * FROM queue") == []


def test_a_passing_fault_is_healed_by_the_second_look(six: Watched) -> None:
    """A page that fails once and answers at the end of the same run is verified."""
    six.run(1)
    busy = Answer(503, "busy", (("Content-Type", "text/html"), ("Retry-After", "0")))
    answers = iter([busy, busy, busy])
    six.site.faults["peru"] = lambda _request: next(answers, Answer(200, render("peru", "en", 1, 9)))
    finished = six.run(1, hours=24)
    assert finished.report.coverage.verified == finished.report.coverage.pages
    assert outcomes(six, "peru.en")[1:] == ["failed", "unchanged"]


def test_a_person_may_say_this_is_the_new_truth(six: Watched) -> None:
    """An accepted capture becomes a snapshot at the next run, marked with who accepted it, its differences told."""
    six.run(1)
    html = "<!DOCTYPE html><html><body><h1>Ireland</h1><h2>Specialised institutions</h2><p>One unit.</p>"
    html += "<h2>Sources and links</h2><p>None.</p></body></html>"

    six.site.faults["peru"] = lambda _request: Answer(200, html)
    six.run(1, hours=24)
    waiting = six.rows("SELECT id FROM queue WHERE kind = 'quarantine'")
    done = lexdelta(six.folder, "decide", waiting[0]["id"], "accept", "--by", "Ana")
    assert done.returncode == 0, done.stderr
    report = six.run(1, hours=24).report
    accepted = six.rows("SELECT accepted_by FROM snapshots WHERE page = 'peru.en' AND number = 2")
    assert accepted == [{"accepted_by": "Ana"}]
    assert six.rows("SELECT kind FROM changes WHERE page = 'peru.en' AND kind = 'title_changed'")
    assert report.coverage.verified == report.coverage.pages
    six.run(1, hours=24)
    assert outcomes(six, "peru.en")[-1] == "unchanged"


def test_a_dismissed_text_asks_no_more(six: Watched) -> None:
    """The same block page the next day is quarantined as ever, and waits for nobody."""
    six.run(1)
    six.site.faults["peru"] = "maintenance"
    six.run(1, hours=24)
    (waiting,) = six.rows("SELECT id FROM queue")
    assert lexdelta(six.folder, "decide", waiting["id"], "dismiss").returncode == 0
    six.run(1, hours=24)
    assert outcomes(six, "peru.en")[-1] == "quarantined"
    assert six.rows("SELECT * FROM queue") == []


def answer(html: str, _request: object) -> Answer:
    """What the site sends, whatever it is asked."""
    return Answer(200, html)


def wall(said: str, *, form: str = "") -> str:
    """A block page that says something of its own at every look."""
    return f"<!DOCTYPE html><html><body>{form}<h1>Access denied</h1><p>{said}</p></body></html>"


def test_a_wall_that_counts_its_visitors_is_dismissed_once(six: Watched) -> None:
    """An incident number and a clock that differ at every look make no new question."""
    numbers = iter(range(100))
    six.site.faults["peru"] = lambda _request: Answer(200, wall(f"Incident {next(numbers)}a7, 10:{next(numbers):02}"))
    six.run(1)
    (waiting,) = six.rows("SELECT id FROM queue")
    done = lexdelta(six.folder, "decide", waiting["id"], "dismiss")
    assert (done.returncode, "whatever numbers and clocks" in done.stdout) == (0, True)
    for _ in range(2):
        assert six.run(1, hours=24).outcomes["quarantined"] == 1
        assert six.rows("SELECT * FROM queue") == []


def test_a_wall_that_says_something_else_or_fails_for_another_reason_asks_again(six: Watched) -> None:
    """A dismissal covers one page and its reasons: other words or another reason are a new question."""
    six.site.faults["peru"] = lambda _request: Answer(200, wall("Incident 1"))
    six.run(1)
    (waiting,) = six.rows("SELECT id FROM queue")
    assert lexdelta(six.folder, "decide", waiting["id"], "dismiss").returncode == 0
    form = "<form id='challenge-form'></form>"
    for other in (wall("Incident 2, for your country"), wall("Incident 3", form=form)):
        six.site.faults["peru"] = partial(answer, other)
        six.run(1, hours=24)
        assert len(six.rows("SELECT id FROM queue")) == 1


def test_a_page_gone_for_a_week_is_one_event(six: Watched) -> None:
    """404 three times over seven days says "page gone", once, and never that its sections were deleted."""
    six.run(1)
    six.site.faults["peru"] = "404"
    for _ in range(7):
        assert six.run(1, hours=24).report.events == ()
    report = six.run(1, hours=24).report
    assert [(e.kind, e.title.split(":")[0]) for e in report.events] == [("gone", "The page peru.en is gone")]
    assert len(six.run(1, hours=24).report.events) == 1
    assert six.rows("SELECT count(*) AS n FROM changes") == [{"n": 0}]
    del six.site.faults["peru"]
    assert six.run(1, hours=24).report.events == ()
