"""Whatever bytes arrive, the reader answers, answers again the same, and does no more work than the page is long."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from random import Random
from types import FrameType
from typing import Any

import pytest
from golden_files import read_html
from hands import HANDS
from markup_styles import STYLES
from page_fuzz import fuzzed
from page_generator import generated
from surroundings import SURROUNDINGS

from scraper import parse
from scraper.errors import ReadError
from scraper.profile import Profile

TraceFunction = Callable[[FrameType, str, Any], Any]
URL = "https://www.coe.int/en/web/octopus/-/peru"
# All of it where every check is asked for; a developer's run is content with a part.
PAGES = 10_000 if os.environ.get("REQUIRE_ALL_CHECKS") == "1" else 500
RUNS = 10


def answer(html: str) -> Profile | str:
    """What the page reads as, or the code of the refusal."""
    parse.lines.cache_clear()
    try:
        return read_html(html, URL)
    except ReadError as error:
        return error.code


@pytest.mark.parametrize("seed", [11, 222, 3333])
@pytest.mark.parametrize("run", range(RUNS))
def test_broken_pages_are_read_twice_alike(seed: int, run: int) -> None:
    """Cut, doubled, shuffled and sprinkled with tags: no crash, and the same answer to the same bytes."""
    random = Random(seed * 1000 + run)
    for number in range(PAGES // RUNS):
        page = generated(random)
        whole = random.choice(SURROUNDINGS)(page, random.choice(STYLES)(page, random.choice(HANDS)))
        html = fuzzed(whole, random)
        first = answer(html)
        assert first == answer(html), f"seed {seed}, run {run}, page {number}"
        if isinstance(first, Profile):
            assert first.words.placed + first.words.boilerplate + first.words.unplaced >= 0
            assert len({section.key for section in first.sections}) == len(first.sections)


HEADING = "<h3>Safeguards</h3>"
MONSTERS: dict[str, Callable[[int], str]] = {
    "one heading over and over": lambda n: HEADING * n,
    "unknown headings": lambda n: HEADING + "<h3>Case law</h3>" + "".join(f"<h3>Title {k}</h3>x" for k in range(n)),
    "nested ever deeper": lambda n: "<div>" * n + HEADING + "<p>x</p>" * n,
    "headings ever deeper": lambda n: f"<div>{HEADING}x" * n,
    "lists ever deeper": lambda n: HEADING * 2 + "<ul><li>x" * n,
    "tables ever deeper": lambda n: HEADING * 2 + "<table><tr><td>x<td>y" * n,
    "one row of many cells": lambda n: f"{HEADING * 2}<table><tr>{'<td>x</td>' * n}</tr></table>",
    "tabs to one pane": lambda n: '<a href="#a">Safeguards</a><br>' * n + "<div id=a>x</div><div id=b>y</div>",
    "tabs to as many panes": lambda n: "".join(
        f'<p><a href="#a{k}">Safeguards</a></p><i id=a{k}></i>x' for k in range(n)
    ),
    "a contents of labels": lambda n: "<p>Safeguards</p>" * n + "<p>text</p>" + "<p>Safeguards</p>" * n,
    "inline elements": lambda n: f"{HEADING}<p>{'<b><i><a href=x>y</a></i></b> ' * n}</p>{HEADING}",
    "breaks": lambda n: f"{HEADING}<p>{'x<br>' * n}</p>{HEADING}",
    "closing lines": lambda n: "<p>Useful links</p><p>This tool is co-funded by x</p>" * n + HEADING + "x",
    "twins": lambda n: HEADING * 2 + "<p>x</p><p class=sr-only>x</p>" * n,
    "footnotes": lambda n: f"{HEADING * 2}<p>{'x<a href=#n>1</a>' * n}</p>",
    "one long word": lambda n: f"{HEADING * 2}<p>{'x' * 20 * n}</p>",
    "blanks": lambda n: f"{HEADING * 2}<p>x{' ' * 20 * n}x</p>",
    "dashes": lambda n: f"{HEADING * 2}<p>{'- ' * 10 * n}x</p>",
}


@contextmanager
def counting() -> Iterator[list[int]]:
    """Counts the lines of Python that run while it is open, those of comprehensions once for each turn."""
    count = [0]

    def ran(_frame: FrameType, event: str, _argument: object) -> TraceFunction:
        count[0] += event == "line"
        return ran

    before = sys.gettrace()
    sys.settrace(ran)
    try:
        yield count
    finally:
        sys.settrace(before)


@pytest.mark.parametrize("name", MONSTERS)
def test_work_grows_with_the_page_and_no_faster(name: str) -> None:
    """Four times the page is about four times the work: nothing that a page can hold makes the reader hang."""
    lines = []
    for size in (100, 400):
        html = f"<html><body><main>{MONSTERS[name](size)}</main></body></html>"
        answer(html)
        with counting() as count:
            answer(html)
        lines.append(count[0])
    assert lines[1] < 5 * lines[0] + 2000
