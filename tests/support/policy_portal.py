"""The portal of the second layout: its golden pages on a server of their own, and words that may be exchanged."""

from __future__ import annotations

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self

from golden_pages import PAGES


class Portal:
    """Serves /cpp/en/states/COUNTRY on loopback; `edits` are (country, old words, new words) that a page has now."""

    def __init__(self) -> None:
        self.edits: list[tuple[str, str, str]] = []
        portal = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                body = portal.page(self.path)
                self.send_response(200 if body else 404)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002 # the name is the library's
                del format, args

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)

    @property
    def address(self) -> str:
        """Where it listens, for `fetch.allow_addresses`."""
        return f"127.0.0.1:{self._server.server_address[1]}"

    def url(self, country: str) -> str:
        """The address of a country's page."""
        return f"http://{self.address}/cpp/en/states/{country}"

    def page(self, path: str) -> bytes:
        """What stands at a path now, b"" for nothing."""
        country = path.rpartition("/cpp/en/states/")[2]
        file = PAGES / "cyberpolicy" / country / "page.html"
        if path != f"/cpp/en/states/{country}" or not file.is_file():
            return b""
        text = file.read_text(encoding="utf-8")
        for where, old, new in self.edits:
            if where == country:
                assert old in text, old
                text = text.replace(old, new)
        return text.encode()

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()
