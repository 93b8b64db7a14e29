"""A page saved as MHTML -> a capture: the message's first HTML part, from the address it says."""

from __future__ import annotations

import email
import email.policy
from email.message import EmailMessage

from scraper.archives import moments
from scraper.archives.found import Found, Item, Passed, Trouble, Wanted
from scraper.archives.saved import File
from scraper.capture import Capture

ENDINGS = frozenset((".mhtml", ".mht"))


def taken(file: File, wanted: Wanted) -> Item:
    """The message's page; Passed when its address is of another kind of page; a Trouble when it holds no HTML or no
    date."""
    try:
        message = email.message_from_bytes(file.body, _class=EmailMessage, policy=email.policy.compat32)
    except RecursionError:
        return Trouble(file.where, "Its parts are nested deeper than any browser saves them.")
    url = str(message.get("Snapshot-Content-Location") or message.get("Content-Location") or "").strip()
    part = next((part for part in message.walk() if part.get_content_type() == "text/html"), None)
    body = part.get_payload(decode=True) if part is not None else None
    if part is None or not isinstance(body, bytes):
        return Trouble(file.where, "The saved page holds no HTML.")
    url = file.known.url or url or str(part.get("Content-Location") or "").strip()
    if url and not wanted.profile(url):
        return Passed(file.where, url)
    said = file.known.at or moments.in_words(str(message.get("Date") or "")) or moments.in_name(file.path)
    at, dated = (said, "record") if said else (file.written, "file")
    if at is None:
        return Trouble(file.where, "Nothing tells when it was saved: neither the message, nor its name, nor its date.")
    kind = f"text/html; charset={part.get_content_charset() or 'utf-8'}"
    source = url or "file:///saved.mhtml"
    return Found(file.where, Capture("", source, source, at, "file", 200, (("content-type", kind),), body), dated)
