"""An index that links to numbers only: each page waits for its title, once, and is a country's page from then on."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from watched_replica import SIX, Watched, lexdelta

from lexdelta.demo.answers import Answer, Request, render
from lexdelta.demo.notes import load
from lexdelta.demo.site import Replica
from lexdelta.demo.wiki import PUBLISHER, number_of

COUNTRIES = sorted(SIX)
UNNAMED = "SELECT key FROM pages WHERE kind = 'unnamed' ORDER BY key"
UNJUDGED = "SELECT id FROM captures k WHERE NOT EXISTS (SELECT 1 FROM checks c WHERE c.capture = k.id)"


@pytest.fixture
def numbered(tmp_path: Path) -> Iterator[Watched]:
    """Six countries, watched in English through an index of numbers."""
    with Replica(countries=SIX) as site:
        site.by_number = True
        yield Watched(site, tmp_path)


def unnamed_key(slug: str, language: str = "en") -> str:
    """What a page is called until its title is known."""
    return f"id-{number_of(slug)}.{language}"


def asked(watched: Watched) -> list[str]:
    """The profiles that were asked for, as paths, in order."""
    paths = [request.path for request in watched.site.requests]
    watched.site.requests.clear()
    return [path for path in paths if "/-/" in path and "/search" not in path]


def keys_of_snapshots(watched: Watched) -> list[str]:
    """The pages that have snapshots."""
    return [row["page"] for row in watched.rows("SELECT DISTINCT page FROM snapshots ORDER BY page")]


def test_each_number_becomes_the_page_its_title_names(numbered: Watched) -> None:
    """The first run accepts every page under its country's key, and counts each once."""
    finished = numbered.run(1)
    assert keys_of_snapshots(numbered) == [f"{country}.en" for country in COUNTRIES]
    assert (finished.report.coverage.verified, finished.report.coverage.pages) == (6, 6)
    assert (finished.code, dict(finished.outcomes), finished.report.unknown) == (0, {"first": 6}, ())
    assert numbered.rows("SELECT country FROM pages WHERE key = 'kosovo.en'") == [{"country": "kosovo"}]


def test_the_bytes_are_kept_under_both_keys_and_once(numbered: Watched) -> None:
    """The number's capture is the evidence, the country's the same bytes; no capture is left unjudged."""
    numbered.run(1)
    captured = numbered.rows("SELECT page, digest FROM captures WHERE page IN ('peru.en', ?)", unnamed_key("peru"))
    assert sorted(row["page"] for row in captured) == [unnamed_key("peru"), "peru.en"]
    assert len({row["digest"] for row in captured}) == 1
    assert numbered.rows(UNJUDGED) == []


def test_the_next_run_knows_whom_the_index_means(numbered: Watched) -> None:
    """One request a page, nothing new to say, the index unchanged, and not one unnamed page looked at again."""
    numbered.run(1)
    before = numbered.rows("SELECT count(*) AS n FROM checks WHERE page LIKE 'id-%'")
    asked(numbered)
    finished = numbered.run(1, hours=24)
    assert len(asked(numbered)) == len(SIX)
    assert not finished.has_news
    assert numbered.rows("SELECT count(*) AS n FROM checks WHERE page LIKE 'id-%'") == before
    assert numbered.rows("SELECT outcome FROM checks WHERE page LIKE 'index%' ORDER BY id DESC LIMIT 1") == [
        {"outcome": "unchanged"}
    ]
    assert numbered.rows("SELECT * FROM events") == []


def test_changes_are_told_of_the_country(numbered: Watched) -> None:
    """What changes on a page that is linked to by number is the same report as on one linked to by name."""
    numbered.run(1)
    report = numbered.run(2, hours=24).report
    with Replica(countries=SIX) as site:
        (numbered.folder / "by-name").mkdir()
        usual = Watched(site, numbered.folder / "by-name")
        usual.run(1)
        expected = usual.run(2, hours=24).report
    assert report.changes
    assert [(c.page, c.kind, c.before, c.after) for c in report.changes] == [
        (c.page, c.kind, c.before, c.after) for c in expected.changes
    ]
    assert [entry.change.page for entry in report.unsure] == [entry.change.page for entry in expected.unsure]


