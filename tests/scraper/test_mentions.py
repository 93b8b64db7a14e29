"""What a section names: which words are mentions, in which normal form, and which are not."""

from __future__ import annotations

import pytest

from scraper.mentions.find import find_mentions
from scraper.profile import Block, Link, Mention, Section


def mentions(*texts: str, key: str = "legislation.state", language: str = "en") -> tuple[Mention, ...]:
    """What one section with the given paragraphs names."""
    return find_mentions((Section(key, "", "filled", tuple(Block("paragraph", text) for text in texts)),), language)


def only(text: str, **where: str) -> Mention:
    """The one mention of a text."""
    (mention,) = mentions(text, **where)
    return mention


@pytest.mark.parametrize(
    ("text", "normal", "number", "year"),
    [
        ("Law No. 53-07", "law 53-07", "53-07", None),
        ("Act CXL of 2013", "act cxl 2013", "CXL", 2013),
        ("Loi n° 2010/012", "law 2010/012", "2010/012", 2010),
        ("loi n° 2010/012 du 21 décembre 2010", "law 2010/012", "2010/012", 2010),
        ("Decision 811 of 29/10/2015", "decision 811 2015", "811", 2015),
        ("Government Decision n˚811 of 29 October 2015", "decision 811 2015", "811", 2015),
        ("Act No. 15 of 2018", "act 15 2018", "15", 2018),
        ("Cybercrimes Act, 2015 (Act 854)", "act 854 2015", "854", 2015),
        ("Penal Code, Cap. 63", "cap 63", "cap 63", None),
        ("Cap. 35", "cap 35", "cap 35", None),
        ("Decreto 1008", "decree 1008", "1008", None),
        ("Lei n.º 109/2009", "law 109 2009", "109/2009", 2009),
        ("Ley 1273 de 2009", "law 1273 2009", "1273", 2009),
        ("Legislative Decree No. 37/2021", "legislative decree 37 2021", "37/2021", 2021),
        ("Title 35", "title 35", "35", None),
        ("Directive 2013/40/EU", "directive 2013/40/eu", "2013/40/EU", 2013),
        ("Computer Misuse Act 1990", "computer misuse act 1990", None, 1990),
        ("Civil Code", "civil code", None, None),
        ("Criminal Code (Amendment) Act 2020", "criminal code amendment act 2020", None, 2020),
        ("Act of 28 November 2000", "act 2000-11-28", None, 2000),
        ("Code de procédure pénale", "code de procédure pénale", None, None),
    ],
)
def test_laws_have_a_normal_form(text: str, normal: str, number: str | None, year: int | None) -> None:
    """A law is known by its number where it has one, else by its title or date, in whatever tradition it is cited."""
    law = only(text)
    assert (law.kind, law.text) == ("law", text)
    assert (law.normal, law.number, law.year) == (normal, number, year)


@pytest.mark.parametrize(
    ("text", "normals"),
    [
        ("Art. 618 of the Digital Code", ["art 618 digital code"]),
        ("§ 202a StGB", ["art 202a stgb"]),
        ("StGB § 202a", ["art 202a stgb"]),
        ("18 U.S.C. § 1030", ["art 1030 title 18 usc"]),
        ("Article 24, paragraph 7, of the Convention", ["bc art 24(7)"]),
        ("Articles 2 to 11 of the Budapest Convention", ["bc art 2 to 11"]),
        ("l'article 35 de la Convention de Budapest", ["bc art 35"]),
        ("articles 2, 3,4, 5", ["art 2", "art 3", "art 4", "art 5"]),
        ("Articles 153 bis and 157 ter of Law 26.388", ["art 153bis law 26.388", "art 157ter law 26.388"]),
        ("Art. 6 and Art. 9 of the Penal Code", ["art 6 penal code", "art 9 penal code"]),
        ("Articles 361-363 and 431-7", ["art 361 to 363", "art 431-7"]),
        ("22.1.c. of articles 22.1.c. and 22.1.d.", ["art 22(1)(c)", "art 22(1)(d)"]),
    ],
)
def test_articles_name_their_law(text: str, normals: list[str]) -> None:
    """Each number of a list is a row, a range is one, and each says which law, or that the Convention, is meant."""
    assert [mention.normal for mention in mentions(text) if mention.kind == "article"] == normals


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ministry of the Interior", "Ministry of Interior"),
        ("Attorney General's Office", "Office of the Attorney General"),
        ("National Cyber-Security Center", "National Cyber Security Centre"),
        ("Specialized Division on High-Tech Crime", "Specialised Division on High Tech Crime"),
        ("National Cyber Security Strategy 2020-2025", "National Cybersecurity Strategy (2020–2025)"),
        ("Law n˚20 of 3 February 2009", "Law No. 20/2009"),
        ("26 February 2015", "26.02.2015"),
        ("24/7 point of contact", "point de contact 24/7"),
    ],
)
def test_the_same_thing_printed_differently_is_the_same(one: str, other: str) -> None:
    """Spelling, dashes, determiners and the order of words change no normal form."""
    assert only(one).normal == only(other).normal


