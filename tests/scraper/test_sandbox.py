"""Reading in a child that can be killed: the same readings, within limits, and nothing that outlives us."""

from __future__ import annotations

import gc
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from golden import folders, load
from hands import HANDS
from markup_styles import STYLES
from monsters import captured, page
from surroundings import around

from scraper.discover import discover
from scraper.errors import ReadError
from scraper.examine import examine
from scraper.layout import with_labels
from scraper.layouts.octopus import LAYOUT
from scraper.paging import Listing
from scraper.sandbox import Limits, Sandbox

PERU = captured(page())
PROC = Path("/proc")
linux = pytest.mark.skipif(sys.platform != "linux", reason="only Linux bounds address space and has /proc")


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    """One for all tests that do it no harm."""
    with Sandbox() as shared:
        yield shared


def refused(sandbox: Sandbox, body: str | bytes) -> tuple[str, str]:
    """Code and sentence of the refusal."""
    with pytest.raises(ReadError) as caught:
        sandbox.examine(captured(body), LAYOUT)
    return caught.value.code, str(caught.value)


def eventually(happens: Callable[[], bool]) -> bool:
    """Whether it happens at all; a minute is as good as never."""
    last = time.monotonic() + 60
    while not happens() and time.monotonic() < last:
        time.sleep(0.01)
    return happens()


def is_gone(pid: int) -> bool:
    """Whether no process of that id runs; one that nobody waited for yet is gone too."""
    try:
        return (PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except (FileNotFoundError, ProcessLookupError):
        return True


@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.__name__)
def test_it_reads_as_we_would(sandbox: Sandbox, style: Callable[..., str]) -> None:
    """Whatever the markup, what the child found out is what the same call here finds out."""
    described = load(folders()[0])
    capture = captured(around(described, 0)(described, style(described, HANDS[0])))
    assert sandbox.examine(capture, LAYOUT) == examine(capture, LAYOUT)


@pytest.mark.parametrize("charset", "utf-8 utf-16 windows-1251 shift_jis euc-kr gb18030 koi8-u x-mac-cyrillic".split())
def test_every_charset_can_be_decoded_there(sandbox: Sandbox, charset: str) -> None:
    """Decoders that Python loads when they are first needed are within reach of a confined process."""
    capture = captured(page().encode("utf-16" if charset == "utf-16" else "ascii"), f"text/html; charset={charset}")
    assert len(sandbox.examine(capture, LAYOUT).profile.sections) == 4
    assert sandbox.examine(capture, LAYOUT) == examine(capture, LAYOUT)


def test_text_renderings_and_files_are_read_there_too(sandbox: Sandbox) -> None:
    """All of a capture crosses: its type, where it is from, and when it was taken."""
    text = "Back Peru\n\nSources and links\n\nNone.\n\nSafeguards\n\n- One\n- Two\n"
    capture = replace(captured(text, "text/plain"), source="file", final_url="file:///peru.txt")
    assert sandbox.examine(capture, LAYOUT) == examine(capture, LAYOUT)


def test_an_index_is_read_there(sandbox: Sandbox) -> None:
    """Profiles are found as `discover` finds them, and none where there are none."""
    links = "".join(f"<li><a href='/en/web/octopus/-/{slug}'>x</a>" for slug in ("peru", "fiji", "nowhere-at-all"))
    index = replace(captured(f"<html><body><ul>{links}"), final_url=LAYOUT.index)
    found = [page.key for page in sandbox.discover(index, LAYOUT).profiles]
    assert found == ["peru.en", "fiji.en", "nowhere-at-all.en"]
    assert sandbox.discover(index, LAYOUT) == discover(index, LAYOUT)
    assert sandbox.discover(captured(""), LAYOUT) == Listing()


