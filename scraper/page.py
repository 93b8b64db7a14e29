"""Page: the identity of one country profile in one language, which outlives its addresses."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from typing import Literal
from urllib.parse import SplitResult, parse_qsl, quote, unquote, urlsplit

from scraper.layout import Layout

PageKind = Literal["profile", "index", "unnamed"]
Origin = Literal["known", "configured", "index", "import"]

LANGUAGE_SWITCH = "/c/portal/update_language"
"""The portal's own address for "this page in another language": the page and the language stand in its query."""

_HOST = re.compile(r"[a-z0-9._-]+|\[[0-9a-f:.]+\]")
_NOT_IN_KEYS = re.compile(r"[^a-z0-9]+")
_LIKE_A_NUMBER = re.compile(r"id-[0-9]+")
_PORTS = {"http": 80, "https": 443}
_LONGEST_KEY = 80
_ROUNDS = 4


@dataclass(frozen=True, slots=True)
class Page:
    """One page that is watched.

    `key` is `country.language` ("peru.en"), behind its layout's prefix where that has one ("policy/peru.en");
    `country` the key in the countries table ("peru"), or a slug nobody knows; `language` ISO 639-1; `url` the address
    to ask for. The key is fixed in the database when the page is first accepted. A page of kind "unnamed" is known by
    a number alone ("id-64868888.en"): whose it is waits for its title.
    """

    key: str
    country: str
    language: str
    url: str
    kind: PageKind = "profile"
    origin: Origin = "known"

    @property
    def profile(self) -> str:
        """What all editions of one site's profile share: the key without the language ("peru", "policy/peru")."""
        return self.key.removesuffix(f".{self.language}")

    @property
    def prefix(self) -> str:
        """The prefix of its layout, by which pages of different sites are told apart; "" where it has none."""
        return self.key.rpartition("/")[0]


@dataclass(frozen=True, slots=True)
class _Address:
    """A profile address taken apart: locale and slug (or number) out, what stood behind them gone."""

    origin: str
    before: str
    between: str
    locale: str
    slug: str
    number: str

    def url(self, language: str) -> str:
        """The address of the edition in that language."""
        last = self.number or quote(self.slug, safe="", errors="replace")
        return f"{self.origin}{self.before}{language}{self.between}{last}"


def canonical(url: str, layout: Layout, *, name: str = "") -> Page | None:
    """The page an address leads to, whichever of its many forms is given; None when it is no profile's address.

    The key comes from the country table, or from the slug itself when no country is known by it. Views, tracking
    and return addresses are dropped, and the language is one the layout has labels in; a language switch leads to the
    edition it chooses. `Page.url` has the scheme and host of the given address. `name` is what a link calls the page;
    it counts only where the address holds a number or a slug that nobody knows; None when that leaves a number unknown,
    too. Never raises; idempotent.
    """
    page = addressed(url, layout, name=name)
    return page if page and page.kind == "profile" else None


def addressed(url: str, layout: Layout, *, name: str = "") -> Page | None:
    """As `canonical`, with an unnamed page for an address that holds a number nobody knows yet and nothing else."""
    address = _taken_apart(url, layout)
    if address is None:
        return None
    country, language = _country(address, name, layout), _language(address.locale, layout)
    kind: PageKind = "profile" if country or not address.number else "unnamed"
    country = country if kind == "profile" else f"id-{address.number}"
    return Page(key_of(country, language, layout), country, language, address.url(language), kind) if country else None


def titled(page: Page, title: str, layout: Layout) -> Page | None:
    """An unnamed page as the page of the country that its title names; None when no country is known by that title."""
    country = layout.country(title)
    if country is None:
        return None
    return replace(page, key=key_of(country.key, page.language, layout), country=country.key, kind="profile")


def key_of(country: str, language: str, layout: Layout) -> str:
    """The key of a country's page in one language, as that layout's pages are called."""
    before = f"{layout.prefix}/" if layout.prefix else ""
    return f"{before}{country}.{language}"


