"""What the replica's tests share: how a person would read a page, and one plain HTTP request."""

from __future__ import annotations

import http.client
from collections.abc import Callable
from html.parser import HTMLParser

import pytest

from lexdelta.demo.site import Replica

Lines = Callable[[str], list[str]]
Reply = tuple[int, dict[str, str], bytes]
Get = Callable[..., Reply]

_INLINE = {"a", "b", "strong", "sup", "span", "u", "i"}


class _Reader(HTMLParser):
    """Collects the visible text of the profile itself, one line for each block or break."""

    def __init__(self) -> None:
        super().__init__()
        self.lines = [""]
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._inside = self._inside or "journal-content-article" in (dict(attrs).get("class") or "")
        if tag == "aside":
            self._inside = False
        if tag not in _INLINE:
            self.lines.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag not in _INLINE:
            self.lines.append("")

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.lines[-1] += data


@pytest.fixture
def lines() -> Lines:
    """A function: the visible lines of a profile page's article, white space folded, empty ones left out."""

    def read(html: str) -> list[str]:
        reader = _Reader()
        reader.feed(html)
        folded = (" ".join(line.split()) for line in reader.lines)
        return [line for line in folded if line]

    return read


@pytest.fixture
def get() -> Get:
    """A function: status, headers (lower-case names) and raw body of one request to a replica."""

    def ask(site: Replica, path: str, **headers: str) -> Reply:
        connection = http.client.HTTPConnection(site.address, timeout=10)
        try:
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request("GET", path, headers=named)
            response = connection.getresponse()
            return response.status, {k.lower(): v for k, v in response.getheaders()}, response.read()
        finally:
            connection.close()

    return ask
