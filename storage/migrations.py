"""The schema as the steps that built it; a step that has shipped is never edited.

Columns added to a table later must allow NULL: the chain leaves NULLs out, so that old entries still verify.
"""

from __future__ import annotations

from sqlite_utils import Database, Migrations

from storage import tables, tables_told, views, views_named, views_told

SCHEMA_VERSION = 1
"""How many steps there are: what `PRAGMA user_version` says when all have been taken."""

migrations = Migrations("lexdelta")


@migrations()
def create(db: Database) -> None:
    """Everything the first release has."""
    for script in (
        tables.EVIDENCE,
        tables_told.TOLD,
        views.CURRENT,
        views.HISTORY,
        views_named.NAMED,
        views_told.TOLD,
        views_told.SEARCH,
    ):
        _run(db, script)
    _run(db, views_told.guards())


def _run(db: Database, script: str) -> None:
    for statement in script.strip().split("\n\n"):
        db.execute(statement)
