"""A message to a webhook: the report as JSON, under the same Idempotency-Key at every attempt."""

from __future__ import annotations

import base64
import http.client
import math
import ssl
import urllib.error
import urllib.request
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import IO

from lexdelta.notify.letter import Message
from lexdelta.notify.outcome import Outcome
from lexdelta.notify.routes import WebRoute

PATIENCE_SECONDS = 10.0
"""How long one answer may take; whoever starts us bounds the whole."""
LONGEST_WAIT = 24 * 3600.0


class _Stay(urllib.request.HTTPRedirectHandler):
    """A redirect is an answer like any other that is not 2xx: whoever moved the webhook must say so to us."""

    def redirect_request(
        self,
        req: urllib.request.Request,  # noqa: ARG002 - urllib's signature
        fp: IO[bytes],  # noqa: ARG002 - urllib's signature
        code: int,  # noqa: ARG002 - urllib's signature
        msg: str,  # noqa: ARG002 - urllib's signature
        headers: http.client.HTTPMessage,  # noqa: ARG002 - urllib's signature
        newurl: str,  # noqa: ARG002 - urllib's signature
    ) -> None:
        """Nowhere else is asked."""
        return


def send_webhook(message: Message, route: WebRoute) -> Outcome:
    """Post the message; only an answer of 2xx means that it arrived."""
    try:
        answer = _opener(route).open(_request(message, route), timeout=PATIENCE_SECONDS)
    except urllib.error.HTTPError as error:
        with error:
            return _refused(error)
    except urllib.error.URLError as error:
        return _silence(error.reason)
    except (OSError, http.client.HTTPException) as error:
        return _silence(error)
    except ValueError:
        return Outcome(False, "the address or a header in it cannot stand in a request")
    with answer:
        return Outcome(True, f"the webhook answered {answer.status}")


def _opener(route: WebRoute) -> urllib.request.OpenerDirector:
    context = ssl.create_default_context()
    if not route.verify:
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    return urllib.request.build_opener(_Stay, urllib.request.HTTPSHandler(context=context))


def _request(message: Message, route: WebRoute) -> urllib.request.Request:
    headers = dict(route.headers)
    if route.user:
        login = f"{route.user}:{route.password or ''}".encode()
        headers["Authorization"] = f"Basic {base64.b64encode(login).decode()}"
    headers |= {"Content-Type": "application/json", "User-Agent": "lexdelta", "Idempotency-Key": message.id}
    return urllib.request.Request(route.url, message.json.encode(), headers, method=route.method)  # noqa: S310 - http(s) by construction


def _refused(error: urllib.error.HTTPError) -> Outcome:
    where = ", a redirect, which is not followed" if 300 <= error.code < 400 else ""
    wait = _wait(error.headers.get("Retry-After", "")) if error.headers else 0.0
    return Outcome(False, f"the webhook answered {error.code}{where}", wait_seconds=wait)


def _wait(text: str) -> float:
    """The seconds that a Retry-After asks for, 0 when it says nothing sensible."""
    try:
        seconds = float(text) if text.strip().isdigit() else _until(text)
    except (ValueError, OverflowError):
        return 0.0
    return min(max(seconds, 0.0), LONGEST_WAIT) if math.isfinite(seconds) else 0.0


def _until(text: str) -> float:
    at = parsedate_to_datetime(text)
    return (at.astimezone(UTC) - datetime.now(UTC)).total_seconds()


def _silence(reason: object) -> Outcome:
    if isinstance(reason, ssl.SSLCertVerificationError):
        said = f"the webhook's certificate is not to be trusted: {reason.verify_message}"
    elif isinstance(reason, TimeoutError):
        said = f"the webhook did not answer within {PATIENCE_SECONDS:g} s"
    elif isinstance(reason, http.client.HTTPException | ConnectionResetError):
        said = "the webhook closed the connection, or answered no HTTP"
    else:
        said = f"the webhook could not be reached: {getattr(reason, 'strerror', None) or type(reason).__name__}"
    return Outcome(False, said, reached=False)
