"""What holds for mentions whatever the text is: places, order, no overlap, and work that grows with the text alone."""

from __future__ import annotations

import sys
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.mentions.find import find_mentions
from scraper.profile import Block, Mention, Section

PIECES = """
the of and de la du des l' Law Laws No. n° n˚ 53-07 2010/012 Act CXL 2013 (Act 15 of 2018) Cap. Title Code Criminal
Article Articles Art. § §§ s. U.S.C. 18 24/7 202a bis 2 to 11 , ; : . ( ) [ ] " “ ” « » - – ' ’ / & | * Convention pénal
Ministry Ministère Justice Police National nationale CERT CERT-XY CSIRT (NCSA) NCSA Agency Agence Court Cour Supreme
Attorney General 's Office point of contact Strategy Stratégie Plan 2020-2025 for the period R v. Smith & others
judgment Decision arrêt case no. 1 StR 614/16 ECLI:NL:HR:2011:BQ1 [2018] NSWCCA 29/10/2015 October 2015 31 février 2020
é º ² \u00a0 𝔸 İ
""".split()
ANY_TEXT = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=3)), max_size=40).map(" ".join)
GLUED = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)
SECTIONS = st.lists(
    st.tuples(st.sampled_from(["policies", "case_law", "legislation.state"]), st.lists(ANY_TEXT | GLUED, max_size=3)),
    max_size=3,
)


def profile(drawn: list[tuple[str, list[str]]]) -> tuple[Section, ...]:
    """Sections with the drawn texts, each key once."""
    return tuple(
        Section(f"{key}-{number}", "", "filled", tuple(Block("paragraph", text) for text in texts))
        for number, (key, texts) in enumerate(drawn)
    )


@given(SECTIONS, st.sampled_from(["en", "fr", ""]))
def test_mentions_keep_their_place(drawn: list[tuple[str, list[str]]], language: str) -> None:
    """Each is its block's text between its offsets, in order of place, none over another, each with a normal form."""
    sections = profile(drawn)
    found = find_mentions(sections, language)
    blocks = {section.key: section.blocks for section in sections}
    order = [section.key for section in sections]
    for mention in found:
        assert mention.text == blocks[mention.section][mention.block].text[mention.start : mention.end]
        assert mention.text
        assert mention.normal == mention.normal.strip() != ""
    places = [(order.index(m.section), m.block, m.start, m.end) for m in found]
    assert places == sorted(places)
    assert all(one[:2] != other[:2] or one[3] <= other[2] for one, other in pairwise(places))


@given(SECTIONS)
def test_the_same_sections_name_the_same(drawn: list[tuple[str, list[str]]]) -> None:
    """Nothing but the sections decides."""
    assert find_mentions(profile(drawn), "en") == find_mentions(profile(drawn), "en")


HOSTILE = (
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab ~1~1 ~(~ (~((a ~A-~a-b-~of the ~A of the ~A and B of C ~IVX ~Zz (Qq ~"
    "Law No. ~Law ~Act (A) ~Act (No. 1 of 2001) ~The Act ~lois n° 1 et n° 2 et ~loi n° ~Title 1 ~12/12/~"
    "Article ~Article 1, ~Articles 1, 2, 3 and 4, ~§ 1 ~Article 1 (a) (b) (c) ~18 U.S.C. § 1, ~"
    "Law No. 1, Article 2 of the Law No. 3 ~Ministry of Justice and ~Ministry of Justice, ~Agence de la ~24/7 ~"
    "“a”~May 2015 ~1.1.1.~National Police and ~CERT-~CERT-AA ~aCERTa~Strategy and ~National Strategy 2015-~"
    "R v. ~Supreme Court, ~Court, no. 1, ~judgment of ~directorate for a "
).split("~")


def work(unit: str, size: int) -> int:
    """How many functions are called to read a text of that size."""
    calls = 0

    def count(*_: object) -> None:
        nonlocal calls
        calls += 1

    text = (unit * (size // len(unit) + 1))[:size]
    section = Section("case_law", "", "filled", (Block("paragraph", text),))
    sys.setprofile(count)
    try:
        find_mentions((section,), "fr")
    finally:
        sys.setprofile(None)
    return calls


@pytest.mark.parametrize("unit", HOSTILE)
def test_work_grows_with_the_text(unit: str) -> None:
    """Twice the text is twice the calls, and a hundred kilobytes of what patterns choke on are read."""
    assert work(unit, 8_000) <= 2.2 * work(unit, 4_000) + 2_000
    text = (unit * (100_000 // len(unit) + 1))[:100_000]
    found = find_mentions((Section("policies", "", "filled", (Block("paragraph", text),)),), "en")
    assert all(isinstance(mention, Mention) for mention in found)


def test_many_acronyms_cost_no_more_than_the_text() -> None:
    """Each acronym learnt is looked up, not searched for: a thousand of them in a profile stay cheap."""
    names = [f"Agency {chr(65 + n % 26)}x{n} (A{chr(65 + n % 26)}{n}X) " for n in range(4_000)]
    assert work("".join(names[:2_000]), len("".join(names[:2_000]))) * 2.2 >= work("".join(names), len("".join(names)))
