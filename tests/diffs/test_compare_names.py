"""What a page names: laws, strategies, institutions and cases that came, went or gave way, each told once."""

from dataclasses import replace

import pytest
from named_pages import names, of, page
from profiles import section

from diffs.change import BlockChange, Named, SectionChange
from diffs.classify import classify
from diffs.compare import compare
from diffs.siblings import fingerprint, template_changes, twin
from scraper.profile import Profile

OTHER = "Police officers are trained each spring in the capital."

KINDS: dict[str, tuple[str, str, str, tuple[str, str | None, str | None]]] = {
    "a law of a later year": (
        "legislation.state",
        "Orders are made under the Online Safety Act, No. 9 of 2024, by a commission of five.",
        "Orders are made under the Online Safety Act, No. 17 of 2025, by a commission of five.",
        ("law_superseded", "Online Safety Act, No. 9 of 2024", "Online Safety Act, No. 17 of 2025"),
    ),
    "a law of a later year in French": (
        "legislation.state",
        "La loi n° 2010/012 du 21 décembre 2010 punit l'accès sans droit à un système.",
        "La loi n° 2024/017 du 23 décembre 2024 punit l'accès sans droit à un système.",
        ("law_superseded", "loi n° 2010/012 du 21 décembre 2010", "loi n° 2024/017 du 23 décembre 2024"),
    ),
    "a law whose number carries its year": (
        "legislation.substantive",
        "Law No. 53-07 punishes forgery.",
        "Law No. 12-24 punishes forgery.",
        ("law_superseded", "Law No. 53-07", "Law No. 12-24"),
    ),
    "a law with another chapter": (
        "legislation.substantive",
        "See the Computer Misuse Act (Cap. 63) on this offence.",
        "See the Computer Misuse Act (Cap. 75) on this offence.",
        ("law_renumbered", "Computer Misuse Act (Cap. 63)", "Computer Misuse Act (Cap. 75)"),
    ),
    "a law with another number in the same year": (
        "legislation.substantive",
        "The Cybercrime Act, No. 9 of 2024, applies.",
        "The Cybercrime Act, No. 11 of 2024, applies.",
        ("law_renumbered", "Cybercrime Act, No. 9 of 2024", "Cybercrime Act, No. 11 of 2024"),
    ),
    "a strategy of later years": (
        "policies",
        "The National Cyber Security Strategy and Action Plan 2016-2019 has eight goals.",
        "The National Cyber Security Strategy and Action Plan 2020-2023 has eight goals.",
        (
            "strategy_superseded",
            "National Cyber Security Strategy and Action Plan 2016-2019",
            "National Cyber Security Strategy and Action Plan 2020-2023",
        ),
    ),
    "a strategy of later years in French": (
        "policies",
        "La Stratégie nationale de cybersécurité 2016-2020 fixe cinq objectifs.",
        "La Stratégie nationale de cybersécurité 2021-2025 fixe cinq objectifs.",
        (
            "strategy_superseded",
            "Stratégie nationale de cybersécurité 2016-2020",
            "Stratégie nationale de cybersécurité 2021-2025",
        ),
    ),
    "a unit under another name": (
        "institutions",
        "The Cybercrime Division of the Central Police Department was set up in 2012.",
        "The Digital Crime Directorate of the Central Police Department was set up in 2012.",
        (
            "institution_renamed",
            "Cybercrime Division of the Central Police Department",
            "Digital Crime Directorate of the Central Police Department",
        ),
    ),
    "a ministry with more to do": (
        "institutions",
        "The Ministry of Communications leads the work on a national plan.",
        "The Ministry of Communications and Digital Economy leads the work on a national plan.",
        ("institution_renamed", "Ministry of Communications", "Ministry of Communications and Digital Economy"),
    ),
    "a unit with a word put in front": (
        "institutions",
        "Reports go to the Cybercrime Unit at once.",
        "Reports go to the Regional Cybercrime Unit at once.",
        ("institution_renamed", "Cybercrime Unit", "Regional Cybercrime Unit"),
    ),
    "an agency under another name in French": (
        "institutions",
        "La Direction de la cybersécurité du Ministère de l'Intérieur coordonne les réponses.",
        "L'Agence de la cybersécurité du Ministère de l'Intérieur coordonne les réponses.",
        (
            "institution_renamed",
            "Direction de la cybersécurité du Ministère de l'Intérieur",
            "Agence de la cybersécurité du Ministère de l'Intérieur",
        ),
    ),
}


