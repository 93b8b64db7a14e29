"""Made-up profiles for the simulated quarter-year: small, all different, and editable piece by piece."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import replace

from lexdelta.demo.notes import Listing, Notes, Paragraph, Part, Piece, Table

Change = Callable[[Notes], Notes]
LEAVES = (
    "policies", "legislation.state", "legislation.substantive", "legislation.procedural", "legislation.safeguards",
    "legislation.related", "institutions", "cooperation.authorities", "cooperation.guides", "case_law", "sources",
)  # fmt: skip
_ORDER = (
    "policies", "legislation", "legislation.state", "legislation.substantive", "legislation.procedural",
    "legislation.safeguards", "legislation.related", "institutions", "cooperation", "cooperation.authorities",
    "cooperation.guides", "case_law", "sources",
)  # fmt: skip
_TEMPLATES = ("tabs", "accordion", "classic")
_LINES = (
    "Article {n} of the Penal Code of {a} punishes access without right with up to {m} years of imprisonment.",
    "The Electronic Evidence Act No. {n} of {y} lets the {a} court order the preservation of stored data.",
    "Under section {n} a judge of the district of {a} may authorise a search of computer systems for {m} days.",
    "In {y} the {a} Tribunal found that logs kept by {b} were admissible, and confirmed a fine of {n} crowns.",
    "Providers established in {a} keep subscriber information for {m} months; {b} may ask for an extension.",
    "The Law on Data Protection No. {n} of {y} applies to {a}, except where the {b} regulation says otherwise.",
    "Training for {m} prosecutors took place in {a} during {y}, organised together with the {b} Academy.",
)
_SYLLABLES = "ba do ke lu mi ra so ti ve wa zo na pe gri sta mor lin dar fe cho".split()


class Words:
    """Names and sentences that never repeat; the same seed gives the same ones."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self._used: set[str] = set()

    def name(self) -> str:
        """A capitalised word that nothing else is called by."""
        while True:
            word = "".join(self.random.choices(_SYLLABLES, k=4)).capitalize()
            if word not in self._used:
                self._used.add(word)
                return word

    def number(self) -> str:
        """A number of five digits that nothing else bears."""
        while (number := str(self.random.randrange(10_000, 99_999))) in self._used:
            pass
        self._used.add(number)
        return number

    def sentence(self) -> str:
        """A sentence of law in which two names occur once in the world."""
        return self.random.choice(_LINES).format(
            a=self.name(), b=self.name(), n=self.number(), m=self.random.randrange(2, 30), y=self.year()
        )

    def year(self) -> int:
        """A year before the first one simulated."""
        return self.random.randrange(1998, 2024)


def profile(key: str, name: str, slug: str, words: Words) -> Notes:
    """A country's page; some sections are printed empty, the guides are not printed by all."""
    rng = words.random
    fields = {
        "name": name,
        "slug": slug,
        "template": rng.choice(_TEMPLATES),
        "status": rng.choice(("Party", "Signatory", "Invited to accede", "NA")),
        "declarations": rng.choice(("NA", f"Article {words.number()}, declaration of {words.name()}")),
    }
    if rng.random() < 0.4:
        fields["etag"] = "yes"
    skipped = {"cooperation.guides"} if rng.random() < 0.5 else set()
    empty = set(rng.sample(("case_law", "legislation.safeguards", "legislation.related"), k=rng.randrange(3)))
    parts = (_part(section, section in empty, words) for section in _ORDER if section not in skipped)
    return Notes(key, fields, tuple(parts))


def _part(key: str, empty: bool, words: Words) -> Part:
    if key in ("legislation", "cooperation") or empty:
        return Part(key, None, ())
    return Part(key, None, pieces(key, words))


def pieces(key: str, words: Words) -> tuple[Piece, ...]:
    """What a section of that key says."""
    rng = words.random
    if key == "institutions":
        return (Listing(False, tuple((1, institution(words)) for _ in range(rng.randrange(3, 6)))),)
    if key in ("sources", "legislation.related"):
        return (Listing(False, tuple((1, source(words)) for _ in range(rng.randrange(3, 5)))),)
    if key == "cooperation.authorities":
        rows = tuple((f"{words.name()} Authority", f"Treaty channel {words.number()}") for _ in range(3))
        return (Paragraph(words.sentence()), Table(("Authority", "Channel"), rows))
    if key == "policies":
        return (Paragraph(strategy(words)), Paragraph(words.sentence()), Paragraph(words.sentence()))
    return tuple(Paragraph(words.sentence()) for _ in range(rng.randrange(2, 5)))


