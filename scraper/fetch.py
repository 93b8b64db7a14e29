"""Fetch one page politely and suspiciously: the only import of httpx, and nothing of it crosses this border.

Requests go straight to a transport rather than through httpx's client: no cookie jar, no proxy or .netrc from the
environment, no redirects walked and no URLs logged behind our back. Each hop is checked by `scraper.guard`, takes its
turn with `scraper.pace` and connects to the very address that was checked, under the host's own name for TLS.
"""

from __future__ import annotations

import functools
import ssl
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import aclosing, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

import httpx
import stamina
import stamina.instrumentation

from scraper import guard
from scraper.answer import NO_FAULT, Answer, Ask, Exchange, Fault, conclude, may_pass, no_answer
from scraper.body import Body, Damaged, Overflow
from scraper.capture import KEPT_HEADERS, Capture, NotModified, Validators
from scraper.errors import Refused
from scraper.pace import Deadline, Pace
from scraper.page import Page
from scraper.resolve import addresses_of
from scraper.robots import MAX_ROBOTS_BYTES, RobotsFiles
from scraper.rules import FetchRules

__all__ = ["Client", "FetchRules", "fetch", "open_client"]

# Its default hook reports every retry through structlog, which prints to stdout until it is configured.
stamina.instrumentation.set_on_retry_hooks(())

Heard = Callable[[Exchange], None]


class Client:
    """The network as one run sees it: connections, turns, and each site's robots.txt. Made by `open_client`."""

    def __init__(self, rules: FetchRules, ready_at: Mapping[str, datetime], heard: Heard) -> None:
        self.rules = rules
        self.heard = heard
        self.exceptions = tuple(guard.endpoint(text) for text in rules.allow_addresses)
        self.pace = Pace(rules.delay_seconds, rules.max_wait_seconds, ready_at)
        self.robots = RobotsFiles(rules.user_agent, self.pace, functools.partial(_robots_txt, self))
        self._transports: dict[tuple[str, str], httpx.AsyncHTTPTransport] = {}

    @property
    def ready_at(self) -> dict[str, datetime]:
        """The earliest moment (aware, UTC) each host may be asked again: what the next run's client is opened with."""
        return self.pace.ready_at

    def transport(self, scheme: str, host: str) -> httpx.AsyncHTTPTransport:
        """The connections to one host. Hosts never share them: a connection is verified for one name only."""
        if (scheme, host) not in self._transports:
            trust = tls_trust() if scheme == "https" else ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
            self._transports[scheme, host] = httpx.AsyncHTTPTransport(verify=trust, trust_env=False)
        return self._transports[scheme, host]

    async def close(self) -> None:
        """Close every connection."""
        for transport in self._transports.values():
            await transport.aclose()


@functools.cache
def tls_trust() -> ssl.SSLContext:
    """The authorities that certificates are verified by: certifi's, whatever the environment says."""
    return httpx.create_ssl_context(trust_env=False)


@asynccontextmanager
async def open_client(
    rules: FetchRules, ready_at: Mapping[str, datetime] | None = None, heard: Heard = lambda _exchange: None
) -> AsyncIterator[Client]:
    """A client for one run, closed at the end. Raises ValueError for an entry of `allow_addresses` that is none.

    `ready_at` is what an earlier client's `ready_at` gave; None when there was no earlier run. `heard` is told of every
    exchange, robots.txt and redirects included.
    """
    client = Client(rules, ready_at or {}, heard)
    try:
        yield client
    finally:
        await client.close()


async def fetch(client: Client, page: Page, validators: Validators | None = None) -> Capture | NotModified:
    """The page as it is now, or the server's word that it has not changed since `validators` were handed out.

    Raises Unreachable (after all attempts), Refused, TooLarge; their `capture` holds an answer that came with another
    status, or as much as came of a damaged body.
    """
    return await _persist(client, Ask(page, client.rules.max_bytes, validators or Validators()))


async def _persist(client: Client, ask: Ask) -> Capture | NotModified:
    first, rules = _first_hop(ask), client.rules
    await _permit(client, ask, first)
    retrying = stamina.AsyncRetryingCaller(
        attempts=rules.attempts,
        timeout=None,
        wait_initial=rules.delay_seconds,
        wait_max=rules.max_wait_seconds,
        wait_jitter=0,
    )
    worth_it = functools.partial(may_pass, max_wait_seconds=rules.max_wait_seconds)
    return await retrying(worth_it, _attempt, client, ask, first)


async def _attempt(client: Client, ask: Ask, hop: _Hop) -> Capture | NotModified:
    deadline = Deadline(client.rules.total_seconds)
    for redirects in range(client.rules.max_redirects + 1):
        if redirects:
            await _permit(client, ask, hop)
        async with client.pace.turn(hop.host), deadline.running(guard.shown(hop.host)):
            answer = await _exchange(client, ask, hop)
        if answer.location is None:
            return conclude(ask, answer)
        hop = _next_hop(hop, answer.location)
    raise Refused("redirect-loop", f"{guard.shown(hop.host)} redirects more than {client.rules.max_redirects} times.")