def is_of(page: Page, layout: Layout) -> bool:
    """Whether a profile page is one of the layout's, by its key."""
    return page.prefix == layout.prefix


def in_language(page: Page, language: str, layout: Layout) -> Page:
    """The same country's page in another language edition: key and address with the language swapped.

    An address the layout does not know becomes its usual form.
    """
    address = _taken_apart(page.url, layout)
    url = address.url(language) if address else _usual(page, language, layout)
    return replace(page, key=f"{page.profile}.{language}", language=language, url=url)


def _usual(page: Page, language: str, layout: Layout) -> str:
    parts = _split(page.url)
    origin = f"{parts.scheme}://{parts.netloc}" if parts else layout.site
    return layout.page_address.format(origin=origin, language=language, slug=quote(page.country, safe=""))


def _taken_apart(url: str, layout: Layout) -> _Address | None:
    parts, chosen = _unswitched(url)
    if parts is None:
        return None
    target = f"{parts.path}?{parts.query}" if parts.query else parts.path
    found = next((m for pattern in layout.addresses if (m := pattern.fullmatch(target))), None)
    if found is None:
        return None
    groups = {group: text for group, text in found.groupdict().items() if text is not None}
    start, end = found.span("lang") if "lang" in groups else (0, 0)
    return _Address(
        origin=f"{parts.scheme}://{parts.netloc}",
        before=target[:start] or "/",
        between=target[end : found.start("slug" if "slug" in groups else "id")],
        locale=chosen or groups.get("lang", ""),
        slug=unquote(groups.get("slug", "")),
        number=groups.get("id", ""),
    )


def _unswitched(url: str) -> tuple[SplitResult | None, str]:
    """The address behind a language switch, and the locale it chooses ("" when the address is no switch)."""
    parts, locale = _split(url), ""
    for _ in range(_ROUNDS):
        if parts is None or not parts.path.rstrip("/").endswith(LANGUAGE_SWITCH):
            return parts, locale
        query = dict(parse_qsl(parts.query))
        locale = locale or query.get("languageId", "")
        parts = _moved(parts, query.get("redirect", ""))
    return None, locale


def _moved(parts: SplitResult, target: str) -> SplitResult | None:
    """Where a switch sends one on, always on the host that was asked; addresses found in the wild are encoded twice."""
    for _ in range(_ROUNDS):
        if "%2f" not in target.lower():
            break
        target = unquote(target)
    try:
        inner = urlsplit(target)
    except ValueError:
        return None
    return parts._replace(path=inner.path, query=inner.query)


def _split(url: str) -> SplitResult | None:
    """A web address with scheme and host in lower case, without user names and usual ports; None for anything else."""
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return None
    host = f"[{host}]" if ":" in host else host
    if parts.scheme not in _PORTS or not _HOST.fullmatch(host) or "\\" in parts.netloc:
        # Browsers and servers disagree about which host stands round a backslash.
        return None
    shown = f":{port}" if port and port != _PORTS[parts.scheme] else ""
    return parts._replace(netloc=host + shown, fragment="")


def _language(locale: str, layout: Layout) -> str:
    code = re.split("[-_]", locale.lower(), maxsplit=1)[0]
    return code if code in layout.languages else layout.languages[0]


def _country(address: _Address, name: str, layout: Layout) -> str:
    if address.number:
        named = layout.country(name)
        return dict(layout.ids).get(address.number) or (named.key if named else "")
    known = layout.country(address.slug) or layout.country(name)
    return known.key if known else _key_of_slug(address.slug, layout)


def _key_of_slug(slug: str, layout: Layout) -> str:
    """A slug that no country is known by, as a key; "" when nothing usable is left, or only a known country's name, or
    what an unnamed page is called."""
    plain = "".join(char for char in unicodedata.normalize("NFKD", slug) if not unicodedata.combining(char))
    key = _NOT_IN_KEYS.sub("-", plain.lower()).lstrip("-")
    unusable = len(key) > _LONGEST_KEY or layout.country(key) or _LIKE_A_NUMBER.fullmatch(key)
    return "" if unusable else key
