"""A web archive as a source, over a real socket: history, the newest captures, and an archive that has a bad day."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from archive_files import warc
from archive_replica import ArchiveReplica
from imports import history, imported, rows, told
from old_times import Look, looks, truth
from watched_replica import SILENT, lexdelta

from lexdelta import config as settings
from lexdelta.running import Asked, run_once

LOOKS = looks()


@pytest.fixture
def archive() -> Iterator[ArchiveReplica]:
    """An archive that holds ten years of twelve countries."""
    with ArchiveReplica(LOOKS) as replica:
        yield replica


def fetched(folder: Path, archive: ArchiveReplica, *words: str, code: int = 0) -> dict[str, Any]:
    """What `import --wayback --json` says."""
    folder.mkdir(exist_ok=True)
    (folder / "config.toml").write_text(archive.settings())
    done = lexdelta(folder, "import", "--wayback", "--json", *words)
    assert done.returncode == code, done.stderr
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def test_the_archive_says_what_a_warc_file_says(tmp_path: Path, archive: ArchiveReplica) -> None:
    """The same captures give the same history; every true change once and no other."""
    found = fetched(tmp_path / "archive", archive)
    assert (found["archived"], found["troubles"], found["stopped"]) == (len(LOOKS), [], None)
    (tmp_path / "warc").mkdir()
    imported(tmp_path / "warc", warc(tmp_path / "all.warc.gz", LOOKS))
    assert history(tmp_path / "archive") == history(tmp_path / "warc")
    assert sorted(told(tmp_path / "archive")) == sorted(truth())


def test_it_is_asked_for_what_is_missing_only(tmp_path: Path, archive: ArchiveReplica) -> None:
    """Stopped by its limit, an import goes on where it stood; nothing is fetched twice."""
    first = fetched(tmp_path, archive, "--limit", "30")
    assert first["archived"] == 30
    assert "54 captures are left" in first["stopped"]
    second = fetched(tmp_path, archive)
    assert second["archived"] == 54
    assert fetched(tmp_path, archive)["archived"] == 0
    assert set(archive.fetched().values()) == {1}
    assert len(archive.fetched()) == len(LOOKS)
    assert sorted((c.page, c.section) for c in told(tmp_path)) == sorted((c.page, c.section) for c in truth())


def test_one_page_from_a_year_on(tmp_path: Path, archive: ArchiveReplica) -> None:
    """--page and --since narrow what is fetched, old addresses of the page included."""
    fetched(tmp_path, archive, "--page", "benin", "--since", "2016")
    assert {row[0] for row in rows(tmp_path, "SELECT page FROM captures")} == {"benin.en"}
    assert rows(tmp_path, "SELECT min(at), count(*) FROM captures") == [("2016-03-03T04:30:02Z", 6)]


@pytest.mark.parametrize("words", [(), ("--page", "benin"), ("--page", "Benin"), ("--page", "benin.en")])
def test_a_watch_that_knows_its_index_alone_has_a_history_too(
    tmp_path: Path, archive: ArchiveReplica, words: tuple[str, ...]
) -> None:
    """Before the first run no page is known by name; what the archive holds of the site's countries is taken all the
    same."""
    where = "https://www.coe.int/en/web/octopus/country-wiki"
    (tmp_path / "config.toml").write_text(f'{archive.settings()}[[watch]]\npages = []\nindex = "{where}"\n')
    done = lexdelta(tmp_path, "import", "--wayback", "--json", *words)
    assert done.returncode == 0, done.stderr
    wanted = [look for look in LOOKS if look.page == "benin.en" or not words]
    assert json.loads(done.stdout)["archived"] == len(wanted)


def test_a_country_that_nobody_knows_is_not_asked_for(tmp_path: Path, archive: ArchiveReplica) -> None:
    """A page that is no country's, watched or listed, is refused before the archive is asked."""
    (tmp_path / "config.toml").write_text(archive.settings())
    done = lexdelta(tmp_path, "import", "--wayback", "--page", "beninn")
    assert done.returncode != 0
    assert "Did you mean benin" in done.stderr
    assert archive.asked == []