@dataclass(frozen=True, slots=True)
class _Hop:
    """One request of a chain. `sender` is the host that redirected here, "" for the page's own address."""

    url: httpx.URL
    conditions: dict[str, str]
    sender: str = ""

    @property
    def host(self) -> str:
        return self.url.raw_host.decode("ascii")

    @property
    def port(self) -> int:
        return {"http": 80, "https": 443}.get(self.url.scheme, 0) if self.url.port is None else self.url.port

    @property
    def site(self) -> str:
        return f"{self.url.scheme}://{self.url.netloc.decode('ascii')}"

    def refuse(self, what: str) -> Refused:
        if self.sender:
            return Refused("redirect", f"{guard.shown(self.sender)} redirects to {what}.")
        return Refused("url", f"The address of the page is {what}.")


async def _permit(client: Client, ask: Ask, hop: _Hop) -> None:
    if hop.url.scheme not in ("http", "https") or not hop.host or not 0 < hop.port < 65536:
        raise hop.refuse("something other than an http or https address")
    if hop.url.userinfo:
        raise hop.refuse("an address that carries a user name")
    if not guard.may_ask(hop.host, hop.port, client.rules.allowed_hosts, client.exceptions):
        raise Refused("host", f"{guard.shown(hop.host)} is not among the hosts that may be asked.")
    if not ask.robots:
        await client.robots.obey(str(hop.url), hop.site, hop.host)


async def _robots_txt(client: Client, page: Page) -> bytes:
    answer = await _persist(client, Ask(page, MAX_ROBOTS_BYTES, Validators(), robots=True))
    return answer.body if isinstance(answer, Capture) else b""


async def _exchange(client: Client, ask: Ask, hop: _Hop) -> Answer:
    addresses = await addresses_of(hop.host, hop.port, client.exceptions)
    try:
        async with aclosing(await _send(client, ask, hop, addresses)) as response:
            answer = await _receive(response, ask, hop)
            client.heard(_exchanged(client, ask, hop, response, answer))
    except (httpx.HTTPError, OSError) as error:
        raise no_answer(error, hop.host, timed_out=isinstance(error, httpx.TimeoutException)) from error
    if answer.retry_after_seconds is not None:
        client.pace.hold(hop.host, answer.retry_after_seconds)
    return answer


async def _send(client: Client, ask: Ask, hop: _Hop, addresses: tuple[str, ...]) -> httpx.Response:
    failure: httpx.TransportError = httpx.ConnectError("no address")
    for ip in addresses:
        request = httpx.Request(
            "GET",
            hop.url.copy_with(host=ip, fragment=None),
            headers=_sent(client, ask, hop),
            extensions={"sni_hostname": hop.host, "timeout": {"connect": client.rules.total_seconds / 4}},
        )
        try:
            return await client.transport(hop.url.scheme, hop.host).handle_async_request(request)
        except (httpx.ConnectError, httpx.ConnectTimeout) as error:
            failure = error
    raise failure


def _sent(client: Client, ask: Ask, hop: _Hop) -> dict[str, str]:
    return ask.headers(client.rules.user_agent, hop.url.netloc.decode("ascii")) | hop.conditions


def _exchanged(client: Client, ask: Ask, hop: _Hop, response: httpx.Response, answer: Answer) -> Exchange:
    sent, headers = tuple(_sent(client, ask, hop).items()), tuple(response.headers.multi_items())
    return Exchange(ask.page.key, str(hop.url), answer.at, sent, answer.status, headers, answer.body, answer.fault)


async def _receive(response: httpx.Response, ask: Ask, hop: _Hop) -> Answer:
    body, fault = await _body(response, ask)
    return Answer(
        host=guard.shown(hop.host),
        url=str(hop.url) if hop.sender else ask.page.url,
        at=datetime.now(UTC),
        status=response.status_code,
        headers=tuple(item for item in response.headers.multi_items() if item[0] in KEPT_HEADERS),
        body=body,
        fault=fault,
        conditional=bool(hop.conditions),
    )


async def _body(response: httpx.Response, ask: Ask) -> tuple[bytes, Fault]:
    if int(response.headers.get("content-length", 0)) > ask.max_bytes and not ask.cuts(response.status_code):
        return b"", "too-large"
    body = Body(response.headers.get_list("content-encoding"), ask.max_bytes)
    try:
        async for chunk in response.aiter_raw():
            body.add(chunk)
        body.end()
    except Overflow:
        return body.content, NO_FAULT if ask.cuts(response.status_code) else "too-large"
    except (Damaged, httpx.HTTPError, OSError):
        return body.content, "damaged"
    return body.content, NO_FAULT


def _first_hop(ask: Ask) -> _Hop:
    try:
        url = httpx.URL(ask.page.url)
    except (httpx.InvalidURL, ValueError) as error:
        raise Refused("url", "The address of the page is not a URL.") from error
    return _Hop(url, ask.conditions)


def _next_hop(hop: _Hop, location: str) -> _Hop:
    try:
        url = hop.url.join(location).copy_with(fragment=None)
    except (httpx.InvalidURL, ValueError) as error:
        raise Refused("redirect", f"{guard.shown(hop.host)} redirects to something that is not a URL.") from error
    return _Hop(url, hop.conditions if url.host == hop.url.host else {}, hop.host)
