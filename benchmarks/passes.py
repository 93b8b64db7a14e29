"""What a whole pass costs: python benchmarks/passes.py [--profile] [--rounds N] [PAGES]...   (200 and 1000 by default)

Watches so many pages of 120 KB each, profiles of the replica under countries of their own and menus for the most part,
on loopback without any delay: once to see them first, then with nothing new but fresh noise on every page, then with
the very same bytes, then with the answer that nothing was modified, and with noise once more when a year of daily
passes lies behind; each of these as often as rounds are asked for, of which the median counts. The real command, child
and all, in a process of its own for each pass; the site is a third process, its pages written before the clock starts.
The country table has only so many rows: the passes run over a copy of the packages with more.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from multiprocessing.connection import Connection
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from lexdelta.demo.answers import Answer, Request
from lexdelta.demo.chrome import profile_page
from lexdelta.demo.labels import WORDINGS
from lexdelta.demo.noise import Pen
from lexdelta.demo.notes import Notes, Paragraph, country_keys, load
from lexdelta.demo.site import Replica

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("scraper", "diffs", "storage", "lexdelta")
FIRST, NOISE, SAME, NOT_MODIFIED = "first sight", "noise", "same bytes", "not modified"
DAYS = 365
PAGE_BYTES = 120_000
HTML, ETAG = ("Content-Type", "text/html;charset=UTF-8"), ("ETag", 'W/"1"')
ADDRESS = "/en/web/octopus/-/landia-{}"
ROW = "landia-{0}\tZZ\tZZZ\tLandia {0}\tLandie {0}\tEurope\t\n"
ANOTHER_RUN = """INSERT INTO runs (command, started_at, finished_at, version, pages, verified, seconds)
    SELECT command, started_at, finished_at, version, pages, verified, seconds FROM runs LIMIT 1"""
ITS_CAPTURES = """INSERT INTO captures (page, at, source, requested_url, final_url, status, media_type, headers, digest)
    SELECT page, strftime('%Y-%m-%dT%H:%M:%SZ', at, ?), source, requested_url, final_url, status, media_type, headers,
    digest FROM captures WHERE id IN (SELECT max(id) FROM captures WHERE id <= ? GROUP BY page) ORDER BY id"""
ITS_CHECKS = """INSERT INTO checks (run, page, at, outcome, capture, snapshot)
    SELECT ?, k.page, k.at, 'unchanged', k.id, s.id FROM captures k JOIN snapshots s ON s.page = k.page
    WHERE k.id > ?"""
SCRIPT = """
import cProfile, json, pstats, resource, sys, time
from pathlib import Path
began = time.perf_counter()
from lexdelta.cli import main
from scraper.sandbox import Sandbox

close, held = Sandbox.close, {}
def closing(sandbox):
    if sandbox.pid:
        lines = Path(f"/proc/{sandbox.pid}/status").read_text().splitlines()
        held["child"] = next(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))
    close(sandbox)
Sandbox.close = closing

profile = cProfile.Profile(time.process_time) if sys.argv[1:] else None
sort, sys.argv = sys.argv[1:], ["lexdelta", "run", "--json"]
try:
    profile.runcall(main) if profile else main()
except SystemExit as left:
    code = left.code
if profile:
    pstats.Stats(profile, stream=sys.stderr).sort_stats(*sort).print_stats(90)
own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
print()
print(json.dumps({
    "wall": time.perf_counter() - began,
    "parent": own.ru_utime + own.ru_stime,
    "child": children.ru_utime + children.ru_stime,
    "parent_kb": own.ru_maxrss,
    "child_kb": held.get("child", 0),
    "code": code,
}))
"""


def notes_of(number: int) -> Notes:
    """The notes of a made-up country: a real one's, with a sentence that no other has."""
    keys = country_keys()
    base = load(keys[number % len(keys)])
    own = Paragraph(f"Act No. {90_000 + number} of 2019 made unlawful access to a computer system an offence.")
    first, *others = (part for part in base.parts)
    fields = {**base.fields, "name": f"Landia {number}", "slug": f"landia-{number}", "etag": ""}
    return replace(base, fields=fields, parts=(replace(first, pieces=(*first.pieces, own)), *others))


def page(number: int, seed: int) -> str:
    """One page of the size wanted, with the noise of that seed."""
    html = profile_page(notes_of(number), WORDINGS["en"], Pen(seed))
    entry = '<li class="nav-item"><a href="/en/web/portal/{0}" role="menuitem">Portal entry {0}</a></li>\n'
    rows = (PAGE_BYTES - len(html)) // len(entry.format(1000))
    menu = "".join(entry.format(1000 + row) for row in range(rows))
    return html.replace("</header>", f'<ul class="mega-menu">{menu}</ul></header>', 1)


def serve(pages: int, pipe: Connection) -> None:
    """The site, in a process of its own: told which pass comes next, it writes its pages and says that it is ready."""
    kind, seed, answers = FIRST, 0, dict[str, Answer]()
    with Replica() as site:
        usual = site.answer

        def answer(request: Request) -> Answer:
            if kind == NOT_MODIFIED and "if-none-match" in request.headers:
                return Answer(304, "", (ETAG,))
            return answers.get(request.path) or usual(request)

        site.answer = answer  # type: ignore[method-assign]  # pages that its notes do not know
        pipe.send(site.address)
        while (kind := pipe.recv()) is not None:
            seed += kind in (FIRST, NOISE)
            if kind in (FIRST, NOISE):
                made = (page(number, 1_000_000 * seed + number) for number in range(pages))
                answers |= {ADDRESS.format(n): Answer(200, html, (HTML, ETAG)) for n, html in enumerate(made)}
            pipe.send(kind)


