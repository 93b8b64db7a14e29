"""The simulated site on a real socket: fresh noise in every answer, faults when their day has come."""

from __future__ import annotations

import gzip
import hashlib
import itertools
import re
import socket
import struct
from collections import Counter
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler

from quarter_pages import set_section
from quarter_world import (
    ALL_STALE_DAY,
    GONE_DAYS,
    HALF_INDEX_DAYS,
    MOVED_DAY,
    NEWCOMER_DAY,
    OUTAGE_DAY,
    RENAMED_DAY,
    SHORTLY_GONE_DAYS,
    UNLISTED_DAY,
    World,
)

from lexdelta.demo.chrome import profile_page
from lexdelta.demo.labels import WORDINGS
from lexdelta.demo.loopback import Loopback
from lexdelta.demo.noise import Pen
from lexdelta.demo.notes import Notes
from lexdelta.demo.wiki import (
    PUBLISHER,
    block_page,
    home_page,
    index_page,
    login_page,
    maintenance_page,
    missing_page,
)

_PROFILE = re.compile(rf"/(?P<language>en|fr)/web/octopus/(?:-|{PUBLISHER})/(?P<slug>[^/?]+)")
_WALL = '<script>window._cf_chl_opt={cvId: "3"};</script><div id="challenge-form"></div></body>'


@dataclass(frozen=True)
class Reply:
    """One answer; `send` how many bytes of the body really go out, None for all; `reset` ends with a reset."""

    status: int
    html: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    keep: float = 1.0
    gzip_keep: float = 1.0
    reset: bool = False


