"""A profile as text for a terminal and as JSON: what one page says, section by section."""

from __future__ import annotations

import textwrap

from lexdelta.emit import line
from lexdelta.render.lines import paint
from lexdelta.render.tell import standing
from scraper.profile import Block, Profile, Section, Status

_MARKS = {"item": "• ", "row": "| ", "heading": "", "paragraph": ""}


def render_profile(profile: Profile, *, colour: bool = False, width: int = 100) -> str:
    """Title, status and sections as printed, then what is not printed and the account of words; ends in a newline."""
    name = line(profile.title or "(no title printed)")
    lines = [paint(name.upper(), "strong", colour=colour), f"Status  {_status(profile.status)}", ""]
    for section in profile.sections:
        lines += [*_section(section, colour=colour, width=width), ""]
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
        "mentions": [],
        "words": {
            "placed": words.placed,
            "boilerplate": words.boilerplate,
            "unplaced": words.unplaced,
            "unplaced_texts": list(words.unplaced_texts),
            "unknown_labels": list(words.unknown_labels),
        },
    }


def _not_printed(key: str, profile: Profile) -> dict[str, object]:
    return {"key": key, "label": None, "state": profile.state_of(key), "blocks": []}


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
