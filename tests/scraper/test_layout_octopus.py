from __future__ import annotations

from collections import Counter

import pytest

from scraper.layout import Boilerplate, label_form, with_labels
from scraper.layouts.labels import STANDINGS, STATUS_LABELS
from scraper.layouts.octopus import LAYOUT
from scraper.page import canonical
from scraper.status import parse_status

COUNTRY_KEYS = {country.key for country in LAYOUT.countries}


def boilerplate(line: str) -> Boilerplate | None:
    return next((known for known in LAYOUT.boilerplate if known.pattern.fullmatch(line)), None)


@pytest.mark.parametrize(
    ("printed", "key", "language"),
    [
        ("Status regarding Budapest Convention", "status", "en"),
        ("Cybercrime policies/strategies", "policies", "en"),
        ("Cybercrime policies / strategies", "policies", "en"),
        ("Cybercrime legislation", "legislation", "en"),
        ("State of cybercrime legislation", "legislation.state", "en"),
        ("Substantive law", "legislation.substantive", "en"),
        ("Procedural law", "legislation.procedural", "en"),
        ("Safeguards", "legislation.safeguards", "en"),
        ("Related laws and regulations", "legislation.related", "en"),
        ("Specialised institutions", "institutions", "en"),
        ("SPECIALIZED INSTITUTIONS:", "institutions", "en"),
        ("International cooperation", "cooperation", "en"),
        ("Competent authorities and channels", "cooperation.authorities", "en"),
        ("Practical guides, templates and best practices", "cooperation.guides", "en"),
        ("Jurisprudence/case law", "case_law", "en"),
        ("Jurisprudence/case\u00a0law ", "case_law", "en"),
        ("Sources and links", "sources", "en"),
        ("Sources and links,al;", "sources", "en"),
        ("Statut concernant la Convention de Budapest", "status", "fr"),
        ("Politiques / stratégies en matière de cybercriminalité", "policies", "fr"),
        ("Législation sur la cybercriminalité", "legislation", "fr"),
        ("État de la législation sur la cybercriminalité", "legislation.state", "fr"),
        ("Droit matériel", "legislation.substantive", "fr"),
        ("Droit procédural", "legislation.procedural", "fr"),
        ("Institutions spécialisées", "institutions", "fr"),
        ("Coopération internationale", "cooperation", "fr"),
        ("Jurisprudence / droit jurisprudent", "case_law", "fr"),
        ("Sources et liens", "sources", "fr"),
    ],
)
def test_printed_headings_have_keys(printed: str, key: str, language: str) -> None:
    """Every heading the site prints, in either language and however it is spaced, stands for one key."""
    label = LAYOUT.label(printed)
    assert label is not None
    assert (label.key, label.language) == (key, language)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "Status",
        "Legislation",
        "Etat de signature et ratification de la Convention de Budapest",
        "Cybercrime strategies",
        "Procedural law applies to all offences.",
        "Useful links",
    ],
)
def test_other_lines_are_no_headings(line: str) -> None:
    """Words that editors print inside sections, or the template around them, are not taken for headings."""
    assert LAYOUT.label(line) is None


def test_labels_do_not_contradict_each_other() -> None:
    """No heading, once folded, is in the vocabulary twice, and every key has an English and a French label."""
    forms = Counter(label_form(label.text) for label in LAYOUT.labels)
    assert [form for form, count in forms.items() if count > 1] == []
    for language in LAYOUT.languages:
        assert {label.key for label in LAYOUT.labels if label.language == language} == set(LAYOUT.keys)


def test_keys_stand_in_printed_order() -> None:
    """A group comes before its children, which follow it without a gap; no key is listed twice."""
    group = ""
    for key in LAYOUT.keys:
        parent, child, _ = key.partition(".")
        assert not child or parent == group
        group = parent
    assert len(set(LAYOUT.keys)) == len(LAYOUT.keys)
    assert (LAYOUT.keys[0], LAYOUT.keys[-1]) == ("status", "sources")


def test_english_is_the_language_of_other_editions() -> None:
    """The layout knows labels in English, which comes first, and French."""
    assert LAYOUT.languages == ("en", "fr")


def test_an_operators_heading_marks_the_reading() -> None:
    """A heading added by configuration is found in any edition, changes the reading's name and adds no language."""
    layout = with_labels(LAYOUT, {"Legal framework": "legislation"})
    label = layout.label("legal framework")
    assert label is not None
    assert label.key == "legislation"
    assert LAYOUT.reading == "octopus@3"
    assert layout.reading.startswith("octopus@3+")
    assert layout.languages == LAYOUT.languages


