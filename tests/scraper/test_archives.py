"""Archives of all kinds: what is taken from them, when it is dated, and what is told of files that are not right."""

from __future__ import annotations

import gzip
import json
import os
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from archive_files import browser_saves, mhtml, mirror, warc
from old_times import Look, looks

from scraper.archives import moments
from scraper.archives.found import Found, Item, Passed, Trouble, Wanted
from scraper.archives.take import take
from scraper.layouts.octopus import LAYOUT
from scraper.page import canonical

WANTED = Wanted(lambda url: canonical(url, LAYOUT) is not None, frozenset(LAYOUT.hosts))
SEVEN = looks()[14:21]
"""One country's captures: Benin, whose address changed."""


def taken(*paths: Path) -> list[Item]:
    return list(take(paths, WANTED))


def captures(items: list[Item]) -> list[tuple[str, datetime, bytes]]:
    return sorted(
        (item.capture.requested_url, item.capture.at, item.capture.body) for item in items if isinstance(item, Found)
    )


def kept(all_looks: tuple[Look, ...]) -> list[tuple[str, datetime, bytes]]:
    return sorted((look.url, look.at, look.html.encode()) for look in all_looks)


def sentences(items: list[Item]) -> list[str]:
    return [item.sentence for item in items if isinstance(item, Trouble)]


@pytest.mark.parametrize("compressed", [True, False])
def test_a_warc_gives_every_response(tmp_path: Path, compressed: bool) -> None:  # a parameter of the test
    """Addresses, times and bytes are those of the records; other addresses are passed over."""
    other = Look("x", SEVEN[0].at, "https://www.coe.int/en/web/portal/home", "<html>home</html>")
    items = taken(warc(tmp_path / "a.warc.gz", (*SEVEN, other), compressed=compressed))
    assert captures(items) == kept(SEVEN)
    assert sentences(items) == []


def test_a_revisit_has_the_body_it_points_to(tmp_path: Path) -> None:
    """A record that says "the same again" is a look at its own time."""
    again = Look("benin.en", datetime(2026, 1, 1, tzinfo=UTC), SEVEN[0].url, SEVEN[0].html)
    items = taken(warc(tmp_path / "a.warc.gz", (*SEVEN, again), revisits=True))
    assert captures(items) == kept((*SEVEN, again))


def test_a_revisit_of_nothing_is_told(tmp_path: Path) -> None:
    """Where the first record is in another file that was not given, nothing can be taken."""
    again = Look("benin.en", datetime(2026, 1, 1, tzinfo=UTC), SEVEN[0].url, SEVEN[0].html)
    whole, alone = tmp_path / "a.warc", tmp_path / "b.warc"
    warc(whole, (SEVEN[0], again), compressed=False, revisits=True)
    alone.write_bytes(b"WARC/1.0" + whole.read_bytes().split(b"WARC/1.0")[3])
    assert "not in this archive" in sentences(taken(alone))[0]
    assert len(captures(taken(whole, alone))) == 3


@pytest.mark.parametrize("share", [0.15, 0.5, 0.9, 0.99])
@pytest.mark.parametrize("compressed", [True, False])
def test_a_cut_warc_gives_what_stands_before_the_cut(
    tmp_path: Path, share: float, compressed: bool
) -> None:  # as above
    """Whole records are taken, the cut is told; a record that is cut itself is for the gate to refuse."""
    path = warc(tmp_path / "a.warc.gz", SEVEN, compressed=compressed)
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * share)])
    items = taken(path)
    whole = {look.html.encode() for look in SEVEN}
    cut = [body for _, _, body in captures(items) if body not in whole]
    assert len(cut) <= 1
    assert all(not body.rstrip().endswith(b"</html>") for body in cut)
    assert len(sentences(items)) == 1


