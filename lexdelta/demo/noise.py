"""Noise: what differs between two answers of a real portal though the page reads the same.

Tokens, ids, timestamps, white space, comments, the order of attributes and classes, the spelling of characters.
"""

from __future__ import annotations

import html
import random
import re
import string
from html.entities import codepoint2name

_BREAKABLE = re.compile(r" ")
_COMMENTS = ("portlet end", "cached", "fragment", "end: journal-content", "node", "tpl")


class Pen:
    """Writes HTML. One pen is one response: the same seed writes the same bytes.

    `exact` keeps every character as it is; otherwise the pen chooses, once, between characters and entities.
    """

    def __init__(self, seed: int, *, exact: bool = False) -> None:
        self._random = random.Random(seed)  # noqa: S311 -- noise on a test page, no secret
        self._spelling = "plain" if exact else self._random.choice(("plain", "named", "numeric"))
        self.p_auth = self.token()

    def token(self, length: int = 8) -> str:
        """A random word of letters and digits, like a session token."""
        return "".join(self._random.choices(string.ascii_letters + string.digits, k=length))

    def name(self) -> str:
        """A random element id."""
        return "".join(self._random.choices(string.ascii_lowercase, k=4)) + str(self._random.randrange(10_000))

    def stamp(self) -> str:
        """A cache-buster: milliseconds of some moment."""
        return str(1_700_000_000_000 + self._random.randrange(10**10))

    def text(self, plain: str) -> str:
        """Text escaped for HTML, its characters spelled this response's way, now and then wrapped between words."""
        escaped = html.escape(plain, quote=False)
        if self._spelling != "plain" and not escaped.isascii():
            escaped = "".join(map(self._spelled, escaped))
        if len(escaped) < 60:
            return escaped
        return _BREAKABLE.sub(lambda _: "\n  " if self._random.random() < 0.02 else " ", escaped)

    def line(self, tag: str, *inner: str, **attributes: str) -> str:
        """An element whose content is text: `inner` (HTML) stands in it as it is."""
        return f"<{tag}{self._attributes(attributes)}>{''.join(inner)}</{tag}>"

    def block(self, tag: str, *inner: str, **attributes: str) -> str:
        """An element of elements: white space and comments may stand between the pieces of `inner` (HTML)."""
        body = "".join(self.gap() + piece for piece in inner if piece)
        return f"<{tag}{self._attributes(attributes)}>{body}{self.gap()}</{tag}>"

    def void(self, tag: str, **attributes: str) -> str:
        """An element without content, closed in one of the three ways people close it."""
        return f"<{tag}{self._attributes(attributes)}{self._random.choice(('>', '/>', ' />'))}"

    def gap(self) -> str:
        """What stands between two tags: nothing, white space, seldom a comment."""
        chance = self._random.random()
        if chance < 0.05:
            return f"\n<!-- {self._random.choice(_COMMENTS)} {self.token(6)} -->\n"
        return ("", "\n", "\n\n  ", "\n\t\t", " ")[int(chance * 5)]

    def _spelled(self, char: str) -> str:
        if char.isascii():
            return char
        named = codepoint2name.get(ord(char))
        return f"&{named};" if named and self._spelling == "named" else f"&#{ord(char)};"

    def _attributes(self, given: dict[str, str]) -> str:
        pairs = [(key.rstrip("_").replace("_", "-"), value) for key, value in given.items()]
        self._random.shuffle(pairs)
        return "".join(f' {key}="{html.escape(self._shuffled(key, value))}"' for key, value in pairs)

    def _shuffled(self, key: str, value: str) -> str:
        if key != "class" or " " not in value:
            return value
        words = value.split()
        self._random.shuffle(words)
        return " ".join(words)
