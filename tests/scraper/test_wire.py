"""What crosses between processes arrives as it was sent, or not at all."""

from __future__ import annotations

import json
import pickle
from dataclasses import dataclass, fields, replace
from datetime import UTC, date, datetime
from typing import Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from monsters import captured, page

from scraper.examine import Examined, examine
from scraper.layouts.octopus import LAYOUT
from scraper.page import Page
from scraper.profile import Mention, Profile
from scraper.question import Question, Reply, question
from scraper.wire import Malformed, dump, load

# Arbitrary types of hypothesis come from the annotations, as those of the wire do: a new field is tested unasked.
PROFILES = st.from_type(Profile)
EXAMINED = st.builds(Examined, profile=PROFILES)
REPLIES = st.one_of(
    st.builds(Reply, examined=EXAMINED, pages=st.none(), refused=st.none()),
    st.builds(Reply, examined=st.none(), pages=st.lists(st.from_type(Page)).map(tuple), refused=st.none()),
    st.builds(Reply, examined=st.none(), pages=st.none()),
)
READ = Reply(examined=examine(captured(page()), LAYOUT))
SENT = json.loads(dump(READ))


@dataclass(frozen=True, slots=True)
class Newer:
    """A value with fields nobody has thought of yet."""

    text: str
    kind: Literal["a", "b", 1]
    on: date | None
    at: datetime | None = None
    pairs: tuple[tuple[str, int], ...] = ()
    names: frozenset[str] = frozenset()
    certain: bool = True
    inner: tuple[Mention, ...] = ()


@given(REPLIES)
def test_replies_arrive_as_they_were_sent(reply: Reply) -> None:
    """Profiles with mentions, pages and refusals are rebuilt equal, type by type."""
    assert load(Reply, dump(reply)) == reply


@given(st.builds(Question, at=st.datetimes(timezones=st.just(UTC))))
def test_questions_arrive_as_they_were_sent(asked: Question) -> None:
    """Every field of a question but the body, which goes beside it."""
    assert load(Question, dump(asked)) == asked


@given(st.builds(Newer, at=st.none() | st.datetimes(timezones=st.just(UTC))))
def test_new_fields_travel_without_an_edit(value: Newer) -> None:
    """Any dataclass of the types in use crosses, whatever it is called."""
    assert load(Newer, dump(value)) == value


def test_a_capture_is_whole_again() -> None:
    """What the child reads is the capture that was sent, apart from nothing."""
    capture = captured(page())
    assert load(Question, dump(question("examine", capture, LAYOUT))).capture(capture.body) == capture


def test_every_field_is_needed_and_no_other() -> None:
    """An object with a field more or less, at any depth, is refused."""
    for missing in (field.name for field in fields(Profile)):
        profile = {name: value for name, value in SENT["examined"]["profile"].items() if name != missing}
        with pytest.raises(Malformed):
            load(Reply, json.dumps({**SENT, "examined": {**SENT["examined"], "profile": profile}}).encode())
    with pytest.raises(Malformed):
        load(Reply, json.dumps({**SENT, "__class__": "os.system"}).encode())


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("begins", 1),
        ("begins", "true"),
        ("begins", None),
        ("marks", "password"),
        ("marks", [["password"]]),
        ("marks", [None]),
        ("marks", {}),
        ("block_words", 3),
        ("block_words", ["captcha"]),
        ("block_words", "\ud800"),
        ("text_digest", None),
        ("profile", None),
        ("profile", []),
        ("profile", "Profile()"),
    ],
)
def test_wrong_types_are_refused(field: str, value: Any) -> None:
    """Nothing is converted: a number is no truth value, a text no list, half a character no text."""
    with pytest.raises(Malformed):
        load(Reply, json.dumps({**SENT, "examined": {**SENT["examined"], field: value}}).encode())


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("standing", "enemy"),
        ("standing", ["party"]),
        ("standing", {}),
        ("standing", 1),
        ("signed", "2001-02-30"),
        ("signed", "yesterday"),
        ("signed", 20010203),
    ],
)
def test_values_outside_the_annotations_are_refused(field: str, value: Any) -> None:
    """A literal is one of those allowed, a date is one of the calendar."""
    profile = SENT["examined"]["profile"]
    status = {**profile["status"], field: value}
    sent = {**SENT, "examined": {**SENT["examined"], "profile": {**profile, "status": status}}}
    with pytest.raises(Malformed):
        load(Reply, json.dumps(sent).encode())


def test_true_is_not_one() -> None:
    """Python holds True and 1 for equal; a literal does not."""
    value = Newer("x", 1, None)
    assert load(Newer, dump(value)) == value
    with pytest.raises(Malformed):
        load(Newer, dump(replace(value, kind=True)))  # type: ignore[arg-type] # that is the point


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff",
        b"null",
        b"NaN",
        b"[]",
        b"{",
        b"[" * 1_000_000,
        b'{"a":' * 100_000,
        b"1" * 10_000,
        pickle.dumps(READ),
    ],
    ids=lambda data: repr(data[:12]),
)
def test_what_is_no_reply_is_refused(data: bytes) -> None:
    """Nothing at all, no JSON, JSON without end, and pickles among it."""
    with pytest.raises(Malformed):
        load(Reply, data)


@given(st.binary() | st.recursive(st.none() | st.booleans() | st.integers() | st.text(), st.lists).map(dump))
def test_nothing_that_arrives_makes_it_fail(data: bytes) -> None:
    """Any bytes are refused, with nothing but Malformed."""
    with pytest.raises(Malformed):
        load(Reply, data)


def test_types_that_do_not_cross_are_told_at_once() -> None:
    """Who adds a field of another type hears of it in the first test, not in a run."""

    @dataclass
    class Bytes:
        body: bytes

    with pytest.raises(TypeError, match="bytes does not cross"):
        dump(Bytes(b""))
    with pytest.raises(TypeError, match="does not cross"):
        load(dict, b"{}")
