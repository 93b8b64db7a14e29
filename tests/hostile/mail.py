"""A mail server on loopback that fails at the stage it is told to, in the way it is told.

    with MailServer() as server:
        server.plan({"rcpt": b"450 greylisted"}, {})      # the first connection is greylisted, all others are served
        ...                                               # server.address == "127.0.0.1:41234"
        assert [mail.message_id for mail in server.mails] == ["<run-1-mail@...>"]

Stages are greeting, ehlo, auth, mail, rcpt, data, middle (while the message comes), end (after its last dot) and quit.
At each stands a reply, or a function of the connection that returns one or None for none. `mails` are those whose last
dot arrived, `accepted` those that were also told 250.
"""

from __future__ import annotations

import email
import socket
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import default
from types import TracebackType
from typing import Self, cast


class Hangup(Exception):
    """The connection ends here."""


@dataclass(frozen=True, slots=True)
class Mail:
    """A message that arrived whole."""

    sender: str
    recipients: tuple[str, ...]
    raw: bytes

    @property
    def message(self) -> EmailMessage:
        """It, parsed."""
        return cast("EmailMessage", email.message_from_bytes(self.raw, policy=default))

    @property
    def message_id(self) -> str:
        """What the repeat of a message is recognised by."""
        return str(self.message["Message-ID"])


class Connection:
    """One client; `line` is its last command."""

    def __init__(self, sock: socket.socket, stopping: threading.Event) -> None:
        self.socket, self.stopping, self.line = sock, stopping, ""
        self._file = sock.makefile("rb")

    def read(self) -> bytes:
        """The next line. Raises Hangup when there is none."""
        found = self._file.readline()
        if not found:
            raise Hangup
        return found

    def say(self, reply: bytes) -> None:
        """A reply, its end of line added."""
        self.socket.sendall(reply + b"\r\n")


Answer = bytes | Callable[[Connection], bytes | None]


def drop(_connection: Connection) -> bytes | None:
    """End the connection."""
    raise Hangup


def stall(connection: Connection) -> bytes | None:
    """Say nothing until the server is stopped."""
    connection.stopping.wait()
    raise Hangup


def trickle(connection: Connection) -> bytes | None:
    """A continued reply without end, a byte now and then, so that no timeout of a socket ever passes."""
    while not connection.stopping.wait(0.2):
        connection.socket.sendall(b"2")
    raise Hangup


def only(*recipients: str, otherwise: bytes) -> Answer:
    """A reply to RCPT: these are known, all others are not."""
    return lambda connection: b"250 ok" if any(f"<{each}>" in connection.line for each in recipients) else otherwise


class MailServer:
    """The server, listening from `with` to its end."""

    def __init__(self) -> None:
        self.mails: list[Mail] = []
        self.accepted: list[Mail] = []
        self.connections = 0
        self._plans: list[Mapping[str, Answer]] = [{}]
        self._stopping = threading.Event()
        self._socket = socket.create_server(("127.0.0.1", 0))
        self._threads = [threading.Thread(target=self._listen, daemon=True)]

    @property
    def address(self) -> str:
        """Host and port."""
        return f"127.0.0.1:{self._socket.getsockname()[1]}"

    def url(self, to: str = "ana@example.org", more: str = "") -> str:
        """An apprise address that leads here."""
        return f"mailto://{self.address}?from=Lexdelta%20<watch@example.org>&to={to}{more}"

    def plan(self, *plans: Mapping[str, Answer]) -> None:
        """What becomes of the next connections, of the last one for ever."""
        self._plans = list(plans)

    def __enter__(self) -> Self:
        self._threads[0].start()
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self._stopping.set()
        with suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        for thread in self._threads:
            thread.join(5)

    def _listen(self) -> None:
        while True:
            try:
                sock, _ = self._socket.accept()
            except OSError:
                return
            self.connections += 1
            plan = self._plans.pop(0) if len(self._plans) > 1 else self._plans[0]
            thread = threading.Thread(target=self._serve, args=(sock, plan), daemon=True)
            self._threads.append(thread)
            thread.start()

    def _serve(self, sock: socket.socket, plan: Mapping[str, Answer]) -> None:
        with sock, suppress(Hangup, OSError):
            connection = Connection(sock, self._stopping)
            _answer(connection, plan, "greeting", b"220 mail.example.org")
            sender, recipients = "", list[str]()
            while True:
                connection.line = connection.read().decode("latin-1").strip()
                verb = connection.line.partition(" ")[0].lower()
                if verb == "mail":
                    sender, recipients = _between(connection.line), []
                if verb == "data":
                    self._data(connection, plan, sender, recipients)
                elif _answer(connection, plan, verb, _USUAL.get(verb, b"500 what?")) and verb == "rcpt":
                    recipients.append(_between(connection.line))
                if verb == "quit":
                    return

    def _data(self, connection: Connection, plan: Mapping[str, Answer], sender: str, recipients: list[str]) -> None:
        if not _answer(connection, plan, "data", b"354 go on"):
            return
        if "middle" in plan:
            connection.read()
            _answer(connection, plan, "middle", b"")
        lines = list(iter(connection.read, b".\r\n"))
        raw = b"".join(line[1:] if line.startswith(b".") else line for line in lines)
        mail = Mail(sender, tuple(recipients), raw)
        self.mails.append(mail)
        if _answer(connection, plan, "end", b"250 taken"):
            self.accepted.append(mail)


def _answer(connection: Connection, plan: Mapping[str, Answer], stage: str, usual: bytes) -> bool:
    """Whether the stage went well."""
    given = plan.get(stage, usual)
    reply = given(connection) if callable(given) else given
    if reply:
        connection.say(reply)
    return bool(reply) and reply[:1] in b"23"


def _between(line: str) -> str:
    return line.partition("<")[2].partition(">")[0]


_USUAL = {
    "ehlo": b"250-mail.example.org\r\n250 AUTH PLAIN",
    "auth": b"235 welcome",
    "mail": b"250 ok",
    "rcpt": b"250 ok",
    "rset": b"250 ok",
    "noop": b"250 ok",
    "quit": b"221 bye",
}
