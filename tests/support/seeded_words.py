"""Edits of a few words inside a block: each kind looks for words of its own and writes others in their place."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from random import Random

from golden import Golden, Piece
from plausible_pages import prose
from seeded_places import WORDED, Edit, Editor, Spot, edited, spots

_MONTH = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
    "|janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
)
_BODIES = {
    "National Police": "Federal Constabulary", "Ministry of Justice": "Ministry of Home Affairs",
    "Supreme Court": "Court of Cassation", "General Prosecutor": "Attorney General",
    "Financial Intelligence Unit": "Asset Tracing Bureau",
    "police nationale": "gendarmerie royale", "Cour suprême": "Cour de cassation",
    "journal officiel": "bulletin des lois",
    "parquet spécialisé": "pôle spécialisé",
}  # fmt: skip
_SHORT = {
    "Data Protection Commissioner": "Information Commissioner",
    "Cellule de renseignement financier": "Cellule de lutte antifraude",
}
"""Names that are a whole item and share no more than half of their words."""

_MODALS = {"shall": "may", "may": "shall", "must": "should", "should": "must", "doit": "peut", "peut": "doit"}
_NEGATED = {"is": "is not", "are": "are not", "was": "was not", "must": "must not", "shall": "shall not",
            "has": "has not", "can": "cannot", "repose": "ne repose pas", "compte": "ne compte pas"}  # fmt: skip
_SENTENCE = re.compile(r"(?<=[.!?]) (?=[A-ZÀÉ])")


def _word_editor(pattern: str, rewritten: Callable[[re.Match[str], Random], str], kinds: tuple[str, ...]) -> Editor:
    finder = re.compile(pattern)

    def edit(page: Golden, random: Random) -> Edit | None:
        places = [(spot, found) for spot in spots(page, kinds) for found in finder.finditer(spot.piece.text)]
        return _rewritten(page, *random.choice(places), random) if places else None

    def _rewritten(page: Golden, spot: Spot, found: re.Match[str], random: Random) -> Edit | None:
        put = rewritten(found, random)
        text = spot.piece.text
        new = replace(spot.piece, text=f"{text[: found.start()]}{put}{text[found.end() :]}")
        before, after = text[: found.start()].split(" ")[-1], text[found.end() :].split(" ")[0]
        out = f"{before}{found[0]}{after}"
        return edited(page, spot, new, out, f"{before}{put}{after}") if put != found[0] else None

    return edit


def _editor(pattern: str, rewritten: Callable[[re.Match[str], Random], str]) -> Editor:
    return _word_editor(pattern, rewritten, WORDED)


def _one_of(words: dict[str, str]) -> str:
    return rf"(?<![\w'’-])(?:{'|'.join(map(re.escape, words))})(?![\w'’-])"


def _other_number(found: re.Match[str], random: Random) -> str:
    return str(int(found[0]) + random.randint(1, 9))


def _other_date(found: re.Match[str], random: Random) -> str:
    return f"{found['day']} {found['month']} {int(found['year']) + random.randint(1, 4)}"


def _other_article(found: re.Match[str], random: Random) -> str:
    return f"{found['word']} {int(found['number']) + random.randint(1, 9)}"


def _other_law(found: re.Match[str], random: Random) -> str:
    return f"{found['word']} {random.randint(100, 999)}-{found['year']}"


def _other_years(found: re.Match[str], random: Random) -> str:
    return f"{int(found['first']) + 5}-{int(found['last']) + 5 + random.randint(0, 2)}"


def _misspelled(found: re.Match[str], random: Random) -> str:
    at = random.randint(2, len(found[0]) - 3)
    return found[0][:at] + found[0][at + 1] + found[0][at] + found[0][at + 2 :]


def sentence_added(page: Golden, random: Random) -> Edit | None:
    """One sentence more at the end of a paragraph or in its middle."""
    found = [spot for spot in spots(page, ("p",)) if spot.piece.text.endswith(".") and len(spot.piece.text) > 70]
    if not found:
        return None
    spot, new = random.choice(found), prose(page.language, random)
    sentences = _SENTENCE.split(spot.piece.text)
    sentences.insert(random.randint(1, len(sentences)), new)
    return edited(page, spot, Piece("p", " ".join(sentences)), "", new)


def sentence_removed(page: Golden, random: Random) -> Edit | None:
    """One sentence less, the shortest, so that most of the paragraph stays."""
    found = [(spot, _SENTENCE.split(spot.piece.text)) for spot in spots(page, ("p",))]
    found = [(spot, sentences) for spot, sentences in found if len(sentences) > 1]
    if not found:
        return None
    spot, sentences = random.choice(found)
    gone = min(sentences, key=len)
    left = [sentence for sentence in sentences if sentence != gone]
    return edited(page, spot, Piece("p", " ".join(left)), gone, "") if left else None


WORDS: dict[str, Editor] = {
    "number changed": _editor(
        r"(?<![\w.,/§°-] )(?<![\w.,/§°-])\d{1,3}(?![\w.,/°-])(?! [A-Za-zéû]+ \d{4})", _other_number
    ),
    "date changed": _editor(rf"(?P<day>\d\d?) (?P<month>{_MONTH}) (?P<year>\d{{4}})", _other_date),
    "year changed": _editor(r"(?<=in )(?:19|20)\d\d(?![\w/-])", _other_number),
    "article changed": _editor(r"(?P<word>Articles?|article|Art\.|Section) (?P<number>\d+)(?![\w./])", _other_article),
    "law number changed": _editor(r"(?P<word>No\.|n°|Law) (?P<number>\d+)-(?P<year>\d+)", _other_law),
    "strategy years changed": _editor(r"(?P<first>20\d\d)-(?P<last>20\d\d)", _other_years),
    "negation inserted": _editor(_one_of(_NEGATED), lambda found, _: _NEGATED[found[0]]),
    "modal changed": _editor(_one_of(_MODALS), lambda found, _: _MODALS[found[0]]),
    "institution renamed": _word_editor(_one_of(_BODIES), lambda found, _: _BODIES[found[0]], ("p", "number")),
    "short item renamed": _word_editor(f"^(?:{'|'.join(_SHORT)})$", lambda found, _: _SHORT[found[0]], ("li",)),
    "word misspelled": _editor(r"(?<![\w'’-])(?=[a-z]*([a-z])(?!\1))[a-z]{7,}(?![\w'’-])", _misspelled),
    "word capitalised": _editor(r"(?<![\w'’-])[a-z]{5,}(?![\w'’-])", lambda found, _: found[0].capitalize()),
    "comma dropped": _editor(r"(?<=[a-z]), (?=[a-z])", lambda _, __: " "),
    "quotes curled": _editor(r"'(?!art)(?=[a-zé])", lambda _, __: "’"),
    "footnote added": _word_editor(r"(?<=[a-z]{5})(?=\.$)", lambda _, random: f"[[{random.randint(1, 9)}]]", ("p",)),
    "heading inside renamed": _word_editor(r"(?<=\w \w\w )[a-z]{5,}$", lambda _, __: "measures", ("head",)),
    "sentence added": sentence_added,
    "sentence removed": sentence_removed,
}
