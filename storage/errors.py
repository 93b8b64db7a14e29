"""What goes wrong with the file, named by what the caller does next; every message is a sentence for people.

StorageError             the command ends; nothing half-written stays behind
├── NotOurs              the file is something else: it was not touched
├── TooNew               a newer version wrote it: it was not touched
├── Busy                 somebody holds the file longer than we wait: nothing was written, worth trying again
└── UnknownPage          no page, or more than one, answers to that name
"""

from __future__ import annotations

import sqlite3


class StorageError(Exception):
    """The file cannot be used as asked; the message says why, and what to do when there is something to do."""


class NotOurs(StorageError):
    """The file exists and is no database of this program; it was left as it is."""


class TooNew(StorageError):
    """A newer version of the program wrote the file; it was left as it is."""


class Busy(StorageError):
    """Another process holds the file longer than the busy timeout; the transaction was rolled back."""


class UnknownPage(StorageError):
    """No page answers to that name, or several do; the message names the nearest."""


def explained(error: sqlite3.Error, path: str) -> StorageError | None:
    """The error as a sentence for people; None when it is not about the file, and so a bug."""
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        return None
    primary = code & 0xFF
    if primary in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return Busy(f"Another program holds {path}: nothing was written. Close it, or try again later.")
    sentence = _SENTENCES.get(primary)
    return StorageError(sentence.format(path=path)) if sentence else None


_SENTENCES = {
    sqlite3.SQLITE_FULL: "The disk is full, {path} was left as it was. Make room and run again.",
    sqlite3.SQLITE_IOERR: "The disk failed while {path} was read or written, the transaction was rolled back.",
    sqlite3.SQLITE_READONLY: "{path} is not writable.",
    sqlite3.SQLITE_CANTOPEN: "{path} cannot be opened.",
    sqlite3.SQLITE_CORRUPT: "{path} is damaged. Restore a backup.",
    sqlite3.SQLITE_NOTADB: "{path} is damaged or is no SQLite file. Restore a backup.",
}
