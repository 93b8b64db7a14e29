"""expected.json beside a page.toml: written once, then read by a person, then held to.

    python tests/support/golden_files.py            writes expected.json where there is none
    python tests/support/golden_files.py FOLDER...  writes those anew
    python tests/support/golden_pages.py record octopus    then writes down what this version of the layout reads

What is written is read from one markup; the tests ask for the same from every other one.
"""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from golden import PAGES, Golden, folders, load
from golden_truth import told
from hands import HANDS
from styles_headed import flat_h3
from surroundings import marked, print_view

from scraper.capture import Capture
from scraper.layouts.octopus import LAYOUT
from scraper.profile import Profile
from scraper.read import read

EXPECTED = "expected.json"


def read_html(html: str, url: str) -> Profile:
    """What a page says that came from an address."""
    headers = (("content-type", "text/html; charset=utf-8"),)
    return read(
        Capture("x.en", url, url, datetime(2026, 1, 2, tzinfo=UTC), "live", 200, headers, html.encode()), LAYOUT
    )


def read_as_usual(page: Golden) -> dict[str, Any]:
    """What a described page is read as from the plainest markup, as plain values."""
    around = print_view if page.era == "print" else marked
    return told(read_html(around(page, flat_h3(page, HANDS[0])), page.url))


def written(truth: dict[str, Any]) -> str:
    """The same as JSON, one block a line, to be read by a person."""
    rest = {key: value for key, value in truth.items() if key != "sections"}
    sections = ",\n".join(map(_section, truth["sections"]))
    head = json.dumps(rest, ensure_ascii=False, indent=2).removesuffix("\n}")
    return f'{head},\n  "sections": [\n{sections}\n  ]\n}}\n'


def _section(section: dict[str, Any]) -> str:
    head = {key: value for key, value in section.items() if key != "blocks"}
    opening = json.dumps(head, ensure_ascii=False).removesuffix("}")
    blocks = ",\n".join(f"      {json.dumps(block, ensure_ascii=False)}" for block in section["blocks"])
    inside = f"[\n{blocks}\n    ]" if blocks else "[]"
    return f'    {opening}, "blocks": {inside}}}'


def main(names: list[str]) -> int:
    """Write what is missing, or the folders that are named."""
    chosen = [PAGES / Path(name).name for name in names]
    for folder in chosen or [folder for folder in folders() if not (folder / EXPECTED).exists()]:
        (folder / EXPECTED).write_text(written(read_as_usual(load(folder))), encoding="utf-8")
        sys.stdout.write(f"{folder / EXPECTED}: written; is this what the page says?\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