@pytest.mark.parametrize(
    ("text", "subkind", "name", "acronym"),
    [
        ("Cybercrime Division of the Central Police", "police", "Cybercrime Division of the Central Police", None),
        ("Ministry of Posts, Telecommunications and the Digital Economy", "ministry", None, None),
        ("General Prosecutor's Office", "prosecutor", None, None),
        ("Computer Incident Response Team (CIRT-XY)", "cert", "Computer Incident Response Team", "CIRT-XY"),
        ("CERT.br", "cert", "CERT.br", "CERT.br"),
        ("Autorité de régulation des communications électroniques (ARCE)", "regulator", None, "ARCE"),
        ("Supreme Court of Justice", "court", None, None),
        ("Agence nationale de sécurité des systèmes d’information", "agency", None, None),
        ("ANSX (Agence nationale de sécurité numérique)", "agency", "Agence nationale de sécurité numérique", "ANSX"),
        ("24/7 contact point", "contact_point", None, None),
        ("National Security Council", "", None, None),
    ],
)
def test_institutions_have_a_kind(text: str, subkind: str, name: str | None, acronym: str | None) -> None:
    """A body comes with its kind, its name and, where one is printed, its acronym."""
    body = only(text, key="institutions")
    assert (body.kind, body.text, body.subkind, body.acronym) == ("institution", text, subkind, acronym)
    assert body.name == (name or body.name)


@pytest.mark.parametrize(
    "text",
    [
        "The police may ask a court for a warrant, and the prosecutor directs the investigation.",
        "Judicial police officers and the Minister of Justice report to Parliament and to the Council of Ministers.",
        "There is no National CERT. The country does not have a National Cybersecurity Strategy.",
        "A National Cybersecurity Strategy has not been adopted; the Strategy of the region is awaited.",
        "Published in the Official Gazette No 85/2003, 88/2005 and in Monitorul Oficial n˚306, art. 905.",
        "Internet Service Providers, the Council of Europe, INTERPOL and the European Union were invited.",
        "Part II, Chapter 4 and Section XVI contain 14 rules; see table 2 and 300 articles in the press.",
        "Each Regional Court and any Special Unit may act; a central authority is the Central Authority.",
        "Substantive Law, Case Law and the Rule of Law were taught together with the Code of Conduct.",
        "Il n'existe pas de CERT national ni de stratégie nationale ; la police judiciaire enquête.",
        "The number 24/7 and the years 2019-2023 stand for nothing, nor does 99/99/2020.",
        "Kenya's 5 counties, R.S.C. and the s. in plural; CERT and CSIRT teams in general.",
    ],
)
def test_ordinary_words_name_nothing(text: str) -> None:
    """Functions, parts of texts, bodies of the world, gazettes and what is denied are no rows."""
    assert mentions(text) == ()


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("National Cyber Security Strategy 2022-2026", (2022, 2026)),
        ("2023-2030 Australian Cyber Security Strategy", (2023, 2030)),
        ("Strategy on Information Security for the period 2014-2020", (2014, 2020)),
        ("Stratégie nationale de cybersécurité 2021-2025", (2021, 2025)),
        ("Government Cyber Strategy to 2030", (None, 2030)),
        ("National Cybersecurity Policy 2016", (2016, None)),
        ("National Cybersecurity Policy", (None, None)),
    ],
)
def test_strategies_say_which_years_they_cover(text: str, years: tuple[int | None, int | None]) -> None:
    """The first and the last year covered are fields; a single year is the first."""
    strategy = only(text, key="policies")
    assert (strategy.kind, strategy.text) == ("strategy", text)
    assert (strategy.year, strategy.year_to) == years


