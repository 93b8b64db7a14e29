"""What is asked of the process that reads, and what it answers: plain values for `wire`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from scraper.capture import Capture, Source
from scraper.examined import Examined
from scraper.layout import Layout
from scraper.layouts.shipped import shipped
from scraper.paging import Listing

Verb = Literal["examine", "discover"]


@dataclass(frozen=True, slots=True)
class Question:
    """A capture without its body, which follows as it is, and what to do with it; `labels` are the operator's own,
    `known` the mark of the profile that the asker holds, "" for none."""

    verb: Verb
    layout: str
    labels: tuple[tuple[str, str], ...]
    page: str
    requested_url: str
    final_url: str
    at: datetime
    source: Source
    status: int
    headers: tuple[tuple[str, str], ...]
    known: str = ""

    def capture(self, body: bytes) -> Capture:
        """The capture, whole again."""
        return Capture(
            self.page, self.requested_url, self.final_url, self.at, self.source, self.status, self.headers, body
        )


@dataclass(frozen=True, slots=True)
class Reply:
    """`examined` or `listing`, whichever was asked for, else None; `refused` the code and sentence of a ReadError."""

    examined: Examined | None = None
    listing: Listing | None = None
    refused: tuple[str, str] | None = None


def question(verb: Verb, capture: Capture, layout: Layout, known: str = "") -> Question:
    """The question about that capture. Raises ValueError for a layout that is not the shipped one of its name."""
    if shipped(layout.name, layout.extra) != layout:
        raise ValueError(f"{layout.reading} is not a layout that another process knows by its name")
    return Question(
        verb=verb,
        layout=layout.name,
        labels=layout.extra,
        page=capture.page,
        requested_url=capture.requested_url,
        final_url=capture.final_url,
        at=capture.at,
        source=capture.source,
        status=capture.status,
        headers=capture.headers,
        known=known,
    )
