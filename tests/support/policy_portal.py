"""The portal of the second layout: its golden pages on a server of their own, and words that may be exchanged."""

from __future__ import annotations

from http.server import BaseHTTPRequestHandler

from golden_pages import PAGES

from lexdelta.demo.loopback import Loopback


class Portal(Loopback):
    """Serves /cpp/en/states/COUNTRY on loopback; `edits` are (country, old words, new words) that a page has now."""

    def __init__(self) -> None:
        super().__init__(type("_Answering", (_Handler,), {"portal": self}))
        self.edits: list[tuple[str, str, str]] = []

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


class _Handler(BaseHTTPRequestHandler):
    portal: Portal

    def do_GET(self) -> None:
        body = self.portal.page(self.path)
        self.send_response(200 if body else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 # the name is the library's
        del format, args
