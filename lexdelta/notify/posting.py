"""Telling outside of a run: what is owed and due, what was given up, or a test."""

from __future__ import annotations

import secrets
from contextlib import closing
from datetime import UTC, datetime

from sqlite_utils import Database

from lexdelta.delivering import Delivered, deliver
from lexdelta.lock import run_lock
from lexdelta.notify.addresses import NoAddress, address_of
from lexdelta.notify.carrying import carry
from lexdelta.notify.letter import Errand, Letter
from lexdelta.notify.outbox import owe_due
from lexdelta.notify.outcome import Outcome
from lexdelta.notify.settings import Notify
from lexdelta.settings import Config
from storage import deliveries
from storage.database import immediate, open_existing


def deliver_now(config: Config, *, retry: bool = False) -> Delivered:
    """Make the digests that are due and deliver what is owed; `retry` also what was given up.

    Raises lock.Held while a run goes on, StorageError.
    """
    with run_lock(config.store.lock), closing(open_existing(config.store.path, read_only=False)) as db:
        _owe(db, config, datetime.now(UTC), retry=retry)
        return deliver(db, config, lambda: datetime.now(UTC))


def _owe(db: Database, config: Config, now: datetime, *, retry: bool) -> None:
    with immediate(db):
        owe_due(db, config, now)
        if retry:
            deliveries.revive(db, now)


def send_test(target: Notify) -> Outcome:
    """Send one message that says it is a test, and nothing of the database."""
    try:
        address = address_of(target)
    except NoAddress as error:
        return Outcome(False, str(error))
    sentences = (f'This is what "{target.name}" of [[notify]] receives. Nothing has changed.',)
    return carry(Errand(address, Letter(f"test-{target.name}-{secrets.token_hex(4)}", "test", None, sentences)))
