"""What one setting may be: each function returns the value it accepts, or raises saying what it expected instead."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from difflib import get_close_matches
from pathlib import Path
from urllib.parse import SplitResult, urlsplit
from zoneinfo import ZoneInfo, available_timezones

from cronsim import CronSim, CronSimError
from pydantic import ValidationInfo
from pydantic_core import PydanticCustomError

from scraper import guard
from scraper.layouts.shipped import layout_names, shipped

_HEADER_SAFE = re.compile(r"[!-'*-;=?-\[\]-~]+")  # visible ASCII that cannot close the User-Agent's comment
_MAIL = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")
_HOST = re.compile(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*", re.IGNORECASE)
_PAGE_NAME = re.compile(r"(?:[a-z0-9-]+/)?(?P<country>[a-z0-9]+(?:-[a-z0-9]+)*)(?:\.[a-z]{2})?")
_SECTION_KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)*")


def wrong(expected: str, *, hint: str | None = None, got: str | None = None) -> PydanticCustomError:
    """The error of one setting: what was expected, perhaps meant, and `got` where the value is not to be shown."""
    return PydanticCustomError("wrong", "{expected}", {"expected": expected, "hint": hint, "got": got})


def path(value: object) -> Path:
    """A path that is not empty."""
    if isinstance(value, Path):
        return value
    if not isinstance(value, str) or not value or "\x00" in value:
        raise wrong("a path in quotes")
    return Path(value)


def path_or_none(value: object) -> Path | None:
    """A path, or None for an empty text."""
    return None if value is None or value == "" else path(value)


def contact(value: object) -> str:
    """A mailto: or https: address that can stand in a request header; "" for nobody."""
    expected = 'a mailto: or https: address, e.g. "mailto:you@example.org"'
    text = _text(value, expected)
    if not text:
        return text
    scheme, _, rest = text.partition(":")
    if _HEADER_SAFE.fullmatch(text) is None:
        raise wrong(f"{expected}, without spaces or brackets")
    if scheme == "mailto" and _MAIL.fullmatch(rest):
        return text
    if scheme == "https" and url(text):
        return text
    raise wrong(expected, hint=_meant_contact(text))


def _meant_contact(text: str) -> str | None:
    if _MAIL.fullmatch(text):
        return f"mailto:{text}"
    return f"https{text.removeprefix('http')}" if text.startswith("http://") else None


def layout(value: object) -> str:
    """The name of a layout that is shipped."""
    return _one_of(value, layout_names())


def language(value: object, info: ValidationInfo) -> str:
    """A language in which the layout chosen before knows its labels; any text where no layout was understood."""
    name = info.data.get("layout")
    return _one_of(value, shipped(name).languages) if name else _text(value, "a language")


def page_name(value: object, info: ValidationInfo) -> str:
    """What a page is called: a country's key, or a page key; a slug nobody knows as long as it is like no country's."""
    expected = 'a country as in page keys, or a page key, e.g. "peru" or "peru.fr"'
    text = _text(value, expected)
    found = _PAGE_NAME.fullmatch(text)
    name = info.data.get("layout")
    layout = shipped(name) if name else None
    country = layout.country(found["country"] if found else text) if layout else None
    if found is None or (country and country.key != found["country"]):
        raise wrong(expected, hint=country.key if country else None)
    near = close(found["country"], [known.key for known in layout.countries]) if layout and not country else None
    if near:
        raise wrong(expected, hint=near)
    return text


def _one_of(value: object, names: tuple[str, ...]) -> str:
    *first, last = (f"'{name}'" for name in names)
    expected = f"{', '.join(first)} or {last}" if first else last
    text = _text(value, expected)
    if text not in names:
        raise wrong(expected, hint=close(text, list(names)))
    return text


def known(value: object) -> str:
    """The one word that stands for the addresses a layout knows."""
    expected = '"known" or a list of addresses'
    text = _text(value, expected)
    if text != "known":
        raise wrong(expected, hint="known" if close(text, ["known"]) else None)
    return text


def url(value: object) -> str:
    """An absolute http or https address without a user name, a password or a fragment."""
    expected = "an http: or https: address"
    text = _text(value, expected)
    parts = _split(text)
    if parts is not None and (parts.username is not None or parts.password is not None):
        raise wrong("an address without user name and password", got="an address with a user name or password")
    if parts is None or parts.scheme not in ("http", "https") or not parts.hostname or not text.isprintable():
        raise wrong(expected)
    if " " in text or "\\" in text:
        raise wrong(f"{expected} without spaces and backslashes")
    return text


def _split(text: str) -> SplitResult | None:
    try:
        parts = urlsplit(text)
        _ = parts.port  # read for its check: a port that is no number raises only here
    except ValueError:
        return None
    return parts


def url_or_empty(value: object) -> str:
    """An address, or "" for none."""
    return "" if value == "" else url(value)


def host(value: object) -> str:
    """A bare host name in lower case, no scheme, port, path or wildcard."""
    expected = 'a host name, e.g. "www.coe.int"'
    text = _text(value, expected)
    if not _HOST.fullmatch(text):
        parts = _split(text)
        raise wrong(expected, hint=parts.hostname if parts else None)
    return text.lower()


def address(value: object) -> str:
    """An IP address with a port, "127.0.0.1:8000" or "[::1]:8000"."""
    expected = 'an IP address and a port, e.g. "127.0.0.1:8000"'
    text = _text(value, expected)
    try:
        ip, port = guard.endpoint(text)
    except ValueError:
        hint = text.replace("localhost:", "127.0.0.1:") if text.startswith("localhost:") else None
        raise wrong(expected, hint=hint) from None
    return f"[{ip}]:{port}" if ":" in ip else f"{ip}:{port}"


def timezone(value: object) -> str:
    """The name of a time zone the IANA database of this machine (or the tzdata package) knows."""
    expected = 'an IANA time zone, e.g. "Europe/Paris"'
    text = _text(value, expected)
    try:
        ZoneInfo(text)
    except (ValueError, OSError, KeyError):  # a folder's name ("Europe") is an OSError, an unknown one a KeyError
        raise wrong(expected, hint=close(text, sorted(available_timezones()), alike=0.85)) from None
    return text


def cron(value: object) -> str:
    """A cron expression of five fields that comes true some day."""
    expected = 'five cron fields: minute hour day month weekday, e.g. "30 3 * * *"'
    text = _text(value, expected)
    if len(text.split()) != 5:
        raise wrong(expected)
    try:
        next(CronSim(text, datetime(2026, 1, 1, tzinfo=UTC)))
    except (CronSimError, StopIteration) as error:
        reason = str(error) or "never due"
        raise wrong(f"{expected} ({reason[:1].lower()}{reason[1:]})") from None
    return text


def section_key(value: object) -> str:
    """The key of a section, "legislation" or "legislation.substantive"."""
    expected = 'a section key, e.g. "legislation.substantive"'
    text = _text(value, expected)
    if not _SECTION_KEY.fullmatch(text):
        meant = re.sub(r"[^a-z0-9.]+", "-", text.lower()).strip("-.")
        raise wrong(expected, hint=meant if _SECTION_KEY.fullmatch(meant) else None)
    return text


def close(text: str, names: list[str], alike: float = 0.6) -> str | None:
    """The one of `names` most like `text`, case aside, or alone in beginning with it; None when none is.

    `alike` is how much, from 0 to 1.
    """
    folded = {name.casefold(): name for name in names}
    wanted = text.casefold()
    found = get_close_matches(wanted, list(folded), n=1, cutoff=alike)
    begun = [name for name in folded if wanted and name.startswith(wanted)]
    if not found and len(begun) == 1:
        found = begun
    return folded[found[0]] if found else None


def _text(value: object, expected: str) -> str:
    if not isinstance(value, str):
        raise wrong(expected)
    return value
