"""A report of a period: what it comes to, for whom it was asked, and nothing told twice."""

from __future__ import annotations

import csv
import io
import json
from datetime import timedelta
from pathlib import Path

import pytest
from watched_replica import Watched, lexdelta

from lexdelta import config as settings
from lexdelta.report import Report
from lexdelta.reporting import Narrowed, Period, report_of
from storage.database import open_existing
from storage.errors import StorageError


def report(watched: Watched, narrowed: Narrowed = Narrowed(), **period: str) -> Report:  # noqa: B008 -- a value
    """The report of a period, as of the clock of the replica; the last seven days by default."""
    db = open_existing(watched.database)
    try:
        return report_of(db, settings.load(watched.folder / "config.toml"), Period(**period), narrowed, watched.now)
    finally:
        db.close()


def taken_back(six: Watched) -> None:
    """The site as it was at first, for as many days as a reversal has to stand."""
    for _ in range(5):
        six.run(1, hours=24)


def test_a_change_and_its_reversal_are_one_number(six: Watched) -> None:
    """What changed and changed back within the week is told by number; what did not come back is told as ever.

    Fiji's older page is refused as stale, so its move stands.
    """
    six.run(1)
    six.run(2, hours=24)
    taken_back(six)
    week = report(six, Narrowed(least="template"))
    assert [(change.country, change.merges) for change in week.changes] == [("Fiji", ())]
    pages = {row["id"]: row["page"] for row in six.rows("SELECT id, page FROM changes")}
    assert [[pages[number] for number in ids] for ids in week.vanished] == [["sri-lanka.en"] * 2, ["mauritius.en"] * 2]


def test_each_half_of_a_reversal_is_told_where_it_is_alone(six: Watched) -> None:
    """A period that ends between the two, and one that begins there, tell what happened in them."""
    six.run(1)
    six.run(2, hours=24)
    between = f"{six.now + timedelta(hours=1):%Y-%m-%dT%H:%M}"
    taken_back(six)
    first, second = report(six, until=between), report(six, since=between)
    assert [c.kind for c in first.changes if c.country == "Mauritius"] == ["law_added"]
    assert [c.kind for c in second.changes if c.country == "Mauritius"] == ["law_removed"]
    assert first.vanished == second.vanished == ()


def test_changes_carry_their_evidence(six: Watched) -> None:
    """A change names the digests of both captures, by which the bytes are found again, and the region it is of."""
    six.run(1)
    six.run(2, hours=24)
    fiji = next(change for change in report(six).changes if change.country == "Fiji")
    digests = {row["id"]: row["digest"] for row in six.rows("SELECT id, digest FROM captures")}
    assert (fiji.digest_before, fiji.digest_after) == (digests[fiji.capture_before], digests[fiji.capture_after])
    assert fiji.region == "Oceania"
    found = lexdelta(six.folder, "raw", str(fiji.digest_after)[:12], "--headers")
    assert json.loads(found.stdout)["digest"] == fiji.digest_after


def test_standings_are_those_of_the_end(six: Watched) -> None:
    """The map of a past period shows where countries stood then, and every watched country has its place."""
    six.run(1)
    then = f"{six.now + timedelta(hours=1):%Y-%m-%dT%H:%M}"
    six.run(2, hours=24)
    before = {stood.country: stood.standing for stood in report(six, until=then).standings}
    now = {stood.country: stood.standing for stood in report(six).standings}
    assert (before["Fiji"], now["Fiji"]) == ("invited", "party")
    assert list(now) == ["Benin", "Fiji", "Kosovo*", "Mauritius", "Peru", "Sri Lanka"]


@pytest.mark.parametrize(
    ("narrowed", "countries"),
    [
        (Narrowed(regions=("oceania",)), {"Fiji"}),
        (Narrowed(regions=("Africa", "Asia")), {"Mauritius", "Sri Lanka"}),
        (Narrowed(countries=("Fiji",), regions=("Oceania",)), {"Fiji"}),
        (Narrowed(countries=("Fiji",), regions=("Africa",)), set()),
        (Narrowed(sections=("legislation",)), {"Mauritius", "Sri Lanka"}),
    ],
)
def test_a_report_keeps_to_what_was_asked(six: Watched, narrowed: Narrowed, countries: set[str]) -> None:
    """Changes, coverage and map are of the countries asked for; options of two kinds narrow, of one add up."""
    six.run(1)
    six.run(2, hours=24)
    found = report(six, narrowed)
    assert {change.country for change in found.changes} == countries
    places = {stood.country for stood in found.standings}
    assert found.coverage.pages == len(places)
    assert countries <= places


