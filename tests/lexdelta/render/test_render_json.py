"""JSON with stable keys: what the design promises, word for word."""

import json
import re
from collections.abc import Callable
from dataclasses import fields, replace

from lexdelta.render.json import change_json, report_json
from lexdelta.report import Report
from lexdelta.told import ToldChange

KEYS = """id page also_in country iso3 language section section_label kind before after edits significance rule reason
state last_seen_old first_seen_new confirmed_at url capture_before capture_after digest_before digest_after
region merges moved_from form named unaligned history""".split()


def test_a_change_has_the_keys_of_every_command(reports: dict[str, Report]) -> None:
    """The keys are those of the design, in its order, and none of a change's fields is missing."""
    assert list(change_json(reports["monday"].changes[0])) == KEYS
    assert {field.name for field in fields(ToldChange)} == set(KEYS)


def test_a_change_in_full(reports: dict[str, Report]) -> None:
    """Values are as stored, times UTC with Z, edits as operations."""
    edited = change_json(reports["week"].changes[1])
    assert edited["last_seen_old"] == "2026-11-20T03:31:00Z"
    assert edited["also_in"] == ["kenya.fr"]
    assert edited["edits"][1:3] == [{"op": "delete", "text": "two"}, {"op": "insert", "text": "five"}]


def test_two_files_have_nulls(reports: dict[str, Report]) -> None:
    """What two files have not is null, never left out."""
    fiji = reports["monday"].changes[0]
    bare = change_json(replace(fiji, id=None, last_seen_old=None, first_seen_new=None, capture_before=None, iso3=None))
    assert [bare[key] for key in ("id", "last_seen_old", "first_seen_new", "capture_before", "iso3")] == [None] * 5


def test_a_report_has_its_keys(reports: dict[str, Report]) -> None:
    """The keys of a report are the same for every kind of report, and documented with the function that makes them."""
    expected = (
        "schema_version run start end timezone least coverage changes rest not_yet_sure unknown events new_pages "
        "new_wording new_headings undelivered chain came_and_went scope standings inventory"
    ).split()
    for report in reports.values():
        assert list(report_json(report)) == expected
    assert [key for key in expected if not re.search(rf"\b{key}\b", report_json.__doc__ or "")] == []


def test_a_report_in_full(reports: dict[str, Report]) -> None:
    """Monday's report, part by part."""
    told = report_json(reports["monday"])
    assert told["schema_version"] == 1
    assert (told["start"], told["end"]) == ("2026-11-16T03:31:00Z", "2026-11-23T03:31:00Z")
    assert told["coverage"] == {
        "pages": 72, "verified": 70, "failed": 1, "quarantined": 1, "gone": 0, "archived": 0,
        "oldest": "2026-11-11T03:31:00Z",
    }  # fmt: skip
    assert told["rest"] == {"substantive": 0, "editorial": 4, "cosmetic": 11, "template": 0}
    assert told["chain"] == {"run": 412, "head": "3f9c0b7e" + "0" * 56}
    assert told["inventory"] is None
    assert told["unknown"] == [
        {"page": "chad.en", "country": "Chad", "reason": "503", "since": "2026-11-22T03:31:00Z", "quarantine": None},
        {
            "page": "ghana.en",
            "country": "Ghana",
            "reason": "blocked (challenge page)",
            "since": "2026-11-12T03:31:00Z",
            "quarantine": None,
        },
    ]


def test_ids_are_those_people_type(attack: Callable[[str], Report]) -> None:
    """An event and a quarantine carry the id that the decide command takes."""
    told = json.loads(json.dumps(report_json(attack("x"))))
    assert [event["id"] for event in told["events"]] == ["e3", "e4"]
    assert told["unknown"][0]["quarantine"] == "q17"


def test_texts_survive(attack: Callable[[str], Report], payload: str) -> None:
    """JSON is data: every text comes back exactly as it came in."""
    told = json.loads(json.dumps(report_json(attack(payload))))
    assert told["changes"][0]["before"] == payload
    assert told["new_wording"][0] == {"page": payload, "kind": "heading", "text": payload}
    assert told["new_headings"][0]["text"] == payload
    assert told["inventory"]["standings"] == [{"standing": payload, "countries": [payload, payload]}]
