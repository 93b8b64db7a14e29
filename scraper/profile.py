"""Profile: what one page says, in the shape everything above compares, stores and shows."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from typing import Literal

from scraper.normalise import address, normalise

Standing = Literal["party", "signatory", "invited", "observer", "none", "other", "unstated"]
State = Literal["filled", "empty", "absent", "unknown"]
BlockKind = Literal["paragraph", "item", "row", "heading"]
MentionKind = Literal["institution", "law", "strategy", "case", "article", "date"]


@dataclass(frozen=True, slots=True)
class Link:
    """A link inside a block: its visible text and its absolute address, both as printed (untrusted)."""

    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Block:
    """The unit of comparison: a paragraph, list item, table row or inner heading; white space folded, else as seen."""

    kind: BlockKind
    text: str
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """One printed section. `key` is fixed for known labels in any language, a slug for unknown ones.

    `label` is as printed; `state` is never "absent" here: what is not printed is not in `Profile.sections`.
    A group ("legislation") is filled when one of its children ("legislation.state") is.
    """

    key: str
    label: str
    state: State
    blocks: tuple[Block, ...] = ()

    @property
    def text(self) -> str:
        """The blocks' texts, one a line."""
        return "\n".join(block.text for block in self.blocks)


@dataclass(frozen=True, slots=True)
class Status:
    """The status line, read by its grammar.

    `standing` is "unstated" when no value is printed and "other" when the value is unknown to the grammar;
    `wording` the printed value ("Partie"), None when not printed; `declarations` the printed text of declarations
    and reservations, None when its label is not printed; `signed`, `ratified` the printed dates (calendar dates, no
    zone), None when not printed; `raw` the whole line as seen, "" when there is none.
    """

    standing: Standing = "unstated"
    wording: str | None = None
    declarations: str | None = None
    signed: date | None = None
    ratified: date | None = None
    raw: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """Something a block names, as printed and in a normal form: the same thing printed differently has the same normal.

    `text` is `block.text[start:end]` (offsets in characters); `section` and `block` say where (position of the block in
    its section, from 0). `number` as printed ("53-07", "202a", "1 StR 614/16"), "2 to 11" for a range, "cap 63" for a
    chapter; `year` of a law, case or date, or the first a strategy covers, `year_to` the last. `subkind` is of a law:
    law, act, decree, code, constitution, regulation, directive, decision, ordinance, order, resolution, circular, bill;
    of an institution: ministry, prosecutor, police, cert, regulator, court, agency, contact_point; "" otherwise.
    `name` is the title without number and acronym; `acronym` what stands in brackets behind a name, or is the name;
    `court` who decided a case; `law` the normal form of the law an article belongs to, "bc" for the Convention. None
    where nothing of the kind is printed.
    """

    kind: MentionKind
    text: str
    normal: str
    section: str
    block: int
    number: str | None = None
    year: int | None = None
    start: int = 0
    end: int = 0
    subkind: str = ""
    name: str | None = None
    acronym: str | None = None
    year_to: int | None = None
    court: str | None = None
    law: str | None = None


@dataclass(frozen=True, slots=True)
class Words:
    """Where every visible word of the article went: into blocks, into named boilerplate, or nowhere known.

    `unplaced_texts` are the lines that no rule placed, in order; `unknown_labels` headings never seen before.
    """

    placed: int = 0
    boilerplate: int = 0
    unplaced: int = 0
    unplaced_texts: tuple[str, ...] = ()
    unknown_labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Profile:
    """What a capture says, with how it was read welded on.

    `reading` is layout and version ("octopus@1"); `title` the country as printed, "" when the template printed
    none; `language` the language of the labels, "" when no label was found; `stated_at` the page's own "Last
    updated", None when not printed; `lossy` that the source was a text rendering, so that what it does not show
    is unknown rather than absent; `keys` every section key the layout knows, in printed order.
    """

    reading: str
    title: str
    language: str
    status: Status
    sections: tuple[Section, ...]
    keys: tuple[str, ...] = ()
    stated_at: date | None = None
    lossy: bool = False
    mentions: tuple[Mention, ...] = ()
    words: Words = Words()

    def section(self, key: str) -> Section | None:
        """The printed section of that key, None when it is not printed."""
        return next((section for section in self.sections if section.key == key), None)

    def state_of(self, key: str) -> State:
        """The state of a section: filled, empty, absent, or unknown where the source is lossy."""
        found = self.section(key)
        if found:
            return found.state
        return "unknown" if self.lossy else "absent"

    @property
    def digest(self) -> str:
        """SHA-256 over what is compared, after `normalise`: two captures that differ only in noise share it."""
        return hashlib.sha256(json.dumps(_compared(self), ensure_ascii=False).encode()).hexdigest()


def _compared(profile: Profile) -> list[object]:
    status = profile.status
    return [
        profile.reading,
        normalise(profile.title),
        [status.standing, normalise(status.wording or ""), normalise(status.declarations or "")],
        [str(status.signed), str(status.ratified), normalise(status.raw)],
        [_compared_section(section) for section in profile.sections],
    ]


def _compared_section(section: Section) -> list[object]:
    blocks = [[normalise(b.text), [[normalise(k.text), address(k.url)] for k in b.links]] for b in section.blocks]
    return [section.key, normalise(section.label), section.state, blocks]
