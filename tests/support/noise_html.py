"""HTML cut into tags and text, so that noise can be put where it means nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from random import Random

_CUT = re.compile(
    r"<!--.*?-->|<(?P<raw>script|style|noscript|template)\b.*?</(?P=raw)>|<!doctype[^>]*>|</?[a-z][^>]*>",
    re.IGNORECASE | re.DOTALL,
)
_TAG = re.compile(r"<(?P<end>/?)(?P<name>[\w:-]+)(?P<rest>.*?)(?P<close>\s*/?)>\Z", re.DOTALL)
_ATTRIBUTE = re.compile(r"""([\w:-]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+))?""")
_BARE = re.compile(r"[\w.:#-]+\Z")
_ENTITY = re.compile(r"(&#?\w+;)")
_INLINE = frozenset(
    "a abbr b big cite code em font i img kbd label mark q s samp small span strong sub sup time u var wbr input button"
    " o:p st1:place".split()
)

Attributes = list[tuple[str, str | None]]


def cut(html: str) -> Iterator[tuple[str, str]]:
    """The document in pieces of one kind each: "tag", "text", or "raw" for what nobody sees."""
    at = 0
    for found in _CUT.finditer(html):
        if found.start() > at:
            yield "text", html[at : found.start()]
        raw = found["raw"] or found[0].startswith("<!")
        yield "raw" if raw else "tag", found[0]
        at = found.end()
    if at < len(html):
        yield "text", html[at:]


def with_text(html: str, change: Callable[[str], str]) -> str:
    """The document with every run of visible characters changed; entities are left as they are."""

    def changed(text: str) -> str:
        return "".join(run if run.startswith("&") else change(run) for run in _ENTITY.split(text) if run)

    return "".join(changed(piece) if kind == "text" else piece for kind, piece in cut(html))


def with_tags(html: str, change: Callable[[str], str]) -> str:
    """The document with every tag changed."""
    return "".join(change(piece) if kind == "tag" else piece for kind, piece in cut(html))


def name_of(tag: str) -> str:
    """The name of a tag's element in lower case."""
    found = _TAG.match(tag)
    return found["name"].lower() if found else ""


def is_boundary(tag: str) -> bool:
    """Whether white space beside a tag means nothing."""
    return name_of(tag) not in _INLINE


def with_attributes(tag: str, change: Callable[[str, Attributes], Attributes]) -> str:
    """A start tag with its attributes changed, given its name and its attributes (values as written, unquoted)."""
    found = _TAG.match(tag)
    if not found or found["end"]:
        return tag
    given = [(name, _unquoted(value)) for name, value in _ATTRIBUTE.findall(found["rest"])]
    made = "".join(map(_written, change(found["name"].lower(), given)))
    return f"<{found['name']}{made}{found['close']}>"


def quoted(value: str, random: Random) -> str:
    """An attribute's value in any quotes it can stand in."""
    marks = [mark for mark in ('"', "'") if mark not in value]
    return random.choice([value] if _BARE.match(value) and random.random() < 0.3 else [f"{m}{value}{m}" for m in marks])


def written_anew(tag: str, random: Random) -> str:
    """The same tag with its attributes in another order, case and quotes."""
    found = _TAG.match(tag)
    if not found:
        return tag
    name = found["name"].upper() if random.random() < 0.5 else found["name"].lower()
    pairs = [(key, _unquoted(value)) for key, value in _ATTRIBUTE.findall(found["rest"])]
    random.shuffle(pairs)
    made = "".join(_anew(key, value, random) for key, value in pairs)
    return f"<{found['end']}{name}{made}{' /' if found['close'].strip() else ''}>"


def _anew(key: str, value: str | None, random: Random) -> str:
    key = key.upper() if random.random() < 0.3 else key
    return f" {key}" if value is None else f"{random.choice((' ', '  ', chr(10)))}{key}={quoted(value, random)}"


def _written(pair: tuple[str, str | None]) -> str:
    key, value = pair
    if value is None:
        return f" {key}"
    return f" {key}='{value}'" if '"' in value else f' {key}="{value}"'


def _unquoted(value: str) -> str | None:
    return (value[1:-1] if value[:1] in "\"'" else value) if value else None
