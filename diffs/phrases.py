"""Texts from pages made short and printable enough to stand inside a sentence of ours."""

from __future__ import annotations

CUT = 28
"""Letters of a text that are shown when two stand in one sentence."""


def quoted(text: str | None, most: int = 2 * CUT) -> str:
    """A text cut for a sentence: one line, nothing that does not print, at most `most` characters."""
    plain = " ".join("".join(char if char.isprintable() else " " for char in text or "").split())
    return plain if len(plain) <= most else plain[: most - 1].rstrip() + "…"


def became(before: str | None, after: str | None) -> str:
    """Two texts as one phrase: "old -> new", "new put in", "old taken out"; "nothing visible" for two blank ones."""
    old, new = quoted(before, CUT), quoted(after, CUT)
    if old and new:
        return f"{old} -> {new}"
    return f"{old} taken out" if old else f"{new} put in" if new else "nothing visible"
