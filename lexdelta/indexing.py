"""The index of a watch: it adds pages and warns of missing ones; it never removes any."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from lexdelta.judging import Finding, failed
from lexdelta.looking import Look
from scraper.capture import Capture
from scraper.errors import ReadError
from scraper.page import Page
from storage.checks import Outcome

BELIEVED_SHARE = 0.5
SPARE = 20


@dataclass(frozen=True, slots=True)
class IndexFinding:
    """What one look at an index found: the profiles it lists, and the pages it listed last time and no longer does.

    `links` are the profiles as the index links to them, `listed` as whom they are known to be, `earlier_links` those of
    last time. All are () when the index could not be read.
    """

    finding: Finding
    listed: tuple[Page, ...] = ()
    missing: tuple[Page, ...] = ()
    links: tuple[Page, ...] = ()
    earlier_links: tuple[Page, ...] = ()


Discoverer = Callable[[Capture], tuple[Page, ...]]
KnownAs = Callable[[tuple[Page, ...]], tuple[Page, ...]]


def judge_index(
    look: Look, before: Capture | None, discover: Discoverer, known_as: KnownAs, by: str | None = None
) -> IndexFinding:
    """An index is believed when it lists profiles, and neither half nor twice as many as `before`, the last one that
    was (None for none), or when a person accepted it (`by`). `known_as` says whom its links are known to mean."""
    if look.error:
        error = look.error
        return IndexFinding(failed(look.page, look.at, error.code, str(error), error.status, look.capture_id))
    earlier_links = _earlier(before, discover)
    earlier = known_as(earlier_links)
    if look.capture is None:
        return IndexFinding(Finding(look.page, look.at, "not_modified"), earlier, (), earlier_links, earlier_links)
    try:
        links = discover(look.capture)
    except ReadError as error:
        return _doubted(look, (error.code, str(error)), "")
    listed = known_as(links)
    mark = hashlib.sha256("\n".join(sorted(page.key for page in listed)).encode()).hexdigest()
    reason = _doubt(listed, earlier)
    if reason and by is None:
        return _doubted(look, reason, mark)
    keys = {page.key for page in listed}
    outcome: Outcome = "first" if not before else "unchanged" if keys == {p.key for p in earlier} else "changed"
    gone = tuple(page for page in earlier if page.key not in keys)
    return IndexFinding(
        Finding(look.page, look.at, outcome, look.capture_id, accepted_by=by), listed, gone, links, earlier_links
    )


def with_names(found: IndexFinding, names: Mapping[str, Page]) -> IndexFinding:
    """The same once the run knows whom numbers mean (key of the unnamed page -> the page it is).

    A country is not called missing while a number that is new in the index, and still unnamed, may lead to it.
    """
    listed = tuple(names.get(page.key, page) for page in found.listed)
    missing = tuple(page for page in found.missing if page.key not in {other.key for other in listed})
    before = {page.key for page in found.earlier_links}
    riddles = sum(page.kind == "unnamed" and page.key not in before for page in listed)
    return replace(found, listed=listed, missing=missing if len(missing) > riddles else ())


def _earlier(before: Capture | None, discover: Discoverer) -> tuple[Page, ...]:
    """What the index listed last time; one that cannot be read any more says nothing."""
    try:
        return discover(before) if before else ()
    except ReadError:
        return ()


def _doubted(look: Look, reason: tuple[str, str], mark: str) -> IndexFinding:
    finding = Finding(look.page, look.at, "quarantined", look.capture_id, (reason,), text_digest=mark or None)
    return IndexFinding(finding)


def _doubt(listed: tuple[Page, ...], earlier: tuple[Page, ...]) -> tuple[str, str] | None:
    if not listed:
        return ("no-profiles", "The index links to no profile.")
    if earlier and len(listed) > len(earlier) / BELIEVED_SHARE + SPARE:
        return ("grown", f"The index links to {len(listed)} profiles, {len(earlier)} before.")
    if len(listed) < BELIEVED_SHARE * len(earlier):
        return ("shrunk", f"The index links to {len(listed)} profiles, {len(earlier)} before.")
    return None