def test_a_long_index_comes_in_parts(tmp_path: Path, archive: ArchiveReplica) -> None:
    """The key of each part leads to the next."""
    archive.part = 10
    assert fetched(tmp_path, archive)["archived"] == len(LOOKS)


def test_equal_bodies_in_a_row_are_fetched_once(tmp_path: Path) -> None:
    """The archive's digests say that nothing changed; a body that comes back later is fetched again."""
    benin = [look for look in LOOKS if look.page == "benin.en"][4:6]
    url, day = benin[0].url, timedelta(days=1)
    htmls = [benin[0].html, benin[0].html, benin[1].html, benin[0].html]
    same = [Look("benin.en", benin[0].at + day * turn, url, html) for turn, html in enumerate(htmls)]
    with ArchiveReplica(same) as archive:
        assert fetched(tmp_path, archive)["archived"] == 3


def test_an_archive_with_a_bad_day_is_waited_for(tmp_path: Path, archive: ArchiveReplica) -> None:
    """Too many requests, overload, dropped and cut answers: asked again, and nothing half is kept."""
    archive.faults = {"/cdx": [503, "drop", "empty"], "/web/2014": [429, "cut"], "/web/2018": ["drop", 503]}
    found = fetched(tmp_path, archive)
    assert found["archived"] == len(LOOKS)
    assert [trouble["where"] for trouble in found["troubles"]] == ["the archive's index"]
    assert sorted(told(tmp_path)) == sorted(truth())


def test_an_archive_that_is_down_ends_the_import_with_a_sentence(tmp_path: Path, archive: ArchiveReplica) -> None:
    """Five captures in a row that fail are enough; what is there is judged, the rest comes another day."""
    archive.faults = {"/web/": [None] * 20 + [503] * 1000}
    found = fetched(tmp_path, archive)
    assert 0 < found["archived"] < len(LOOKS)
    assert "5 times in a row" in found["stopped"]
    archive.faults = {}
    fetched(tmp_path, archive)
    assert sorted((c.page, c.section) for c in told(tmp_path)) == sorted((c.page, c.section) for c in truth())


def test_an_index_that_is_down_is_a_failure(tmp_path: Path, archive: ArchiveReplica) -> None:
    """Exit 1 and a sentence; nothing is made of an index that did not answer."""
    archive.faults = {"/cdx": [503] * 1000}
    found = fetched(tmp_path, archive, code=1)
    assert [trouble["where"] for trouble in found["troubles"]] == ["the archive's index"]


def test_archived_challenge_pages_fall_to_the_gate(tmp_path: Path) -> None:
    """What was a wall then is archived now, and is no history."""
    benin = [look for look in LOOKS if look.page == "benin.en"]
    wall = "<html><head><title>Just a moment...</title></head><body>Checking your browser</body></html>"
    with ArchiveReplica([*benin, Look("benin.en", benin[5].at + timedelta(days=9), benin[5].url, wall)]) as archive:
        found = fetched(tmp_path, archive)
    assert found["outcomes"]["quarantined"] == 1
    assert sorted(told(tmp_path)) == sorted(change for change in truth() if change.page == "benin.en")


def test_without_a_contact_no_archive_is_asked(tmp_path: Path) -> None:
    """The archive is somebody's server: it is told who asks."""
    assert lexdelta(tmp_path, "init").returncode == 0
    done = lexdelta(tmp_path, "import", "--wayback")
    assert done.returncode == 78
    assert "fetch.contact" in done.stderr