def test_an_index_that_goes_from_names_to_numbers_and_back_misses_nobody(numbered: Watched) -> None:
    """A country watched under its name gains the number as an alias: no second page, and no second request later."""
    numbered.site.by_number = False
    numbered.run(1)
    numbered.site.by_number = True
    finished = numbered.run(1, hours=24)
    assert not finished.has_news
    assert finished.report.coverage.pages == len(SIX)
    assert keys_of_snapshots(numbered) == [f"{country}.en" for country in COUNTRIES]
    assert numbered.rows("SELECT page FROM page_urls WHERE url LIKE ?", f"%/id/{number_of('peru')}") == [
        {"page": "peru.en"}
    ]
    asked(numbered)
    numbered.run(1, hours=24)
    assert len(asked(numbered)) == len(SIX)
    numbered.site.by_number = False
    numbered.run(1, hours=24)
    assert numbered.rows("SELECT * FROM events") == []
    assert numbered.rows(UNJUDGED) == []


def test_both_editions_are_named_each_by_its_own_title(tmp_path: Path) -> None:
    """An English index of numbers leads to the French pages as well, and a change in both is told once."""
    with Replica(countries=SIX) as site:
        site.by_number = True
        watched = Watched(site, tmp_path, ("en", "fr"))
        watched.run(1)
        assert keys_of_snapshots(watched) == sorted(f"{c}.{language}" for c in SIX for language in ("en", "fr"))
        asked(watched)
        report = watched.run(2, hours=24).report
        assert len([path for path in asked(watched) if "/id/" in path]) >= 2 * len(SIX)
    fiji = [(change.page, change.also_in) for change in report.changes if change.country == "Fiji"]
    assert ("fiji.en", ("fiji.fr",)) in fiji
    assert "fiji.fr" not in {page for page, _ in fiji}


@pytest.mark.parametrize("fault", ["503", "404", "block", "login", "home", "empty"])
def test_what_cannot_be_named_is_unknown_and_tried_again(numbered: Watched, fault: str) -> None:
    """A number that brings no profile is told with its reason and counts as not verified, until it brings one."""
    numbered.site.faults["peru"] = fault
    report = numbered.run(1).report
    assert [unknown.page for unknown in report.unknown] == [unnamed_key("peru")]
    assert (report.coverage.verified, report.coverage.pages) == (5, 6)
    assert numbered.rows("SELECT key FROM pages WHERE country = 'peru'") == []
    del numbered.site.faults["peru"]
    healed = numbered.run(1, hours=24).report
    assert (healed.unknown, healed.added) == ((), (("peru.en", "Peru"),))
    assert (healed.coverage.verified, healed.coverage.pages) == (6, 6)
    assert numbered.rows("SELECT * FROM queue") == []
    assert numbered.rows("SELECT page FROM freshness WHERE page LIKE 'id-%'") == []
    assert lexdelta(numbered.folder, "show", "peru").returncode == 0


def test_a_title_that_names_no_known_country_waits(numbered: Watched) -> None:
    """It cannot be accepted by a person either, since nobody could say whose page it then was."""
    html = render("peru", "en", 1, 7).replace("Peru", "Atlantis")
    numbered.site.faults["peru"] = lambda _request: Answer(200, html)
    numbered.run(1)
    (waiting,) = numbered.rows("SELECT id, what FROM queue")
    assert "Atlantis" in waiting["what"]
    assert "names no country that is known" in lexdelta(numbered.folder, "report").stdout
    refused = lexdelta(numbered.folder, "decide", waiting["id"], "accept")
    assert refused.returncode == 1
    assert "title" in refused.stderr
    assert lexdelta(numbered.folder, "decide", waiting["id"], "dismiss").returncode == 0
    numbered.run(1, hours=24)
    assert numbered.rows("SELECT * FROM queue") == []


def test_a_person_may_accept_a_page_that_the_gate_refused_but_its_title_names(numbered: Watched) -> None:
    """The accepted capture becomes the first snapshot of the country its title names, with that person's name."""
    html = render("peru", "en", 1, 7).replace("</html>", "")
    numbered.site.faults["peru"] = lambda _request: Answer(200, html)
    numbered.run(1)
    (waiting,) = numbered.rows("SELECT id FROM queue")
    assert lexdelta(numbered.folder, "decide", waiting["id"], "accept", "--by", "Ana").returncode == 0
    numbered.run(1, hours=24)
    assert numbered.rows("SELECT accepted_by FROM snapshots WHERE page = 'peru.en'") == [{"accepted_by": "Ana"}]
    assert numbered.rows("SELECT * FROM queue") == []


