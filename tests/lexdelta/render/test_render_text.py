"""The text report: the golden files, what it never says, and what no page can make it do."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from lexdelta.render.brief import subject
from lexdelta.render.formats import Shown, rendered
from lexdelta.render.text import render_text
from lexdelta.report import Coverage, Report, Unknown
from lexdelta.unlooked import Unlooked

Reports = dict[str, Report]
TWELFTH, TWENTIETH = (datetime(2026, 11, day, 3, 31, tzinfo=UTC) for day in (12, 20))


def test_colour_only_adds(reports: Reports) -> None:
    """Without its colours the coloured report is the plain one, so nothing is said by colour alone."""
    coloured = render_text(reports["week"], colour=True)
    assert "\x1b[31m[-two-]\x1b[0m\x1b[32m{+five+}\x1b[0m" in coloured
    assert re.sub(r"\x1b\[\d+m", "", coloured) == render_text(reports["week"])


def test_every_report_says_how_much_was_verified(reports: Reports) -> None:
    """The first line carries the coverage whatever else there is to say."""
    for report in reports.values():
        coverage = report.coverage
        assert f"{coverage.verified} of {coverage.pages} pages verified" in render_text(report).split("\n")[0]


@pytest.mark.parametrize(
    ("days_before", "expected"),
    [(0, "23 Nov 2026"), (7, "16-23 Nov 2026"), (26, "28 Oct-23 Nov 2026"), (365, "23 Nov 2025-23 Nov 2026")],
)
def test_period(reports: Reports, days_before: int, expected: str) -> None:
    """A day, days of one month, of two months, of two years: nothing is told twice that one telling covers."""
    monday = reports["monday"]
    report = replace(monday, start=monday.end - timedelta(days=days_before))
    assert render_text(report).split(" · ")[1] == expected


def test_times_are_in_the_zone_of_the_report(reports: Reports) -> None:
    """Times are converted and the zone is named, twice where it changed in between."""
    monday = reports["monday"]
    told = render_text(replace(monday, timezone="Europe/Paris"))
    assert "old last seen 20 Nov 04:31, new first seen 21 Nov 04:31 CET" in told
    fiji = monday.changes[0]
    assert fiji.last_seen_old is not None
    over = replace(fiji, last_seen_old=fiji.last_seen_old.replace(month=10))
    told = render_text(replace(monday, changes=(over,), timezone="Europe/Paris"))
    assert "old last seen 20 Oct 05:31 CEST, new first seen 21 Nov 04:31 CET" in told


def test_a_zone_without_a_name_is_told_by_its_place(reports: Reports) -> None:
    """Where a zone has only an offset, its IANA name is told."""
    assert "15:31 Pacific/Tarawa" in render_text(replace(reports["monday"], timezone="Pacific/Tarawa"))


def test_another_year_is_told(reports: Reports) -> None:
    """A date outside the year of the report carries its year."""
    monday = reports["monday"]
    entry = replace(monday.unknown[0], since=monday.end.replace(year=2025))
    assert "Chad: 503 since 23 Nov 2025" in render_text(replace(monday, unknown=(entry,)))


@pytest.mark.parametrize(
    ("standing", "said"),
    [
        ("party", "Party"),
        ("signatory", "Signatory"),
        ("invited", "Invited to accede"),
        ("observer", "Observer"),
        ("none", "NA"),
        ("unstated", "not stated"),
        (None, "not stated"),
        ("Under review", "Under review"),
    ],
)
def test_standings_in_words(reports: Reports, standing: str | None, said: str) -> None:
    """A standing is told in the page's own words for it, a wording nobody knows as it is printed."""
    fiji = replace(reports["monday"].changes[0], after=standing)
    assert f"FIJI   Status: Invited to accede -> {said}\n" in render_text(replace(reports["monday"], changes=(fiji,)))


def test_nothing_is_claimed_where_nothing_was_verified(reports: Reports) -> None:
    """When no page could be verified the report does not say that nothing changed."""
    told = render_text(replace(reports["quiet"], coverage=Coverage(72, 0, 72, 0, None)))
    assert "Nothing changed" not in told
    assert "nothing is known about changes" in told


@pytest.mark.parametrize(
    ("times", "said"),
    [
        (Unlooked(TWELFTH, TWENTIETH), "The last look was on 12 Nov 03:31 UTC. The last import ended on 20 Nov 03:31"),
        (Unlooked(None, TWENTIETH), "There was no look yet: lexdelta run makes one. The last import ended on 20 Nov"),
        (Unlooked(TWELFTH, None), "so nothing is known about changes. The last look was on 12 Nov 03:31 UTC."),
    ],
)
def test_a_period_without_a_look_says_so_in_every_format(reports: Reports, times: Unlooked, said: str) -> None:
    """Nobody looked is not nothing changed, and no figure: when somebody did, and what was imported, is told."""
    report = replace(reports["quiet"], coverage=Coverage(0, 0, 0, 0, None), unlooked=times)
    for kind in ("text", "md", "html", "csv", "atom"):
        told = " ".join(rendered(report, kind, Shown(width=400)).split())
        assert "0 of 0" not in told
        assert "No page was looked at in this period" in told
        assert said in told
    assert render_text(report).startswith("Lexdelta · 16-23 Nov 2026 · no page looked at\n")
    assert "nothing changed" not in subject(report)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({}, "Nothing changed. Oldest verification 22 Nov 03:31 UTC."),
        ({"rest": (("cosmetic", 2),)}, "Nothing of substantive weight changed. Oldest"),
        ({"coverage": Coverage(72, 70, 2, 0, None)}, "Nothing changed on the 70 of 72 pages verified. Some pages were"),
    ],
)
def test_nothing_changed_is_said_as_firmly_as_it_is_known(
    reports: Reports, values: dict[str, object], said: str
) -> None:
    """Plainly when all was seen and nothing differed; with its limits otherwise."""
    assert said in render_text(replace(reports["quiet"], **values))


