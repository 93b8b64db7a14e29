"""One change in words: what every rendering says about it, before any of them decides how it looks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from diffs.change import Edit
from diffs.phrases import apart
from lexdelta.emit import line
from lexdelta.render import naming
from lexdelta.render.excerpt import Piece, cut, excerpt
from lexdelta.told import ToldChange

MOST_SECTION = 300
"""Characters shown of a section that came or went."""
MOST_BLOCK = 1200
"""Characters shown of a block that came or went."""
MOST_LINK = 300
"""Characters of a link's words and address, before and after, around the place where they differ."""
MOST_VALUE = 200
"""Characters of a value told inside a headline."""

HOSTS = ("www.coe.int",)
"""Where a page's own address may be a link."""

STANDINGS = {
    "party": "Party",
    "signatory": "Signatory",
    "invited": "Invited to accede",
    "observer": "Observer",
    "none": "NA",
    "other": "another wording",
    "unstated": "not stated",
}
PassageKind = Literal["added", "removed", "edited"]


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of text shown under a headline: put in, taken out, or with the words marked that were edited."""

    kind: PassageKind
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Telling:
    """A change in words: "Status: Invited to accede -> Party" or "Substantive law: words changed" and its passages.

    `before` and `after` are both None where the headline has no two values; `rest` says what else the change brings or
    takes away, "" for nothing. Every text is visible and on one line.
    """

    section: str
    what: str = ""
    before: str | None = None
    after: str | None = None
    passages: tuple[Passage, ...] = ()
    rest: str = ""

    def headline(self, arrow: str = "->") -> str:
        """The headline as one line."""
        values = f"{self.before} {arrow} {self.after}" if self.before is not None else ""
        said = f"{self.section}: {' '.join(filter(None, (self.what, values)))}"
        return f"{said}; {self.rest}" if self.rest else said


def tell(change: ToldChange) -> Telling:
    """The change in words: what it names first, its text beneath; a kind this version does not know is named as it is
    and shown by its two texts."""
    telling = _TELLERS.get(change.form or change.kind, _plain)(change)
    if change.unaligned:
        telling = replace(telling, what=f"{telling.what} (too much text to compare word by word)")
    return named_first(telling, change) if change.named else telling


def named_first(telling: Telling, change: ToldChange) -> Telling:
    """The telling with what the change names in front, where that is its kind, else behind."""
    groups = naming.in_order(change.named, change.kind)
    if groups[0][0] != change.kind:
        return replace(telling, rest="; ".join(naming.said(*group) for group in groups))
    (kind, named), others = groups[0], [naming.said(*group) for group in groups[1:]]
    if len(named) == 1 and named[0].before and named[0].after:
        before, after = (cut(name, MOST_VALUE) for name in (named[0].before, named[0].after))
        telling = replace(telling, what=f"{naming.words(kind)}:", before=before, after=after)
    else:
        telling = replace(telling, what=naming.said(kind, named))
    moved = [f"text moved here from {named_by_key(change.moved_from)}"] if change.moved_from else []
    return replace(telling, rest="; ".join([*others, *moved]))


def standing(value: str | None) -> str:
    """A standing for people: "Invited to accede"; a wording that is no standing's key comes back visible."""
    return STANDINGS.get(value or "unstated") or cut(value or "", MOST_VALUE)


def country_name(change: ToldChange) -> str:
    """The country's name, the page's key where there is none."""
    return cut(change.country, 80) or cut(change.page, 80)


def reason(change: ToldChange) -> str:
    """Why the change matters, in a sentence; "" where the headline says it all."""
    return "" if is_status_move(change) else cut(change.reason, 400)


def section_name(change: ToldChange) -> str:
    """What people call the section: its printed label, made from its key where none was printed."""
    label = line(change.section_label)
    return cut(label, MOST_VALUE) if label else named_by_key(change.section)


def named_by_key(key: str) -> str:
    """A section key as a name: "legislation.substantive" is "Legislation, substantive"."""
    shown = line(key.replace("_", " ").replace(".", ", "))
    return cut(shown[:1].upper() + shown[1:], MOST_VALUE) or "Page"


def is_status_move(change: ToldChange) -> bool:
    """Whether a change is what readers want to see first."""
    return change.kind == "status_moved"


def _status_moved(change: ToldChange) -> Telling:
    return Telling("Status", before=standing(change.before), after=standing(change.after))


def _values(what: str, nothing: str = "not stated") -> Callable[[ToldChange], Telling]:
    def teller(change: ToldChange) -> Telling:
        before, after = (cut(v, MOST_VALUE) if v else nothing for v in (change.before, change.after))
        return Telling(section_name(change), what, before, after)

    return teller


