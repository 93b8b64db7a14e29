"""Profiles in rows: a reading with its sections, blocks, links and mentions, written and read back exactly."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date
from typing import TypeVar

from sqlite_utils import Database

from scraper.normalise import is_nothing, normalise
from scraper.profile import Block, Link, Mention, Profile, Section, Status, Words
from storage.connection import insert, rows

Row = sqlite3.Row
Noun = TypeVar("Noun")


def write(db: Database, snapshot_id: int, run: int, profile: Profile) -> int:
    """Adds a reading of the snapshot with all it says; the id of the reading. Inside a transaction."""
    reading = insert(db, "readings", snapshot=snapshot_id, run=run, **_reading(profile))
    blocks = {}
    for position, section in enumerate(profile.sections):
        for place, block_id in enumerate(_write_section(db, reading, position, section)):
            blocks[section.key, place] = block_id
    for key in profile.keys:
        if profile.section(key) is None:
            insert(db, "sections", reading=reading, key=key, state=profile.state_of(key), text="")
    for mention in profile.mentions:
        _write_mention(db, blocks[mention.section, mention.block], mention)
    return reading


def read(db: Database, reading: Row) -> Profile:
    """The profile of a row of readings, as it was written."""
    links = _by(rows(db, _LINKS, (reading["id"],)), "block", lambda row: Link(row["text"], row["url"]))
    blocks = _by(
        rows(db, _BLOCKS, (reading["id"],)),
        "section",
        lambda row: Block(row["kind"], row["text"], links.get(row["id"], ())),
    )
    sections = tuple(
        Section(row["key"], row["label"], row["state"], blocks.get(row["id"], ()))
        for row in rows(db, _SECTIONS, (reading["id"],))
    )
    named = (dict(zip(row.keys(), row, strict=True)) for row in rows(db, _MENTIONS, (reading["id"],)))
    mentions = tuple(Mention(**columns) for columns in named)
    head = (reading["reading"], reading["title"], reading["language"], _status(reading))
    keys, stated_at = tuple(json.loads(reading["section_keys"])), _date(reading["stated_at"])
    return Profile(*head, sections, keys, stated_at, bool(reading["lossy"]), mentions, _words(reading))


_SECTIONS = "SELECT * FROM sections WHERE reading = ? AND position NOT NULL ORDER BY position"
_BLOCKS = """SELECT b.id, b.section, b.kind, b.text FROM sections x JOIN blocks b ON b.section = x.id
    WHERE x.reading = ? ORDER BY b.section, b.position"""
_LINKS = """SELECT k.block, k.text, k.url FROM sections x JOIN blocks b ON b.section = x.id
    JOIN links k ON k.block = b.id WHERE x.reading = ? ORDER BY k.block, k.position"""
_MENTIONS = """SELECT m.kind, m.text, m.normal, x.key AS section, b.position AS block, m.number,
    m.year, m.starts AS start, m.ends AS "end", m.subkind, m.name, m.acronym, m.year_to, m.court, m.law FROM sections x
    JOIN blocks b ON b.section = x.id JOIN mentions m ON m.block = b.id WHERE x.reading = ? ORDER BY m.id"""


def _write_section(db: Database, reading: int, position: int, section: Section) -> list[int]:
    """The ids of its blocks, in order."""
    section_id = insert(
        db,
        "sections",
        reading=reading,
        position=position,
        key=section.key,
        label=section.label,
        state=section.state,
        text=section.text,
        text_digest=_sha256(normalise(section.text)),
    )
    return [_write_block(db, section_id, place, block) for place, block in enumerate(section.blocks)]


def _write_block(db: Database, section: int, position: int, block: Block) -> int:
    block_id = insert(db, "blocks", section=section, position=position, kind=block.kind, text=block.text)
    for place, link in enumerate(block.links):
        insert(db, "links", block=block_id, position=place, text=link.text, url=link.url)
    return block_id


def _write_mention(db: Database, block: int, mention: Mention) -> None:
    insert(
        db,
        "mentions",
        block=block,
        kind=mention.kind,
        subkind=mention.subkind,
        text=mention.text,
        starts=mention.start,
        ends=mention.end,
        normal=mention.normal,
        name=mention.name,
        acronym=mention.acronym,
        number=mention.number,
        year=mention.year,
        year_to=mention.year_to,
        court=mention.court,
        law=mention.law,
    )


def _reading(profile: Profile) -> dict[str, str | int | None]:
    status, words = profile.status, profile.words
    return {
        "reading": profile.reading,
        "digest": profile.digest,
        "status_digest": status_digest(status),
        "title": profile.title,
        "language": profile.language,
        "standing": status.standing,
        "wording": status.wording,
        "declarations": status.declarations,
        "signed": _text(status.signed),
        "ratified": _text(status.ratified),
        "status_raw": status.raw,
        "stated_at": _text(profile.stated_at),
        "lossy": int(profile.lossy),
        "section_keys": _packed(profile.keys),
        "words_placed": words.placed,
        "words_boilerplate": words.boilerplate,
        "words_unplaced": words.unplaced,
        "unplaced_texts": _packed(words.unplaced_texts),
        "unknown_labels": _packed(words.unknown_labels),
    }


def status_digest(status: Status) -> str:
    """Equal for statuses between which a reader sees no difference: NA, N/A and a dash are one."""
    declared = "" if is_nothing(status.declarations) else normalise(status.declarations or "")
    dates = [_text(status.signed), _text(status.ratified)]
    return _sha256(_packed([status.standing, normalise(status.wording or ""), declared, *dates]))


def _status(row: Row) -> Status:
    dates = (_date(row["signed"]), _date(row["ratified"]))
    return Status(row["standing"], row["wording"], row["declarations"], *dates, row["status_raw"])


def _words(row: Row) -> Words:
    texts = (tuple(json.loads(row["unplaced_texts"])), tuple(json.loads(row["unknown_labels"])))
    return Words(row["words_placed"], row["words_boilerplate"], row["words_unplaced"], *texts)


def _by(found: Iterable[Row], key: str, noun: Callable[[Row], Noun]) -> dict[int, tuple[Noun, ...]]:
    groups: defaultdict[int, list[Noun]] = defaultdict(list)
    for row in found:
        groups[row[key]].append(noun(row))
    return {owner: tuple(group) for owner, group in groups.items()}


def _packed(value: Iterable[str | None]) -> str:
    return json.dumps(list(value), ensure_ascii=False)


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _text(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