@pytest.mark.parametrize("line", ["Contribute", "Contribute Contribute", "Useful links", "Useful links Useful links"])
def test_words_an_author_may_write_close_nothing(line: str) -> None:
    """Furniture that an author may print as a heading of their own is boilerplate, but the article goes on."""
    (known,) = [b for b in LAYOUT.boilerplate if b.pattern.fullmatch(line)]
    assert not known.ends


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Tools on Cybercrime & Electronic Evidence Empowering You!", "banner"),
        ("Outils sur la cybercriminalité et les Preuves Electroniques, Vous donner les Moyens d'Agir.png", "banner"),
        (
            "These profiles do not necessarily reflect official positions of the States covered or of the Council of"
            " Europe.",
            "disclaimer",
        ),
        ("This tool is co-funded  by the GLACY  and Cybercrime@Octopus projects", "funding"),
        ("This tool is co-funded by the GLACY and Cybercrime@Octopus projects", "funding"),
        (
            "Are you aware of the latest legislative or policy developments on cybercrime and electronic evidence?",
            "invitation",
        ),
        ("Connaissez-vous les dernières évolutions législatives ou politiques sur la cybercriminalité ?", "invitation"),
        ("Share this information with us helping to keep this platform up to date.", "invitation"),
        ("Partagez ces informations avec nous pour nous aider à maintenir cette plateforme à jour.", "invitation"),
    ],
)
def test_the_footer_closes_the_article(line: str, name: str) -> None:
    """Each line that the template prints behind a profile is known by name and ends the article."""
    known = boilerplate(line)
    assert known is not None
    assert (known.name, known.ends) == (name, True)


@pytest.mark.parametrize(
    ("line", "name"),
    [
        (
            "These profiles do not necessarily reflect official positions of the country covered or of the Council of"
            " Europe.",
            "disclaimer",
        ),
        ("To update/edit information on a country wiki please click on the flag and then edit", "editing"),
        ("The wiki profiles provide an overview of a country's policy on cybercrime.", "introduction"),
        (
            "For more information on a country’s legislation, click on the legal profile in each country wiki.",
            "introduction",
        ),
        (
            "* This designation is without prejudice to positions on status, and is in line with UNSC 1244 and the ICJ"
            " Opinion on the Kosovo Declaration of Independence.",
            "kosovo",
        ),
        ("Skip to content", "page controls"),
        ("Diminuer la taille du texte", "page controls"),
        ("Augmenter la taille du texte", "page controls"),
        ("Imprimer la page", "page controls"),
    ],
)
def test_furniture_is_known_and_closes_nothing(line: str, name: str) -> None:
    """What some templates print before a profile is known by name and leaves the article open."""
    known = boilerplate(line)
    assert known is not None
    assert (known.name, known.ends) == (name, False)


def test_boilerplate_swallows_no_content() -> None:
    """No heading, country, status wording, blank line or sentence about such things is taken for boilerplate."""
    content = [
        "",
        *(label.text for label in LAYOUT.labels),
        *(country.name for country in LAYOUT.countries),
        *STATUS_LABELS,
        *STANDINGS,
        "Useful links: Ministry of Justice",
        "The profiles of offenders are kept by the police.",
        "Print media are covered by the Press Act.",
        "Tools on cybercrime were provided by the Council of Europe.",
        "The training was co-funded by the GLACY project.",
    ]
    assert [line for line in content if boilerplate(line)] == []


def test_known_addresses_are_one_a_country() -> None:
    """Seventy countries are known by one English address each, which is already in the form that is fetched."""
    pages = [canonical(url, LAYOUT) for url in LAYOUT.known]
    assert [page.url for page in pages if page] == list(LAYOUT.known)
    countries = [page.country for page in pages if page and page.language == "en"]
    assert len(set(countries)) == len(countries) == len(LAYOUT.known) == 70
    assert set(countries) <= COUNTRY_KEYS


def test_known_numbers_lead_to_countries() -> None:
    """Every number that stands for a slug leads to a country of the table."""
    assert {country for _, country in LAYOUT.ids} <= COUNTRY_KEYS


def test_the_usual_address_is_a_profiles() -> None:
    """The usual form of an address, filled in, is the canonical address of that page."""
    url = LAYOUT.page_address.format(origin=LAYOUT.site, language="fr", slug="peru")
    page = canonical(url, LAYOUT)
    assert page is not None
    assert (page.key, page.url) == ("peru.fr", url)


@pytest.mark.parametrize(("wording", "standing"), STANDINGS.items())
def test_the_status_grammar_knows_the_printed_values(wording: str, standing: str) -> None:
    """Every status value of the vocabulary is read as its standing."""
    assert parse_status(f"Status : {wording} See legal profile").standing == standing


@pytest.mark.parametrize("label", [text for text, role in STATUS_LABELS.items() if role == "declarations"])
def test_the_status_grammar_knows_the_printed_labels(label: str) -> None:
    """In every language the declarations are what follows their label, up to the link."""
    assert parse_status(f"{label} : Articles 24, 27 Voir le profil légal").declarations == "Articles 24, 27"