@pytest.mark.parametrize("words", ["", "a.warc --wayback", "a.warc --since 2014", "--wayback --since x"])
def test_senseless_questions_are_usage_errors(tmp_path: Path, archive: ArchiveReplica, words: str) -> None:
    """Paths or the archive, never both nor none."""
    (tmp_path / "config.toml").write_text(archive.settings())
    assert lexdelta(tmp_path, "import", *words.split()).returncode == 2


def test_a_watch_may_look_at_the_newest_captures(tmp_path: Path) -> None:
    """For a site that refuses scripts: the same run, over the archive; a page was verified when it was captured."""
    newest = {look.page: look for look in LOOKS if look.url.endswith(("/-/benin", "/-/peru"))}
    before = [look for look in LOOKS if look.url == newest["benin.en"].url][:1]
    watch = '[[watch]]\nsource = "wayback"\npages = ["{}", "{}"]\n'.format(*(look.url for look in newest.values()))
    with ArchiveReplica([*before, newest["peru.en"]]) as archive:
        (tmp_path / "config.toml").write_text(archive.settings() + watch)
        first = lexdelta(tmp_path, "run", "--json")
        assert json.loads(first.stdout)["outcomes"] == {"first": 2}, first.stderr
        archive.looks.append(newest["benin.en"])
        second = json.loads(lexdelta(tmp_path, "run", "--json").stdout)
        assert second["outcomes"] == {"changed": 1, "unchanged": 1}
        assert second["changes"] > 0
        third = json.loads(lexdelta(tmp_path, "run", "--json").stdout)
        assert third["outcomes"] == {"unchanged": 2}
        assert third["changes"] == 0
    verified = dict(rows(tmp_path, "SELECT page, last_verified FROM freshness"))
    assert verified == {page: look.at.strftime("%Y-%m-%dT%H:%M:%SZ") for page, look in newest.items()}
    assert datetime.now(UTC) > newest["benin.en"].at


def test_a_page_that_was_never_archived_is_unknown(tmp_path: Path) -> None:
    """It is a page that could not be checked, with its reason."""
    watch = '[[watch]]\nsource = "wayback"\npages = ["https://www.coe.int/en/web/octopus/-/tuvalu"]\n'
    with ArchiveReplica([]) as archive:
        (tmp_path / "config.toml").write_text(archive.settings() + watch)
        done = lexdelta(tmp_path, "run", "--json")
    assert done.returncode == 1
    assert "no capture of this page" in rows(tmp_path, "SELECT reasons FROM checks ORDER BY id DESC")[0][0]


def _watch_of(look: Look) -> str:
    return f'[[watch]]\nsource = "wayback"\npages = ["{look.url}"]\n'


def test_an_archive_that_goes_back_in_time_is_no_news(tmp_path: Path) -> None:
    """Captures that were lost leave the newest state as it is; the page could not be checked."""
    older, newer = [look for look in LOOKS if look.url.endswith("/-/benin")][-2:]
    with ArchiveReplica([older, newer]) as archive:
        (tmp_path / "config.toml").write_text(archive.settings() + _watch_of(newer))
        assert json.loads(lexdelta(tmp_path, "run", "--json").stdout)["outcomes"] == {"first": 1}
        archive.looks.remove(newer)
        again = json.loads(lexdelta(tmp_path, "run", "--json").stdout)
    assert (again["outcomes"], again["changes"]) == ({"failed": 1}, 0)
    assert rows(tmp_path, "SELECT count(*) FROM changes") == [(0,)]
    assert "older than what is known" in rows(tmp_path, "SELECT reasons FROM checks ORDER BY id DESC")[0][0]


def test_captures_of_a_watch_are_no_history_when_a_run_dies(tmp_path: Path) -> None:
    """What a run archived and did not judge is left to the next run, whatever is imported between."""
    older, newer = [look for look in LOOKS if look.url.endswith("/-/benin")][-2:]
    with ArchiveReplica([older]) as archive:
        (tmp_path / "config.toml").write_text(archive.settings() + _watch_of(newer))
        lexdelta(tmp_path, "run")
        archive.looks.append(newer)
        found = fetched_as_it_is(tmp_path)
        assert (found["archived"], found["later"], found["states"]) == (1, 1, 0)
        assert json.loads(lexdelta(tmp_path, "run", "--json").stdout)["changes"] > 0


