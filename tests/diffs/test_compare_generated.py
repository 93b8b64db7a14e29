"""Pairs of profiles made from one another by what editors do: whatever they did, what is told adds up and is true."""

import os
import random
from collections.abc import Callable, Iterable
from dataclasses import replace

from accounts import assert_accounted
from hypothesis import given, settings
from hypothesis import strategies as st
from profiles import KEYS, LABELS, PARTY, READING

from diffs.change import BlockChange, Change, Named, SectionChange
from diffs.compare import compare
from scraper.mentions.find import find_mentions
from scraper.normalise import normalise
from scraper.profile import Block, Link, Mention, Profile, Section

PAIRS = 3000 if os.environ.get("REQUIRE_ALL_CHECKS") == "1" else 300
TEXTS = (
    "The Cybercrime Act, No. {n} of {y}, punishes access to a computer system without right.",
    "La loi n° {y}/0{n} relative à la cybercriminalité punit l'accès sans droit à un système informatique.",
    "The Ministry of Justice answers requests for mutual assistance within {n} days.",
    "The Fraud Unit of the National Police was set up in {y}; it employs {n} officers.",
    "L'Agence nationale de la sécurité des systèmes d'information (ANSSI) publie un rapport tous les {n} mois.",
    "The National Cybersecurity Strategy {y}-2030 names {n} goals. A second one is in preparation for the courts.",
    "State v. Marama, Case No. {n}/{y}, concerned a forged land register.",
    "Act | {y} | {n} articles", "Decree {n} | {y} | in force", "Network desk", "N/A",
    "Under Art. {n} of the Penal Code whoever intercepts data is liable. The court may add a fine. See § {n}a.",
)  # fmt: skip
SECTIONS = ("policies", "legislation.state", "legislation.substantive", "institutions", "case_law", "cyber-council")


def _text(chance: random.Random) -> str:
    return chance.choice(TEXTS).format(n=chance.randrange(1, 40), y=chance.randrange(2001, 2029))


def _block(chance: random.Random) -> Block:
    text = _text(chance)
    links = (Link(text.split()[0], f"https://laws.example/{chance.randrange(5)}"),) if chance.random() < 0.3 else ()
    return Block("row" if " | " in text else chance.choice(("paragraph", "item", "heading")), text, links)


def _page(sections: Iterable[tuple[str, list[Block]]]) -> Profile:
    made = tuple(
        Section(key, LABELS.get(key, key), "filled" if blocks else "empty", tuple(blocks)) for key, blocks in sections
    )
    return Profile(READING, "Fiji", "en", PARTY, made, KEYS, mentions=find_mentions(made, "en"))


Blocks = list[Block]


def _reworded(blocks: Blocks, chance: random.Random) -> Blocks:
    words = blocks[0].text.split(" ")
    words[chance.randrange(len(words))] = chance.choice(("2027", "not", "the Fraud Court of Suva", "No. 7", ""))
    return [replace(blocks[0], text=" ".join(words).strip() or "-"), *blocks[1:]]


def _divided(blocks: Blocks, chance: random.Random) -> Blocks:
    words = blocks[0].text.split(" ")
    at = chance.randrange(len(words) + 1)
    halves = [" ".join(words[:at]), " ".join(words[at:])]
    return [*(replace(blocks[0], text=half, links=()) for half in halves if half), *blocks[1:]]


def _united(blocks: Blocks, _: random.Random) -> Blocks:
    return [Block("paragraph", " ".join(block.text for block in blocks[:2])), *blocks[2:]]


def _added(blocks: Blocks, chance: random.Random) -> Blocks:
    return [blocks[0], _block(chance), *blocks[1:]]


def _relinked(blocks: Blocks, chance: random.Random) -> Blocks:
    return [replace(blocks[0], links=(Link("See", f"https://new.example/{chance.random()}"),)), *blocks[1:]]


INSIDE: tuple[Callable[[Blocks, random.Random], Blocks], ...] = (
    _reworded, _reworded, _divided, _united, _added, _relinked,
    lambda blocks, _: blocks[1:],
    lambda blocks, _: [*blocks[1:], blocks[0]],
)  # fmt: skip


