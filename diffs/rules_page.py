"""The table of rules in the manual: `python -m diffs.rules_page docs/significance.md` renews it, a test compares it."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from diffs.classify import RULES

_TABLE = re.compile(r"(?<=<!-- rules -->\n).*?(?=<!-- end of rules -->)", re.DOTALL)


def table() -> str:
    """The rules from the first to the last as a Markdown table."""
    rows = (f"| {rule.name} | {rule.significance} | {rule.reason.format('…')} |" for rule in RULES)
    return "\n".join(("| rule | significance | what it says |", "|---|---|---|", *rows)) + "\n"


def renewed(page: str) -> str:
    """The page with the table between its two marks written anew."""
    return _TABLE.sub(lambda _: table(), page)


if __name__ == "__main__":
    for name in sys.argv[1:]:
        path = Path(name)
        path.write_text(renewed(path.read_text(encoding="utf-8")), encoding="utf-8")
