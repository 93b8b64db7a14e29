"""Which change takes back which, so that a page that goes to and fro is not told anew each time."""

from __future__ import annotations

from diffs.change import BlockChange, Change, StatusChange
from diffs.links import parts
from scraper.normalise import address, normalise

Trace = tuple[str, ...]


def trace(change: Change) -> Trace:
    """What a change did and where: equal for two changes that did the same, whatever their kind is called."""
    start, end = _places(change)
    before, after = _sides(change)
    return (_what(change), start, before, end, after)


def undone(change: Change) -> Trace:
    """The trace of the change that this one takes back exactly."""
    what, start, before, end, after = trace(change)
    return (what, end, after, start, before)


def _what(change: Change) -> str:
    """A link and the text it stands on change apart from each other."""
    if isinstance(change, StatusChange):
        return change.field
    return "link" if change.kind == "link_changed" else "text"


def _places(change: Change) -> tuple[str, str]:
    came_from = change.moved_from if isinstance(change, BlockChange) else None
    return came_from or change.section, change.section


def _sides(change: Change) -> tuple[str, str]:
    if change.kind == "link_changed":
        return _link(change.before), _link(change.after)
    return normalise(change.before or ""), normalise(change.after or "")


def _link(text: str | None) -> str:
    words, target = parts(text)
    return f"{normalise(words)} <{address(target)}>"