def _came(what: str, most: int) -> Callable[[ToldChange], Telling]:
    return lambda change: Telling(section_name(change), what, passages=_passages("added", change.after, most))


def _went(what: str, most: int, unsure: str = "") -> Callable[[ToldChange], Telling]:
    def teller(change: ToldChange) -> Telling:
        said = unsure if unsure and change.state == "provisional" else what
        return Telling(section_name(change), said, passages=_passages("removed", change.before, most))

    return teller


def _both(what: str) -> Callable[[ToldChange], Telling]:
    def teller(change: ToldChange) -> Telling:
        old, new = _passages("removed", change.before, MOST_BLOCK), _passages("added", change.after, MOST_BLOCK)
        return Telling(section_name(change), what, passages=old + new)

    return teller


def _led_elsewhere(change: ToldChange) -> Telling:
    """Both sides, from where they differ on when they are long: addresses differ at their ends."""
    before, after = apart(line(change.before or ""), line(change.after or ""), MOST_LINK)
    shown = replace(change, before=before or None, after=after or None)
    return _both("link changed")(shown)


def _reworded(what: str) -> Callable[[ToldChange], Telling]:
    def teller(change: ToldChange) -> Telling:
        if change.edits:
            shown = excerpt(tuple(_with_paragraphs(change.edits)))
            return Telling(section_name(change), what, passages=(Passage("edited", shown),))
        return _both(what)(change)

    return teller


def _with_paragraphs(edits: Iterable[Edit]) -> Iterator[Edit]:
    """The edits with the ends of paragraphs visible, without the blanks they took the place of."""
    steps = list(edits)
    breaks = any("\n" in step.text for step in steps)
    for step in steps:
        if not breaks or step.op == "equal" or "\n" in step.text or step.text.strip():
            yield Edit(step.op, step.text.replace("\n", " ¶ "))


def _joined(what: str) -> Callable[[ToldChange], Telling]:
    """The words where some changed, else the texts of both sides."""

    def teller(change: ToldChange) -> Telling:
        reworded = any(edit.op != "equal" and edit.text.strip() for edit in change.edits)
        return _reworded(f"{what}, words changed")(change) if reworded else _both(what)(change)

    return teller


def _moved(change: ToldChange) -> Telling:
    origin = f"moved here from {named_by_key(change.moved_from)}" if change.moved_from else "moved within the section"
    if change.edits:
        return _reworded(f"words changed, text {origin}")(change)
    text = Piece("equal", cut(change.after or change.before or "", MOST_SECTION))
    return Telling(section_name(change), f"text {origin}", passages=(Passage("edited", (text,)),))


def _plain(change: ToldChange) -> Telling:
    return _both(line(change.kind.replace("_", " ")))(change)


def _passages(kind: Literal["added", "removed"], text: str | None, most: int) -> tuple[Passage, ...]:
    """The text, a passage for each of its lines, `most` characters in all."""
    lines = [shown for shown in map(line, (text or "").split("\n")) if shown]
    passages: list[Passage] = []
    room = most
    for position, shown in enumerate(lines):
        if room <= 0:
            left = sum(map(len, lines[position:]))
            return (*passages, Passage(kind, (_piece(kind, f"… ({left:,} more characters)"),)))
        passages.append(Passage(kind, (_piece(kind, cut(shown, room)),)))
        room -= len(shown)
    return tuple(passages)


def _piece(kind: Literal["added", "removed"], text: str) -> Piece:
    return Piece("insert" if kind == "added" else "delete", text)


_TELLERS: dict[str, Callable[[ToldChange], Telling]] = {
    "status_moved": _status_moved,
    "status_reworded": _values("worded"),
    "declarations_changed": _reworded("declarations and reservations changed"),
    "signed_changed": _values("signed"),
    "ratified_changed": _values("ratified"),
    "title_changed": _values("printed as", nothing="nothing"),
    "section_added": _came("section added", MOST_SECTION),
    "section_removed": _went("section removed", MOST_SECTION, "section missing"),
    "section_emptied": _went("section emptied, its heading still printed", MOST_SECTION, "section empty"),
    "section_filled": _came("section filled, empty before", MOST_SECTION),
    "section_renamed": _values("heading changed", nothing="nothing"),
    "block_added": _came("text added", MOST_BLOCK),
    "block_removed": _went("text removed", MOST_BLOCK),
    "block_edited": _reworded("words changed"),
    "block_moved": _moved,
    "block_split": _joined("one text became several"),
    "block_merged": _joined("several texts became one"),
    "link_changed": _led_elsewhere,
}
