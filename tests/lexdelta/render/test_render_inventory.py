"""The inventory of a first report: one row for each section, and why a heading may have two."""

from __future__ import annotations

from dataclasses import replace

import pytest

from lexdelta.render.formats import rendered
from lexdelta.report import Inventory, Report
from storage.summaries import SectionStates

LONG = "Jurisprudence, case law and what else courts have said"


@pytest.mark.parametrize("kind", ["text", "md", "html"])
def test_a_heading_printed_again_says_so(reports: dict[str, Report], kind: str) -> None:
    """A second row under one heading is explained; a heading that ends in a number is not taken for one."""
    rows = [("sources", "Sources"), ("sources-2", "Sources"), ("annex-2", "Annex 2"), ("case_law-12", LONG)]
    counts = tuple(SectionStates(key, label, 1, 0, 5, 0) for key, label in rows)
    told = rendered(replace(reports["first"], inventory=Inventory((), counts)), kind).replace("\\", "")
    assert told.count("Sources (printed again)") == 1
    assert told.count(" (printed again)") == 2
    assert "Annex 2 (" not in told
