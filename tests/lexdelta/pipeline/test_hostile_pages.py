"""A page made to be slow or huge, met by a real run: quarantined with its reason, the other pages none the worse."""

from __future__ import annotations

import functools
import json
import sys

import pytest
from monsters import MONSTERS, page
from watched_replica import Watched, lexdelta

from lexdelta.demo.answers import Answer
from scraper.sandbox import Limits, Sandbox

ATTRIBUTES = MONSTERS["a hundred thousand attributes"]
BOLD = MONSTERS["forms of bold to be opened again"]
linux = pytest.mark.skipif(sys.platform != "linux", reason="only Linux bounds address space")


def reasons(watched: Watched) -> set[tuple[str, str, str]]:
    """Page, code and sentence of every refusal so far."""
    found = watched.rows("SELECT page, reasons FROM checks WHERE outcome = 'quarantined'")
    return {(row["page"], code, sentence) for row in found for code, sentence in json.loads(row["reasons"])}


def test_a_page_over_its_limits_is_quarantined_and_heals(six: Watched, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its reason is told, the other five pages are verified, and when it is itself again nothing is said."""
    monkeypatch.setattr("lexdelta.running.Sandbox", functools.partial(Sandbox, Limits(cpu_seconds=1)))
    six.run(1)
    six.site.faults["peru"] = lambda _request: Answer(200, ATTRIBUTES())
    finished = six.run(1, hours=24)
    assert reasons(six) == {("peru.en", "over-limit", "Reading took more than 1 s of CPU.")}
    assert [unknown.page for unknown in finished.report.unknown] == ["peru.en"]
    assert "1 s of CPU" in finished.report.unknown[0].reason
    assert finished.report.coverage.verified == finished.report.coverage.pages - 1
    assert finished.report.changes == ()
    del six.site.faults["peru"]
    assert not six.run(1, hours=24).has_news


def test_an_index_over_its_limits_stops_nobody(six: Watched, monkeypatch: pytest.MonkeyPatch) -> None:
    """The pages it once added are checked all the same, and none is told as missing."""
    monkeypatch.setattr("lexdelta.running.Sandbox", functools.partial(Sandbox, Limits(cpu_seconds=1)))
    six.run(1)
    usual = six.site.answer
    six.site.answer = lambda request: (  # type: ignore[method-assign] # the index alone is to be hostile
        Answer(200, ATTRIBUTES()) if "/country-wiki" in request.path else usual(request)
    )
    finished = six.run(1, hours=24)
    assert [(key[:13], code) for key, code, _ in reasons(six)] == [("index.octopus", "over-limit")]
    assert finished.report.coverage.verified == finished.report.coverage.pages
    assert finished.report.changes == ()


@linux
def test_the_command_survives_a_page_that_eats_memory(six: Watched) -> None:
    """With the limits that everybody has: 45 kB of markup that want gigabytes cost one page, and no traceback."""
    assert lexdelta(six.folder, "run").returncode == 0
    six.site.faults["peru"] = lambda _request: Answer(200, BOLD())
    done = lexdelta(six.folder, "run", "--json")
    assert "Traceback" not in done.stderr
    assert json.loads(done.stdout)["outcomes"]["quarantined"] == 1
    assert reasons(six) == {("peru.en", "over-limit", "Reading took more than 1 GB of memory.")}


@linux
def test_saved_monsters_are_refused_and_the_next_file_is_read(six: Watched) -> None:
    """`read` tells the reason on standard error, reads the other file, and ends with 1; `diff` ends with 1."""
    (six.folder / "monster.html").write_text(BOLD())
    (six.folder / "peru.html").write_text(page())
    done = lexdelta(six.folder, "read", "monster.html", "peru.html", "--json")
    assert done.returncode == 1
    assert done.stderr == "monster.html: Reading took more than 1 GB of memory.\n"
    assert [found["country"] for found in json.loads(done.stdout)] == ["peru"]
    compared = lexdelta(six.folder, "diff", "peru.html", "monster.html")
    assert (compared.returncode, compared.stderr) == (1, "Error: Reading took more than 1 GB of memory.\n")