def test_an_operators_own_headings_are_known_there(sandbox: Sandbox) -> None:
    """A layout with labels of config.toml reads the same, and is marked the same, in the child."""
    layout = with_labels(LAYOUT, {"Watch houses": "institutions", "Jails": "jails"})
    capture = captured(page("<h2>Jails</h2><p>None.</p>"))
    found = sandbox.examine(capture, layout)
    assert found.profile.reading == layout.reading != LAYOUT.reading
    assert found == examine(capture, layout)
    assert sandbox.examine(capture, LAYOUT) == examine(capture, LAYOUT)


def test_a_layout_the_child_cannot_know_is_refused(sandbox: Sandbox) -> None:
    """A changed layout under a known name would be read otherwise there: that is a mistake of ours, and told."""
    with pytest.raises(ValueError, match="octopus@99"):
        sandbox.examine(PERU, replace(LAYOUT, version=99))
    with pytest.raises(ValueError, match="not a layout"):
        sandbox.examine(PERU, replace(LAYOUT, hosts=("example.org",)))


def test_what_is_not_text_is_refused_with_the_readers_reason(sandbox: Sandbox) -> None:
    """A ReadError of the reader crosses with its code and sentence, and costs no process."""
    sandbox.examine(PERU, LAYOUT)
    before = sandbox.pid
    assert refused(sandbox, b"\0\0 \0") == ("empty", "The body is empty.")
    assert sandbox.pid == before


def test_it_starts_when_needed_stays_and_ends() -> None:
    """No process before the first page, one for all pages, none after the end."""
    with Sandbox() as sandbox:
        assert sandbox.pid is None
        sandbox.examine(PERU, LAYOUT)
        pid = sandbox.pid
        sandbox.discover(PERU, LAYOUT)
        sandbox.examine(PERU, LAYOUT)
        assert sandbox.pid == pid
    assert sandbox.pid is None
    assert pid is not None
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_a_child_that_died_meanwhile_costs_no_page() -> None:
    """The page is read by a new one: that the old one is gone says nothing about this page."""
    with Sandbox() as sandbox:
        sandbox.examine(PERU, LAYOUT)
        before = sandbox.pid
        assert before is not None
        os.kill(before, signal.SIGKILL)
        assert sandbox.examine(PERU, LAYOUT) == examine(PERU, LAYOUT)
        assert sandbox.pid not in (None, before)


def test_the_terminals_interrupt_is_not_for_the_child(sandbox: Sandbox) -> None:
    """Ctrl-C reaches every process of the terminal; the run decides what becomes of it."""
    sandbox.examine(PERU, LAYOUT)
    before = sandbox.pid
    assert before is not None
    os.kill(before, signal.SIGINT)
    sandbox.examine(PERU, LAYOUT)
    assert sandbox.pid == before


def test_a_child_that_answers_never_is_killed() -> None:
    """The time on the clock is bounded, whatever the child does with it, and the next page is read."""
    with Sandbox(Limits(wall_seconds=3)) as sandbox:
        sandbox.examine(PERU, LAYOUT)
        before = sandbox.pid
        assert before is not None
        os.kill(before, signal.SIGSTOP)
        assert refused(sandbox, page()) == ("over-limit", "Reading took more than 3 s.")
        assert is_gone(before)
        assert sandbox.examine(PERU, LAYOUT) == examine(PERU, LAYOUT)


def test_a_result_without_measure_is_refused() -> None:
    """What a page says is bounded too, since it is taken into our own memory; the child stays."""
    with Sandbox(Limits(result_bytes=20_000)) as sandbox:
        sandbox.examine(PERU, LAYOUT)
        before = sandbox.pid
        text = page("<p>Words. </p>" * 5000)
        assert refused(sandbox, text) == ("over-limit", "What the page says is more than 20,000 bytes.")
        sandbox.examine(PERU, LAYOUT)
        assert sandbox.pid == before


