"""A manifest beside saved files: which address each was saved from, and when."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath

from scraper.archives import moments
from scraper.archives.saved import Known

NAMES = ("manifest.csv", "manifest.json")
Manifest = Mapping[str, Known]


def read_manifest(name: str, body: bytes) -> Manifest:
    """What `manifest.csv` (columns file, url, at) or `manifest.json` (a list of such objects) says, by file.

    Paths are relative to the manifest; `at` is ISO 8601, UTC when it names no zone, or an archive's fourteen digits.
    Raises ValueError, with a sentence, when it is neither.
    """
    text = body.decode("utf-8-sig", "replace")
    rows = _json(text) if name.endswith(".json") else _csv(text)
    found: dict[str, Known] = {}
    for row in rows:
        file, url, at = (_plain(row.get(key)) for key in ("file", "url", "at"))
        if not file:
            raise ValueError(f"{name} needs a file in every row (columns file, url, at).")
        found[str(PurePosixPath(file))] = Known(url, moments.of_fourteen(at) or moments.in_words(at))
    return found


def _plain(value: object) -> str:
    """JSON may name half a surrogate pair, which no database takes."""
    return str(value or "").strip().encode("utf-8", "replace").decode()


def _csv(text: str) -> Iterable[Mapping[str, object]]:
    try:
        return tuple(csv.DictReader(io.StringIO(text)))
    except csv.Error as error:
        raise ValueError("manifest.csv is not CSV.") from error


def _json(text: str) -> Iterable[Mapping[str, object]]:
    try:
        rows = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ValueError("manifest.json is not JSON.") from error
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise ValueError("manifest.json is not a list of objects with file, url and at.")
    return rows
