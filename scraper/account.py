"""The account of an article's words: each is placed in a block, the template's by name, or told as unplaced."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from scraper.furniture import Furniture
from scraper.headings import label_of
from scraper.layout import Layout
from scraper.line import Frame, Line, inside
from scraper.profile import Words
from scraper.title import names_country


@dataclass(slots=True)
class Account:
    """What has been counted so far."""

    placed: int = 0
    boilerplate: int = 0
    unplaced: list[Line] = field(default_factory=list)
    unknown_labels: list[str] = field(default_factory=list)

    @property
    def words(self) -> Words:
        """The account in the form a profile carries."""
        return Words(
            placed=self.placed,
            boilerplate=self.boilerplate,
            unplaced=sum(line.words for line in self.unplaced),
            unplaced_texts=tuple(line.text for line in self.unplaced),
            unknown_labels=tuple(self.unknown_labels),
        )

    def put_aside(self, lines: Iterable[Line]) -> None:
        """Count lines as the template's."""
        self.boilerplate += sum(line.words for line in lines)

    def before(self, lines: Iterable[Line], frame: Frame, furniture: Furniture, layout: Layout) -> None:
        """Lines before the first heading: in the article's element, or between the country's name and that."""
        titled = False
        for line in lines:
            within = inside(line.frame, frame)
            if line.target and not within:
                continue
            named = names_country(line, layout)
            titled = titled or (named and not line.target and not line.frame.chrome)
            known = named or furniture.holds_beside(line) or label_of(line, layout) is not None
            if within and known:
                self.boilerplate += line.words
            elif not known and (within or titled):
                self.unplaced.append(line)

    def after(self, lines: Sequence[Line], frame: Frame, furniture: Furniture) -> None:
        """Lines after the end: the template's, unless they are outside the article and yet before its closing line."""
        self.put_aside(line for line in lines if inside(line.frame, frame))
        astray: list[Line] = []
        for line in lines:
            if furniture.closes(line):
                self.unplaced += astray
            if furniture.closes(line) or line.skipped or line.frame.chrome:
                return
            if line.text and not line.target and not inside(line.frame, frame) and not furniture.holds_beside(line):
                astray.append(line)
