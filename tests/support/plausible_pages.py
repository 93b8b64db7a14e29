"""Pages that might be real: whole sentences of our own in the sections where one finds such, never twice the same."""

from __future__ import annotations

import tomllib
from pathlib import Path
from random import Random
from typing import Any

from golden import BACK, PROFILE_LINKS, STATUS_LABELS, Golden, Part, Piece

from scraper.layouts.octopus import LAYOUT

_POOLS = tomllib.loads(Path(__file__).with_name("plausible.toml").read_text(encoding="utf-8"))
_ERAS = ("E1", "E1b", "E2", "E3a", "E3b", "E3c", "print")
_DATED = frozenset(("E1", "E1b", "E2"))
_MONTHS = {
    "en": "January February March April May June July September October".split(),
    "fr": "janvier février mars avril juin juillet septembre octobre novembre".split(),
}
_STANDINGS = {"en": ("Party", "Signatory", "Invited to accede", "Observer", "NA"), "fr": ("Partie", "N/A")}
_DECLARED = {
    "en": (
        "Declarations regarding Articles 24, 27 and 35; no reservations.",
        "Reservations: Articles 14, 20 and 21.",
        "N/A",
    ),
    "fr": ("Articles concernés : 24, 27, 35", "Réserve portant sur les articles 9 et 29.", "N/A"),
}
_WORDS = {
    "en": {"status": "Status", "signed": "Signed", "ratified": "Ratified", "declared": "Declarations and reservations"},
    "fr": {"status": "Statut", "signed": "Signé", "ratified": "Ratifié", "declared": "Déclarations et réserves"},
}
_HEADS = {
    "en": ("Recent steps", "Bodies in charge", "How requests are handled"),
    "fr": ("Étapes récentes", "Voies de recours"),
}


def plausible(random: Random) -> Golden:
    """A page of one language and era with the sections in their printed order, a few missing, a few empty."""
    language = random.choice(("en", "en", "en", "fr"))
    era = random.choice(_ERAS)
    country = random.choice(LAYOUT.countries)
    pools: dict[str, Any] = _POOLS[language]
    keys = [key for key in LAYOUT.keys[1:] if _printed(key, pools, random)]
    return Golden(
        title=country.name if language == "en" else country.french,
        language=language,
        era=era,
        status_label=STATUS_LABELS[language],
        status=_status(language, era, random),
        parts=tuple(_part(key, language, pools.get(key), random) for key in keys),
        link=PROFILE_LINKS[language],
        updated=_numeric(random) if era in _DATED else "",
        back=BACK[language],
        slug=country.key,
    )


def prose(language: str, random: Random) -> str:
    """A sentence that stands on no page yet."""
    n = random.randint(50, 99)
    told = {
        "en": (
            f"Volunteers from {n} universities run a helpdesk for small municipalities.",
            f"Satellite offices opened in {n} coastal towns last winter.",
            f"Insurance companies publish statistics about ransomware since {n + 1900}.",
        ),
        "fr": (
            f"Des bénévoles issus de {n} universités animent un guichet pour les petites communes.",
            f"Quelque {n} antennes ont ouvert sur le littoral cet hiver.",
            f"Les assureurs publient leurs chiffres sur les rançongiciels depuis {n + 1900}.",
        ),
    }
    return random.choice(told[language])


def _printed(key: str, pools: dict[str, Any], random: Random) -> bool:
    known = key in pools or any(name.startswith(f"{key}.") for name in pools)
    return known and (key in ("policies", "institutions", "legislation") or random.random() < 0.75)


def _part(key: str, language: str, pool: dict[str, Any] | None, random: Random) -> Part:
    label = next(label.text for label in LAYOUT.labels if (label.key, label.language) == (key, language))
    pieces = _pieces(pool, language, random) if pool and random.random() < 0.9 else ()
    return Part(label, 2 if "." in key else 1, pieces)


def _pieces(pool: dict[str, Any], language: str, random: Random) -> tuple[Piece, ...]:
    sentences = [_filled(text, language, random) for text in pool["sentences"]]
    random.shuffle(sentences)
    pieces: list[Piece] = []
    while sentences and len(pieces) < 5:
        size = random.randint(1, 3)
        pieces.append(Piece("p", " ".join(sentences[:size])))
        sentences = sentences[size:]
    items = [Piece("li", _filled(text, language, random)) for text in pool["items"]]
    if items:
        pieces[1:1] = items
    if "rows" in pool and random.random() < 0.8:
        pieces += [Piece("row", cells=tuple(_filled(cell, language, random) for cell in row)) for row in pool["rows"]]
    if random.random() < 0.3:
        pieces.insert(len(pieces) // 2 if not items else 1, Piece("head", random.choice(_HEADS[language])))
    return tuple(pieces)


def _filled(text: str, language: str, random: Random) -> str:
    year = random.randint(2009, 2018)
    law, law2 = (f"{random.randint(11, 99)}-{random.randint(10, 24)}" for _ in "12")
    english = language == "en"
    return text.format(
        law=f"Law No. {law}" if english else law,
        law2=f"Law No. {law2}",
        date=f"{random.randint(2, 28)} {random.choice(_MONTHS[language])} {random.randint(2009, 2024)}",
        years=f"{year}-{year + random.randint(3, 6)}",
        art=random.randint(10, 48),
        n=random.randint(3, 48),
        y=random.randint(2010, 2024),
    )


def _numeric(random: Random) -> str:
    return f"{random.randint(1, 28):02}/{random.randint(1, 12):02}/{random.randint(2001, 2019)}"


def _status(language: str, era: str, random: Random) -> tuple[tuple[str, str], ...]:
    words = _WORDS[language]
    fields = [(words["status"], random.choice(_STANDINGS[language]))]
    if era in _DATED:
        fields += [(words["signed"], _numeric(random)), (words["ratified"], _numeric(random))]
    if random.random() < 0.7:
        fields.append((words["declared"], random.choice(_DECLARED[language])))
    return tuple(fields)
