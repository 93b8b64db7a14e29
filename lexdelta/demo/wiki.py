"""The site's own pages that are no profiles: the index of countries, the home page, and the pages of its bad days."""

from __future__ import annotations

import zlib
from collections.abc import Sequence

from lexdelta.demo.chrome import page
from lexdelta.demo.labels import Wording
from lexdelta.demo.noise import Pen
from lexdelta.demo.notes import Notes

PUBLISHER = "country-wiki-ap/-/asset_publisher/CmDb7M4RGb4Z/content"
"""The other address under which the site serves the same profiles."""


def number_of(slug: str) -> str:
    """The number that may stand in place of a slug, the same in every language."""
    return str(70_000_000 + zlib.crc32(slug.encode()) % 10_000_000)


def index_page(
    countries: Sequence[Notes], wording: Wording, pen: Pen, *, by_number: bool = False, pages: int = 3
) -> str:
    """The list of countries: flags whose name is in the picture only, some plain links, and traps for crawlers.

    `by_number`: flags alone, that name nobody and lead to numbers. `pages` is how many pages its links count.
    """
    site = f"/{wording.language}/web/octopus"
    if by_number:
        flags, named = [_nameless(notes, site, pen) for notes in countries], []
    else:
        flags = [_flag(notes, site, pen) for notes in countries if notes.field("flag") != "text"]
        named = [_named(notes, site, pen) for notes in countries if notes.field("flag") == "text"]
    body = [
        pen.line("h1", pen.text(dict(wording.menu)["country-wiki"])),
        pen.line("p", "To update/edit information on a country wiki please click on the flag and then edit"),
        pen.block("div", *flags, class_="flags row"),
        pen.block("ul", *named, class_="more-countries"),
        _paging(site, pen, pages),
    ]
    return page(wording, pen, "Country wiki - Octopus Cybercrime Community", f"{site}/country-wiki", body)


def _address(notes: Notes, site: str, pen: Pen) -> str:
    kind = zlib.crc32(notes.key.encode()) % 12
    if kind == 0:
        return f"{site}/{PUBLISHER}/{notes.slug}?_101_INSTANCE_CmDb7M4RGb4Z_viewMode=view/"
    if kind == 1:
        return f"{site}/-/{notes.slug}?inheritRedirect=true&p_auth={pen.p_auth}"
    return f"{site}/-/{notes.slug}"


def _flag(notes: Notes, site: str, pen: Pen) -> str:
    picture = pen.void("img", alt=notes.name, src=f"/documents/flags/{notes.slug}.png?t={pen.stamp()}", width="60")
    return pen.line("a", picture, href=_address(notes, site, pen), title=notes.name)


def _nameless(notes: Notes, site: str, pen: Pen) -> str:
    number = number_of(notes.slug)
    picture = pen.void("img", alt="", src=f"/documents/flags/{number}.png?t={pen.stamp()}", width="60")
    return pen.line("a", picture, href=f"{site}/{PUBLISHER}/id/{number}")


def _named(notes: Notes, site: str, pen: Pen) -> str:
    return pen.line("li", pen.line("a", pen.text(notes.name), href=_address(notes, site, pen)))


def _paging(site: str, pen: Pen, pages: int) -> str:
    portlet = "com_liferay_asset_publisher_web_portlet_AssetPublisherPortlet_INSTANCE_wM2oCWukY7tM"
    queries = [
        f"p_p_id={portlet}&p_p_lifecycle=0&_{portlet}_delta=20&_{portlet}_cur={cur}" for cur in range(1, pages + 1)
    ]
    links = [pen.line("a", str(n), href=f"{site}/country-wiki?{query}") for n, query in enumerate(queries, 1)]
    calendar = pen.line("a", "Next month", href=f"{site}/calendar?month={pen.token(2)}&p_auth={pen.p_auth}")
    return pen.block("div", *links, calendar, class_="lfr-pagination")


def home_page(wording: Wording, pen: Pen) -> str:
    """The site's front page, where a lost address may lead."""
    body = [
        pen.line("h1", "Octopus Cybercrime Community"),
        pen.line("p", pen.text("News, training and tools for those who work against cybercrime.")),
        pen.line("p", pen.text("The next meeting of the community takes place in the autumn; registration is open.")),
    ]
    return page(wording, pen, "Home - Octopus Cybercrime Community", f"/{wording.language}/web/octopus/home", body)


def missing_page(wording: Wording, pen: Pen) -> str:
    """What stands where nothing is."""
    body = [pen.line("h1", "Page not found"), pen.line("p", "The requested resource could not be found.")]
    return page(wording, pen, "Status - Octopus Cybercrime Community", "/404", body)


def login_page(wording: Wording, pen: Pen) -> str:
    """A sign-in form, under whatever address was asked for."""
    field = pen.void("input", type="password", name="password", id=pen.name())
    form = pen.block("form", pen.line("label", "Password"), field, action="/c/portal/login", method="post")
    return page(wording, pen, "Sign In - Octopus Cybercrime Community", "/login", [pen.line("h1", "Sign In"), form])


def block_page(pen: Pen) -> str:
    """A guard's refusal that claims to be a page: status 200, and nothing of the site in it."""
    ray = pen.token(16).lower()
    body = [
        pen.line("h1", "Sorry, you have been blocked"),
        pen.line("h2", "You are unable to access this site"),
        pen.line("p", "This website is using a security service to protect itself from online attacks."),
        pen.line("div", pen.text(f"Ray ID: {ray}"), class_="cf-error-footer"),
    ]
    head = pen.block("head", pen.line("title", "Attention Required! | Cloudflare"))
    return f"<!DOCTYPE html>\n{pen.block('html', head, pen.block('body', *body), lang='en-US')}\n"


def maintenance_page(pen: Pen) -> str:
    """A page that asks to come back later, with status 200."""
    body = [pen.line("h1", "Scheduled maintenance"), pen.line("p", "The portal will be back shortly.")]
    head = pen.block("head", pen.line("title", "Maintenance"))
    return f"<!DOCTYPE html>\n{pen.block('html', head, pen.block('body', *body), lang='en')}\n"
