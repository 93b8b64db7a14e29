"""Which lines are the template's rather than the authors': boilerplate by name, page controls, the date of the page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from scraper.layout import Boilerplate, Layout
from scraper.line import Line
from scraper.status import is_update


class Furniture:
    """The boilerplate of one layout, ready to be looked for in many lines."""

    def __init__(self, layout: Layout) -> None:
        self._closing = _pattern(known for known in layout.boilerplate if known.ends)
        self._beside = _pattern(known for known in layout.boilerplate if known.beside)
        self._anywhere = _pattern(known for known in layout.boilerplate if not known.beside)

    def closes(self, line: Line) -> bool:
        """Whether a line closes the article."""
        return bool(line.text) and self._closing.fullmatch(line.said) is not None

    def ends(self, lines: Sequence[Line]) -> list[int]:
        """Where the lines are that close an article."""
        closing = self._closing.fullmatch
        return [at for at, line in enumerate(lines) if line.text and closing(line.said)]

    def holds(self, line: Line) -> bool:
        """Whether a line is the template's wherever it stands."""
        if line.frame.chrome or line.kind == "control" or is_update(line.said):
            return True
        return self._anywhere.fullmatch(line.said) is not None

    def holds_beside(self, line: Line) -> bool:
        """Whether a line next to closing boilerplate is the template's too, though an author might write the same."""
        return self.holds(line) or self._beside.fullmatch(line.said) is not None


def _pattern(boilerplate: Iterable[Boilerplate]) -> re.Pattern[str]:
    """One pattern for all; compiling is cached by the standard library, so that each page need not do it again."""
    return re.compile("|".join(f"(?:{known.pattern.pattern})" for known in boilerplate) or r"(?!)", re.IGNORECASE)
