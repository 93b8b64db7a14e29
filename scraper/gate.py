"""Is this capture the page we asked for? Positive evidence, never a list of error words.

A block page, a login page or a cut body has status 200 more often than not. So every rule below must hold; each one
that fails is a reason with its numbers, and hints only add reasons to a failing rule: they never decide alone and
never excuse.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime

from scraper.capture import Capture
from scraper.examined import Examined
from scraper.layout import Layout, label_form
from scraper.page import Page, addressed
from scraper.profile import Profile

LEAST_LABELS = 2
SHRUNK_TO = 0.4
_HTML = ("text/html", "application/xhtml+xml", "")


MARKS = {
    "password": "a password field",
    "challenge": "a script challenge",
    "undecodable": "characters that could not be decoded",
}
"""What a healthy profile does not carry, unless its last accepted capture carried it too."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a capture is not accepted: a stable short code and a sentence with its numbers."""

    code: str
    detail: str


@dataclass(frozen=True, slots=True)
class Baseline:
    """What the last accepted capture of this page was like; a person may have accepted what the rules would not.

    `marks` are the MARKS it carried, `addresses` every final address accepted before, `modified` what the server said
    of its age (Last-Modified, "" for nothing).
    """

    title: str = ""
    language: str = ""
    size: int = 0
    marks: frozenset[str] = frozenset()
    addresses: frozenset[str] = field(default_factory=frozenset)
    modified: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Accepted when there are no reasons against it."""

    reasons: tuple[Reason, ...]

    @property
    def accepted(self) -> bool:
        """Whether the capture may become a snapshot."""
        return not self.reasons


def judge(capture: Capture, examined: Examined, page: Page, layout: Layout, last: Baseline | None = None) -> Verdict:
    """The gate's verdict on a capture as it was examined, for the page that was asked for."""
    last = last or Baseline()
    failed = [
        *_transport(capture, last),
        *_address(capture, examined.profile, page, layout, last),
        *_document(capture, examined, last),
        *_identity(examined.profile, page, layout, last),
        *_country(capture, examined.profile, page, layout, last),
    ]
    return Verdict((*failed, *_hints(capture, examined, last))) if failed else Verdict(())


def _transport(capture: Capture, last: Baseline) -> Iterator[Reason]:
    if capture.status != 200:
        yield Reason("status", f"The server answered {capture.status}, not 200.")
    as_file = capture.source == "file"
    if capture.media_type not in (*_HTML, *(("text/plain",) if as_file else ())):
        yield Reason("media-type", f"The type is {capture.media_type!r}, not HTML.")
    if _is_older(capture.header("last-modified"), last.modified):
        yield Reason("stale", f"Last-Modified says {capture.header('last-modified')!r}, before {last.modified!r}.")


def _address(capture: Capture, profile: Profile, page: Page, layout: Layout, last: Baseline) -> Iterator[Reason]:
    if capture.source == "file" or capture.final_url in (page.url, *last.addresses):
        return
    arrived = addressed(capture.final_url, layout)
    if arrived is None or not (
        arrived.key in _answers_to(page, layout, last) or _is_renamed(arrived, profile, page, layout)
    ):
        yield Reason("final-url", f"The answer came from {capture.final_url}, which is not an address of {page.key}.")


def _answers_to(page: Page, layout: Layout, last: Baseline) -> frozenset[str]:
    """The page's own key, and those that numbers in its addresses would have if they named nobody."""
    found = (addressed(url, layout) for url in (page.url, *last.addresses))
    return frozenset({page.key, *(other.key for other in found if other and other.kind == "unnamed")})


def _is_renamed(arrived: Page, profile: Profile, page: Page, layout: Layout) -> bool:
    """Whether the page answers under a slug nobody knows, in its own language, and says that it is the country's."""
    nobodys = (
        arrived.kind == "profile" and layout.country(arrived.country) is None and arrived.language == page.language
    )
    country = layout.country(profile.title)
    return nobodys and country is not None and country.key == page.country


def _is_older(said: str | None, before: str) -> bool:
    """Whether a cache serves an older revision than the one accepted last; what is no date says nothing."""
    try:
        return bool(said and before) and parsedate_to_datetime(said or "") < parsedate_to_datetime(before)
    except (ValueError, TypeError):
        # TypeError: one of the two carries a zone and the other none.
        return False


def _document(capture: Capture, examined: Examined, last: Baseline) -> Iterator[Reason]:
    if examined.profile.lossy:
        return
    if not examined.begins:
        yield Reason("not-html", "No <html> within the first 4,096 characters.")
    if not examined.ends:
        yield Reason("no-end", f"The document does not end with </html> ({len(capture.body)} bytes arrived).")
    for mark in sorted(examined.marks - last.marks):
        yield Reason(mark, f"The page carries {MARKS[mark]} that the last accepted capture had not.")


def _identity(profile: Profile, page: Page, layout: Layout, last: Baseline) -> Iterator[Reason]:
    known = {label_form(s.label) for s in profile.sections if layout.label(s.label)}
    if len(known) < LEAST_LABELS:
        yield Reason("labels", f"{len(known)} of the layout's labels found, at least {LEAST_LABELS} are expected.")
        return
    if profile.language and profile.language not in (page.language, last.language):
        yield Reason("language", f"The labels are in {profile.language!r}, the page asked for is {page.language!r}.")


def _country(capture: Capture, profile: Profile, page: Page, layout: Layout, last: Baseline) -> Iterator[Reason]:
    """Every template prints the country; a saved file may be a part of the page that has lost it."""
    if page.kind == "unnamed":
        said = f"The page names {profile.title!r}" if profile.title else "The page names nobody"
        yield Reason("unnamed", f"{said}: no country is known by it, and the address holds only a number.")
        return
    accepted_without = last.size > 0 and not last.title
    if not profile.title:
        if capture.source != "file" and not accepted_without:
            yield Reason("country", f"The page names no country, the page asked for is {page.country!r}.")
        return
    country = layout.country(profile.title)
    named = country.key if country else None
    if named != page.country and profile.title != last.title:
        yield Reason("country", f"The page names {profile.title!r}, the page asked for is {page.country!r}.")


def _hints(capture: Capture, examined: Examined, last: Baseline) -> Iterator[Reason]:
    if examined.block_words:
        yield Reason("hint-block-words", f"The page says {examined.block_words!r}.")
    if capture.header("cf-mitigated"):
        yield Reason("hint-challenge-header", f"The header cf-mitigated says {capture.header('cf-mitigated')!r}.")
    if last.size and len(capture.body) < SHRUNK_TO * last.size:
        yield Reason("hint-size", f"{len(capture.body)} bytes arrived, the last accepted capture had {last.size}.")
