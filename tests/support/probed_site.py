"""A site to be probed: every answer is the test's own, byte for byte, and a folder is configured for it."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping
from html import escape
from pathlib import Path
from typing import Any

from watched_replica import lexdelta

from lexdelta.demo.site import render
from tests.hostile.server import Answer, HostileServer, reply

INDEX = "/en/web/octopus/country-wiki"
SLUGS = {"benin": "benin", "peru": "peru", "zimbabwe": "zimbab-1"}
CHALLENGE = (
    b'<!DOCTYPE html><html lang="en-US"><head><title>Just a moment...</title></head><body>'
    b'<div id="challenge-running">One more step</div><script>window._cf_chl_opt={}</script></body></html>'
)
SERVED_BY = {"Server": "cloudflare"}
MITIGATED = {**SERVED_BY, "cf-mitigated": "challenge", "Content-Type": "text/html; charset=UTF-8"}


def path(slug: str) -> str:
    """Where a profile is."""
    return f"/en/web/octopus/-/{slug}"


def index_of(*links: str) -> bytes:
    """An index whose body is these links."""
    return f"<!doctype html><html><head><title>Wiki</title></head><body>{''.join(links)}</body></html>".encode()


def flag(country: str, slug: str) -> str:
    """A link that is a picture and nothing else."""
    return f'<a href="{path(slug)}"><img alt="{escape(country)}" src="/flags/{slug}.png"></a>'


def good_site(server: HostileServer, replaced: Mapping[str, str] | None = None) -> None:
    """Three profiles behind an index of flags; words of the profiles may be replaced by others."""
    server.on("/robots.txt", reply(b"User-agent: *\nDisallow: /c/portal/\n", headers={"Content-Type": "text/plain"}))
    server.on(INDEX, reply(index_of(*(flag(country, slug) for country, slug in SLUGS.items())), headers=SERVED_BY))
    for country, slug in SLUGS.items():
        html = render(country, "en", 1)
        for old, new in (replaced or {}).items():
            html = html.replace(old, new)
        server.on(path(slug), reply(html.encode(), headers=SERVED_BY))


def everywhere(server: HostileServer, answer: Answer) -> None:
    """The same answer at every address, robots.txt aside."""
    for where in (INDEX, *map(path, SLUGS.values())):
        server.on(where, answer)


def configure(folder: Path, server: HostileServer, more: str = "") -> Path:
    """Settings that watch the site behind its index; `more` is put behind them."""
    text = (
        f'[fetch]\nallow_addresses = ["{server.address}"]\ndelay_seconds = 0\n'
        f'[[watch]]\npages = []\nindex = "{server.url(INDEX)}"\n{more}'
    )
    file = folder / "config.toml"
    file.write_text(text, encoding="utf-8")
    return file


def probed(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """The command in that folder."""
    return lexdelta(folder, "probe", *words)


def as_json(folder: Path, *words: str) -> dict[str, Any]:
    """What it finds, as values."""
    found: dict[str, Any] = json.loads(probed(folder, "--json", *words).stdout)
    return found
