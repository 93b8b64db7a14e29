"""The report as an Atom feed (RFC 4287): an entry a change, known by a tag that outlives addresses."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from urllib.parse import quote

from lexdelta.emit import html, line, live, visible
from lexdelta.render import known, notes
from lexdelta.render.excerpt import cut
from lexdelta.render.foot import scope, spelled_out
from lexdelta.render.fragment import change_html
from lexdelta.render.tell import HOSTS, country_name, section_name, tell
from lexdelta.render.when import Clock
from lexdelta.report import Event, Report
from lexdelta.told import ToldChange

if TYPE_CHECKING:
    from feedgen.feed import FeedGenerator  # type: ignore[import-untyped]  # it ships no types

AUTHORITY = "lexdelta.invalid,2026"
"""Who names the entries. Nobody can ever own a name under `.invalid`, so no two makers of tags can meet here."""
MOST_ENTRIES = 500
"""Entries before the rest is counted in the subtitle; the newest are kept."""
MOST_SUBTITLE = 2_000
MOST_TITLE = 200


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: `id` a tag URI, `updated` aware, `content` inert HTML, `address` None where there is no live page."""

    id: str
    updated: datetime
    title: str
    content: str
    address: str | None = None
    categories: tuple[tuple[str, str], ...] = ()


def render_atom(report: Report, *, hosts: Collection[str] = HOSTS) -> str:
    """The report as an Atom document in UTF-8: changes and events, newest first; what it covers in its subtitle.

    An entry's id is made of the page, the numbers of its changes and the digest of what was seen, so it stays the same
    however often, from whatever address and for whatever period the feed is made; `updated` is when a change became
    certain. Raises ImportError where feedgen is not installed, ZoneInfoNotFoundError for a time zone nobody knows.
    """
    entries = sorted(_entries(report, hosts), key=lambda entry: (entry.updated, entry.id), reverse=True)
    feed = _feed(report, entries)
    for entry in entries[:MOST_ENTRIES]:
        _add(feed, entry)
    document: bytes = feed.atom_str(pretty=True)
    return document.decode()


def tag(*parts: str) -> str:
    """A tag URI (RFC 4151) of ours: the parts with what a URI does not take escaped."""
    return f"tag:{AUTHORITY}:{'/'.join(quote(visible(part), safe='.-') for part in parts)}"


def change_tag(change: ToldChange) -> str:
    """The id of a change's entry."""
    numbers = "-".join(map(str, change.merges or (change.id or 0,)))
    return tag("change", change.page, numbers, *filter(None, ((change.digest_after or "")[:12],)))


def _feed(report: Report, entries: list[Entry]) -> FeedGenerator:
    from feedgen.feed import FeedGenerator

    feed = FeedGenerator()
    narrowed = scope(report)
    feed.id(tag("changes", *filter(None, (narrowed,))))
    feed.title(": ".join(filter(None, ("Lexdelta, changes of the country profiles", narrowed))))
    feed.updated(max((entry.updated for entry in entries), default=report.end.astimezone(UTC)))
    feed.author(name="Lexdelta")
    feed.generator("Lexdelta")
    feed.language("en")
    feed.subtitle(_subtitle(report, len(entries)))
    return feed


def _subtitle(report: Report, entries: int) -> str:
    """What every report says of itself: the period, how much of it is known, and the head of the chain."""
    period = notes.clock(report).period(report.start, report.end)
    more = notes.left_out(report, max(0, entries - MOST_ENTRIES))
    said = [f"{heading}: {' · '.join(sentences)}" for heading, sentences in spelled_out(report)]
    parts = (period, *notes.counts(report), known.nothing_changed(report), more)
    shown = " · ".join(filter(None, (*parts, *said[:-1])))
    return " · ".join((cut(shown, MOST_SUBTITLE), *said[-1:]))


def _entries(report: Report, hosts: Collection[str]) -> Iterator[Entry]:
    clock = Clock(report.timezone)
    yield from (_change(change, clock, hosts, report.end) for change in report.changes)
    yield from (_event(event, sentence) for event, sentence in _told_events(report))
    if report.inventory:
        found = (f"{key}: {notes.named(names, most=len(names))}" for key, names in report.inventory.standings)
        content = "".join(f"<p>{html(text)}</p>" for text in (notes.FIRST_RECORD, *found))
        yield Entry(tag("first", str(report.run)), report.end.astimezone(UTC), "The first record", content)


def _change(change: ToldChange, clock: Clock, hosts: Collection[str], end: datetime) -> Entry:
    moment = change.confirmed_at or change.first_seen_new or end
    return Entry(
        id=change_tag(change),
        updated=moment.astimezone(UTC),
        title=cut(f"{country_name(change)} · {tell(change).headline('→')}", MOST_TITLE),
        content=change_html(change, clock, hosts),
        address=live(change.url, hosts),
        categories=(
            (line(change.section) or "page", section_name(change)),
            (line(change.significance), line(change.significance)),
            (line(change.country) or line(change.page) or "page", country_name(change)),
        ),
    )


def _told_events(report: Report) -> Iterator[tuple[Event, str]]:
    held = [event for event in report.events if notes.is_held(event)]
    others = [event for event in report.events if not notes.is_held(event)]
    yield from zip(held, notes.held(report), strict=False)
    yield from zip(others, notes.events(report), strict=False)


def _event(event: Event, sentence: str) -> Entry:
    title = cut(event.title, MOST_TITLE) or f"Event e{event.id}"
    return Entry(tag("event", str(event.id)), event.since.astimezone(UTC), title, f"<p>{html(sentence)}</p>")


def _add(feed: FeedGenerator, entry: Entry) -> None:
    added = feed.add_entry(order="append")
    added.id(entry.id)
    added.title(entry.title)
    added.updated(entry.updated)
    added.content(entry.content, type="html")
    for term, label in entry.categories:
        added.category(term=term, label=label)
    if entry.address:
        added.link(href=entry.address, rel="alternate")
