"""An archive that does not give what it lists: what is remembered of that, and what is never made of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from archive_replica import ArchiveReplica
from imports import rows, told
from old_times import Look, looks, truth
from watched_replica import lexdelta

BENIN = [look for look in looks() if look.page == "benin.en"]
HAPPENED = sorted((change.section, change.kind) for change in truth() if change.page == "benin.en")


@pytest.fixture
def archive() -> Iterator[ArchiveReplica]:
    """An archive that holds the captures of one country."""
    with ArchiveReplica(BENIN) as replica:
        yield replica


def fetched(folder: Path, archive: ArchiveReplica, *words: str, code: int = 0) -> dict[str, Any]:
    """What `import --wayback --json` says of that country."""
    (folder / "config.toml").write_text(archive.settings())
    done = lexdelta(folder, "import", "--wayback", "--json", "--page", "benin", *words)
    assert done.returncode == code, done.stderr
    said: dict[str, Any] = json.loads(done.stdout)
    return said


def happened(folder: Path) -> list[tuple[str, str]]:
    """What is told, wherever its bounds: those of a change that was known across a gap stay."""
    return sorted((change.section, change.kind) for change in told(folder))


def stamp(look: Look) -> str:
    return f"{look.at:%Y%m%d%H%M%S}"


def asked(archive: ArchiveReplica, look: Look) -> int:
    """How often the bytes of a capture were asked for."""
    return sum(count for path, count in archive.fetched().items() if stamp(look) in path)


def later(folder: Path, days: int) -> None:
    """Move what the archive did not give back in time, as if days had passed."""
    import sqlite3

    with sqlite3.connect(folder / "lexdelta.db") as db:
        db.execute("UPDATE _withheld SET asked_at = strftime('%Y-%m-%dT%H:%M:%SZ', asked_at, ?)", (f"-{days} days",))
    db.close()


@pytest.mark.parametrize("status", [404, 410, 451])
def test_what_is_listed_and_not_there_is_left_alone_for_a_month(
    tmp_path: Path, archive: ArchiveReplica, status: int
) -> None:
    """The next import does not ask for it again, and says so; one after thirty days does, and takes it."""
    archive.faults = {f"/web/{stamp(BENIN[2])}": [status]}
    first = fetched(tmp_path, archive)
    assert (first["archived"], first["withheld"], len(first["troubles"])) == (6, 0, 1)
    again = fetched(tmp_path, archive)
    assert (again["archived"], again["withheld"], again["troubles"]) == (0, 1, [])
    assert asked(archive, BENIN[2]) == 1
    later(tmp_path, 31)
    assert fetched(tmp_path, archive)["archived"] == 1
    assert happened(tmp_path) == HAPPENED


def test_one_forbidden_capture_is_remembered(tmp_path: Path, archive: ArchiveReplica) -> None:
    """An archive that gives the next capture means this one."""
    archive.faults = {f"/web/{stamp(BENIN[2])}": [403]}
    assert fetched(tmp_path, archive)["archived"] == 6
    assert fetched(tmp_path, archive)["withheld"] == 1


def test_an_archive_that_forbids_everything_is_asked_again(tmp_path: Path, archive: ArchiveReplica) -> None:
    """It means whoever asks, so five times are enough, and nothing is held against any capture."""
    archive.faults = {"/web/": [403] * 100}
    first = fetched(tmp_path, archive, code=1)
    assert "5 times in a row" in first["stopped"]
    assert sum(archive.fetched().values()) == 5
    archive.faults = {}
    again = fetched(tmp_path, archive)
    assert (again["archived"], again["withheld"]) == (7, 0)


def test_a_capture_that_is_there_under_another_moment_is_asked_for_once(
    tmp_path: Path, archive: ArchiveReplica
) -> None:
    """The archive leads to the nearest one it has; that is archived at its own time, and the other forgotten."""
    lost = archive.looks.pop(3)
    near = Look(lost.page, lost.at + timedelta(days=1), lost.url, lost.html)
    archive.looks.append(near)
    archive.stale = (f"{stamp(lost)} {lost.url} text/html 200 {'A' * 32}",)
    assert fetched(tmp_path, archive)["archived"] == 7
    before = sum(archive.fetched().values())
    again = fetched(tmp_path, archive)
    assert (again["archived"], again["known"], again["withheld"]) == (0, 0, 1)
    assert sum(archive.fetched().values()) == before
    assert f"{near.at:%Y-%m-%dT%H:%M:%SZ}" in {row[0] for row in rows(tmp_path, "SELECT at FROM captures")}


def test_an_error_page_in_place_of_a_capture_is_asked_again(tmp_path: Path, archive: ArchiveReplica) -> None:
    """What the gate refused and the index's digest does not vouch for may be the archive's own words: it is no state,
    and does not stand in the way of the page's bytes."""
    archive.faults = {f"/web/{stamp(BENIN[2])}": ["sorry"]}
    first = fetched(tmp_path, archive)
    assert (first["archived"], first["outcomes"]["quarantined"]) == (7, 1)
    second = fetched(tmp_path, archive)
    assert (second["archived"], asked(archive, BENIN[2])) == (1, 2)
    assert fetched(tmp_path, archive)["archived"] == 0
    assert asked(archive, BENIN[2]) == 2
    assert happened(tmp_path) == HAPPENED


