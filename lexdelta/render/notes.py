"""What a report says besides its changes, as plain sentences that every rendering shares.

All texts are visible and on one line; nothing here is escaped for an output yet.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from diffs.change import SIGNIFICANCES
from lexdelta.emit import line
from lexdelta.naming import lines_to_add
from lexdelta.render.evidence import also_in
from lexdelta.render.excerpt import cut
from lexdelta.render.pointers import command
from lexdelta.render.tell import country_name, named_by_key, section_name, tell
from lexdelta.render.when import Clock
from lexdelta.report import Event, Report, Unknown, Unsure
from scraper.slug import first_of, slug
from storage.summaries import SectionStates

MOST_NAMES = 12
"""Names told in one sentence before the rest is counted."""
MOST_SENTENCES = 60
"""Sentences of one kind before the rest is counted."""
FIRST_RECORD = "The first record: there is nothing to compare with yet. This is what the pages say."
NEW_WORDING = "New wording"
AGAIN = " (printed again)"
TO_NAME = "to name a heading, add its line to config.toml and run lexdelta reread:"


def clock(report: Report) -> Clock:
    """The clock of the report: its time zone, and the year it ends in left out of dates."""
    return Clock(report.timezone, Clock(report.timezone).local(report.end).year)


def counted(number: int, one: str, many: str = "") -> str:
    """A number with its noun: "1 change", "2,310 changes"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def named(names: Sequence[str], most: int = MOST_NAMES) -> str:
    """Names as a list, the rest counted: "Benin, Chad and 3 more"."""
    shown = [cut(name, 80) for name in names[:most]]
    left = len(names) - len(shown)
    return ", ".join(shown) + (f" and {left:,} more" if left else "")


def figures(report: Report) -> tuple[tuple[int, str], ...]:
    """What there is to read as numbers with their words, zero parts left out: (1, "change"), (2, "unknown")."""
    held_back = sum(map(is_held, report.events))
    parts = (
        (len(report.changes), "change" if len(report.changes) == 1 else "changes"),
        (len(report.unsure), "not yet sure"),
        (len(report.unknown), "unknown"),
        (held_back, "held"),
    )
    return tuple((number, words) for number, words in parts if number)


def counts(report: Report) -> tuple[str, ...]:
    """The figures as text: "1 change", "1 not yet sure", "2 unknown", "1 held"."""
    return tuple(f"{number:,} {words}" for number, words in figures(report))


def foot(report: Report) -> list[tuple[str, list[str]]]:
    """All that stands below the changes: headings with their sentences, headings without any left out."""
    parts = (
        ("New", added(report)),
        ("Not yet sure", unsure(report)),
        ("Unknown", unknown(report)),
        ("Held", held(report)),
        ("Event", events(report)),
        (NEW_WORDING, wordings(report)),
        ("Not delivered", _capped(cut(said, 300) for said in report.undelivered)),
        ("Also", list(filter(None, (rest(report),)))),
        ("Chain", [chain(report)]),
    )
    return [(heading, sentences) for heading, sentences in parts if sentences]


def added(report: Report) -> list[str]:
    """The pages first seen, whose changes will be told from now on."""
    names = list(dict.fromkeys(country for _, country in report.added))
    return [f"{named(names)}: first seen, nothing to compare with yet"] if names else []


def unsure(report: Report) -> list[str]:
    """The changes not told yet, each with both its looks."""
    return _capped(_unsure(entry, clock(report)) for entry in report.unsure)


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
    at = clock(report)
    groups: dict[tuple[str, str], list[Unknown]] = {}
    for entry in sorted(report.unknown, key=lambda entry: (entry.since, entry.country, entry.page)):
        groups.setdefault((cut(entry.reason, 160), at.day(entry.since)), []).append(entry)
    return _capped(_unknown(reason, day, entries) for (reason, day), entries in groups.items())


def _unknown(reason: str, day: str, entries: Sequence[Unknown]) -> str:
    pages = named(_pages(entries))
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


