"""Bodies: inflated to the end or not at all, and never past the cap."""

from __future__ import annotations

import gzip
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.body import Body, Damaged, Overflow


def take(wire: bytes, size: int, *codings: str) -> bytes:
    """The content of those bytes, gzipped unless said otherwise, arriving in pieces of that size."""
    body = Body(codings or ["gzip"], 10_000)
    for start in range(0, len(wire), size):
        body.add(wire[start : start + size])
    body.end()
    return body.content


@given(st.lists(st.binary(max_size=400), max_size=4), st.integers(1, 300))
def test_any_pieces(parts, size):
    """However the bytes are cut on their way, plain or in any number of gzip members, the content is the same."""
    assert take(b"".join(parts), size, "identity") == b"".join(parts)
    if parts:
        assert take(b"".join(map(gzip.compress, parts)), size) == b"".join(parts)


@given(st.binary(min_size=1, max_size=300), st.integers(0, 10_000), st.integers(1, 64))
def test_any_cut(content, at, size):
    """A gzip stream that stops anywhere before its end is damaged."""
    wire = gzip.compress(content)
    with pytest.raises(Damaged):
        take(wire[: at % len(wire)], size)


@given(st.binary(min_size=1, max_size=300), st.integers(0, 10_000), st.integers(1, 255))
def test_any_flip(content, at, by):
    """A gzip stream with one byte changed never passes for other content: damaged, or unchanged in what it says."""
    wire = bytearray(gzip.compress(content))
    wire[at % len(wire)] ^= by
    with suppress(Damaged, Overflow):
        assert take(bytes(wire), 64) == content


@given(st.binary(min_size=1, max_size=50), st.integers(1, 64))
def test_any_tail(tail, size):
    """Anything after the last gzip member that is not one itself is damage."""
    with pytest.raises((Damaged, Overflow)):
        take(gzip.compress(b"page") + tail, size)


@pytest.mark.parametrize("coding", ["identity", "gzip"])
def test_cap(coding):
    """A body of the cap passes, one byte more does not, and of that no more than the cap is held."""
    for length, passes in ((999, True), (1000, True), (1001, False), (100_000, False)):
        wire = gzip.compress(bytes(length)) if coding == "gzip" else bytes(length)
        body = Body([coding], 1000)
        if passes:
            body.add(wire)
            body.end()
        else:
            with pytest.raises(Overflow):
                body.add(wire)
        assert len(body.content) == min(length, 1000)


def test_cap_on_the_wire():
    """Members that inflate to nothing count by what they weigh on the wire."""
    with pytest.raises(Overflow):
        take(gzip.compress(b"") * 1000, 4096)


@pytest.mark.parametrize("codings", [["br"], ["deflate"], ["gzip", "gzip"], ["gzip, gzip"], ["gzip", "br"], ["zstd"]])
@pytest.mark.parametrize("wire", [b"", b"page", gzip.compress(b"page", mtime=0)])
def test_other_codings(codings, wire):
    """A coding other than gzip, or more than one, is damage, even of nothing at all."""
    with pytest.raises(Damaged):
        take(wire, 64, *codings)


@pytest.mark.parametrize("codings", [[], [""], ["identity"], ["identity, "]])
def test_no_coding(codings):
    """No coding, and the one that means none, leave the bytes as they are."""
    body = Body(codings, 1000)
    body.add(b"page")
    body.end()
    assert body.content == b"page"