def test_an_error_page_that_stays_is_left_alone(tmp_path: Path, archive: ArchiveReplica) -> None:
    """The same words twice: for a month nobody asks a third time."""
    archive.faults = {f"/web/{stamp(BENIN[2])}": ["sorry"] * 10}
    fetched(tmp_path, archive)
    assert fetched(tmp_path, archive)["archived"] == 0
    assert fetched(tmp_path, archive)["withheld"] == 1
    assert asked(archive, BENIN[2]) == 2


def test_an_error_page_in_place_of_the_index_is_a_failure(tmp_path: Path, archive: ArchiveReplica) -> None:
    """It lists nothing, is told, and is not asked for parts that it does not have for ever."""
    archive.faults = {"/cdx": ["sorry"] * 1000}
    found = fetched(tmp_path, archive, code=1)
    assert {trouble["where"] for trouble in found["troubles"]} == {"the archive's index"}
    assert "make no sense" in found["troubles"][0]["sentence"]
    assert len(archive.asked) < 20


@pytest.mark.parametrize("path", ["/", "/web/", "/cdx/"])
def test_a_robots_txt_that_forbids_is_honoured(tmp_path: Path, archive: ArchiveReplica, path: str) -> None:
    """Not a single capture is asked for, and one sentence says why."""
    archive.robots = f"User-agent: *\nDisallow: {path}\n"
    found = fetched(tmp_path, archive, code=1)
    assert not archive.fetched()
    sentences = [trouble["sentence"] for trouble in found["troubles"]]
    assert all("robots.txt" in sentence for sentence in sentences)
    if path == "/web/":
        assert "does not want to be asked" in found["stopped"]
        assert len(sentences) == 1
    else:
        assert not [line for line in archive.asked if line.startswith("/cdx")]


def test_redirects_in_circles_end(tmp_path: Path, archive: ArchiveReplica) -> None:
    """Each has its sentence, nothing is archived, and nothing is held against the capture."""
    archive.faults = {f"/web/{stamp(BENIN[2])}": ["circle"] * 6}
    found = fetched(tmp_path, archive)
    assert found["archived"] == 6
    assert "redirects more than" in found["troubles"][0]["sentence"]
    assert fetched(tmp_path, archive)["archived"] == 1


def test_bodies_that_are_always_cut_are_never_kept(tmp_path: Path, archive: ArchiveReplica) -> None:
    """Half a page is no capture; five of them end the import with a sentence."""
    archive.faults = {"/web/": ["cut"] * 1000}
    found = fetched(tmp_path, archive, code=1)
    assert (found["archived"], "5 times in a row" in found["stopped"]) == (0, True)
    assert rows(tmp_path, "SELECT count(*) FROM captures") == [(0,)]


def _watch() -> str:
    return f'[[watch]]\nsource = "wayback"\npages = ["{BENIN[-2].url}"]\n'


def test_a_capture_that_the_archive_does_not_give_is_no_page_that_is_gone(tmp_path: Path) -> None:
    """A 404 of the archive is about its own shelves: the page could not be checked, and no evidence is made of it."""
    with ArchiveReplica([BENIN[-2]]) as archive:
        (tmp_path / "config.toml").write_text(archive.settings() + _watch())
        archive.missing = frozenset((stamp(BENIN[-2]),))
        done = json.loads(lexdelta(tmp_path, "run", "--json").stdout)
    assert done["outcomes"] == {"failed": 1}
    assert "The archive gives no capture" in rows(tmp_path, "SELECT reasons FROM checks")[0][0]
    assert rows(tmp_path, "SELECT count(*) FROM captures") == [(0,)]
