"""The newest capture that the Wayback Machine has of a page, as a way to fetch it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from urllib.parse import urlsplit

from lexdelta.looking import Fetch
from scraper.archives import cdx
from scraper.archives.cdx import Row
from scraper.capture import Capture, NotModified, Validators, decode
from scraper.errors import Refused, Unreachable
from scraper.page import Page

INDEX = Page("archive", "", "", "", kind="index", origin="import")
"""The archive's own pages, which are no pages of a site."""


def as_archived(answer: Capture, row: Row) -> Capture:
    """An answer of the archive as what the site answered then. Refused when something else than the archive answered:
    a redirect to the site itself would date today's page years back."""
    if urlsplit(answer.final_url).netloc != urlsplit(answer.requested_url).netloc:
        raise Refused("not-archived", f"The archive led elsewhere: {answer.final_url}")
    at = cdx.replayed_at(answer.final_url) or row.at
    return replace(answer, page="", requested_url=row.url, final_url=row.url, at=at, source="wayback")


def newest_archived(base: str, fetch: Fetch) -> Fetch:
    """A way to fetch pages for sites that refuse scripts: the newest capture that the archive has of a page.

    The capture's time is the archive's, and that is when the page was last verified. Raises FetchError as fetching
    does, Refused when the archive has no capture of the page.
    """
    return partial(_newest, base, fetch)


def newest_question(base: str, page: Page) -> str:
    """The address at which an archive tells of its newest capture of a page."""
    return cdx.question(base, page.url, newest=True)


async def _newest(base: str, fetch: Fetch, page: Page, validators: Validators | None) -> Capture | NotModified:
    del validators  # the archive's are about its own pages
    index = await _of_archive(fetch, replace(INDEX, key=page.key, url=newest_question(base, page)))
    rows, _, _ = cdx.answer(decode(index))
    if not rows:
        raise Refused("not-archived", "The archive has no capture of this page.")
    row = max(rows, key=lambda row: row.stamp)
    answer = await _of_archive(fetch, replace(INDEX, key=page.key, url=cdx.raw(base, row)))
    return replace(as_archived(answer, row), page=page.key)


async def _of_archive(fetch: Fetch, asked: Page) -> Capture:
    """An answer of the archive. What it says in place of one is the archive's word, never the page's: a capture that
    it does not give is no page that is gone."""
    try:
        answer = await fetch(asked, None)
    except Refused as error:
        if error.status is None:
            raise
        raise Refused("not-archived", f"The archive gives no capture: {error}") from error
    except Unreachable as error:
        raise Unreachable(error.code, str(error), retry_after_seconds=error.retry_after_seconds) from error
    if isinstance(answer, NotModified):
        raise Unreachable("archive", "The archive answered as if it had been asked before.")
    return answer
