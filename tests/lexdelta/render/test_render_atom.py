"""The Atom feed: valid, inert, and the same entries whoever makes it from wherever."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from lxml import etree  # type: ignore[import-untyped]  # it ships no types
from selectolax.lexbor import LexborHTMLParser

from lexdelta.render.atom import MOST_ENTRIES, render_atom
from lexdelta.report import Report

SCHEMA = etree.RelaxNG(etree.parse(Path(__file__).parents[2] / "support" / "atom.rng"))
NAMES = {"a": "http://www.w3.org/2005/Atom"}
OURS = {"p", "strong", "del", "ins"}


def parsed(report: Report) -> ET.Element:
    """The feed as a reader has it."""
    return ET.fromstring(render_atom(report).encode())  # noqa: S314 -- our own output


def texts(feed: ET.Element, path: str) -> list[str]:
    """The texts of all elements at that path."""
    return [node.text or "" for node in feed.findall(path, NAMES)]


@pytest.mark.parametrize("name", ["monday", "week", "quiet", "first", "digest"])
def test_it_is_valid(reports: dict[str, Report], name: str) -> None:
    """The feed keeps to the schema of RFC 4287, no id stands twice, and the newest entry comes first."""
    document = render_atom(reports[name])
    SCHEMA.assertValid(etree.fromstring(document.encode()))
    ids = texts(parsed(reports[name]), ".//a:id")
    assert len(ids) == len(set(ids))
    updated = texts(parsed(reports[name]), "a:entry/a:updated")
    assert all(newer >= older for newer, older in pairwise(updated))


def test_the_schema_can_refuse(reports: dict[str, Report]) -> None:
    """A feed without its date, or with an address for an id, is not valid."""
    document = render_atom(reports["monday"])
    assert not SCHEMA.validate(etree.fromstring(document.replace("updated>", "published>").encode()))
    assert not SCHEMA.validate(etree.fromstring(document.replace(">tag:", ">https:").encode()))


def test_an_entry_keeps_its_id(reports: dict[str, Report]) -> None:
    """Neither the address, the period, the zone nor the wording of a reason makes another entry of a change."""
    week = reports["week"]
    changed = tuple(replace(change, url="http://127.0.0.1:8000/x", reason="Said again.") for change in week.changes)
    later = replace(week, end=week.end + timedelta(days=3), timezone="Asia/Tokyo", changes=changed, run=9)
    assert texts(parsed(week), "a:entry/a:id") == texts(parsed(later), "a:entry/a:id")
    assert "tag:lexdelta.invalid,2026:change/fiji.en/1842/88ab4d10c7ee" in texts(parsed(week), "a:entry/a:id")
    assert "https" not in "".join(texts(parsed(week), ".//a:id"))


def test_an_entry_is_as_old_as_its_change(reports: dict[str, Report]) -> None:
    """A change was updated when it became certain, the feed when its newest entry was, whenever it is made."""
    monday = reports["monday"]
    told = parsed(replace(monday, end=monday.end + timedelta(days=2)))
    assert texts(told, "a:entry/a:updated") == texts(told, "a:updated") == ["2026-11-21T03:31:00+00:00"]


def test_a_merged_change_is_an_entry_of_its_own(reports: dict[str, Report]) -> None:
    """What a period tells as one has an id made of all its numbers."""
    assert any("/1843-1861/" in name for name in texts(parsed(reports["digest"]), "a:entry/a:id"))


def test_every_feed_says_what_it_covers(reports: dict[str, Report]) -> None:
    """Coverage, age and the head of the chain stand in the subtitle, that nothing changed too."""
    for report in reports.values():
        subtitle = texts(parsed(report), "a:subtitle")[0]
        assert "pages verified" in subtitle
        assert "oldest verification" in subtitle
        assert "head 3f9c0b7e" in subtitle
    assert "Nothing changed." in texts(parsed(reports["quiet"]), "a:subtitle")[0]


def test_only_the_page_itself_is_linked(reports: dict[str, Report]) -> None:
    """The entry leads to the live page; no address inside a text is a link."""
    week = reports["week"]
    links = [node.attrib["href"] for node in parsed(week).findall("a:entry/a:link", NAMES)]
    assert sorted(links) == sorted(change.url for change in week.changes)
    contents = LexborHTMLParser("".join(texts(parsed(week), "a:entry/a:content")))
    assert sorted(node.attributes["href"] or "" for node in contents.css("a")) == sorted(links)


def test_a_flood_is_counted(many_changes: Callable[[int], Report]) -> None:
    """Beyond five hundred entries the rest is counted."""
    feed = parsed(many_changes(2_000))
    assert len(feed.findall("a:entry", NAMES)) == MOST_ENTRIES
    assert "and 1,500 more changes" in texts(feed, "a:subtitle")[0]


def test_an_attacked_feed_is_inert(attack: Callable[[str], Report], payload: str) -> None:
    """Whatever a page prints, the feed is valid, and the HTML inside has our elements only, none of them a link."""
    document = render_atom(attack(payload))
    SCHEMA.assertValid(etree.fromstring(document.encode()))
    feed = parsed(attack(payload))
    for content in texts(feed, "a:entry/a:content"):
        tree = LexborHTMLParser(content)
        assert tree.body is not None
        assert {str(node.tag) for node in tree.body.css("*")} - {"body"} <= OURS
        assert {name for node in tree.body.css("*") for name in node.attributes} <= {"lang"}
    assert feed.findall("a:entry/a:link", NAMES) == []
