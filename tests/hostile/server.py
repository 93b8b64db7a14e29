"""A server on loopback that answers exactly what it is told, byte for byte, right or wrong.

    with HostileServer() as server:
        server.on("/peru", reply(b"<html>...")).on("/gone", reply(status=404)).on("/slow", faults.stall)
        ...                                   # server.url("/peru"), server.address == "127.0.0.1:41234"
        assert [request.path for request in server.requests] == ["/robots.txt", "/peru"]

Several answers for one path are given one after another, the last one for ever. A path nobody spoke of is a 404, and
so is /robots.txt, which means "everything is allowed".
"""

from __future__ import annotations

import socket
import ssl
import struct
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from types import TracebackType
from typing import Self

Headers = Mapping[str, str] | tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Request:
    """One request as it arrived. `path` has no query, `headers` lower-case names."""

    method: str
    target: str
    headers: dict[str, str]

    @property
    def path(self) -> str:
        return self.target.partition("?")[0]


class Exchange:
    """One request and the connection its answer goes to."""

    def __init__(self, request: Request, connection: socket.socket, stopping: threading.Event) -> None:
        self.request = request
        self.connection = connection
        self._stopping = stopping

    def send(self, data: bytes) -> None:
        """Send the bytes. Raises OSError when the other side has gone."""
        self.connection.sendall(data)

    def wait(self, seconds: float) -> bool:
        """Pause; False as soon as the server is being stopped."""
        return not self._stopping.wait(seconds)

    def reset(self) -> None:
        """End the connection with a reset instead of a farewell."""
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()


Answer = bytes | Callable[[Exchange], None]


def reply(body: bytes = b"", status: int = 200, headers: Headers = (), *, keep: bool = False) -> bytes:
    """A well-formed response; `headers` replace or follow the usual ones, `keep` leaves the connection open."""
    given = tuple(headers.items() if isinstance(headers, Mapping) else headers)
    usual = {
        "Content-Type": "text/html; charset=utf-8",
        "Content-Length": str(len(body)),
        "Connection": "keep-alive" if keep else "close",
    }
    names = {name.lower() for name, _ in given}
    lines = [(name, value) for name, value in usual.items() if name.lower() not in names] + list(given)
    head = "".join(f"{name}: {value}\r\n" for name, value in lines)
    return f"HTTP/1.1 {status} Whatever\r\n{head}\r\n".encode("latin-1") + body


class HostileServer:
    """The server, listening from `with` to its end. `requests` and `connections` say what it saw."""

    def __init__(self, host: str = "127.0.0.1", port: int = 0, *, tls: ssl.SSLContext | None = None) -> None:
        self.host = host
        self.requests: list[Request] = []
        self.connections = 0
        self._tls = tls
        self._answers: dict[str, list[Answer]] = {}
        self._stopping = threading.Event()
        self._open: set[socket.socket] = set()
        self._threads: list[threading.Thread] = []
        self._listener = socket.create_server((host, port))
        self.port = int(self._listener.getsockname()[1])

    @property
    def address(self) -> str:
        return f"{self.host}:{self.port}"

    def url(self, path: str = "/", *, host: str | None = None) -> str:
        """The URL of a path, by address or under another host name."""
        return f"{'https' if self._tls else 'http'}://{host or self.host}:{self.port}{path}"

    def on(self, path: str, *answers: Answer) -> Self:
        """Answer that path so from now on."""
        self._answers[path] = list(answers)
        return self

    def paths(self) -> list[str]:
        """The paths asked for so far, robots.txt aside."""
        return [request.path for request in self.requests if request.path != "/robots.txt"]

    def __enter__(self) -> Self:
        self._start(self._accept)
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self._stopping.set()
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for connection in tuple(self._open):
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join(5)

    def _start(self, work: Callable[..., None], *arguments: object) -> None:
        thread = threading.Thread(target=work, args=arguments, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while not self._stopping.is_set():
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            self.connections += 1
            self._open.add(connection)
            self._start(self._serve, connection)

    def _serve(self, connection: socket.socket) -> None:
        with suppress(OSError, ValueError), connection:
            if self._tls:
                connection.settimeout(5)
                with self._tls.wrap_socket(connection, server_side=True) as secured:
                    self._converse(secured)
            else:
                self._converse(connection)
        self._open.discard(connection)

    def _converse(self, connection: socket.socket) -> None:
        while request := _read_request(connection):
            self.requests.append(request)
            answer = self._answer(request.path)
            if callable(answer):
                return answer(Exchange(request, connection, self._stopping))
            connection.sendall(answer)
            if b"Connection: keep-alive" not in answer:
                return None
        return None

    def _answer(self, path: str) -> Answer:
        answers = self._answers.get(path, [reply(b"not here", 404)])
        return answers.pop(0) if len(answers) > 1 else answers[0]


def _read_request(connection: socket.socket) -> Request | None:
    head = b""
    while b"\r\n\r\n" not in head:
        more = connection.recv(65536)
        if not more:
            return None
        head += more
        if head[:1] == b"\x16":  # a TLS greeting, answered as a plain server does
            connection.sendall(reply(b"speak plainly", 400))
            return None
    first, *lines = head.decode("latin-1").split("\r\n\r\n")[0].split("\r\n")
    method, target, _ = first.split(" ")
    pairs = (line.partition(": ") for line in lines)
    return Request(method, target, {name.lower(): value for name, _, value in pairs})
