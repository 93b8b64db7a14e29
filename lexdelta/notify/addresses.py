"""Addresses are secrets: where they come from, and how nothing of one is left in a text."""

from __future__ import annotations

import base64
import os
import re
from collections.abc import Iterator
from urllib.parse import quote, unquote, unquote_plus

from lexdelta.emit import line
from lexdelta.notify.settings import Notify

HIDDEN = "***"
LONGEST = 300
_PARTS = re.compile(r"[:/?#@&=,;+<>\s]+")
_LONG = 8
_SHORTEST = 3
"""Shorter parts would be found in every second word; a secret of two letters is none."""
_COMMON = frozenset(
    "mailto mailtos json jsons http https smtp from name mode user pass to cc bcc com org net www starttls ssl "
    "insecure verify yes no the mail server webhook service post put".split()
)


class NoAddress(Exception):
    """The variable that should hold an address is not set, or empty; the message is a phrase."""


def address_of(target: Notify) -> str:
    """The address of a target, from the environment. Raises NoAddress."""
    found = os.environ.get(target.url_env, "").strip()
    if not found:
        raise NoAddress(f"the environment variable {target.url_env} (url_env) is not set")
    return found


def redacted(text: str, address: str) -> str:
    """The text on one visible line of at most LONGEST characters, with every part of the address replaced.

    A part is what stands between its separators, as written, decoded or in base64; common words are left alone.
    """
    shown = text
    for part in sorted(set(_secrets(address)), key=len, reverse=True):
        shown = re.sub(_pattern(part), HIDDEN, shown, flags=re.IGNORECASE)
    return line(shown)[:LONGEST]


def _pattern(part: str) -> str:
    """Short parts as words of their own: "hook" is no part of "webhook"."""
    word = re.escape(part)
    return word if len(part) >= _LONG else rf"(?<![^\W_]){word}(?![^\W_])"


def _secrets(address: str) -> Iterator[str]:
    yield address
    for written in (*_PARTS.split(address), *_PARTS.split(unquote(address))):
        for part in (written, unquote(written), unquote_plus(written)):
            if len(part) >= _SHORTEST and part.lower() not in _COMMON:
                yield part
                yield quote(part, safe="")
                yield base64.b64encode(part.encode()).decode().rstrip("=")
