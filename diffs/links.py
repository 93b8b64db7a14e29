"""Where the links of a block lead: the one thing a reader cannot see change."""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Sequence
from itertools import zip_longest
from urllib.parse import urlsplit

from scraper.normalise import address, normalise
from scraper.profile import Link

LinkPair = tuple[Link | None, Link | None]
"""A link before and after; None where the words were no link."""


def shown(link: Link | None) -> str | None:
    """A link as a change tells it: "text <address>"."""
    return f"{link.text} <{link.url}>" if link else None


def parts(told: str | None) -> tuple[str, str]:
    """The text and the address of a link as `shown`; ("", "") for None."""
    text, found, url = (told or "").rpartition("<")
    return (text.strip(), url.removesuffix(">")) if found else (text, "")


def place(url: str) -> str:
    """What an address leads to, whichever of the two web schemes, with or without "www." and a final slash."""
    try:
        split = urlsplit(address(url))
    except ValueError:
        return url
    if split.scheme not in ("http", "https", ""):
        return url
    rest = f"?{split.query}" * bool(split.query) + f"#{split.fragment}" * bool(split.fragment)
    return f"{split.netloc}{split.path.rstrip('/')}{rest}".removeprefix("www.")


def link_changes(old: Iterable[Link], new: Iterable[Link]) -> list[LinkPair]:
    """Links whose address differs: those of equal text first, then the rest in order, then links that came or went.

    A link cut in two, or laid over more words, leads where it led before and is no change.
    """
    old, new = list(old), list(new)
    told, gone, come = _by_text(_minus(old, new), _minus(new, old))
    led, leads = _addresses(old), _addresses(new)
    gone = [link for link in gone if address(link.url) not in leads]
    come = [link for link in come if address(link.url) not in led]
    return [*told, *zip_longest(gone, come)]


def retargeted(old: Iterable[Link], new: Iterable[Link]) -> list[LinkPair]:
    """Links of equal text whose address differs; for blocks whose words changed, where other links came with words."""
    old, new = list(old), list(new)
    return _by_text(_minus(old, new), _minus(new, old))[0]


def _by_text(gone: Sequence[Link], come: Sequence[Link]) -> tuple[list[LinkPair], list[Link], list[Link]]:
    """The pairs of equal text, and what stays of both sides."""
    waiting: dict[str, deque[Link]] = defaultdict(deque)
    for link in come:
        waiting[normalise(link.text)].append(link)
    told: list[LinkPair] = []
    rest: list[Link] = []
    for link in gone:
        same = waiting[normalise(link.text)]
        if same:
            told.append((link, same.popleft()))
        else:
            rest.append(link)
    return told, rest, [link for same in waiting.values() for link in same]


def _addresses(links: Iterable[Link]) -> frozenset[str]:
    return frozenset(address(link.url) for link in links)


def _minus(links: Sequence[Link], others: Sequence[Link]) -> list[Link]:
    spare = Counter(map(_form, others))
    kept: list[Link] = []
    for link in links:
        if spare[_form(link)]:
            spare[_form(link)] -= 1
        else:
            kept.append(link)
    return kept


def _form(link: Link) -> tuple[str, str]:
    return (normalise(link.text), address(link.url))
