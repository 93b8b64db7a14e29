"""What `lexdelta doctor` looks at: one finding a line, nothing changed by looking."""

from __future__ import annotations

import locale
import os
import platform
import re
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from importlib import metadata
from pathlib import Path

from lexdelta.config import Config, ConfigError, contact_problems, find, load
from lexdelta.packages import Finding
from lexdelta.surroundings import last_run, lock_state, outbox
from storage.database import APPLICATION_ID, MINIMUM_SQLITE, SCHEMA_VERSION, StorageError, open_existing

_NAME = re.compile(r"[A-Za-z0-9._-]+")
_LITTLE_BYTES = 500_000_000
_NO_CLOCK_BEFORE = datetime(2026, 1, 1, tzinfo=UTC)


def examine(config_path: Path | None) -> tuple[Finding, ...]:
    """Everything, in a fixed order. Without usable settings the defaults are looked at."""
    problems: tuple[str, ...] = ()
    try:
        config = load(config_path)
    except ConfigError as error:
        config, problems = Config(), error.problems
    return (
        *_interpreter(),
        *_dependencies(),
        *_settings(config, find(config_path), problems),
        *_database(config),
        *_targets(config),
        *_machine(config),
    )


def _interpreter() -> Iterator[Finding]:
    version = platform.python_version()
    yield Finding("python", "ok", f"{platform.python_implementation()} {version}, {sys.executable}")
    enough = sqlite3.sqlite_version_info >= MINIMUM_SQLITE
    wanted = "" if enough else f", {'.'.join(map(str, MINIMUM_SQLITE))} is needed"
    yield Finding("sqlite", "ok" if enough else "failed", f"{sqlite3.sqlite_version}{wanted}")
    yield _full_text_search()


def _full_text_search() -> Finding:
    connection = sqlite3.connect(":memory:")
    try:
        connection.execute("CREATE VIRTUAL TABLE t USING fts5(x)")
    except sqlite3.Error as error:
        return Finding("sqlite fts5", "failed", str(error))
    finally:
        connection.close()
    return Finding("sqlite fts5", "ok", "available")


def _dependencies() -> Iterator[Finding]:
    """Our own version, and that of whatever we require; what only an extra or another Python needs may be missing."""
    yield Finding("lexdelta", "ok", metadata.version("lexdelta"))
    for requirement in metadata.requires("lexdelta") or ():
        wanted, _, condition = requirement.partition(";")
        name = _NAME.match(wanted)
        if name is None or re.search(r"extra\s*==\s*['\"]dev['\"]", condition):
            continue
        yield _dependency(name[0], wanted.strip(), condition.strip())


def _dependency(name: str, wanted: str, condition: str) -> Finding:
    try:
        return Finding(name, "ok", f"{metadata.version(name)} ({wanted})")
    except metadata.PackageNotFoundError:
        extra = re.search(r"extra\s*==\s*['\"](\w+)['\"]", condition)
        only = f"only needed for lexdelta[{extra[1]}]" if extra else f"only needed when {condition}"
        needed = only if condition else f"{wanted} is needed"
        return Finding(name, "note" if condition else "failed", f"not installed, {needed}")


def _settings(config: Config, file: Path | None, problems: tuple[str, ...]) -> Iterator[Finding]:
    yield Finding("config file", "ok", str(file) if file else "none, defaults apply")
    yield from (Finding("config", "failed", problem) for problem in problems)
    if not problems:
        # Without a contact everything but fetching works, so it is no failure of the installation.
        missing = contact_problems(config)
        yield from (Finding("config", "note", problem) for problem in missing)
        yield from () if missing else (Finding("config", "ok", "valid"),)


def _database(config: Config) -> Iterator[Finding]:
    path = config.store.path
    if not os.path.lexists(path):
        yield Finding("database", "ok", f"none yet at {path}")
    else:
        yield _database_file(path)
        yield _writable(path)
    state = lock_state(config.store.lock)
    detail = {"free": "no run is going on", "held": "a run is going on", "unreadable": "cannot be read"}[state]
    yield Finding("lock", "failed" if state == "unreadable" else "ok", f"{config.store.lock}: {detail}")


def _database_file(path: Path) -> Finding:
    try:
        open_existing(path, busy_timeout_ms=500).close()
        with path.open("rb") as file:
            head = file.read(100)
    except StorageError as error:
        return Finding("database", "failed", str(error))
    except OSError as error:
        return Finding("database", "failed", f"{path} cannot be read: {error.strerror}")
    identity, schema = int.from_bytes(head[68:72], "big"), int.from_bytes(head[60:64], "big")
    kind = "the database" if identity == APPLICATION_ID else "a copy for readers"
    size = path.stat().st_size
    return Finding(
        "database", "ok", f"{path}: {kind}, id {identity:#x}, schema {schema} of {SCHEMA_VERSION}, {size} bytes"
    )


def _writable(path: Path) -> Finding:
    if os.access(path, os.W_OK) and os.access(path.parent, os.W_OK):
        return Finding("database writable", "ok", "file and folder")
    return Finding("database writable", "failed", f"{path} and its folder must be writable")


def _targets(config: Config) -> Iterator[Finding]:
    """Each target's address, which is never shown, and what the outbox owes; nothing is sent."""
    from lexdelta.notify.checking import wrong_address

    if (owed := outbox(config.store.path)) is not None:
        yield Finding("outbox", "note" if owed[1] else "ok", f"{owed[0]} to be delivered, {owed[1]} given up")
    for target in config.notify:
        wrong = wrong_address(target)
        yield Finding(f"notify {target.name}", "failed" if wrong else "ok", wrong or f"{target.url_env} is understood")


def _machine(config: Config) -> Iterator[Finding]:
    yield _disk(config.store.path.parent)
    yield _clock(last_run(config.store.path), datetime.now(UTC))
    names = {"stdout": sys.stdout.encoding, "files": sys.getfilesystemencoding(), "locale": locale.getencoding()}
    plain = all(name.lower().replace("-", "") == "utf8" for name in names.values())
    detail = ", ".join(f"{what} {name}" for what, name in names.items())
    yield Finding("encoding", "ok" if plain else "note", detail)


def _disk(folder: Path) -> Finding:
    try:
        free = shutil.disk_usage(folder).free
    except OSError as error:
        return Finding("disk", "failed", f"{folder}: {error.strerror}")
    return Finding("disk", "ok" if free > _LITTLE_BYTES else "failed", f"{free // 1_000_000} MB free in {folder}")


def _clock(last: datetime | None, now: datetime) -> Finding:
    """A clock before the newest run would write history out of order."""
    shown = f"{now:%Y-%m-%dT%H:%M:%SZ}"
    if now < _NO_CLOCK_BEFORE:
        return Finding("clock", "failed", f"{shown} is long past: the clock was not set")
    if last is not None and now < last - timedelta(minutes=1):
        return Finding("clock", "failed", f"{shown} is before the newest run, which finished {last:%Y-%m-%dT%H:%M:%SZ}")
    return Finding("clock", "ok", shown)
