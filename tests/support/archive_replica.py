"""A replica of a web archive on loopback: its index of captures, its raw bytes, and what goes wrong with both."""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Sequence
from http.server import BaseHTTPRequestHandler
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from old_times import Look

from lexdelta.demo.loopback import Loopback

SORRY = b"<html><head><title>Error</title></head><body>\n<p>Something went wrong on our side.</p>\n\n</body></html>"


class ArchiveReplica(Loopback):
    """Serves looks as an archive does; `faults` maps a path's beginning to the answers to give first: 429, 503, "cut"
    (a body shorter than it says), "drop" (the connection), "empty" (an index with empty lines in it), "circle" (a
    redirect to itself), "sorry" (status 200 and a page that says something went wrong)."""

    def __init__(self, looks: Sequence[Look]) -> None:
        self.looks = list(looks)
        self.faults: dict[str, list[int | str | None]] = {}
        self.asked: list[str] = []
        self.part = 0
        """Lines of one part of the index, 0 for as many as are asked for."""
        self.elsewhere = ""
        """Where every capture is redirected to, "" for nowhere."""
        self.missing: frozenset[str] = frozenset()
        """Moments that the index lists and that have no bytes."""
        self.endless = False
        """Whether the index always has another part."""
        self.stale: tuple[str, ...] = ()
        """Lines that the index has besides those of the looks."""
        self.robots = "User-agent: *\nDisallow: /save/\n"
        super().__init__(type("_Answering", (_Handler,), {"archive": self}))

    def settings(self) -> str:
        """What config.toml needs to ask this archive."""
        return (
            f'[fetch]\nallow_addresses = ["{self.address}"]\ndelay_seconds = 0\n'
            f'[archive]\nurl = "http://{self.address}"\n'
        )

    def fetched(self) -> Counter[str]:
        """How often each capture was asked for."""
        return Counter(path for path in self.asked if path.startswith("/web/"))

    def index(self, query: dict[str, list[str]]) -> str:
        """The lines of the index that fit a question, a part of them when they are many."""
        address = query["url"][0].removeprefix("https://").removeprefix("http://")
        prefix = query.get("matchType") == ["prefix"]
        fitting = [look for look in self.looks if _fits(_bare(look.url), _bare(address), prefix=prefix)]
        ordered = sorted(fitting, key=lambda look: (_bare(look.url), look.at))
        since = query.get("from", [""])[0]
        lines = [*self.stale, *(_line(look) for look in ordered if f"{look.at:%Y%m%d%H%M%S}" >= since)]
        if query.get("limit") == ["-1"]:
            newest = sorted(ordered, key=lambda look: look.at)[-1:]
            return "".join(f"{_line(look)}\n" for look in newest)
        if self.endless:
            return "".join(f"{line}\n" for line in lines[:1]) + f"\n{int(query.get('resumeKey', ['0'])[0]) + 1}\n"
        start = int(query.get("resumeKey", ["0"])[0])
        part = self.part or int(query["limit"][0])
        rest = f"\n{start + part}\n" if len(lines) > start + part else ""
        return "".join(f"{line}\n" for line in lines[start : start + part]) + rest

    def body(self, stamp: str, url: str) -> Look | None:
        """The capture of an address that is nearest to a moment."""
        same = [look for look in self.looks if look.url == url]
        return min(same, key=lambda look: abs(int(f"{look.at:%Y%m%d%H%M%S}") - int(stamp)), default=None)

    def fault(self, path: str) -> int | str | None:
        """The fault whose turn it is for a path, used up by asking."""
        for beginning, waiting in self.faults.items():
            if path.startswith(beginning) and waiting:
                return waiting.pop(0)
        return None


class _Handler(BaseHTTPRequestHandler):
    """Answers as the archive of its server does."""

    protocol_version = "HTTP/1.1"
    archive: ArchiveReplica

    def do_GET(self) -> None:
        """Answer, after the fault whose turn it is."""
        self.archive.asked.append(self.path)
        fault = self.archive.fault(self.path)
        if isinstance(fault, int):
            self.answer(fault, b"Slow down", {"Retry-After": "0"})
        elif fault == "drop":
            self.close_connection = True
        elif urlsplit(self.path).path == "/robots.txt":
            self.answer(200, self.archive.robots.encode(), {})
        elif fault == "circle":
            self.answer(302, b"", {"Location": self.path})
        elif fault == "sorry":
            self.answer(200, SORRY, {"Content-Type": "text/html; charset=utf-8"})
        elif urlsplit(self.path).path == "/cdx/search/cdx":
            self.index(cut=fault == "cut", empty=fault == "empty")
        else:
            self.replay(cut=fault == "cut")

    def index(self, *, cut: bool, empty: bool) -> None:
        """The lines that fit the question."""
        lines = self.archive.index(parse_qs(urlsplit(self.path).query))
        text = lines.replace("\n", "\n\nnonsense here\n\n", 1) if empty else lines
        self.answer(200, text.encode(), {"Content-Type": "text/plain"}, cut=cut)

    def replay(self, *, cut: bool) -> None:
        """The bytes of a capture, or the way to the nearest."""
        stamp, _, url = unquote(self.path).removeprefix("/web/").partition("id_/")
        look = self.archive.body(stamp, url)
        if self.archive.elsewhere:
            self.answer(302, b"", {"Location": self.archive.elsewhere})
        elif look is None or stamp in self.archive.missing:
            self.answer(404, b"Not in the archive", {})
        elif f"{look.at:%Y%m%d%H%M%S}" != stamp:
            self.answer(302, b"", {"Location": f"/web/{look.at:%Y%m%d%H%M%S}id_/{url}"})
        else:
            self.answer(200, look.html.encode(), {"Content-Type": "text/html; charset=utf-8"}, cut=cut)

    def answer(self, status: int, body: bytes, headers: dict[str, str], *, cut: bool = False) -> None:
        """Send an answer, half of its body when it is to be cut."""
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body[: len(body) // 2] if cut else body)
        self.close_connection = cut

    def log_message(self, *_: Any) -> None:
        """Nothing: a test reads what was asked from the replica."""


def _bare(url: str) -> str:
    return url.removeprefix("https://").removeprefix("http://").removeprefix("www.")


def _fits(url: str, address: str, *, prefix: bool) -> bool:
    return url.startswith(address) if prefix else url == address


def _line(look: Look) -> str:
    digest = base64.b32encode(hashlib.sha1(look.html.encode()).digest()).decode()  # noqa: S324 - the format's own digest
    return f"{look.at:%Y%m%d%H%M%S} {look.url} text/html 200 {digest}"
