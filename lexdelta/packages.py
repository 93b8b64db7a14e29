"""Our packages have everyday names: are they really ours? Imports nothing that a stranger could have replaced."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Literal

State = Literal["ok", "note", "failed"]

PACKAGES = ("scraper", "diffs", "storage", "lexdelta")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: `ok`, `note` (worth knowing) or `failed` (lexdelta will not work, or not safely)."""

    name: str
    state: State
    detail: str


def examine_packages() -> Iterator[Finding]:
    """One finding a package: nobody else may own files in it, or stand before it on the path."""
    owners = metadata.packages_distributions()
    home = Path(__file__).resolve().parent.parent
    for name in PACKAGES:
        others = sorted({owner for owner in owners.get(name, ()) if owner.lower() != "lexdelta"})
        spec = importlib.util.find_spec(name)
        place = Path(spec.origin).resolve().parent if spec and spec.origin else None
        if others:
            yield Finding(f"package {name}", "failed", f"also installed by {', '.join(others)}: use an own environment")
        elif place != home / name:
            yield Finding(f"package {name}", "failed", f"found in {place}, not beside lexdelta in {home}")
        else:
            yield Finding(f"package {name}", "ok", str(place))