def test_two_numbers_with_one_title_are_one_page(numbered: Watched) -> None:
    """The first in the index is the page, the second another address of it; later runs ask once."""
    more = f'<a href="/en/web/octopus/{PUBLISHER}/id/5"></a>'
    usual = numbered.site.answer

    def doubled(request: Request) -> Answer:
        if request.path.endswith("/id/5"):
            return Answer(200, render("peru", "en", 1, 5))
        answer = usual(request)
        return replace(answer, body=answer.body.replace("</body>", f"{more}</body>"))

    numbered.site.answer = doubled  # type: ignore[method-assign] # one more link than it has
    finished = numbered.run(1)
    assert (finished.report.coverage.verified, finished.report.coverage.pages) == (6, 6)
    urls = numbered.rows("SELECT url FROM page_urls WHERE page = 'peru.en'")
    assert {row["url"].rpartition("/")[2] for row in urls} == {number_of("peru"), "5"}
    asked(numbered)
    numbered.run(1, hours=24)
    assert len(asked(numbered)) == len(SIX)
    assert numbered.rows(UNJUDGED) == []


def test_a_number_that_leads_on_to_a_slug_nobody_knows_is_named_by_its_title(numbered: Watched) -> None:
    """A redirect to an address of the layout whose slug tells no country is followed, and known from then on."""
    usual = numbered.site.answer

    def leads_on(request: Request) -> Answer:
        if f"/id/{number_of('peru')}" in request.path:
            return Answer(302, "", (("Location", "/en/web/octopus/-/peruv-1"),))
        return Answer(200, render("peru", "en", 1, 3)) if "/-/peruv-1" in request.path else usual(request)

    numbered.site.answer = leads_on  # type: ignore[method-assign] # a site that moved its pages
    numbered.run(1)
    finished = numbered.run(1, hours=24)
    assert finished.report.coverage.verified == len(SIX)
    assert "peru.en" in keys_of_snapshots(numbered)


def test_a_listed_address_may_be_a_number(tmp_path: Path) -> None:
    """`watch.pages` takes it: the page is named by its title, and the next run asks for it by its key."""
    with Replica(countries=SIX) as site:
        Watched(site, tmp_path)
        url = f"{site.base_url}/en/web/octopus/{PUBLISHER}/id/{number_of('peru')}"
        file = tmp_path / "config.toml"
        file.write_text(file.read_text().split("[[watch]]")[0] + f'[[watch]]\npages = ["{url}"]\nindex = ""\n')
        planned = lexdelta(tmp_path, "run", "--dry-run")
        assert unnamed_key("peru") in planned.stdout
        assert lexdelta(tmp_path, "run").returncode == 0
        assert "peru.en" in lexdelta(tmp_path, "run", "--dry-run").stdout
        assert lexdelta(tmp_path, "run", "--page", "peru").returncode == 0
        found = lexdelta(tmp_path, "log", "peru", "--nl").stdout
    assert found.count('"outcome"') == 2


def test_the_same_article_on_two_numbers_of_two_countries_names_neither(numbered: Watched) -> None:
    """Doubles are doubted as ever, under the numbers they came from, and no page is written down for them."""
    body = render("peru", "en", 1, 3)
    numbered.site.faults["peru"] = lambda _request: Answer(200, body)
    numbered.site.faults["fiji"] = lambda _request: Answer(200, body.replace("Peru", "Fiji"))
    report = numbered.run(1).report
    assert {unknown.page for unknown in report.unknown} == {unnamed_key("peru"), unnamed_key("fiji")}
    assert numbered.rows("SELECT key FROM pages WHERE key IN ('peru.en', 'fiji.en')") == []


def test_a_number_whose_page_tells_of_another_country_later_is_doubted(numbered: Watched) -> None:
    """The key was fixed when the page was first accepted: numbers that are dealt anew move nobody's history."""
    numbered.run(1)
    numbered.site.faults["peru"] = lambda _request: Answer(200, render("fiji", "en", 1, 3))
    report = numbered.run(1, hours=24).report
    assert [unknown.page for unknown in report.unknown] == ["peru.en"]


