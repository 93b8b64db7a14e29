"""A described page as the text rendering that its kind of page has been found in: lossy, in known ways."""

from __future__ import annotations

from golden import Golden, Part, Piece
from golden_truth import plain
from surroundings import BESIDE, DISCLAIMER

_LOST = ("legislation", "législation", "cooperation", "coopération")
_BULLETS = ("li", "li2", "ol", "bullet")


def as_text(page: Golden) -> str:
    """The page as text: the status heading twice, bullets as dots, whole groups of sections left out."""
    line = " ".join([*(f"{label} : {plain(value)}" for label, value in page.status), page.link])
    lines = [f"Back {page.title}", "", f"    {page.status_label}", "", page.status_label, "", line, ""]
    lines += [text for piece in page.below for text in _lines(piece)]
    for part in kept(page):
        lines += [part.label, "", *(text for piece in part.pieces for text in _lines(piece)), ""]
    tools, _, *rest = BESIDE[page.language]
    return "\n".join([*lines, tools, "", DISCLAIMER, "", "", *(f"  {words}\n" for words in rest[:2]), "Useful links"])


def kept(page: Golden) -> list[Part]:
    """The sections a rendering shows: none of a group's, and not the group."""
    return [part for part in page.parts if part.level == 1 and not _is_group(part)]


def _is_group(part: Part) -> bool:
    return any(word in part.label.lower() for word in _LOST)


def _lines(piece: Piece) -> list[str]:
    text = f"{piece.mark} {plain(piece.text)}".strip()
    if piece.kind in _BULLETS:
        return [f"  • {text}"]
    return [text, ""]