def test_nothing_changed_for_certain(reports: Reports) -> None:
    """With something provisional, nothing changed only for certain."""
    report = replace(reports["quiet"], unsure=reports["monday"].unsure)
    assert "Nothing changed for certain. " in render_text(report)


def test_removed_is_only_said_of_confirmed_removals(reports: Reports) -> None:
    """A section not seen once is missing, one not seen twice is removed, with the day that confirmed it."""
    monday = reports["monday"]
    gone = monday.unsure[0].change
    for kind in ("section_removed", "section_emptied"):
        unsure = (replace(monday.unsure[0], change=replace(gone, kind=kind)),)
        assert "remove" not in render_text(replace(monday, changes=(), unsure=unsure))
    sure = replace(gone, state="confirmed", confirmed_at=monday.end)
    told = render_text(replace(monday, changes=(sure,), unsure=()))
    assert "BENIN   Case law: section removed\n       - The Court of Appeal" in told
    assert "new first seen 22 Nov 03:31 UTC, confirmed 23 Nov 03:31" in told


def test_a_long_address_shows_where_it_leads_now(reports: Reports) -> None:
    """Of two addresses that differ at their ends both ends are shown, in every format, and nothing becomes markup."""
    week = reports["week"]
    same = f"Act <https://a.example/<b>x</b>/{'folder/' * 300}"
    link = replace(week.changes[4], before=f"{same}act-of-2003.pdf>", after=f"{same}act-of-2020.pdf>")
    for kind in ("text", "md", "html", "atom"):
        told = rendered(replace(week, changes=(link,)), kind).replace("\\", "")
        assert "act-of-2003.pdf" in told
        assert "act-of-2020.pdf" in told
        assert "<b>x" not in told


def test_unknown_pages_are_grouped_by_reason_and_day(reports: Reports) -> None:
    """Pages with one reason and one first day are told together, editions and quarantines named, the rest counted."""
    monday = reports["monday"]
    chad = monday.unknown[0]
    pages = tuple(Unknown(f"land-{n}.en", f"Land {n:02}", "503", chad.since) for n in range(30))
    editions = tuple(
        Unknown(f"ghana.{lang}", "Ghana", "blocked (challenge page)", chad.since, 17) for lang in ("en", "fr")
    )
    told = render_text(replace(monday, unknown=pages + editions))
    assert "Land 11 and 18 more: 503 since 22 Nov" in told
    assert "Ghana (en, fr, q17, q17): blocked since 22 Nov (challenge page)" in told


def test_a_reason_that_is_a_sentence_stays_one(reports: Reports) -> None:
    """Where the reason is a whole sentence, the day comes before it."""
    chad = replace(reports["monday"].unknown[0], reason="www.coe.int answered 503.")
    assert "Chad since 22 Nov: www.coe.int answered 503.\n" in render_text(replace(reports["monday"], unknown=(chad,)))


def test_a_flood_is_counted(many_changes: Callable[[int], Report]) -> None:
    """Ten thousand changes make a report below a megabyte that says how many it left out and where they are."""
    told = render_text(many_changes(10_000))
    left = re.search(
        r"\.\.\. and ([\d,]+) more changes: lexdelta changes --least substantive "
        r"--since 2026-11-16T03:31Z --until 2026-11-23T03:31Z",
        told,
    )
    assert left
    assert told.count("words changed") + int(left[1].replace(",", "")) == 10_000
    assert len(told.encode()) < 1_000_000


@pytest.mark.parametrize("width", [40, 72, 100, 140])
def test_lines_keep_to_the_width(reports: Reports, width: int) -> None:
    """All is wrapped at the width; only the header, lines to be copied and single long words may be longer."""
    for text in render_text(reports["week"], width=width).split("\n")[1:]:
        copied = "[layouts.octopus" in text or '" = "' in text
        assert len(text) <= width or "https://" in text or copied


def test_an_attacked_report_forges_nothing(attack: Callable[[str], Report], payload: str) -> None:
    """Whatever a page prints, no control character, no second chain line and no margin label comes of it."""
    told = render_text(attack(payload))
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", told)
    assert len(re.findall("^Chain ", told, re.MULTILINE)) == 1
    assert len(re.findall("^UNKNOWN  ", told, re.MULTILINE)) == 1
    assert "\n\nNothing changed" not in told
    assert len(told.encode()) < 1_000_000
