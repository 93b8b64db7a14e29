"""The stream of lines -> the article's sections, with every word of it accounted for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from scraper.account import Account
from scraper.blocks import blocks_of, joined
from scraper.extent import extent_of, laid_out
from scraper.furniture import Furniture
from scraper.headings import find_headings, label_of
from scraper.layout import Layout
from scraper.line import Line, count_words, inside
from scraper.profile import Block, Section, State
from scraper.repeats import Head
from scraper.slug import slug
from scraper.status import ends_status_line, stated_at

_MARGIN = 80


@dataclass(slots=True)
class Article:
    """The article of one page: its sections in printed order, the lines before the first heading, and the account.

    `dates` are the lines that say when the page was updated; `skipped` that navigation inside it was left unread.
    """

    sections: list[Section] = field(default_factory=list)
    languages: Counter[str] = field(default_factory=Counter)
    before: tuple[Line, ...] = ()
    status_lines: tuple[Line, ...] = ()
    dates: tuple[str, ...] = ()
    skipped: bool = False
    account: Account = field(default_factory=Account)


def read_article(lines: Sequence[Line], layout: Layout, *, lossy: bool = False) -> Article:
    """The article a stream of lines holds; an Article without sections when no label of the layout is found."""
    furniture = Furniture(layout)
    found = find_headings(lines, layout, furniture.ends(lines))
    if not found.heads:
        before = tuple(line for line in lines if line.text)
        return Article(before=before, skipped=any(line.skipped for line in lines))
    extent = extent_of(lines, found.heads, furniture)
    article = Article(before=tuple(line for line in lines[: extent.start] if line.text))
    article.skipped = any(line.skipped and inside(line.frame, extent.frame) for line in lines)
    headings = found.echoes | {id(head.line) for head in found.heads}
    account, frame = article.account, extent.frame
    account.put_aside(line for line in lines if id(line) in found.echoes and inside(line.frame, frame))
    account.before([line for line in article.before if id(line) not in headings], frame, furniture, layout)
    rest = [line for line in lines[extent.end :] if found.copy is None or not inside(line.frame, found.copy)]
    account.after([line for line in rest if id(line) not in headings], frame, furniture)
    writer = _Writer(article, furniture, layout, laid_out(lines, found.heads), lossy)
    for head, after in zip(found.heads, [*(head.at for head in found.heads[1:]), extent.end], strict=True):
        writer.add(head, [line for line in lines[head.at : after] if line.text and id(line) not in headings])
    article.sections = _with_groups_filled(article.sections)
    return article


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes sections into an article; `laid` are elements that lay the page out."""

    article: Article
    furniture: Furniture
    layout: Layout
    laid: Collection[int]
    lossy: bool
    keys: Counter[str] = field(default_factory=Counter)

    def add(self, head: Head, lines: Sequence[Line]) -> None:
        """One section, with its words accounted for."""
        article, account = self.article, self.article.account
        body = list(self._own(head, lines))
        if head.label:
            article.languages[head.label.language] += 1
        else:
            account.unknown_labels.append(head.text)
        key = self._key(head)
        blocks = self._status(body) if key == "status" else blocks_of(body, self.laid)
        state: State = "filled" if blocks else "unknown" if self.lossy else "empty"
        label_words = count_words(head.text)
        account.placed += label_words + sum(line.words for line in body)
        account.boilerplate += max(head.line.words - label_words, 0)
        article.sections.append(Section(key, head.text, state, blocks))

    def _own(self, head: Head, lines: Sequence[Line]) -> Iterator[Line]:
        """The lines that are the authors'; the heading may be printed once more above them."""
        begun = False
        for line in lines:
            label = label_of(line, self.layout) if len(line.text) < _MARGIN + len(head.text) else None
            again = label is not None and (_is_toggle(line) or (not begun and label is head.label))
            if again or self.furniture.holds(line):
                self.article.account.put_aside([line])
                self.article.dates += (line.said,) if stated_at(line.said) else ()
            else:
                begun = True
                yield line

    def _status(self, lines: Sequence[Line]) -> tuple[Block, ...]:
        """The status line as one block, however its parts are laid out; what stands below it as any other text."""
        self.article.status_lines = tuple(lines)
        end = next((at for at, line in enumerate(lines, 1) if ends_status_line(line.text)), 0)
        line = (joined(lines[:end]),) if end else ()
        return (*line, *blocks_of(lines[end:], self.laid))

    def _key(self, head: Head) -> str:
        """The label's key, or a slug of an unknown heading; a repeat gets "-2", so that no section is ever lost."""
        key = head.label.key if head.label else slug(head.text)
        self.keys[key] += 1
        return f"{key}-{self.keys[key]}" if self.keys[key] > 1 else key


def _is_toggle(line: Line) -> bool:
    return bool(line.target) and (line.target or "").startswith(("#", "javascript:"))


def _with_groups_filled(sections: list[Section]) -> list[Section]:
    filled = {section.key.partition(".")[0] for section in sections if "." in section.key and section.state == "filled"}
    return [
        Section(section.key, section.label, "filled", section.blocks) if section.key in filled else section
        for section in sections
    ]
