"""One look at one page -> what it means: accepted or not, what is new, what is missing for now."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from diffs.change import Change, SectionChange, StatusChange, is_removal
from diffs.compare import compare
from scraper.capture import Capture
from scraper.errors import ReadError
from scraper.examined import Examined
from scraper.gate import MARKS, Baseline, Verdict, judge
from scraper.layout import Country, Layout
from scraper.page import Page
from scraper.paging import Listing
from scraper.profile import Profile, Status
from storage.checks import VOUCHED, Outcome

_GONE = (404, 410, 451)


class Examiner(Protocol):
    """As `scraper.examine.examine`, here or in another process."""

    def __call__(self, capture: Capture, layout: Layout, known: Profile | None = None, /) -> Examined:
        """What the capture says; `known` itself where that is the very same."""


@dataclass(frozen=True, slots=True)
class Missing:
    """A removal that waits for a second look: the stored change and the profile from before it."""

    id: int
    change: Change
    before: Profile


@dataclass(frozen=True, slots=True)
class Known:
    """What the database knows of a page when its new capture is judged.

    `profile` is the latest snapshot's, read with today's layout, None before the first; `capture` loads its capture.
    `archived` tells that the page is known from imported captures only.
    """

    profile: Profile | None = None
    title: str = ""
    language: str = ""
    size: int = 0
    addresses: frozenset[str] = frozenset()
    modified: str = ""
    missing: tuple[Missing, ...] = ()
    capture: Callable[[], Capture] | None = None
    archived: bool = False


@dataclass(frozen=True, slots=True)
class Eyes:
    """How pages of one template are read: its layout, how a capture is examined and how an index's profiles are found;
    both may happen in another process."""

    layout: Layout
    examine: Examiner
    discover: Callable[[Capture, Layout], Listing]


@dataclass(frozen=True, slots=True)
class Naming:
    """An unnamed page whose capture, taken at `at`, names the country of another: what is needed to write that page
    down (`country` None for one the layout has no row for)."""

    page: Page
    at: datetime
    capture_id: int
    layout: str
    country: Country | None


@dataclass(frozen=True, slots=True)
class Finding:
    """What one look found. `changes` are new, `against` says for each which missing section it is compared with (a
    removal's id, None for the latest snapshot); `still_missing` are ids of removals that waited and go on waiting,
    `returned` of changes never told that the page has taken back; `named` the unnamed pages that turned out to be this
    one."""

    page: Page
    at: datetime
    outcome: Outcome
    capture_id: int | None = None
    reasons: tuple[tuple[str, str], ...] = ()
    profile: Profile | None = None
    changes: tuple[Change, ...] = ()
    against: tuple[int | None, ...] = ()
    still_missing: tuple[int, ...] = ()
    returned: tuple[int, ...] = ()
    accepted_by: str | None = None
    final_url: str = ""
    text_digest: str | None = None
    named: tuple[Naming, ...] = ()

    @property
    def verified(self) -> bool:
        """Whether the page was seen as it is: only then does it count as covered."""
        return self.outcome in VOUCHED


def failed(page: Page, at: datetime, code: str, detail: str, status: int | None, capture_id: int | None) -> Finding:
    """A page that did not arrive; 404, 410 and 451 are kept apart, since a page may be gone for good."""
    outcome: Outcome = "gone" if status in _GONE else "failed"
    return Finding(page, at, outcome, capture_id, ((code, detail),))


def unreadable(page: Page, capture: Capture, capture_id: int, error: ReadError) -> Finding:
    """A page that arrived, and that (or whose last accepted capture) could not be read within the limits."""
    reason = (error.code, str(error))
    return Finding(page, capture.at, "quarantined", capture_id, (reason,), text_digest=capture.digest)


def judge_capture(
    page: Page, capture: Capture, capture_id: int, known: Known, eyes: Eyes, by: str | None = None
) -> Finding:
    """Gate, read and compare one capture; `by` names the person who accepted it, None when the gate decides."""
    try:
        examined = eyes.examine(capture, eyes.layout, known.profile)
        verdict = _verdict(page, capture, examined, known, eyes)
    except ReadError as error:
        return unreadable(page, capture, capture_id, error)
    profile = examined.profile
    if not verdict.accepted and by is None:
        reasons = tuple((reason.code, reason.detail) for reason in verdict.reasons)
        mark = recognised_by(examined.text_digest, reasons)
        return Finding(page, capture.at, "quarantined", capture_id, reasons, profile, text_digest=mark)
    finding = compared(page, capture.at, capture_id, profile, known)
    return replace(finding, accepted_by=by, final_url=capture.final_url)


def recognised_by(text: str, reasons: Sequence[tuple[str, str]]) -> str:
    """The digest by which a quarantine is the one a person dismissed: the same text, refused by the same rules."""
    refused = sorted({code for code, _ in reasons if not code.startswith("hint-")})
    return hashlib.sha256("\n".join((text, *refused)).encode()).hexdigest()


def _verdict(page: Page, capture: Capture, examined: Examined, known: Known, eyes: Eyes) -> Verdict:
    last = Baseline(known.title, known.language, known.size, addresses=known.addresses, modified=known.modified)
    verdict = judge(capture, examined, page, eyes.layout, last)
    if known.capture and any(reason.code in MARKS for reason in verdict.reasons):
        last = replace(last, marks=eyes.examine(known.capture(), eyes.layout).marks)
        verdict = judge(capture, examined, page, eyes.layout, last)
    return verdict


def compared(page: Page, at: datetime, capture_id: int, profile: Profile, known: Known) -> Finding:
    """What a profile that was accepted says that the page did not say before, removals that wait put back.

    The first live look at a page that is known from archives is a first one, and what differs is history.
    """
    if known.profile is None:
        return Finding(page, at, "first", capture_id, profile=profile)
    same = (
        known.profile is profile or known.profile.digest == profile.digest
    )  # on most days: then there is nothing to compare
    new = () if same and not known.missing else compare(with_missing(known.profile, known.missing), profile)
    waiting = {_place(missing.change): missing.id for missing in known.missing}
    removals = [change for change in new if is_removal(change)]
    still = tuple(m.id for m in known.missing if any(_keeps_missing(r, m.change, profile) for r in removals))
    returned = tuple(missing.id for missing in known.missing if missing.id not in still)
    told = tuple(c for c in new if not (is_removal(c) and _place(c) in waiting))
    differs = not same and bool(compare(known.profile, profile) if known.missing else new)
    differs = differs or _strays(known.profile) != _strays(profile)
    outcome: Outcome = "first" if known.archived else "changed" if differs else "unchanged"
    against = tuple(next((m.id for m in known.missing if _is_about(m.change, change)), None) for change in told)
    return Finding(page, at, outcome, capture_id, (), profile, told, against, still, returned)


def with_missing(profile: Profile, missing: Sequence[Missing]) -> Profile:
    """The profile as it would be if what is missing for now were still there: what a new capture is compared with."""
    for item in missing:
        profile = _restored(profile, item)
    return profile


def _restored(profile: Profile, missing: Missing) -> Profile:
    """Only what is missing is put back: what the page prints meanwhile is compared with what it printed last."""
    if missing.change.section == "status":
        profile = replace(profile, status=_restored_status(profile.status, missing.before.status))
    if isinstance(missing.change, StatusChange):
        return profile
    gone = [s for s in missing.before.sections if _covers(missing.change, s.key) and _lacks(profile, s.key)]
    keys = {section.key for section in gone}
    return replace(
        profile,
        sections=(*(s for s in profile.sections if s.key not in keys), *gone),
        mentions=(
            *(mention for mention in profile.mentions if mention.section not in keys),
            *(mention for mention in missing.before.mentions if mention.section in keys),
        ),
    )


def _restored_status(now: Status, before: Status) -> Status:
    return replace(now, standing=before.standing, wording=before.wording) if now.raw else before


def _lacks(profile: Profile, key: str) -> bool:
    section = profile.section(key)
    return section is None or section.state != "filled"


def _covers(missing: Change, key: str) -> bool:
    """A removed group takes its children with it; an emptied section is only itself."""
    whole_group = isinstance(missing, SectionChange) and missing.kind == "section_removed"
    return key == missing.section or (whole_group and key.startswith(missing.section + "."))


def _is_about(missing: Change, change: Change) -> bool:
    """A missing status is about the status line's fields only, a missing section about all of it."""
    if isinstance(missing, StatusChange) and not isinstance(change, StatusChange):
        return False
    return _covers(missing, change.section)


def _keeps_missing(removal: Change, missing: Change, profile: Profile) -> bool:
    """Whether a removal leaves what is missing still missing: it is the same one, or its group has gone since."""
    if _place(removal) == _place(missing):
        return True
    with_group = isinstance(missing, SectionChange) and _covers(removal, missing.section)
    return with_group and profile.section(missing.section) is None


def _strays(profile: Profile) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What stands on the page and in no section we know: no change of a section, and yet told to the operator."""
    return profile.words.unplaced_texts, profile.words.unknown_labels


def _place(change: Change) -> tuple[str, str]:
    """What is missing, whether gone or only emptied: two looks that agree on the place agree."""
    return (change.section, "standing" if isinstance(change, StatusChange) else "section")
