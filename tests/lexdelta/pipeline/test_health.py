"""`status` says whether all is well, also to somebody who only looks at the exit code."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

from watched_replica import Watched, lexdelta

NOW = datetime.now(UTC)


def test_healthy_after_a_whole_run(six: Watched) -> None:
    """Everything verified lately: 0, and the figures behind it."""
    lexdelta(six.folder, "run")
    done = lexdelta(six.folder, "status", "--json")
    told = json.loads(done.stdout)
    assert (done.returncode, told["healthy"], told["pages"], told["verified"]) == (0, True, 6, 6)


def test_no_run_is_no_health(six: Watched) -> None:
    """No database, or no run within the days that [health] allows, is 1."""
    assert lexdelta(six.folder, "status").returncode == 1
    six.now = NOW - timedelta(days=30)
    six.run(1)
    late = lexdelta(six.folder, "status")
    assert late.returncode == 1
    assert "more than 7 days ago" in late.stdout


def test_a_run_over_one_page_does_not_hide_the_others(six: Watched) -> None:
    """Pages that fail stay a problem although the newest run checked only one that is well."""
    lexdelta(six.folder, "run")
    for slug in ("fiji", "sri-lanka", "mauritius"):
        six.site.faults[slug] = "block"
    assert lexdelta(six.folder, "run").returncode == 3
    assert lexdelta(six.folder, "run", "--page", "peru").returncode == 0
    done = lexdelta(six.folder, "status")
    assert done.returncode == 3
    assert "Only 3 of 6 pages could be verified" in done.stdout


def test_what_is_provisional_or_undecided_is_no_problem(six: Watched) -> None:
    """Changes that nobody has looked at yet, and removals that wait, need nobody at once."""
    lexdelta(six.folder, "run")
    six.site.state = 2
    lexdelta(six.folder, "run")
    done = lexdelta(six.folder, "status", "--json")
    told = json.loads(done.stdout)
    assert (done.returncode, told["provisional"], told["problems"]) == (0, 1, [])


def test_a_copy_for_readers_is_renewed(six: Watched) -> None:
    """`[store] publish` writes a copy without raw bodies after a run that brought anything new."""
    path = six.folder / "config.toml"
    path.write_text(path.read_text() + '\n[store]\npublish = "public.db"\n')
    six.run(1)
    public = six.folder / "public.db"
    first = public.read_bytes()
    six.run(1, hours=24)
    assert public.read_bytes() == first
    six.run(2, hours=24)
    assert public.read_bytes() != first
