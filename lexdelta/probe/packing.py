"""A first look as one zip: every request and response, what was read of them, and a manifest; names are all our own."""

from __future__ import annotations

import hashlib
import os
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from importlib.metadata import version
from pathlib import Path

from lexdelta.output import document
from lexdelta.probe.probed import Probe, Seen
from lexdelta.render.probe_json import probe_json, seen_json
from scraper.answer import Exchange

FORMAT = "lexdelta-probe"
FORMAT_VERSION = 1
MANIFEST = "manifest.json"
MOST_EXCHANGES = 400
MOST_BYTES = 64 * 1024 * 1024
"""Bytes of all members before compression; bodies and readings beyond are left out, and the manifest says so."""
_SECRET = ("set-cookie", "set-cookie2")
Member = tuple[str, bytes]


def write_zip(path: Path, probe: Probe, *, force: bool = False) -> None:
    """Write the look to a zip that is there whole or not at all.

    Raises FileExistsError when it is there already (unless `force`), OSError when it cannot be written.
    """
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".tmp")
    written = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            _write(file, probe)
            file.flush()
            os.fsync(file.fileno())
        written.chmod(0o644)
        if force:
            written.replace(path)
        else:
            path.hardlink_to(written)  # unlike a rename, it never replaces what appeared meanwhile
    finally:
        written.unlink(missing_ok=True)


def _write(file: object, probe: Probe) -> None:
    moment = probe.at.timetuple()[:6]
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:  # type: ignore[call-overload]  # any binary file
        for name, content in members(probe):
            entry = zipfile.ZipInfo(name, moment)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            packed.writestr(entry, content)


def members(probe: Probe) -> list[Member]:
    """Names and bytes, the manifest last; the same look gives the same members."""
    kept = list(_within(_all_members(probe)))
    listed = [{"name": n, "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()} for n, data in kept]
    names = {name for name, _ in kept}
    manifest = {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "lexdelta": version("lexdelta"),
        "at": probe.at,
        "user_agent": probe.user_agent,
        "exchanges": [_listed(probe, number, exchange, names) for number, exchange in _numbered(probe)],
        "not_kept": max(len(probe.exchanges) - MOST_EXCHANGES, 0),
        "members": listed,
    }
    return [*kept, (MANIFEST, document(manifest).encode())]


def _within(found: Iterable[Member]) -> Iterator[Member]:
    room = MOST_BYTES
    for name, content in found:
        if len(content) <= room:
            room -= len(content)
            yield name, content


def _all_members(probe: Probe) -> Iterator[Member]:
    """Small ones first, so that none of them is left out for a large body's sake."""
    for number, exchange in _numbered(probe):
        folder = _folder(probe, number, exchange)
        yield f"{folder}/request.json", document(_request(exchange)).encode()
        yield f"{folder}/response.json", document(_response(exchange)).encode()
    for number, exchange in _numbered(probe):
        yield f"{_folder(probe, number, exchange)}/body.bin", exchange.body
    for number, exchange in _numbered(probe):
        for seen in probe.seen:
            if seen.exchanges and seen.exchanges[-1] is exchange:
                yield f"readings/{number:03}.json", document(seen_json(seen)).encode()
    yield "probe.json", document(probe_json(probe)).encode()


def _numbered(probe: Probe) -> list[tuple[int, Exchange]]:
    return list(enumerate(probe.exchanges[:MOST_EXCHANGES], 1))


def _folder(probe: Probe, number: int, exchange: Exchange) -> str:
    seen = _seen(probe, exchange)
    kind = seen.page.kind if seen else "robots"
    return f"{number:03}-{kind}"


def _seen(probe: Probe, exchange: Exchange) -> Seen | None:
    return next((seen for seen in probe.seen if any(own is exchange for own in seen.exchanges)), None)


def _listed(probe: Probe, number: int, exchange: Exchange, names: set[str]) -> dict[str, object]:
    folder, seen = _folder(probe, number, exchange), _seen(probe, exchange)
    return {
        "folder": folder,
        "layout": seen.target.layout.name if seen else None,
        "page": seen.page.key or None if seen else None,
        "asked": seen.page.url if seen else exchange.url,
        "url": exchange.url,
        "status": exchange.status,
        "fault": exchange.fault or None,
        "body_kept": f"{folder}/body.bin" in names,
        "accepted": bool(seen and seen.accepted and seen.exchanges[-1] is exchange),
    }


def _request(exchange: Exchange) -> dict[str, object]:
    return {"method": "GET", "url": exchange.url, "headers": [list(header) for header in exchange.sent]}


def _response(exchange: Exchange) -> dict[str, object]:
    """All headers but what a cookie holds: the zip is made to be shown to others."""
    headers = [[name, "(left out)" if name in _SECRET else value] for name, value in exchange.headers]
    digest = hashlib.sha256(exchange.body).hexdigest()
    facts = {"status": exchange.status, "at": exchange.at, "fault": exchange.fault or None}
    return {**facts, "headers": headers, "bytes": len(exchange.body), "sha256": digest}
