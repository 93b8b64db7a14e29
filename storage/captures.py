"""Captures: what arrived, kept before anything reads it; the bodies under their digest, compressed."""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Collection
from datetime import datetime

from sqlite_utils import Database

from scraper.capture import Capture, Validators
from storage.connection import immediate, insert, moment, one, rows, stamp
from storage.errors import StorageError

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

_UNJUDGED = """FROM captures k WHERE k.source <> 'live' AND k.failure IS NULL
    AND NOT EXISTS (SELECT 1 FROM checks c WHERE c.capture = k.id)"""


def save(db: Database, capture: Capture, failure: str | None = None) -> int:
    """Keeps a capture in a transaction of its own, so that it survives whatever follows; its id.

    The page must have been written down. `failure` is the code of the fetch error it came with, None when it arrived
    well. `at` is kept to the second. Busy when the file is held: nothing was kept, and asking again is safe.
    """
    digest = capture.digest
    with immediate(db):
        _keep_body(db, capture, digest)
        return insert(
            db,
            "captures",
            page=capture.page,
            at=stamp(capture.at),
            source=capture.source,
            requested_url=capture.requested_url,
            final_url=capture.final_url,
            status=capture.status,
            media_type=capture.media_type,
            headers=json.dumps(capture.headers),
            digest=digest,
            failure=failure,
        )


def keep_under(db: Database, capture_id: int, page: str) -> int:
    """Writes a capture down once more as one of that page, the body being there; its id. Inside a transaction."""
    row = one(db, "SELECT * FROM captures WHERE id = ?", (capture_id,))
    if row is None:
        raise StorageError(f"There is no capture {capture_id}.")
    return insert(db, "captures", **{**dict(row), "id": None, "page": page})


def load(db: Database, capture_id: int) -> Capture:
    """The capture as it was saved. StorageError when there is none, or its body is missing or damaged."""
    row = one(db, "SELECT * FROM captures WHERE id = ?", (capture_id,))
    if row is None:
        raise StorageError(f"There is no capture {capture_id}.")
    headers = tuple((name, value) for name, value in json.loads(row["headers"]))
    addresses = (row["page"], row["requested_url"], row["final_url"])
    return Capture(*addresses, moment(row["at"]), row["source"], row["status"], headers, body(db, row["digest"]))


def final_url(db: Database, capture_id: int) -> str:
    """The address that answered. StorageError when there is no such capture."""
    row = one(db, "SELECT final_url FROM captures WHERE id = ?", (capture_id,))
    if row is None:
        raise StorageError(f"There is no capture {capture_id}.")
    return str(row["final_url"])


def body(db: Database, digest: str) -> bytes:
    """The bytes of that SHA-256, checked against it. StorageError when missing, cut or changed."""
    if not has_bodies(db):
        raise StorageError("This copy was published without the bodies: ask the database itself.")
    found = _stored(db, digest)
    if found is None:
        raise StorageError(f"The body {digest} is missing, or its bytes are not those that arrived.")
    return found


def size(db: Database, capture_id: int) -> int:
    """How many bytes the capture's body has. StorageError when there is no such capture."""
    row = one(db, "SELECT b.size FROM captures k JOIN bodies b USING (digest) WHERE k.id = ?", (capture_id,))
    if row is None:
        raise StorageError(f"There is no capture {capture_id}.")
    return int(row["size"])


def has_bodies(db: Database) -> bool:
    """Whether this file keeps the bodies; a published copy does not."""
    return one(db, "SELECT 1 FROM sqlite_master WHERE name = '_bodies'") is not None


def validators(db: Database, page: str) -> Validators:
    """What a conditional request for the page may send: from the newest capture that was accepted, empty when none."""
    row = one(
        db,
        "SELECT k.headers FROM checks c JOIN captures k ON k.id = c.capture WHERE c.page = ? AND k.source = 'live' "
        "AND c.outcome IN ('first', 'unchanged', 'changed') ORDER BY c.id DESC LIMIT 1",
        (page,),
    )
    sent = dict(reversed(json.loads(row["headers"]))) if row else {}
    return Validators(sent.get("etag"), sent.get("last-modified"))


def is_known(db: Database, capture: Capture) -> bool:
    """Whether the same bytes of that page, from the same kind of source and of the same second, are in the archive."""
    sql = "SELECT 1 FROM captures WHERE digest = ? AND page = ? AND at = ? AND source = ?"
    return one(db, sql, (capture.digest, capture.page, stamp(capture.at), capture.source)) is not None


def archived(db: Database, page: str, source: str) -> dict[datetime, tuple[str, ...]]:
    """The moments (aware, UTC) of that page's captures from that kind of source -> the digests of what arrived, where
    the gate refused all of it, else ()."""
    sql = """SELECT k.at, k.digest, EXISTS (SELECT 1 FROM checks c WHERE c.capture = k.id
        AND c.outcome = 'quarantined') AS refused FROM captures k WHERE k.page = ? AND k.source = ? ORDER BY k.id"""
    found: dict[str, tuple[str, ...]] = {}
    for row in rows(db, sql, (page, source)):
        before = found.get(row["at"])
        found[row["at"]] = (*(before or ()), row["digest"]) if row["refused"] and before != () else ()
    return {moment(at): digests for at, digests in found.items()}


