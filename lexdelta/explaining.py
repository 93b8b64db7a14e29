"""The settings told to people: a line of summary, or every key with its value and where it comes from."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

from lexdelta import emit
from lexdelta.config import Config
from lexdelta.origins import dotted, leaves

_DEFAULT = "default"


def explained(config: Config) -> tuple[Mapping[str, object], ...]:
    """One row a setting: key, value (a path as text, None as ""), and origin, "default" for what nobody set.

    There are no secrets among the settings: they are named in the file, and stay in the environment.
    """
    found = leaves(config.model_dump())
    rows = ((dotted(parts), value) for parts, value in found)
    return tuple({"key": key, "value": _plain(value), "origin": _origin(config, key)} for key, value in rows)


def _origin(config: Config, key: str) -> str:
    return config.origins.get(key, _DEFAULT)


def _plain(value: object) -> object:
    if value is None:
        return ""
    return str(value) if isinstance(value, Path) else value


def written(row: Mapping[str, object], *, origin: bool) -> str:
    """One such row as a line, `key = value`, with the origin as a comment."""
    line = f"{row['key']} = {json.dumps(row['value'], ensure_ascii=False)}"
    return emit.line(f"{line:<55} # {row['origin']}" if origin else line)


def summary(config: Config) -> str:
    """What a valid configuration amounts to: where it is, what is watched, when the next run is due."""
    from lexdelta.schedule import next_time

    due = next_time(watch.schedule for watch in config.watch)(datetime.now(UTC))
    return emit.term(
        "\n".join(
            [f"{config.path or 'No file, defaults'}: valid", *_watched(config), *_told(config), f"next {due:%F %R} UTC"]
        )
    )


def _watched(config: Config) -> Iterator[str]:
    for watch in config.watch:
        pages = "known pages" if watch.pages == "known" else f"{len(watch.pages)} listed pages"
        index = f" and {watch.index}" if watch.index else ""
        yield f"{watch.layout}: {pages}{index} in {', '.join(watch.languages)}, {watch.schedule}"


def _told(config: Config) -> Iterator[str]:
    for target in config.notify:
        when = "after each run" if target.when == "run" else f"digest {target.schedule}"
        yield f"{target.name}: {target.least} changes, {when}"
