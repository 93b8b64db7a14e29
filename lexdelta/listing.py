"""What the commands that only look ask of the database, in the shapes they show."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlite_utils import Database

from diffs.change import SIGNIFICANCES, Significance
from lexdelta.emit import line
from lexdelta.render.profile import profile_json, render_profile
from lexdelta.report import SCHEMA_VERSION
from lexdelta.retelling import retold
from lexdelta.states import end_of
from lexdelta.told import ToldChange
from scraper.capture import Capture
from storage import captures, changes, checks, pages, snapshots
from storage.changes import ChangeState
from storage.errors import StorageError
from storage.snapshots import Snapshot

_AGO = re.compile(r"(\d{1,5})([hdw])")
_UNITS = {"h": timedelta(hours=1), "d": timedelta(days=1), "w": timedelta(weeks=1)}
_TOLD: tuple[ChangeState, ...] = ("confirmed",)
_DATE_LENGTH = len("2026-03-01")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which changes to list; None for all. Times as `moment_of` takes them."""

    since: str | None = None
    until: str | None = None
    page: str | None = None
    run: int | None = None
    least: str = "substantive"
    all_states: bool = False


def moment_of(text: str, now: datetime, *, start: bool) -> datetime:
    """A moment people name: "7d", "12h", "2w" ago, a date (its first second, or its last) or a time; aware, UTC.

    Raises StorageError when it is none of these.
    """
    ago = _AGO.fullmatch(text)
    if ago:
        return now - int(ago[1]) * _UNITS[ago[2]]
    moment = end_of(text)
    whole_day = len(text) == _DATE_LENGTH
    return moment.replace(hour=0, minute=0, second=0) if start and whole_day else moment


def listed(db: Database, wanted: Wanted) -> tuple[ToldChange, ...]:
    """The changes wanted, oldest first."""
    now = datetime.now(UTC)
    until = moment_of(wanted.until, now, start=False) + timedelta(seconds=1) if wanted.until else None
    found = changes.find(
        db,
        since=moment_of(wanted.since, now, start=True) if wanted.since else None,
        until=until,
        page=pages.resolve(db, wanted.page) if wanted.page else None,
        run=wanted.run,
        least=significance(wanted.least),
        states=None if wanted.all_states else _TOLD,
    )
    return retold(db, found)


def significance(name: str) -> Significance:
    """The significance of that name."""
    return next(known for known in SIGNIFICANCES if known == name)


def check_rows(db: Database, page: str, limit: int) -> Iterator[dict[str, object]]:
    """The checks of a page as rows, newest first."""
    key = pages.resolve(db, page)
    numbers = snapshots.numbers(db, key)
    for check in checks.of_page(db, key, limit):
        yield {
            "at": check.at,
            "run": check.run,
            "outcome": check.outcome,
            "snapshot": f"{key}@{numbers[check.snapshot]}" if check.snapshot in numbers else None,
            "capture": check.capture,
            "reasons": "; ".join(sentence for _, sentence in check.reasons) or None,
        }


def snapshot_json(db: Database, snapshot: Snapshot) -> dict[str, object]:
    """A snapshot with its provenance, and its profile as `read` shows it."""
    capture = captures.load(db, snapshot.capture)
    return {
        "schema_version": SCHEMA_VERSION,
        "page": snapshot.page,
        "snapshot": snapshot.number,
        "observed_at": snapshot.observed_at,
        "last_seen": checks.last_seen(db, snapshot.id),
        "capture": snapshot.capture,
        "digest": capture.digest,
        "url": capture.final_url,
        "accepted_by": snapshot.accepted_by,
        **profile_json(snapshot.profile),
    }


def snapshot_text(db: Database, snapshot: Snapshot, *, colour: bool = False) -> str:
    """A snapshot for a terminal: what the page said, and between which looks."""
    seen = checks.last_seen(db, snapshot.id) or snapshot.observed_at
    looks = f"{snapshot.page}@{snapshot.number} · first seen {snapshot.observed_at:%Y-%m-%d %H:%M}, "
    looks += f"last {seen:%Y-%m-%d %H:%M} UTC · capture {snapshot.capture}"
    return render_profile(snapshot.profile, colour=colour) + f"{line(looks)}\n"


def capture_named(db: Database, name: str) -> Capture:
    """The capture of an id or of the first digits of a digest; StorageError when there is none, or several bodies."""
    if name.isdigit() and len(name) < 10:
        return captures.load(db, int(name))
    found = captures.by_digest(db, name.lower())
    loaded = [captures.load(db, capture) for capture in found]
    if not loaded:
        raise StorageError(f"No capture has an id or a digest that begins with {name!r}.")
    if len({capture.digest for capture in loaded}) > 1:
        raise StorageError(f"Several digests begin with {name!r}: give more digits.")
    return loaded[0]


def capture_json(capture: Capture) -> dict[str, object]:
    """What is known of a capture besides its bytes."""
    return {
        "schema_version": SCHEMA_VERSION,
        "page": capture.page,
        "at": capture.at,
        "source": capture.source,
        "requested_url": capture.requested_url,
        "final_url": capture.final_url,
        "status": capture.status,
        "headers": dict(capture.headers),
        "digest": capture.digest,
        "size": len(capture.body),
    }
