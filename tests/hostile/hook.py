"""A webhook on loopback that answers what it is told: a status, or one of the ways not to answer.

with Hook() as hook:
    hook.plan(500, stall, 200)
    ...                                               # hook.url == "json://127.0.0.1:41234/hook"
    assert [post.headers["idempotency-key"] for post in hook.posts] == ["run-1-hook-...", ...]
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self


@dataclass(frozen=True, slots=True)
class Post:
    """One request as it arrived; `headers` lower-case names."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> dict[str, Any]:
        """The body, which is an object."""
        found: dict[str, Any] = json.loads(self.body)
        return found


Answer = int | Callable[["_Handler"], None]


def stall(handler: _Handler) -> None:
    """Say nothing until the server is stopped."""
    handler.stopping.wait()


def trickle(handler: _Handler) -> None:
    """A header line without end, a byte now and then."""
    with suppress(OSError):
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
        while not handler.stopping.wait(0.2):
            handler.wfile.write(b"x")


def drop(handler: _Handler) -> None:
    """End the connection without a word."""
    handler.close_connection = True


def redirect(handler: _Handler) -> None:
    """To a place that would say 200 to anybody."""
    handler.send_response(302)
    handler.send_header("Location", "/elsewhere")
    handler.end_headers()


def busy(handler: _Handler) -> None:
    """Too many requests; come back in four hours."""
    handler.send_response(429)
    handler.send_header("Retry-After", "14400")
    handler.end_headers()


class Hook:
    """The server, listening from `with` to its end."""

    def __init__(self) -> None:
        self.posts: list[Post] = []
        self._answers: list[Answer] = [200]
        stopping = threading.Event()
        take = self._take

        class Handler(_Handler):
            """Answers for this hook."""

        Handler.stopping, Handler.take = stopping, staticmethod(take)
        self._stopping = stopping
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)

    @property
    def url(self) -> str:
        """An apprise address that leads here."""
        return f"json://127.0.0.1:{self._server.server_port}/hook"

    @property
    def port(self) -> int:
        """Where it listens."""
        return self._server.server_port

    def plan(self, *answers: Answer) -> None:
        """The next answers, the last one for ever."""
        self._answers = list(answers)

    def _take(self, post: Post) -> Answer:
        self.posts.append(post)
        return self._answers.pop(0) if len(self._answers) > 1 else self._answers[0]

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self._stopping.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(5)


class _Handler(BaseHTTPRequestHandler):
    stopping: threading.Event
    take: Callable[[Post], Answer]

    def do_POST(self) -> None:
        """Read all of it, then do as planned."""
        body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        headers = {name.lower(): value for name, value in self.headers.items()}
        answer = type(self).take(Post(self.command, self.path, headers, body))
        if callable(answer):
            answer(self)
        else:
            self.send_response(answer)
            self.send_header("Content-Length", "0")
            self.end_headers()

    def do_GET(self) -> None:
        """Where a redirect that was followed would lead: to what looks like success."""
        type(self).take(Post(self.command, self.path, {}, b""))
        self.send_response(200)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 # the library's name
        """Silence."""
