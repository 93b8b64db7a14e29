"""Answers that go wrong on the wire, one function or value each; FAULTS holds them all by name."""

from __future__ import annotations

import functools
import gzip
import itertools
import os
import socket
import zlib

from tests.hostile.server import Answer, Exchange, reply

PAGE = b"<!doctype html><title>Peru</title>" + b"<p>Cybercrime legislation of Peru, article 1.</p>" * 200 + b"</html>"
_HTML = "Content-Type: text/html; charset=utf-8\r\n"
_ENDLESS = f"HTTP/1.1 200 OK\r\n{_HTML}Connection: close\r\n\r\n".encode()
_DRIP_SECONDS = 0.05


def zipped(body: bytes, coding: str = "gzip", status: int = 200) -> bytes:
    """A response whose body is said to be coded."""
    return reply(body, status, {"Content-Encoding": coding})


def cut_gzip(by: int) -> bytes:
    """The page, gzipped, without its last bytes, and with the length of what is left."""
    return zipped(gzip.compress(PAGE)[:-by])


def close_at_once(exchange: Exchange) -> None:
    """Nothing is said at all."""
    exchange.connection.close()


def reset_mid(exchange: Exchange) -> None:
    """A reset in the middle of the body."""
    exchange.send(reply(PAGE)[:-1000])
    exchange.reset()


def garbage(exchange: Exchange) -> None:
    """Not HTTP."""
    exchange.send(b"\x16\x03\x01 SSH-2.0-hello\r\n\r\n" * 10)


def stall(exchange: Exchange) -> None:
    """Nothing, for ever."""
    while exchange.wait(1):
        pass


def drip_body(exchange: Exchange) -> None:
    """The page one byte at a time."""
    exchange.send(reply(PAGE).partition(b"\r\n\r\n")[0] + b"\r\n\r\n")
    _drip(exchange, b"x")


def drip_headers(exchange: Exchange) -> None:
    """Headers without end, one at a time."""
    exchange.send(b"HTTP/1.1 200 OK\r\n")
    _drip(exchange, b"X-More: y\r\n")


def endless(exchange: Exchange) -> None:
    """A body without length and without end."""
    exchange.send(_ENDLESS)
    while exchange.wait(0):
        exchange.send(b"<p>more</p>" * 6000)


def header_huge(exchange: Exchange) -> None:
    """One header of a megabyte."""
    exchange.send(f"HTTP/1.1 200 OK\r\nX-Huge: {'y' * 1_000_000}\r\n\r\n".encode())


def header_many(exchange: Exchange) -> None:
    """A hundred thousand headers."""
    lines = "".join(f"X-{number}: y\r\n" for number in range(100_000))
    exchange.send(f"HTTP/1.1 200 OK\r\n{lines}\r\n".encode())


def tls_broken(exchange: Exchange) -> None:
    """Half a body over TLS, then bytes that were never encrypted."""
    exchange.send(reply(PAGE)[:-1000])
    with socket.socket(fileno=os.dup(exchange.connection.fileno())) as beneath:
        beneath.sendall(b"\x17\x03\x03\x00\x20" + b"not a record of ours" * 10)


@functools.cache
def bomb(layers: int = 1) -> bytes:
    """A quarter of a gigabyte of zeros, gzipped once or more often: 260 kB on the wire."""
    if layers > 1:
        return gzip.compress(bomb(layers - 1))
    press = zlib.compressobj(9, zlib.DEFLATED, 31)
    return b"".join(press.compress(bytes(1 << 20)) for _ in range(256)) + press.flush()


def _drip(exchange: Exchange, drop: bytes) -> None:
    while exchange.wait(_DRIP_SECONDS):
        exchange.send(drop)


_HEAD, _, _BODY = reply(PAGE).partition(b"\r\n\r\n")
_CHUNKED = f"HTTP/1.1 200 OK\r\n{_HTML}Transfer-Encoding: chunked\r\n\r\n".encode()
_GZIPPED = gzip.compress(PAGE)

SHORT: dict[str, Answer] = {
    "truncated_cl": reply(PAGE)[:-1],
    "truncated_chunked": _CHUNKED + b"10\r\n" + PAGE[:16] + b"\r\n",
    "chunk_size_wrong": _CHUNKED + b"zz\r\n" + PAGE[:16] + b"\r\n0\r\n\r\n",
    "reset_mid": reset_mid,
}
"""The answer begins well, but the body is not whole: F1."""

NO_ANSWER: dict[str, Answer] = {
    "close_at_once": close_at_once,
    "garbage": garbage,
    "cl_twice": reply(PAGE, headers=(("Content-Length", "10"), ("Content-Length", "20"))),
    "header_huge": header_huge,
    "header_many": header_many,
}
"""No answer that could be understood: F1, F7."""

CODED: dict[str, Answer] = {
    "truncated_gzip": cut_gzip(len(_GZIPPED) // 2),
    "gzip_without_last_byte": cut_gzip(1),
    "gzip_without_end": cut_gzip(8),
    "gzip_bad_crc": zipped(_GZIPPED[:-8] + bytes(4) + _GZIPPED[-4:]),
    "gzip_not_gzip": zipped(PAGE),
    "gzip_empty": zipped(b""),
    "gzip_trailing": zipped(_GZIPPED + b"and more"),
    "gzip_second_cut": zipped(_GZIPPED + _GZIPPED[:-4]),
    "deflate": zipped(zlib.compress(PAGE), "deflate"),
    "encoding_unknown": zipped(PAGE, "br"),
    "encoding_twice": zipped(gzip.compress(_GZIPPED), "gzip, gzip"),
    "encoding_two_headers": reply(_GZIPPED, headers=(("Content-Encoding", "gzip"), ("Content-Encoding", "br"))),
    "encoding_stack": zipped(_GZIPPED, ", ".join(itertools.repeat("gzip", 1000))),
}
"""The body is not what its coding says, or in one nobody asked for: F2."""

SLOW: dict[str, Answer] = {"stall": stall, "drip_body": drip_body, "drip_headers": drip_headers}
"""Never done: F4."""

FAULTS: dict[str, Answer] = SHORT | NO_ANSWER | CODED | SLOW | {"endless": endless}
