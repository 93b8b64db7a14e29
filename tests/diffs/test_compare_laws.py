"""Laws every comparison keeps, whatever the two profiles are."""

import random
import unicodedata
from dataclasses import replace

from accounts import assert_accounted
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from profiles import KEYS, LABELS, READING

from diffs.change import BlockChange
from diffs.classify import RULES, classify
from diffs.compare import compare
from diffs.siblings import fingerprint, twin
from scraper.normalise import normalise
from scraper.profile import Block, Link, Profile, Section, Status

WORDS = "police court team law 53-07 2016 2020 not may shall the of and Article 22.1 Fiji état (draft) CERT , .".split()
SENTENCES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=9).map(" ".join).filter(normalise)
LINK = st.builds(Link, st.sampled_from(["here", "list"]), st.sampled_from(["https://a.example/1", "b"]))
LINKS = st.lists(LINK, max_size=2)
BLOCKS = st.builds(Block, st.sampled_from(["paragraph", "item"]), SENTENCES, LINKS.map(tuple))
UNKNOWN = ("cyber-council", "digital-plan")
KEYS_USED = ("policies", "legislation", "legislation.substantive", "legislation.procedural", "institutions", *UNKNOWN)


@st.composite
def profiles(draw: st.DrawFn) -> Profile:
    """A profile with some sections, filled or empty, in any order, known headings and unknown ones."""
    keys = draw(st.lists(st.sampled_from(KEYS_USED), unique=True, max_size=6))
    sections = tuple(_section(key, draw(st.lists(BLOCKS, max_size=4)), keys) for key in keys)
    return Profile(READING, "Fiji", "en", Status("party", "Party", raw="Status : Party"), sections, KEYS)


def _section(key: str, blocks: list[Block], keys: list[str]) -> Section:
    has_child = any(other.startswith(key + ".") for other in keys)
    return Section(key, LABELS.get(key, key), "filled" if blocks or has_child else "empty", tuple(blocks))


@given(profiles())
def test_a_profile_does_not_differ_from_itself(one: Profile) -> None:
    """Nothing is told of two equal profiles."""
    assert compare(one, one) == ()


@settings(max_examples=400)
@given(profiles(), profiles())
def test_every_block_is_accounted_for(before: Profile, after: Profile) -> None:
    """Per section: before, minus every old side, plus every new side, equals after."""
    assert_accounted(before, after, compare(before, after))


@given(profiles(), profiles())
def test_edits_of_every_change_join_back(before: Profile, after: Profile) -> None:
    """An edited block carries both of its texts in its edits, exactly."""
    for change in compare(before, after):
        if isinstance(change, BlockChange) and change.edits:
            assert "".join(edit.text for edit in change.edits if edit.op != "insert") == change.before
            assert "".join(edit.text for edit in change.edits if edit.op != "delete") == change.after


@given(profiles(), profiles())
def test_the_same_pair_is_told_the_same_way(before: Profile, after: Profile) -> None:
    """Comparing is a function: changes, judgements and fingerprints are those of the first time."""
    first, second = compare(before, after), compare(before, after)
    assert first == second
    assert [classify(change) for change in first] == [classify(change) for change in second]
    assert [(fingerprint(c), twin(c)) for c in first] == [(fingerprint(c), twin(c)) for c in second]


@given(profiles(), profiles())
def test_every_change_is_judged_by_a_rule_of_the_table(before: Profile, after: Profile) -> None:
    """No change goes unjudged, and every reason is one printable line."""
    for change in compare(before, after):
        judgement = classify(change)
        assert judgement.rule in {rule.name for rule in RULES}
        assert judgement.reason.isprintable()


@given(profiles(), st.randoms(use_true_random=False))
def test_noise_alone_is_no_change(one: Profile, chance: random.Random) -> None:
    """White space, invisible characters, letter composition, address tokens, kinds of blocks, the order of sections
    differ from visit to visit and say nothing."""
    assert compare(one, noisy(one, chance)) == ()


def noisy(profile: Profile, chance: random.Random) -> Profile:
    sections = [replace(s, blocks=tuple(_noisy_block(block, chance) for block in s.blocks)) for s in profile.sections]
    chance.shuffle(sections)
    return replace(profile, title=f" {profile.title}\u200b", sections=tuple(sections))


def _noisy_block(block: Block, chance: random.Random) -> Block:
    spaced = "".join(chance.choice((" ", "\u00a0", "  ")) if char == " " else char for char in block.text)
    at = chance.randrange(len(spaced) + 1)
    text = unicodedata.normalize(chance.choice(("NFC", "NFD")), f"{spaced[:at]}\u00ad{spaced[at:]}")
    links = tuple(Link(link.text, link.url + "?p_auth=" + str(chance.random())) for link in block.links)
    return Block(chance.choice(("paragraph", "item", "row")), text, links)


@given(profiles(), st.data())
def test_one_block_taken_out_is_exactly_one_removal(one: Profile, data: st.DataObject) -> None:
    """Of a section that stays filled, a block that is gone is one change and no other."""
    long = [(s, at) for s in one.sections if len(s.blocks) > 1 for at in range(len(s.blocks))]
    assume(long)
    section, at = data.draw(st.sampled_from(long))
    blocks = section.blocks[:at] + section.blocks[at + 1 :]
    other = replace(one, sections=tuple(replace(s, blocks=blocks) if s is section else s for s in one.sections))
    (change,) = [change for change in compare(one, other) if change.kind != "link_changed"]
    assert (change.kind, change.section) == ("block_removed", section.key)
    assert normalise(change.before or "") == normalise(section.blocks[at].text)


@given(profiles(), st.data(), st.sampled_from(["not", "2031", "Suva", "é"]))
def test_one_word_put_in_is_told_in_its_block(one: Profile, data: st.DataObject, word: str) -> None:
    """A word that is new in one block is told there, whatever else the page says."""
    filled = [(s, at) for s in one.sections for at in range(len(s.blocks))]
    assume(filled)
    section, at = data.draw(st.sampled_from(filled))
    new = replace(section.blocks[at], text=f"{section.blocks[at].text} {word} zone")
    blocks = (*section.blocks[:at], new, *section.blocks[at + 1 :])
    other = replace(one, sections=tuple(replace(s, blocks=blocks) if s is section else s for s in one.sections))
    told = [change for change in compare(one, other) if normalise(change.after or "") == normalise(new.text)]
    assert [change.section for change in told] == [section.key]
    assert told[0].kind in ("block_edited", "block_added")


@given(profiles(), st.sampled_from(["\u00a0", "  ", " \u200b", "\n "]), st.booleans())
def test_profiles_of_one_digest_have_no_changes(profile: Profile, space: str, lossy: bool) -> None:  # drawn
    """Equal digests stand for a comparison: a run need not make it when nothing but noise is new."""
    noisy = tuple(
        replace(section, blocks=tuple(replace(b, kind="row", text=b.text.replace(" ", space)) for b in section.blocks))
        for section in profile.sections
    )
    other = replace(profile, sections=noisy, language="fr", lossy=lossy)
    assert other.digest == profile.digest
    assert compare(profile, other) == compare(other, profile) == ()