def test_a_narrowed_report_says_so(six: Watched) -> None:
    """What a report was narrowed to stands on its first line and in its JSON: its silence is not everybody's."""
    six.run(1)
    scope = report(six, Narrowed(countries=("fiji",), regions=("oceania",), sections=("status",))).scope
    assert (scope.countries, scope.regions, scope.sections) == (("Fiji",), ("Oceania",), ("status",))
    told = lexdelta(six.folder, "report", "--region", "africa", "--since", "2026-01-01").stdout
    assert "only Africa" in told.split("\n")[0]


@pytest.mark.parametrize(
    ("narrowed", "period", "sentence"),
    [
        (Narrowed(regions=("Atlantis",)), {}, "No watched country lies in a region 'Atlantis'; there are Africa, Am"),
        (Narrowed(sections=("poetry",)), {}, "No page has a section 'poetry'"),
        (Narrowed(countries=("Fidji Islands",)), {}, "No country is called 'Fidji Islands'"),
        (Narrowed(), {"since": "2026-11-20", "until": "2026-11-01"}, "before it begins"),
    ],
)
def test_what_nobody_has_is_refused(six: Watched, narrowed: Narrowed, period: dict[str, str], sentence: str) -> None:
    """A region, section or country nobody watches, and a period that runs backwards, are errors and not silence."""
    six.run(1)
    with pytest.raises(StorageError, match=sentence):
        report(six, narrowed, **period)


def test_every_format_comes_out_of_the_command_line(six: Watched) -> None:
    """Each format is written, to standard output and into a file alike; what programs read is UTF-8 in any locale."""
    six.run(1)
    for kind in ("text", "md", "html", "json", "atom", "csv"):
        path = Path(f"out.{kind}")
        words = ("report", "--since", "2026-01-01", "--until", "2026-12-31", "--format", kind)
        shown = lexdelta(six.folder, *words, LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0", PYTHONIOENCODING="")
        assert lexdelta(six.folder, *words, "-o", str(path)).returncode == shown.returncode == 0
        written = (six.folder / path).read_bytes()
        assert b"6 of 6 pages verified" in written or kind == "json"
        if kind not in ("text", "md"):
            assert shown.stdout.encode().replace(b"\r\n", b"\n") == written.replace(b"\r\n", b"\n")


def test_a_dash_is_standard_output(six: Watched) -> None:
    """`-o -` writes what no -o writes, and no file of that name; so does raw, byte for byte."""
    six.run(1)
    (row,) = six.rows("SELECT max(capture) AS id FROM checks WHERE page = 'peru.en'")
    for words in (("report", "--since", "2026-01-01"), ("report", "--format", "csv"), ("raw", str(row["id"]))):
        plain, dashed = lexdelta(six.folder, *words), lexdelta(six.folder, *words, "-o", "-")
        assert (dashed.returncode, len(dashed.stdout) > 100) == (0, True)
        assert dashed.stdout.splitlines()[2:] == plain.stdout.splitlines()[2:]
    assert not (six.folder / "-").exists()


def test_a_byte_order_mark_is_for_whoever_asks(six: Watched) -> None:
    """CSV begins with a byte order mark when it is asked for, and with its header otherwise."""
    six.run(1)
    words = ("report", "--since", "2026-01-01", "-o", "out.csv", "--format", "csv")
    lexdelta(six.folder, *words)
    assert (six.folder / "out.csv").read_bytes().startswith(b"record,id,")
    lexdelta(six.folder, *words, "--bom")
    marked = (six.folder / "out.csv").read_bytes()
    assert marked.startswith(b"\xef\xbb\xbfrecord,id,")
    rows = list(csv.DictReader(io.StringIO(marked.decode("utf-8-sig"), newline="")))
    assert rows[-1]["record"] == "chain"
    assert lexdelta(six.folder, "report", "--bom").returncode == 2
