"""A child that a page has taken over: whatever it says, we run none of its code, wait no longer and take no more."""

from __future__ import annotations

import json
import pickle
from dataclasses import fields, replace
from pathlib import Path

import pytest
from monsters import captured, page

from scraper import wire
from scraper.errors import ReadError
from scraper.examine import examine
from scraper.layouts.octopus import LAYOUT
from scraper.question import Reply
from scraper.sandbox import Limits, Sandbox

PERU = captured(page())
LISTENS = """
import os, signal, struct, sys, time
def ask():
    for _ in range(2):
        length = struct.unpack(">Q", sys.stdin.buffer.read(8))[0]
        sys.stdin.buffer.read(length)
def say(data, length=None):
    os.write(1, struct.pack(">Q", len(data) if length is None else length) + data)
"""


class Touch:
    """Unpickled, it leaves a mark."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[object, ...]:
        return (Path.touch, (self.path,))


def told(monkeypatch: pytest.MonkeyPatch, code: str, limits: Limits = Limits()) -> tuple[str, str]:  # noqa: B008  # a value
    """The refusal of a page that a child running that code was asked about; the next page is read by an honest one."""
    with Sandbox(limits) as sandbox:
        monkeypatch.setattr("scraper.workplace._START", LISTENS + code)
        with pytest.raises(ReadError) as caught:
            sandbox.examine(PERU, LAYOUT)
        assert sandbox.pid is None
        monkeypatch.undo()
        assert sandbox.examine(PERU, LAYOUT) == examine(PERU, LAYOUT)
    return caught.value.code, str(caught.value)


def reply(**changed: object) -> bytes:
    """The right reply, but for some of its fields; others are added."""
    mark, sent = json.loads(wire.dump(Reply(examined=examine(PERU, LAYOUT))))
    right = dict(zip([field.name for field in fields(Reply)], sent, strict=True))
    return json.dumps([mark, list({**right, **changed}.values())]).encode()


def test_a_pickle_is_not_opened(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The one answer that would run code here is bytes like any other."""
    mark = tmp_path / "run"
    code, _ = told(monkeypatch, f"ask(); say({pickle.dumps(Touch(mark))!r})")
    assert code == "reader-died"
    assert not mark.exists()
    pickle.loads(pickle.dumps(Touch(mark)))  # noqa: S301  # the attack works where it is let in
    assert mark.exists()


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"{}",
        b"[" * 100_000,
        b"\xff\xfe",
        reply()[:-1],
        reply(examined=None),
        reply(examined=None, listing=[[], []]),
        reply(examined=None, refused=["empty"]),
        reply(examined=None, refused=["EMPTY; rm", "no code"]),
        reply(examined=None, refused=["empty", "x" * 10_000]),
        reply(more=1),
        wire.dump(Reply(examined=replace(examine(PERU, LAYOUT), same=True))),
        wire.dump(Reply(examined=examine(PERU, LAYOUT))).replace(b"octopus@", b"octopus@9"),
        wire.dump(Reply(examined=examine(PERU, LAYOUT))).replace(b"Party", b"\\udcff"),
    ],
    ids=range(14),
)
def test_nonsense_is_a_crash(monkeypatch: pytest.MonkeyPatch, answer: bytes) -> None:
    """Wrong fields, wrong types, the answer to another question, a reason that is none."""
    code, sentence = told(monkeypatch, f"ask(); say({answer!r}); time.sleep(60)")
    assert code == "reader-died"
    assert sentence.startswith("The reader ")


@pytest.mark.parametrize(
    ("does", "sentence"),
    [
        ("say(b'', 1 << 62); time.sleep(60)", "gave an answer without end"),
        ("say(b'half', 1000)", "ended (exit 0)"),
        ("os.write(1, b'xx')", "ended (exit 0)"),
        ("os.close(1); time.sleep(60)", "was ended by signal 9"),
        ("os.kill(os.getpid(), signal.SIGSEGV)", "was ended by signal 11"),
        ("sys.exit('first line\\nno such parser')", "ended (exit 1). no such parser"),
        ("os.write(2, b'\\xff' * 60_000); sys.exit(3)", "ended (exit 3). \ufffd"),
    ],
)
def test_ends_of_all_kinds_are_told(monkeypatch: pytest.MonkeyPatch, does: str, sentence: str) -> None:
    """The reason says how it ended, and its last words, cut short."""
    code, told_sentence = told(monkeypatch, f"ask(); {does}")
    assert code == "reader-died"
    assert sentence in told_sentence
    assert len(told_sentence) < 300


@pytest.mark.parametrize(
    "does",
    [
        "time.sleep(600)",
        "ask(); time.sleep(600)",
        "ask(); os.write(2, b'x' * 10_000_000)",
        "os.write(1, b'x' * 10_000_000)",
        "ask(); say(b'x', 1000); time.sleep(600)",
        "ask(); say(b'', 1000); [(os.write(1, b'.'), time.sleep(0.05)) for _ in iter(int, 1)]",
        "signal.signal(signal.SIGTERM, signal.SIG_IGN); ask(); time.sleep(600)",
    ],
)
def test_waiting_has_an_end(monkeypatch: pytest.MonkeyPatch, does: str) -> None:
    """Listening to nothing, answering nothing, half, or byte by byte, filling pipes: the deadline holds for all."""
    body = captured(page("<p>x</p>" * 500_000))
    with Sandbox(Limits(wall_seconds=0.3)) as sandbox:
        monkeypatch.setattr("scraper.workplace._START", LISTENS + does)
        with pytest.raises(ReadError, match=r"more than 0\.3 s") as caught:
            sandbox.examine(body, LAYOUT)
    assert caught.value.code == "over-limit"


def test_a_liar_that_began_honestly_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nonsense from a child that had read other pages may be their doing: a fresh one is asked as well."""
    turns = f"ask(); say({reply()!r}); ask(); say(b'nonsense'); time.sleep(60)"
    with Sandbox() as sandbox:
        monkeypatch.setattr("scraper.workplace._START", LISTENS + turns)
        sandbox.examine(PERU, LAYOUT)
        monkeypatch.undo()
        assert sandbox.examine(captured(page("<p>Other.</p>")), LAYOUT) != examine(PERU, LAYOUT)


def test_a_child_that_cannot_start_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without an interpreter no page can be read, and each says so."""
    monkeypatch.setattr("sys.executable", "/nowhere/python")
    with Sandbox() as sandbox, pytest.raises(ReadError, match=r"could not be started: No such file") as caught:
        sandbox.examine(PERU, LAYOUT)
    assert caught.value.code == "reader-died"
