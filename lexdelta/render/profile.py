"""A profile as text for a terminal and as JSON: what one page says, section by section."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import fields

from lexdelta.emit import line
from lexdelta.render.lines import paint
from lexdelta.render.tell import standing
from scraper.profile import Block, Mention, Profile, Section, Status

_PLURALS = {
    "institution": "Institutions",
    "law": "Laws",
    "strategy": "Strategies",
    "case": "Cases",
    "article": "Articles",
}
MENTION_KEYS = tuple(field.name for field in fields(Mention))
_MARKS = {"item": "• ", "row": "| ", "heading": "", "paragraph": ""}


def render_profile(profile: Profile, *, colour: bool = False, width: int = 100) -> str:
    """Title, status and sections as printed, then what is not printed and the account of words; ends in a newline."""
    name = line(profile.title or "(no title printed)")
    status = [] if _has_no_status(profile) else [f"Status  {_status(profile.status)}"]
    lines = [paint(name.upper(), "strong", colour=colour), *status, ""]
    for section in profile.sections:
        named = [mention for mention in profile.mentions if mention.section == section.key]
        lines += [*_section(section, colour=colour, width=width), *_names(named, colour=colour, width=width), ""]
    not_printed = [key for key in profile.keys if profile.section(key) is None]
    if not_printed:
        word = "Unknown in this source" if profile.lossy else "Not printed"
        lines += textwrap.wrap(f"{word}: {', '.join(not_printed)}", width)
    words = profile.words
    account = f"{words.placed} words placed, {words.boilerplate} boilerplate, {words.unplaced} unplaced"
    lines.append(paint(f"Read as {profile.reading}: {account}.", "quiet", colour=colour))
    lines += [f"Not placed: {line(text)}" for text in words.unplaced_texts[:5]]
    lines += [f"Heading never seen before: {line(text)}" for text in words.unknown_labels]
    return "".join(f"{text}\n" for text in lines)


def profile_json(profile: Profile) -> dict[str, object]:
    """The keys a profile has in every command: reading, language, title, status, sections, mentions, words."""
    status, words = profile.status, profile.words
    printed = [_section_json(section) for section in profile.sections]
    others = [key for key in profile.keys if profile.section(key) is None]
    absent = [_not_printed(key, profile) for key in others]
    return {
        "reading": profile.reading,
        "language": profile.language or None,
        "title": profile.title or None,
        "stated_at": str(profile.stated_at) if profile.stated_at else None,
        "status": {
            "standing": status.standing,
            "wording": status.wording,
            "declarations": status.declarations,
            "signed": str(status.signed) if status.signed else None,
            "ratified": str(status.ratified) if status.ratified else None,
            "raw": status.raw,
        },
        "sections": printed + absent,
        "mentions": [_mention(mention) for mention in profile.mentions],
        "words": {
            "placed": words.placed,
            "boilerplate": words.boilerplate,
            "unplaced": words.unplaced,
            "unplaced_texts": list(words.unplaced_texts),
            "unknown_labels": list(words.unknown_labels),
        },
    }


def _mention(mention: Mention) -> dict[str, object]:
    return {name: getattr(mention, name) for name in MENTION_KEYS}


def _not_printed(key: str, profile: Profile) -> dict[str, object]:
    return {"key": key, "label": None, "state": profile.state_of(key), "blocks": []}


def _has_no_status(profile: Profile) -> bool:
    """Whether its kind of page has no place for a status: then there is none to miss."""
    return bool(profile.keys) and "status" not in profile.keys and profile.status.standing == "unstated"


def _status(status: Status) -> str:
    shown = status.wording if status.standing == "other" and status.wording else standing(status.standing)
    parts = [line(shown)]
    parts += [f"signed {status.signed}"] if status.signed else []
    parts += [f"ratified {status.ratified}"] if status.ratified else []
    parts += [f"declarations: {line(status.declarations)}"] if status.declarations else []
    return " · ".join(parts)


def _section(section: Section, *, colour: bool, width: int) -> list[str]:
    head = paint(line(section.label), "strong", colour=colour)
    state = "" if section.state == "filled" else f" ({section.state})"
    head += paint(f"  {section.key}{state}", "quiet", colour=colour)
    return [head, *(text for block in section.blocks for text in _block(block, width))]


def _names(mentions: Sequence[Mention], *, colour: bool, width: int) -> list[str]:
    """What a section names, each thing once, a line a kind."""
    lines: list[str] = []
    for kind, plural in _PLURALS.items():
        texts = dict.fromkeys(line(mention.text) for mention in mentions if mention.kind == kind)
        shown = textwrap.wrap(f"{plural}: {'; '.join(texts)}", width - 2) if texts else []
        lines += [paint(f"  {text}", "quiet", colour=colour) for text in shown]
    return lines


def _block(block: Block, width: int) -> list[str]:
    mark = _MARKS[block.kind]
    rest = "  " + " " * len(mark)
    lines = textwrap.wrap(line(block.text), width, initial_indent=f"  {mark}", subsequent_indent=rest)
    for link in block.links:
        lines.append(f"{rest}-> {line(link.url)}")
    return lines


def _section_json(section: Section) -> dict[str, object]:
    blocks = [
        {"kind": b.kind, "text": b.text, "links": [{"text": k.text, "url": k.url} for k in b.links]}
        for b in section.blocks
    ]
    return {"key": section.key, "label": section.label, "state": section.state, "blocks": blocks}
