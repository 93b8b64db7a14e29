"""The index of a watch: it adds pages and warns of missing ones; it never removes any."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from lexdelta.index_walk import MOST_PARTS, Part, Walk
from lexdelta.judging import Finding, failed
from lexdelta.watching import merged
from scraper.page import Page
from scraper.paging import Listing
from storage.checks import Outcome

BELIEVED_SHARE = 0.5
SPARE = 20
_WITH_INDEX = "with-index"


@dataclass(frozen=True, slots=True)
class IndexFinding:
    """What one look at an index found: the profiles it lists, and the pages it listed last time and no longer does.

    `finding` is about the whole and its first page, `parts` about each page it goes on with. `links` are the profiles
    as the index links to them, `listed` as whom they are known to be, `earlier_links` those of last time. All are ()
    when the index could not be read.
    """

    finding: Finding
    listed: tuple[Page, ...] = ()
    missing: tuple[Page, ...] = ()
    links: tuple[Page, ...] = ()
    earlier_links: tuple[Page, ...] = ()
    parts: tuple[Finding, ...] = ()


KnownAs = Callable[[tuple[Page, ...]], tuple[Page, ...]]


def judge_index(seen: Walk, known_as: KnownAs) -> IndexFinding:
    """An index is believed when it lists profiles, and neither half nor twice as many as when it last was, or when a
    person accepted it. `known_as` says whom its links are known to mean. While a part is unread the index adds pages;
    nobody is missing, and the next look is measured by what was believed before."""
    first = seen.first
    if first.look.error:
        return IndexFinding(_failed(first))
    links, earlier_links = _all(part.listing for part in seen.parts), _all(seen.before)
    listed, earlier = known_as(links), known_as(earlier_links)
    keys, before = {page.key for page in listed}, {page.key for page in earlier}
    reason = first.reason or (_doubt(len(keys), len(before), seen) if first.by is None else None)
    if reason:
        return IndexFinding(_quarantined(first, reason, listed), parts=tuple(map(_doubted, seen.parts[1:])))
    gone = tuple(page for page in earlier if page.key not in keys) if seen.complete else ()
    judge = _part if seen.complete or first.by else _doubted
    whole = _outcome(first, same=keys == before) if judge is _part else _unfinished(first, seen)
    return IndexFinding(whole, listed, gone, links, earlier_links, tuple(map(judge, seen.parts[1:])))


def is_with_index(reasons: Sequence[tuple[str, str]]) -> bool:
    """Whether a page of an index was not believed because the whole was not: its first page says why."""
    return [code for code, _ in reasons] == [_WITH_INDEX]


def with_names(found: IndexFinding, names: Mapping[str, Page]) -> IndexFinding:
    """The same once the run knows whom numbers mean (key of the unnamed page -> the page it is).

    A country is not called missing while a number that is new in the index, and still unnamed, may lead to it.
    """
    listed = tuple(names.get(page.key, page) for page in found.listed)
    missing = tuple(page for page in found.missing if page.key not in {other.key for other in listed})
    before = {page.key for page in found.earlier_links}
    riddles = sum(page.kind == "unnamed" and page.key not in before for page in listed)
    return replace(found, listed=listed, missing=missing if len(missing) > riddles else ())


def _all(listings: Iterable[Listing | None]) -> tuple[Page, ...]:
    """Everybody listed, once."""
    return merged((), (page for listing in listings if listing for page in listing.profiles))


def _keys(listing: Listing | None) -> frozenset[str]:
    return frozenset(page.key for page in listing.profiles) if listing else frozenset()


def _failed(part: Part) -> Finding:
    look, (code, sentence) = part.look, part.reason or ("", "")
    return failed(look.page, look.at, code, sentence, look.error.status if look.error else None, look.capture_id)


def _quarantined(part: Part, reason: tuple[str, str], listed: Iterable[Page]) -> Finding:
    """What is doubted is recognised by whom it lists; what could not be read, by the reason."""
    look, keys = part.look, sorted({page.key for page in listed}) if part.listing else [reason[0]]
    mark = hashlib.sha256("\n".join(keys).encode()).hexdigest()
    return Finding(look.page, look.at, "quarantined", look.capture_id, (reason,), text_digest=mark)


def _outcome(part: Part, *, same: bool) -> Finding:
    look = part.look
    if look.capture_id is None:
        return Finding(look.page, look.at, "not_modified")
    outcome: Outcome = "first" if part.before is None else "unchanged" if same else "changed"
    return Finding(look.page, look.at, outcome, look.capture_id, accepted_by=part.by)


def _part(part: Part) -> Finding:
    """One more page of an index that is believed as a whole."""
    if part.look.error:
        return _failed(part)
    if part.reason:
        return _quarantined(part, part.reason, ())
    return _outcome(part, same=_keys(part.listing) == _keys(part.before))


def _doubted(part: Part) -> Finding:
    """One page of an index that is not believed: what it lists is not what the next look is measured by."""
    finding = _part(part)
    if not finding.verified or part.look.capture_id is None:
        return finding
    return replace(finding, outcome="failed", reasons=((_WITH_INDEX, "The index was not read as a whole."),))


def _unfinished(first: Part, seen: Walk) -> Finding:
    """The first page of an index of which a further page could not be read, or which has too many."""
    finding = _doubted(first)
    if not seen.cut:
        return finding
    reason = ("endless", f"The index goes on over more than {MOST_PARTS} pages; the rest was not read.")
    return replace(finding, outcome="failed", reasons=(reason,))


def _doubt(listed: int, earlier: int, seen: Walk) -> tuple[str, str] | None:
    if not listed:
        return ("no-profiles", "The index links to no profile.")
    if earlier and listed > earlier / BELIEVED_SHARE + SPARE:
        return ("grown", f"The index links to {listed} profiles, {earlier} before.")
    if seen.complete and listed < BELIEVED_SHARE * earlier:
        return ("shrunk", f"The index links to {listed} profiles, {earlier} before.")
    return None
