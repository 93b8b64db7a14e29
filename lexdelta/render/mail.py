"""The report as the HTML part of a mail: plain elements without a style sheet, which mail programs leave alone."""

from __future__ import annotations

from dataclasses import dataclass

from lexdelta.emit import live
from lexdelta.render import known, notes
from lexdelta.render.evidence import evidence
from lexdelta.render.foot import spelled_out
from lexdelta.render.tell import HOSTS, Telling, country_name, reason, tell
from lexdelta.render.templates import template
from lexdelta.render.text import header
from lexdelta.report import Report
from lexdelta.told import ToldChange

MOST_CHANGES = 200
"""Changes told in full before the rest is counted: a mail stays well below a megabyte."""


@dataclass(frozen=True, slots=True)
class Item:
    """One change as the mail shows it; `address` None unless the page's own address may be a link."""

    country: str
    telling: Telling
    reason: str
    proof: str
    address: str | None


def render_mail(report: Report, foot: str = "") -> str:
    """The report as a small HTML document: headings, `ins` and `del` with marks that read without colour, lists.

    `foot` is a last line of ours. Nothing in it is loaded from anywhere; a page's own address is the only link.
    Raises ZoneInfoNotFoundError for a time zone nobody knows.
    """
    told = report.changes[:MOST_CHANGES]
    return template("mail.html.j2").render(
        head=header(report),
        nothing=known.nothing_changed(report),
        first_record=notes.FIRST_RECORD if report.inventory else "",
        items=[_item(change, report) for change in told],
        left_out=notes.left_out(report, len(report.changes) - len(told)),
        foot=spelled_out(report),
        last=foot,
    )


def render_sentences(head: str, sentences: tuple[str, ...], foot: str = "") -> str:
    """A headline and sentences as a small HTML document of the same kind."""
    return template("mail.html.j2").render(
        head=head, nothing="", first_record="", items=[], left_out="", foot=[("", list(sentences))], last=foot
    )


def _item(change: ToldChange, report: Report) -> Item:
    found = evidence(change, notes.clock(report))
    proof = " · ".join(part for part in found.parts if part != found.url)
    return Item(country_name(change), tell(change), reason(change), proof, live(change.url, HOSTS))
