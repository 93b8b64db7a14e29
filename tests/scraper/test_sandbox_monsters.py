"""Pages made to be slow, huge or undecodable: each ends within its bound or is refused for it; the next is unharmed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from monsters import MONSTERS, WORDINGS, captured, page

from scraper.capture import Capture
from scraper.errors import ReadError
from scraper.examine import examine
from scraper.examined import Examined
from scraper.layouts.octopus import LAYOUT
from scraper.sandbox import Limits, Sandbox

PERU = captured(page())
HEALTHY = examine(PERU, LAYOUT)
SECTIONS = ["status", "policies", "institutions", "sources"]


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    """One for all monsters, with a second of processor for each: nothing here is worth twenty."""
    with Sandbox(Limits(cpu_seconds=1)) as shared:
        yield shared


def survived(sandbox: Sandbox, capture: Capture) -> Examined | None:
    """What was found out about it, None when it was over its limits; the page after it is read as ever."""
    found: Examined | None = None
    try:
        found = sandbox.examine(capture, LAYOUT)
    except ReadError as error:
        assert error.code == "over-limit", str(error)  # noqa: PT017  # the refusal is one of two good ends
    assert sandbox.examine(PERU, LAYOUT) == HEALTHY
    return found


@pytest.mark.parametrize("name", MONSTERS)
def test_monsters_are_read_or_refused(sandbox: Sandbox, name: str) -> None:
    """Depth, attributes, siblings, sizes: never a crash, never without end, never a page that vanished unseen."""
    survived(sandbox, captured(MONSTERS[name]()))


@pytest.mark.parametrize("name", ["a hundred thousand deep", "a hundred thousand attributes", "50 MB of words"])
def test_a_monstrous_index_is_read_or_refused(sandbox: Sandbox, name: str) -> None:
    """An index is as hostile as a page."""
    index = captured(MONSTERS[name]())
    try:
        sandbox.discover(index, LAYOUT)
    except ReadError as error:
        assert error.code == "over-limit", str(error)  # noqa: PT017  # the refusal is one of two good ends
    assert sandbox.examine(PERU, LAYOUT) == HEALTHY


@pytest.mark.parametrize("name", WORDINGS)
def test_text_that_nearly_fits_our_patterns(sandbox: Sandbox, name: str) -> None:
    """A paragraph, a heading and a link of some hundred kilobytes each, made for our own regular expressions."""
    text = WORDINGS[name]
    survived(sandbox, captured(page(f"<p>{text}</p><h2>{text}</h2><a href='/x'>{text}</a>")))


def test_nuls_are_no_text(sandbox: Sandbox) -> None:
    """A page full of NULs reads as the page without them."""
    found = survived(sandbox, captured(page().encode().replace(b"e", b"\0e\0\0") + b"\0" * 5_000_000))
    assert found == HEALTHY


def test_bytes_that_are_no_utf8_are_seen_to_be_none(sandbox: Sandbox) -> None:
    """Bad UTF-8 becomes U+FFFD, is marked, and the rest of the page is read."""
    found = survived(sandbox, captured(page("<p>X</p>").encode().replace(b"X", bytes(range(128, 256)) * 4000)))
    assert found is not None
    assert "undecodable" in found.marks
    assert [section.key for section in found.profile.sections] == SECTIONS


@pytest.mark.parametrize("charset", ["utf-16le", "utf-16be", "utf-7", "base64", "unicode_escape", "idna", "x" * 9000])
def test_a_lying_charset_is_survived(sandbox: Sandbox, charset: str) -> None:
    """ASCII called UTF-16 is no profile; a charset no browser knows is no charset."""
    found = survived(sandbox, captured(page(), f"text/html; charset={charset}"))
    assert found is not None
    assert bool(found.profile.sections) != charset.startswith("utf-16")


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig"])
def test_a_mark_of_the_byte_order_tells_the_truth(sandbox: Sandbox, codec: str) -> None:
    """With its byte order mark a page is read rightly, whatever the header says, and without one as it says."""
    mark = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}.get(codec, b"")
    found = survived(sandbox, captured(mark + page().encode(codec), "text/html; charset=iso-8859-1"))
    assert found is not None
    assert found.profile == HEALTHY.profile


@pytest.mark.parametrize("body", [b"", b"\xff\xfe", b"\xfe\xff\xd8", b"\xff\xfe\0", b"\0" * 1000, b" " * 50_000_000])
def test_nothing_is_an_empty_page(sandbox: Sandbox, body: bytes) -> None:
    """A byte order mark alone, half a character, NULs, 50 MB of blanks: refused as empty, or no profile."""
    try:
        assert sandbox.examine(captured(body), LAYOUT).profile.sections == ()
    except ReadError as error:
        assert error.code == "empty"  # noqa: PT017  # the refusal is one of two good ends
    assert sandbox.examine(PERU, LAYOUT) == HEALTHY


@settings(max_examples=50)
@given(st.binary(max_size=300), st.integers(0, len(PERU.body)), st.sampled_from(["utf-8", "utf-16", "gb18030", "?"]))
def test_damaged_pages_are_read_as_we_would(sandbox: Sandbox, damage: bytes, at: int, charset: str) -> None:
    """Bytes thrown into a page: the child finds what the same call here finds."""
    capture = captured(PERU.body[:at] + damage + PERU.body[at:], f"text/html; charset={charset}")
    assert sandbox.examine(capture, LAYOUT) == examine(capture, LAYOUT)