@pytest.mark.parametrize("case", KINDS)
def test_one_thing_that_gave_way_to_another_is_one_change(case: str) -> None:
    """The edit of the text is told once, as what it means, with both names as printed, and it is substantive."""
    key, before, after, named = KINDS[case]
    language = "fr" if "French" in case else "en"
    old, new = (of(key, OTHER, text, language=language) for text in (before, after))
    (change,) = compare(old, new)
    assert names((change,)) == [named]
    assert (change.kind, change.form) == (named[0], "block_edited")
    judgement = classify(change)
    assert (judgement.significance, judgement.rule) == ("substantive", named[0].replace("_", "-"))


CAME = {
    "law": ("legislation.related", "Digital Evidence (Preservation) Act 2024"),
    "strategy": ("policies", "National Strategy for Cybersecurity 2024-2030"),
    "institution": ("institutions", "Cybercrime Unit of the Ministry of Interior"),
    "case": ("case_law", "State v. Marama, Case No. 12/2019"),
}


@pytest.mark.parametrize("kind", CAME)
@pytest.mark.parametrize("way", ["added", "removed"])
def test_something_that_came_or_went_is_told_as_that(kind: str, way: str) -> None:
    """A paragraph about a law, strategy, institution or case that is new, or gone, says so in its kind."""
    key, name = CAME[kind]
    without, with_ = of(key, OTHER), of(key, OTHER, f"{name}: read more in the annual report.")
    before, after = (without, with_) if way == "added" else (with_, without)
    (change,) = compare(before, after)
    assert (change.kind, change.form) == (f"{kind}_{way}", f"block_{way}")
    assert names((change,)) == [(f"{kind}_{way}", *((None, name) if way == "added" else (name, None)))]
    assert classify(change).significance == "substantive"


NOTHING: dict[str, tuple[Profile, Profile]] = {
    "a body named on both sides of an edit": (
        of("institutions", "The Cybercrime Unit of the National Police has 12 officers."),
        of("institutions", "The Cybercrime Unit of the National Police has 14 officers."),
    ),
    "a law that another paragraph still names": (
        of("legislation.state", "Law No. 53-07 of 2007 is in force.", "It follows Law No. 53-07 of 2007 on fraud."),
        of("legislation.state", "Law No. 53-07 of 2007 is in force.", "It follows nothing else on fraud."),
    ),
    "a law that moved to another section inside another sentence": (
        page(section("policies", OTHER, "The Cybercrime Act 2015 is named here."), section("sources", OTHER + " A")),
        page(section("policies", OTHER), section("sources", OTHER + " A", "Read the Cybercrime Act 2015 in full.")),
    ),
    "a law printed with its number at last": (
        of("legislation.state", "The Cybercrime Act 2015 applies to this."),
        of("legislation.state", "The Cybercrime Act, No. 14 of 2015, applies to this."),
    ),
    "a misspelled body": (
        of("institutions", "The Natoinal Cybercrime Bureau answers at night."),
        of("institutions", "The National Cybercrime Bureau answers at night."),
    ),
    "a law whose first letter became small, so that it is not recognised": (
        of("policies", "Law on High Technology Crimes No. 53-07 applies."),
        of("policies", "The law on High Technology Crimes No. 53-07 applies."),
    ),
    "an acronym instead of the name": (
        of("institutions", "The National Computer Emergency Response Team (CERT-GH) answers.", "CERT-GH is small."),
        of("institutions", "CERT-GH answers.", "CERT-GH is small."),
    ),
}


@pytest.mark.parametrize("case", NOTHING)
def test_what_stays_on_the_page_is_not_told(case: str) -> None:
    """What is named before and after, wherever and however it is spelled, neither came nor went."""
    before, after = NOTHING[case]
    changes = compare(before, after)
    assert changes
    assert names(changes) == []


def test_another_ministry_is_not_a_new_name() -> None:
    """Two bodies that share but the word for what they are: one came, one went."""
    before = of("institutions", "The Ministry of Justice is the central authority for requests.")
    after = of("institutions", "The Ministry of Interior is the central authority for requests.")
    assert names(compare(before, after)) == [
        ("institution_removed", "Ministry of Justice", None),
        ("institution_added", None, "Ministry of Interior"),
    ]


def test_a_law_of_an_earlier_year_supersedes_nothing() -> None:
    """A page put back to its old text does not tell that the old law came after the new one."""
    before = of("legislation.state", "The Online Safety Act 2025 applies to all of them.")
    after = of("legislation.state", "The Online Safety Act 2019 applies to all of them.")
    kinds = [kind for kind, _, _ in names(compare(before, after))]
    assert kinds == ["law_removed", "law_added"]


def test_two_candidates_are_not_guessed_between() -> None:
    """Of one strategy that gave way to two of its title nobody can say which came after it."""
    old, new = (
        "National Cybersecurity Strategy 2016-2019 ended.",
        "A second National Cybersecurity Strategy 2023-2026 came.",
    )
    before = of("policies", OTHER, old)
    after = of("policies", OTHER, "For now the National Cybersecurity Strategy 2020-2022 has force for all.", new)
    kinds = [kind for kind, _, _ in names(compare(before, after))]
    assert sorted(kinds) == ["strategy_added", "strategy_added", "strategy_removed"]