def is_held(event: Event) -> bool:
    """Whether an event keeps changes back until a person decides."""
    return event.kind == "site"


def held(report: Report) -> list[str]:
    """The site events that keep changes back, each with the command that decides it."""
    return _capped(_held(event, clock(report)) for event in report.events if is_held(event))


def _held(event: Event, at: Clock) -> str:
    where = f"{counted(len(event.countries), 'country', 'countries')} ({named(event.countries, 5)})"
    what = f"{_title(event)}; {where} since {at.day(event.since)}, {counted(event.changes, 'change')} kept back"
    return f"{what}: lexdelta decide e{event.id} release|accept"


def events(report: Report) -> list[str]:
    """The other events: a page gone, an index that changed, an outage."""
    at = clock(report)
    return _capped(_event(event, at) for event in report.events if not is_held(event))


def _event(event: Event, at: Clock) -> str:
    where = f"{named(event.countries, 5)}; " if event.countries else ""
    decide = f": lexdelta decide e{event.id} gone" if event.kind == "gone" else ""
    return f"{_title(event)} ({where}since {at.day(event.since)}; e{event.id}){decide}"


def _title(event: Event) -> str:
    return cut(event.title, 200).rstrip(".")


def wordings(report: Report) -> list[str]:
    """The headings and wordings never seen before, each with the pages that print it and what becomes of it."""
    kept = {heading.text: heading.kept_as for heading in report.headings}
    pages: dict[tuple[str, str], list[str]] = {}
    for found in report.labels:
        pages.setdefault((found.kind, found.text), []).append(found.page)
    told = _capped(_wording(kind, text, keys, kept.get(text, "")) for (kind, text), keys in pages.items())
    return [*told, TO_NAME] if lines_to_add(report.headings) else told


def _wording(kind: str, text: str, pages: Sequence[str], kept: str) -> str:
    where = f'"{cut(text, 120)}" on {named(list(dict.fromkeys(pages)), 5)}'
    if kind == "heading":
        return f"heading {where}" + (f", kept as {line(kept)}" if kept else "")
    return f"status {where}, kept as printed" if kind == "status" else f"text in no section: {where}"


def verbatim(report: Report, heading: str) -> list[str]:
    """What belongs under a heading of the foot word by word, to be copied: the lines that name new headings."""
    lines = lines_to_add(report.headings) if heading == NEW_WORDING else ()
    return list(map(line, lines[:MOST_SENTENCES]))


def section_counted(count: SectionStates, most: int = 80) -> str:
    """The heading of a row of the inventory, about `most` characters; one that pages print again says so, since its
    text is kept apart."""
    name = cut(count.label, most) or named_by_key(count.section)
    again = first_of(count.section) and slug(count.label) != count.section
    return f"{name}{AGAIN}" if again else name


def rest(report: Report) -> str:
    """How many changes weigh less than what is told, and the command that shows them; "" when there are none."""
    found = [(name, number) for name in SIGNIFICANCES for kind, number in report.rest if kind == name and number]
    if not found:
        return ""
    (first, number), *others = found
    told = [f"{number:,} {first} change{'' if number == 1 else 's'}"] + [f"{n:,} {name}" for name, n in others]
    return f"{', '.join(told)}: {command(report, found[-1][0])}"


def left_out(report: Report, number: int) -> str:
    """That changes were left out of a rendering for its length, and the command that shows them; "" for none."""
    if not number:
        return ""
    return f"and {counted(number, 'more change')}: {command(report, report.least)}"


def chain(report: Report) -> str:
    """The newest entry of the hash chain, by its first 8 hex digits."""
    if report.chain_head is None:
        return "no entry yet"
    run = f"run {report.chain_run}, " if report.chain_run is not None else ""
    return f"{run}head {line(report.chain_head)[:8]}"


def _capped(sentences: Iterable[str]) -> list[str]:
    told = list(sentences)
    left = len(told) - MOST_SENTENCES
    return [*told[:MOST_SENTENCES], f"and {left:,} more"] if left > 0 else told
