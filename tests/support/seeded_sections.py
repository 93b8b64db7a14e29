"""Edits of the page as a whole: its status line, its title, its sections."""

from __future__ import annotations

import re
from dataclasses import replace
from random import Random

from golden import Golden, Part, Piece
from golden_truth import plain, truth_of
from plausible_pages import prose
from seeded_places import Edit, Editor, Truth, key_of, keys_of, shown, with_part

from scraper.layout import label_form
from scraper.layouts.octopus import LAYOUT

_STANDINGS = {
    "en": {
        "Party": "party",
        "Signatory": "signatory",
        "Invited to accede": "invited",
        "Observer": "observer",
        "NA": "none",
    },
    "fr": {"Partie": "party", "Signataire": "signatory", "Invité à adhérer": "invited", "N/A": "none"},
}
_NOTHING = ("", "N/A", "NA", "–")
_INVENTED = {"en": "Cyber diplomacy", "fr": "Diplomatie numérique"}


def status_moved(page: Golden, random: Random) -> Edit | None:
    """Another step of the scale."""
    line = dict(page.status)
    name = next((label for label in line if label in ("Status", "Statut")), "")
    scale = _STANDINGS[page.language]
    if line.get(name) not in scale:
        return None
    new = random.choice([value for value in scale if value != line[name]])
    truth = Truth("status_moved", "status", scale[line[name]], scale[new])
    return Edit(_with_field(page, name, new), truth)


def status_reworded(page: Golden, random: Random) -> Edit | None:
    """A standing in words that nobody knows."""
    name = {"en": "Status", "fr": "Statut"}[page.language]
    old = dict(page.status).get(name)
    if not old:
        return None
    new = random.choice({"en": ("Under review", "Denounced"), "fr": ("En cours d'examen", "Dénoncée")}[page.language])
    return Edit(_with_field(page, name, new), Truth("status_reworded", "status", old, new))


def declarations_changed(page: Golden, random: Random) -> Edit | None:
    """Another article among the declarations."""
    name, old = _declared(page)
    found = list(re.finditer(r"\b\d{1,2}\b", old))
    if not found or re.search(r"[\[<]", old):
        return None
    number = random.choice(found)
    new = f"{old[: number.start()]}{int(number[0]) + 40}{old[number.end() :]}"
    return Edit(_with_field(page, name, new), Truth("declarations_changed", "status", plain(old), plain(new)))


def declarations_made(page: Golden, random: Random) -> Edit | None:
    """Declarations where there were none."""
    name, old = _declared(page)
    if plain(old) not in _NOTHING:
        return None
    new = random.choice(("Articles: 24, 27, 35", "No reservations.", "Reservation regarding Article 29."))
    before = plain(old) if name in dict(page.status) else None
    return Edit(_with_field(page, name, new), Truth("declarations_changed", "status", before, new))


def declarations_withdrawn(page: Golden, random: Random) -> Edit | None:
    """Nothing where there were declarations."""
    name, old = _declared(page)
    if plain(old) in _NOTHING:
        return None
    new = random.choice(_NOTHING[1:])
    return Edit(_with_field(page, name, new), Truth("declarations_changed", "status", plain(old), new))


def _date_editor(field: str, labels: tuple[str, ...]) -> Editor:
    def edit(page: Golden, random: Random) -> Edit | None:
        name = next((label for label, _ in page.status if label in labels), "")
        if not name:
            return None
        year, month, day = random.randint(2020, 2025), random.randint(1, 12), random.randint(1, 28)
        after = _with_field(page, name, f"{day:02}/{month:02}/{year}")
        before = truth_of(page)["status"][field]
        return Edit(after, Truth(f"{field}_changed", "status", before, f"{year}-{month:02}-{day:02}"))

    return edit


def title_changed(page: Golden, random: Random) -> Edit | None:
    """Another of the country's names."""
    country = LAYOUT.country(page.title)
    if country is None:
        return None
    names = [name for name in (country.name, country.french, *country.aliases) if name[0].isupper()]
    others = [name for name in names if name != page.title and "Kosovo" not in name]
    if not others:
        return None
    new = random.choice(others)
    return Edit(replace(page, title=new), Truth("title_changed", "title", page.title, new))


def section_added(page: Golden, random: Random) -> Edit | None:
    """A section under a known label that the page had not, last of its level."""
    have = {key.removesuffix("-2") for key in keys_of(page)}
    labels = [x for x in LAYOUT.labels if x.language == page.language and x.key not in have and "." not in x.key]
    labels = [label for label in labels if not any(key.startswith(f"{label.key}.") for key in have)]
    if not labels:
        return None
    label = random.choice(labels)
    texts = [prose(page.language, random), f"{prose(page.language, random)} (2)"]
    after = replace(page, parts=(*page.parts, Part(label.text, 1, tuple(Piece("p", text) for text in texts))))
    return Edit(after, Truth("section_added", label.key, None, "\n".join(texts)))


