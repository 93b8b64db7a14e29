"""Replicas to run over, small ones by default."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from watched_replica import SIX, Watched

from lexdelta.demo.site import Replica


@pytest.fixture
def six(tmp_path: Path) -> Iterator[Watched]:
    """Six countries, watched in English."""
    with Replica(countries=SIX) as site:
        yield Watched(site, tmp_path)
