"""Letter: what one target is to be told; and the same as every kind of target can take it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Literal

from lexdelta.emit import chat, line, mail_subject
from lexdelta.render.brief import brief, subject
from lexdelta.render.json import report_json
from lexdelta.render.mail import render_mail, render_sentences
from lexdelta.render.text import render_text
from lexdelta.report import SCHEMA_VERSION, Report

Kind = Literal["run", "digest", "heartbeat", "needs", "test"]

_REPEAT = "should it come twice, both carry this name"
_WHAT_TO_DO = "`lexdelta status` says how things stand, `lexdelta queue` what waits for a decision."


@dataclass(frozen=True, slots=True)
class Letter:
    """What is told under the delivery's `id`: a report, or for `needs` and `test` sentences (`report` is None then)."""

    id: str
    kind: Kind
    report: Report | None = None
    sentences: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Errand:
    """What to carry where; `had` are digests of the recipients that have it already."""

    address: str
    letter: Letter
    had: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Message:
    """A letter in every form it may be sent in; `json` is a JSON object, `markdown` short enough for a chat."""

    id: str
    subject: str
    text: str
    html: str
    markdown: str
    json: str


def worded(letter: Letter) -> Message:
    """The letter as a message; texts of pages in it are made safe for each form."""
    foot = f"Delivery {letter.id}: {_REPEAT}."
    if letter.report is None:
        return _of_sentences(letter, foot)
    report = letter.report
    return Message(
        id=letter.id,
        subject=subject(report, dated=letter.kind == "digest"),
        text=f"{render_text(report, width=78)}\n{foot}\n",
        html=render_mail(report, foot),
        markdown=f"{brief(report)}\n\n{chat(letter.id)}",
        json=_json(letter, report_json(report)),
    )


def _of_sentences(letter: Letter, foot: str) -> Message:
    told = tuple(line(sentence) for sentence in letter.sentences)
    if letter.kind == "needs":
        head, told = f"Lexdelta: a person is needed: {told[0] if told else 'see lexdelta status'}", (*told, _WHAT_TO_DO)
    else:
        head = "Lexdelta: a test"
    return Message(
        id=letter.id,
        subject=mail_subject(head),
        text="\n".join([mail_subject(head), "", *(f"- {sentence}" for sentence in told), "", foot, ""]),
        html=render_sentences(mail_subject(head), told, foot),
        markdown="\n".join([*(f"- {chat(each)}" for each in told), "", chat(letter.id)]),
        json=_json(letter, {"schema_version": SCHEMA_VERSION}),
    )


def _json(letter: Letter, report: dict[str, object]) -> str:
    """The report's own keys, and what this delivery is."""
    said = {"delivery": letter.id, "kind": letter.kind, "needs": list(letter.sentences)}
    return json.dumps({**report, **said}, ensure_ascii=True)
