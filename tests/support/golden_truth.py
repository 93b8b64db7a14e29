"""What reading a described page must give, worked out from its description alone."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from golden import RAISED, Golden, Piece, marks

from scraper.layout import label_form
from scraper.layouts.octopus import LAYOUT
from scraper.normalise import normalise
from scraper.profile import Block, Profile, Section

_KINDS = {"p": "paragraph", "image": "paragraph", "row": "row", "head": "heading"}
_DATE = re.compile(r"(\d\d)/(\d\d)/(\d{4})")
_STANDINGS = {
    "Party": "party", "Partie": "party", "Signatory": "signatory", "Invited to accede": "invited",
    "Invité à adhérer": "invited", "Observer": "observer", "NA": "none", "N/A": "none", "": "unstated",
}  # fmt: skip
_FIELDS = {
    "Status": "wording", "Statut": "wording", "Signed": "signed", "Signé": "signed", "Ratified": "ratified",
    "Ratifié": "ratified", "Ratified / acceded": "ratified", "Declarations and reservations": "declarations",
    "Déclarations et réserves": "declarations",
}  # fmt: skip

Truth = dict[str, Any]


def truth_of(page: Golden) -> Truth:
    """The profile of a described page, as plain values."""
    status_line = _status_line(page)
    blocks = [["paragraph", status_line, _status_links(page)]] if status_line else []
    first = {"label": page.status_label, "blocks": [*blocks, *_blocks(page.below)]}
    parts = [first, *({"label": part.label, "blocks": _blocks(part.pieces)} for part in page.parts)]
    sections = _keyed(parts)
    words = sum(count(text) for s in sections for text in (s["label"], *(block[1] for block in s["blocks"])))
    return {
        "title": page.title,
        "language": page.language,
        "stated_at": _iso(page.updated),
        "status": _status(page, status_line),
        "sections": sections,
        "words": {"placed": words, "unplaced": [], "unknown_labels": [s["label"] for s in sections if s["new"]]},
    }


def told(profile: Profile) -> Truth:
    """A profile in the same plain values; `new` says that a section's heading is not in the vocabulary."""
    status = profile.status
    return {
        "title": profile.title,
        "language": profile.language,
        "stated_at": _text(profile.stated_at),
        "status": {
            "standing": status.standing, "wording": status.wording, "declarations": status.declarations,
            "signed": _text(status.signed), "ratified": _text(status.ratified), "raw": status.raw,
        },
        "sections": [_told_section(section) for section in profile.sections],
        "words": {
            "placed": profile.words.placed,
            "unplaced": list(profile.words.unplaced_texts),
            "unknown_labels": list(profile.words.unknown_labels),
        },
    }  # fmt: skip


def plain(text: str) -> str:
    """The words of a text in the inline language as a reader sees them."""
    found = list(marks(text))
    seen = any(mark.kind not in ("picture", "unseen") and mark.text.strip() for mark in found)
    return " ".join("".join(_shown(mark.kind, mark.text, alone=not seen) for mark in found).split())


def count(text: str) -> int:
    """How many words a text has: runs without white space that hold a letter or a digit."""
    return len([run for run in text.split() if re.search(r"[^\W_]", run)])


def _shown(kind: str, text: str, *, alone: bool) -> str:
    if kind in ("raised", "glued"):
        return text.translate(RAISED)
    if kind in ("picture", "unseen"):
        return f" {text} " if alone and kind == "picture" else ""
    if kind in ("words", "bold"):
        return plain(text)
    return {"note": f"[{text}]", "break": " "}.get(kind, text)


def _links(text: str) -> list[list[str]]:
    found = []
    for mark in marks(text):
        if mark.kind in ("words", "bare"):
            found.append([plain(mark.text), mark.target])
        elif mark.kind == "bold":
            found += _links(mark.text)
    return found


def _blocks(pieces: tuple[Piece, ...]) -> list[list[Any]]:
    return [block for block in map(block_of, pieces) if block[1]]


def block_of(piece: Piece) -> list[Any]:
    """The block a piece is read as: kind, text, links; no text for a piece with nothing in it."""
    if piece.kind == "row":
        cells = [plain(cell) for cell in piece.cells]
        text = " ".join(" | ".join(cells).split()).rstrip("| ")
        return ["row", text, [link for cell in piece.cells for link in _links(cell)]]
    text = f"{piece.mark} {plain(piece.text)}" if piece.kind == "number" else plain(piece.text)
    return [_KINDS.get(piece.kind, "item"), text.strip(), _links(piece.text)]


def _keyed(parts: list[Truth]) -> list[Truth]:
    seen: Counter[str] = Counter()
    sections = []
    for part in parts:
        label = LAYOUT.label(part["label"])
        key = label.key if label else re.sub(r"[^a-z0-9]+", "-", part["label"].lower()).strip("-")
        seen[key] += 1
        name = f"{key}-{seen[key]}" if seen[key] > 1 else key
        state = "filled" if part["blocks"] else "empty"
        sections.append({"key": name, "label": part["label"], "state": state, "new": label is None, **part})
    for section in sections:
        children = [s for s in sections if s["key"].startswith(f"{section['key']}.") and s["blocks"]]
        section["state"] = "filled" if children else section["state"]
    return sections


def _status_line(page: Golden) -> str:
    fields = [f"{label} : {plain(value)}".strip() for label, value in page.status]
    return " ".join([*fields, page.link]).strip()


def _status_links(page: Golden) -> list[list[str]]:
    links = [link for _, value in page.status for link in _links(value)]
    return [*links, [page.link, f"https://www.coe.int/{page.language}/web/octopus/legal/{page.slug}"]]


def _status(page: Golden, line: str) -> Truth:
    fields = {_FIELDS[label]: normalise(plain(value)) for label, value in page.status}
    wording = fields.get("wording") or None
    return {
        "standing": _STANDINGS.get(wording or "", "other"),
        "wording": wording,
        "declarations": fields.get("declarations"),
        "signed": _iso(fields.get("signed", "")),
        "ratified": _iso(fields.get("ratified", "")),
        "raw": normalise(line),
    }


def _iso(text: str) -> str | None:
    found = _DATE.search(text)
    return "-".join(reversed(found.groups())) if found else None


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _told_section(section: Section) -> Truth:
    return {
        "key": section.key,
        "label": section.label,
        "state": section.state,
        "new": LAYOUT.label(section.label) is None,
        "blocks": [_told_block(block) for block in section.blocks],
    }


def _told_block(block: Block) -> list[Any]:
    return [block.kind, " ".join(block.text.split()), [[link.text, link.url] for link in block.links]]


def folded(truth: Truth) -> Truth:
    """The same with headings as they are looked up, for markup that prints them in capitals or with a colon."""
    sections = [{**section, "label": label_form(section["label"])} for section in truth["sections"]]
    return {**truth, "sections": sections}
