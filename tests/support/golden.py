"""Pages described without markup, and what reading one must give, whatever markup it is put in.

A description is a page.toml: the words of a page in its own terms (sections with their printed labels, blocks). Inside
text: [words](address), <address> for a bare link, ^2^ raised, **bold**, " // " a hard line break, ~ a no-break space,
[[1]] a footnote mark, [^9] one glued to the word before it, ![words] a picture, {{words}} for screen readers only.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PAGES = Path(__file__).parents[1] / "pages" / "octopus"
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
STATUS_LABELS = {
    "en": "Status regarding Budapest Convention",
    "fr": "Statut concernant la Convention de Budapest",
}
BACK = {"en": "Back", "fr": "Retour"}
UPDATED = "Last updated"
PROFILE_LINKS = {"en": "See legal profile", "fr": "Voir le profil légal"}
_MARK = re.compile(
    r"\[\[(?P<note>\d+)\]\]"
    r"|\[\^(?P<glued>\d+)\]"
    r"|\{\{(?P<unseen>[^}]+)\}\}"
    r"|\[(?P<words>(?:!\[[^\]]*\]|[^\]])+)\]\((?P<target>[^)\s]+)\)"
    r"|!\[(?P<picture>[^\]]*)\]"
    r"|<(?P<bare>[^>\s]+\.[^>\s]+)>"
    r"|\^(?P<raised>[^^]+)\^"
    r"|\*\*(?P<bold>.+?)\*\*"
    r"|(?P<break> // )"
)


@dataclass(frozen=True)
class Mark:
    """A run of text: `kind` is a group of the inline language, or "text"; `target` a link's address."""

    kind: str
    text: str
    target: str = ""


@dataclass(frozen=True)
class Piece:
    """One block as its author made it. `kind`: p, li, li2, ol, row, head, image, typed and number (with a mark typed
    before the words), and "empty" and "bullet" for a paragraph and a bullet with nothing in them."""

    kind: str
    text: str = ""
    cells: tuple[str, ...] = ()

    @property
    def mark(self) -> str:
        """What was typed before the words of a typed bullet or a typed number."""
        return self.cells[0] if self.kind in ("typed", "number") else ""


@dataclass(frozen=True)
class Part:
    """One printed section; `level` is 2 inside a group."""

    label: str
    level: int
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Golden:
    """A page without markup. `era`: E1, E1b, E2, E3a, E3b, E3c or print; `status` the fields of its line as printed;
    `back` the word before the country's name, "" where no line names it."""

    title: str
    language: str
    era: str
    status_label: str
    status: tuple[tuple[str, str], ...]
    parts: tuple[Part, ...]
    link: str = ""
    updated: str = ""
    updated_label: str = UPDATED
    back: str = ""
    below: tuple[Piece, ...] = ()
    slug: str = ""

    @property
    def url(self) -> str:
        """The page's usual address."""
        return f"https://www.coe.int/{self.language}/web/octopus/-/{self.slug}"


def marks(text: str) -> Iterator[Mark]:
    """The runs of a text in the inline language."""
    at = 0
    for found in _MARK.finditer(text):
        if found.start() > at:
            yield Mark("text", text[at : found.start()].replace("~", "\u00a0"))
        kind = found.lastgroup or ""
        kind = "words" if kind == "target" else kind
        target = found["target"] or found["bare"] or ""
        yield Mark(kind, found[kind], target if "://" in target or ":" in target else target and f"http://{target}")
        at = found.end()
    if at < len(text):
        yield Mark("text", text[at:].replace("~", "\u00a0"))


def load(folder: Path) -> Golden:
    """The description in a folder of golden pages."""
    told = tomllib.loads((folder / "page.toml").read_text(encoding="utf-8"))
    language = told.get("language", "en")
    return Golden(
        title=told["title"],
        language=language,
        era=told["era"],
        status_label=told.get("status_label", STATUS_LABELS[language]),
        status=tuple((label, value) for label, value in told["status"]),
        link=told.get("link", PROFILE_LINKS[language]),
        updated=told.get("updated", ""),
        updated_label=told.get("updated_label", UPDATED),
        back=told.get("back", BACK[language]),
        below=tuple(map(_piece, told.get("below", ()))),
        parts=tuple(map(_part, told["section"])),
        slug=told["slug"],
    )


def folders() -> list[Path]:
    """The folders of all golden pages."""
    return sorted(path.parent for path in PAGES.glob("*/page.toml"))


def _part(told: dict[str, Any]) -> Part:
    return Part(told["label"], told.get("level", 1), tuple(map(_piece, told.get("blocks", ()))))


def _piece(told: dict[str, Any]) -> Piece:
    ((kind, value),) = told.items()
    if kind == "row":
        return Piece("row", cells=tuple(value))
    if kind in ("typed", "number"):
        return Piece(kind, value[1], (value[0],))
    return Piece(kind, value if isinstance(value, str) else "")
