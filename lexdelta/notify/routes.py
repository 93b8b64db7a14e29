"""An apprise address -> how a message goes there: by mail or webhook of our own, or by apprise. The import of apprise.

apprise reads the address in every case, so that whatever its manual says of an address holds. Mail and webhooks we send
ourselves: apprise makes a new Message-ID for every attempt, sends one text part made from the other, wraps JSON into a
form of its own, and takes the page a redirect leads to for success.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from apprise import NotifyBase

METHODS = ("POST", "PUT", "PATCH")


class NoRoute(Exception):
    """The address leads nowhere; the message is a phrase that repeats nothing of it."""


class NoApprise(NoRoute):
    """No address can be understood, since the package that reads them is not installed."""


@dataclass(frozen=True, slots=True)
class MailRoute:
    """By SMTP. `mode` is insecure, starttls or ssl; addresses are (name, address), name "" for none; `user` and
    `password` None without login."""

    host: str
    port: int
    mode: str
    verify: bool
    user: str | None
    password: str | None
    sender: tuple[str, str]
    to: tuple[tuple[str, str], ...]
    cc: tuple[tuple[str, str], ...]
    bcc: tuple[tuple[str, str], ...]
    reply_to: tuple[tuple[str, str], ...]
    headers: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class WebRoute:
    """By HTTP, a JSON body; `user` and `password` None without login."""

    url: str
    method: str
    verify: bool
    user: str | None
    password: str | None
    headers: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class AppriseRoute:
    """By whatever service the address names."""

    service: NotifyBase


Route = MailRoute | WebRoute | AppriseRoute


def route(address: str) -> Route:
    """The way that address names. Raises NoRoute when apprise is not installed or does not understand it."""
    found = _instance(address)
    schema = address.partition("://")[0].strip().lower()
    if schema in ("mailto", "mailtos"):
        return _mail(found)
    if schema in ("json", "jsons"):
        return _web(found)
    return AppriseRoute(found)


def _instance(address: str) -> Any:
    try:
        from apprise import Apprise, AppriseAsset
    except ModuleNotFoundError as error:
        raise NoApprise("apprise is not installed: install lexdelta[notify]") from error
    logging.getLogger("apprise").propagate = False  # what it says may quote the address
    logging.getLogger("apprise").addHandler(logging.NullHandler())
    # No redirects: the page one leads to says nothing of the message.
    asset = AppriseAsset(app_id="Lexdelta", app_desc="Lexdelta", secure_logging=True, http_redirects=False)
    found = Apprise.instantiate(address.strip(), asset=asset)
    if found is None:
        raise NoRoute("apprise does not understand the address")
    return found


def _mail(found: Any) -> MailRoute:
    if found.pgp_mode != "no":
        raise NoRoute("mail with pgp is not supported, and is not sent without")
    if not found.targets:
        raise NoRoute("the address names nobody who could receive the mail")
    names = {address: name or "" for address, name in found.names.items()}
    return MailRoute(
        host=found.smtp_host,
        port=found.port,
        mode=found.secure_mode,
        verify=found.verify_certificate,
        user=found.user,
        password=found.password,
        sender=(found.from_addr[0] or "", found.from_addr[1]),
        to=tuple((name or "", address) for name, address in found.targets),
        cc=_named(found.cc, names),
        bcc=_named(found.bcc, names),
        reply_to=_named(found.reply_to, names),
        headers=tuple(found.headers.items()),
    )


def _named(addresses: set[str], names: dict[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple((names.get(address, ""), address) for address in sorted(addresses))


def _web(found: Any) -> WebRoute:
    if found.method not in METHODS:
        raise NoRoute(f"a webhook takes {', '.join(METHODS)} as its method")
    from urllib.parse import urlencode

    port = f":{found.port}" if found.port else ""
    query = f"?{urlencode(found.params)}" if found.params else ""
    return WebRoute(
        url=f"{'https' if found.secure else 'http'}://{found.host}{port}{found.fullpath or '/'}{query}",
        method=found.method,
        verify=found.verify_certificate,
        user=found.user,
        password=found.password,
        headers=tuple(found.headers.items()),
    )
