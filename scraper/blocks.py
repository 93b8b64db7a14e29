"""The lines under one heading -> blocks, the unit that is compared."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from scraper.line import Line
from scraper.profile import Block, BlockKind, Link

_TYPED_BULLET = re.compile(r"^[•·▪◦‣●]\s+(?=\S)|^[-–]\s+(?=\S)")
_CELL = " | "
_LAYOUT_CELL = 4


def blocks_of(lines: Sequence[Line]) -> tuple[Block, ...]:
    """Blocks in reading order: a table row is one, so is a bullet typed by hand; a single break ends no sentence."""
    found: list[Block] = []
    for row, group in groupby(lines, key=lambda line: line.row):
        take = _runs if row is None else _rows
        found += take(list(group))
    return tuple(block for block in found if block.text)


def _rows(lines: list[Line]) -> list[Block]:
    """One row of a table, unless the table only lays the page out: one cell, or cells full of paragraphs."""
    cells = [list(group) for _, group in groupby(lines, key=lambda line: line.cell)]
    if len(cells) == 1 or any(len(cell) > _LAYOUT_CELL for cell in cells):
        return _runs(lines)
    text = _CELL.join(" ".join(line.text for line in cell) for cell in cells)
    return [Block("row", text, _links(lines))]


def _runs(lines: list[Line]) -> list[Block]:
    return [_block(run) for run in _joined(lines)]


def _joined(lines: list[Line]) -> Iterator[list[Line]]:
    """Lines that one block element holds and a single line break parts belong to one block."""
    run: list[Line] = []
    for line in lines:
        if run and not (line.breaks == 1 and line.frame is run[0].frame and not _TYPED_BULLET.match(line.text)):
            yield run
            run = []
        run.append(line)
    if run:
        yield run


def _block(run: list[Line]) -> Block:
    text = " ".join(line.text for line in run)
    return Block(_kind(run[0]), _TYPED_BULLET.sub("", text), _links(run))


def _kind(line: Line) -> BlockKind:
    if line.kind == "item" or _TYPED_BULLET.match(line.text):
        return "item"
    if line.kind in ("heading", "title") or (line.bold and not line.text.endswith((".", ":", ";", ","))):
        return "heading"
    return "paragraph"


def _links(lines: list[Line]) -> tuple[Link, ...]:
    return tuple(link for line in lines for link in line.links)