def fetched_as_it_is(folder: Path) -> dict[str, Any]:
    """What `import --wayback --json` says, by the settings that are there."""
    told: dict[str, Any] = json.loads(lexdelta(folder, "import", "--wayback", "--json", "--page", "benin").stdout)
    return told


def test_a_capture_that_leads_to_another_host_is_refused(tmp_path: Path) -> None:
    """Today's page must not be dated years back because an archive redirects to the site."""
    benin = [look for look in LOOKS if look.page == "benin.en"][:2]
    with ArchiveReplica(benin) as site, ArchiveReplica(benin) as archive:
        archive.elsewhere = f"http://{site.address}/web/{benin[1].at:%Y%m%d%H%M%S}id_/{benin[1].url}"
        (tmp_path / "config.toml").write_text(archive.settings().replace('"]', f'", "{site.address}"]', 1))
        found = fetched_as_it_is(tmp_path)
    assert found["archived"] == 0
    assert {"led elsewhere" in trouble["sentence"] for trouble in found["troubles"]} == {True}


def test_the_limit_is_not_used_up_by_what_the_archive_does_not_have(tmp_path: Path) -> None:
    """What is listed and missing is asked for every time; the next import gets further all the same."""
    benin = [look for look in LOOKS if look.page == "benin.en"]
    with ArchiveReplica(benin) as archive:
        archive.missing = frozenset(f"{look.at:%Y%m%d%H%M%S}" for look in benin[:3])
        first = fetched(tmp_path, archive, "--limit", "2")
        assert (first["archived"], first["stopped"][:1]) == (2, "2")
        assert fetched(tmp_path, archive, "--limit", "2")["archived"] == 2


def test_an_index_without_end_is_left(tmp_path: Path, archive: ArchiveReplica) -> None:
    """An archive that has ever another part is asked for two hundred of them."""
    archive.endless = True
    found = fetched(tmp_path, archive, "--page", "benin", "--limit", "1", code=1)
    assert [trouble for trouble in found["troubles"] if "200 parts" in trouble["sentence"]]


def test_an_archived_index_is_measured_by_the_last_one(tmp_path: Path) -> None:
    """A watch over an archive tells once of a country that its index no longer lists, like any other watch."""
    where = "https://www.coe.int/en/web/octopus/country-wiki"
    countries = ["albania", "armenia", "benin", "chad", "fiji"]
    first = datetime(2026, 1, 1, tzinfo=UTC)
    with ArchiveReplica([*LOOKS, Look("index", first, where, _links(countries))]) as archive:
        (tmp_path / "config.toml").write_text(
            f'{archive.settings()}[[watch]]\nsource = "wayback"\npages = []\nindex = "{where}"\n'
        )
        config = settings.load(tmp_path / "config.toml")
        for days in range(4):
            if days == 2:
                archive.looks.append(Look("index", first + timedelta(days=20), where, _links(countries[:4])))
            run_once(config, Asked(), SILENT, lambda days=days: first + timedelta(days=30 + days))
    looks = rows(tmp_path, "SELECT outcome FROM checks WHERE page LIKE 'index%' ORDER BY id")
    assert [outcome for (outcome,) in looks] == ["first", "unchanged", "changed", "unchanged"]
    assert [title for (title,) in rows(tmp_path, "SELECT title FROM events WHERE kind = 'index'")] == [
        "fiji is no longer listed by the index; its page is still checked"
    ]


def _links(countries: list[str]) -> str:
    listed = "".join(f'<a href="/en/web/octopus/-/{country}">{country}</a>' for country in countries)
    return f"<html><head><title>Wiki</title></head><body>{listed}</body></html>"
