"""Reads the countries' notes: one plain text file per country that holds both states of its page side by side.

The notes' small language, one line at a time:

    name: Fiji                  fields first, up to the first section
    == case_law                 a section, by key; "== sources | Sources and links,al;" prints another label
    === Heading                 a heading of the author's own inside a section
    some words                  a paragraph; it goes on to the next blank line
    - item   -- inner item      bullets; a lone dash is an empty bullet; "+ item" numbers instead
    |= Act | Year               a table's head, "| 12 | 2019" its rows
    1| anything   2| anything   a line that stands in state 1 only, in state 2 only
    % anything                  a comment

Inside text: [words](address), <address> for a bare link, ^2^ raised, __bold__, " // " a hard line break, ~ a
no-break space, [[1]] a footnote mark.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

_STATE = re.compile(r"([12])\| ?(.*)")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text in the notes' inline language."""

    text: str


@dataclass(frozen=True, slots=True)
class Listing:
    """A list; `items` are (level from 1, text); an empty text is an empty bullet."""

    numbered: bool
    items: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table of texts; `head` is () when the first row is like the others."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading its author invented, which is no section of the site's template."""

    text: str


Piece = Paragraph | Listing | Table | Heading


@dataclass(frozen=True, slots=True)
class Part:
    """One section as printed. `label` is None where the template's own wording stands."""

    key: str
    label: str | None
    pieces: tuple[Piece, ...]

    @property
    def group(self) -> str:
        """The key of the group it belongs to: "legislation" for "legislation.state", its own for any other."""
        return self.key.partition(".")[0]


@dataclass(frozen=True, slots=True)
class Notes:
    """One country's page in one state and body language, before any template. Fields not written are ""."""

    key: str
    fields: Mapping[str, str]
    parts: tuple[Part, ...]

    def field(self, name: str) -> str:
        """A field of the head ("status"), "" when it is not written."""
        return self.fields.get(name, "")

    @property
    def name(self) -> str:
        """The country as its page prints it."""
        return self.fields["name"]

    @property
    def slug(self) -> str:
        """The last piece of the page's address, which may be unlike the name."""
        return self.fields["slug"]


@lru_cache(maxsize=1)
def country_keys() -> tuple[str, ...]:
    """The keys of all countries, in alphabetical order."""
    names = (entry.name for entry in (files("lexdelta.demo") / "content").iterdir())
    return tuple(sorted(name.removesuffix(".txt") for name in names if name.count(".") == 1))


@lru_cache(maxsize=1024)
def load(key: str, language: str = "en", state: int = 1) -> Notes:
    """The notes of a country: in French where a French body was written, else in English; KeyError when unknown."""
    if key not in country_keys():
        raise KeyError(key)
    folder = files("lexdelta.demo") / "content"
    own = folder / f"{key}.{language}.txt"
    source = own if own.is_file() else folder / f"{key}.txt"
    return read(key, source.read_text(encoding="utf-8"), state)


def read(key: str, text: str, state: int) -> Notes:
    """Notes from their text, with the lines of the other state left out."""
    head, *sections = re.split(r"^== ", "\n".join(_lines_of(text, state)), flags=re.MULTILINE)
    fields = dict(line.split(": ", 1) for line in head.splitlines() if line.strip())
    return Notes(key, fields, tuple(map(_part, sections)))


def _lines_of(text: str, state: int) -> Iterator[str]:
    for line in text.splitlines():
        marked = _STATE.fullmatch(line)
        if marked and int(marked[1]) == state:
            yield marked[2]
        elif not marked and not line.startswith("%"):
            yield line


def _part(text: str) -> Part:
    title, _, body = text.partition("\n")
    key, _, label = title.partition(" | ")
    chunks = [chunk.strip("\n") for chunk in re.split(r"\n[ \t]*\n", body)]
    return Part(key.strip(), label.strip() or None, tuple(_piece(chunk) for chunk in chunks if chunk))


def _piece(chunk: str) -> Piece:
    lines = chunk.splitlines()
    if chunk.startswith("=== "):
        return Heading(chunk[4:])
    if re.match(r"-{1,2}( |$)|\+ ", lines[0]):
        return Listing(chunk.startswith("+"), tuple(_items(lines)))
    if chunk.startswith("|"):
        head = _cells(lines[0]) if chunk.startswith("|=") else ()
        return Table(head, tuple(map(_cells, lines[bool(head) :])))
    return Paragraph(" ".join(line.strip(" ") for line in lines))


def _items(lines: list[str]) -> Iterator[tuple[int, str]]:
    item: tuple[int, str] | None = None
    for line in lines:
        mark = re.match(r"(-{1,2}|\+)(?: |$)", line)
        if item and not mark:
            item = (item[0], f"{item[1]} {line.strip()}")
            continue
        if item:
            yield item
        if mark:
            item = (2 if mark[1] == "--" else 1, line[mark.end() :])
    if item:
        yield item


def _cells(line: str) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in line.lstrip("|=").split(" | "))
