"""What frames the changes of a report: what it was narrowed to, what stands below, and how much is known at all.

All texts are visible and on one line; nothing here is escaped for an output yet.
"""

from __future__ import annotations

from lexdelta.render import known, notes
from lexdelta.render.tell import named_by_key
from lexdelta.report import Report


def foot(report: Report) -> list[tuple[str, list[str]]]:
    """All that stands below the changes, the coverage and then the head of the chain last: headings with sentences."""
    parts = dict(notes.foot(report))
    chain = parts.pop("Chain")
    also = [*parts.pop("Also", []), *filter(None, (vanished(report),))]
    last = (("Also", also), ("Coverage", coverage_in_full(report)), ("Chain", chain))
    return [*parts.items(), *((heading, sentences) for heading, sentences in last if sentences)]


def spelled_out(report: Report) -> list[tuple[str, list[str]]]:
    """The same for outputs that know no lines to be copied: such a line is a sentence like the others."""
    return [(heading, [*sentences, *notes.verbatim(report, heading)]) for heading, sentences in foot(report)]


def scope(report: Report) -> str:
    """What the report was narrowed to: "only Fiji, Tonga; only section Status"; "" for all."""
    narrowed = report.scope
    sections = [named_by_key(key) for key in narrowed.sections]
    word = "section " if len(sections) == 1 else "sections "
    parts = ((narrowed.countries, ""), (narrowed.regions, ""), (sections, word))
    return "; ".join(f"only {word}{notes.named(names)}" for names, word in parts if names)


def coverage_in_full(report: Report) -> list[str]:
    """How much was verified and what became of the rest, and how old the oldest of it is."""
    of = report.coverage
    parts = (
        (of.archived, "of them by an archive"),
        (of.failed, "failed"),
        (of.quarantined, "quarantined"),
        (of.gone, "gone by decision"),
    )
    told = ", ".join([known.coverage(report), *(f"{number:,} {what}" for number, what in parts if number)])
    return list(filter(None, (told, known.oldest(report))))


def vanished(report: Report) -> str:
    """How many changes were undone within the period, with their numbers: "1 change came and went (#12 and #15)"."""
    if not report.vanished:
        return ""
    numbers = [" and ".join(f"#{number}" for number in ids) for ids in report.vanished[: notes.MOST_NAMES]]
    left = len(report.vanished) - len(numbers)
    told = "; ".join([*numbers, *([f"{left:,} more"] if left else [])])
    return f"{notes.counted(len(report.vanished), 'change')} came and went ({told})"
