"""The report in brief: the subject of a mail, and a message short enough for a chat."""

from __future__ import annotations

from dataclasses import replace

from lexdelta.emit import chat, line, live, mail_subject
from lexdelta.render import known, notes
from lexdelta.render.excerpt import cut
from lexdelta.render.foot import spelled_out
from lexdelta.render.tell import HOSTS, country_name, is_status_move, tell
from lexdelta.report import Report
from lexdelta.told import ToldChange

MOST_CHANGES = 12
MOST_HEADLINE = 160
_MOST_VALUE = 60
"""Characters of each side of a change inside a subject."""


def subject(report: Report, *, dated: bool = False) -> str:
    """One line for a mail: "Lexdelta: Fiji Invited to accede -> Party (+2 more)"; `dated` names the period too."""
    period = f" {notes.clock(report).period(report.start, report.end)}" if dated else ""
    return mail_subject(f"Lexdelta{period}: {_news(report)}")


def _news(report: Report) -> str:
    if not report.changes:
        said = known.coverage(report)
        return f"nothing changed, {said}" if report.coverage.verified else said
    first, more = report.changes[0], len(report.changes) - 1
    return f"{country_name(first)} {_headline(first)}" + (f" (+{more:,} more)" if more else "")


def _headline(change: ToldChange) -> str:
    telling = tell(change)
    if telling.before is None:
        return cut(telling.headline(), MOST_HEADLINE)
    short = replace(telling, before=cut(telling.before, _MOST_VALUE), after=cut(telling.after or "", _MOST_VALUE))
    said = short.headline()
    return said.removeprefix(f"{telling.section}: ") if is_status_move(change) else said


def brief(report: Report) -> str:
    """The report as a few lines of Markdown for a chat: coverage, a line for each change, what else there is.

    A page's own address is a link where it may be one. No line of it calls anybody (`@all`, `@everyone`).
    """
    told = [_change(change) for change in report.changes[:MOST_CHANGES]]
    more = notes.left_out(report, len(report.changes) - len(told))
    heads = [f"**{heading}**: {chat(cut(' · '.join(sentences), 400))}" for heading, sentences in spelled_out(report)]
    said = known.nothing_changed(report)
    parts = (chat(_head(report)), chat(said), "\n".join([*told, *([f"- {chat(more)}"] if more else [])]))
    return "\n\n".join(filter(None, (*parts, "\n".join(f"- {text}" for text in heads))))


def _head(report: Report) -> str:
    counts = notes.counts(report)
    period = notes.clock(report).period(report.start, report.end)
    return " · ".join((f"Lexdelta {period}", known.coverage(report), *counts))


def _change(change: ToldChange) -> str:
    name = f"**{chat(country_name(change))}** {chat(cut(tell(change).headline('→'), MOST_HEADLINE))}"
    address = live(change.url, HOSTS)
    number = line(f"#{change.id}") if change.id is not None else ""
    shown = f" [{chat(number) or 'page'}](<{address}>)" if address else f" {chat(number)}"
    return f"- {name}{shown}"
