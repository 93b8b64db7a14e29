"""Captures: what arrived, how it is named, and how its bytes become text."""

from __future__ import annotations

import codecs
import hashlib
from datetime import UTC, datetime

import pytest
import webencodings
from hypothesis import given
from hypothesis import strategies as st
from webencodings.labels import LABELS

from scraper.capture import Capture, Validators, decode

TEXT = "Côte d’Ivoire – Convention “de Budapest”"


def capture(body: bytes, content_type: str | None = "text/html", *headers: tuple[str, str]) -> Capture:
    """A capture of that body, labelled so."""
    typed = (("content-type", content_type),) if content_type is not None else ()
    at = datetime(2026, 11, 21, 3, 31, tzinfo=UTC)
    return Capture("peru.en", "http://x.example/", "http://x.example/", at, "live", 200, (*typed, *headers), body)


def text(body: bytes, content_type: str | None = "text/html") -> str:
    return decode(capture(body, content_type))


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [(codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16le"), (codecs.BOM_UTF16_BE, "utf-16be")],
)
def test_mark_first(mark, encoding):
    """A byte order mark overrules every label, and does not become part of the text."""
    body = mark + TEXT.encode(encoding)
    assert text(body, "text/html; charset=windows-1251") == TEXT
    assert text(body, None) == TEXT


def test_header_before_meta():
    """The HTTP charset overrules what the page says of itself."""
    body = b'<meta charset="windows-1251">' + TEXT.encode()
    assert text(body, "text/html; charset=utf-8").endswith(TEXT)


@pytest.mark.parametrize(
    "content_type",
    [
        "text/html;charset=windows-1251",
        "text/html; CHARSET=Windows-1251",
        'text/html; charset="windows-1251"',
        "text/html; charset='windows-1251'",
        "text/html; charset = cp1251 ; x=y",
        "text/html; boundary=charset; charset=x-cp1251",
        "text/html; charset=windows-1251, text/html; charset=utf-8",
    ],
)
def test_header_spellings(content_type):
    """The charset of the header is found however it is written, the first one where there are several."""
    assert text("Україна".encode("cp1251"), content_type) == "Україна"


@pytest.mark.parametrize(
    "meta",
    [
        '<meta charset="windows-1251">',
        "<META CHARSET=windows-1251>",
        "<meta\n  charset = 'cp1251' />",
        '<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">',
        "<meta content='text/html;charset=windows-1251' http-equiv=Content-Type>",
        '<meta charset="not-known"><meta charset="windows-1251">',
        '<!-- <meta charset="utf-8"> --><meta charset="windows-1251">',
        '<meta name="description" content="charset=utf-8"><meta charset="windows-1251">',
        '<script charset="utf-8"></script><meta charset="windows-1251">',
    ],
)
def test_meta(meta):
    """Without a header the page's own declaration counts, the first real one of a known charset."""
    assert text(meta.encode() + "Україна".encode("cp1251")).endswith("Україна")


def test_meta_too_late():
    """A declaration beyond the first 1,024 bytes is not looked for."""
    body = b" " * 1024 + b'<meta charset="windows-1251">' + TEXT.encode()
    assert text(body).endswith(TEXT)


@pytest.mark.parametrize("label", ["utf-16", "utf-16be", "unicode"])
def test_meta_cannot_be_utf16(label):
    """A page whose declaration could be read as ASCII is not UTF-16, whatever it declares: UTF-8 is meant."""
    assert text(f'<meta charset="{label}">'.encode() + TEXT.encode()).endswith(TEXT)


@pytest.mark.parametrize(
    "label",
    ["base64", "utf-7", "unicode_escape", "rot13", "idna", "punycode", "zlib", "x-nothing", "", "ütf-8"],
)
@pytest.mark.parametrize("where", ["header", "meta"])
def test_lies(label, where):
    """A label that is no web encoding is passed over: no codec of Python's own is ever reached by it."""
    meta = f'<meta charset="{label}">'.encode() if where == "meta" else b""
    body = meta + b"+ADw-script+AD4- PHA+ \\u003cb\\u003e " + TEXT.encode()
    assert text(body, f"text/html; charset={label}" if where == "header" else None) == body.decode()


@pytest.mark.parametrize("label", ["iso-8859-1", "latin1", "us-ascii"])
def test_latin1_is_windows(label):
    """What calls itself Latin-1 is windows-1252, so that typographic quotes do not become control characters."""
    assert text(TEXT.encode("cp1252"), f"text/html; charset={label}") == TEXT


def test_no_label():
    """Without any label UTF-8 is tried first, then windows-1252."""
    assert text(TEXT.encode()) == TEXT
    assert text(TEXT.encode("cp1252"), None) == TEXT


def test_bytes_that_do_not_fit():
    """Bytes that cannot be read are shown as such, in their place, and never stop the reading."""
    assert text(b"a\xff\xfeb\xc3", "text/html; charset=utf-8") == "a\ufffd\ufffdb\ufffd"


def test_no_nul():
    """NULs are dropped, from whatever encoding."""
    assert text(b"a\x00b") == "ab"
    assert text("a\x00b".encode("utf-16le"), "text/html; charset=utf-16le") == "ab"


def test_two_marks():
    """Only the first byte order mark says anything: what follows it is read by it."""
    assert text(codecs.BOM_UTF8 + codecs.BOM_UTF16_LE + b"ab") == "\ufffd\ufffdab"


@given(st.binary(max_size=200), st.one_of(st.sampled_from(sorted(LABELS)), st.text(max_size=30)), st.booleans())
def test_never_raises(body, label, in_meta):
    """Whatever the bytes and whatever the label, there is a text, without NULs or lone surrogates."""
    meta = f"<meta charset='{label}'>".encode("utf-8", "replace") if in_meta else b""
    got = text(meta + body, "text/html" if in_meta else f"text/html; charset={label}")
    assert "\x00" not in got
    assert got.encode("utf-8").decode("utf-8") == got


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00\ufeff")))
def test_round_trip(original):
    """A text that was encoded as its header says comes back as it was."""
    for encoding in ("utf-8", "utf-16le", "utf-16be", "gb18030"):
        codec = webencodings.lookup(encoding).codec_info
        assert text(codec.encode(original)[0], f"text/html; charset={encoding}") == original


def test_digest():
    """A body is named by its SHA-256."""
    assert capture(b"abc").digest == hashlib.sha256(b"abc").hexdigest()


def test_headers():
    """Headers are read by lower-case name, the first of several; none is None."""
    got = capture(b"", "Text/HTML ; charset=utf-8", ("etag", '"1"'), ("etag", '"2"'))
    assert (got.media_type, got.header("etag"), got.header("age")) == ("text/html", '"1"', None)
    assert got.validators == Validators('"1"', None)
    assert capture(b"", None).media_type == ""


def test_validators_that_say_nothing():
    """Validators without either header are as good as none."""
    assert not Validators()
    assert not Validators("", "")
    assert Validators(last_modified="Sat, 21 Nov 2026 03:31:00 GMT")
