"""Texts from pages made short and printable enough to stand inside a sentence of ours."""

from __future__ import annotations

import re

CUT = 28
"""Letters of a text that are shown when two stand in one sentence."""
_LEAST = 8
"""Letters that must be shown from where two texts differ on: with fewer they look alike."""
_STEP = re.compile(r" (?=\S)|(?=/)")


def quoted(text: str | None, most: int = 2 * CUT) -> str:
    """A text cut for a sentence: one line, nothing that does not print, at most `most` characters."""
    return _cut(_plain(text), most)


def became(before: str | None, after: str | None) -> str:
    """Two texts as one phrase: "old -> new", "new put in", "old taken out"; "nothing visible" for two blank ones. Of
    long ones what is alike at their beginning is left out, so that the difference shows."""
    old, new = apart(_plain(before), _plain(after), CUT)
    if old and new:
        return f"{old} -> {new}"
    return f"{old} taken out" if old else f"{new} put in" if new else "nothing visible"


def apart(old: str, new: str, most: int) -> tuple[str, str]:
    """Two texts of one line, each cut to `most` characters around the first place where they differ."""
    same = next((at for at, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
    if max(len(old), len(new)) <= most or same + _LEAST <= most or old == new:
        return _cut(old, most), _cut(new, most)
    start = same - most // 3
    step = _STEP.search(old, start, same)
    start = step.end() if step else start
    return f"…{_cut(old[start:], most - 1)}", f"…{_cut(new[start:], most - 1)}"


def _plain(text: str | None) -> str:
    return " ".join("".join(char if char.isprintable() else " " for char in text or "").split())


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