def test_a_broken_gzip_member_is_told(tmp_path: Path) -> None:
    """Bytes that were changed inside a member end the file there, with a sentence and no crash."""
    path = warc(tmp_path / "a.warc.gz", SEVEN)
    body = bytearray(path.read_bytes())
    body[len(body) // 2 : len(body) // 2 + 40] = bytes(40)
    path.write_bytes(body)
    items = taken(path)
    assert 0 < len(captures(items)) < len(SEVEN) + 1
    assert sentences(items)


@pytest.mark.parametrize("content", [b"", b"not a warc at all\n" * 50, gzip.compress(b"hello", mtime=0)])
def test_what_is_no_warc_is_told(tmp_path: Path, content: bytes) -> None:
    """An empty file, text, or something else compressed: a sentence each."""
    path = tmp_path / "a.warc.gz"
    path.write_bytes(content)
    assert len(sentences(taken(path))) == 1


def test_folders_of_downloaders_tell_address_and_time(tmp_path: Path) -> None:
    """Timestamp, host and path; the query that names no page is lost."""
    items = taken(mirror(tmp_path, SEVEN))
    bare = [(look.url.partition("?")[0], look.at, look.html.encode()) for look in SEVEN]
    assert captures(items) == sorted(bare)


def test_browser_saves_tell_their_address(tmp_path: Path) -> None:
    """The comment tells the address, the name the time; what a page brought along is passed over."""
    items = taken(browser_saves(tmp_path, SEVEN))
    assert [(url, at) for url, at, _ in captures(items)] == sorted((look.url, look.at) for look in SEVEN)
    assert sentences(items) == []


def test_mhtml_is_unpacked(tmp_path: Path) -> None:
    """One file with all a page needs: its HTML, address and date."""
    items = taken(mhtml(tmp_path / "benin.mhtml", SEVEN[3]))
    assert captures(items) == kept(SEVEN[3:4])


def test_a_manifest_tells_what_files_do_not(tmp_path: Path) -> None:
    """Address and time for files with no name to speak of."""
    for number, look in enumerate(SEVEN):
        (tmp_path / f"{number}.html").write_text(look.html, encoding="utf-8")
    lines = [f"{number}.html,{look.url},{look.at.isoformat()}" for number, look in enumerate(SEVEN)]
    (tmp_path / "manifest.csv").write_text("\n".join(["file,url,at", *lines]))
    assert captures(taken(tmp_path)) == kept(SEVEN)


@pytest.mark.parametrize("text", ['{"a": 1}', "[1, 2]", "[" * 100_000, '[{"url": "x"}]'])
def test_a_wrong_manifest_is_told(tmp_path: Path, text: str) -> None:
    """A manifest of another shape ends in a sentence; the files beside it are dated otherwise."""
    (tmp_path / "manifest.json").write_text(text)
    (tmp_path / "2018-02-19 benin.html").write_text(SEVEN[0].html)
    items = taken(tmp_path)
    assert len(sentences(items)) == 1
    assert [at for _, at, _ in captures(items)] == [datetime(2018, 2, 19, tzinfo=UTC)]


def test_a_file_without_any_date_in_its_name_has_its_own(tmp_path: Path) -> None:
    """When it was last written is the last resort."""
    path = tmp_path / "benin.html"
    path.write_text(SEVEN[0].html)
    os.utime(path, (1_500_000_000, 1_500_000_000))
    (item,) = taken(path)
    assert isinstance(item, Found)
    assert (item.capture.at, item.dated) == (datetime(2017, 7, 14, 2, 40, tzinfo=UTC), "file")


def test_a_zip_is_read_and_never_unpacked(tmp_path: Path) -> None:
    """Pages inside are taken; a name that leads out of it, an encrypted or broken member is told."""
    path = tmp_path / "pages.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("20180219000000/www.coe.int/en/web/octopus/-/benin", SEVEN[0].html)
        archive.writestr("../../evil.html", SEVEN[1].html)
        archive.writestr("/etc/evil.html", SEVEN[1].html)
        archive.writestr("notes.pdf", b"%PDF")
    items = taken(path)
    assert [(url, at.year) for url, at, _ in captures(items)] == [("https://www.coe.int/en/web/octopus/-/benin", 2018)]
    assert len(sentences(items)) == 2
    assert sorted(tmp_path.iterdir()) == [path]


def test_what_is_no_zip_is_told(tmp_path: Path) -> None:
    """A file that only says it is one."""
    path = tmp_path / "pages.zip"
    path.write_bytes(b"PK\x03\x04" + b"\x00" * 100)
    assert len(sentences(taken(path))) == 1


def test_paths_that_are_not_there_or_not_readable_are_told(tmp_path: Path) -> None:
    """Each has a sentence, and the good one is taken."""
    good = warc(tmp_path / "a.warc", SEVEN, compressed=False)
    items = taken(tmp_path / "none.warc", good)
    assert len(sentences(items)) == 1
    assert captures(items) == kept(SEVEN)


def test_links_out_of_a_folder_are_not_followed(tmp_path: Path) -> None:
    """A symbolic link among saved pages may lead anywhere."""
    outside = tmp_path / "outside.html"
    outside.write_text(SEVEN[0].html)
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "link.html").symlink_to(outside)
    assert taken(folder) == []