def test_a_country_that_leaves_the_index_is_missed_by_its_key(numbered: Watched) -> None:
    """A number that is no longer listed is told as the country it was; the page is asked for by it all the same."""
    numbered.run(1)
    usual = numbered.site.answer
    number = number_of("peru")

    def without_peru(request: Request) -> Answer:
        answer = usual(request)
        return replace(answer, body=answer.body.replace(f"{PUBLISHER}/id/{number}", "calendar"))

    numbered.site.answer = without_peru  # type: ignore[method-assign] # one link fewer than it has
    asked(numbered)
    numbered.run(1, hours=24)
    assert [(event["kind"], event["page"]) for event in numbered.rows("SELECT kind, page FROM events")] == [
        ("index", "peru.en")
    ]
    assert len(asked(numbered)) == len(SIX)


def test_nobody_is_called_missing_while_a_new_number_may_be_theirs(numbered: Watched) -> None:
    """The day an index goes from names to numbers, a page that fails is unknown, and not gone from the index too."""
    numbered.site.by_number = False
    numbered.run(1)
    numbered.site.by_number = True
    numbered.site.faults[number_of("peru")] = "503"
    report = numbered.run(1, hours=24).report
    assert [unknown.page for unknown in report.unknown] == [unnamed_key("peru")]
    assert report.events == ()
    del numbered.site.faults[number_of("peru")]
    assert numbered.run(1, hours=24).report.events == ()
    assert numbered.rows("SELECT page FROM freshness WHERE page LIKE 'id-%'") == []


def test_a_page_that_fails_by_name_is_seen_by_its_number(numbered: Watched) -> None:
    """Where both addresses are asked, the one that answers counts, and the other stays an attempt with its reason."""
    numbered.site.by_number = False
    numbered.run(1)
    numbered.site.by_number = True
    numbered.site.faults["peru"] = "404"
    numbered.site.faults[number_of("peru")] = "ok"
    finished = numbered.run(1, hours=24)
    assert finished.report.coverage.verified == len(SIX)
    found = numbered.rows("SELECT outcome FROM checks WHERE page = 'peru.en' ORDER BY id")
    assert [row["outcome"] for row in found] == ["first", "gone", "unchanged"]
    assert numbered.rows(UNJUDGED) == []


def test_a_site_that_blocks_everything_is_one_outage(numbered: Watched) -> None:
    """Numbers count as countries when most of them fail: one alert, and a run that ends with 1."""
    for slug in [load(key, "en", 1).slug for key in SIX]:
        numbered.site.faults[slug] = "block"
    finished = numbered.run(1)
    assert finished.code == 1
    assert [event.kind for event in finished.report.events] == ["outage"]
    assert (finished.report.coverage.verified, finished.report.coverage.pages) == (0, 6)


def test_read_takes_the_country_from_the_title(tmp_path: Path) -> None:
    """`read --url` with a number nobody knows: the address tells the language, the title the country."""
    (tmp_path / "page.html").write_text(render("peru", "fr", 1, 2))
    url = f"https://www.coe.int/{{}}/web/octopus/{PUBLISHER}/id/7"
    done = lexdelta(tmp_path, "read", "page.html", "--url", url.format("fr"), "--json")
    assert (done.returncode, json.loads(done.stdout)["country"]) == (0, "peru")
    wrong = lexdelta(tmp_path, "read", "page.html", "--url", url.format("en"), "--json")
    assert "language" in {reason["code"] for reason in json.loads(wrong.stdout)["gate"]["reasons"]}
    (tmp_path / "page.html").write_text(render("peru", "fr", 1, 2).replace("Peru", "Atlantide"))
    unknown = lexdelta(tmp_path, "read", "page.html", "--url", url.format("fr"), "--json")
    assert unknown.returncode == 1
    assert json.loads(unknown.stdout)["country"] is None


def test_a_listed_number_is_watched_as_its_country(numbered: Watched) -> None:
    """`pages` has one row for it, as `run --dry-run` has: not an unnamed page and a country nobody watches."""
    address = f"{numbered.site.base_url}/en/web/octopus/{PUBLISHER}/id/{number_of('peru')}"
    path = numbered.folder / "config.toml"
    index = f'index = "{numbered.site.base_url}/en/web/octopus/country-wiki"'
    path.write_text(path.read_text().replace("pages = []", f'pages = ["{address}"]').replace(index, 'index = ""'))

    def rows() -> list[tuple[str, str]]:
        found = json.loads(lexdelta(numbered.folder, "pages", "--json").stdout)
        return [(row["page"], row["watched"]) for row in found]

    assert rows() == [(unnamed_key("peru"), "yes")]
    numbered.run(1)
    assert rows() == [("peru.en", "yes")]
