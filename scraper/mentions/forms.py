"""Normal forms: the same thing printed differently gets the same text, different things different ones."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from scraper.mentions.tables import table

_SPELLING: dict[str, str] = table("words")["spelling"]
_WORDS = re.compile(r"[^\W_]+(?:[./-][^\W_]+)*")
_SPLIT = re.compile(r"[/-](?=[^\W\d])|(?<=[^\W\d])[/-]")
_POSSESSED = re.compile(r"^((?:(?!of |for )\w{1,20} ){0,4}\w{1,20}) s (office|department|chambers)\b")


@lru_cache(maxsize=4096)
def title(text: str) -> str:
    """A name in its normal form: lower case, one spelling, without "the" and without points and quotes.

    >>> title("National Cyber-Security Center")
    'national cybersecurity centre'
    """
    folded = unicodedata.normalize("NFC", text).lower()
    parts = [_spelled(part) for word in _WORDS.findall(folded) for part in _SPLIT.split(word)]
    joined = " ".join(part for part in parts if part and part != "the")
    joined = joined.replace("cyber security", "cybersecurity").replace("cyber crime", "cybercrime")
    return _POSSESSED.sub(r"\2 of \1", joined.replace("cyber sécurité", "cybersécurité"))


def _spelled(word: str) -> str:
    return _SPELLING.get(word, word)


_OF_YEAR = re.compile(r"([\d.]{1,9})/((?:18|19|20)\d\d)")
_YEAR_FIRST = re.compile(r"(?:19|20)\d\d[-/.]")
_YEAR_LAST = re.compile(r"/(?:19|20)\d\d$")


def law(kind: str, series: str, number: str | None, year: int | None, name: str) -> str:
    """A law by its number and year where it has one ("law 53-07", "act cxl 2013"), else by its title and year."""
    if not number:
        return " ".join([title(name), *([str(year)] if year else [])])
    number = number.lower()
    if number.startswith("cap "):
        return number
    split = _OF_YEAR.fullmatch(number)
    if split:
        number, year = split[1], int(split[2])
    elif _YEAR_FIRST.match(number) or _YEAR_LAST.search(number):
        year = None
    return " ".join(part for part in (series, kind, number, str(year or "")) if part)


def article(number: str, paragraph: str, of: str) -> str:
    """An article: "art 618 digital code", "bc art 24(7)" for the Convention, "art 5" where no law is named."""
    if of == "bc":
        return f"bc art {number.lower()}{paragraph}"
    return f"art {number.lower()}{paragraph} {of}".strip()


def year_of(number: str) -> int | None:
    """The year a law's number contains ("118/2017", "2010/012"), None when it contains none."""
    found = re.search(r"/((?:18|19|20)\d\d)$", number) or re.match(r"((?:19|20)\d\d)[-/](?=\w)", number)
    return int(found[1]) if found else None


def case(court: str | None, name: str | None, number: str | None, when: str) -> str:
    """A case by its parties and year, or by court and number, or by court and date."""
    if name:
        return f"{title(name)} {when[:4]}".strip()
    return f"{title(court or 'case')} {number.lower() if number else when}".strip()