def test_other_pages_of_the_site_are_passed_over(tmp_path: Path) -> None:
    """A mirror of the whole site holds thousands of pages that are no profiles."""
    (tmp_path / "www.coe.int" / "en" / "web").mkdir(parents=True)
    (tmp_path / "www.coe.int" / "en" / "web" / "portal.html").write_text("<html>x</html>")
    assert [type(item) for item in taken(tmp_path)] == [Passed]


@pytest.mark.parametrize(
    ("name", "moment"),
    [
        ("20180219123456", datetime(2018, 2, 19, 12, 34, 56, tzinfo=UTC)),
        ("a/20180219123456id_/b", datetime(2018, 2, 19, 12, 34, 56, tzinfo=UTC)),
        ("Peru 2018-02-19.html", datetime(2018, 2, 19, tzinfo=UTC)),
        ("peru_2018-02-19_12-30.html", datetime(2018, 2, 19, 12, 30, tzinfo=UTC)),
        ("peru-2018-02-19T12:30:15Z", datetime(2018, 2, 19, 12, 30, 15, tzinfo=UTC)),
        ("20180219.html", datetime(2018, 2, 19, tzinfo=UTC)),
        ("2014-01-01/peru-2018-02-19.html", datetime(2018, 2, 19, tzinfo=UTC)),
        ("20181399.html", None),
        ("peru-12345678901234567.html", None),
        ("peru.html", None),
    ],
)
def test_names_tell_when(name: str, moment: datetime | None) -> None:
    """Timestamps and days, with or without a time; what is no date says nothing."""
    assert moments.in_name(name) == moment


@pytest.mark.parametrize(
    "words",
    ["Mon, 99 Jan 99999999999999999999 10:00:00 +0000", "Mon, 01 Jan 2018 10:00:00 +99999999999999999999"],
)
def test_absurd_dates_are_none(words: str) -> None:
    """Numbers no calendar holds are no moment, and end nothing."""
    assert moments.in_words(words) is None


@pytest.mark.parametrize(
    "head", [b"Content-Type: message/rfc822\n\n", b"Content-Type: multipart/mixed; boundary=b\n\n--b\n"]
)
def test_a_message_without_end_is_told(tmp_path: Path, head: bytes) -> None:
    """Parts within parts, thousands deep: one sentence."""
    (tmp_path / "deep.mhtml").write_bytes(head * 5000)
    assert len(sentences(taken(tmp_path / "deep.mhtml"))) == 1


def test_a_manifest_with_a_field_of_megabytes_is_told(tmp_path: Path) -> None:
    """What the reader of CSV refuses is a sentence."""
    (tmp_path / "manifest.csv").write_text(f'file,url,at\n"{"x" * 200_000}",u,2018\n')
    assert sentences(taken(tmp_path)) == ["manifest.csv is not CSV."]


def test_half_a_character_in_a_manifest_is_replaced(tmp_path: Path) -> None:
    """JSON can name what no database can write."""
    (tmp_path / "manifest.json").write_text(
        '[{"file": "a.html", "url": "https://www.coe.int/en/web/octopus/-/benin?\\ud800", "at": "2018-01-01"}]'
    )
    (tmp_path / "a.html").write_text(SEVEN[0].html)
    ((url, _, _),) = captures(taken(tmp_path))
    assert url.encode()


def test_damaged_lzma_and_nameless_members_are_told(tmp_path: Path) -> None:
    """Every way a zip member can be packed may be damaged; a member without a name is none."""
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("a.html", SEVEN[0].html)
    packed = bytearray((tmp_path / "a.zip").read_bytes())
    packed[60:90] = bytes(30)
    (tmp_path / "a.zip").write_bytes(packed)
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as archive:
        archive.writestr(zipfile.ZipInfo("x"), b"")
    (tmp_path / "b.zip").write_bytes((tmp_path / "b.zip").read_bytes().replace(b"x", b"\0"))
    assert [line[:13] for line in sentences(taken(tmp_path / "a.zip", tmp_path / "b.zip"))] == ["It is damaged"]


