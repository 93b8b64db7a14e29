"""Many seeds on all cores where every check is asked for; a developer's run is content with a part of them."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from itertools import chain
from typing import Any

import pytest

EVERY_CHECK = os.environ.get("REQUIRE_ALL_CHECKS") == "1"
PART = 10
"""Of so many seeds a developer's run takes one."""

Batches = Callable[..., list[str]]


@pytest.fixture(scope="session")
def workers() -> Iterator[Executor | None]:
    """Processes for the whole of it, None where a part is enough."""
    if not EVERY_CHECK:
        yield None
        return
    with ProcessPoolExecutor(os.cpu_count() or 1, multiprocessing.get_context("spawn")) as pool:
        yield pool


@pytest.fixture
def failures(workers: Executor | None) -> Batches:
    """Runs a job over the numbers below a count: `failures(count, job, *arguments)`, the numbers being the last."""

    def run(count: int, job: Callable[..., list[str]], *arguments: Any) -> list[str]:
        if workers is None:
            return job(*arguments, range(max(1, count // PART)))
        cores = os.cpu_count() or 1
        jobs = [workers.submit(job, *arguments, range(first, count, cores)) for first in range(cores)]
        return list(chain.from_iterable(done.result() for done in jobs))

    return run
