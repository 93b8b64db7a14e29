"""The words inside an edited block: kept, taken out, put in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, groupby, takewhile

from diffs.align import Run, readable_runs
from diffs.budget import Budget
from diffs.change import Edit
from diffs.words import Piece, pieces

_ISLAND = 4
"""Up to so many kept words between two edits are shown as part of one edit, when the edits are longer than they."""


_REWRITTEN = 0.2
"""A text that kept less than this share of its letters is shown as old and new."""


def edits(before: str, after: str, budget: Budget | None = None) -> tuple[Edit, ...]:
    """What was done to a text, word by word, as few and as readable runs as can be.

    Joining the "equal" and "delete" texts gives `before` exactly, the "equal" and "insert" texts `after`. A text of
    which next to nothing was kept, and what the budget (None: a whole one) does not reach, is one deletion and one
    insertion, the latter between the ends that agree.
    """
    old, new = pieces(before), pieces(after)
    runs = readable_runs([p.core for p in old], [p.core for p in new], budget or Budget())
    kept = _without_islands(runs, old, new)
    return _joined(_spelled([] if _is_rewrite(kept, old, new) else kept, old, new))


def _is_rewrite(runs: Sequence[Run], old: Sequence[Piece], new: Sequence[Piece]) -> bool:
    """Whether so little was kept that it would only cut the two texts into confetti."""
    letters = [sum(sum(map(str.isalnum, piece.core)) for piece in side) for side in (old, new)]
    kept = sum(sum(map(str.isalnum, piece.core)) for a, _, length in runs for piece in old[a : a + length])
    return kept < _REWRITTEN * min(letters)


def _without_islands(runs: Sequence[Run], old: Sequence[Piece], new: Sequence[Piece]) -> list[Run]:
    """The runs without those so short that showing them would cut one edit into confetti."""
    size_old, size_new = _sizes(old), _sizes(new)
    ends = [*((a, b) for a, b, _ in runs), (len(old), len(new))][1:]
    kept: list[Run] = []
    a_end, b_end = 0, 0
    for (a, b, length), (a_next, b_next) in zip(runs, ends, strict=True):
        left = max(size_old[a] - size_old[a_end], size_new[b] - size_new[b_end])
        right = max(
            size_old[a_next] - size_old[a + length],
            size_new[b_next] - size_new[b + length],
        )
        if length > _ISLAND or size_old[a + length] - size_old[a] > min(left, right):
            kept.append((a, b, length))
            a_end, b_end = a + length, b + length
    return kept


def _sizes(texts: Sequence[Piece]) -> list[int]:
    return list(accumulate((len(piece.core) for piece in texts), initial=0))


def _spelled(runs: Sequence[Run], old: Sequence[Piece], new: Sequence[Piece]) -> Iterator[Edit]:
    a_end, b_end = 0, 0
    for a, b, length in (*runs, (len(old), len(new), 0)):
        yield Edit("delete", _text(old[a_end:a]))
        yield Edit("insert", _text(new[b_end:b]))
        for one, other in zip(old[a : a + length], new[b : b + length], strict=True):
            if one.space != other.space:
                yield Edit("delete", one.space)
                yield Edit("insert", other.space)
                yield Edit("equal", one.core)
            else:
                yield Edit("equal", one.space + one.core)
        a_end, b_end = a + length, b + length


def _joined(steps: Iterator[Edit]) -> tuple[Edit, ...]:
    """Neighbours of one kind become one; between two kept runs there is at most one deletion, then one insertion."""
    told: list[Edit] = []
    kept = ""
    for is_kept, group in groupby((step for step in steps if step.text), key=lambda step: step.op == "equal"):
        run = list(group)
        if is_kept:
            kept += "".join(step.text for step in run)
            continue
        out = "".join(step.text for step in run if step.op == "delete")
        put = "".join(step.text for step in run if step.op == "insert")
        space = _shared_space(out, put)
        told.extend((Edit("equal", kept + space), Edit("delete", out[len(space) :]), Edit("insert", put[len(space) :])))
        kept = ""
    return tuple(edit for edit in (*told, Edit("equal", kept)) if edit.text)


def _shared_space(out: str, put: str) -> str:
    """The white space both sides begin with: it was kept, and shown as kept the edit is the words alone."""
    pairs = takewhile(lambda pair: pair[0] == pair[1] and pair[0].isspace(), zip(out, put, strict=False))
    return "".join(one for one, _ in pairs)


def _text(run: Sequence[Piece]) -> str:
    return "".join(piece.space + piece.core for piece in run)
