"""Which changes are one change, across pages and across editions."""

from dataclasses import replace

import pytest
from profiles import profile, section

from diffs.change import BlockChange, Change, SectionChange, StatusChange, TitleChange
from diffs.edits import edits
from diffs.siblings import article_text, equal_articles, fingerprint, name_words, template_changes, twin

BOTH = name_words(["Fiji", "Republic of Fiji", "", "Peru"])


def edited(before: str, after: str, key: str = "policies") -> BlockChange:
    return BlockChange("block_edited", key, key, before, after, edits(before, after))


def link(before: str | None, after: str | None) -> BlockChange:
    return BlockChange("link_changed", "status", "Status", before, after)


SAME = [
    (
        edited("Fiji and its GLACY project partners", "Fiji and its Octopus project partners"),
        edited("The GLACY project in Ghana", "The Octopus project in Ghana"),
    ),
    (
        SectionChange("section_removed", "sources", "Sources and links", "Penal code", None),
        SectionChange("section_removed", "sources", "Sources et liens", "Act of 1990", None),
    ),
    (
        SectionChange("section_renamed", "sources", "Sources", "Sources", "Links"),
        SectionChange("section_renamed", "sources", "Sources", "Sources\u00a0", "Links"),
    ),
    (StatusChange("signed", "2001-11-23", None), StatusChange("signed", "2005-04-07", None)),
    (StatusChange("standing", "party", "unstated"), StatusChange("standing", "invited", "unstated")),
    (StatusChange("declarations", "Articles 24 and 27", None), StatusChange("declarations", "N/A", None)),
    (
        BlockChange("block_added", "policies", "P", None, "See the new platform."),
        BlockChange("block_added", "policies", "P", None, "See the\u00a0new platform ."),
    ),
    (
        link("See legal profile <http://old.example/fiji/profile>", "See legal profile <https://new.example/fiji/profile>"),
        link("See legal profile <http://old.example/peru/profile>", "See legal profile <https://new.example/peru/profile>"),
    ),
    (
        link("See <https://a.example/fiji>", "See <https://a.example/fiji/en>"),
        link("See <https://a.example/peru>", "See <https://a.example/peru/en>"),
    ),
]  # fmt: skip

