"""The lines under one heading -> blocks, the unit that is compared."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import groupby

from scraper.line import Frame, Line
from scraper.profile import Block, BlockKind, Link

_TYPED_BULLET = re.compile(r"^[•·▪◦‣●\uf0b7\uf0a7]\s*(?=\S)|^[-–—]\s+(?=\S)")
_LONE_BULLET = re.compile(r"[•·▪◦‣●\uf0b7\uf0a7\s]+")
_TYPED_NUMBER = re.compile(r"^(?:\(?\d{1,2}|\(?[a-z]|[ivx]{2,4})[.)]\s+(?=\S)")
_CELL = " | "
_LONGEST_HEADING = 200


def blocks_of(lines: Sequence[Line], laid: Collection[int]) -> tuple[Block, ...]:
    """Blocks in reading order: a table row is one, so is a bullet typed by hand; a single break ends no sentence.

    `laid` are elements (by id) that lay the page out: their items and cells are no lists and no tables.
    """
    found: list[Block] = []
    lines = [line for line in lines if not _LONE_BULLET.fullmatch(line.text)]
    for row, group in groupby(lines, key=lambda line: _row(line, laid)):
        together = list(group)
        found += _runs(together, laid) if row is None else [_tabular(row, together)]
    return tuple(block for block in found if block.text)


def joined(lines: Sequence[Line]) -> Block:
    """All the lines as one paragraph."""
    return Block("paragraph", " ".join(line.text for line in lines), _links(lines))


def _row(line: Line, laid: Collection[int]) -> Frame | None:
    """The row of a table a line stands in, None outside tables and in those that only lay the page out."""
    row = line.frame.row
    if row is None or row.cells < 2 or id(row.table or row) in laid:
        return None
    return row


def _tabular(row: Frame, lines: list[Line]) -> Block:
    """One row with its cells apart; an empty cell keeps its place."""
    cells = [""] * row.cells
    for line in lines:
        cells[line.frame.cell] = f"{cells[line.frame.cell]} {line.text}".strip()
    while cells and not cells[-1]:
        cells.pop()
    return Block("row", " ".join(_CELL.join(cells).split()), _links(lines))


def _runs(lines: list[Line], laid: Collection[int]) -> list[Block]:
    return [_block(run, laid) for run in _joined(lines)]


def _joined(lines: list[Line]) -> Iterator[list[Line]]:
    """Lines that one element holds and a single line break parts belong to one block."""
    run: list[Line] = []
    for line in lines:
        if run and not _goes_on(run[0], line):
            yield run
            run = []
        run.append(line)
    if run:
        yield run


def _goes_on(first: Line, line: Line) -> bool:
    if line.breaks != 1 or line.frame is not first.frame or (_is_heading(first) and not line.bold):
        return False
    return not (_TYPED_BULLET.match(line.text) or _TYPED_NUMBER.match(line.text))


def _block(run: list[Line], laid: Collection[int]) -> Block:
    text = " ".join(line.text for line in run)
    return Block(_kind(run[0], laid), _TYPED_BULLET.sub("", text), _links(run))


def _kind(line: Line, laid: Collection[int]) -> BlockKind:
    if line.kind == "item" and id(line.frame.item) not in laid:
        return "item"
    if _TYPED_BULLET.match(line.text) or _TYPED_NUMBER.match(line.text):
        return "item"
    return "heading" if _is_heading(line) else "paragraph"


def _is_heading(line: Line) -> bool:
    if line.kind in ("heading", "title"):
        return True
    if not line.bold or line.target or len(line.text) > _LONGEST_HEADING:
        return False
    return not line.text.endswith((".", ":", ";", ","))


def _links(lines: Sequence[Line]) -> tuple[Link, ...]:
    return tuple(link for line in lines for link in line.links)