@st.composite
def pairs(draw: st.DrawFn) -> tuple[Profile, Profile]:
    """A page, and what up to six edits made of it, some of which carry a block to another section."""
    chance = draw(st.randoms(use_true_random=False))
    keys = [key for key in SECTIONS if chance.random() < 0.8]
    before = [(key, [_block(chance) for _ in range(chance.randrange(6))]) for key in keys]
    after = {key: list(blocks) for key, blocks in before}
    for _ in range(draw(st.integers(0, 6))):
        key, other = (chance.choice(keys or ["policies"]) for _ in range(2))
        at = chance.randrange(3)
        rest = after.get(key, [])[at:]
        if chance.random() < 0.05:
            after.pop(key, None)
        elif rest and chance.random() < 0.2 and other in after:
            moving = _reworded(rest[:1], chance) if chance.random() < 0.5 else rest[:1]
            after[key] = [*after[key][:at], *rest[1:]]
            after[other] = [*moving, *after[other]]
        elif rest:
            after[key] = [*after[key][:at], *chance.choice(INSIDE)(rest, chance)]
    return _page(before), _page(after.items())


@settings(max_examples=PAIRS)
@given(pairs())
def test_what_editors_did_adds_up(pair: tuple[Profile, Profile]) -> None:
    """Per section: before, minus every old side, plus every new side, equals after; edits join back to both."""
    before, after = pair
    changes = compare(before, after)
    assert_accounted(before, after, changes)
    assert compare(after, after) == ()
    for change in changes:
        if isinstance(change, BlockChange) and change.edits:
            assert "".join(edit.text for edit in change.edits if edit.op != "insert") == change.before
            assert "".join(edit.text for edit in change.edits if edit.op != "delete") == change.after


@settings(max_examples=PAIRS // 3)
@given(pairs())
def test_names_are_told_once_and_truly_came_or_went(pair: tuple[Profile, Profile]) -> None:
    """What is told as added stands on the new page only, what is told as removed on the old one only, each in the text
    of its change, and nothing is told twice."""
    before, after = pair
    told = [(change, named) for change in compare(before, after) for named in _named(change)]
    old, new = _normals(before), _normals(after)
    for change, named in told:
        if named.after is not None:
            assert new[named.after] - set().union(*old.values())
            assert named.after in (change.after or "")
        if named.before is not None:
            assert old[named.before] - set().union(*new.values())
        if named.after is None:
            assert named.before in (change.before or "")
    for side in ("before", "after"):
        names = [(named.kind.split("_")[0], getattr(named, side)) for _, named in told if getattr(named, side)]
        assert len(names) == len(set(names))


@settings(max_examples=PAIRS // 3)
@given(pairs())
def test_nothing_new_is_passed_over(pair: tuple[Profile, Profile]) -> None:
    """A law, strategy, institution or case in a text that was added as a whole, and named nowhere before under any
    number or title, is told."""
    before, after = pair
    changes = compare(before, after)
    printed = " ".join(normalise(block.text) for section in before.sections for block in section.blocks)
    told = {named.after for change in changes for named in _named(change)}
    for change in changes:
        if change.form == "block_added":
            for mention in _mentions(after, change.after or ""):
                known = mention.text in printed or (mention.name or mention.text) in printed
                assert known or mention.text in told or _told_elsewhere(mention, after, told)


def _told_elsewhere(mention: Mention, after: Profile, told: set[str | None]) -> bool:
    return any(other.text in told for other in after.mentions if other.normal == mention.normal)


def _named(change: Change) -> tuple[Named, ...]:
    return change.named if isinstance(change, (SectionChange, BlockChange)) else ()


def _normals(profile: Profile) -> dict[str, set[tuple[str, str]]]:
    found: dict[str, set[tuple[str, str]]] = {}
    for mention in profile.mentions:
        found.setdefault(mention.text, set()).add((mention.kind, mention.normal))
    return found


def _mentions(profile: Profile, text: str) -> list[Mention]:
    texts = {section.key: [block.text for block in section.blocks] for section in profile.sections}
    kinds = ("law", "strategy", "institution", "case")
    return [m for m in profile.mentions if m.kind in kinds and texts[m.section][m.block] == text]
