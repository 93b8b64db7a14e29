"""One run at a time: a lock beside the database, freed by the system when its holder dies."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from storage.errors import StorageError


class Held(Exception):
    """Another run holds the lock: exit 75."""


@contextmanager
def run_lock(path: Path) -> Iterator[None]:
    """Hold the lock, or raise Held at once. The file stays: deleting it would let two runs in.

    Raises StorageError when there can be no such file, as in a folder that cannot be written.
    """
    lock = FileLock(path, timeout=0)
    try:
        lock.acquire()
    except Timeout as busy:
        raise Held(f"Another run is going on (lock {path}).") from busy
    except OSError as error:
        raise StorageError(f"{path} cannot be locked, so nothing was done: {error.strerror}.") from error
    try:
        yield
    finally:
        lock.release()
