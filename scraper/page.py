"""Page: the identity of one country profile in one language, which outlives its addresses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

PageKind = Literal["profile", "index"]
Origin = Literal["known", "configured", "index", "import"]


@dataclass(frozen=True, slots=True)
class Page:
    """One page that is watched.

    `key` is `country.language` ("peru.en"); `country` the key in the countries table ("peru"); `language` ISO 639-1;
    `url` the address to ask for. The key is fixed in the database when the page is first accepted.
    """

    key: str
    country: str
    language: str
    url: str
    kind: PageKind = "profile"
    origin: Origin = "known"
