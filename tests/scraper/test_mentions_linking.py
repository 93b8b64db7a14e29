"""What one mention says about others of its profile: acronyms, numbers without years, codes without countries."""

from __future__ import annotations

from scraper.mentions.find import find_mentions
from scraper.profile import Block, Mention, Section


def mentions(text: str) -> tuple[Mention, ...]:
    """What one paragraph names."""
    return find_mentions((Section("legislation.state", "", "filled", (Block("paragraph", text),)),), "en")


def test_an_acronym_stands_for_its_name_in_the_whole_profile() -> None:
    """Learnt from brackets in one section, it has the name's normal form in every other, before and after."""
    policies = Section("policies", "", "filled", (Block("paragraph", "NCSA wrote it."),))
    bodies = "National Cyber Security Agency (NCSA); NCSA runs CERT-XY."
    found = find_mentions((policies, Section("institutions", "", "filled", (Block("item", bodies),))), "en")
    assert [(m.section, m.text, m.normal) for m in found] == [
        ("policies", "NCSA", "national cybersecurity agency"),
        ("institutions", "National Cyber Security Agency (NCSA)", "national cybersecurity agency"),
        ("institutions", "NCSA", "national cybersecurity agency"),
        ("institutions", "CERT-XY", "cert xy"),
    ]
    assert {m.name for m in found[:3]} == {"National Cyber Security Agency"}


def test_the_short_name_of_a_code_is_the_code() -> None:
    """ "StPO" alone is a code; where brackets say of which name it is short, it has that name's normal form."""
    text = "Seizure (§ 94 StPO) is in the Code of Criminal Procedure (StPO)."
    assert [m.normal for m in mentions(text)] == [
        "art 94 code of criminal procedure",
        *["code of criminal procedure"] * 2,
    ]
    assert [m.normal for m in mentions("§ 94 StPO")] == ["art 94 stpo", "stpo"]


def test_a_law_is_one_whether_its_year_or_number_is_repeated() -> None:
    """Within a profile a number without year, and a title without number, mean the law that has both."""
    text = "Law No. 20 of 2009; Law No. 20; Computer Crime Act, No. 24 of 2007; section 5 of the Computer Crime Act"
    assert [m.normal for m in mentions(text)] == [
        *("law 20 2009", "law 20 2009", "act 24 2007"),
        *("art 5 act 24 2007", "act 24 2007"),
    ]


def test_laws_of_the_same_number_in_two_years_stay_two() -> None:
    """A number without its year is not guessed where two years are possible."""
    assert [m.normal for m in mentions("Law No. 5 of 2001, then Law No. 5 of 2009; Law No. 5")][2] == "law 5"


def test_the_only_criminal_code_is_the_criminal_code() -> None:
    """The country behind it makes no other code of it, unless there are several."""
    text = "Criminal Code of Ruritania; Article 5 of the Criminal Code"
    assert {m.normal for m in mentions(text) if m.kind == "law"} == {"criminal code"}
    several = mentions("Criminal Code of the Federation, Criminal Code of the District")
    assert [m.normal for m in several] == ["criminal code of federation", "criminal code of district"]
