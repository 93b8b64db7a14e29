"""What the sections of a profile name, as rows: the grammars in their order, then what links them."""

from __future__ import annotations

from scraper.mentions import articles, cases, institutions, laws, strategies
from scraper.mentions.clean import clean
from scraper.mentions.dates import find_dates
from scraper.mentions.found import Found
from scraper.mentions.link import acronyms_of, find_acronyms, name_all
from scraper.mentions.tables import months
from scraper.mentions.teams import find_teams
from scraper.mentions.text import cut
from scraper.profile import Mention, Section

_ROOMS = {
    "case": cases.OPENING,
    "law": laws.OPENING,
    "article": articles.OPENING,
    "strategy": strategies.OPENING,
    "institution": institutions.OPENING,
    "date": frozenset(name.lower() for name in months()),
}
_ASKED = {
    word: tuple(room for room, opening in _ROOMS.items() if word in opening)
    for word in frozenset().union(*_ROOMS.values())
}

_DATED = ("date",)


def find_mentions(sections: tuple[Section, ...], language: str) -> tuple[Mention, ...]:
    """What the sections name, in order of place; mentions do not overlap, and the same sections give the same rows.

    `language` is that of the edition ("en", "fr"); texts in the other language are read all the same. Time grows with
    the length of the text, whatever it holds.
    """
    blocks = [
        _Block(block.text, section.key, (at, number))
        for at, section in enumerate(sections)
        for number, block in enumerate(section.blocks)
    ]
    for block in blocks:
        block.read_cases_and_laws(language == "fr")
    learnt = acronyms_of([mention for block in blocks for mention in block.found])
    for block in blocks:
        block.read_acronyms(learnt)
        block.read_the_rest()
    learnt = acronyms_of([mention for block in blocks for mention in block.found])
    for block in blocks:
        block.read_acronyms(learnt)
    name_all([mention for block in blocks for mention in block.found])
    return tuple(block.mention(found) for block in blocks for found in sorted(block.found, key=lambda one: one.start))


class _Block:
    """One block while it is read; what is found first takes its words from what is looked for later."""

    def __init__(self, printed: str, key: str, place: tuple[int, int]) -> None:
        self.printed, self.clean = printed, clean(printed)
        self.text, self.key, self.place = cut(self.clean.text), key, place
        self.found: list[Found] = []
        self.hits: dict[str, list[int]] = {room: [] for room in _ROOMS}
        for index, word in enumerate(self.text.low):
            for room in _ASKED.get(word, _DATED if "0" <= word[0] <= "9" else ()):
                self.hits[room].append(index)

    def read_cases_and_laws(self, french: bool) -> None:
        self.found += cases.find_cases(self.text, self.hits["case"], self.key.startswith("case_law"), french)
        self.found += laws.find_laws(self.text, self.hits["law"])

    def read_acronyms(self, learnt: dict[str, Found]) -> None:
        self.found += find_acronyms(self.text, learnt)

    def read_the_rest(self) -> None:
        named = sorted((one for one in self.found if one.kind == "law"), key=lambda one: one.start)
        self.found += articles.find_articles(self.text, self.hits["article"], named)
        self.found += strategies.find_strategies(self.text, self.hits["strategy"])
        self.found += institutions.find_institutions(self.text, self.hits["institution"])
        self.found += find_teams(self.text)
        self.found += find_dates(self.text, self.hits["date"])

    def mention(self, found: Found) -> Mention:
        start, end = self.clean.printed(found.start, found.end)
        return Mention(
            found.kind,
            self.printed[start:end],
            found.normal,
            self.key,
            self.place[1],
            found.number,
            found.year,
            start,
            end,
            found.subkind,
            found.name,
            found.acronym,
            found.year_to,
            found.court,
            "bc" if found.convention else found.of.normal if found.of else None,
        )
