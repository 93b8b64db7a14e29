"""One change as a piece of HTML without looks of its own: for a feed reader or the body of a mail."""

from __future__ import annotations

import re
from collections.abc import Collection

from lexdelta.emit import attr, html, live
from lexdelta.render.evidence import evidence
from lexdelta.render.tell import HOSTS, Passage, reason, tell
from lexdelta.render.when import Clock
from lexdelta.told import ToldChange

_LANGUAGE = re.compile("[a-z]{2}")


def change_html(change: ToldChange, clock: Clock, hosts: Collection[str] = HOSTS) -> str:
    """Headline, texts, reason and evidence as paragraphs; words taken out and put in are marked by `del`, `ins` and
    signs. No text of a page becomes an element, and only a page's own address on one of `hosts` is a link."""
    telling = tell(change)
    paragraphs = [f"<strong>{html(telling.headline('→'))}</strong>"]
    texts = [f"<p{language_of(change)}>{_passage(passage)}</p>" for passage in telling.passages]
    after = [html(reason(change)), _proof(change, clock, hosts)]
    return "".join([f"<p>{text}</p>" for text in paragraphs] + texts + [f"<p>{text}</p>" for text in after if text])


def language_of(change: ToldChange) -> str:
    """The attribute that names the language of a page's text; "" where it is none that HTML knows."""
    return f' lang="{attr(change.language)}"' if _LANGUAGE.fullmatch(change.language) else ""


def _passage(passage: Passage) -> str:
    if passage.kind == "edited":
        marks = {"delete": ("<del>[-", "-]</del>"), "insert": ("<ins>{+", "+}</ins>"), "equal": ("", "")}
        return "".join(marks[piece.op][0] + html(piece.text) + marks[piece.op][1] for piece in passage.pieces)
    opening, closing = ("+ <ins>", "</ins>") if passage.kind == "added" else ("− <del>", "</del>")
    return "".join(opening + html(piece.text) + closing for piece in passage.pieces)


def _proof(change: ToldChange, clock: Clock, hosts: Collection[str]) -> str:
    found, address = evidence(change, clock), live(change.url, hosts)
    link = f'<a href="{attr(address)}">{html(found.url)}</a>' if address else html(found.url)
    return " · ".join(link if part == found.url else html(part) for part in found.parts)
