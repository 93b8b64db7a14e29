"""Whatever bytes arrive, the reader answers, answers again the same, and does no more work than the page is long."""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from types import FrameType
from typing import Any

import pytest
from fuzz_run import answer, problems

TraceFunction = Callable[[FrameType, str, Any], Any]
# All of it where every check is asked for, on all cores; a developer's run is content with a part.
EVERY_CHECK = os.environ.get("REQUIRE_ALL_CHECKS") == "1"
PAGES = 3_400 if EVERY_CHECK else 400


@pytest.mark.parametrize("seed", [11, 222, 3333])
def test_broken_pages_are_read_twice_alike(seed: int) -> None:
    """Cut, doubled, shuffled and sprinkled with tags: no crash, and the same answer to the same bytes."""
    workers = (os.cpu_count() or 1) if EVERY_CHECK else 1
    parts = [(seed * 100 + part, PAGES // workers) for part in range(workers)]
    if workers == 1:
        found = [problems(*part) for part in parts]
    else:
        with ProcessPoolExecutor(workers, multiprocessing.get_context("spawn")) as pool:
            found = list(pool.map(problems, *zip(*parts, strict=True)))
    assert [problem for part in found for problem in part] == []


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
