"""The run gate: what stands on most pages of a run is one thing about the site, not seventy about countries."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from diffs.siblings import article_text, equal_articles, fingerprint, name_words, on_most, template_changes, twin
from lexdelta.judging import Finding
from scraper.layout import Country, Layout
from scraper.profile import Profile


@dataclass(frozen=True, slots=True)
class Sitewide:
    """`held`: fingerprints of changes to hold as site events; `troubled`: countries that failed or were quarantined,
    () unless they are so many that the site itself is in trouble; `past`: fingerprints that stand on most pages between
    their last archived state and their first live look."""

    held: frozenset[str]
    troubled: tuple[str, ...]
    past: frozenset[str] = frozenset()


def without_doubles(
    findings: Sequence[Finding], layout: Layout, stored: Callable[[str], Profile | None]
) -> tuple[Finding, ...]:
    """The findings, with pages quarantined whose whole article stands on another country's page too, unless a person
    accepted them. `stored` gives what a page said that answered "not modified"."""
    if not any(map(_is_new, findings)):
        return tuple(findings)
    texts, names = {}, _names(layout.countries)
    for finding in findings:
        profile = finding.profile or (stored(finding.page.key) if finding.outcome == "not_modified" else None)
        if profile and finding.verified:
            texts[finding.page.key] = (finding.page.country, article_text(profile, names))
    doubles = equal_articles(texts)
    return tuple(_as_double(f, texts[f.page.key][1]) if f.page.key in doubles and _is_new(f) else f for f in findings)


def look_across(
    findings: Sequence[Finding], already_held: frozenset[str], gone: frozenset[str], stood_in: Sequence[Finding] = ()
) -> Sitewide:
    """What the findings of one run say together; `already_held` are fingerprints of events still undecided, `gone` the
    keys of pages already known to be gone, `stood_in` looks at the site that failed and that archives stand in for."""
    by_site: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        by_site[finding.page.prefix].append(finding)
    away = gone, frozenset(finding.page.key for finding in stood_in)
    found = [_look_across_one(theirs, already_held, *away) for theirs in by_site.values()]
    troubled = {country for site in found for country in site.troubled}
    held = frozenset().union(*(site.held for site in found))
    return Sitewide(held, tuple(sorted(troubled)), frozenset().union(*(site.past for site in found)))


def _look_across_one(
    findings: Sequence[Finding], already_held: frozenset[str], gone: frozenset[str], away: frozenset[str]
) -> Sitewide:
    """One site alone: the pages of another would change how many are most."""
    stands, before = (
        [
            (f.page.country, fingerprint(change))
            for f in findings
            if (f.outcome == "first") is first
            for change in f.changes
        ]
        for first in (False, True)
    )
    countries = {f.page.country for f in findings}
    verified = {f.page.country for f in findings if f.verified}
    held = frozenset(template_changes(stands, len(verified))) | (already_held & {mark for _, mark in stands})
    failed = [f for f in findings if f.page.key in away or (not f.verified and f.page.key not in gone)]
    troubled = sorted({finding.page.country for finding in failed})
    past = frozenset(template_changes(before, len(verified)))
    return Sitewide(held, tuple(troubled) if on_most(len(troubled), len(countries)) else (), past)


def twins(findings: Sequence[Finding], languages: Sequence[str]) -> Mapping[tuple[str, int], tuple[str, int]]:
    """(page key, position of a change) -> the same of the edition it is told with, for changes that stand in several
    editions of a country; the first of `languages` leads. Each change pairs with one in each other edition. What first
    looks show is history, which leads no news."""
    order = {language: position for position, language in enumerate(languages)}
    by_profile: dict[tuple[str, bool], list[Finding]] = defaultdict(list)
    for finding in sorted(findings, key=lambda f: (order.get(f.page.language, len(order)), f.page.key)):
        by_profile[finding.page.profile, finding.outcome == "first"].append(finding)
    told: dict[tuple[str, int], tuple[str, int]] = {}
    for editions in by_profile.values():
        for position, edition in enumerate(editions):
            _pair(editions[:position], edition, told)
    return told


def _pair(leaders: Sequence[Finding], edition: Finding, told: dict[tuple[str, int], tuple[str, int]]) -> None:
    free: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for leader in leaders:
        for number, change in enumerate(leader.changes):
            if (leader.page.key, number) not in told:
                free[twin(change)].append((leader.page.key, number))
    for number, change in enumerate(edition.changes):
        if free[twin(change)]:
            told[edition.page.key, number] = free[twin(change)].pop(0)


@lru_cache(maxsize=8)
def _names(countries: tuple[Country, ...]) -> frozenset[str]:
    return name_words(name for country in countries for name in (country.name, country.french, *country.aliases))


def _is_new(finding: Finding) -> bool:
    return finding.outcome in ("first", "changed") and finding.accepted_by is None


def _as_double(finding: Finding, text: str) -> Finding:
    reason = ("double", "The same article stands on another country's page in this run.")
    return replace(
        finding,
        outcome="quarantined",
        reasons=(reason,),
        changes=(),
        against=(),
        still_missing=(),
        returned=(),
        text_digest=hashlib.sha256(text.encode()).hexdigest(),
    )
