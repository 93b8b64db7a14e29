"""Zip files that were made to harm: a member that is not what it seems has a sentence, and the good ones are taken."""

from __future__ import annotations

import io
import struct
import zipfile
from pathlib import Path

import pytest
from old_times import looks

from scraper.archives import zipped
from scraper.archives.found import MOST_BYTES, Found, Item, Trouble, Wanted
from scraper.archives.take import take
from scraper.layouts.octopus import LAYOUT
from scraper.page import canonical

WANTED = Wanted(lambda url: canonical(url, LAYOUT) is not None, frozenset(LAYOUT.hosts))
BENIN = [look for look in looks() if look.page == "benin.en"]


def taken(path: Path) -> list[Item]:
    return list(take([path], WANTED))


def sentences(items: list[Item]) -> list[str]:
    return [item.sentence for item in items if isinstance(item, Trouble)]


def bodies(items: list[Item]) -> list[bytes]:
    return [item.capture.body for item in items if isinstance(item, Found)]


def test_members_that_share_their_bytes_are_read_once(tmp_path: Path) -> None:
    """A thousand entries that all point at one packed page: none of them is believed, each is told."""
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("2018-01-01 benin.html", BENIN[0].html)
        info = archive.infolist()[0]
        for number in range(999):
            copy = zipfile.ZipInfo(f"2018-01-02 benin {number}.html", info.date_time)
            for name in ("compress_type", "compress_size", "file_size", "CRC", "header_offset", "flag_bits"):
                setattr(copy, name, getattr(info, name))
            archive.filelist.append(copy)
        archive._didModify = True
    items = taken(path)
    assert bodies(items) == []
    assert len(sentences(items)) == 1000
    assert set(sentences(items)) == {"It shares its bytes with another file of the zip file, so it was not taken."}


def test_members_inside_another_are_not_read(tmp_path: Path) -> None:
    """A member whose bytes hold another's header: the one inside is told, the outer is read by itself."""
    path = tmp_path / "bomb.zip"
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("2018-01-02 benin.html", BENIN[1].html)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("2018-01-01 benin.html", inner.getvalue())
        inside = zipfile.ZipFile(inner).infolist()[0]
        inside.header_offset = 30 + len("2018-01-01 benin.html")
        archive.filelist.append(inside)
        archive._didModify = True
    items = taken(path)
    assert len(bodies(items)) == 1
    assert "shares its bytes" in sentences(items)[0]


def test_a_member_that_is_packed_too_well_is_not_read(tmp_path: Path) -> None:
    """Megabytes of nothing in some kilobytes are no page; a page with much repetition is."""
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        archive.writestr("2018-01-01 benin.html", b" " * 8_000_000)
        archive.writestr("2018-01-02 benin.html", BENIN[1].html.replace("</body>", " " * 500_000 + "</body>"))
    items = taken(path)
    assert len(bodies(items)) == 1
    assert "packed to less than one part" in sentences(items)[0]


def test_a_member_that_lies_about_its_size_is_damaged(tmp_path: Path) -> None:
    """What inflates to more than it says is never read beyond that."""
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("2018-01-01 benin.html", b"<html>" + b"a" * 3_000_000)
    said = path.read_bytes()
    path.write_bytes(said.replace(struct.pack("<I", 3_000_006), struct.pack("<I", 1000)))
    assert sentences(taken(path)) == ["It is damaged, encrypted, or packed in a way that cannot be read."]


def test_an_encrypted_member_is_told(tmp_path: Path) -> None:
    """Nobody is asked for a password."""
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("2018-01-01 benin.html", BENIN[0].html)
    packed = bytearray(path.read_bytes())
    packed[6] |= 1
    packed[packed.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(packed)
    assert "encrypted" in sentences(taken(path))[0]


def test_a_zip_within_a_zip_is_told_and_not_opened(tmp_path: Path) -> None:
    """However deep they are nested, the outer one is all that is read."""
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("2018-01-02 benin.html", BENIN[1].html)
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("inner.zip", inner.getvalue())
        archive.writestr("2018-01-01 benin.html", BENIN[0].html)
    items = taken(path)
    assert bodies(items) == [BENIN[0].html.encode()]
    assert sentences(items) == ["It is a zip file within a zip file: take it out and import it by itself."]


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_members_of_one_name_are_both_read(tmp_path: Path) -> None:
    """A name is no identity: each has bytes of its own."""
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("2018-01-01 benin.html", BENIN[0].html)
        archive.writestr("2018-01-01 benin.html", BENIN[1].html)
    assert bodies(taken(path)) == [BENIN[0].html.encode(), BENIN[1].html.encode()]


@pytest.mark.parametrize("name", ["../benin.html", "a/../../benin.html", "/benin.html", "..\\benin.html"])
def test_names_that_lead_out_are_told(tmp_path: Path, name: str) -> None:
    """Nothing is unpacked, and what was made to be unpacked elsewhere is not believed."""
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(name, BENIN[0].html)
    assert "outside" in sentences(taken(path))[0]


def test_a_list_without_end_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The list of members comes before all of them, and memory must hold it."""
    monkeypatch.setattr(zipped, "_LARGEST_DIRECTORY", 1000)
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(100):
            archive.writestr(f"{number}.html", b"")
    assert sentences(taken(path)) == ["The list of its files has more than 1000 bytes."]


def test_what_is_no_page_is_not_even_read(tmp_path: Path) -> None:
    """A picture among pages may be as large as it likes."""
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("film.mp4", bytes(MOST_BYTES + 1))
        archive.writestr("2018-01-01 benin.html", BENIN[0].html)
    items = taken(path)
    assert (len(bodies(items)), sentences(items)) == (1, [])
