"""read(capture, layout) -> Profile: the one way bytes become what a page says."""

from __future__ import annotations

from urllib.parse import urlsplit

from scraper import parse, plain
from scraper.capture import Capture, decode
from scraper.errors import ReadError
from scraper.layout import Layout
from scraper.profile import Profile
from scraper.sections import Article, read_article
from scraper.status import ends_status_line, parse_status, stated_at
from scraper.title import title_of


def read(capture: Capture, layout: Layout) -> Profile:
    """What a capture says, read with a layout; deterministic, and never empty-handed: a page that is no profile
    gives a Profile without sections, which the gate refuses with its reasons.

    Raises ReadError when the bytes are not text at all.
    """
    text = decode(capture)
    if not text.strip():
        raise ReadError("empty", "The body is empty.")
    if is_text_rendering(capture, text):
        return _profile(read_article(plain.lines(text), layout, lossy=True), "", layout, lossy=True)
    return _read_html(text, _base(capture.final_url, layout), layout)


def is_text_rendering(capture: Capture, text: str) -> bool:
    """Whether a capture is a text rendering rather than HTML: declared so, and without a tag at its start."""
    return capture.media_type == "text/plain" and "<html" not in text[:2000].lower()


def _base(address: str, layout: Layout) -> str:
    """What relative links start from: the page's address, under the one name of a site that has several."""
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        return layout.site
    if not host:
        return layout.site
    site = urlsplit(layout.site)
    return parts._replace(scheme=site.scheme, netloc=site.netloc).geturl() if host in layout.hosts else address


def _read_html(text: str, base: str, layout: Layout) -> Profile:
    """Navigation is left unread at first: most of a page is that. It is read when words of it are missed."""
    document_title = parse.title(text)
    for chrome in (False, True):
        article = read_article(parse.lines(text, base, chrome=chrome), layout)
        profile = _profile(article, document_title, layout, lossy=False)
        if not article.skipped and (profile.title or not article.sections):
            break
    return profile


def _profile(article: Article, document_title: str, layout: Layout, *, lossy: bool) -> Profile:
    language = article.languages.most_common(1)[0][0] if article.languages else ""
    return Profile(
        reading=layout.reading,
        title=title_of(article.before, document_title, layout) if article.sections else "",
        language=language,
        status=parse_status(_status_text(article)),
        sections=tuple(article.sections),
        keys=layout.keys,
        stated_at=next((at for at in map(stated_at, _dated(article)) if at), None),
        lossy=lossy,
        words=article.account.words,
    )


def _status_text(article: Article) -> str:
    """The lines of the status section up to the link that closes the status line."""
    texts: list[str] = []
    for line in article.status_lines:
        texts.append(line.text)
        if ends_status_line(line.text):
            break
    return " ".join(texts)


def _dated(article: Article) -> tuple[str, ...]:
    return (*article.dates, *(line.said for line in article.before), *(line.said for line in article.status_lines))
