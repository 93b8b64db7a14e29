"""What holds for all tests: nothing is skipped in silence, and nothing is timed."""

from __future__ import annotations

import os
import shutil
from collections.abc import Generator
from pathlib import Path

import hypothesis
import pytest

SEEDS = Path(__file__).parents[2] / "shared" / "seeds"
REQUIRE_ALL = os.environ.get("REQUIRE_ALL_CHECKS") == "1"

# Databases are written durably even in tests; in memory, where there is plenty, that costs nothing.
MEMORY, ENOUGH = Path("/dev/shm"), 4 * 1024**3  # noqa: S108 - the folder that pytest makes there is private
if MEMORY.is_dir() and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ENOUGH:
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))

hypothesis.settings.register_profile("untimed", deadline=None)
hypothesis.settings.load_profile("untimed")

# A page of the real site cannot be part of the project; its test runs where somebody has laid one beside the checkout.
collect_ignore = [] if SEEDS.is_dir() else ["scraper/test_real_page.py"]


def pytest_report_header() -> list[str]:
    """Say what cannot be checked here."""
    return [f"NOT CHECKED: the real page, none lies at {SEEDS}"] if collect_ignore else []


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """With REQUIRE_ALL_CHECKS=1 a test that cannot run has failed."""
    report = yield
    if REQUIRE_ALL and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
    return report
