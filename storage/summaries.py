"""Answers for reports: how well pages are covered, where countries stand, which sections are filled; only to read."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlite_utils import Database

from storage.connection import moment, rows, stamp
from storage.views import KNOWS_STATUS, NEWEST_READING, last_look

WordingKind = Literal["heading", "status", "text"]

# A page that an index goes on with is called by its key: index.octopus.2-65ab is page 2.
_OF_INDEX = "substr(p.key, instr(substr(p.key, 7), '.') + 7)"
_INDEX = f"""'The index' || iif(p.key LIKE 'index.%.%',
    ', page ' || substr({_OF_INDEX}, 1, instr({_OF_INDEX}, '-') - 1), '')"""
_NEWEST_CHECKS = f"""SELECT c.page, p.kind, p.country AS country_key,
    coalesce(n.name, iif(p.kind = 'index', {_INDEX}, 'Page ' || p.key)) AS country,
    c.id, c.at, c.outcome, c.reasons, coalesce(k.source, 'live') AS source,
    f.last_verified, f.failing_since
    FROM checks c JOIN pages p ON p.key = c.page LEFT JOIN countries n ON n.key = p.country
    LEFT JOIN captures k ON k.id = c.capture
    LEFT JOIN freshness f ON f.page = c.page
    WHERE c.id IN (SELECT max(id) FROM checks WHERE {{}} GROUP BY page)
    AND NOT (p.kind = 'unnamed' AND c.snapshot NOT NULL) ORDER BY c.page"""  # noqa: S608 - the piece is the constant above
_IN_RUN = _NEWEST_CHECKS.format("run = ?")
_BETWEEN = _NEWEST_CHECKS.format("at >= ? AND at <= ? AND run NOT IN (SELECT id FROM runs WHERE command = 'import')")
_OF_RUN = """FROM snapshots s JOIN readings r ON r.id = (SELECT max(id) FROM readings WHERE snapshot = s.id)"""
_SEEN = "s.id IN (SELECT snapshot FROM checks WHERE run = ? AND snapshot NOT NULL)"
_STANDINGS = f"""SELECT DISTINCT r.standing, coalesce(n.name, p.key) AS country {_OF_RUN} JOIN pages p ON p.key = s.page
    LEFT JOIN countries n ON n.key = p.country WHERE {_SEEN} AND {KNOWS_STATUS} ORDER BY 1, 2"""
_KEYS = """SELECT (SELECT r.section_keys FROM readings r
    WHERE substr(r.reading, 1, length(p.layout) + 1) = p.layout || '@' ORDER BY r.id DESC LIMIT 1) AS section_keys
    FROM pages p GROUP BY p.layout ORDER BY min(p.rowid)"""
_SECTIONS = f"""SELECT x.key AS section, x.label, x.state, count(*) AS pages {_OF_RUN}
    JOIN sections x ON x.reading = r.id WHERE {_SEEN} GROUP BY 1, 2, 3 ORDER BY 1, 4, 2"""
_WORDINGS = """SELECT s.page, r.unknown_labels, r.standing, r.wording, r.unplaced_texts FROM current_snapshots s
    JOIN readings r ON r.id = s.reading
    WHERE r.unknown_labels <> '[]' OR r.standing = 'other' OR r.words_unplaced > 0 ORDER BY s.page"""
_STANDING_AT = f"""SELECT p.country AS key, n.name AS country, n.iso2, n.region, r.standing FROM pages p
    JOIN countries n ON n.key = p.country LEFT JOIN snapshots s ON s.id = {last_look("p.key", "?")}
    LEFT JOIN readings r ON r.id = {NEWEST_READING}
    WHERE p.kind = 'profile' AND (s.id IS NULL OR {KNOWS_STATUS})
    ORDER BY n.name, s.id IS NULL, p.language <> 'en', p.key"""  # noqa: S608 - the pieces are constants of storage.views
_AROUND = """SELECT s.page, x.key, x.label FROM current_snapshots s JOIN readings r ON r.id = s.reading
    JOIN sections x ON x.reading = r.id WHERE r.unknown_labels <> '[]' AND x.position IS NOT NULL
    ORDER BY s.page, x.position"""
_WHERE = """SELECT f.page, f.last_checked, f.last_outcome, f.last_verified, s.standing FROM freshness f
    LEFT JOIN current_status s ON s.page = f.page"""
_STALE = """SELECT page FROM freshness f JOIN pages p ON p.key = f.page WHERE
    f.last_checked >= :since AND coalesce(f.last_verified, p.added_at) < :since ORDER BY page"""


@dataclass(frozen=True, slots=True)
class LastCheck:
    """How the newest check of a page in a run or a period ended. `kind` is profile, index or unnamed, `country_key`
    None for the last two; `check` its id; `last_verified` None for never, `failing_since` None while the page is known
    (both about today); `at` when the check was made; `source` where what it judged came from ("live" for the site, also
    where nothing came). Times aware, UTC."""

    page: str
    kind: str
    country_key: str | None
    country: str
    check: int
    outcome: str
    reasons: tuple[tuple[str, str], ...]
    last_verified: datetime | None
    failing_since: datetime | None
    at: datetime
    source: str


@dataclass(frozen=True, slots=True)
class CountryStanding:
    """Where a country stands: its key, its name, its codes where known, and the standing; None while no page of it was
    accepted."""

    key: str
    country: str
    iso2: str | None
    region: str | None
    standing: str | None


@dataclass(frozen=True, slots=True)
class SectionStates:
    """How many pages have a section in each state; `label` as most pages print it, "" when none does."""

    section: str
    label: str
    filled: int
    empty: int
    absent: int
    unknown: int


@dataclass(frozen=True, slots=True)
class NewWording:
    """Something a page prints that no vocabulary knows: the text of a heading, the wording of a status, or a text that
    stands in no section. `page` is a page key."""

    page: str
    kind: WordingKind
    text: str


@dataclass(frozen=True, slots=True)
class Standing:
    """How one page stands: its newest check and its end, its last verification (aware, UTC; None for never), and the
    standing its newest snapshot states, None where it has none or its kind of page states none."""

    last_checked: datetime | None
    outcome: str | None
    last_verified: datetime | None
    standing: str | None


NEVER_ASKED = Standing(None, None, None, None)


def last_checks(
    db: Database, *, run: int | None = None, between: tuple[datetime, datetime] | None = None
) -> tuple[LastCheck, ...]:
    """The newest check of every page in a run, or between two moments (aware, both included), imports aside; by page.

    An unnamed page that was named by its check is left out: that check is told as the country's.
    """
    found = rows(db, _IN_RUN, (run,)) if between is None else rows(db, _BETWEEN, tuple(stamp(at) for at in between))
    return tuple(
        LastCheck(
            row["page"],
            row["kind"],
            row["country_key"],
            row["country"],
            row["id"],
            row["outcome"],
            tuple((code, sentence) for code, sentence in json.loads(row["reasons"])),
            moment(row["last_verified"]) if row["last_verified"] else None,
            moment(row["failing_since"]) if row["failing_since"] else None,
            moment(row["at"]),
            row["source"],
        )
        for row in found
    )


def standings(db: Database, run: int) -> tuple[tuple[str, str], ...]:
    """Standing and country of every page that a run could vouch for, a country once for each standing it has; without
    the pages whose layout has no status section."""
    return tuple((row["standing"], row["country"]) for row in rows(db, _STANDINGS, (run,)))


def standings_at(db: Database, at: datetime) -> tuple[CountryStanding, ...]:
    """Where every watched country stood at a moment (aware), by name, by its English edition where there are several;
    without countries whose pages have no status."""
    found = {row["key"]: row for row in reversed(rows(db, _STANDING_AT, (stamp(at),)))}
    columns = ("key", "country", "iso2", "region", "standing")
    return tuple(CountryStanding(*(row[name] for name in columns)) for row in reversed(found.values()))


def section_states(db: Database, run: int) -> tuple[SectionStates, ...]:
    """How often each section is filled, empty or not printed on the pages a run could vouch for, by section key."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    labels: dict[str, str] = {}
    for row in rows(db, _SECTIONS, (run,)):
        counts[row["section"]][row["state"]] += row["pages"]
        # the rows come by count, so the last label is the one most pages print
        labels[row["section"]] = row["label"] or labels.get(row["section"], "")
    return tuple(
        SectionStates(key, labels[key], n["filled"], n["empty"], n["absent"], n["unknown"]) for key, n in counts.items()
    )


