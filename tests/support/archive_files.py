"""Looks as archives keep them: WARC files, folders that downloaders leave, and what is wrong with such files."""

from __future__ import annotations

import base64
import gzip
import hashlib
import uuid
from collections.abc import Iterable
from pathlib import Path

from old_times import Look


def warc(path: Path, looks: Iterable[Look], *, compressed: bool = True, revisits: bool = False) -> Path:
    """A WARC file of responses; with `revisits`, bytes that were there before only point to their first record.

    Written by the letter of the standard rather than with the library that reads it.
    """
    seen: dict[str, Look] = {}
    records = [_record(look, seen.setdefault(look.html, look) if revisits else look) for look in looks]
    info = _framed("warcinfo", {"Content-Type": "application/warc-fields"}, b"software: a test\r\n")
    path.write_bytes(b"".join(gzip.compress(r, 1) if compressed else r for r in (info, *records)))
    return path


def _record(look: Look, first: Look) -> bytes:
    body = look.html.encode()
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
    digest = f"sha1:{base64.b32encode(hashlib.sha1(body).digest()).decode()}"  # noqa: S324 - the format's own digest
    about = {"WARC-Target-URI": look.url, "WARC-Date": stamp(look), "WARC-Payload-Digest": digest}
    about["Content-Type"] = "application/http; msgtype=response"
    if first is look:
        return _framed("response", about, head + body)
    about |= {"WARC-Refers-To-Target-URI": first.url, "WARC-Refers-To-Date": stamp(first)}
    return _framed("revisit", about, head)


def _framed(kind: str, about: dict[str, str], block: bytes) -> bytes:
    about = {"WARC-Type": kind, "WARC-Record-ID": f"<urn:uuid:{uuid.uuid4()}>", **about}
    lines = "".join(f"{name}: {value}\r\n" for name, value in {**about, "Content-Length": str(len(block))}.items())
    return b"WARC/1.0\r\n" + lines.encode() + b"\r\n" + block + b"\r\n\r\n"


def stamp(look: Look) -> str:
    """The look's moment as a WARC prints it."""
    return look.at.strftime("%Y-%m-%dT%H:%M:%SZ")


def mirror(folder: Path, looks: Iterable[Look]) -> Path:
    """A folder as downloaders of web archives leave it: timestamp, host, path; the query is lost."""
    for look in looks:
        place = look.url.removeprefix("https://").partition("?")[0]
        path = folder / look.at.strftime("%Y%m%d%H%M%S") / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(look.html, encoding="utf-8")
    return folder


def browser_saves(folder: Path, looks: Iterable[Look]) -> Path:
    """Pages as a browser saves them whole: a day in the name, the address in a comment, a folder beside."""
    for look in looks:
        name = f"{look.page} {look.at:%Y-%m-%d %H.%M.%S}"
        beside = folder / f"{name}_files"
        beside.mkdir(parents=True)
        (beside / "frame.html").write_text("<html><p>An advertisement.</p></html>")
        comment = f"<!-- saved from url=({len(look.url):04d}){look.url} -->\n"
        (folder / f"{name}.html").write_text(comment + look.html, encoding="utf-8")
    return folder


def mhtml(path: Path, look: Look) -> Path:
    """A page as browsers save it in one file."""
    body = look.html.encode().hex(" ").replace(" ", "=").upper()
    path.write_bytes(
        f"From: <Saved by a browser>\r\nSnapshot-Content-Location: {look.url}\r\nSubject: {look.page}\r\n"
        f"Date: {look.at:%a, %d %b %Y %H:%M:%S} -0000\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="----part"\r\n\r\n'
        "------part\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n"
        f"Content-Location: {look.url}\r\n\r\n={body}\r\n------part\r\nContent-Type: image/png\r\n"
        "Content-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n------part--\r\n".encode()
    )
    return path
