"""Layout: how one site template is addressed and read, as data, with the version its readings are marked by."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

_SLASH = re.compile(r"\s*/\s*")
_SPACE = re.compile(r"\s+")
_SPACE_BEFORE = re.compile(r" (?=[,.;)\]])")


@dataclass(frozen=True, slots=True)
class Label:
    """One printed heading: its text in one language and the section key it stands for."""

    text: str
    key: str
    language: str


@dataclass(frozen=True, slots=True)
class Boilerplate:
    """Text the template prints on every page: `name` for the account of words, `pattern` matched on a whole line.

    A line that `ends` the article closes it: nothing after it belongs to the profile. Words that an author may write as
    well count `beside` such a line, or before the article, only.
    """

    name: str
    pattern: re.Pattern[str]
    ends: bool = False
    beside: bool = False


@dataclass(frozen=True, slots=True)
class Country:
    """A country or territory. `key` is ours ("cote-ivoire"); `name` the Council of Europe's spelling.

    `iso2`, `iso3` are ISO 3166-1, with XK/XKX (user-assigned) for Kosovo*; `aliases` other printed names and slugs,
    matched exactly after folding, never fuzzily.
    """

    key: str
    iso2: str
    iso3: str
    name: str
    french: str
    region: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Layout:
    """How a template is read. `version` rises whenever the same bytes would be read differently.

    `addresses` are patterns over a whole path and query, the host left out, with a group `slug` or `id` and,
    optionally, `lang`; what stands behind the slug is noise. `known` are the profile addresses shipped with the
    layout; `ids` the country key behind an `id`; `labels` the vocabulary of headings; `keys` section keys in printed
    order, a group before its children ("legislation", then "legislation.state"); `site` the URL relative links start
    from; `page_address` the usual form of an address, with the fields `origin`, `language` and `slug`.

    `archived` are the beginnings of its paths in web archives, with the field `language` where they name one.

    `known` and `index` may be empty. `prefix` stands before the keys of its pages ("policy" makes "policy/peru.en") and
    no other layout's: two sites may tell of one country. Status lines are read only where `keys` has "status".
    `samples` are keys of countries among `known` whose pages differ most: what a first look at the site asks for.
    """

    name: str
    version: int
    site: str
    hosts: tuple[str, ...]
    addresses: tuple[re.Pattern[str], ...]
    known: tuple[str, ...]
    index: str
    labels: tuple[Label, ...]
    keys: tuple[str, ...]
    boilerplate: tuple[Boilerplate, ...]
    countries: tuple[Country, ...]
    page_address: str
    prefix: str = ""
    ids: tuple[tuple[str, str], ...] = ()
    samples: tuple[str, ...] = ()
    archived: tuple[str, ...] = ()
    extra: tuple[tuple[str, str], ...] = ()
    _by_label: dict[str, Label] = field(init=False, repr=False, compare=False, default_factory=dict)
    _by_name: dict[str, Country] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._by_label.update({label_form(label.text): label for label in self.labels})
        for country in self.countries:
            for name in (country.key, country.name, country.french, *country.aliases):
                self._by_name[name_form(name)] = country

    @property
    def reading(self) -> str:
        """What a profile read this way is marked with: "octopus@2", with a short digest when labels were added."""
        if not self.extra:
            return f"{self.name}@{self.version}"
        mark = hashlib.sha256(json.dumps(sorted(self.extra)).encode()).hexdigest()[:8]
        return f"{self.name}@{self.version}+{mark}"

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages the labels are known in; editions in any other language show the first one's."""
        return tuple(dict.fromkeys(label.language for label in self.labels if label.language))

    def label(self, text: str) -> Label | None:
        """The label printed as `text`, whatever its case, spacing or final colon; None when not in the vocabulary."""
        return self._by_label.get(label_form(text))

    def country(self, name: str) -> Country | None:
        """The country of that exact name, slug or alias (case and accents aside); None when unknown, never a guess."""
        return self._by_name.get(name_form(name))


def with_labels(layout: Layout, extra: Mapping[str, str]) -> Layout:
    """The layout with an operator's own headings (printed label -> section key) added, as part of its reading."""
    if not extra:
        return layout
    added = tuple(Label(text, key, language) for text, key in sorted(extra.items()) for language in ("",))
    keys = layout.keys + tuple(dict.fromkeys(k for k in extra.values() if k not in layout.keys))
    return replace(layout, labels=layout.labels + added, keys=keys, extra=tuple(sorted(extra.items())))


@lru_cache(maxsize=4096)
def label_form(text: str) -> str:
    """A printed heading in the form it is looked up by: case, spacing and a final colon gone."""
    text = _SPACE.sub(" ", text.replace("\u00ad", "").replace("\u200b", "")).strip()
    text = _SPACE_BEFORE.sub("", _SLASH.sub("/", text)).rstrip(" :.;").strip()
    return text.replace("’", "'").casefold()


def name_form(text: str) -> str:
    """A country name or slug in the form it is looked up by: letters and digits only, accents and case gone."""
    plain = text if text.isascii() else unicodedata.normalize("NFKD", text)
    return "".join(filter(str.isalnum, plain)).casefold()
