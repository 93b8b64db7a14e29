"""What pages name, now and through time, counted by normal form."""

from __future__ import annotations

from dataclasses import replace

from stories import Story, moment_of, profile_of

from scraper.profile import Link, Mention, Profile
from storage.connection import moment, rows

P = "peru.en"


def naming(text: str, *mentions: Mention, url: str = "") -> Profile:
    """A page whose substantive law says a text, names things in it, and links somewhere."""
    profile = profile_of(text)
    section = profile.section("legislation.substantive")
    assert section is not None
    linked = replace(section.blocks[0], links=(Link("the text", url),) if url else ())
    sections = tuple(replace(s, blocks=(linked, *s.blocks[1:])) if s is section else s for s in profile.sections)
    return replace(profile, sections=sections, mentions=mentions)


def law(text: str, normal: str = "law 30096") -> Mention:
    """A law that the first block names at its start."""
    return Mention("law", text, normal, "legislation.substantive", 0, "30096", 2013, end=len(text), subkind="law")


def stretches(story: Story, view: str) -> list[tuple[str, int, int, int | None]]:
    """Normal form and the days of first look, last look and end of every stretch."""
    days = ("observed_from", "last_verified", "observed_to")
    return [
        (row["normal"], *(moment(row[day]).day if row[day] else None for day in days))
        for row in rows(story.db, f"SELECT * FROM {view} ORDER BY normal, observed_from")  # noqa: S608 - names of ours
    ]


def test_a_law_printed_another_way_is_still_named(story: Story) -> None:
    """One stretch for one normal form, whatever the wording, from the first look to the last one that found it."""
    story.run(moment_of(1), {P: naming("Law No. 30096 applies.", law("Law No. 30096"))})
    story.run(moment_of(2), {P: naming("Law 30096 of 2013 applies.", law("Law 30096 of 2013"))})
    story.run(moment_of(3), {P: naming("Nothing applies.")})
    story.run(moment_of(4), {P: naming("Law 30096 is back.", law("Law 30096"))})
    assert stretches(story, "law_history") == [("law 30096", 1, 2, 3), ("law 30096", 4, 4, None)]
    (now,) = rows(story.db, "SELECT * FROM current_laws")
    assert (now["country"], now["text"], now["number"], now["year"]) == ("Peru", "Law 30096", "30096", 2013)


def test_other_kinds_have_views_of_their_own(story: Story) -> None:
    """An institution is no law, and each view shows its own columns."""
    team = Mention(
        "institution", "CERT-PE", "cert-pe", "legislation.substantive", 0, end=7, subkind="cert", acronym="CERT-PE"
    )
    story.run(moment_of(1), {P: naming("CERT-PE answers.", team)})
    (now,) = rows(story.db, "SELECT * FROM current_institutions")
    assert (now["subkind"], now["acronym"], now["normal"]) == ("cert", "CERT-PE", "cert-pe")
    for view in ("current_laws", "current_strategies", "current_cases", "law_history", "case_history"):
        assert rows(story.db, f"SELECT * FROM {view}") == []  # noqa: S608 - names of ours
    assert stretches(story, "institution_history") == [("cert-pe", 1, 1, None)]


def test_links_have_a_history(story: Story) -> None:
    """An address that is linked no more ends its stretch when the next look finds another."""
    story.run(moment_of(1), {P: naming("See the text.", url="https://a.example/1")})
    story.run(moment_of(2), {P: naming("See the text.", url="https://a.example/2")})
    found = [row for row in stretches(story, "link_history") if "a.example" in row[0]]
    assert found == [("https://a.example/1", 1, 1, 2), ("https://a.example/2", 2, 2, None)]
