"""`lexdelta probe` on a watch of archived captures: it looks where the watch looks."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

from archive_replica import ArchiveReplica
from old_times import Look, looks
from watched_replica import lexdelta

PERU = [look for look in looks() if look.url.endswith("/-/peru")]
WALL = "<html><head><title>Just a moment...</title></head><body>Checking your browser</body></html>"


def watched(folder: Path, archive: ArchiveReplica) -> None:
    """Settings that watch one page in that archive."""
    watch = f'[[watch]]\nsource = "wayback"\npages = ["{PERU[-1].url}"]\n'
    (folder / "config.toml").write_text(archive.settings() + watch)


def probed(folder: Path, archive: ArchiveReplica, *words: str, code: int = 0) -> dict[str, Any]:
    """What `probe --json` says, with no other host asked than the archive."""
    watched(folder, archive)
    done = lexdelta(folder, "probe", "--json", *words)
    assert done.returncode == code, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    assert all(archive.address in answer["url"] for page in found["pages"] for answer in page["answers"])
    return found


def test_the_newest_capture_is_what_is_looked_at(tmp_path: Path) -> None:
    """Its index once, its bytes once, under the page's own name and with the capture's date; nothing is kept."""
    with ArchiveReplica(PERU) as archive:
        found = probed(tmp_path, archive)
        assert [path.partition("?")[0] for path in archive.asked] == [
            "/robots.txt",
            "/cdx/search/cdx",
            f"/web/{PERU[-1].at:%Y%m%d%H%M%S}id_/{PERU[-1].url}",
        ]
    (page,) = found["pages"]
    assert (page["page"], page["url"], page["gate"]["accepted"]) == ("peru.en", PERU[-1].url, True)
    assert page["archived_at"] == f"{PERU[-1].at:%Y-%m-%dT%H:%M:%SZ}"
    assert len(page["answers"]) == 1
    assert found["robots"][0]["forbidden"] == []
    assert found["next"]["step"] == "go-on"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["config.toml"]


def test_a_name_and_an_address_lead_to_the_archive_too(tmp_path: Path) -> None:
    """However the page is named, and its text says what it looked at."""
    with ArchiveReplica(PERU) as archive:
        for name in ("peru", PERU[-1].url):
            assert probed(tmp_path, archive, name)["pages"][0]["gate"]["accepted"]
        text = lexdelta(tmp_path, "probe", "-o", "probe.zip").stdout
    assert f"{PERU[-1].at:%Y-%m-%d %H:%M} UTC, the newest capture the archive has" in text
    assert "redirect" not in text
    with zipfile.ZipFile(tmp_path / "probe.zip") as packed:
        listed = json.loads(packed.read("manifest.json"))["exchanges"]
    assert [(row["page"], row["accepted"]) for row in listed if row["page"]] == [("peru.en", True)]


def test_what_was_never_archived_is_told(tmp_path: Path) -> None:
    """The archive is no way to that page, and the advice does not name it as one."""
    with ArchiveReplica([]) as archive:
        found = probed(tmp_path, archive, code=3)
    assert found["pages"][0]["failure"]["code"] == "not-archived"
    assert "no capture of this page" in found["next"]["sentence"]
    assert "--wayback" not in found["next"]["sentence"]


def test_an_archived_wall_is_no_wall_of_the_archive(tmp_path: Path) -> None:
    """Where the site kept the archive out, the archive does not help."""
    with ArchiveReplica([Look("peru.en", PERU[-1].at, PERU[-1].url, WALL)]) as archive:
        found = probed(tmp_path, archive, code=3)
    assert found["next"]["sentence"].startswith("The newest capture of the archive is a block page")
    assert "--wayback" not in found["next"]["sentence"]


def test_an_archive_that_forbids_is_told_as_that(tmp_path: Path) -> None:
    """Its robots.txt is the one that counts, and nothing is asked for against it."""
    with ArchiveReplica(PERU) as archive:
        archive.robots = "User-agent: *\nDisallow: /\n"
        found = probed(tmp_path, archive, code=3)
        assert archive.asked == ["/robots.txt"]
    assert found["next"]["sentence"].startswith("The archive's robots.txt asks not to be read here")
    assert len(found["robots"][0]["forbidden"]) == 1


def test_without_a_contact_the_archive_is_not_asked(tmp_path: Path) -> None:
    """It is somebody's server, and the sentence names it."""
    (tmp_path / "config.toml").write_text(f'[[watch]]\nsource = "wayback"\npages = ["{PERU[-1].url}"]\n')
    done = lexdelta(tmp_path, "probe")
    assert done.returncode == 78
    assert "web.archive.org is to be asked" in done.stderr