def section_removed(page: Golden, random: Random) -> Edit | None:
    """A section that is printed no more, alone: none stands inside it."""
    alone = [at for at in range(len(page.parts)) if not _children(page, at) and len(page.parts) > 1]
    alone = [at for at in alone if not key_of(page, at).endswith("-2") and f"{key_of(page, at)}-2" not in keys_of(page)]
    if not alone:
        return None
    at = random.choice(alone)
    truth = Truth("section_removed", key_of(page, at), "\n".join(shown(page.parts[at])), None)
    return Edit(with_part(page, at), truth)


def group_removed(page: Golden, random: Random) -> Edit | None:
    """A group that is printed no more, with all that stood inside it."""
    groups = [(at, _children(page, at)) for at in range(len(page.parts)) if _children(page, at)]
    if not groups or any(key.endswith("-2") for key in keys_of(page)):
        return None
    at, children = random.choice(groups)
    texts = [text for number in (at, *children) for text in shown(page.parts[number])]
    left = tuple(part for number, part in enumerate(page.parts) if number not in (at, *children))
    if not left:
        return None
    return Edit(replace(page, parts=left), Truth("section_removed", key_of(page, at), "\n".join(texts), None))


def section_emptied(page: Golden, random: Random) -> Edit | None:
    """A heading with nothing under it any more."""
    full = [at for at, part in enumerate(page.parts) if shown(part)]
    if len(full) < 2:
        return None
    at = random.choice(full)
    after = with_part(page, at, replace(page.parts[at], pieces=()))
    still = truth_of(after)["sections"][at + 1]["state"] == "filled"
    truth = Truth("section_emptied", key_of(page, at), "\n".join(shown(page.parts[at])), "")
    return None if still else Edit(after, truth)


def section_filled(page: Golden, random: Random) -> Edit | None:
    """Text under a heading that had none."""
    found = [at for at, part in enumerate(page.parts) if not shown(part) and not _children(page, at)]
    if not found:
        return None
    at, text = random.choice(found), prose(page.language, random)
    after = with_part(page, at, replace(page.parts[at], pieces=(Piece("p", text),)))
    return Edit(after, Truth("section_filled", key_of(page, at), "", text))


def heading_reworded(page: Golden, random: Random) -> Edit | None:
    """A heading in another of its known wordings."""
    at = random.randrange(len(page.parts))
    label = LAYOUT.label(page.parts[at].label)
    others = [
        other.text
        for other in LAYOUT.labels
        if label
        and (other.key, other.language) == (label.key, label.language)
        and label_form(other.text) != label_form(label.text)
    ]
    if not others:
        return None
    return _renamed(page, at, random.choice(others), key_of(page, at))


def heading_invented(page: Golden, random: Random) -> Edit | None:
    """The same text under a heading that nobody has seen before."""
    found = [at for at, part in enumerate(page.parts) if shown(part) and part.level == 1 and not _children(page, at)]
    if not found or len(page.parts) < 3:
        return None
    new = _INVENTED[page.language]
    return _renamed(page, random.choice(found), new, "-".join(new.lower().replace("é", "e").split()))


SECTIONS: dict[str, Editor] = {
    "status moved": status_moved,
    "status reworded": status_reworded,
    "declarations changed": declarations_changed,
    "declarations made": declarations_made,
    "declarations withdrawn": declarations_withdrawn,
    "signed changed": _date_editor("signed", ("Signed", "Signé")),
    "ratified changed": _date_editor("ratified", ("Ratified", "Ratified / acceded", "Ratifié")),
    "title changed": title_changed,
    "section added": section_added,
    "section removed": section_removed,
    "group removed": group_removed,
    "section emptied": section_emptied,
    "section filled": section_filled,
    "heading reworded": heading_reworded,
    "heading invented": heading_invented,
}


def _declared(page: Golden) -> tuple[str, str]:
    default = {"en": "Declarations and reservations", "fr": "Déclarations et réserves"}[page.language]
    return next((field for field in page.status if field[0] == default), (default, ""))


def _with_field(page: Golden, name: str, value: str) -> Golden:
    fields = dict(page.status) | {name: value}
    return replace(page, status=tuple(fields.items()))


def _renamed(page: Golden, at: int, new: str, key: str) -> Edit:
    part = page.parts[at]
    return Edit(with_part(page, at, replace(part, label=new)), Truth("section_renamed", key, part.label, new))


def _children(page: Golden, at: int) -> list[int]:
    keys = keys_of(page)[1:]
    return [number for number, key in enumerate(keys) if key.startswith(f"{keys[at]}.")]
