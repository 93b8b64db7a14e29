"""A person's word: what follows from it, in the next run and after it, and what it cannot mean."""

from __future__ import annotations

from markup_styles import Page, document, flat_h3
from watched_replica import Watched, lexdelta

from lexdelta.demo.answers import Answer, render


def queued(watched: Watched, kind: str) -> str:
    """The id of the one thing of a kind that waits."""
    (row,) = watched.rows("SELECT id FROM queue WHERE kind = ?", kind)
    return str(row["id"])


def test_what_is_accepted_late_is_told_by_the_next_run(six: Watched) -> None:
    """A capture that waited ten days in quarantine brings its differences when it is accepted, not ten days ago."""
    six.run(1)
    odd = render("peru", "en", 1, 5).replace("</body>", "<input type=password></body>")
    edited = odd.replace("Peru", "Peru", 1).replace("</h3>", " </h3><p>A decree of 2026 was signed.</p>", 1)
    six.site.faults["peru"] = lambda _request: Answer(200, edited)
    six.run(1, hours=24)
    name = queued(six, "quarantine")
    six.site.faults["peru"] = "503"
    six.run(1, hours=240)
    assert lexdelta(six.folder, "decide", name, "accept", "--by", "Ana").returncode == 0
    finished = six.run(1, hours=24)
    assert finished.has_news
    assert "peru.en" in {change.page for change in finished.report.changes}
    del six.site.faults["peru"]
    six.run(1, hours=24)
    assert six.rows("SELECT outcome FROM checks WHERE page = 'peru.en' ORDER BY id DESC LIMIT 1") != [
        {"outcome": "quarantined"}
    ]


def test_an_accepted_double_is_accepted(six: Watched) -> None:
    """Where a person says that two countries share an article, the page is looked at again as any other."""
    six.run(1)
    text = "The prosecutor of the capital leads a unit of twelve that answers requests at any hour of the day. " * 3
    sections = [("Status regarding Budapest Convention", [("p", "Status : Party")]), ("Safeguards", [("p", text)])]
    for slug, title in (("peru", "Peru"), ("fiji", "Fiji")):
        page: Page = (title, sections)
        six.site.faults[slug] = lambda _request, page=page: Answer(200, document(flat_h3(page), page[0]))
    six.run(1, hours=24)
    for row in six.rows("SELECT id FROM queue WHERE kind = 'quarantine'"):
        assert lexdelta(six.folder, "decide", row["id"], "accept").returncode == 0
    six.run(1, hours=24)
    six.site.requests.clear()
    finished = six.run(1, hours=24)
    assert finished.report.unknown == ()
    assert [r for r in six.site.requests if r.path.endswith("/peru")]


def test_a_dismissed_removal_that_comes_back_is_no_addition(six: Watched) -> None:
    """Somebody who knew better said so before the removal was told; the section's return is nothing to tell either."""
    six.run(1)
    six.run(2, hours=24)
    (waiting,) = six.rows("SELECT change FROM change_detail WHERE state = 'provisional'")
    assert lexdelta(six.folder, "decide", str(waiting["change"]), "dismiss").returncode == 0
    assert not [c for c in six.run(2, hours=24).report.changes if c.page == "benin.en"]
    back = six.run(1, hours=24)
    assert not [c for c in back.report.changes if c.page == "benin.en"]


def test_a_page_somebody_called_gone_asks_no_more(six: Watched) -> None:
    """The word lasts while the page stays away, and is over when the page is itself again."""
    six.run(1)
    six.site.faults["peru"] = "maintenance"
    six.run(1, hours=24)
    assert lexdelta(six.folder, "decide", queued(six, "quarantine"), "gone").returncode == 0
    assert six.run(1, hours=24).report.events == ()
    assert six.rows("SELECT * FROM queue") == []
    del six.site.faults["peru"]
    six.run(1, hours=24)
    six.site.faults["peru"] = "maintenance"
    six.run(1, hours=24)
    assert queued(six, "quarantine")


def test_words_that_do_not_go_together_are_refused(six: Watched) -> None:
    """A verdict that cannot be meant ends with 2, what is settled or unknown with 1, and nothing is recorded."""
    six.run(1)
    six.run(2, hours=24)
    six.site.faults["peru"] = "maintenance"
    six.run(2, hours=24)
    name = queued(six, "quarantine")
    assert lexdelta(six.folder, "decide", name, "release").returncode == 2
    assert lexdelta(six.folder, "decide", "fiji", "accept").returncode == 2
    assert lexdelta(six.folder, "decide", "e7", "accept").returncode == 1
    assert lexdelta(six.folder, "decide", "1", "q999", "dismiss").returncode == 1
    del six.site.faults["peru"]
    six.run(2, hours=24)
    settled = lexdelta(six.folder, "decide", name, "accept")
    assert settled.returncode == 1
    assert "verified since" in settled.stderr
    assert six.rows("SELECT count(*) AS n FROM decisions") == [{"n": 0}]
