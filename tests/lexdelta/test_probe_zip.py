"""The zip of a probe: what is in it, what is not, how it is written, and that no zip of a stranger's is trusted."""

from __future__ import annotations

import hashlib
import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest
from probed_site import CHALLENGE, INDEX, SLUGS, configure, good_site, path, probed

from lexdelta.probe import packing
from lexdelta.probe.packing import MANIFEST, members
from lexdelta.probe.probed import Advice, Probe, Seen, Target
from lexdelta.probe.unpacking import MOST_MEMBERS, profiles_in
from scraper.answer import Exchange
from scraper.errors import ReadError
from scraper.layouts.octopus import LAYOUT
from scraper.page import canonical
from tests.hostile.server import HostileServer, reply

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)


@pytest.fixture
def site() -> Iterator[HostileServer]:
    """A good site whose first page sets a cookie."""
    with HostileServer() as server:
        good_site(server)
        server.on(path("benin"), reply(CHALLENGE, 403, {"Set-Cookie": "session=s3cret; Secure"}))
        yield server


@pytest.fixture
def packed(tmp_path: Path, site: HostileServer) -> Path:
    """The zip of a look at it."""
    configure(tmp_path, site)
    done = probed(tmp_path, "-o", "probe.zip")
    assert done.returncode == 3
    assert done.stderr == "All of it is kept in probe.zip.\n"
    return tmp_path / "probe.zip"


def test_it_holds_every_request_and_response(packed: Path, site: HostileServer) -> None:
    """Under names that are always the same; bytes as they came, cookies' values left out, and a manifest that fits."""
    with zipfile.ZipFile(packed) as found:
        contents = {name: found.read(name) for name in found.namelist()}
    folders = ["001-robots", "002-index", "003-profile", "004-profile", "005-profile"]
    parts = ("request.json", "response.json", "body.bin")
    readings = [f"readings/{number:03}.json" for number in range(2, 6)]
    assert set(contents) == {f"{f}/{p}" for f in folders for p in parts} | {*readings, "probe.json", MANIFEST}
    assert contents["003-profile/body.bin"] == CHALLENGE
    assert not any(b"s3cret" in content for content in contents.values())
    assert ["set-cookie", "(left out)"] in json.loads(contents["003-profile/response.json"])["headers"]
    request = json.loads(contents["002-index/request.json"])
    assert request["url"] == site.url(INDEX)
    assert dict(request["headers"])["User-Agent"].startswith("lexdelta/")
    manifest = json.loads(contents[MANIFEST])
    for member in manifest["members"]:
        assert hashlib.sha256(contents[member["name"]]).hexdigest() == member["sha256"]
    assert json.loads(contents["readings/004.json"])["reading"]["title"] == "Peru"
    assert json.loads(contents["probe.json"])["next"]["step"] == "ask-for-access"


def test_it_replaces_nothing_unless_told(packed: Path, site: HostileServer) -> None:
    """What is there is left as it is, a dash is no file, the site is not even asked; --force replaces it whole."""
    before, asked = packed.read_bytes(), len(site.requests)
    refused = probed(packed.parent, "-o", "probe.zip")
    assert refused.returncode == 2
    assert "exists already; it was left as it is" in refused.stderr
    assert (packed.read_bytes(), len(site.requests)) == (before, asked)
    assert probed(packed.parent, "-o", "nowhere/probe.zip").returncode == 2
    dashed = probed(packed.parent, "-o", "-")
    assert (dashed.returncode, "name a file for the zip" in dashed.stderr) == (2, True)
    assert len(site.requests) == asked
    assert probed(packed.parent, "-o", "probe.zip", "--force", "peru").returncode == 0
    assert zipfile.ZipFile(packed).testzip() is None
    assert sorted(file.name for file in packed.parent.iterdir()) == ["config.toml", "probe.zip"]


