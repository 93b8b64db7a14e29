"""Golden pages: tests/pages/LAYOUT/NAME holds a page and expected.json, what it is read as.

    python tests/support/golden_pages.py expect LAYOUT        writes expected.json where there is none
    python tests/support/golden_pages.py record LAYOUT        writes down what this version of the layout reads
    python tests/support/golden_pages.py draft ZIP FOLDER     FOLDER/LAYOUT/COUNTRY for each page in a probe's zip
    python tests/support/golden_pages.py check LAYOUT FOLDER  says which pages in FOLDER are unread, or read otherwise

A draft is somebody else's page: it stays outside the repository (docs/real-site.md says what to do with it), and its
expectation fails until a person has read it and taken the line "unread" out.

versions.json keeps, for each version of a layout, which bytes were read as what. `record` adds to it and overwrites
nothing: the same bytes read differently within one version are what it is there to refuse.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from lexdelta.probe.unpacking import Unpacked, profiles_in
from lexdelta.render.profile import profile_json
from scraper.capture import Capture
from scraper.errors import ReadError
from scraper.examine import examine
from scraper.gate import judge
from scraper.layout import Layout
from scraper.layouts.shipped import layout_names, shipped
from scraper.page import canonical

PAGES = Path(__file__).parents[1] / "pages"
EXPECTED, VERSIONS = "expected.json", "versions.json"
UNREAD = "Nobody has compared this with the page yet. Whoever has, takes this line out."
Versions = dict[str, dict[str, dict[str, str]]]


def reading_of(folder: Path, layout: Layout) -> dict[str, Any]:
    """What the page in a folder is read as, asked for under the usual address of the country the folder is named by."""
    url = layout.page_address.format(origin=layout.site, language=layout.languages[0], slug=folder.name)
    page = canonical(url, layout)
    assert page is not None, url
    html = ("content-type", "text/html; charset=utf-8")
    body = (folder / "page.html").read_bytes()
    capture = Capture(page.key, url, url, datetime(2026, 1, 1, tzinfo=UTC), "live", 200, (html,), body)
    examined = examine(capture, layout)
    # What a text names is found by rules that are no layout's, so it is no part of what a layout reads.
    said = {key: value for key, value in profile_json(examined.profile).items() if key != "mentions"}
    gate = [reason.code for reason in judge(capture, examined, page, layout).reasons]
    return {"page": page.key, "gate": gate, **said}


def folders(home: Path) -> tuple[Path, ...]:
    """The folders of a layout that hold what a page is read as, by name."""
    return tuple(path.parent for path in sorted(home.rglob(EXPECTED)))


def changed_without_version(home: Path, reading: str) -> list[str]:
    """One sentence, with what to do, for each golden page of a layout that its record does not fit; [] when all do."""
    recorded, found = _versions(home).get(reading, {}), []
    for folder in folders(home):
        name, now = str(folder.relative_to(home)), _digests(folder)
        before = recorded.get(name)
        if is_unread(folder):
            found.append(
                f"{name}: nobody has read it yet. Compare its {EXPECTED} with the page, then take 'unread' out."
            )
        elif before is None or before["page"] != now["page"]:
            found.append(f"{name}: not recorded for {reading}. {_how_to_record(home)}")
        elif before["output"] != now["output"]:
            found.append(
                f"{name}: the same bytes are read differently, and the reading is still {reading}. Raise `version` in "
                f"scraper/layouts/{home.name}.py, so that stored snapshots are read again before they are compared; "
                f"then: {_how_to_record(home)}"
            )
    return found


def record(home: Path, reading: str) -> list[str]:
    """Add what is not yet recorded for a reading; what cannot be added is said as `changed_without_version` says it."""
    versions = _versions(home)
    recorded = versions.setdefault(reading, {})
    for folder in folders(home):
        name, now = str(folder.relative_to(home)), _digests(folder)
        if recorded.get(name, {}).get("page") != now["page"] and not is_unread(folder):
            recorded[name] = now
    text = json.dumps(versions, indent=2, sort_keys=True)
    (home / VERSIONS).write_text(f"{text}\n", encoding="utf-8")
    return changed_without_version(home, reading)


def expect(home: Path, layout: Layout) -> Iterator[Path]:
    """Write what each page is read as where nothing is expected yet; yields what was written, to be looked through."""
    for page in sorted(home.rglob("page.html")):
        path = page.with_name(EXPECTED)
        if not path.exists():
            text = json.dumps(reading_of(page.parent, layout), indent=2, ensure_ascii=False)
            path.write_text(f"{text}\n", encoding="utf-8")
            yield path


def is_unread(folder: Path) -> bool:
    """Whether what is expected there was only written, and by a program."""
    return "unread" in json.loads((folder / EXPECTED).read_text(encoding="utf-8"))


def draft(packed: Path, home: Path) -> Iterator[Path]:
    """Write a page and what it is read as for each profile in a probe's zip; yields the folders, all of them unread.
    Editions in another than the layout's first language are left out.

    Raises ReadError with a sentence for a zip no probe wrote, a folder of the repository, or a draft that is there.
    """
    root = PAGES.parents[1].resolve()
    if home.resolve().is_relative_to(root):
        raise ReadError("folder", f"{home} lies in the repository, where no page of somebody's site belongs.")
    placed = ((_placed(profile), profile.body) for profile in profiles_in(packed))
    found = {home / place: body for place, body in placed if place}
    for folder in found:
        if folder.exists():
            raise ReadError("folder", f"{folder} is there already; it was left as it is.")
    for folder, body in found.items():
        folder.mkdir(parents=True)
        (folder / "page.html").write_bytes(body)
        reading = reading_of(folder, shipped(folder.parent.name))
        text = json.dumps({"unread": UNREAD, **reading}, indent=2, ensure_ascii=False)
        (folder / EXPECTED).write_text(f"{text}\n", encoding="utf-8")
        yield folder


def _placed(profile: Unpacked) -> Path | None:
    """Layout and country, both out of our own tables whatever the zip says; None for another language's edition."""
    page = canonical(profile.url, shipped(profile.layout)) if profile.layout in layout_names() else None
    if page is None:
        raise ReadError("zip", f"{profile.url[:80]!r} is the address of no profile that a layout knows.")
    return Path(profile.layout, page.country) if page.language == shipped(profile.layout).languages[0] else None


