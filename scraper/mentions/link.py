"""What one mention teaches about others of its profile: acronyms stand for names, title and number for one law."""

from __future__ import annotations

from collections import defaultdict

from scraper.mentions import forms
from scraper.mentions.found import Found
from scraper.mentions.names import is_acronym
from scraper.mentions.tables import words
from scraper.mentions.text import Text

_NO_ACRONYMS = words("institutions", "no_acronyms")
_LEARNT_FROM = ("institution", "law", "strategy")


def acronyms_of(found: list[Found]) -> dict[str, Found]:
    """Acronym -> the mention that stands with it in brackets; the first one where several do."""
    learnt: dict[str, Found] = {}
    for mention in found:
        if mention.acronym and mention.kind in _LEARNT_FROM and mention.acronym != mention.name:
            learnt.setdefault(mention.acronym, mention)
    return learnt


def find_acronyms(text: Text, learnt: dict[str, Found]) -> list[Found]:
    """The places of a block where a learnt acronym stands alone for its name."""
    found = []
    for first, capital in enumerate(text.capital if learnt else ()):
        last = _acronym_end(text, first, learnt) if capital and not text.taken[first] else 0
        if last:
            start, end = text.starts[first], text.ends[last - 1]
            text.take(start, end)
            owner = learnt[text.source[start:end]]
            fields = (owner.subkind, owner.name, owner.acronym, owner.number, owner.year, owner.year_to)
            found.append(Found(owner.kind, start, end, *fields, series=owner.series))
    return found


def _acronym_end(text: Text, first: int, learnt: dict[str, Found]) -> int:
    """The number of the word behind the longest acronym, of up to four words, that starts here; 0 for none."""
    for last in range(min(first + 4, len(text.words)), first, -1):
        if text.slice(first, last) in learnt and not any(text.taken[first:last]):
            return 0 if text.gaps[last - 1][:1] in ("-", "/") else last
    return 0


def name_all(found: list[Found]) -> None:
    """Give every mention its normal form, the same for what is the same within the profile."""
    for mention in found:
        if mention.kind != "article" and not mention.normal:
            mention.normal = _normal(mention)
    laws = [mention for mention in found if mention.kind == "law"]
    _shorten_codes([law for law in laws if law.subkind in ("code", "constitution")])
    _join_laws(laws)
    _join_acronyms(found)
    for mention in found:
        if mention.kind == "article":
            of = "bc" if mention.convention else mention.of.normal if mention.of else ""
            mention.normal = forms.article(mention.number or "", mention.paragraph, of)


def _normal(mention: Found) -> str:
    if mention.kind == "law":
        return forms.law(
            mention.numbered_as or mention.subkind, mention.series, mention.number, mention.year, mention.name or ""
        )
    if mention.kind == "strategy":
        years = "-".join(str(year) for year in (mention.year, mention.year_to) if year)
        return f"{forms.title(mention.name or '')} {years}".strip()
    if mention.kind == "case":
        return forms.case(mention.court, mention.name, mention.number, mention.date or str(mention.year or ""))
    return forms.title(mention.name or "")


def _shorten_codes(codes: list[Found]) -> None:
    """The only "Criminal Code of ..." of a profile is its Criminal Code; of several, each keeps its place."""
    places: dict[str, set[str]] = defaultdict(set)
    for code in codes:
        title, _, place = code.normal.partition(" of ")
        if place and title.endswith((" code", "constitution")) and not code.number:
            places[title].add(place)
    for code in codes:
        title = code.normal.partition(" of ")[0]
        if len(places.get(title, ())) == 1 and not code.number:
            code.normal = title


def _join_laws(laws: list[Found]) -> None:
    """A number without its year, and a title without its number, mean the only law of the profile that has both."""
    by_number: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    by_title: dict[str, set[str]] = defaultdict(set)
    for law in laws:
        if law.number and law.year:
            by_number[law.subkind, law.series, law.number].add(law.normal)
        if law.name and law.number:
            by_title[forms.title(law.name)].add(law.normal)
    for law in laws:
        known = set[str]()
        if law.number and not law.year:
            known = by_number[law.subkind, law.series, law.number]
        elif law.name and not law.number:
            known = by_title[forms.title(law.name)]
        if len(known) == 1:
            law.normal = next(iter(known))


def _join_acronyms(found: list[Found]) -> None:
    """A name that is nothing but an acronym takes the normal form of what that acronym was given to."""
    learnt = {acronym: mention.normal for acronym, mention in acronyms_of(found).items()}
    for mention in found:
        printed = mention.name or ""
        if mention.kind in _LEARNT_FROM and printed in learnt and is_acronym(printed, _NO_ACRONYMS):
            mention.normal = learnt[printed]
