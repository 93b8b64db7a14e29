"""What the replica answers to a request: pages, the robots file, and what goes wrong on request. Pure of sockets."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from lexdelta.demo.chrome import profile_page
from lexdelta.demo.labels import WORDINGS
from lexdelta.demo.noise import Pen
from lexdelta.demo.notes import Notes, load
from lexdelta.demo.wiki import (
    PUBLISHER,
    block_page,
    home_page,
    index_page,
    login_page,
    maintenance_page,
    missing_page,
    number_of,
)

_PROFILE = re.compile(rf"/(?P<lang>en|fr)/web/octopus/(?:-|{PUBLISHER}(?:/id)?)/(?P<slug>[^/]+)")
_PLACE = re.compile(r"/(?P<lang>en|fr)/web/octopus/(?P<place>country-wiki|home)")
_CUR = re.compile(r"_cur=([1-9][0-9]{0,3})(?:&|$)")
_ROBOTS = "User-agent: *\nDisallow: /c/portal/\nDisallow: /*/search\nAllow: /\n"
_SEEN = {1: "Mon, 04 Mar 2024 08:00:00 GMT", 2: "Tue, 02 Apr 2024 08:00:00 GMT"}


class Request(NamedTuple):
    """One request as the server saw it; `path` with its query, `headers` with lower-case names."""

    method: str
    path: str
    headers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Answer:
    """One response before it is compressed. `cut` breaks the connection in the middle of the body."""

    status: int = 200
    body: str = ""
    headers: tuple[tuple[str, str], ...] = (("Content-Type", "text/html;charset=UTF-8"),)
    cut: bool = False


Fault = str | Callable[[Request], Answer]
FAULTS = ("ok", "503", "404", "block", "home", "cut", "empty", "login", "maintenance")
"""The faults that have names; "ok" is none, for a page that would fail by itself in state 2."""


def render(country: str, language: str = "en", state: int = 1, seed: int = 0) -> str:
    """One profile page as HTML. `seed` chooses the noise; KeyError for an unknown country or language."""
    notes = load(country, language, state)
    return profile_page(notes, WORDINGS[language], _pen(notes, seed))


def _pen(notes: Notes, seed: int) -> Pen:
    return Pen(seed, exact=notes.field("template") == "accordion")


@dataclass(frozen=True, slots=True)
class Site:
    """The site in one state, as far as it is served: `countries` are keys, `faults` by slug; the rest as in Replica."""

    state: int
    countries: Sequence[str]
    faults: Mapping[str, Fault]
    weight: int = 0
    by_number: bool = False
    on_a_page: int = 0

    def answer(self, request: Request, seed: int) -> Answer:
        """The answer to a request, with that noise."""
        path = request.path.partition("?")[0]
        if path == "/robots.txt":
            return Answer(200, _ROBOTS, (("Content-Type", "text/plain;charset=UTF-8"),))
        if found := _PROFILE.fullmatch(path):
            return self._profile(request, found["lang"], found["slug"], seed)
        if found := _PLACE.fullmatch(path):
            return self._place(request, found["lang"], found["place"], seed)
        return Answer(404, missing_page(WORDINGS["fr" if path.startswith("/fr/") else "en"], Pen(seed)))

    def _place(self, request: Request, language: str, place: str, seed: int) -> Answer:
        wording, pen = WORDINGS[language], Pen(seed)
        if place == "home":
            return Answer(200, home_page(wording, pen))
        number = int(found[1]) if (found := _CUR.search(request.path)) else 1
        fault = self.faults.get(f"country-wiki-{number}", "ok")
        if fault != "ok":
            return fault(request) if not isinstance(fault, str) else _FAULTY_INDEX[fault](pen)
        listed = [load(key, language, self.state) for key in self.countries]
        if not self.on_a_page:
            return Answer(200, index_page(listed, wording, pen, by_number=self.by_number))
        starts = range(0, len(listed), self.on_a_page)
        here = listed[(number - 1) * self.on_a_page : number * self.on_a_page]
        return Answer(200, index_page(here, wording, pen, by_number=self.by_number, pages=len(starts)))

    def _profile(self, request: Request, language: str, slug: str, seed: int) -> Answer:
        listed = (load(key, language, self.state) for key in self.countries)
        notes = next((n for n in listed if slug in {n.slug, number_of(n.slug)}), None)
        if notes is None:
            return Answer(404, missing_page(WORDINGS[language], Pen(seed)))
        fault = self.faults.get(slug, self.faults.get(notes.slug, "ok"))
        if not isinstance(fault, str):
            return fault(request)
        return self._healthy(request, notes, language, seed) if fault == "ok" else _faulty(fault, notes, language, seed)

    def _healthy(self, request: Request, notes: Notes, language: str, seed: int) -> Answer:
        headers: tuple[tuple[str, str], ...] = (("Content-Type", "text/html;charset=UTF-8"),)
        if notes.field("etag"):
            tag = f'W/"{hashlib.sha256(f"{language} {notes}".encode()).hexdigest()[:16]}"'
            headers += (("ETag", tag), ("Last-Modified", _last_modified(notes, language)))
            if tag in request.headers.get("if-none-match", ""):
                return Answer(304, "", headers[1:])
        html = profile_page(notes, WORDINGS[language], _pen(notes, seed))
        return Answer(200, html.replace("</header>", f"{_ballast(self.weight)}</header>", 1), headers)


_FAULTY_INDEX: Mapping[str, Callable[[Pen], Answer]] = {
    "503": lambda pen: Answer(503, maintenance_page(pen)),
    "block": lambda pen: Answer(200, block_page(pen)),
}


@lru_cache(maxsize=8)
def _ballast(kilobytes: int) -> str:
    entry = '<li class="nav-item"><a href="/en/web/portal/{0}" role="menuitem">Portal entry {0}</a></li>\n'
    entries = [entry.format(number) for number in range(kilobytes * 1024 // len(entry))]
    return f'<ul class="mega-menu">{"".join(entries)}</ul>' if entries else ""


def _last_modified(notes: Notes, language: str) -> str:
    return _SEEN[1] if notes == load(notes.key, language, 1) else _SEEN[2]


def _faulty(fault: str, notes: Notes, language: str, seed: int) -> Answer:
    wording, pen = WORDINGS[language], Pen(seed)
    answers: dict[str, Callable[[], Answer]] = {
        "503": lambda: Answer(503, maintenance_page(pen)),
        "404": lambda: Answer(404, missing_page(wording, pen)),
        "block": lambda: Answer(200, block_page(pen)),
        "home": lambda: Answer(302, "", (("Location", f"/{language}/web/octopus/home"),)),
        "cut": lambda: Answer(200, profile_page(notes, wording, _pen(notes, seed)), cut=True),
        "empty": lambda: Answer(200, ""),
        "login": lambda: Answer(200, login_page(wording, pen)),
        "maintenance": lambda: Answer(200, maintenance_page(pen)),
    }
    if fault not in answers:
        raise ValueError(f"unknown fault {fault!r}; known: {', '.join(FAULTS)}")
    return answers[fault]()
