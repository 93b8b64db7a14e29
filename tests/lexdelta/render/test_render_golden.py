"""Every report in every format, word for word; `RENEW_GOLDEN=1` writes the files anew, for a person to read."""

import os
import re
from pathlib import Path

import pytest

from lexdelta.render.formats import FORMATS, rendered
from lexdelta.report import Report

GOLDEN = Path(__file__).parents[2] / "golden"
ENDINGS = {"text": "txt"}


def without_looks(document: str) -> str:
    """An HTML report without its style sheet, whose changes are judged by eye."""
    bare = re.sub(r"<style>.*?</style>", "<style></style>", document, flags=re.DOTALL)
    return re.sub(r"'sha256-[^']*'", "'sha256-...'", bare)


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("name", ["monday", "week", "quiet", "first", "digest"])
def test_golden_report(reports: dict[str, Report], name: str, kind: str) -> None:
    """The report of the design, a busy week, a quiet one, a first run and a merged period are told in these words."""
    told = without_looks(rendered(reports[name], kind))
    path = GOLDEN / f"{name}.{ENDINGS.get(kind, kind)}"
    if os.environ.get("RENEW_GOLDEN") == "1":
        path.write_text(told, encoding="utf-8", newline="")
    assert told == path.read_bytes().decode("utf-8")
