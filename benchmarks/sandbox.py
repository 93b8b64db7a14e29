"""What reading in a child costs: python benchmarks/sandbox.py [ROUNDS]

Reads pages of 120 KB by turns here and in a warm child: profiles of the replica, which are menus for the most part, as
the real site's are, and one that is text from end to end, so that as much as possible crosses. Tells medians, and the
median of the differences between two readings in a row, since a machine has other things to do.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from lexdelta.demo.answers import Request, Site
from lexdelta.demo.notes import load
from scraper import wire
from scraper.capture import Capture
from scraper.examine import examine
from scraper.examined import Examined
from scraper.layouts.octopus import LAYOUT
from scraper.question import Reply
from scraper.sandbox import Sandbox

COUNTRIES = ("fiji", "peru", "sri-lanka", "mauritius", "benin", "estonia")
KILOBYTES = 100
COLD_STARTS = 10


def captured(country: str, weight: int = KILOBYTES) -> Capture:
    """A profile of the replica with so many kilobytes of menu round it."""
    path = f"/en/web/octopus/-/{load(country, 'en', 1).slug}"
    body = Site(1, [country], {}, weight).answer(Request("GET", path, {}), 1).body.encode()
    url, at = f"https://www.coe.int{path}", datetime(2026, 11, 25, tzinfo=UTC)
    return Capture(f"{country}.en", url, url, at, "live", 200, (("content-type", "text/html; charset=utf-8"),), body)


def all_text() -> Capture:
    """A page of 120 KB that is all article: four hundred paragraphs, each with a link."""
    text = "Under article {0} of the <a href='/act/{0}'>Act No. {0} of 2019</a> access to a system without right is"
    text = f"<p>{text} punished with imprisonment of up to three years; computer data may be preserved for ninety days"
    text += " on the order of a prosecutor, and a contact point answers at any hour.</p>"
    paragraphs = "".join(text.format(number) for number in range(400))
    html = "<!DOCTYPE html><html><body><h1>Peru</h1><h2>Status regarding Budapest Convention</h2><p>Status : Party</p>"
    html += f"<h2>Substantive law</h2>{paragraphs}<h2>Sources and links</h2><p>None.</p></body></html>"
    return replace(captured("peru"), body=html.encode())


def milliseconds(act: Callable[[], object]) -> float:
    """How long it takes."""
    began = time.perf_counter()
    act()
    return (time.perf_counter() - began) * 1000


def cold_start(capture: Capture) -> float:
    """The first page of a sandbox, process and all."""
    with Sandbox() as sandbox:
        return milliseconds(lambda: sandbox.examine(capture, LAYOUT))


def crossing(examined: Examined) -> float:
    """Writing and rebuilding what comes back, alone."""
    return milliseconds(lambda: wire.load(Reply, wire.dump(Reply(examined=examined))))


def memory(pid: int | None) -> str:
    """The most memory a process held; Linux only."""
    status = Path(f"/proc/{pid}/status")
    lines = status.read_text(encoding="utf-8").splitlines() if status.exists() else []
    return next((" ".join(line.split()[1:]) for line in lines if line.startswith("VmHWM")), "unknown")


def compare(name: str, captures: Sequence[Capture], rounds: int) -> None:
    """Measure one kind of page and tell."""
    with Sandbox() as sandbox:
        found = [sandbox.examine(capture, LAYOUT) for capture in captures]
        if found != [examine(capture, LAYOUT) for capture in captures]:
            raise SystemExit("the child reads otherwise")
        pairs = [
            (milliseconds(lambda: examine(one, LAYOUT)), milliseconds(lambda: sandbox.examine(one, LAYOUT)))  # noqa: B023  # called at once, before the loop goes on
            for _ in range(rounds)
            for one in captures
        ]
        held = memory(sandbox.pid)
    here, there = (statistics.median(column) for column in zip(*pairs, strict=True))
    more = statistics.median(b - a for a, b in pairs)
    wired = statistics.median(crossing(one) for one in found for _ in range(rounds))
    size = statistics.median(len(wire.dump(one)) for one in found)
    sys.stdout.write(
        f"{name}: {statistics.median(len(one.body) for one in captures) / 1024:.0f} KB\n"
        f"  read here           {here:8.2f} ms, at best {min(a for a, _ in pairs):.2f}\n"
        f"  read in a child     {there:8.2f} ms, at best {min(b for _, b in pairs):.2f}\n"
        f"  difference of pairs {more:8.2f} ms = {more / here:+.1%}\n"
        f"  the wire alone      {wired:8.2f} ms for {size / 1024:.0f} KB\n"
        f"  memory of the child {held}\n"
    )


def main() -> None:
    """Measure both kinds of page, and how long the first one waits for the child."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    compare("menus", [captured(country) for country in COUNTRIES], rounds)
    compare("text", [all_text()], rounds * len(COUNTRIES))
    small = captured("peru", 0)
    cold = statistics.median(cold_start(small) for _ in range(COLD_STARTS))
    warm = statistics.median(milliseconds(lambda: examine(small, LAYOUT)) for _ in range(COLD_STARTS))
    sys.stdout.write(f"cold start            {cold - warm:8.0f} ms\n")


if __name__ == "__main__":
    main()