def test_it_is_there_whole_or_not_at_all(packed: Path) -> None:
    """A file system that takes no more in the middle leaves no half a zip, no other file, and the old one as it was."""
    before = packed.read_bytes()
    command = 'ulimit -f 8; exec "$@"'  # what a full disk does, in files of 4 KB
    words = [sys.executable, "-B", "-m", "lexdelta", "probe", "-o", "probe.zip", "--force"]
    done = subprocess.run(
        ["sh", "-c", command, "sh", *words], cwd=packed.parent, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "Error: probe.zip cannot be written: File too large." in done.stderr
    assert packed.read_bytes() == before
    assert sorted(file.name for file in packed.parent.iterdir()) == ["config.toml", "probe.zip"]


def exchange(body: bytes, url: str = "https://www.coe.int/en/web/octopus/-/../../peru") -> Exchange:
    """An answer of that body from an address that is a path in disguise."""
    return Exchange("../peru", url, NOW, (("Host", "x"),), 200, (("content-type", "text/html"),), body)


def look(*exchanges: Exchange) -> Probe:
    """A look that made these requests for Peru."""
    page = canonical("https://www.coe.int/en/web/octopus/-/peru", LAYOUT)
    assert page is not None
    seen = Seen(Target(page, LAYOUT), exchanges)
    return Probe(NOW, "lexdelta/0.1", (), (seen,), exchanges, (), Advice("look", "Look.", 3))


def test_its_names_are_never_the_sites() -> None:
    """Nothing of an address or a key becomes a path."""
    names = [name for name, _ in members(look(exchange(b"x")))]
    assert names[:3] == ["001-profile/request.json", "001-profile/response.json", "001-profile/body.bin"]


def test_it_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """What passes the limit is left out, smaller things are not, and the manifest says which body is missing."""
    monkeypatch.setattr(packing, "MOST_BYTES", 10_000)
    found = dict(members(look(exchange(b"x" * 20_000), exchange(b"small"))))
    assert "001-profile/body.bin" not in found
    assert found["002-profile/body.bin"] == b"small"
    assert [told["body_kept"] for told in json.loads(found[MANIFEST])["exchanges"]] == [False, True]


def test_the_same_look_gives_the_same_bytes(tmp_path: Path) -> None:
    """Two zips of one look are equal: nothing in them depends on when or where they were written."""
    for name in ("a.zip", "b.zip"):
        packing.write_zip(tmp_path / name, look(exchange(b"<html>")))
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()


def test_it_reads_back(packed: Path, site: HostileServer) -> None:
    """The profiles that came whole, with the address they were asked for; a challenge is none."""
    found = profiles_in(packed)
    assert [profile.url for profile in found] == [site.url(path(SLUGS[key])) for key in ("peru", "zimbabwe")]
    assert {profile.layout for profile in found} == {"octopus"}
    assert found[0].body.startswith(b"<!DOCTYPE html>")


Change = Callable[[zipfile.ZipFile], None]


def _symlink(packed: zipfile.ZipFile) -> None:
    entry = zipfile.ZipInfo("001-profile/body.bin")
    entry.external_attr = 0o120777 << 16
    packed.writestr(entry, "/etc/passwd")


def _bomb(packed: zipfile.ZipFile) -> None:
    with packed.open("001-profile/body.bin", "w", force_zip64=True) as member:
        for _ in range(80):
            member.write(bytes(1 << 20))


def _twice(packed: zipfile.ZipFile) -> None:
    packed.writestr("probe.json", "one")
    with pytest.warns(UserWarning, match="Duplicate name"):
        packed.writestr("probe.json", "two")


def _many(packed: zipfile.ZipFile) -> None:
    for number in range(20_000):
        packed.writestr(f"readings/{number}.json", b"")


def _lying(packed: zipfile.ZipFile) -> None:
    told = {"folder": "001-profile", "asked": "https://x/", "status": 200}
    sums = [{"name": "001-profile/body.bin", "sha256": "0"}]
    manifest = {"format": "lexdelta-probe", "format_version": 1, "exchanges": [told], "members": sums}
    packed.writestr("001-profile/body.bin", b"other")
    packed.writestr(MANIFEST, json.dumps(manifest))


HOSTILE: dict[str, tuple[Change, str]] = {
    "above": (lambda z: z.writestr("../../etc/cron.d/x", b"x"), "no probe writes a member called"),
    "absolute": (lambda z: z.writestr("/etc/passwd", b"x"), "no probe writes a member called"),
    "windows": (lambda z: z.writestr("001-profile\\..\\body.bin", b"x"), "no probe writes a member called"),
    "escape": (lambda z: z.writestr("\x1b[2J", b"x"), "no probe writes a member called"),
    "symlink": (_symlink, "is no plain file"),
    "bomb": (_bomb, "unpacked it has more than"),
    "twice": (_twice, "two members of one name"),
    "many": (_many, "more members than a probe writes"),
    "packing": (lambda z: z.writestr("probe.json", b"x" * 99, zipfile.ZIP_LZMA), "packed in a way no probe packs"),
    "no manifest": (lambda z: z.writestr("probe.json", b"{}"), "it has no manifest"),
    "no json": (lambda z: z.writestr(MANIFEST, b"{" * 90_000), "its manifest is no JSON"),
    "deep": (lambda z: z.writestr(MANIFEST, b"[" * 900_000), "its manifest is no JSON"),
    "foreign": (lambda z: z.writestr(MANIFEST, b'{"format": "other"}'), "not one that this version of Lexdelta writes"),
    "lying": (_lying, "is not what the manifest says it is"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_zip_is_refused_with_a_sentence(tmp_path: Path, name: str) -> None:
    """Whatever is wrong with it: one sentence, on one line, and nothing is written anywhere."""
    change, said = HOSTILE[name]
    file = tmp_path / "probe.zip"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        change(packed)
    with pytest.raises(ReadError) as refused:
        profiles_in(file)
    assert said in str(refused.value)
    assert str(refused.value).isprintable()
    assert list(tmp_path.iterdir()) == [file]


def test_a_damaged_zip_is_refused_wherever_it_is_damaged(packed: Path) -> None:
    """Cut short, or with a byte turned over, it is refused, or says what it said before: never anything else."""
    whole, truth = packed.read_bytes(), profiles_in(packed)
    cuts = [whole[: len(whole) * part // 16] for part in range(16)]
    places = range(7, len(whole), len(whole) // 60)
    turned = [whole[:at] + bytes([whole[at] ^ 0x55]) + whole[at + 1 :] for at in places]
    for content in cuts + turned:
        packed.write_bytes(content)
        with suppress(ReadError):
            assert profiles_in(packed) == truth


def test_a_file_that_is_no_zip_or_not_there_is_refused(tmp_path: Path) -> None:
    """As a sentence, too."""
    (tmp_path / "x.zip").write_bytes(b"MZ" * 50)
    for name in ("x.zip", "missing.zip"):
        with pytest.raises(ReadError, match="is refused"):
            profiles_in(tmp_path / name)


def test_the_directory_is_looked_at_before_it_is_read(tmp_path: Path) -> None:
    """A zip64 end, or a count beyond the limit, is refused without the library's reading every member."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as packed:
        packed.writestr(MANIFEST, b"{}")
    whole = bytearray(buffer.getvalue())
    whole[-12:-10] = (MOST_MEMBERS + 1).to_bytes(2, "little")
    (tmp_path / "x.zip").write_bytes(whole)
    with pytest.raises(ReadError, match="more members"):
        profiles_in(tmp_path / "x.zip")
