"""The rules against edits made up by the hundred: what turns a legal sentence round is never told as a retouch, and a
retouch is never told as more."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

import pytest

from diffs.change import BlockChange
from diffs.classify import classify
from diffs.edits import edits

SEEDS = range(8)
EACH = 200

BODIES = (
    "the Ministry of Interior", "the Ministry of Justice", "the National Police", "the Attorney General",
    "the Financial Intelligence Unit", "the High Court", "the Cybercrime Division", "the Data Protection Commissioner",
    "the Central Bank", "the Communications Regulator",
)  # fmt: skip
ACTS = (
    "order the preservation of traffic data", "request subscriber information", "search a computer system",
    "intercept content data", "seize stored data", "copy electronic evidence",
    "disclose personal data to foreign authorities",
    "block access to illegal content", "monitor public networks", "extradite the suspect",
)  # fmt: skip
WHEN = (
    "before the trial", "after the hearing", "with a warrant", "if the offence is serious",
    "in any criminal investigation",
    "for all offences", "within two years", "at the request of a foreign state", "only in urgent cases",
    "where the suspect acted intentionally",
)  # fmt: skip
PENALTIES = ("five years", "three months", "ten years", "six months", "seven years")
LAWS = ("Cybercrime Act", "Criminal Code", "Evidence Act", "Electronic Transactions Act", "Telecommunications Law")
SMALL = ("under", "informs", "according", "whoever", "with", "where")
MODALS = ("may", "shall", "must")

Edit = Callable[[str, Random], str | None]


def sentence(random: Random) -> str:
    """A sentence as profiles print them, with enough in it to be attacked."""
    one, other = random.sample(BODIES, 2)
    power = f"{one} {random.choice(MODALS)} {random.choice(ACTS)} {random.choice(WHEN)}"
    law, years, article = random.choice(LAWS), random.choice(PENALTIES), random.randint(2, 400)
    return random.choice(
        (
            f"{power[0].upper()}{power[1:]}, and informs {other} of it under article {article} of the {law}.",
            f"Under section {article} of the {law}, whoever refuses is liable to imprisonment of up to {years}"
            f" and a fine; {power}.",
            f"According to the {law} of {random.randint(1990, 2024)}, {power}. Any private person who helps {other} in"
            f" the investigation is paid, and the penalty is {years}.",
        )
    )


def _instead(pairs: dict[str, str]) -> Edit:
    """One of the words that stand in the sentence, exchanged for its partner."""

    def edit(text: str, random: Random) -> str | None:
        there = [word for word in pairs if re.search(rf"\b{word}\b", text)]
        if not there:
            return None
        word = random.choice(there)
        return re.sub(rf"\b{word}\b", pairs[word], text, count=1)

    return edit


def negate(text: str, _: Random) -> str | None:
    """A "not" after the verb that says what may be done."""
    return re.sub(r"\b(may|shall|must)\b", r"\1 not", text, count=1)


def another_number(text: str, random: Random) -> str | None:
    """A number becomes another one."""
    found = random.choice(list(re.finditer(r"\d+", text)))
    return text[: found.start()] + str(int(found.group()) + random.randint(1, 9)) + text[found.end() :]


def swapped_names(text: str, _: Random) -> str | None:
    """Two institutions change places."""
    names = [body.removeprefix("the ") for body in BODIES if body.removeprefix("the ") in text]
    if len(names) < 2:
        return None
    one, other = names[:2]
    return text.replace(one, "\0").replace(other, one).replace("\0", other)


def without_a_word(text: str, random: Random) -> str | None:
    """A word of content is taken out."""
    words = [word for word in re.findall(r"[a-z]{4,}", text) if word not in SMALL]
    return text.replace(f" {random.choice(words)}", "", 1)


def without_condition(text: str, _: Random) -> str | None:
    """The condition is taken out."""
    when = next(when for when in WHEN if when in text)
    return text.replace(f" {when}", "", 1)


MEANT: tuple[Edit, ...] = (
    negate,
    another_number,
    swapped_names,
    without_a_word,
    without_condition,
    _instead({"five": "two", "three": "four", "ten": "twelve", "six": "nine", "seven": "eight", "two": "three"}),
    _instead({"may": "shall", "shall": "may", "must": "should"}),
    _instead({"before": "after", "after": "before", "with a": "without a", "within": "after"}),
    _instead({"public": "private", "private": "public", "serious": "minor", "intentionally": "negligently"}),
    _instead({"Interior": "Justice", "Justice": "Interior", "High": "Supreme", "Police": "Guard"}),
    _instead({"any": "no", "all": "some", "only": "also", "Any": "No"}),
    _instead({"traffic": "content", "content": "traffic", "subscriber": "traffic", "stored": "deleted"}),
    _instead({"and a": "or a", "years": "months", "months": "years", "up to": "at least"}),
    _instead({"article": "section", "section": "article", "Act": "Bill", "Code": "Ordinance", "Law": "Decree"}),
    _instead({"is liable": "is not liable", "is paid": "is punished", "refuses": "agrees", "helps": "hinders"}),
    _instead({"at the request of": "against the will of", "if": "although", "where": "unless", "under": "despite"}),
)


def no_article(text: str, _: Random) -> str | None:
    """A "the" less."""
    return re.sub(r"\b[Tt]he ", "", text, count=1)


def american(text: str, _: Random) -> str | None:
    """Another spelling."""
    return text.replace("offence", "offense").replace("monitor ", "monitors ").replace("Cybercrime", "Cyber-crime")


def misspelled(text: str, random: Random) -> str | None:
    """A letter doubled in a long word."""
    words = re.findall(r"\b[a-z]{8,}\b", text)
    if not words:
        return None
    word = random.choice(words)
    at = random.randint(2, len(word) - 3)
    return text.replace(word, word[: at + 1] + word[at:], 1)


def shouted(text: str, random: Random) -> str | None:
    """Capitals."""
    return text.upper() if random.random() < 0.3 else text.replace("the ", "The ", 2)


def spaced(text: str, _: Random) -> str | None:
    """Commas and spaces."""
    return text.replace(", ", " , ").replace(". ", ".  ").rstrip(".")


def opened(text: str, random: Random) -> str | None:
    """A word that opens a sentence and says nothing."""
    opener = random.choice(("However", "Furthermore", "In addition", "Currently", "Moreover"))
    return f"{opener}, {text[0].lower()}{text[1:]}"


def as_figures(text: str, _: Random) -> str | None:
    """Numbers in figures, "Art." for "article"."""
    for word, number in {"five": "5", "three": "3", "ten": "10", "six": "6", "seven": "7", "two": "2"}.items():
        text = re.sub(rf"\b{word}\b", number, text)
    return text.replace("article", "Art.").replace("section", "Sec.")


def abbreviated(text: str, random: Random) -> str | None:
    """An institution by its letters, or with them in brackets."""
    full = "Financial Intelligence Unit"
    return text.replace(full, random.choice(("FIU", f"{full} (FIU)")))


def moved_sentence(text: str, _: Random) -> str | None:
    """Two sentences in the other order."""
    pieces = text.rstrip(".").split(". ")
    return ". ".join(reversed(pieces)) + "." if len(pieces) == 2 else None


def plural(text: str, _: Random) -> str | None:
    """One becomes several, a present a past."""
    text = text.replace("a warrant", "warrants").replace("investigation", "investigations")
    return text.replace("informs", "informed")


HARMLESS: tuple[Edit, ...] = (
    no_article, american, misspelled, shouted, spaced, opened, as_figures, abbreviated, moved_sentence, plural,
    _instead({"of it under": "thereof under", "helps": "assists", "According to": "Under", "whoever": "whoever also"}),
)  # fmt: skip


def _made(kinds: tuple[Edit, ...], seed: int) -> list[tuple[str, str, str]]:
    """So many edits that change a letter, each with the name of what was done."""
    random = Random(seed)
    found: list[tuple[str, str, str]] = []
    while len(found) < EACH:
        before, kind = sentence(random), random.choice(kinds)
        after = kind(before, random)
        if after and after != before:
            found.append((kind.__name__, before, after))
    return found


def _judged(before: str, after: str) -> str:
    return classify(BlockChange("block_edited", "x", "X", before, after, edits(before, after))).significance


@pytest.mark.parametrize("seed", SEEDS)
def test_an_edit_that_turns_a_sentence_round_is_substantive(seed: int) -> None:
    """Negations, numbers, modals, names, conditions, scope, time: none of two hundred passes as a retouch."""
    missed = [made for made in _made(MEANT, seed) if _judged(*made[1:]) != "substantive"]
    assert not missed


@pytest.mark.parametrize("seed", SEEDS)
def test_a_retouch_is_never_substantive(seed: int) -> None:
    """Articles, spelling, case, spacing, openers, figures, letters, order: none of two hundred raises an alarm."""
    alarms = [made for made in _made(HARMLESS, seed) if _judged(*made[1:]) == "substantive"]
    assert not alarms


@pytest.mark.parametrize("seed", SEEDS)
def test_retouches_do_not_hide_what_matters(seed: int) -> None:
    """An edit that matters stays substantive when harmless ones are made in the same sentence."""
    random = Random(seed)
    hidden = [
        (kind, before, retouched)
        for kind, before, after in _made(MEANT, seed)
        if (retouched := random.choice((spaced, opened, american, no_article))(after, random)) is not None
    ]
    assert not [made for made in hidden if _judged(*made[1:]) != "substantive"]