def test_a_text_about_a_successor_is_paired_however_it_is_worded() -> None:
    """A removed paragraph and an added one on the old and the new strategy are one edited text with both wordings."""
    before = of("policies", OTHER, "National Cybersecurity Strategy 2016-2019 was adopted by the cabinet in May.")
    after = of("policies", "Eight goals stand at the heart of the National Cybersecurity Strategy 2020-2023.", OTHER)
    (change,) = compare(before, after)
    assert isinstance(change, BlockChange)
    assert (change.kind, change.form) == ("strategy_superseded", "block_moved")
    assert (change.before, change.after) == (before.sections[0].blocks[1].text, after.sections[0].blocks[0].text)


def test_a_successor_in_another_section_is_found() -> None:
    """The old law stood among the policies, the new one stands where laws belong: one change that says so."""
    before = page(
        section("policies", OTHER, "Cybercrime Act 2010 in brief."), section("legislation.state", OTHER + " B")
    )
    after = page(
        section("policies", OTHER), section("legislation.state", OTHER + " B", "A summary: Cybercrime Act 2024.")
    )
    (change,) = compare(before, after)
    assert isinstance(change, BlockChange)
    assert (change.kind, change.section, change.moved_from) == ("law_superseded", "legislation.state", "policies")


def test_one_thing_is_told_with_one_change_only() -> None:
    """A law cited in three paragraphs that change alike is told where laws belong; the others are edits."""
    texts = [
        "Fines follow from the Cybercrime Act {}.",
        "The police apply the Cybercrime Act {}.",
        "Cybercrime Act {}, in force.",
    ]
    keys = ("policies", "institutions", "legislation.state")
    before, after = (page(*(section(k, t.format(y)) for k, t in zip(keys, texts, strict=True))) for y in (2015, 2023))
    told = [(change.kind, change.section) for change in compare(before, after)]
    assert told == [
        ("block_edited", "policies"),
        ("block_edited", "institutions"),
        ("law_superseded", "legislation.state"),
    ]


def test_the_subject_of_a_section_comes_first() -> None:
    """A judgment that cites a new law and a new court is a case added; all three are named."""
    before = of("case_law", OTHER)
    text = "State v. Marama, Case No. 12/2019: the Supreme Court of Suva applied the Crimes Act 2009."
    (change,) = compare(before, of("case_law", OTHER, text))
    assert change.kind == "case_added"
    assert {kind for kind, _, _ in names((change,))} == {"case_added", "institution_added", "law_added"}


@pytest.mark.parametrize(("before", "after", "kind"), [([], [0], "section_filled"), ([0], [], "section_emptied")])
def test_a_whole_section_stays_a_section(before: list[int], after: list[int], kind: str) -> None:
    """That a section was filled or emptied says more than what it names, which stands beneath."""
    texts = ["The Crimes Act 2009 is in force."]
    old, new = (of("legislation.related", *(texts[at] for at in side)) for side in (before, after))
    (change,) = compare(old, new)
    assert isinstance(change, SectionChange)
    assert (change.kind, change.form) == (kind, kind)
    assert [(one.before, one.after) for one in change.named] in [
        [(None, "Crimes Act 2009")],
        [("Crimes Act 2009", None)],
    ]


def test_what_a_page_names_does_not_split_a_change_of_the_site() -> None:
    """The same paragraph on many pages is one change, though some of them named the law before."""
    new = "Read more in the Cybercrime Act 2015 on this portal."
    knows, knows_not = ("The Cybercrime Act 2015 applies.",), ("No law applies.",)
    changes = [compare(of("sources", *known), of("sources", *known, new))[0] for known in (knows, knows_not)]
    assert [change.kind for change in changes] == ["block_added", "law_added"]
    marks = {fingerprint(change) for change in changes}
    assert len(marks) == len({twin(change) for change in changes}) == 1
    assert template_changes([(str(n), mark) for mark in marks for n in range(5)], 10) == marks


def test_names_alone_make_no_change() -> None:
    """Two readings that differ in nothing but what was found in the same words are the same page."""
    one = of("legislation.state", "The Cybercrime Act 2015 applies.")
    assert compare(one, replace(one, mentions=())) == ()


def test_a_name_is_in_the_reason() -> None:
    """The sentence about a superseded law names both, and nothing that does not print."""
    change = BlockChange("block_edited", "policies", "P", "x", "y", named=(Named("law_superseded", "A\x1b 1", "B 2"),))
    assert classify(change).reason == "A law gave way to a newer one: A 1 -> B 2."
