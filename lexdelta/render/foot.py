"""What stands below the changes of a report: what is new, not sure, unknown or held, and how much is known at all.

All texts are visible and on one line; nothing here is escaped for an output yet.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from lexdelta.emit import line
from lexdelta.render import notes
from lexdelta.render.evidence import also_in
from lexdelta.render.excerpt import cut
from lexdelta.render.tell import country_name, section_name, tell
from lexdelta.render.when import Clock
from lexdelta.report import Event, Report, Unknown, Unsure
from scraper.layouts.shipped import layout_of_key, shipped

LABELS_HINT = 'add a heading to [layouts.{}.labels] in config.toml: "Its text" = "{}"'


def foot(report: Report) -> list[tuple[str, list[str]]]:
    """All that stands below the changes: headings with their sentences, headings without any left out."""
    parts = (
        ("New", added(report)),
        ("Not yet sure", unsure(report)),
        ("Unknown", unknown(report)),
        ("Held", held(report)),
        ("Event", events(report)),
        ("New wording", wordings(report)),
        ("Also", list(filter(None, (notes.rest(report), notes.vanished(report))))),
        ("Coverage", notes.coverage_in_full(report)),
        ("Chain", [notes.chain(report)]),
    )
    return [(heading, sentences) for heading, sentences in parts if sentences]


def added(report: Report) -> list[str]:
    """The pages first seen, whose changes will be told from now on."""
    names = list(dict.fromkeys(country for _, country in report.added))
    return [f"{notes.named(names)}: first seen, nothing to compare with yet"] if names else []


def unsure(report: Report) -> list[str]:
    """The changes not told yet, each with both its looks."""
    return notes.capped(all_unsure(report))


def all_unsure(report: Report) -> list[str]:
    """A sentence for each change not told yet, however many there are."""
    return [_unsure(entry, notes.clock(report)) for entry in report.unsure]


def _unsure(entry: Unsure, at: Clock) -> str:
    change = entry.change
    said = {
        "section_removed": f"{section_name(change)} missing",
        "section_emptied": f"{section_name(change)} empty",
        "status_moved": "Status not stated" if change.after == "unstated" else "",
    }.get(change.kind) or tell(change).headline()
    second = "; ".join(filter(None, (f"second look due {at.day(entry.due)}", also_in(change))))
    return f"{country_name(change)}: {said} since {at.day(entry.since)} ({second})"


def unknown(report: Report) -> list[str]:
    """The pages that could not be checked, those with one reason and one first day told together, longest first."""
    at = notes.clock(report)
    groups: dict[tuple[str, str], list[Unknown]] = {}
    for entry in sorted(report.unknown, key=lambda entry: (entry.since, entry.country, entry.page)):
        groups.setdefault((cut(entry.reason, 160), at.day(entry.since)), []).append(entry)
    return notes.capped(_unknown(reason, day, entries) for (reason, day), entries in groups.items())


def _unknown(reason: str, day: str, entries: Sequence[Unknown]) -> str:
    pages = notes.named(_pages(entries))
    if reason.endswith("."):
        return f"{pages} since {day}: {reason}"
    word, bracket, detail = reason.partition(" (") if reason.endswith(")") else (reason, "", "")
    return f"{pages}: {word} since {day}{bracket}{detail}"


def _pages(entries: Sequence[Unknown]) -> list[str]:
    """Countries, with the languages where several editions of one are meant and the quarantine to decide about."""
    countries: dict[str, list[Unknown]] = {}
    for entry in entries:
        countries.setdefault(cut(entry.country, 80), []).append(entry)
    return [f"{country}{_editions(pages)}" for country, pages in countries.items()]


def _editions(pages: Sequence[Unknown]) -> str:
    keys = [page.page for page in pages]
    one_site = len({key.rpartition("/")[0] for key in keys}) == 1
    languages = [line(key.rpartition(".")[2] if one_site else key) for key in keys] if len(keys) > 1 else []
    marks = languages + [f"q{page.quarantine}" for page in pages if page.quarantine is not None]
    return f" ({', '.join(marks)})" if marks else ""


def held(report: Report) -> list[str]:
    """The site events that keep changes back, each with the command that decides it."""
    return notes.capped(_held(event, notes.clock(report)) for event in report.events if notes.is_held(event))


def _held(event: Event, at: Clock) -> str:
    where = f"{notes.counted(len(event.countries), 'country', 'countries')} ({notes.named(event.countries, 5)})"
    what = f"{_title(event)}; {where} since {at.day(event.since)}, {notes.counted(event.changes, 'change')} kept back"
    return f"{what}: lexdelta decide e{event.id} release|accept"


def events(report: Report) -> list[str]:
    """The other events: a page gone, an index that changed, an outage."""
    at = notes.clock(report)
    return notes.capped(_event(event, at) for event in report.events if not notes.is_held(event))


def _event(event: Event, at: Clock) -> str:
    where = f"{notes.named(event.countries, 5)}; " if event.countries else ""
    return f"{_title(event)} ({where}since {at.day(event.since)}; e{event.id})"


def _title(event: Event) -> str:
    return cut(event.title, 200).rstrip(".")


def wordings(report: Report) -> list[str]:
    """The headings and wordings never seen before, each with the pages that print it."""
    pages: dict[str, list[str]] = {}
    for page, text in report.labels:
        pages.setdefault(cut(text, 120), []).append(page)
    told = notes.capped(f'"{text}" on {notes.named(keys, 5)}' for text, keys in pages.items())
    return [*told, *_labels_hints(page for page, _ in report.labels)] if told else []


def _labels_hints(pages: Iterable[str]) -> list[str]:
    """Where a heading is added, for each layout whose pages print one, with a section of that layout to add it to."""
    names = sorted(filter(None, set(map(layout_of_key, pages))))
    return [LABELS_HINT.format(name, _largest_group(shipped(name).keys)) for name in names]


def _largest_group(keys: Sequence[str]) -> str:
    """The section with most children: an example that is likely to be right."""
    groups = [key.partition(".")[0] for key in keys]
    return max(groups, key=groups.count)
