"""The report as an Atom feed (RFC 4287): an entry a change."""

from __future__ import annotations

from datetime import UTC

from lexdelta.emit import visible
from lexdelta.render.changes import render_changes
from lexdelta.render.tell import country_name, tell
from lexdelta.report import Report

_TAG = "tag:lexdelta.invalid,2026:"


def render_atom(report: Report) -> str:
    """The changes of the report as an Atom document, newest first. Raises ImportError without feedgen."""
    from feedgen.feed import FeedGenerator  # type: ignore[import-untyped]  # it ships no types

    feed = FeedGenerator()
    feed.id(f"{_TAG}changes")
    feed.title("Lexdelta")
    feed.author(name="Lexdelta")
    feed.updated(max((c.confirmed_at or report.end for c in report.changes), default=report.end).astimezone(UTC))
    for change in sorted(report.changes, key=lambda c: c.confirmed_at or report.end, reverse=True):
        entry = feed.add_entry(order="append")
        entry.id(f"{_TAG}change/{visible(change.page)}/{change.id}")
        entry.title(f"{country_name(change)} · {tell(change).headline()}")
        entry.updated((change.confirmed_at or report.end).astimezone(UTC))
        entry.content(render_changes((change,)), type="text")
    document: bytes = feed.atom_str(pretty=True)
    return document.decode()