@pytest.mark.parametrize(
    ("text", "court", "number", "year", "normal"),
    [
        ("R v. Smith [2018] NSWCCA 196", None, None, 2018, "r v smith 2018"),
        ("Supreme Court, 26 February 2015, no. 312/2014", "Supreme Court", "312/2014", 2015, "supreme court 312/2014"),
        ("BGH, 8 June 2017, 1 StR 614/16", "BGH", "1 StR 614/16", 2017, "bgh 1 str 614/16"),
        ("arrêt n° 118 du 3 mai 2017", None, "118", 2017, "case 118"),
        ("Decision no. 440 of 8 July 2014", None, "440", 2014, "case 440"),
        ("Ruling of the Constitutional Court of 5 June 2014", "Constitutional Court", None, 2014, None),
    ],
)
def test_cases_have_court_number_and_date(
    text: str, court: str | None, number: str | None, year: int, normal: str | None
) -> None:
    """A case takes its court, its date and its number with it; what is not printed is None."""
    case = only(text, key="case_law")
    assert (case.kind, case.text, case.court, case.number, case.year) == ("case", text, court, number, year)
    assert case.normal == (normal or "constitutional court 2014-06-05")


def test_a_decision_is_a_law_unless_the_section_is_on_case_law() -> None:
    """The same words mean a government's decision in one section and a court's in another."""
    text = "Decision No. 811 of 29 October 2015"
    assert [only(text, key=key).kind for key in ("policies", "case_law")] == ["law", "case"]


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("27 October 2022", "2022-10-27"),
        ("October 27, 2022", "2022-10-27"),
        ("27/10/2022", "2022-10-27"),
        ("1er octobre 2018", "2018-10-01"),
        ("March 2021", "2021-03"),
        ("2020-10-01", "2020-10-01"),
    ],
)
def test_dates_are_told_in_iso(text: str, iso: str) -> None:
    """A day, or a month where no day is printed."""
    assert (only(text).kind, only(text).normal) == ("date", iso)


def test_places_are_those_in_the_block() -> None:
    """The text is the block's between start and end; block and section say where; a link's text counts."""
    linked = Block("item", "See Law 30096 here", (Link("Law 30096", "https://laws.example"),))
    section = Section("sources", "", "filled", (Block("paragraph", ""), linked))
    (law,) = find_mentions((section,), "en")
    assert (law.section, law.block, law.start, law.end) == ("sources", 1, 4, 13)
    assert linked.text[law.start : law.end] == law.text


def test_french_is_read_in_the_english_edition() -> None:
    """Bodies of texts do not always follow the edition's language."""
    french = "La loi n° 1.435 du 8 novembre 2016 a modifié le Code pénal."
    assert mentions(french, language="en") == mentions(french, language="fr")
    assert [m.normal for m in mentions(french)] == ["law 1.435 2016", "code pénal"]


def test_c_is_versus_in_french_and_a_chapter_elsewhere() -> None:
    """ "c." parts the parties of a French case; in English statutes it counts chapters."""
    assert [m.kind for m in mentions("Ministère public c. Diallo", language="fr")] == ["case"]
    assert mentions("Ministère public c. Diallo", language="en") == ()
