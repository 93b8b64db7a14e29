"""Succession: whether what a page names now is what it named before, its successor, or something else."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from diffs.spelling import variant
from diffs.words import words
from scraper.profile import Mention

Relation = Literal["same", "superseded", "renumbered", "renamed"]

_JOINED = re.compile(r"\bcyber[\s-]+(?=\w)", re.IGNORECASE)
_SMALL = frozenset(
    "a an the of and or on for in to against from by with de la le les l du des d et ou sur pour contre en à au aux"
    " relative relatif portant concerning regarding concernant national nationale nacional el los y e da do dos das"
    " sobre para".split()
)
_HEADS = frozenset(
    "agency authority brigade bureau bank centre center chambers commission commissioner committee council court"
    " department desk directorate division force group inspectorate institute laboratory ministry office police section"
    " service squad team tribunal unit prosecution prosecutor gendarmerie state central general federal special"
    " specialised specialized agence autorité banque cellule comité commissariat conseil cour direction département"
    " groupe institut laboratoire ministère office parquet procureur service tribunal unité générale central centrale"
    " spécial spécialisée ministerio unidad fiscalía policía dirección departamento sección división".split()
)
"""What bodies are called: sharing such a word makes no two of them one."""
_OF = re.compile(r"\s(?:of|within|under|at|du|de|des|da|do|del|au)\s|\bd['’]", re.IGNORECASE)
_FOUR = re.compile(r"(?<!\d)(?:18|19|20)\d\d(?!\d)")
_TWO = re.compile(r"\d[-/](\d\d)$")
_PIVOT = 50
_LETTERS = 4
_LIKE = 0.5
_SLIPS = 2
_KEPT = 32768


@dataclass(frozen=True, slots=True)
class Body:
    """The name of an institution apart: the words of its own, and those of what it belongs to."""

    own: frozenset[str]
    parent: frozenset[str]


def title_key(mention: Mention) -> frozenset[str]:
    """The words of a title that tell it from others, in one spelling; empty when only a number is printed."""
    return telling_words(mention.name or "")


def relation(old: Mention, new: Mention, *, aligned: bool = False) -> Relation | None:
    """What two mentions of one kind are to each other; None for two different things.

    `aligned`: one stands where the other stood, in a text that says the same around it; then a law without a title may
    follow another, and a body may have got another name.
    """
    if old.kind == "institution":
        return _of_bodies(old, new, aligned=aligned)
    if old.kind == "case":
        return "same" if old.number and old.number == new.number else None
    if old.kind == "law" and not _one_title(old, new, aligned=aligned):
        return "same" if _one_number(old, new) else None
    if old.kind == "strategy" and (not title_key(old) or title_key(old) != title_key(new)):
        return None
    return _in_time(old, new)


def _one_title(old: Mention, new: Mention, *, aligned: bool) -> bool:
    one, other = title_key(old), title_key(new)
    untitled = not one and not other and old.subkind == new.subkind
    return one == other if one and other else untitled and aligned


def _one_number(old: Mention, new: Mention) -> bool:
    """Whether two laws, one or both without a title, have one number and no two years."""
    untitled = not (title_key(old) and title_key(new))
    years = {year for year in (_year(old), _year(new)) if year}
    return untitled and old.number is not None and old.number == new.number and len(years) < 2


def _in_time(old: Mention, new: Mention) -> Relation | None:
    """Two texts of one title: a newer one takes the place of an older one, never the other way round."""
    years = _span(old), _span(new)
    if all(years) and years[0] != years[1]:
        return "superseded" if years[1] > years[0] else None
    both = old.number is not None and new.number is not None
    return "renumbered" if both and _figure(old) != _figure(new) else "same"


def _span(mention: Mention) -> tuple[int, ...]:
    year = _year(mention)
    return (year, *([mention.year_to] if mention.year_to else [])) if year else ()


def _year(mention: Mention) -> int | None:
    """The year printed, or the one a number ends with: "53-07" is of 2007."""
    if mention.year or not mention.number:
        return mention.year
    full, short = _FOUR.search(mention.number), _TWO.search(mention.number)
    if full or not short:
        return int(full[0]) if full else None
    return int(short[1]) + (2000 if int(short[1]) < _PIVOT else 1900)


def _figure(mention: Mention) -> str:
    return re.sub(r"\W", "", mention.number or "").casefold()


def _of_bodies(old: Mention, new: Mention, *, aligned: bool) -> Relation | None:
    name, name_new = old.name or old.text, new.name or new.text
    if _spelled_alike(name, name_new):
        return "same"
    if old.acronym and new.acronym and old.acronym.casefold() == new.acronym.casefold():
        return "same" if old.acronym == old.name or new.acronym == new.name else "renamed"
    one, other = body(name), body(name_new)
    if one.parent and other.parent and not _shared(one.parent, other.parent):
        return None
    if aligned:
        return "renamed" if _alike(one.own, other.own) else None
    return "renamed" if old.subkind == new.subkind and one.own and one.own == other.own else None


def _spelled_alike(one: str, other: str) -> bool:
    """Whether two names have the same telling words in any order, or the same words with a slip of the pen."""
    if telling_words(one) == telling_words(other):
        return True
    old, new = _words(one), _words(other)
    differing = [pair for pair in zip(old, new, strict=False) if pair[0] != pair[1]]
    return len(old) == len(new) and len(differing) <= _SLIPS and all(variant(*pair) for pair in differing)


@lru_cache(maxsize=_KEPT)
def body(name: str) -> Body:
    """The name of a body apart: "Fraud Unit of the Revenue Board" is {fraud}, of {revenue, board}."""
    segments = [found for found in map(_without_heads, _OF.split(_JOINED.sub("cyber", name))) if found]
    return Body(segments[0], frozenset().union(*segments[1:])) if segments else Body(telling_words(name), frozenset())


def _without_heads(text: str) -> frozenset[str]:
    return telling_words(text) - _HEADS


@lru_cache(maxsize=_KEPT)
def telling_words(text: str) -> frozenset[str]:
    """The words of a text that tell it from others, in one spelling."""
    return frozenset(_words(text)) - _SMALL


@lru_cache(maxsize=_KEPT)
def _words(text: str) -> tuple[str, ...]:
    return words(_JOINED.sub("cyber", text))


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two bodies share half of their own words, or one all of its words with the other."""
    shared = len(_shared(one, other))
    return bool(shared) and (shared >= _LIKE * max(len(one), len(other)) or shared == min(len(one), len(other)))


def _shared(one: frozenset[str], other: frozenset[str]) -> list[str]:
    """Words of one that stand in the other, "crime" in "cybercrime" included."""
    return [word for word in sorted(one) if any(_one_in_other(word, with_) for with_ in other)]


def _one_in_other(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return one == other or (len(short) >= _LETTERS and short in long)