def new_wordings(db: Database) -> tuple[NewWording, ...]:
    """What no vocabulary knows in what pages say now, by page."""
    found: list[NewWording] = []
    for row in rows(db, _WORDINGS):
        found += [NewWording(row["page"], "heading", text) for text in json.loads(row["unknown_labels"])]
        if row["standing"] == "other" and row["wording"]:
            found.append(NewWording(row["page"], "status", row["wording"]))
        found += [NewWording(row["page"], "text", text) for text in json.loads(row["unplaced_texts"])]
    return tuple(found)


def printed_around(db: Database) -> dict[str, tuple[tuple[str, str], ...]]:
    """The sections, key and label in printed order, of each page that now prints a heading no vocabulary knows."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in rows(db, _AROUND):
        found[row["page"]].append((row["key"], row["label"]))
    return {page: tuple(sections) for page, sections in found.items()}


def where_pages_stand(db: Database) -> dict[str, Standing]:
    """Every page ever written down: when it was last asked for, how that ended, and where its country stands."""
    return {
        row["page"]: Standing(
            moment(row["last_checked"]) if row["last_checked"] else None,
            row["last_outcome"],
            moment(row["last_verified"]) if row["last_verified"] else None,
            row["standing"],
        )
        for row in rows(db, _WHERE)
    }


def stale(db: Database, since: datetime) -> tuple[str, ...]:
    """Pages that were asked for since then (aware), and last verified before it; one that never was counts from when it
    was first written down."""
    return tuple(row["page"] for row in rows(db, _STALE, {"since": stamp(since)}))


def country_names(db: Database) -> dict[str, str]:
    """Country key -> name for people."""
    return {row["key"]: row["name"] for row in rows(db, "SELECT key, name FROM countries")}


def regions(db: Database) -> dict[str, str]:
    """Country key -> region of the world, for the countries that have one."""
    return {row["key"]: row["region"] for row in rows(db, "SELECT key, region FROM countries WHERE region IS NOT NULL")}


def section_keys(db: Database) -> frozenset[str]:
    """Every section key any page ever had, "status" and "title" included."""
    return frozenset({"status", "title"} | {row["key"] for row in rows(db, "SELECT DISTINCT key FROM sections")})


def section_order(db: Database) -> tuple[str, ...]:
    """Section keys in the order of each layout's newest reading, the layouts in the order their pages were added."""
    found = [json.loads(row["section_keys"]) for row in rows(db, _KEYS) if row["section_keys"]]
    return tuple(dict.fromkeys(key for keys in found for key in keys))
