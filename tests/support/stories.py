"""Short histories, written the way a run writes them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlite_utils import Database

from diffs.change import BlockChange, Change, Judgement, Significance
from scraper.capture import Capture, Source
from scraper.layout import Country
from scraper.page import Page
from scraper.profile import Block, Link, Mention, Profile, Section, Status, Words
from storage import captures, chain, changes, checks, pages, runs, snapshots
from storage.changes import ChangeState, Evidence
from storage.connection import joined
from storage.database import immediate

ADDED = BlockChange("block_added", "legislation", "Legislation", None, "Law 30096")
KEYS = ("legislation", "legislation.substantive", "institutions", "case_law")
COUNTRIES = {
    "peru": Country("peru", "PE", "PER", "Peru", "Pérou", "Americas"),
    "benin": Country("benin", "BJ", "BEN", "Benin", "Bénin", "Africa"),
    "cote-ivoire": Country("cote-ivoire", "CI", "CIV", "Côte d'Ivoire", "Côte d'Ivoire", "Africa"),
}


@dataclass(frozen=True)
class Look:
    """One attempt at a page: a profile (accepted), or an outcome with the reason for it."""

    profile: Profile | None = None
    outcome: str = "unchanged"
    reason: str = ""
    body: bytes | None = None
    source: Source = "live"
    captured_at: datetime | None = None
    text_digest: str | None = None


class Story:
    """Writes runs into a database: `story.run(at, {"peru.en": profile})`."""

    def __init__(self, db: Database) -> None:
        self.db = db
        self.seals = True
        """Whether runs get their chain entry, after which nothing more can be written for them."""

    def page(self, key: str) -> Page:
        """The page of that key, written down when new."""
        country, _, language = key.partition(".")
        page = Page(key, country, language, f"https://www.coe.int/{language}/web/octopus/-/{country}")
        with immediate(self.db):
            pages.ensure(self.db, page, "octopus", COUNTRIES.get(country), moment_of(1))
        return page

    def capture(self, key: str, at: datetime, body: bytes = b"<html>x</html>", source: Source = "live") -> int:
        """A capture that arrived well; its id."""
        return captures.save(self.db, capture_of(self.page(key), at, body, source))

    def run(
        self,
        at: datetime,
        looks: Mapping[str, Profile | Look],
        command: str = "run",
        then: Callable[[int], object] | None = None,
    ) -> int:
        """One run: a snapshot for each profile that differs from the page's last, `then`, the chain entry; its id."""
        kept = {key: self._arrived(key, at, _look(look)) for key, look in looks.items()}
        with immediate(self.db):
            count = len(looks)
            run = runs.save(
                self.db, command=command, version="1", pages=count, verified=count, started_at=at, finished_at=at
            )
            for key, look in looks.items():
                self._judge(run, key, at, _look(look), kept[key])
            if then:
                then(run)
            if self.seals:
                chain.append(self.db, "run", run, at)
        return run

    def change(
        self,
        run: int,
        page: str,
        state: ChangeState = "confirmed",
        *,
        change: Change = ADDED,
        told_with: int | None = None,
        significance: Significance = "substantive",
        event: int | None = None,
        history: bool = False,
    ) -> int:
        """A change between the page's last two snapshots, found by a run or by an import; its id."""
        found = snapshots.all_of(self.db, page)
        before, after = found[-2:] if len(found) > 1 else (found[-1], found[-1])
        looks = (before.observed_at, after.observed_at, before.capture, after.capture, before.id, after.id)
        judged = Judgement(significance, "law-added", "A law is named that was not.")
        with joined(self.db):
            sides = Evidence(*looks)
            new = changes.save(self.db, run, page, change, judged, "f" * 8, sides, told_with, history=history)
            changes.set_state(self.db, new, state, after.observed_at, run=run, event=event)
        return new

    def _arrived(self, key: str, at: datetime, look: Look) -> int | None:
        self.page(key)
        if look.outcome in ("failed", "not_modified"):
            return None
        body = look.body or (look.profile.digest if look.profile else look.reason).encode() * 20
        return self.capture(key, look.captured_at or at, body, look.source)

    def _judge(self, run: int, key: str, at: datetime, look: Look, capture: int | None) -> None:
        reasons = ((look.reason, f"It is {look.reason}."),) if look.reason else ()
        latest = snapshots.latest(self.db, key)
        outcome, snapshot = look.outcome, None
        if look.profile and capture and (latest is None or latest.digest != look.profile.digest):
            outcome = "changed" if latest else "first"
            snapshot = snapshots.save(self.db, key, capture, run, look.profile, look.captured_at or at)
        seen = {"capture": capture, "snapshot": snapshot, "reasons": reasons, "text_digest": look.text_digest}
        checks.save(self.db, run, key, at, outcome, **seen)  # type: ignore[arg-type] # plain words, checked by the table


def _look(look: Profile | Look) -> Look:
    return Look(look) if isinstance(look, Profile) else look


def moment_of(day: int, hour: int = 3) -> datetime:
    """A day of November 2026, UTC."""
    return datetime(2026, 11, day, hour, 30, tzinfo=UTC)


def capture_of(page: Page, at: datetime, body: bytes, source: Source = "live") -> Capture:
    """What arrived for a page, labelled as a healthy answer."""
    headers = (("content-type", "text/html; charset=utf-8"), ("etag", f'"{at:%d%H}"'))
    return Capture(page.key, page.url, page.url, at, source, 200, headers, body)


def profile_of(law: str = "Law 30096", standing: str = "party", **sections: str | None) -> Profile:
    """A profile of Peru with a law, a standing, and other sections by key (None: heading printed, nothing under it)."""
    link = Link(law, "https://example.org/law")
    substantive = Section("legislation.substantive", "Substantive law", "filled", (Block("item", law, (link,)),))
    printed = [Section("legislation", "Legislation", "filled"), substantive]
    for key, text in sections.items():
        blocks = (Block("paragraph", text),) if text is not None else ()
        printed.append(Section(key, key.title(), "filled" if blocks else "empty", blocks))
    printed_as = standing.title()
    status = Status(standing, printed_as, "N/A", date(2019, 8, 26), None, f"Status: {printed_as}")  # type: ignore[arg-type] # plain words
    mention = Mention("law", law, law.lower(), "legislation.substantive", 0, law.rpartition(" ")[2], 2013)
    return Profile("octopus@1", "Peru", "en", status, tuple(printed), KEYS, None, False, (mention,), Words(9, 2))
