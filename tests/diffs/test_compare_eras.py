"""Changes like those real profiles went through between two eras of the site: what a report must make of each."""

from datetime import date

import pytest
from profiles import block, profile, section

from diffs.classify import classify
from diffs.compare import compare
from scraper.profile import Profile, Status

NONE = Status("none", "NA", raw="Status : NA See legal profile")
INVITED = Status("invited", "Invited to accede", raw="Status : Invited to accede See legal profile")
OBSERVER = Status("observer", "Observer", raw="Status : Observer")
DATED = Status("party", "Party", None, date(2005, 4, 7), date(2010, 3, 3), "Status : Party Signed : 07/04/2005")
DECLARED = "Declarations regarding Article 24, paragraph 7; no reservations"


def party(declarations: str) -> Status:
    return Status("party", "Party", declarations, raw=f"Status : Party Declarations and reservations : {declarations}")


FIRST_BODY = "The digital office of the prime minister leads the work on a national plan."
SECOND_BODY = "A council of nine ministries approves the yearly programme against fraud online."
NEW_POLICY = "The economic planning board published its own policy, which rests on trust and skills."
UNIT = "The investigation unit of the national police was set up as a special desk."
POWERS = "Search and seizure of stored data follow the general rules of the code."

CASES: dict[str, tuple[Profile, Profile, list[tuple[str, str, str]]]] = {
    "an observer that became a party, with declarations": (
        profile(section("policies", FIRST_BODY), status=OBSERVER),
        profile(section("policies", FIRST_BODY), status=party("Reservations: Articles 14, 20 and 21.")),
        [("status_moved", "status", "status-move"), ("declarations_changed", "status", "declarations")],
    ),
    "a dated line that went with the invitation it recorded": (
        profile(section("policies", FIRST_BODY, "Invited to accede: 12 September 2013")),
        profile(section("policies", FIRST_BODY)),
        [("block_removed", "policies", "text-removed")],
    ),
    "a policy replaced as a whole": (
        profile(section("policies", FIRST_BODY, SECOND_BODY)),
        profile(section("policies", NEW_POLICY)),
        [
            ("block_removed", "policies", "text-removed"),
            ("block_removed", "policies", "text-removed"),
            ("block_added", "policies", "text-added"),
        ],
    ),
    "an empty section that was filled, another that was emptied": (
        profile(section("policies"), section("institutions", UNIT), status=NONE),
        profile(section("policies", FIRST_BODY, SECOND_BODY), section("institutions"), status=INVITED),
        [
            ("status_moved", "status", "status-move"),
            ("section_filled", "policies", "section-filled"),
            ("section_emptied", "institutions", "section-emptied"),
        ],
    ),
    "a strategy superseded by one of other years": (
        profile(section("policies", "The cyber security strategy and action plan cover 2016-2019.")),
        profile(section("policies", "The cyber security strategy and action plan cover 2020-2023.")),
        [("block_edited", "policies", "number-changed")],
    ),
    "a decision replaced by another in a list": (
        profile(section("policies", "Government decision 1035/2012 on security", "Act L of 2013 on electronic data")),
        profile(
            section(
                "policies",
                "Government decision 1163/2020 on security",
                "Act L of 2013 on electronic data",
                "Government decision 1838/2018 on networks",
            )
        ),
        [("block_edited", "policies", "number-changed"), ("block_added", "policies", "text-added")],
    ),
    "a draft that was adopted": (
        profile(section("policies", "The draft national programme covers skills and awareness.")),
        profile(section("policies", "The adopted national programme covers skills and awareness.")),
        [("block_edited", "policies", "standing-word")],
    ),
    "tense edits only": (
        profile(section("policies", "The policy identifies gaps and proposes remedies for each ministry.")),
        profile(section("policies", "The policy identified gaps and proposed remedies for each ministry.")),
        [("block_edited", "policies", "typo")],
    ),
    "a spelling changed throughout": (
        profile(section("policies", "A cyber security centre and a cyber security law.", "Our cyber security desk.")),
        profile(section("policies", "A cybersecurity centre and a cybersecurity law.", "Our cybersecurity desk.")),
        [
            ("block_edited", "policies", "hyphens"),
            ("block_edited", "policies", "hyphens"),
        ],
    ),
    "a paragraph on institutions that became a list": (
        profile(section("institutions", "The Attorney General answers requests from abroad and advises the cabinet.")),
        profile(section("institutions", "Police Cyber Crime Unit", "Serious Fraud Division", "PacCERT")),
        [("block_removed", "institutions", "text-removed")] + [("block_added", "institutions", "text-added")] * 3,
    ),
    "dates that the template stopped printing": (
        profile(section("policies", FIRST_BODY), status=DATED),
        profile(section("policies", FIRST_BODY)),
        [("signed_changed", "status", "dates-dropped"), ("ratified_changed", "status", "dates-dropped")],
    ),
    "declarations with another first letter": (
        profile(status=party(DECLARED)),
        profile(status=party(DECLARED.lower())),
        [("declarations_changed", "status", "punctuation-or-case")],
    ),
    "a remark under declarations that became N/A": (
        profile(status=party("Partially implemented.")),
        profile(status=party("N/A")),
        [("declarations_changed", "status", "declarations")],
    ),
    "a heading with a slip of the template": (
        profile(section("sources", UNIT, label="Sources and links,al;")),
        profile(section("sources", UNIT)),
        [("section_renamed", "sources", "section-renamed")],
    ),
    "raw addresses that became links": (
        profile(section("sources", "https://laws.example/penal")),
        profile(section("sources", block("https://laws.example/penal", ("https://laws.example/penal",) * 2))),
        [("link_changed", "sources", "link-spelling")],
    ),
    "legislation shown for the first time": (
        profile(section("policies", FIRST_BODY)),
        profile(
            section("policies", FIRST_BODY),
            section("legislation", state="filled"),
            section("legislation.substantive", UNIT),
            section("legislation.procedural", POWERS),
        ),
        [("section_added", "legislation", "section-added")],
    ),
    "a second heading of one name": (
        profile(section("legislation.substantive", UNIT)),
        profile(section("legislation.substantive", UNIT), section("legislation.substantive-2", POWERS)),
        [("section_added", "legislation.substantive-2", "section-added")],
    ),
    "another printed form of nothing": (
        profile(section("policies", FIRST_BODY), status=party("N/A")),
        profile(section("policies", FIRST_BODY), status=party("–")),
        [],
    ),
    "the same page": (profile(section("policies", FIRST_BODY)), profile(section("policies", FIRST_BODY)), []),
}


@pytest.mark.parametrize("case", CASES)
def test_a_change_between_eras_is_told_as_what_it_is(case: str) -> None:
    """Kind, place and rule of every change, in the order they are told, and nothing else."""
    before, after, expected = CASES[case]
    told = [(change.kind, change.section, classify(change).rule) for change in compare(before, after)]
    assert told == expected
