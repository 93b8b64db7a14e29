"""Everything around a profile: menus, breadcrumbs, language switch, the lines beside and below, scripts."""

from __future__ import annotations

import zlib
from urllib.parse import quote

from lexdelta.demo.classic import classic
from lexdelta.demo.labels import DISCLAIMER, INTRO, KOSOVO, REPLICA, Wording
from lexdelta.demo.noise import Pen
from lexdelta.demo.notes import Notes
from lexdelta.demo.templates import Article, Desk, accordion, tabs

_ARTICLES: dict[str, Article] = {"tabs": tabs, "accordion": accordion, "classic": classic}
_PORTAL = (
    "Human Rights,Democracy,Rule of Law,Explore,Committee of Ministers,Parliamentary Assembly,Congress,Treaty Office,"
    "Secretary General,Directorates,External offices,Field offices,Newsroom,Calendar,Media library,Publications,Jobs,"
    "Tenders,Visits,Archives,Data protection,Education,Heritage,Media freedom,Organised crime,Prisons,Sport,Youth,"
    "Roma and Travellers,Terrorism,Trafficking"
).split(",")


def profile_page(notes: Notes, wording: Wording, pen: Pen) -> str:
    """A whole profile page."""
    article = _ARTICLES[notes.field("template")](Desk(notes, wording, pen))
    asset = str(64_850_000 + zlib.crc32(notes.slug.encode()) % 20_000)
    content = pen.block("div", article, class_="journal-content-article", data_analytics_asset_id=asset)
    portlet = [_back(notes, wording, pen), pen.block("div", content, class_="asset-content")]
    path = f"/{wording.language}/web/octopus/-/{notes.slug}"
    section = pen.block("section", pen.block("div", *portlet, class_="portlet-body"), class_="portlet")
    title = f"{notes.name} - Octopus Cybercrime Community"
    return page(wording, pen, title, path, [*_intro(notes, pen), section, _aside(notes, wording, pen)])


def page(wording: Wording, pen: Pen, title: str, path: str, body: list[str]) -> str:
    """A whole page of the site round any body."""
    head = [
        pen.void("meta", charset="UTF-8"),
        pen.line("title", pen.text(title)),
        pen.void("link", rel="stylesheet", href=f"/o/octopus-theme/css/main.css?t={pen.stamp()}", type="text/css"),
        pen.line("script", _liferay(wording, pen, path), type="text/javascript"),
        "<style>.nav-link { color: #036 }</style>",
    ]
    main = pen.block("div", *body, id="main-content", class_="columns-1", role="main")
    inside = [_banner(wording, pen, path, title), pen.block("section", main, id="content"), _footer(wording, pen)]
    whole = [_quick(wording, pen), pen.block("div", *inside, id="wrapper", class_="container-fluid"), _onload(pen)]
    html = pen.block(
        "html",
        pen.block("head", *head),
        pen.block("body", *whole, class_="controls-visible guest-site signed-out public-page site"),
        class_="ltr",
        dir="ltr",
        lang=wording.locale,
    )
    return f"<!DOCTYPE html>\n{html}\n"


def _liferay(wording: Wording, pen: Pen, path: str) -> str:
    return (
        f"var Liferay = Liferay || {{}}; Liferay.authToken = '{pen.p_auth}'; Liferay.currentURL = '{path}'; "
        f"Liferay.ThemeDisplay = {{getLanguageId: function() {{return '{wording.locale.replace('-', '_')}';}}, "
        f"getPlid: function() {{return '{64_861_683}';}}}}; var loaded = {pen.stamp()};"
    )


def _onload(pen: Pen) -> str:
    call = f"Liferay.Portlet.onLoad({{namespacedId: 'p_p_id_{pen.name()}_', portletId: '{pen.token()}'}});"
    return pen.line("script", call, type="text/javascript")


def _quick(wording: Wording, pen: Pen) -> str:
    anchor = pen.line("a", pen.text(wording.skip), href="#main-content")
    return pen.block("nav", anchor, class_="quick-access-nav", id=f"{pen.name()}_quickAccessNav")