@dataclass
class Site(Loopback):
    """The site of a world. `day` and `run` are set before each run; `served` says how often each fault was met, and
    `shown` what each page that looked like itself showed in the run: "true", or a state it was not in."""

    world: World
    day: int = 0
    run: int = 0
    served: Counter[str] = field(default_factory=Counter)
    shown: dict[str, str] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    _seeds: itertools.count[int] = field(default_factory=itertools.count)

    def __post_init__(self) -> None:
        self._seeds = itertools.count(self.world.seed * 1_000_000)
        super().__init__(type("_Answering", (_Handler,), {"site": self}))

    def slug(self, country: str, day: int) -> str:
        """The last piece of a country's address on a day."""
        roles = self.world.roles
        moved = (country == roles.moved and day >= MOVED_DAY) or (country == roles.renamed and day >= RENAMED_DAY)
        return f"{country}-profile-2" if moved else country

    def answer(self, path: str, headers: dict[str, str]) -> Reply:
        """The answer to a request."""
        pen = Pen(next(self._seeds))
        if path == "/robots.txt":
            return Reply(404, "", (("Content-Type", "text/plain"),))
        if path == "/en/web/octopus/country-wiki":
            return Reply(200, self._index(pen))
        if path.endswith("/home"):
            return Reply(200, home_page(WORDINGS["en"], pen))
        found = _PROFILE.fullmatch(path)
        country = self._country(found["slug"]) if found else None
        if not found or country is None:
            return self._elsewhere(found["slug"] if found else "", pen)
        return self._page(country, found["language"], headers, pen)

    def _country(self, slug: str) -> str | None:
        return next((c for c in self.world.countries if self.slug(c, self.day) == slug), None)

    def _elsewhere(self, slug: str, pen: Pen) -> Reply:
        """An old address leads on to the new one for one country, nowhere for another."""
        if slug == self.world.roles.moved:
            self.served["moved with a redirect"] += 1
            return Reply(301, "", (("Location", f"/en/web/octopus/-/{self.slug(slug, self.day)}"),))
        return Reply(404, missing_page(WORDINGS["en"], pen))

    def _index(self, pen: Pen) -> str:
        world, roles = self.world, self.world.roles
        listed = [c for c in world.countries if not (c == roles.newcomer and self.day < NEWCOMER_DAY)]
        listed = [c for c in listed if not (c == roles.unlisted and self.day >= UNLISTED_DAY)]
        if self.day in HALF_INDEX_DAYS:
            self.served["index halved"] += 1
            listed = listed[: len(listed) // 3]
        notes = [world.notes(c, "en", self.day) for c in listed]
        # The page that moved with a redirect is listed where it was, the other one where it is.
        days = {n.key: 0 if n.key == roles.moved else self.day for n in notes}
        slugs = [Notes(n.key, {**n.fields, "slug": self.slug(n.key, days[n.key])}, ()) for n in notes]
        return index_page(slugs, WORDINGS["en"], pen)

    def _page(self, country: str, language: str, headers: dict[str, str], pen: Pen) -> Reply:
        fault = self._fault(country, language)
        if fault:
            self.served[fault] += 1
            self.shown[f"{country}.{language}"] = fault
            return self._faulty(fault, country, language, pen)
        notes = self.world.flapping(country, self.day, self.run)
        if notes is None:
            self.shown[f"{country}.{language}"] = "true"
            notes = self.world.notes(country, language, self.day)
        else:
            self.served["copies that take turns"] += 1
            self.shown[f"{country}.{language}"] = "copy"
        return self._written(notes, language, headers, pen)

    def _fault(self, country: str, language: str) -> str | None:
        roles = self.world.roles
        if self.day == OUTAGE_DAY and self.world.countries.index(country) % 3:
            return "outage"
        if self.day == ALL_STALE_DAY:
            return "all caches stale"
        if country == roles.gone and self.day in GONE_DAYS:
            return "gone for ten days"
        if country == roles.shortly_gone and self.day in SHORTLY_GONE_DAYS:
            return "gone for five days"
        return self.world.faults[self.day].get((country, language))

    def _written(self, notes: Notes, language: str, headers: dict[str, str], pen: Pen) -> Reply:
        """A page as it should be; where it has an ETag, also in few words."""
        extra: tuple[tuple[str, str], ...] = ()
        if notes.field("etag"):
            tag = f'W/"{hashlib.sha256(f"{language} {notes}".encode()).hexdigest()[:16]}"'
            extra = (("ETag", tag),)
            if tag in headers.get("if-none-match", ""):
                return Reply(304, "", extra)
        return Reply(200, profile_page(notes, WORDINGS[language], pen), extra)

    def _faulty(self, fault: str, country: str, language: str, pen: Pen) -> Reply:
        if fault in ("other country", "other language", "stale cache", "all caches stale", "hollow"):
            notes, tongue = self._wrong(fault, country, language)
            return Reply(200, profile_page(notes, WORDINGS[tongue], pen))
        notes = self.world.notes(country, language, self.day)
        return _broken(fault, profile_page(notes, WORDINGS[language], pen), language, pen)

    def _wrong(self, fault: str, country: str, language: str) -> tuple[Notes, str]:
        """A page that is well made, and not the one that was asked for."""
        world = self.world
        if fault == "other country":
            other = world.countries[(world.countries.index(country) + 7) % len(world.countries)]
            return world.notes(other, language, self.day), language
        if fault == "other language":
            return world.notes(country, language, self.day), "en" if language == "fr" else "fr"
        if fault == "hollow":
            notes = world.notes(country, language, self.day)
            for part in notes.parts:
                notes = set_section(part.key, ())(notes) if part.key != "sources" else notes
            return notes, language
        back = 5 if fault == "all caches stale" else 3 + self.day % 23
        return world.notes(country, language, max(self.day - back, 1)), language


def _broken(fault: str, html: str, language: str, pen: Pen) -> Reply:
    """An answer that is not the page, or not all of it."""
    wording, busy = WORDINGS[language], (("Retry-After", "0"),)
    missing = Reply(404, missing_page(wording, pen))
    return {
        "challenge": Reply(200, block_page(pen)),
        "script wall": Reply(200, html.replace("</body>", _WALL)),
        "maintenance": Reply(200, maintenance_page(pen)),
        "login": Reply(200, login_page(wording, pen)),
        "cut": Reply(200, html, keep=0.6),
        "gzip cut": Reply(200, html, gzip_keep=0.7),
        "reset": Reply(200, html, keep=0.5, reset=True),
        "no end": Reply(200, html[: len(html) * 2 // 3]),
        "empty body": Reply(200, " "),
        "503": Reply(503, maintenance_page(pen), busy),
        "outage": Reply(503, maintenance_page(pen), busy),
        "429": Reply(429, "busy", busy),
        "not found": missing,
        "gone for ten days": missing,
        "gone for five days": missing,
        "home": Reply(302, "", (("Location", f"/{language}/web/octopus/home"),)),
    }[fault]


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 30
    wbufsize = -1
    disable_nagle_algorithm = True
    site: Site

    def do_GET(self) -> None:
        headers = {name.lower(): value for name, value in self.headers.items()}
        try:
            reply = self.site.answer(self.path.partition("?")[0], headers)
        except (LookupError, TypeError, ValueError) as error:
            self.site.problems.append(repr(error))
            raise
        body = gzip.compress(reply.html.encode(), 1, mtime=0) if reply.html else b""
        body = body[: int(len(body) * reply.gzip_keep)]
        self.send_response(reply.status)
        given = {"Content-Type": "text/html;charset=UTF-8", **dict(reply.headers)}
        for name, value in (given | ({"Content-Encoding": "gzip"} if body else {})).items():
            self.send_header(name, value)
        if reply.status != 304:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body[: int(len(body) * reply.keep)])
        if reply.reset:
            self.wfile.flush()
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.close_connection = self.close_connection or reply.keep < 1

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- the signature is http.server's
        """Says nothing."""
