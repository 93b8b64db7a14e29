"""What a period comes to: a change and its reversal are nothing, two changes of one text are one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from diffs.change import Named, NamedKind
from diffs.classify import classify
from diffs.edits import edits
from scraper.normalise import normalise
from storage.changes import StoredChange, to_change

_State = tuple[str, str]
_Key = tuple[str | _State | None, ...]
_SECTIONS = {
    ("absent", "filled"): "section_added",
    ("absent", "empty"): "section_added",
    ("filled", "absent"): "section_removed",
    ("empty", "absent"): "section_removed",
    ("filled", "empty"): "section_emptied",
    ("empty", "filled"): "section_filled",
}
_STATES_BEFORE: dict[str, _State] = {"section_added": ("absent", ""), "section_filled": ("empty", "")}
_STATES_AFTER: dict[str, _State] = {"section_removed": ("absent", ""), "section_emptied": ("empty", "")}
_WHOLE = frozenset(_SECTIONS.values())
_BLOCKS = ("block_added", "block_removed", "block_edited")


@dataclass(frozen=True, slots=True)
class Net:
    """One thing a period comes to: the change from its first state to its last, and the ids of all it is made of.

    `change` carries the number of the newest; it is None when the last state is the first one again.
    """

    change: StoredChange | None
    parts: tuple[StoredChange, ...]

    @property
    def ids(self) -> tuple[int, ...]:
        """The ids of the parts, oldest first."""
        return tuple(part.id for part in self.parts)


def netted(found: Sequence[StoredChange]) -> tuple[Net, ...]:
    """What changes come to when read one after the other; each of them is a part of exactly one Net.

    Two are joined when they are of one thing of one page, in the same editions, and the one begins with the text the
    other ended with; whatever lies between unseen keeps them apart. Joined changes are judged anew.
    """
    chains: list[list[StoredChange]] = []
    open_ends: dict[_Key, list[list[StoredChange]]] = defaultdict(list)
    for change in sorted(found, key=lambda change: (change.first_seen_new, change.id)):
        chain = _taken(open_ends, change)
        if chain is None:
            chain = []
            chains.append(chain)
        chain.append(change)
        for key in _ends(chain):
            open_ends[key].append(chain)
    return tuple(net for chain in chains for net in _nets(chain))


def _taken(open_ends: dict[_Key, list[list[StoredChange]]], change: StoredChange) -> list[StoredChange] | None:
    """The chain the change goes on with, no longer open at any of its ends; None when it begins one."""
    waiting = open_ends.get(_start(change), [])
    if not waiting:
        return None
    chain = waiting[0]
    for key in _ends(chain):
        open_ends[key].remove(chain)
    return chain


def _thing(change: StoredChange) -> _Key:
    where = (change.page, *change.also_in)
    if change.form == "block_moved":
        return ("move", *where)
    if change.form in _WHOLE:
        return ("section", change.section, *where)
    if change.form in _BLOCKS:
        return ("block", change.section, *where)
    return (change.form, change.field, change.section, *where)


def _start(change: StoredChange) -> _Key:
    """Which end of a chain this change goes on from."""
    thing = _thing(change)
    if change.form == "block_moved":
        return (*thing, change.moved_from, _state_of(change.after))
    if change.form == "block_added":
        return (*thing, "gone", _state_of(change.after))
    return (*thing, "is", _state_before(change))


def _ends(chain: Sequence[StoredChange]) -> Iterator[_Key]:
    """The keys under which the next change of the chain's thing is found."""
    last, thing = chain[-1], _thing(chain[-1])
    if last.form == "block_moved":
        yield (*thing, last.section, _state_of(last.after))
    elif last.form == "block_removed":
        # what comes back may be the text as it went, or as it was before it was edited
        yield from dict.fromkeys((*thing, "gone", _state_of(text)) for text in (last.before, chain[0].before) if text)
    else:
        yield (*thing, "is", _state_after(last))


def _state_before(change: StoredChange) -> _State:
    return _STATES_BEFORE.get(change.form) or _state_of(change.before)


def _state_after(change: StoredChange) -> _State:
    return _STATES_AFTER.get(change.form) or _state_of(change.after)


def _state_of(text: str | None) -> _State:
    return ("absent", "") if text is None else ("filled" if text else "empty", normalise(text))


def _nets(chain: Sequence[StoredChange]) -> Iterator[Net]:
    first, last = chain[0], chain[-1]
    if len(chain) == 1:
        yield Net(last, tuple(chain))
    elif _is_undone(first, last):
        yield Net(None, tuple(chain))
    elif last.form in _WHOLE and _section_kind(first, last) is None:
        # another text under the same heading than before is no single change of a section: all are told
        yield from (Net(part, (part,)) for part in chain)
    else:
        yield Net(_whole(chain), tuple(chain))


def _is_undone(first: StoredChange, last: StoredChange) -> bool:
    if last.form == "block_moved":
        return first.moved_from == last.section
    return _state_before(first) == _state_after(last)


def _section_kind(first: StoredChange, last: StoredChange) -> str | None:
    return _SECTIONS.get((_state_before(first)[0], _state_after(last)[0]))


def _whole(chain: Sequence[StoredChange]) -> StoredChange:
    """The change from the first state to the last one, between the looks on either side of it, judged anew."""
    first, last = chain[0], chain[-1]
    joined = replace(
        last,
        form=_form(first, last),
        named=_named(chain),
        before=first.before,
        edits=(),
        moved_from=first.moved_from,
        last_seen_old=first.last_seen_old,
        capture_before=first.capture_before,
        snapshot_before=first.snapshot_before,
    )
    if joined.form == "block_edited":
        joined = replace(joined, edits=edits(joined.before or "", joined.after or ""))
    whole = to_change(joined)
    judged = classify(whole)
    return replace(
        joined,
        kind=whole.form if whole.form in _WHOLE else whole.kind,
        significance=judged.significance,
        rule=judged.rule,
        reason=judged.reason,
    )


def _form(first: StoredChange, last: StoredChange) -> str:
    if last.form in _WHOLE:
        return _section_kind(first, last) or last.form
    if last.form in _BLOCKS:
        missing = (first.before is None, last.after is None)
        return {(True, False): "block_added", (False, True): "block_removed"}.get(missing, "block_edited")
    return last.form


def _named(chain: Sequence[StoredChange]) -> tuple[Named, ...]:
    """What the parts name, followed from part to part: a law superseded twice went from the first to the last."""
    found: list[Named] = []
    for one in (one for part in chain for one in part.named):
        earlier = next((was for was in found if was.after and was.after == one.before and _thing_named(was, one)), None)
        if earlier is None:
            found.append(one)
        else:
            found[found.index(earlier)] = Named(_kind_named(earlier, one), earlier.before, one.after)
    return tuple(one for one in found if one.before != one.after)


def _thing_named(one: Named, other: Named) -> bool:
    return one.kind.partition("_")[0] == other.kind.partition("_")[0]


def _kind_named(earlier: Named, later: Named) -> NamedKind:
    """What came in one part and changed in the next has come; what changed and then went has gone."""
    return earlier.kind if earlier.before is None else later.kind