def imported_unjudged(db: Database) -> dict[str, list[int]]:
    """Imported captures that no check has judged: page key -> their ids, by the time they were taken."""
    found: dict[str, list[int]] = {}
    for row in rows(db, f"SELECT k.page, k.id {_UNJUDGED} ORDER BY k.page, k.at, k.id"):
        found.setdefault(row["page"], []).append(row["id"])
    return found


def taken_after(db: Database, ids: Collection[int], at: datetime) -> tuple[int, ...]:
    """Those of the captures that were taken after that moment (aware), by time."""
    sql = "SELECT id FROM captures WHERE id IN (SELECT value FROM json_each(?)) AND at > ? ORDER BY at, id"
    return tuple(row["id"] for row in rows(db, sql, (json.dumps([*ids]), stamp(at))))


def imported_waiting(db: Database) -> int:
    """How many imported captures no check has judged."""
    return int(rows(db, f"SELECT count(*) {_UNJUDGED}")[0][0])


def taken_until(db: Database, ids: Collection[int], at: datetime) -> tuple[int, ...]:
    """Those of the captures that were taken at that moment (aware) or before, by time."""
    sql = "SELECT id FROM captures WHERE id IN (SELECT value FROM json_each(?)) AND at <= ? ORDER BY at, id"
    return tuple(row["id"] for row in rows(db, sql, (json.dumps([*ids]), stamp(at))))


def unjudged(db: Database, since: datetime) -> dict[str, int]:
    """What an interrupted run left behind: page key -> id of the page's newest capture.

    Only live captures that arrived well, at or after `since`, and after everything a check has judged.
    """
    found = rows(
        db,
        "SELECT k.page, max(k.id) AS id FROM pages p CROSS JOIN captures k ON k.page = p.key AND k.id > coalesce("
        "(SELECT max(j.id) FROM captures j WHERE j.page = p.key AND j.source = 'live' AND EXISTS ("
        "SELECT 1 FROM checks c WHERE c.capture = j.id)), 0) "
        "WHERE k.failure IS NULL AND k.source = 'live' AND k.at >= ? GROUP BY k.page ORDER BY k.page",
        (stamp(since),),
    )
    return {row["page"]: row["id"] for row in found}


def digests(db: Database, ids: Collection[int]) -> dict[int, str]:
    """The digests of the bodies of those captures, by id; an id nobody knows is left out."""
    found = rows(
        db, "SELECT id, digest FROM captures WHERE id IN (SELECT value FROM json_each(?))", (json.dumps([*ids]),)
    )
    return {row["id"]: row["digest"] for row in found}


def by_digest(db: Database, prefix: str) -> tuple[int, ...]:
    """Ids of the captures whose body's SHA-256 begins with `prefix` (lower-case hex), oldest first."""
    if not prefix or set(prefix) - set("0123456789abcdef"):
        return ()
    sql = "SELECT id FROM captures WHERE digest >= ? AND digest < ? ORDER BY id"
    return tuple(row["id"] for row in rows(db, sql, (prefix, prefix + "g")))


def _keep_body(db: Database, capture: Capture, digest: str) -> None:
    if one(db, "SELECT 1 FROM bodies WHERE digest = ?", (digest,)):
        return
    dictionary = _dictionary_for(db, capture.page)
    prefix = body(db, dictionary) if dictionary else None
    insert(db, "bodies", digest=digest, size=len(capture.body))
    insert(db, "_bodies", digest=digest, dictionary=dictionary, zstd=_deflated(capture.body, prefix))


def _dictionary_for(db: Database, page: str) -> str | None:
    """The page's first good body, or what that one leans on: no body is ever more than one step from plain.

    zstd takes no prefix under eight bytes.
    """
    row = one(
        db,
        "SELECT coalesce(b.dictionary, b.digest) AS digest FROM captures k JOIN _bodies b ON b.digest = k.digest "
        "JOIN bodies n ON n.digest = k.digest "
        "WHERE k.page = ? AND k.failure IS NULL AND k.status = 200 AND n.size >= 8 ORDER BY k.id LIMIT 1",
        (page,),
    )
    return row["digest"] if row else None


def _stored(db: Database, digest: str, *, plain: bool = False) -> bytes | None:
    """The bytes of that digest; None when missing or damaged, or when `plain` and it leans on another body."""
    sql = "SELECT b.zstd, b.dictionary, n.size FROM _bodies b JOIN bodies n USING (digest) WHERE digest = ?"
    row = one(db, sql, (digest,))
    if row is None or (plain and row["dictionary"]):
        return None
    prefix = _stored(db, row["dictionary"], plain=True) if row["dictionary"] else b""
    found = None if prefix is None else _inflated(row["zstd"], prefix, row["size"])
    return found if found is not None and hashlib.sha256(found).hexdigest() == digest else None


def _deflated(content: bytes, prefix: bytes | None) -> bytes:
    return zstd.compress(content, zstd_dict=zstd.ZstdDict(prefix, is_raw=True).as_prefix if prefix else None)


def _inflated(content: bytes, prefix: bytes, size: int) -> bytes | None:
    """The bytes, None when the frame is damaged or holds more than was written down."""
    try:
        inflater = zstd.ZstdDecompressor(zstd.ZstdDict(prefix, is_raw=True).as_prefix if prefix else None)
        found = inflater.decompress(content, max_length=size + 1)
    except (zstd.ZstdError, ValueError):
        return None
    return found if inflater.eof and len(found) == size else None
