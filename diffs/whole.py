"""What the rules look at in a change as a whole: predicates that answer with the words they fired on, or None."""

from __future__ import annotations

import re
from collections.abc import Callable

from diffs.change import BlockChange, StatusChange, StatusField, is_removal
from diffs.evidence import Evidence
from diffs.harmless import TEMPLATE_LABELS, TEMPLATE_TEXTS
from diffs.hunks import Hunk
from diffs.links import parts, place
from diffs.phrases import became, quoted
from diffs.spelling import is_content, same_hyphens, same_spelling
from diffs.words import tokens
from scraper.normalise import is_nothing, loose, normalise

Predicate = Callable[[Evidence], str | None]

_DATE = re.compile(r"\s*:?\s*[\d/.\- ]*")
_TEMPLATE_TEXTS = frozenset(map(loose, TEMPLATE_TEXTS))
_TEXTS = ("block_edited", "declarations_changed", "status_reworded", "title_changed")


def kind(name: str) -> Predicate:
    """Fires on every change of that kind, with what stood before and after."""

    def fires(evidence: Evidence) -> str | None:
        change = evidence.change
        return became(change.before, change.after) if change.kind == name else None

    return fires


def block(name: str) -> Predicate:
    """Fires on every change of that kind, with the text that came or went."""
    return lambda e: quoted(e.change.after or e.change.before) if e.change.kind == name else None


def section(name: str) -> Predicate:
    """Fires on every change of that kind, with the section's heading."""

    def fires(evidence: Evidence) -> str | None:
        change = evidence.change
        return quoted(change.label or change.section) if change.kind == name else None

    return fires


def status(*fields: StatusField) -> Predicate:
    """Fires on a change of one of those fields of the status line."""

    def fires(evidence: Evidence) -> str | None:
        change = evidence.change
        found = isinstance(change, StatusChange) and change.field in fields
        return became(change.before, change.after) if found else None

    return fires


def status_gone(evidence: Evidence) -> str | None:
    """A standing, or an unknown wording, that is not printed any more."""
    gone = isinstance(evidence.change, StatusChange) and is_removal(evidence.change)
    return quoted(evidence.change.before) if gone else None


def date_gone(evidence: Evidence) -> str | None:
    """A date of signature or ratification that is not printed any more."""
    return status("signed", "ratified")(evidence) if evidence.change.after is None else None


def hyphens(evidence: Evidence) -> str | None:
    """Texts that agree once case, punctuation and spacing are set aside, with words joined or parted another way."""
    change = evidence.change
    alike = same_hyphens(change.before or "", change.after or "")
    return None if alike else same_letters(evidence)


def same_letters(evidence: Evidence) -> str | None:
    """Texts that agree once case, punctuation and spacing are set aside."""
    change = evidence.change
    if change.kind not in _TEXTS or not same_spelling(change.before or "", change.after or ""):
        return None
    steps = change.edits if isinstance(change, BlockChange) else ()
    out = " ".join(step.text.strip() for step in steps if step.op == "delete")
    put = " ".join(step.text.strip() for step in steps if step.op == "insert")
    return became(out, put) if out.strip() or put.strip() else became(change.before, change.after)


def same_target(evidence: Evidence) -> str | None:
    """A link whose address is the old one written another way, or that was the plain text of just that address."""
    change = evidence.change
    if change.kind != "link_changed":
        return None
    (text, old), (text_new, new) = parts(change.before), parts(change.after)
    return became(old, new) if place(old or text_new) == place(new or text) else None


def moved(evidence: Evidence) -> str | None:
    """A block, or whole statements inside one, at another place and otherwise as they were."""
    if evidence.change.kind == "block_moved":
        return quoted(evidence.change.after)
    return shown(evidence.telling[0]) if evidence.order == "moved" else None


def template_text(evidence: Evidence) -> str | None:
    """A block that is nothing but what the template prints on every page, before and after."""
    change = evidence.change
    if change.kind not in ("block_added", "block_removed", "block_edited", "block_moved"):
        return None
    sides = [side for side in (change.before, change.after) if side and side.strip()]
    return quoted(sides[-1]) if sides and all(map(_is_template, sides)) else None


def _is_template(text: str) -> bool:
    plain = " ".join(normalise(text).casefold().split())
    label = next((label for label in TEMPLATE_LABELS if plain.startswith(label)), None)
    if label is not None:
        return _DATE.fullmatch(plain.removeprefix(label)) is not None
    return loose(plain) in _TEMPLATE_TEXTS


def filler(evidence: Evidence) -> str | None:
    """A block that came or went and says nothing: "N/A", a lone mark, "See also:"."""
    change = evidence.change
    if change.kind not in ("block_added", "block_removed"):
        return None
    text = change.after or change.before or ""
    empty = is_nothing(text) or not any(map(is_content, tokens(text)))
    return quoted(text) if empty else None


def shown(hunk: Hunk) -> str:
    """A place of an edit as one phrase."""
    return became(hunk.before, hunk.after)


def anything(evidence: Evidence) -> str | None:
    """Fires on any change, with the first words that differ."""
    hunks = (*evidence.telling, *evidence.retouched)
    return shown(hunks[0]) if hunks else became(evidence.change.before, evidence.change.after)
