"""Where a setting comes from: dotted keys, the layers that may hold them, and the lines of the file they stand on."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

_TABLE = re.compile(r"\s*\[(?P<many>\[?)\s*(?P<name>[^\[\]]+?)\s*\]\]?\s*(#.*)?")
_NAME = r"""(?:[A-Za-z0-9_-]+|"(?:[^"\\]|\\.)*"|'[^']*')"""
_PAIR = re.compile(rf"\s*(?P<name>{_NAME}(?:\s*\.\s*{_NAME})*)\s*=")
_BARE = re.compile(r"[A-Za-z0-9_-]+")

Part = str | int


@dataclass(frozen=True, slots=True)
class Layer:
    """Values of one source, nested as in the file, and for each dotted key the place to name ("config.toml:12").

    `place` is named for keys that have none of their own.
    """

    place: str
    values: Mapping[str, object]
    places: Mapping[str, str] = field(default_factory=dict)

    def where(self, parts: Sequence[Part]) -> str | None:
        """The place of that key, or of what it contains or is contained in; None when this layer does not hold it."""
        if not _holds(self.values, parts):
            return None
        key = dotted(parts)
        if key in self.places:
            return self.places[key]
        inside = (place for name, place in self.places.items() if name.startswith((f"{key}.", f"{key}[")))
        outside = (self.places[name] for name in _around(parts) if name in self.places)
        return next(inside, None) or next(outside, self.place)


def _around(parts: Sequence[Part]) -> Iterator[str]:
    return (dotted(parts[:length]) for length in range(len(parts) - 1, 0, -1))


def _holds(values: Any, parts: Sequence[Part]) -> bool:
    for part in parts:
        if isinstance(values, str):  # which would have a letter at each place
            return False
        try:
            values = values[part]
        except (KeyError, IndexError, TypeError):
            return False
    return True


def where(layers: Iterable[Layer], parts: Sequence[Part]) -> str | None:
    """The place of a key in the first layer that holds it; None when it is a default."""
    return next((place for layer in layers if (place := layer.where(parts)) is not None), None)


def dotted(parts: Sequence[Part]) -> str:
    """A key as people write it.

    >>> dotted(("watch", 0, "pages", 2)), dotted(("layouts", "octopus", "labels", "Legal framework"))
    ('watch[0].pages[2]', 'layouts.octopus.labels."Legal framework"')
    """
    text = ""
    for part in parts:
        if isinstance(part, int):
            text += f"[{part}]"
        else:
            name = part if _BARE.fullmatch(part) else json.dumps(part, ensure_ascii=False)
            text += f".{name}" if text else name
    return text


def put(values: dict[str, Any], key: str, value: object) -> None:
    """Set the value of a dotted key ("fetch.contact") in nested tables, making the tables that are missing."""
    *tables, name = key.split(".")
    for table in tables:
        values = values.setdefault(table, {})
    values[name] = value


def leaves(values: object, parts: tuple[Part, ...] = ()) -> Iterator[tuple[tuple[Part, ...], object]]:
    """Every value below, with its parts; a list of tables is walked, a list of values is one value."""
    if isinstance(values, Mapping):
        for name, value in values.items():
            yield from leaves(value, (*parts, str(name)))
    elif isinstance(values, list | tuple) and values and all(isinstance(value, Mapping) for value in values):
        for index, value in enumerate(values):
            yield from leaves(value, (*parts, index))
    elif parts:
        yield parts, values


def line_numbers(text: str) -> dict[str, int]:
    """Dotted key -> line (from 1) for tables and keys that stand at the start of a line of a TOML document.

    Good enough to point at, no more: a line inside a multi-line text may look like a key, the first one wins.
    """
    found: dict[str, int] = {}
    table: tuple[Part, ...] = ()
    seen: dict[tuple[str, ...], int] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        if header := _TABLE.fullmatch(line):
            names = _names(header["name"])
            if header["many"]:
                seen[names] = seen.get(names, -1) + 1
            table = _indexed(names, seen)
            found.setdefault(dotted(table), number)
        elif pair := _PAIR.match(line):
            found.setdefault(dotted((*table, *_names(pair["name"]))), number)
    return found


def _names(written: str) -> tuple[str, ...]:
    try:
        value: object = tomllib.loads(f"{written} = 0")
    except tomllib.TOMLDecodeError:
        return (written,)
    names: list[str] = []
    while isinstance(value, dict):
        (name,) = value
        names.append(name)
        value = value[name]
    return tuple(names)


def _indexed(names: tuple[str, ...], seen: Mapping[tuple[str, ...], int]) -> tuple[Part, ...]:
    parts: list[Part] = []
    for length, name in enumerate(names, start=1):
        parts.append(name)
        if names[:length] in seen:
            parts.append(seen[names[:length]])
    return tuple(parts)
