"""A page, one edit, two renderings: what is told of it must be that edit and nothing else."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from random import Random

from golden import Golden, folders, load
from noise import noisy, some_kinds
from page_generator import generated
from plausible_pages import plausible
from seeded_blocks import BLOCKS
from seeded_places import Edit, Editor, Truth
from seeded_sections import SECTIONS
from seeded_words import WORDS
from styles_headed import (
    bold_paragraphs,
    bold_spans_with_colon,
    center_font,
    line_breaks,
    plain_divs,
    styled_spans,
)  # fmt: skip
from styles_odd import banner_tables, numbered_table, stray_ends
from styles_toggled import bullets_as_headings
from whole_reader import Rendering, any_rendering, looked_at

from diffs.change import BlockChange, Change
from diffs.compare import compare
from scraper.layout import label_form
from scraper.normalise import address, normalise

EDITORS = {**SECTIONS, **WORDS, **BLOCKS}
WITHOUT_HEADINGS = (
    *(banner_tables, bold_paragraphs, bold_spans_with_colon, bullets_as_headings, center_font),
    *(line_breaks, numbered_table, plain_divs, stray_ends, styled_spans),
)
"""Styles whose headings are made like text: there a heading of unknown words cannot be told from a line of text."""
_THINGS = ("law", "strategy", "institution", "case")
_REMOVED = frozenset(f"{thing}_removed" for thing in _THINGS)
MEANINGS: dict[str, frozenset[str]] = {
    "date changed": frozenset(("law_superseded", "case_added", "case_removed")),
    "law number changed": frozenset(("law_renumbered", "law_superseded")),
    "strategy years changed": frozenset(("strategy_superseded",)),
    "institution renamed": frozenset(("institution_renamed", "institution_added", "institution_removed")),
    "short item renamed": frozenset(("institution_renamed", "institution_added", "institution_removed")),
    **dict.fromkeys(("sentence removed", "paragraph removed", "item removed", "row removed"), _REMOVED),
    **{f"{thing} added": frozenset((f"{thing}_added",)) for thing in _THINGS},
    **{f"{thing} removed": frozenset((f"{thing}_removed",)) for thing in _THINGS},
}
"""What a change may be called, by the things it names; of any other kind, only by what happened to the text."""
_TOLD_LINK = re.compile(r"(?P<words>.*) <(?P<url>[^<>]*)>", re.DOTALL)


@lru_cache(maxsize=1)
def described() -> tuple[Golden, ...]:
    """The golden pages."""
    return tuple(map(load, folders()))


def any_page(random: Random) -> Golden:
    """A plausible page, a described one, or one that nobody would write."""
    chance = random.random()
    if chance < 0.6:
        return plausible(random)
    return random.choice(described()) if chance < 0.85 else generated(random)


def edit_of(kind: str, random: Random, editor: Editor | None = None) -> tuple[Golden, Edit]:
    """A page with a place for that kind of edit, and the page after it with the truth."""
    while True:
        page = any_page(random)
        edit = (editor or EDITORS[kind])(page, random)
        if edit:
            return page, edit


def rendering_for(kind: str, page: Golden, random: Random) -> Rendering:
    """Any rendering in which such an edit can be seen at all."""
    while True:
        made = any_rendering(page, random)
        if kind != "heading invented" or made.style not in WITHOUT_HEADINGS:
            return made


def problem(kind: str, seed: int, *, among_noise: bool = False, editor: Editor | None = None) -> str:
    """What is wrong with what is told of one seeded edit, with all that is needed to see it again; "" for nothing."""
    random = Random(f"{kind} {seed}")
    page, edit = edit_of(kind, random, editor)
    made = rendering_for(kind, page, random)
    after = Rendering(edit.page, made.style, made.hand, made.surroundings)
    noise = some_kinds(random) if among_noise else ()
    if kind == "heading invented":
        noise = tuple(name for name in noise if name != "template")
    try:
        old = looked_at(page, made.html.encode())
        new = looked_at(edit.page, *noisy(after, noise, random))
    except AssertionError as refused:
        wrong = [str(refused)]
    else:
        changes = compare(old, new)
        wrong = [*wrong_with(edit.truth, changes, exact=not among_noise), *_misnamed(kind, changes)]
    told = "\n  ".join([f"{kind} {seed}: {made.name}, noise {noise}", f"expected {edit.truth}", *wrong])
    return told if wrong else ""


def wrong_with(truth: Truth, changes: tuple[Change, ...], *, exact: bool) -> Iterator[str]:
    """What is wrong with what is told, a sentence each; `exact`: no word beside those edited may be shown as edited."""
    if len(changes) != 1:
        yield f"{len(changes)} changes told"
        yield from map(str, changes)
        return
    (change,) = changes
    form = form_of(change)
    same = _same_label if form == "section_renamed" else _same_link if form == "link_changed" else _same
    if (form, change.section) != (truth.form, truth.section):
        yield f"told as {form} in {change.section}"
    if not same(change.before, truth.before) or not same(change.after, truth.after):
        yield f"told {change.before!r} -> {change.after!r}"
    if isinstance(change, BlockChange):
        if change.moved_from != truth.moved_from:
            yield f"moved from {change.moved_from}"
        yield from _wrong_words(truth, change, exact=exact)


def _misnamed(kind: str, changes: tuple[Change, ...]) -> list[str]:
    allowed = MEANINGS.get(kind, frozenset())
    return [f"called {change.kind}" for change in changes if change.kind not in (form_of(change), *allowed)]


def form_of(change: Change) -> str:
    """What happened to the text, whatever the change is called."""
    return str(getattr(change, "form", change.kind))


def _wrong_words(truth: Truth, change: BlockChange, *, exact: bool) -> Iterator[str]:
    """The words inside must join to both texts, and name no word beside those that were edited."""
    if truth.out is None or truth.put is None:
        return
    for op, text, run in (("delete", change.before, truth.out), ("insert", change.after, truth.put)):
        if "".join(edit.text for edit in change.edits if edit.op in ("equal", op)) != text:
            yield f"the edits do not join to {text!r}"
        touched = _words(" ".join(edit.text for edit in change.edits if edit.op == op))
        if exact and touched - _words(run):
            yield f"{op}: {touched - _words(run)} were not edited"


def _words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text))


def _same(told: str | None, true: str | None) -> bool:
    lines = [None if text is None else [normalise(line) for line in text.split("\n")] for text in (told, true)]
    return lines[0] == lines[1]


def _same_label(told: str | None, true: str | None) -> bool:
    return label_form(normalise(told or "")) == label_form(true or "")


def _same_link(told: str | None, true: str | None) -> bool:
    return _link(told) == _link(true)


def _link(text: str | None) -> tuple[str, str] | None:
    found = _TOLD_LINK.fullmatch(text) if text else None
    return (normalise(found["words"]), address(found["url"])) if found else None
