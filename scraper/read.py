"""read(capture, layout) -> Profile: the one way bytes become what a page says."""

from __future__ import annotations

import hashlib
import re

from scraper import parse, plain
from scraper.capture import Capture, decode
from scraper.errors import ReadError
from scraper.layout import Layout
from scraper.line import Line
from scraper.normalise import normalise
from scraper.profile import Profile
from scraper.sections import Article, read_article
from scraper.status import ends_status_line, parse_status, printed, stated_at

_BACK = re.compile(rf"^(?:{printed('back')})\s+(?P<country>\S.*)$")
_TITLE_PARTS = re.compile(r"\s+[-–|·]\s+")


def read(capture: Capture, layout: Layout) -> Profile:
    """What a capture says, read with a layout; deterministic, and never empty-handed: a page that is no profile
    gives a Profile without sections, which the gate refuses with its reasons.

    Raises ReadError when the bytes are not text at all.
    """
    text = decode(capture)
    if not text.strip():
        raise ReadError("empty", "The body is empty.")
    if is_text_rendering(capture, text):
        return _profile(plain.lines(text), "", layout, lossy=True)
    base = capture.final_url if "://" in capture.final_url else layout.site
    return _profile(parse.lines(text, base), parse.title(text), layout, lossy=False)


def text_digest(capture: Capture) -> str:
    """SHA-256 of all the text a page shows, chrome included, after `normalise`: recognises a page that is no profile
    when it comes again with other tokens. Never raises."""
    text = decode(capture)
    shown = plain.lines(text) if is_text_rendering(capture, text) else parse.lines(text, "")
    return hashlib.sha256(normalise(" ".join(line.text for line in shown)).encode()).hexdigest()


def is_text_rendering(capture: Capture, text: str) -> bool:
    """Whether a capture is a text rendering rather than HTML: declared so, and without a tag at its start."""
    return capture.media_type == "text/plain" and "<html" not in text[:2000].lower()


def _profile(lines: tuple[Line, ...], document_title: str, layout: Layout, *, lossy: bool) -> Profile:
    article = read_article(lines, layout, lossy=lossy)
    language = article.languages.most_common(1)[0][0] if article.languages else ""
    return Profile(
        reading=layout.reading,
        title=_title(article, document_title, layout),
        language=language,
        status=parse_status(_status_text(article)),
        sections=tuple(article.sections),
        keys=layout.keys,
        stated_at=next((at for at in map(stated_at, _dated(article)) if at), None),
        lossy=lossy,
        words=article.words,
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
    return (*article.dates, *(line.text for line in article.before), *(line.text for line in article.status_lines))


def _title(article: Article, document_title: str, layout: Layout) -> str:
    """The country as printed, "" when the template prints none: what stands after "Back", in a heading above the
    article, or in the document's own title, whichever names a country; else what stands after "Back"."""
    if not article.sections:
        return ""
    before = tuple(reversed(article.before))
    backs = [found["country"] for line in before if not line.target and (found := _BACK.match(line.text))]
    headings = [line.text for line in before if line.kind == "heading" and not line.chrome]
    texts = [line.text for line in before if not line.target]
    parts = _TITLE_PARTS.split(document_title)
    named = (text for text in [*backs, *headings, *texts, *parts] if layout.country(text))
    return next(named, backs[0] if backs else "")
