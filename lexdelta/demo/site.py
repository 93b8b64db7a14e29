"""The replica as a server on loopback: standard library only, quiet, different noise in every response."""

from __future__ import annotations

import gzip
import itertools
from collections.abc import Sequence
from http.server import BaseHTTPRequestHandler

from lexdelta.demo.answers import Answer, Fault, Request, Site, render
from lexdelta.demo.loopback import Loopback
from lexdelta.demo.notes import country_keys
from lexdelta.demo.truth import UNREACHABLE

__all__ = ["Replica", "render"]


class Replica(Loopback):
    """The profile site in two states, served on 127.0.0.1 while the context is open.

    `state` (1 or 2) may be set at any time; `faults` overrides pages by slug or number with a fault's name or a
    function of the request, in either state; `requests` is what was asked so far. `countries` restricts index and pages
    to those keys (ValueError when one is unknown); `port` 0 takes any free one; `seed` chooses the noise; `weight` is
    how many KiB of menu each profile carries beyond its own (a real page weighs about 100). `by_number`, which may be
    set at any time too, makes the index link to numbers only, with flags that name nobody; `on_a_page` prints it in
    pages of so many countries (0: all on each page), whose faults are called "country-wiki-2" and so on.
    """

    def __init__(
        self, state: int = 1, port: int = 0, countries: Sequence[str] | None = None, seed: int = 0, *, weight: int = 0
    ) -> None:
        unknown = set(countries or ()) - set(country_keys())
        if unknown:
            raise ValueError(f"no such country in the replica: {', '.join(sorted(unknown))}")
        self.state = state
        self.requests: list[Request] = []
        self.faults: dict[str, Fault] = {}
        self.by_number = False
        self.on_a_page = 0
        self._countries = country_keys() if countries is None else tuple(countries)
        self._weight = weight
        self._seeds = itertools.count(seed * 1_000_000)
        super().__init__(type("_Answering", (_Handler,), {"replica": self}), port)

    def answer(self, request: Request) -> Answer:
        """The site's answer to a request, which is noted in `requests`."""
        self.requests.append(request)
        own: dict[str, Fault] = {page.slug: page.fault for page in UNREACHABLE} if self.state == 2 else {}
        site = Site(self.state, self._countries, own | self.faults, self._weight, self.by_number, self.on_a_page)
        return site.answer(request, next(self._seeds))


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "Replica"
    sys_version = ""
    timeout = 30
    wbufsize = -1
    disable_nagle_algorithm = True
    replica: Replica

    def do_GET(self) -> None:
        headers = {name.lower(): value for name, value in self.headers.items()}
        request = Request(self.command, self.path, headers)
        answer = self.replica.answer(request)
        body, coding = _packed(answer, headers.get("accept-encoding", ""))
        self.send_response(answer.status)
        for name, value in (*answer.headers, *coding):
            self.send_header(name, value)
        if answer.status != 304:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body[: len(body) // 2] if answer.cut else body)
        self.close_connection = self.close_connection or answer.cut

    do_HEAD = do_GET  # noqa: N815 -- the name is http.server's

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- the signature is http.server's
        """Says nothing: the requests are kept in Replica.requests."""


def _packed(answer: Answer, accepted: str) -> tuple[bytes, tuple[tuple[str, str], ...]]:
    body = answer.body.encode()
    if not body:
        return b"", ()
    if "gzip" not in accepted.lower():
        return body, (("Vary", "Accept-Encoding"),)
    return gzip.compress(body, 6, mtime=0), (("Content-Encoding", "gzip"), ("Vary", "Accept-Encoding"))