@pytest.mark.parametrize("instead", [b"HTTP/1.1 \xc2\xb2 OK", b"HTTP/1.1 99999999999999999999999 OK"])
def test_a_status_that_is_none_costs_one_record(tmp_path: Path, instead: bytes) -> None:
    """The records behind it are taken."""
    path = warc(tmp_path / "a.warc", SEVEN, compressed=False)
    damaged = path.read_bytes().replace(b"HTTP/1.1 200 OK", instead.ljust(15), 1)
    length = len(instead.ljust(15)) - 15
    if length:
        block = damaged.index(b"Content-Length: ", damaged.index(b"Content-Type: application/http;")) + 16
        end = damaged.index(b"\r\n", block)
        damaged = damaged[:block] + str(int(damaged[block:end]) + length).encode() + damaged[end:]
    path.write_bytes(damaged)
    items = taken(path)
    assert sentences(items) == ["The record holds no answer of a server."]
    assert captures(items) == kept(SEVEN[1:])


def test_a_length_no_file_has_is_damage(tmp_path: Path) -> None:
    """A record of more bytes than can be counted ends the file, with a sentence."""
    path = warc(tmp_path / "a.warc", SEVEN[:1], compressed=False)
    before, _, after = path.read_bytes().rpartition(b"Content-Length: ")
    path.write_bytes(before + b"Content-Length: 99999999999999999999" + after)
    assert [line[:7] for line in sentences(taken(path))] == ["Damaged"]


def test_pipes_and_devices_are_not_read(tmp_path: Path) -> None:
    """What has no end is no archive, whether it is named or lies in a folder."""
    os.mkfifo(tmp_path / "pipe.html")
    assert sentences(taken(tmp_path / "pipe.html", Path("/dev/zero"))) == ["It is neither a file nor a folder."] * 2
    assert taken(tmp_path) == []


def test_a_huge_manifest_is_not_read(tmp_path: Path) -> None:
    """It is told, and the files beside it are dated otherwise."""
    with (tmp_path / "manifest.csv").open("wb") as file:
        file.truncate(60 * 1024 * 1024)
    (tmp_path / "2018-02-19 benin.html").write_text(SEVEN[0].html)
    items = taken(tmp_path)
    assert "larger than" in sentences(items)[0]
    assert len(captures(items)) == 1


@pytest.mark.parametrize(
    ("clock", "hour"),
    [
        ("10:00:00 GMT+0900 (Japan Standard Time)", 1),
        ("10:00:00 GMT-0430 (Venezuela Time)", 14),
        ("10:00:00 GMT", 10),
        ("10:00:00", 10),
    ],
)
def test_a_browser_tells_its_time_in_its_own_zone(tmp_path: Path, clock: str, hour: int) -> None:
    """What a tool wrote into the page is the clock of whoever saved it, and says how far that is from UTC."""
    head = f"<!--\n Page saved with SingleFile \n url: {SEVEN[0].url} \n saved date: Wed Feb 19 2025 {clock}\n-->"
    (tmp_path / "saved.html").write_text(f"{head}{SEVEN[0].html}", encoding="utf-8")
    ((_, at, _),) = captures(taken(tmp_path / "saved.html"))
    assert (at.day, at.hour, at.tzinfo) == (19, hour, UTC)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")
@pytest.mark.parametrize("named", ["folder", "folder/closed", "folder/closed/a.warc"])
def test_what_may_not_be_read_is_told(tmp_path: Path, named: str) -> None:
    """A folder or file of somebody else's is a sentence, and what stands beside it is taken."""
    closed = tmp_path / "folder" / "closed"
    closed.mkdir(parents=True)
    tmp_path.chmod(0o755)
    warc(closed / "a.warc", SEVEN)
    warc(tmp_path / "folder" / "b.warc", SEVEN)
    closed.chmod(0o700)
    found, said = _as_nobody(tmp_path, named)
    assert said == ["It cannot be read."]
    assert found == (len(SEVEN) if named == "folder" else 0)


def _as_nobody(folder: Path, named: str) -> tuple[int, list[str]]:
    """What is taken by a user who may not look everywhere: how many captures, and the sentences."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.chdir(folder)  # what stands above it is not theirs either
        os.setuid(65534)
        items = taken(Path(named))
        os.write(writing, json.dumps([len(captures(items)), sentences(items)]).encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as told:
        found, said = json.load(told)
    os.waitpid(child, 0)
    return found, said
