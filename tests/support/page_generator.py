"""Pages nobody wrote: random sections in random order with random blocks, and random noise in their markup."""

from __future__ import annotations

import re
from random import Random

from golden import PROFILE_LINKS, STATUS_LABELS, Golden, Part, Piece

from scraper.layouts.octopus import LAYOUT

_WORDS = (
    "authority evidence network prosecutor decree adopted strategy request section register offence computer data "
    "judge warrant 2013 2021 Law 53-07 § 12 Art. 9 unit police ministry regulator agency server the of and in for by "
    "(draft) l'État n° sécurité – «cyber» CERT U.S. a.i. e-mail N/A 24/7 access without right"
).split()
_STATUSES = {
    "en": ("Party", "Signatory", "Invited to accede", "NA", "Observer"),
    "fr": ("Partie", "N/A", "Invité à adhérer"),
}
_STATUS_FIELD = {"en": "Status", "fr": "Statut"}
_DECLARED = {"en": "Declarations and reservations", "fr": "Déclarations et réserves"}
_ERAS = ("E1", "E1b", "E2", "E3a", "E3b", "E3c", "print")
_TAGS = re.compile(r"(<[^>]*>)")


def generated(random: Random) -> Golden:
    """A page of two to fourteen sections under labels of one language, in any order."""
    language = random.choice(("en", "en", "fr"))
    labels = [label for label in LAYOUT.labels if label.language == language and label.key != "status"]
    keys = random.sample(LAYOUT.keys[1:], random.randint(2, len(LAYOUT.keys) - 1))
    chosen = [random.choice([label for label in labels if label.key == key]) for key in keys]
    # One section at least has text besides the status: nothing but empty headings is no profile.
    filled = random.randrange(len(chosen))
    bodies = [(Piece("p", sentence(random)),) if at == filled else _pieces(random) for at in range(len(chosen))]
    parts = [Part(x.text, 2 if "." in x.key else 1, body) for x, body in zip(chosen, bodies, strict=True)]
    country = random.choice(LAYOUT.countries)
    return Golden(
        title=country.name if language == "en" else country.french,
        language=language,
        era=random.choice(_ERAS),
        status_label=STATUS_LABELS[language],
        status=_status(random, language),
        parts=tuple(parts),
        link=PROFILE_LINKS[language],
        updated="24/11/2017" if random.random() < 0.2 else "",
        back={"en": "Back", "fr": "Retour"}[language],
        slug=country.key,
    )


def sentence(random: Random) -> str:
    """Some words, now and then with a mark of the inline language among them."""
    words = [_marked(random, word) for word in random.choices(_WORDS, k=random.randint(2, 14))]
    return "The " + " ".join(words) + random.choice((".", ";", ":", ""))


def noisy(html: str, random: Random) -> str:
    """The same page with comments, white space, entities, capitals and attributes where they mean nothing."""
    parts = _TAGS.split(html)
    return "".join(_tag(part, random) if part.startswith("<") else _text(part, random) for part in parts)


def _status(random: Random, language: str) -> tuple[tuple[str, str], ...]:
    fields = [(_STATUS_FIELD[language], random.choice(_STATUSES[language]))]
    if random.random() < 0.5:
        fields.append((_DECLARED[language], random.choice(("N/A", "–", "", "Articles: 24, 27 (see Art. 2)."))))
    return tuple(fields)


def _pieces(random: Random) -> tuple[Piece, ...]:
    found: list[Piece] = []
    for _ in range(random.choice((0, 1, 1, 2, 3))):
        found += _family(random)
    return tuple(found)


def _family(random: Random) -> list[Piece]:
    kind = random.choice(("p", "p", "p", "li", "row", "head", "empty", "typed"))
    if kind == "li":
        return [Piece("li", sentence(random)), *(Piece(random.choice(("li", "li2")), sentence(random)) for _ in "123")]
    if kind == "row":
        width = random.randint(2, 4)
        return [Piece("row", cells=tuple(sentence(random) for _ in range(width))) for _ in range(3)]
    if kind == "head":
        return [Piece("head", f"About {random.choice(_WORDS)} matters"), Piece("p", sentence(random))]
    return [Piece(kind, "" if kind == "empty" else sentence(random), ("·",) if kind == "typed" else ())]


def _marked(random: Random, word: str) -> str:
    chance = random.random()
    if chance < 0.03:
        return f"[{word}](https://law.example/{random.randrange(1000)})"
    if chance < 0.05:
        return f"{word}^{random.randint(1, 9)}^"
    if chance < 0.06:
        return f"**{word}**"
    return {0: "{{unseen}}" + word, 1: f"{word}[[{random.randint(1, 9)}]]"}.get(int(chance * 100) - 10, word)


def _tag(tag: str, random: Random) -> str:
    if tag.startswith(("<!", "<script", "<style", "</script", "</style", "</", "<o:")):
        return tag
    if random.random() < 0.1:
        name = re.match(r"<[\w:-]+", tag)
        return f'{tag[: name.end()]} data-n="{random.randrange(99)}"{tag[name.end() :]}' if name else tag
    return f"<!-- {random.choice('abc')} -->{tag}" if random.random() < 0.03 else tag


def _text(text: str, random: Random) -> str:
    if not text.strip():
        return random.choice((text, text + "\n", text)) if text else text
    if random.random() < 0.2:
        return re.sub(r"[^\W\d_]", lambda found: f"&#{ord(found[0])};", text, count=3) if "&" not in text else text
    return text.replace(" ", "\n   ", 1) if random.random() < 0.2 else text
