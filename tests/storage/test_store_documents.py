"""What the documentation and the architecture say about the database is so."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlite_utils import Database

from storage.describe import described, fresh, markdown
from storage.tables import APPEND_ONLY

_ROOT = Path(__file__).parents[2]
_OURS = sorted(path for package in ("storage", "lexdelta") for path in (_ROOT / package).rglob("*.py"))
_CONNECTION = _ROOT / "storage" / "connection.py"
_INDEX = "sections_fts"


@pytest.fixture
def empty() -> Iterator[Database]:
    """An empty database with the schema of today."""
    db = fresh()
    yield db
    db.close()


def test_the_schema_page_is_current(empty: Database) -> None:
    """`python -m storage.describe docs/schema.md` would change nothing."""
    assert (_ROOT / "docs" / "schema.md").read_text(encoding="utf-8") == markdown(described(empty))


def test_every_table_view_and_column_is_explained(empty: Database) -> None:
    """Nothing in the file is left for its reader to guess."""
    found = {item.name: item for item in described(empty)}
    ours = [name for name in (*empty.table_names(), *empty.view_names()) if not name.startswith((_INDEX, "_sqlite"))]
    assert sorted(found) == sorted(ours)
    for name, item in found.items():
        columns = [row[1] for row in empty.execute(f"PRAGMA table_info({name})").fetchall()]
        assert [column.name for column in item.columns] == columns, name
        assert item.meaning, name
        assert [column.name for column in item.columns if not column.meaning] == [], name


def test_every_table_is_strict(empty: Database) -> None:
    """A number in a text column is refused by the file itself."""
    listed = empty.execute(
        "SELECT name, strict FROM pragma_table_list WHERE type = 'table' AND schema = 'main'"
    ).fetchall()
    assert [name for name, strict in listed if not strict and not name.startswith(("sqlite_", "_sqlite"))] == []


def test_every_record_is_guarded(empty: Database) -> None:
    """Tables of evidence refuse UPDATE and DELETE, and no table is guarded that does not exist."""
    guards = {row[0] for row in empty.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()}
    assert {f"{table}_no_{verb}" for table in APPEND_ONLY for verb in ("update", "delete")} <= guards
    assert set(APPEND_ONLY) <= set(empty.table_names())


def _commits(tree: ast.AST) -> Iterator[int]:
    """Lines that reach for the SQLite connection or decide about transactions past `immediate`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in ("conn", "executescript", "atomic", "enable_wal"):
            yield node.lineno


@pytest.mark.parametrize("path", [path for path in _OURS if path != _CONNECTION], ids=lambda path: path.name)
def test_only_one_module_touches_the_connection(path: Path) -> None:
    """`db.conn.commit`, `db.conn.executescript` and `with db.conn` commit behind the back of a transaction."""
    assert list(_commits(ast.parse(path.read_text(encoding="utf-8")))) == []


def test_the_one_module_is_the_one(empty: Database) -> None:
    """The rule above looks for what it should: it finds it where it is allowed."""
    assert list(_commits(ast.parse(_CONNECTION.read_text(encoding="utf-8"))))
    assert empty.table_names()
