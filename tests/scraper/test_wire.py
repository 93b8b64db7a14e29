"""What crosses between processes arrives as it was sent, or not at all."""

from __future__ import annotations

import json
import pickle
import re
from collections.abc import Sequence
from dataclasses import dataclass, fields, make_dataclass, replace
from datetime import UTC, date, datetime
from typing import Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from monsters import captured, page

from scraper.examine import examine
from scraper.examined import Examined
from scraper.layouts.octopus import LAYOUT
from scraper.paging import Listing
from scraper.profile import Mention, Profile
from scraper.question import Question, Reply, question
from scraper.wire import Malformed, dump, load

# Arbitrary types of hypothesis come from the annotations, as those of the wire do: a new field is tested unasked.
PROFILES = st.from_type(Profile)
EXAMINED = st.builds(Examined, profile=PROFILES)
REPLIES = st.one_of(
    st.builds(Reply, examined=EXAMINED, listing=st.none(), refused=st.none()),
    st.builds(Reply, examined=st.none(), listing=st.from_type(Listing), refused=st.none()),
    st.builds(Reply, examined=st.none(), listing=st.none()),
)
READ = Reply(examined=examine(captured(page()), LAYOUT))


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


def json_bytes(value: object) -> bytes:
    """Any JSON, as it would arrive."""
    return json.dumps(value).encode()


def changed(value: object, path: Sequence[str], to: Any) -> bytes:
    """What would arrive if the field at the end of that path of names held something else."""
    mark, sent = json.loads(dump(value))
    inside = sent
    for name in path:
        outside, at = inside, [field.name for field in fields(value)].index(name)  # type: ignore[arg-type] # a dataclass
        inside, value = outside[at], getattr(value, name)
    outside[at] = to
    return json_bytes([mark, sent])


def crosses(value: object) -> bool:
    """Whether it arrives as it was sent; numbers beyond 18 digits do not, and hypothesis is fond of them."""
    sent = dump(value)
    if not re.search(rb"[0-9]{18}", sent):
        return load(type(value), sent) == value
    try:
        return load(type(value), sent) == value
    except Malformed as error:
        return "too large" in str(error)  # the other good end


@given(REPLIES)
def test_replies_arrive_as_they_were_sent(reply: Reply) -> None:
    """Profiles with mentions, pages and refusals are rebuilt equal, type by type."""
    assert crosses(reply)


@given(st.builds(Question, at=st.datetimes(timezones=st.just(UTC))))
def test_questions_arrive_as_they_were_sent(asked: Question) -> None:
    """Every field of a question but the body, which goes beside it."""
    assert crosses(asked)


@given(st.builds(Newer, at=st.none() | st.datetimes(timezones=st.just(UTC))))
def test_new_fields_travel_without_an_edit(value: Newer) -> None:
    """Any dataclass of the types in use crosses, whatever it is called."""
    assert crosses(value)


def test_a_capture_is_whole_again() -> None:
    """What the child reads is the capture that was sent, apart from nothing."""
    capture = captured(page())
    assert load(Question, dump(question("examine", capture, LAYOUT))).capture(capture.body) == capture


def test_every_field_is_needed_and_no_other() -> None:
    """A value with a field more or less, at any depth, is refused."""
    profile = json.loads(dump(READ.examined))[1][0]
    for wrong in (profile[1:], profile[:-1], [*profile, None], profile + profile, [], {}):
        with pytest.raises(Malformed):
            load(Reply, changed(READ, ["examined", "profile"], wrong))


def test_another_version_of_a_type_is_another_type() -> None:
    """Fields of the same types under other names, or a wider literal, are not taken for what they stand for here."""

    today = make_dataclass("Value", [("a", str), ("b", Literal["x"])])
    assert load(today, dump(today("x", "x"))) == today("x", "x")
    others: list[list[Any]] = [
        [("b", Literal["x"]), ("a", str)],
        [("a", str), ("c", Literal["x"])],
        [("a", str), ("b", str)],
    ]
    for other in others:
        with pytest.raises(Malformed, match="another version"):
            load(today, dump(make_dataclass("Value", other)("x", "x")))


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
        load(Reply, changed(READ, ["examined", field], value))


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
    with pytest.raises(Malformed):
        load(Reply, changed(READ, ["examined", "profile", "status", field], value))


def test_numbers_a_database_cannot_hold_are_refused() -> None:
    """Every number fits into 64 bits, as long as it may be in JSON."""
    place = ["examined", "profile", "words", "placed"]
    assert load(Reply, changed(READ, place, 10**17)) != READ
    for number in (10**18, -(10**30), 10**4000, 1e5, True):
        with pytest.raises(Malformed):
            load(Reply, changed(READ, place, number))


def test_text_that_only_looks_like_half_a_character() -> None:
    """A backslash and letters are text; the halves that JSON can spell with them are none."""
    place = ["examined", "block_words"]
    looks = load(Reply, changed(READ, place, "\\ud800 and \\uDC00"))
    assert looks.examined is not None
    assert looks.examined.block_words == "\\ud800 and \\uDC00"
    for half in ("\ud800", "x\udfff", "\udc00\ud800"):
        with pytest.raises(Malformed):
            load(Reply, changed(READ, place, half))


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


@given(st.binary() | st.recursive(st.none() | st.booleans() | st.integers() | st.text(), st.lists).map(json_bytes))
def test_nothing_that_arrives_makes_it_fail(data: bytes) -> None:
    """Any bytes are refused, with nothing but Malformed."""
    with pytest.raises(Malformed):
        load(Reply, data)


def test_types_that_do_not_cross_are_told_at_once() -> None:
    """Who adds a field of another type hears of it in the first test, not in a run."""

    @dataclass
    class Bytes:
        body: bytes

    @dataclass
    class Rows:
        rows: dict[str, str]

    with pytest.raises(TypeError, match="bytes does not cross"):
        dump(Bytes(b""))
    with pytest.raises(TypeError, match="does not cross"):
        load(Rows, dump(Rows({})))
