"""Pace: what a Retry-After means, and what is left for the next run."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.errors import Unreachable
from scraper.pace import DAY_SECONDS, Pace, retry_after

NOW = datetime(2026, 11, 21, 3, 31, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("0", 0),
        ("120", 120),
        (" 7 ", 7),
        ("86400", DAY_SECONDS),
        ("86401", DAY_SECONDS),
        ("9" * 5000, DAY_SECONDS),
        ("Sat, 21 Nov 2026 03:32:00 GMT", 60),
        ("Saturday, 21-Nov-26 03:32:00 GMT", 60),
        ("Sat Nov 21 03:32:00 2026", 60),
        ("Sat, 21 Nov 2026 04:32:00 +0100", 60),
        ("Fri, 20 Nov 2026 03:31:00 GMT", 0),
        ("Thu, 01 Jan 2099 00:00:00 GMT", DAY_SECONDS),
        (None, None),
        ("", None),
        ("soon", None),
        ("-5", None),
        ("1.5", None),
        ("²", None),
        ("Sat, 99 Nov 2026 03:32:00 GMT", None),
        ("Sat, 21 Nov 99999 03:32:00 GMT", None),
    ],
)
def test_retry_after(value, seconds):
    """Seconds and dates are both read, counted from now, and never more than a day; anything else says nothing."""
    assert retry_after(value, NOW) == seconds


@given(st.text(max_size=60))
def test_any_retry_after(value):
    """Whatever a server writes there, it is no time or a time within a day."""
    seconds = retry_after(value, NOW)
    assert seconds is None or 0 <= seconds <= DAY_SECONDS


def test_left_for_the_next_run():
    """Hosts keep the moment they may be asked again; one too far ahead, as after a wrong clock, counts as a day."""
    now = datetime.now(UTC)
    before = {"a": now + timedelta(seconds=100), "b": now - timedelta(days=3), "c": datetime.max.replace(tzinfo=UTC)}
    after = Pace(2.0, 120.0, before).ready_at
    assert abs(after["a"] - before["a"]) < timedelta(seconds=5)
    assert after["b"] < now
    assert timedelta(hours=23) < after["c"] - now < timedelta(hours=25)


def test_left_alone():
    """A host that is to be left alone for longer than we wait is not waited for, and the error says how long."""

    async def go():
        pace = Pace(0.0, 120.0, {})
        pace.hold("x.example", 3600)
        async with pace.turn("x.example"):
            raise AssertionError("it was asked all the same")

    with pytest.raises(Unreachable, match=r"x\.example") as caught:
        asyncio.run(go())
    assert caught.value.code == "retry-later"
    assert 3500 < caught.value.retry_after_seconds <= 3600


def test_turn_is_given_back():
    """A turn that ends in an error is given back like any other."""

    async def go():
        pace = Pace(0.0, 120.0, {})
        with pytest.raises(ZeroDivisionError):
            async with pace.turn("x.example"):
                raise ZeroDivisionError
        async with pace.turn("x.example"):
            return True

    assert asyncio.run(go())
