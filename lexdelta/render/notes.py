"""What a report says besides its changes, as plain sentences that every rendering shares.

All texts are visible and on one line; nothing here is escaped for an output yet.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from diffs.change import SIGNIFICANCES
from lexdelta.emit import line
from lexdelta.render.excerpt import cut
from lexdelta.render.pointers import which
from lexdelta.render.tell import named_by_key
from lexdelta.render.when import Clock
from lexdelta.report import Event, Report

MOST_NAMES = 12
"""Names told in one sentence before the rest is counted."""
MOST_SENTENCES = 60
"""Sentences of one kind before the rest is counted."""
FIRST_RECORD = "The first record: there is nothing to compare with yet. This is what the pages say."


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


def coverage(report: Report) -> str:
    """How much was verified: "70 of 72 pages verified"."""
    return f"{report.coverage.verified:,} of {counted(report.coverage.pages, 'page')} verified"


def coverage_in_full(report: Report) -> list[str]:
    """How much was verified and what became of the rest, and how old the oldest of it is."""
    parts = ((report.coverage.failed, "failed"), (report.coverage.quarantined, "quarantined"))
    told = ", ".join([coverage(report), *(f"{number:,} {what}" for number, what in parts if number)])
    return list(filter(None, (told, oldest(report))))


def scope(report: Report) -> str:
    """What the report was narrowed to: "only Fiji, Tonga; only section status"; "" for all."""
    narrowed = report.scope
    sections = [named_by_key(key) for key in narrowed.sections]
    parts = (
        (narrowed.countries, ""),
        (narrowed.regions, ""),
        (sections, "section " if len(sections) == 1 else "sections "),
    )
    return "; ".join(f"only {word}{named(names)}" for names, word in parts if names)


def is_held(event: Event) -> bool:
    """Whether an event keeps changes back until a person decides."""
    return event.kind == "site"


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


def oldest(report: Report) -> str:
    """When the page longest without one was verified; "" when nothing is watched."""
    if not report.coverage.pages:
        return ""
    if report.coverage.oldest is None:
        return "some pages were never verified"
    at, moment = clock(report), report.coverage.oldest
    return f"oldest verification {at.minute(moment)} {at.zone_name(moment)}"


def nothing_changed(report: Report) -> str:
    """That nothing changed, no more firmly than it is known; "" when there are changes or an inventory."""
    if report.changes or report.inventory:
        return ""
    if not report.coverage.verified:
        return "No page could be verified, so nothing is known about changes."
    where = "" if report.coverage.verified == report.coverage.pages else f" on the {coverage(report)}"
    what = f"Nothing of {report.least} weight" if any(number for _, number in report.rest) else "Nothing"
    certain = (" for certain" if report.unsure or report.events else "") + (" and stayed so" if report.vanished else "")
    return ". ".join(filter(None, (f"{what} changed{certain}{where}", _sentence(oldest(report))))) + "."


def rest(report: Report) -> str:
    """How many changes weigh less than what is told, and the command that shows them; "" when there are none."""
    found = [(name, number) for name in SIGNIFICANCES for kind, number in report.rest if kind == name and number]
    if not found:
        return ""
    (first, number), *others = found
    told = [f"{number:,} {first} change{'' if number == 1 else 's'}"] + [f"{n:,} {name}" for name, n in others]
    return f"{', '.join(told)}: lexdelta changes --least {found[-1][0]} {which(report)}"


def vanished(report: Report) -> str:
    """How many changes were undone within the period, with their numbers: "1 change came and went (#12 and #15)"."""
    if not report.vanished:
        return ""
    numbers = [" and ".join(f"#{number}" for number in ids) for ids in report.vanished[:MOST_NAMES]]
    left = len(report.vanished) - len(numbers)
    told = "; ".join([*numbers, *([f"{left:,} more"] if left else [])])
    return f"{counted(len(report.vanished), 'change')} came and went ({told})"


def left_out(report: Report, number: int) -> str:
    """That changes were left out of a rendering for its length, and the command that shows them; "" for none."""
    if not number:
        return ""
    return f"and {counted(number, 'more change')}: lexdelta changes --least {report.least} {which(report)}"


def chain(report: Report) -> str:
    """The newest entry of the hash chain, by its first 8 hex digits."""
    if report.chain_head is None:
        return "no entry yet"
    run = f"run {report.chain_run}, " if report.chain_run is not None else ""
    return f"{run}head {line(report.chain_head)[:8]}"


def capped(sentences: Iterable[str]) -> list[str]:
    """The sentences as a list, those beyond `MOST_SENTENCES` counted."""
    told = list(sentences)
    left = len(told) - MOST_SENTENCES
    return [*told[:MOST_SENTENCES], f"and {left:,} more"] if left > 0 else told


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
