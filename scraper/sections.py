"""The stream of lines -> the article's sections, with every word of it accounted for."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from scraper.blocks import blocks_of
from scraper.headings import Head, find_heads, label_of
from scraper.layout import Boilerplate, Layout
from scraper.line import Frame, Line, common_frame, count_words, inside
from scraper.profile import Section, State, Words
from scraper.status import printed, stated_at

_LOST_KEY = "section"
_BACK = re.compile(rf"^(?:{printed('back')})\s+")


@dataclass(slots=True)
class Article:
    """The article of one page: its sections in printed order, the lines before the first heading, and the account."""

    sections: list[Section] = field(default_factory=list)
    languages: Counter[str] = field(default_factory=Counter)
    before: tuple[Line, ...] = ()
    status_lines: tuple[Line, ...] = ()
    dates: tuple[str, ...] = ()
    placed: int = 0
    boilerplate: int = 0
    unplaced: list[Line] = field(default_factory=list)
    unknown_labels: list[str] = field(default_factory=list)

    @property
    def words(self) -> Words:
        """The account of the article's words."""
        return Words(
            placed=self.placed,
            boilerplate=self.boilerplate,
            unplaced=sum(line.words for line in self.unplaced),
            unplaced_texts=tuple(line.text for line in self.unplaced),
            unknown_labels=tuple(self.unknown_labels),
        )


def read_article(lines: Sequence[Line], layout: Layout, *, lossy: bool = False) -> Article:
    """The article a stream of lines holds; an Article without sections when no label of the layout is found."""
    heads = find_heads(lines, layout)
    article = Article()
    if not heads:
        article.before = tuple(line for line in lines if line.text)
        return article
    frame = common_frame([lines[head.at].frame for head in heads])
    end = _end(lines, heads[-1].at, frame, layout)
    article.before = tuple(line for line in lines[: heads[0].at] if line.text)
    _account_before(article, [line for line in article.before if inside(line.frame, frame)], layout)
    headings = {id(head.line) for head in heads}
    echoes = {id(head.echo) for head in heads if head.echo}
    for head, following in zip(heads, [*[h.at for h in heads[1:]], end], strict=True):
        body = [line for line in lines[head.at : following] if line.text and id(line) not in headings]
        article.boilerplate += sum(line.words for line in body if id(line) in echoes)
        _add_section(article, head, [line for line in body if id(line) not in echoes], layout, lossy=lossy)
    _account_after(article, lines[end:], frame)
    article.sections = _with_groups_filled(article.sections)
    return article


def _end(lines: Sequence[Line], last: int, frame: Frame, layout: Layout) -> int:
    """Where the article stops: the first line outside its element, or one that the template closes it with."""
    for at in range(last + 1, len(lines)):
        line = lines[at]
        if not inside(line.frame, frame):
            return at
        known = boilerplate_of(line, layout)
        if known and known.ends:
            return at
    return len(lines)


def boilerplate_of(line: Line, layout: Layout) -> Boilerplate | None:
    """The boilerplate a whole line is, None when it is content."""
    return next((known for known in layout.boilerplate if line.text and known.pattern.fullmatch(line.text)), None)


def _account_before(article: Article, lines: list[Line], layout: Layout) -> None:
    for line in lines:
        if _is_furniture(line, layout) or label_of(line, layout) or layout.country(_without_back(line.text)):
            article.boilerplate += line.words
        else:
            article.unplaced.append(line)


def _account_after(article: Article, lines: Sequence[Line], frame: Frame) -> None:
    article.boilerplate += sum(line.words for line in lines if inside(line.frame, frame))


def _is_furniture(line: Line, layout: Layout) -> bool:
    known = boilerplate_of(line, layout)
    return bool(known) or line.chrome or (bool(line.target) and label_of(line, layout) is not None)


def _add_section(article: Article, head: Head, lines: Sequence[Line], layout: Layout, *, lossy: bool) -> None:
    body: list[Line] = []
    for line in lines:
        if _is_furniture(line, layout) or (not body and head.label and label_of(line, layout) is head.label):
            article.boilerplate += line.words
            article.dates += (line.text,) if stated_at(line.text) else ()
        else:
            body.append(line)
    key = _key(head, [section.key for section in article.sections])
    if head.label:
        article.languages[head.label.language] += 1
    else:
        article.unknown_labels.append(head.text)
    if key == "status":
        article.status_lines = tuple(body)
    blocks = blocks_of(body)
    state: State = "filled" if blocks else "unknown" if lossy else "empty"
    article.placed += count_words(head.text) + sum(line.words for line in body)
    article.sections.append(Section(key, head.text, state, blocks))


def _key(head: Head, taken: list[str]) -> str:
    """The label's key, or a slug of an unknown heading; a repeat gets "-2", so that no section is ever lost."""
    key = head.label.key if head.label else slug(head.text)
    repeats = sum(other == key or re.fullmatch(re.escape(key) + r"-\d+", other) is not None for other in taken)
    return f"{key}-{repeats + 1}" if repeats else key


def slug(text: str) -> str:
    """A heading as a key: lower-case ASCII letters and digits joined by hyphens; "section" when none are left."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", plain))[:60].rstrip("-") or _LOST_KEY


def _without_back(text: str) -> str:
    return _BACK.sub("", text)


def _with_groups_filled(sections: list[Section]) -> list[Section]:
    filled = {section.key.partition(".")[0] for section in sections if "." in section.key and section.state == "filled"}
    return [
        Section(section.key, section.label, "filled", section.blocks) if section.key in filled else section
        for section in sections
    ]