def prepare(folder: Path, pages: int, address: str) -> None:
    """The packages with a longer table of countries, and a configuration that names every page."""
    for package in PACKAGES:
        shutil.copytree(ROOT / package, folder / package, ignore=shutil.ignore_patterns("__pycache__"))
    table = folder / "scraper" / "layouts" / "countries.tsv"
    table.write_text(table.read_text(encoding="utf-8") + "".join(map(ROW.format, range(pages))), encoding="utf-8")
    urls = [f"http://{address}{ADDRESS.format(number)}" for number in range(pages)]
    (folder / "config.toml").write_text(
        f'[fetch]\nallow_addresses = ["{address}"]\ndelay_seconds = 0\n'
        f'[[watch]]\nindex = ""\npages = {json.dumps(urls)}\n',
        encoding="utf-8",
    )


def one_pass(folder: Path, profile: str) -> dict[str, float]:
    """One pass in a process of its own, and what it took."""
    words = [sys.executable, "-c", SCRIPT, *([profile] if profile else [])]
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("LEXDELTA_")}
    environment = {**inherited, "PYTHONPATH": str(folder)}
    done = subprocess.run(words, cwd=folder, env=environment, stdout=subprocess.PIPE, text=True, check=True)  # noqa: S603  # the words are the program's own
    told, _, found = done.stdout.rstrip().rpartition("\n")
    return {**json.loads(found), "outcomes": json.loads(told)["outcomes"]}


def measure(pages: int, rounds: int, profile: str) -> None:
    """The passes over so many pages, a line each kind."""
    here, there = multiprocessing.Pipe()
    site = multiprocessing.get_context("spawn").Process(target=serve, args=(pages, there), daemon=True)
    site.start()
    with tempfile.TemporaryDirectory() as name:
        folder, address = Path(name), here.recv()
        prepare(folder, pages, address)

        def act(kind: str, title: str, times: int, profile: str = "") -> None:
            before, found = file_size(folder), list[dict[str, float]]()
            for left in range(times, 0, -1):
                here.send(kind)
                here.recv()
                found.append(one_pass(folder, profile if left == 1 else ""))
            tell(pages, title, found, (file_size(folder) - before) / pages / times)

        act(FIRST, FIRST, 1)
        act(NOISE, NOISE, rounds, profile)
        act(SAME, SAME, rounds)
        act(NOT_MODIFIED, NOT_MODIFIED, rounds)
        age(folder / "lexdelta.db")
        act(NOISE, "(sealing it)", 1)
        act(NOISE, "a year later", rounds)
    here.send(None)
    site.join()


def age(database: Path) -> None:
    """Put a year of daily passes in which nothing changed into the database; the chain will seal them with the next."""
    with closing(sqlite3.connect(database)) as db, db:
        (upto,) = db.execute("SELECT max(id) FROM captures").fetchone()
        for day in range(DAYS, 0, -1):
            run = db.execute(ANOTHER_RUN).lastrowid
            (last,) = db.execute("SELECT max(id) FROM captures").fetchone()
            db.execute(ITS_CAPTURES, (f"-{day} days", upto))
            db.execute(ITS_CHECKS, (run, last))


def file_size(folder: Path) -> int:
    """Bytes of the database, 0 before there is one."""
    database = folder / "lexdelta.db"
    return database.stat().st_size if database.exists() else 0


def tell(pages: int, kind: str, found: Sequence[dict[str, float]], growth: float) -> None:
    """Print the medians of the passes of one kind; `growth` is how many bytes a page each added to the file."""
    middle = {key: statistics.median(one[key] for one in found) for key in found[0] if key != "outcomes"}
    cpu = [one["parent"] + one["child"] for one in found]
    sys.stdout.write(
        f"{pages:>5} pages, {kind:<12} {middle['wall']:7.2f} s wall, {statistics.median(cpu):6.2f} s CPU "
        f"(at best {min(cpu):.2f}; {middle['parent']:.2f} here, {middle['child']:.2f} in the child), "
        f"{1000 * statistics.median(cpu) / pages:.2f} ms a page; "
        f"{middle['parent_kb'] / 1024:.0f} + {middle['child_kb'] / 1024:.0f} MB; "
        f"file {growth / 1000:+.1f} KB a page; {found[-1]['outcomes']}\n"
    )
    sys.stdout.flush()


def yardstick() -> float:
    """CPU milliseconds to parse one of the pages, by which figures of two machines, or of a busy one, compare."""
    pages = [page(number, number) for number in range(200)]
    began = time.process_time()
    for html in pages:
        LexborHTMLParser(html)
    return (time.process_time() - began) / len(pages) * 1000


def main() -> None:
    """Measure for each number of pages."""
    parser = argparse.ArgumentParser()
    parser.add_argument("pages", nargs="*", type=int, default=[200, 1000])
    parser.add_argument("--profile", nargs="?", const="tottime", default="", help="of the last pass, to standard error")
    parser.add_argument("--rounds", type=int, default=5, help="passes of each kind, 6 at most: the seventh is whole")
    chosen = parser.parse_args()
    began = time.perf_counter()
    sys.stdout.write(f"parsing one page alone: {yardstick():.2f} ms\n")
    for pages in chosen.pages or [200, 1000]:
        measure(pages, chosen.rounds, chosen.profile)
    sys.stdout.write(f"{time.perf_counter() - began:.0f} s altogether\n")


if __name__ == "__main__":
    main()
