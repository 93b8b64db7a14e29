"""What reading a page costs: python benchmarks/reading.py [ROUNDS]

Reads twenty pages of the replica, 120 KB each and menus for the most part, as the real site's are; once as they are,
and once with every mark of navigation taken out, so that all of it must be looked at. Tells medians in milliseconds of
CPU, the parser's own share first, without mentions and with nothing remembered from the page before.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace

from sandbox import captured
from selectolax.lexbor import LexborHTMLParser

from lexdelta.demo.notes import country_keys
from scraper import parse
from scraper.capture import Capture, decode
from scraper.layouts.octopus import LAYOUT
from scraper.read import read

PAGES = 20
MARKS = (
    "<header",
    "</header",
    "<nav",
    "</nav",
    "<footer",
    "</footer",
    "<aside",
    "</aside",
    ' role="',
    "<main",
    "</main",
)


def unmarked(capture: Capture) -> Capture:
    """The page with divisions in place of whatever says that something is navigation."""
    html = decode(capture)
    for mark in MARKS:
        plain = " data-role=" if "role" in mark else "</div" if mark.startswith("</") else "<div"
        html = html.replace(mark, plain + '"' * ("role" in mark))
    return replace(capture, body=html.encode())


def median(act: Callable[[Capture], object], captures: Sequence[Capture], rounds: int) -> float:
    """What one page takes, in milliseconds of CPU; the previous tree is let go first, as between two captures."""
    took: list[float] = []
    for capture in list(captures) * rounds:
        parse.lines.cache_clear()
        began = time.process_time()
        act(capture)
        took.append((time.process_time() - began) * 1000)
    return statistics.median(took)


def main(rounds: int) -> None:
    """Print the table."""
    real = [captured(country) for country in country_keys()[:PAGES]]
    held: list[LexborHTMLParser] = []

    def parsed(capture: Capture) -> None:
        held[:] = [LexborHTMLParser(decode(capture))]

    rows = {
        "parsing alone": median(parsed, real, rounds),
        "reading": median(lambda capture: read(capture, LAYOUT), real, rounds),
        "reading, nothing marked": median(lambda c: read(c, LAYOUT), [unmarked(c) for c in real], rounds),
    }
    kilobytes = statistics.mean(len(capture.body) for capture in real) / 1000
    sys.stdout.write(f"{PAGES} pages of {kilobytes:.0f} KB, {rounds} rounds\n")
    sys.stdout.writelines(f"{name:<24}{took:6.2f} ms\n" for name, took in rows.items())


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10)
