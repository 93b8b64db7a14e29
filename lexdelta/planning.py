"""What a run would do, without doing it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from sqlite_utils import Database

from lexdelta.config import require_contact
from lexdelta.emit import line
from lexdelta.looking import Plan
from lexdelta.remembering import left_behind, plan_for
from lexdelta.settings import Config
from lexdelta.watching import index_page, layout_of, listed, merged
from scraper.page import Page
from storage import pages
from storage.database import open_existing


def planned(config: Config, names: tuple[str, ...]) -> Iterator[str]:
    """One line a page: how it would be looked at, and where; nothing is asked and nothing written.

    Raises ConfigError and StorageError as a run would.
    """
    require_contact(config)
    db = open_existing(config.store.path) if config.store.path.exists() else None
    try:
        only = {pages.resolve(db, name) for name in names} if db else set(names)
        for watch in config.watch:
            layout = layout_of(watch, config)
            index = index_page(watch, layout)
            if index and not only:
                yield f"{'index':<28} ask          {line(index.url)} (may add pages)"
            added = [p for p in pages.all_pages(db) if p.origin == "index"] if db and watch.index else []
            wanted = [page for page in merged(listed(watch, layout), added) if not only or page.key in only]
            yield from (_line(plan) for plan in _plans(db, config, wanted))
    finally:
        if db:
            db.close()


def _plans(db: Database | None, config: Config, wanted: list[Page]) -> list[Plan]:
    if db is None:
        return [Plan(page) for page in wanted]
    left = left_behind(db, datetime.now(UTC) - timedelta(hours=config.fetch.reuse_hours))
    return [plan_for(db, page, left) for page in wanted]


def _line(plan: Plan) -> str:
    how = "judge" if plan.reuse is not None else "ask if new" if plan.validators else "ask"
    return f"{plan.page.key:<28} {how:<12} {line(plan.page.url)}"