def _banner(wording: Wording, pen: Pen, path: str, title: str) -> str:
    site = f"/{wording.language}/web/octopus"
    menu = [_entry(pen, f"{site}/{where}", words) for where, words in wording.menu]
    portal = [_entry(pen, f"/{wording.language}/web/{quote(name.lower())}", name) for name in _PORTAL]
    crumbs = [_entry(pen, f"{site}/{where}", words) for where, words in wording.menu[:2]]
    crumbs.append(pen.line("li", pen.text(title.partition(" - ")[0]), class_="active"))
    pieces = [
        pen.block("ul", *portal, class_="mega-menu"),
        pen.block("ul", *menu, class_="nav navbar-nav", role="menubar"),
        _switch(wording, pen, path),
        pen.block("ol", *crumbs, class_="breadcrumb breadcrumb-horizontal"),
    ]
    return pen.block("header", *pieces, id="banner", role="banner")


def _entry(pen: Pen, href: str, words: str) -> str:
    inner = pen.line("span", pen.text(words), class_="text-truncate")
    return pen.line("li", pen.line("a", inner, href=href, role="menuitem"), class_="lfr-nav-item nav-item")


def _switch(wording: Wording, pen: Pen, path: str) -> str:
    links = []
    for code, name in (("en_GB", "English"), ("fr_FR", "Français")):
        query = f"p_l_id=64861683&redirect={quote(path, safe='')}&languageId={code}&p_auth={pen.p_auth}"
        links.append(pen.line("a", pen.text(name), href=f"/{wording.language}/c/portal/update_language?{query}"))
    return pen.block("div", *links, class_="language-switch")


def _intro(notes: Notes, pen: Pen) -> list[str]:
    if notes.field("template") != "accordion":
        return []
    return [pen.block("div", *(pen.line("p", pen.text(line)) for line in INTRO), class_="wiki-intro")]


def _back(notes: Notes, wording: Wording, pen: Pen) -> str:
    href = f"/{wording.language}/web/octopus/country-wiki?p_auth={pen.p_auth}"
    back = pen.line("a", pen.line("span", pen.text(wording.back)), href=href, title=wording.back)
    title = pen.line("span", pen.text(notes.name), class_="header-title")
    view = f"_101_INSTANCE_CmDb7M4RGb4Z_viewMode=print&languageId={wording.locale.replace('-', '_')}"
    target = f"/{wording.language}/web/octopus/-/{notes.slug}/pop_up?{view}"
    printed = pen.line("a", pen.text(wording.printable), href=target)
    tools = pen.block("div", printed, class_="asset-actions print-action")
    return pen.line("div", back, " ", title, class_="header-back-to") + pen.gap() + tools


def _aside(notes: Notes, wording: Wording, pen: Pen) -> str:
    icon = pen.void("img", alt=wording.contribute, src=f"/documents/contribute.png?t={pen.stamp()}")
    useful = pen.void("img", alt=wording.useful, src="/documents/useful.png")
    links = [pen.line("a", pen.text(words), href="https://www.coe.int/cybercrime") for words in wording.useful_links]
    more = f"/{wording.language}/web/octopus/contribute"
    lines = [pen.line("p", pen.text(line)) for line in wording.aside]
    pieces = [
        pen.void("img", alt=wording.tools, src=f"/documents/banner.png?t={pen.stamp()}"),
        pen.line("p", pen.text(DISCLAIMER)),
        pen.line("p", pen.text(KOSOVO)) if notes.field("footnote") else "",
        pen.line("p", pen.line("a", icon, pen.text(wording.contribute), href=more)),
        *lines,
        pen.line("h4", useful, pen.text(wording.useful)),
        pen.block("ul", *(pen.line("li", link) for link in links)),
    ]
    return pen.block("aside", *pieces, class_="portlet-boundary")


def _footer(wording: Wording, pen: Pen) -> str:
    links = [_entry(pen, f"/{wording.language}/web/{quote(name.lower())}", name) for name in _PORTAL[::2]]
    lines = [pen.line("p", pen.text(REPLICA)), pen.line("div", pen.text(wording.cookies), class_="cookies")]
    return pen.block("footer", pen.block("ul", *links), *lines, id="footer", role="contentinfo")
