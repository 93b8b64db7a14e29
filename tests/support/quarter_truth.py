"""What was told in the simulated quarter-year, held against what happened: both ways, and in time."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from quarter_edits import Edit
from quarter_story import Looked, Story

from storage import changes, runs, telling
from storage.changes import StoredChange
from storage.database import open_existing

APART = timedelta(hours=20)
YOUNG = timedelta(days=7)
_UNTRUE = ("stale cache", "all caches stale", "copy")


@dataclass
class Score:
    """How the told changes compare with the truth.

    `found` are edits by number, each with the change that tells it. `late` are edits told later than promised,
    `delayed` counts those told one healthy look late; `unseen` are edits that no healthy look could show,
    `seen_in_one` those that only one of two editions could. `flapping` are changes of pages whose copies take turns.
    """

    found: dict[int, StoredChange] = field(default_factory=dict)
    missing: list[Edit] = field(default_factory=list)
    extra: list[StoredChange] = field(default_factory=list)
    doubled: list[Edit] = field(default_factory=list)
    late: list[tuple[Edit, str]] = field(default_factory=list)
    unseen: list[Edit] = field(default_factory=list)
    false_deletions: list[StoredChange] = field(default_factory=list)
    flapping: list[StoredChange] = field(default_factory=list)
    delayed: int = 0
    seen_in_one: set[int] = field(default_factory=set)
    told_twice: list[int] = field(default_factory=list)
    kinds: Counter[str] = field(default_factory=Counter)


def score(story: Story) -> Score:
    """The score of a whole quarter."""
    result = Score()
    told, when = _told(story, result)
    by_edit: dict[int, list[StoredChange]] = defaultdict(list)
    for change in told:
        edit = _edit_of(change, story.world.edits)
        if edit is not None:
            by_edit[edit].append(change)
        elif _is_flapping(change, story):
            result.flapping.append(change)
        else:
            result.extra.append(change)
            if change.after is None or change.kind in ("section_removed", "section_emptied"):
                result.false_deletions.append(change)
    unseen, result.seen_in_one = _unseen(story), _seen_in_one(story)
    for number, edit in enumerate(story.world.edits):
        found = by_edit.get(number, [])
        if number in unseen and not found:
            result.unseen.append(edit)
        elif not found:
            result.missing.append(edit)
        else:
            result.doubled += [edit] * (len(found) - 1)
            result.found[number] = found[0]
            result.kinds[edit.kind] += 1
            _time(edit, found[0], when[found[0].id], story, result)
    return result


def _told(story: Story, result: Score) -> tuple[list[StoredChange], dict[int, int]]:
    """The changes that were told, and by which run; each by one run only."""
    db = open_existing(story.database)
    try:
        when: dict[int, int] = {}
        for look in story.looks:
            for change in telling.told_in(db, look.run):
                if change in when:
                    result.told_twice.append(change)
                when[change] = look.run
        assert runs.latest(db)
        return [c for c in changes.find(db, states=("confirmed",)) if c.id in when], when
    finally:
        db.close()


def _edit_of(change: StoredChange, edits: Sequence[Edit]) -> int | None:
    """The number of the edit that a change tells, None for none; edits never share their words."""
    before, after = change.before or "", change.after or ""
    for number, edit in enumerate(edits):
        here = edit.country == change.country and edit.section == change.section
        if here and _stands(edit.old, before) and _stands(edit.new, after):
            return number
    return None


def _stands(words: str | None, text: str) -> bool:
    return words in text if words else not text.strip()


def _is_flapping(change: StoredChange, story: Story) -> bool:
    roles = story.world.roles
    if change.country == roles.flaps_section:
        return change.section == "institutions"
    marked = "Amended in 2026." in f"{change.before} {change.after}"
    return change.country == roles.flaps_copies and marked


def _unseen(story: Story) -> frozenset[int]:
    """Edits that nobody could see: taken back before a look, or so near the end that no look was left."""
    edits = story.world.edits
    found: set[int] = set()
    for number, edit in enumerate(edits):
        back = _mended(edit, edits)
        if not any(_shows(look, page, day, back) for look in story.looks for page, day in _pages(edit, story)):
            found |= {number} | ({edits.index(back)} if back else set())
    return frozenset(found)


def _seen_in_one(story: Story) -> set[int]:
    """Edits of countries with two editions, one of which never showed them."""
    edits = story.world.edits
    found: set[int] = set()
    for number, edit in enumerate(edits):
        back = _mended(edit, edits)
        for page, day in _pages(edit, story):
            if not any(_shows(look, page, day, back) for look in story.looks):
                found |= {number} | ({edits.index(back)} if back else set())
    return found


def _mended(edit: Edit, edits: Sequence[Edit]) -> Edit | None:
    return next((e for e in edits if e.kind == "mistake mended" and _takes_back(e, edit)), None)


def _shows(look: Looked, page: str, day: int, back: Edit | None) -> bool:
    in_time = day <= look.day and (back is None or look.day < back.day)
    return in_time and look.shown.get(page) == "true"


def _takes_back(later: Edit, edit: Edit) -> bool:
    return (later.country, later.section, later.old, later.new) == (edit.country, edit.section, edit.new, edit.old)


def _pages(edit: Edit, story: Story) -> list[tuple[str, int]]:
    """The editions that bring an edit, each with the day it does."""
    languages = ("en", "fr") if edit.country in story.world.french else ("en",)
    return [(f"{edit.country}.{lang}", edit.day + (edit.lag if lang == "fr" else 0)) for lang in languages]


def _looks(edit: Edit, story: Story) -> list[Looked]:
    """The runs in which some edition showed the edit."""
    pages = _pages(edit, story)
    return [
        look for look in story.looks if any(look.day >= day and look.shown.get(page) == "true" for page, day in pages)
    ]


def _time(edit: Edit, change: StoredChange, run: int, story: Story, result: Score) -> None:
    """When an edit was told, against the promise: at the first healthy look or the next, removals when looks agree."""
    due = _due(edit, story)
    if run not in due:
        told = next(look.day for look in story.looks if look.run == run)
        days = [look.day for look in story.looks if look.run in due]
        result.late.append((edit, f"told on day {told}, due on {days}; change {change.id} on {change.page}"))
    elif not edit.removal and run == due[-1] and len(due) > 1:
        result.delayed += 1


def _due(edit: Edit, story: Story) -> list[int]:
    """The runs that may tell an edit: when the promise asks for it, and one healthy look later."""
    if not edit.removal:
        return [look.run for look in _looks(edit, story)[:2]]
    found: set[int] = set()
    for page, day in _pages(edit, story):
        found |= set(_when_looks_agree(page, day, edit, story))
    return sorted(found)


def _when_looks_agree(page: str, day: int, edit: Edit, story: Story) -> Iterator[int]:
    """From the first look that showed it, once it stood long enough; a page that showed an older state starts anew."""
    first: datetime | None = None
    allowed = 0
    wait = max(APART, _stands_for(edit, story))
    for look in story.looks:
        shown = look.shown.get(page)
        if look.day < day or shown is None:
            continue
        if shown in _UNTRUE:
            first = None
            continue
        first = first or look.at
        hollow_before = look.at == first and edit.kind != "mistake mended"
        if look.at - first >= wait or hollow_before:
            yield look.run
            allowed += look.at - first >= wait
        if allowed > 1:
            return


def _stands_for(edit: Edit, story: Story) -> timedelta:
    """What takes back another edit has to stand as long as that was seen to stand, within bounds."""
    undone = next((e for e in story.world.edits if _takes_back(edit, e)), None)
    if edit.kind != "mistake mended" or undone is None:
        return timedelta(0)
    stood = _looks(edit, story)[0].at - _looks(undone, story)[0].at
    return max(stood, timedelta(days=3)) if stood < YOUNG else timedelta(0)


def table(story: Story, result: Score) -> str:
    """What was injected and what was found, for people."""
    made = Counter(edit.kind for edit in story.world.edits)
    lines = [f"seed {story.world.seed}: {len(story.looks)} runs over {len(story.world.pages)} pages in 90 days"]
    lines += [f"  {kind:<22}{made[kind]:>4} made {result.kinds[kind]:>4} told" for kind in sorted(made)]
    lines += [f"  fault: {fault:<22}{count:>4} answers" for fault, count in sorted(story.served.items())]
    lines.append(
        f"  edits {len(story.world.edits)}, told {len(result.found)}, missing {len(result.missing)}, "
        f"extra {len(result.extra)}, doubled {len(result.doubled)}, late {len(result.late)}, one look late "
        f"{result.delayed}, never to be seen {len(result.unseen)}, false deletions {len(result.false_deletions)}"
    )
    return "\n".join(lines)