OTHER = [
    (edited("Law 10 applies here", "Law 11 applies here"), edited("Law 10 applies here", "Law 12 applies here")),
    (edited("Law 10 applies", "Law 11 applies"), edited("Law 10 applies", "Law 11 applies", "sources")),
    (StatusChange("standing", "invited", "party"), StatusChange("standing", "signatory", "party")),
    (StatusChange("signed", None, "2001-11-23"), StatusChange("ratified", None, "2001-11-23")),
    (StatusChange("ratified", "2001-11-23", "2002-11-23"), StatusChange("ratified", "2001-11-23", "2003-11-23")),
    (
        SectionChange("section_filled", "sources", "Sources", "", "Penal code"),
        SectionChange("section_filled", "sources", "Sources", "", "Act of 1990"),
    ),
    (
        SectionChange("section_removed", "sources", "Sources", "Penal code", None),
        SectionChange("section_emptied", "sources", "Sources", "Penal code", ""),
    ),
    (
        link("See <https://a.example/fiji/1>", "See <https://a.example/fiji/2>"),
        link("See <https://a.example/peru/3>", "See <https://a.example/peru/4>"),
    ),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_the_same_change_on_two_pages_has_one_fingerprint(one: Change, other: Change) -> None:
    """What surrounds it, and what vanished by it, may differ from country to country."""
    assert fingerprint(one) == fingerprint(other)


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_different_changes_have_different_fingerprints(one: Change, other: Change) -> None:
    """Another word, section, field or state is another change."""
    assert fingerprint(one) != fingerprint(other)


@pytest.mark.parametrize(
    ("english", "french"),
    [
        (
            StatusChange("standing", "invited", "party", "Status regarding Budapest Convention"),
            StatusChange("standing", "invited", "party", "Statut concernant la Convention de Budapest"),
        ),
        (
            StatusChange("declarations", None, "Articles: 24, 27"),
            StatusChange("declarations", None, "Articles concernés : 24, 27"),
        ),
        (
            SectionChange("section_filled", "case_law", "Jurisprudence/case law", "", "Two cases."),
            SectionChange("section_filled", "case_law", "Jurisprudence / droit jurisprudent", "", "Deux affaires."),
        ),
        (
            edited("The police act.", "The police may act."),
            replace(edited("The police act.", "The police may act."), label="Politiques"),
        ),
        (
            link("See legal profile <https://a.example/1>", "See legal profile <https://a.example/2>"),
            link("Voir le profil légal <https://a.example/1>", "Voir le profil légal <https://a.example/2>"),
        ),
        (TitleChange("Turkey", "Türkiye"), TitleChange("Turquie", "Türkiye (Turquie)")),
    ],
)
def test_one_change_in_two_editions_is_a_twin(english: Change, french: Change) -> None:
    """Labels, link texts and translations differ, the change does not."""
    assert twin(english) == twin(french)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (StatusChange("standing", "invited", "party"), StatusChange("standing", "none", "party")),
        (StatusChange("declarations", None, "Articles: 24"), StatusChange("declarations", None, "Articles : 27")),
        (
            SectionChange("section_filled", "case_law", "", "", "x"),
            SectionChange("section_filled", "sources", "", "", "x"),
        ),
        (edited("The police act.", "The police may act."), edited("The police act.", "The police must act.")),
        (link("See <https://a.example/1>", None), link(None, "See <https://a.example/1>")),
    ],
)
def test_two_changes_are_no_twins(one: Change, other: Change) -> None:
    """Another value, section, text or direction is another change."""
    assert twin(one) != twin(other)


@pytest.mark.parametrize(
    ("stands_on", "checked", "held"),
    [(3, 4, False), (4, 4, True), (4, 19, True), (4, 20, False), (14, 70, False), (15, 70, True), (0, 0, False)],
)
def test_a_change_on_more_than_three_and_a_fifth_of_countries_is_the_sites(
    stands_on: int, checked: int, held: bool
) -> None:
    """Both limits must be passed, neither only reached."""
    stands = [(f"country{number}", "mark") for number in range(stands_on)]
    assert template_changes(stands, checked) == (frozenset({"mark"}) if held else frozenset())


def test_the_editions_of_a_country_count_once() -> None:
    """Three countries in two languages are three countries."""
    stands = [(country, "mark") for country in ("fiji", "peru", "chad") for _ in range(2)]
    assert template_changes([*stands, ("benin", "other")], 5) == frozenset()


LONG = "The police run a help line for victims and the court keeps a list of experts who may be heard " * 2


def test_an_article_is_compared_without_the_countrys_name() -> None:
    """The same article under two names is equal, whatever the case and length of the names; parts of words stay."""
    fiji = profile(section("policies", "Fiji (Republic of Fiji) leads. FIJI's Fijian team."))
    peru = profile(section("policies", "Peru (Republic of Peru) leads. PERU's Fijian team."))
    assert article_text(fiji, BOTH) == article_text(peru, BOTH)


def test_articles_are_equal_across_countries_only() -> None:
    """Pages of one country may say the same, and short articles have little else to say."""
    text, other = article_text(profile(section("policies", LONG)), frozenset()), "another " * 40
    articles = {
        "fiji.en": ("fiji", text),
        "fiji.fr": ("fiji", text),
        "peru.en": ("peru", text),
        "chad.en": ("chad", other),
        "chad.fr": ("chad", other),
        "nauru.en": ("nauru", "no text"),
        "palau.en": ("palau", "no text"),
    }
    assert equal_articles(articles) == {"fiji.en", "fiji.fr", "peru.en"}
