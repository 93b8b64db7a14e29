"""The shape of the code: small rooms, one way down, nothing of a stranger's in our folders."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from lexdelta.packages import examine_packages

ROOT = Path(__file__).parents[1]
PACKAGES = ("scraper", "diffs", "storage", "lexdelta")
FILES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
MOST_LINES, MOST_BODY, MOST_NESTING = 250, 40, 3
BANNED = {"utils", "helpers", "core", "base", "manager"}
NESTS = (ast.If, ast.For, ast.While, ast.With, ast.Try, ast.AsyncFor, ast.AsyncWith, ast.Match)


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function of a file."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def nesting(node: ast.AST, depth: int = 0) -> int:
    """How deep control flow nests; an elif is no deeper than its if."""
    deepest = depth
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            continue
        chained = isinstance(node, ast.If) and isinstance(child, ast.If) and child in node.orelse
        deepest = max(deepest, nesting(child, depth + (isinstance(child, NESTS) and not chained)))
    return deepest


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_rooms_are_small(path: Path) -> None:
    """Files stay under 250 lines, function bodies under 40, control flow three deep."""
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MOST_LINES
    assert path.stem not in BANNED
    for function in functions(path):
        body = function.body[1:] if ast.get_docstring(function) else function.body
        lines = (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0
        assert lines <= MOST_BODY, function.name
        assert nesting(function) <= MOST_NESTING, function.name


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_what_others_call_says_what_it_promises(path: Path) -> None:
    """Every module, public class and public function opens with its promise."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert ast.get_docstring(tree)
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            assert ast.get_docstring(node), node.name


@pytest.mark.parametrize("package", [p for p in FILES if p.name == "__init__.py"], ids=lambda p: p.parent.name)
def test_a_package_opens_with_a_description_and_nothing_else(package: Path) -> None:
    """A re-export would pull a whole layer in and break the import contracts."""
    assert len(ast.parse(package.read_text(encoding="utf-8")).body) == 1


def test_no_broad_except() -> None:
    """Expected failures are named; anything else is a bug and crashes."""
    for path in FILES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ExceptHandler):
                assert node.type is not None, path
                assert "Exception" not in {n.id for n in ast.walk(node.type) if isinstance(n, ast.Name)}, path


def test_our_folders_hold_only_our_files() -> None:
    """The package names are generic: a distribution of the same name would mix its files into our folders."""
    assert [finding for finding in examine_packages() if finding.state == "failed"] == []