def institution(words: Words) -> str:
    """An institution that exists once."""
    return f"{words.name()} Cybercrime Unit of the Ministry of {words.name()}"


def source(words: Words) -> str:
    """A linked text."""
    return f"[{words.name()} gazette, issue {words.number()}](https://laws.example/{words.name().lower()})"


def strategy(words: Words) -> str:
    """A sentence about a strategy with its years."""
    start = words.year()
    return f"The {words.name()} Cybersecurity Strategy {start}-{start + 5} sets {words.random.randrange(3, 9)} aims."


def texts(piece: Piece) -> list[str]:
    """The blocks of a piece as text in the notes' language."""
    if isinstance(piece, Listing):
        return [text for _, text in piece.items]
    if isinstance(piece, Table):
        return [" | ".join(row) for row in piece.rows]
    return [piece.text]


def blocks(notes: Notes, section: str) -> list[str]:
    """All blocks of a section, [] when it is empty or not printed."""
    return [text for part in notes.parts if part.key == section for piece in part.pieces for text in texts(piece)]


def set_field(name: str, value: str) -> Change:
    """Another value for a field of the status line."""
    return lambda notes: replace(notes, fields={**notes.fields, name: value})


def set_section(key: str, content: Sequence[Piece] | None) -> Change:
    """Other content for a section, () for none; None: the heading is gone too. A section not printed is printed."""

    def change(notes: Notes) -> Notes:
        kept = {part.key: part for part in notes.parts}
        if content is None:
            kept.pop(key, None)
        else:
            kept[key] = Part(key, None, tuple(content))
        return replace(notes, parts=tuple(kept[k] for k in _ORDER if k in kept))

    return change


def swap(section: str, old: str, new: str | None) -> Change:
    """Another text for one block, None to take it out."""
    return _in_section(section, lambda content: tuple(p for piece in content for p in _swapped(piece, old, new)))


def insert(section: str, new: str, after: str) -> Change:
    """One more block after another of the same kind; a row's cells are parted by " | "."""

    return _in_section(section, lambda content: tuple(p for piece in content for p in _followed(piece, after, new)))


def template_line(text: str) -> Change:
    """One more paragraph at the head of the sources, as a template would print it on every page."""
    return _in_section("sources", lambda content: (Paragraph(text), *content))


def _in_section(key: str, change: Callable[[tuple[Piece, ...]], tuple[Piece, ...]]) -> Change:
    def changed(notes: Notes) -> Notes:
        parts = (replace(p, pieces=change(p.pieces)) if p.key == key else p for p in notes.parts)
        return replace(notes, parts=tuple(parts))

    return changed


def _followed(piece: Piece, after: str, new: str) -> list[Piece]:
    if after not in texts(piece):
        return [piece]
    if isinstance(piece, Listing):
        return [_swapped_items(piece, after, [after, new])]
    if isinstance(piece, Table):
        return [_swapped_rows(piece, after, [after, new])]
    return [piece, Paragraph(new)]


def _swapped(piece: Piece, old: str, new: str | None) -> list[Piece]:
    if old not in texts(piece):
        return [piece]
    wanted = [] if new is None else [new]
    if isinstance(piece, Listing):
        return [_swapped_items(piece, old, wanted)]
    if isinstance(piece, Table):
        return [_swapped_rows(piece, old, wanted)]
    return [Paragraph(text) for text in wanted]


def _swapped_items(piece: Listing, old: str, new: Sequence[str]) -> Listing:
    items = [
        item for level, text in piece.items for item in ([(level, n) for n in new] if text == old else [(level, text)])
    ]
    return replace(piece, items=tuple(items))


def _swapped_rows(piece: Table, old: str, new: Sequence[str]) -> Table:
    cells = [tuple(text.split(" | ")) for text in new]
    rows = [row for found in piece.rows for row in (cells if " | ".join(found) == old else [found])]
    return replace(piece, rows=tuple(rows))