def check(home: Path, layout: Layout) -> list[str]:
    """One sentence for each page there that nobody has read, or that is read otherwise than expected; [] for none."""
    found = []
    for folder in folders(home):
        if is_unread(folder):
            found.append(f"{folder}: nobody has read it yet.")
        elif reading_of(folder, layout) != json.loads((folder / EXPECTED).read_text(encoding="utf-8")):
            found.append(f"{folder}: read otherwise than expected.")
    return found


def _versions(home: Path) -> Versions:
    path = home / VERSIONS
    versions: Versions = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return versions


def _digests(folder: Path) -> dict[str, str]:
    """Of the page's own bytes, and of what it is read as, however that is laid out in its file."""
    page = hashlib.sha256()
    for path in sorted(folder.iterdir()):
        if path.is_file() and path.name != EXPECTED:
            page.update(path.read_bytes())
    output = json.dumps(json.loads((folder / EXPECTED).read_text(encoding="utf-8")), sort_keys=True)
    return {"page": page.hexdigest(), "output": hashlib.sha256(output.encode()).hexdigest()}


def _how_to_record(home: Path) -> str:
    return f"python tests/support/golden_pages.py record {home.name}"


def main(words: list[str]) -> int:
    """The commands of this module; 1 when something is left to do or refused."""
    match words:
        case ["expect", name]:
            written = expect(PAGES / name, shipped(name))
            sys.stdout.writelines(f"{path}: written; is this what the page says?\n" for path in written)
            return 0
        case ["record", name]:
            return _told(record(PAGES / name, shipped(name).reading))
        case ["draft", packed, home]:
            try:
                drafts = [
                    f"{folder}: written, and unread until you have read it"
                    for folder in draft(Path(packed), Path(home))
                ]
            except ReadError as refused:
                return _told([str(refused)])
            sys.stdout.writelines(f"{sentence}\n" for sentence in drafts)
            return 0
        case ["check", name, home]:
            return _told(check(Path(home) / name, shipped(name)))
    sys.stderr.write(__doc__ or "")
    return 2


def _drafted(packed: Path, home: Path) -> int:
    try:
        for folder in draft(packed, home):
            sys.stdout.write(f"{folder}: written; it counts when you have read it and taken 'unread' out\n")
    except ReadError as refused:
        return _told([str(refused)])
    return 0


def _told(problems: list[str]) -> int:
    sys.stdout.writelines(f"{problem}\n" for problem in problems)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