@linux
def test_without_memory_nothing_is_read_by_half() -> None:
    """However much is missing, a page is read whole or refused with the reason; never a part of it is taken for all."""
    capture = captured(page("<p>A paragraph.</p>" * 4000))
    whole, refusals = examine(capture, LAYOUT), []
    for megabytes in (28, 30, 32, 34, 36, 40, 500):
        with Sandbox(Limits(memory_bytes=megabytes << 20)) as sandbox:
            try:
                assert sandbox.examine(capture, LAYOUT) == whole
            except ReadError as error:
                refusals.append(str(error))
    assert 0 < len(refusals) < 7
    assert all(sentence.endswith("GB of memory.") for sentence in refusals)


@linux
def test_the_child_has_its_limits_and_nothing_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    """Memory, files and descriptors are bounded; no file of ours is open there, no variable of ours is known."""
    monkeypatch.setenv("LEXDELTA_SECRET", "hush")
    with Path(__file__).open() as ours, Sandbox(Limits(cpu_seconds=7)) as sandbox:
        os.set_inheritable(ours.fileno(), True)
        sandbox.examine(PERU, LAYOUT)
        child = PROC / str(sandbox.pid)
        rows = [line.rsplit(maxsplit=3) for line in (child / "limits").read_text().splitlines()]
        soft = {row[0].strip(): row[1:3] for row in rows}
        opened = {path.name for path in (child / "fd").iterdir()}
        environment = (child / "environ").read_bytes()
    limits = "\n".join(" ".join([name, *values]) for name, values in soft.items())
    assert "Max address space 1073741824 1073741824" in limits
    assert "Max core file size 0 0" in limits
    assert "Max file size 0 0" in limits
    assert "Max open files 16 16" in limits
    assert "Max processes 0 0" in limits
    assert "Max cpu time 8" in limits or "Max cpu time 9" in limits
    assert opened == {"0", "1", "2"}
    assert b"hush" not in environment


ORPHAN = """
import sys
from monsters import captured, page
from surroundings import around
from scraper.layouts.octopus import LAYOUT
from scraper.sandbox import Limits, Sandbox
sandbox = Sandbox(Limits(cpu_seconds=1))
sandbox.examine(captured(page()), LAYOUT)
print(sandbox.pid, flush=True)
{then}
"""


@linux
@pytest.mark.parametrize(
    "then",
    ["sys.stdin.read()", "sandbox.examine(captured(page('<div>' * 100_000)), LAYOUT)"],
    ids=["between pages", "in the middle of a page"],
)
def test_no_child_outlives_us(then: str) -> None:
    """Killed without a chance to tidy up, we leave no process behind: it sees the end of its input, or of its time."""
    support = str(Path(__file__).parents[1] / "support")
    ours = subprocess.Popen(
        [sys.executable, "-c", f"import sys; sys.path.append({support!r})\n{ORPHAN.format(then=then)}"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    with ours:
        assert ours.stdout is not None
        child = int(ours.stdout.readline())
        assert not is_gone(child)
        ours.kill()
    assert eventually(lambda: is_gone(child))


def test_an_interrupted_question_leaves_no_answer_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    """When we are interrupted while a page is read, the next page does not get its answer."""
    import scraper.frames

    with Sandbox() as sandbox:
        sandbox.examine(PERU, LAYOUT)
        before = sandbox.pid

        def interrupted(*_: object) -> bytes:
            raise KeyboardInterrupt

        monkeypatch.setattr(scraper.frames, "receive", interrupted)
        with pytest.raises(KeyboardInterrupt):
            sandbox.examine(captured(page("<p>Another page.</p>")), LAYOUT)
        monkeypatch.undo()
        assert sandbox.examine(PERU, LAYOUT) == examine(PERU, LAYOUT)
        assert sandbox.pid != before


def test_forgetting_to_close_leaves_no_pipe_open() -> None:
    """Closing twice and closing what was never used are nothing."""
    sandbox = Sandbox()
    sandbox.close()
    sandbox.examine(PERU, LAYOUT)
    sandbox.close()
    sandbox.close()
    gc.collect()  # an open pipe would be told as a ResourceWarning, which is an error here
    assert sandbox.pid is None
