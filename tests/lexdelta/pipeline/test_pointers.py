"""The commands that reports name list what the reports had no room for."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from watched_replica import START, Watched, lexdelta

from lexdelta.demo.site import Replica

COUNTED = re.compile(r"ALSO\s+(\d+) editorial changes?.*?: lexdelta (.*?)\n(?:\S|\Z)", re.DOTALL)


@pytest.fixture
def lesser(tmp_path: Path) -> Iterator[Watched]:
    """Two countries with a change of little weight each, told two months ago."""
    with Replica(countries=("chile", "australia", "peru")) as site:
        watched = Watched(site, tmp_path, now=START - timedelta(days=60))
        watched.run(1)
        watched.run(2, hours=24)
        yield watched


def follow(watched: Watched, *words: str) -> tuple[int, str]:
    """How many lesser changes a report counts, and what the command says that it names."""
    told = lexdelta(watched.folder, "report", "--least", "substantive", *words).stdout
    found = COUNTED.search(told)
    assert found, told
    return int(found[1]), lexdelta(watched.folder, *shlex.split(found[2]), COLUMNS="200").stdout


def test_pointers_lead_to_what_was_counted(lesser: Watched) -> None:
    """A period of the past is named by its dates, which mean the same whenever the report is read."""
    days = ("--since", "2026-09-15", "--until", "2026-09-30")
    number, listed = follow(lesser, *days)
    assert (number, listed.count("rule ")) == (2, 2)
    moments = ("--since", "2026-09-15T01:00Z", "--until", "2026-09-30T01:00Z")
    assert follow(lesser, *moments) == (number, listed)


def test_pointers_of_a_narrowed_report_are_as_narrow(lesser: Watched) -> None:
    """Countries and sections are named again, and nothing beyond them is listed."""
    _, listed = follow(lesser, "--since", "2026-09-15", "--country", "Chile", "--section", "institutions")
    assert "only Chile; only section" in listed.splitlines()[0]
    assert listed.count("rule ") == 1
